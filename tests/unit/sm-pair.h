/* The two ends of a channel of SCP03, terminal's and card's, opened against each other. For cmocka. */
#ifndef MADOGUCHI_TEST_SM_PAIR_H
#define MADOGUCHI_TEST_SM_PAIR_H

#include "card/perso/training/sm-private.h"

struct pair { struct sm host, card; };

struct sm_keys vector_keys(size_t len);			/* of the published vectors */
void open_pair(struct pair *, size_t key_len);
void header_of(const struct apdu *, unsigned char header[5]);

/* Opens the pair; one command goes to the card, whose answer to it, so long and with this status word, is in *r. */
void half_exchange(struct pair *, struct reply *r, size_t answer_len, uint16_t sw);

void assert_wiped(const struct sm *);
void refuse_answer(struct pair *, struct reply *);	/* the terminal does, and its channel is gone */

#endif

/* A counter at work: the real program in a pseudo-terminal, another's card, the authority's terminal beside it. */
#ifndef MADOGUCHI_TEST_REAL_COUNTER_H
#define MADOGUCHI_TEST_REAL_COUNTER_H

#include "tests/screens/counter.h"
#include "tests/screens/other-reader.h"

#define REAL_FRIDAY ((time_t)1795138260)	/* 2026-11-20T10:31 in Japan */
#define REAL_CHECK_B "02011520321234"		/* of the card's face */

struct real_counter {
	struct counter c;
	struct other_reader *r;
	char reader_file[128];
	unsigned verifies;		/* VERIFYs sent when the program began */
};

/* For cmocka, once a program: certificates as tests/card/other-ca.sh makes them. */
int real_make_certs(void **state);
int real_remove_certs(void **state);

/* A folder of its own, and a card with two certificates that end in January; the program isn't started. */
void real_make(struct real_counter *);
void real_free(struct real_counter *);

/* Starts the program by the rules of a profile, at home, with a card on the reader or none. */
void real_open(struct real_counter *, const char *profile);

/* On the reader, and its screen open; off it again. */
void real_put_card(struct real_counter *);
void real_take_card(struct real_counter *);

/* The authority's terminal does it: a certificate of other-ca.sh, "auth-new", on the card; "": none any more. */
void real_write(struct real_counter *, bool sign, const char *name);

/* So many VERIFYs have come since the program began. */
void real_expect_verifies(const struct real_counter *, unsigned n);

#endif

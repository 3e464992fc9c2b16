/* A counter at work: the real program in a pseudo-terminal, another's card, the authority's terminal beside it. */
#ifndef MADOGUCHI_TEST_REAL_COUNTER_H
#define MADOGUCHI_TEST_REAL_COUNTER_H

#include "tests/screens/counter.h"
#include "tests/screens/other-reader.h"

#define REAL_FRIDAY ((time_t)1795138260)	/* 2026-11-20T10:31 in Japan */
#define REAL_CHECK_B "02011520321234"		/* of the card's face */

/* Over a daemon (real_make_daemon) r is NULL, and the card is that of tests/system/other-card. */
struct real_counter {
	struct counter c;
	struct other_reader *r;
	char reader_file[128];
	unsigned verifies;		/* VERIFYs sent when the program began */
};

/* For cmocka, once a program: certificates as tests/card/other-ca.sh makes them. */
int real_make_certs(void **state);
int real_remove_certs(void **state);

/* The card, and the certificates in the folder that CERTS names, of tests/system/take-back.sh; today is today. */
void real_make_daemon(struct real_counter *);

/* A folder of its own, and a card with two certificates that end in January; the program isn't started. */
void real_make(struct real_counter *);
void real_free(struct real_counter *);

/* Starts the program by the rules of a profile, at home, with a card on the reader or none. */
void real_open(struct real_counter *, const char *profile);

/* On the reader, and its screen open; off it again. */
void real_put_card(struct real_counter *);
void real_take_card(struct real_counter *);

/* The card comes back from the authority's terminal, and its case is taken back. */
void real_come_back(struct real_counter *);

/* What can be read without a PIN is as wanted: the holder types none, and the case is done. */
void real_finish(struct real_counter *);

/* The authority's terminal does it: a certificate of other-ca.sh, "auth-new", on the card; "": none any more. */
void real_write(struct real_counter *, bool sign, const char *name);

/* It leaves half a certificate; another number ("": none); another name; so many tries of a PIN (sign: that one). */
void real_cut(struct real_counter *, bool sign);
void real_number(struct real_counter *, const char *number);
void real_name(struct real_counter *, const char *name);
void real_tries(struct real_counter *, bool sign, int left);

/* Puts the card on where another screen than home is open, until words are shown. */
void real_return_card(struct real_counter *, const char *words);

/* From home, answering as a holder in person, to what is to be done at the terminal; keys choose the procedure. */
void real_to_terminal(struct real_counter *, const char *keys);

/* So many VERIFYs have come since the program began. */
void real_expect_verifies(const struct real_counter *, unsigned n);

/* Chooses that line of the list, however far down it is. */
void real_choose(const struct real_counter *, const char *line);

#endif

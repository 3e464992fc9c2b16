/* A counter beside the authority's terminal: a card that isn't ours, certificates by GnuTLS, a store, a clerk. */
#ifndef MADOGUCHI_TEST_TERMINAL_WORLD_H
#define MADOGUCHI_TEST_TERMINAL_WORLD_H

#include "desk/hand-over.h"
#include "tests/card/other-wire.h"
#include "tests/unit/scratch.h"

#define WORLD_SENT_MAX 32

struct world {
	struct scratch folder;
	struct other_card card;
	struct wire wire, *inner;
	struct desk desk;
	struct desk_pins pins;
	struct moment at;
	struct reception r;
	struct desk_taken taken;
	char number[CASE_NUMBER_MAX];
	/* Data of every VERIFY, and how many commands could change a card. */
	struct { char bytes[24]; } sent[WORLD_SENT_MAX];
	size_t sent_count;
	unsigned changes;
	bool pulled;			/* the card is gone; with pull_after > 0 after so many commands */
	unsigned pull_after;
	unsigned kill_after;		/* as pull_after, but it is the program that ends */
};

/* For cmocka. The certificates are made once a program (world_make_certs as group setup). */
int world_make_certs(void **state);
int world_remove_certs(void **state);
int world_setup(void **state);
int world_teardown(void **state);

/* A certificate by its name (other-ca.sh). */
void world_cert(const char *name, struct cert *);

/* Puts a certificate on the card by its name (other-ca.sh): "auth-new"; "": none. */
void world_put(struct world *, enum cert_kind, const char *name);
void world_put_ca(struct world *, enum cert_kind, const char *name);

/* Opens a case of 番号 花子, which has to be approved; number is its. */
void world_open_case(struct world *, const char *words);
void world_hand_over(struct world *);
enum err world_take_back(struct world *);

/* Closes the store and opens it again, as a program that was killed and begins anew; clerk may be another. */
void world_restart(struct world *, const char *clerk);

enum case_state world_state(struct world *);

/* The codes of the last verdict's differences, "not-renewed one-certificate"; "" for none. */
const char *world_codes(const struct world *);

#endif

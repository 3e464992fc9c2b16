/* A counter at work for tests: its store, its CA, one case, and the card that is written in place (place-card.h). */
#ifndef MADOGUCHI_TEST_PLACE_COUNTER_H
#define MADOGUCHI_TEST_PLACE_COUNTER_H

#include "tests/card/place-card.h"
#include "tests/faults/world.h"

/* The card is shared with the processes that work on it. */
struct place {
	char base[40], number[CASE_NUMBER_MAX];
	const struct scenario *scene;
	struct place_card *card, before;
	struct wire *inner;
	struct issuer *ca;
	struct mishap mishap;
	struct fault_wire wire;
	struct fault_issuer issuer;
	struct desk desk;
	struct desk_pins pins;
	struct desk_result result;
};

/* Of one kind: the card's certificate, its key, and whether they are of one pair. */
struct pair { bool cert, key, match, same; unsigned char hash[CERT_HASH]; };

/* Instead of the driver that writes in place; NULL: that one. Looked at when a place is opened. */
extern const struct perso_ops *const *place_drivers;

/* For cmocka: a CA's keys, made once for a group and copied for each place. */
int place_make_ca(void **state);
int place_drop_ca(void **state);

void place_open(struct place *, const struct scenario *);
void place_close(struct place *);

enum err place_perform(struct place *);

/* In a process of its own, that is killed: what the run knew is gone with it, the new keys too. */
void place_perform_apart(struct place *);

/* What the card holds; all valid at the CA, each of which must be on the card with its key, and none pending. */
struct pair place_pair(const struct place *, enum cert_kind);
unsigned place_valid(const struct place *);

/* How much is half done. */
unsigned place_half_done(struct place *);

void place_tries_are_full(const struct place *);

/*
 * The promises of core/desk/recover.c, by what recovery said and the history says. seen: masks of the certificates that
 * the history calls new and lost, added to what is there.
 */
void place_hold(struct place *, enum recovery ended, unsigned seen[2]);

#endif

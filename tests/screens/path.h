/* One distinct path through a municipality's rules: the first row of its table that leads along it. */
#ifndef MADOGUCHI_TEST_PATH_H
#define MADOGUCHI_TEST_PATH_H

#include "desk/context.h"
#include "rule/rule.h"

struct path {
	const char *profile_name;	/* odawara */
	const struct profile *profile;
	char name[64];			/* odawara:12 */
	struct facts want;		/* what the row says */
	struct decision decision;	/* of it */
	struct facts said;		/* what of it can be said before the card is asked */
	struct decision told;
	unsigned wrong;			/* PINs that the card will refuse: a mask of 1u << pin_kind */
	struct facts first;		/* of a second visit: what was said and shown at the first */
	bool handed;			/* the card is still at the terminal of the national system at the end */
	bool traced;			/* its commands to cards go to the folder's trace */
};

/*
 * Fills in said, told and wrong. False for a second visit that nobody can make: with the form that came with the expiry
 * notice, or with a sealed PIN that is known to be wrong, which the card alone finds, before all else has led to it or
 * where it is then set anew; for a row that hangs on the signature certificate's own day, which nobody knows; for one
 * that still asks for a birth date of which a part is known, before which no paper can be shown; and for a card without
 * PINs for which both certificates are asked: the screens take it for one that has both.
 */
bool path_can_be_said(struct path *);

/* What was said at a first visit that ordered the letter, where this is a second one. False: there is none that did. */
bool path_first_visit(struct path *);

/* A cmocka test; *state is the path. */
void path_run(void **state);

/* The same with somebody else's card at the end, which gets nothing but what opens its word. */
void path_stranger(void **state);

/* What every path begins with a copy of: a folder with a CA that was there before the first; and keys for cards. */
void path_make_base(void);
void path_free_base(void);

/* A desk in this folder, as the program itself would open it; the moment as --at has it. */
struct desk_context *path_open_desk(const char *home, struct moment, unsigned parts);
void path_write_moment(struct moment, char out[32]);

/* One case, in the state that the row leads to, and nothing that was said, at either visit, is kept otherwise. */
void path_expect_case(const struct path *, struct desk *);

/* New keys for what was issued, none for what was revoked, the old ones for all else. */
struct path_keys { unsigned char hash[CERT_COUNT][CERT_HASH]; unsigned there; };
void path_expect_keys(const struct decision *, const struct path_keys *before, const struct path_keys *after);

#endif

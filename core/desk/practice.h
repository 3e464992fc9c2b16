/* Practice: the ten cards a clerk learns with, made when first put on the reader. */
#ifndef MADOGUCHI_PRACTICE_H
#define MADOGUCHI_PRACTICE_H

#include "desk/desk.h"

struct practice_card {
	const char *name;	/* about-to-expire, expired, no-sign, one-locked, both-locked, under-15, foreign, card-expired,
				   name-changed, damaged */
	const char *ja, *en;	/* the situation it teaches */
};

/* The ten, ended by a NULL name. Their PINs are in README: sign MADO1234, the others 1234. */
const struct practice_card *practice_cards(void);

/*
 * Path of the card's file in folder, made with certificates of the issuer (the embedded training CA) when it isn't
 * there yet. Dates count from at; place: what its holder's address begins with, "" for where the nation's do.
 * ERR_PRACTICE_CARD for a name that is none of the ten.
 */
enum err practice_card_file(const char *folder, const char *name, const char *place, struct issuer *,
    const struct sm_keys *, struct moment at, char *path, size_t size);

#define PRACTICE_PLACE_MAX 128

/* Where the holders of a municipality's practice cards live: what their addresses begin with; "" for NULL. */
void practice_place(const struct profile *, char *out, size_t size);

/* The card is used up: the next time it is put on it is made anew, as another card in the state that its name says. */
enum err practice_card_forget(const char *folder, const char *name);

#endif

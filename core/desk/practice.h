/* Practice: eleven cards to learn with, each made when it is first put on the reader. */
#ifndef MADOGUCHI_PRACTICE_H
#define MADOGUCHI_PRACTICE_H

#include "desk/desk.h"

struct practice_card {
	const char *name;	/* about-to-expire, expired, no-sign, one-locked, both-locked, under-15, foreign, card-expired,
				   name-changed, damaged, former-name */
	const char *ja, *en;	/* the situation it stands for */
};

/* The eleven cards, ended by a NULL name. Signature PIN: MADO1234, all others 1234 (README). */
const struct practice_card *practice_cards(void);

/*
 * The path of the card's file in folder. If it is not there, makes it, with certificates of the issuer (the embedded
 * training CA) and dates relative to at. Its holder lives where the profile's municipality is, and its certificates run
 * as long as the profile says; NULL: as in the nation. ERR_PRACTICE_CARD: no such card.
 */
enum err practice_card_file(const char *folder, const char *name, const struct profile *, struct issuer *,
    const struct sm_keys *, struct moment at, char *path, size_t size);

#define PRACTICE_PLACE_MAX 128

/* The beginning of the addresses of a municipality's practice cards; "" for NULL. */
void practice_place(const struct profile *, char *out, size_t size);

/* Deletes the card; the next time it is put on the reader, another one in the state of its name is made. */
enum err practice_card_forget(const char *folder, const char *name);

#endif

/* Commands to a card and its answers. Source: ISO/IEC 7816-4. */
#ifndef MADOGUCHI_APDU_H
#define MADOGUCHI_APDU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define APDU_DATA_MAX 255		/* short Lc; no command needs more */
#define APDU_COMMAND_MAX (4 + 1 + APDU_DATA_MAX + 1)
#define APDU_ANSWER_MAX 4096		/* extended Le; a longer answer is ERR_CARD_ANSWER */

struct apdu {
	unsigned char cla, ins, p1, p2;
	const unsigned char *data;	/* NULL: no command data */
	size_t lc;			/* 0 to APDU_DATA_MAX */
	size_t le;			/* 0: none expected; 1 to 256 short; up to APDU_ANSWER_MAX extended */
	bool secret;			/* data holds a PIN: wipe the encoding */
	bool only_asks;			/* changes nothing on the card, so may be repeated once after an error */
};

struct reply {
	unsigned char data[APDU_ANSWER_MAX];
	size_t len;
	uint16_t sw;
};

/* Encodes a command into out and sets *len. ERR_TOO_LONG if a field is out of bounds. */
enum err apdu_encode(const struct apdu *, unsigned char *out, size_t cap, size_t *len);

/* Splits an answer into data and SW1 SW2; ERR_CARD_ANSWER if it is too short or too long. */
enum err apdu_decode(const unsigned char *, size_t len, struct reply *);

#endif

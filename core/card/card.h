/* A card that has been powered up: which application is selected, which PINs are verified. */
#ifndef MADOGUCHI_CARD_H
#define MADOGUCHI_CARD_H

#include "card/apdu.h"
#include "card/wire.h"
#include "date.h"
#include "pin.h"

#define CARD_NUMBER_MAX 16

/* The applications we speak to, by AID; never by ATR (CARD.md 1). */
enum card_ap { AP_NONE, AP_ISD, AP_JPKI, AP_TEXT, AP_JUKI, AP_COMMON, AP_TRAINING, AP_COUNT };

struct card {
	struct wire *wire;
	enum card_ap selected;
	unsigned ef;			/* the selected EF, 0 for none */
	bool verified[PIN_COUNT];	/* kept here: the card's query doesn't tell (PEERS.md 0.3) */
	unsigned commands;		/* APDUs sent since power-up */
};

/*
 * Powers up, sends a throw-away SELECT (the first command after power-up may fail, CARD.md 2) and finds
 * the JPKI application by its AID. ERR_CARD_FOREIGN without it, ERR_CARD_DAMAGED when the chip answers nonsense.
 */
enum err card_open(struct card *, struct wire *);

/* Powers the card off; every login is gone. Harmless when it isn't open. */
void card_close(struct card *);

/* Encodes, sends, decodes. The status word is the caller's to judge. */
enum err card_send(struct card *, const struct apdu *, struct reply *);

/* SELECT by full AID with no FCI; nothing is sent when it is selected already. Other applications' logins are dropped. */
enum err card_select_ap(struct card *, enum card_ap);

/* SELECT EF under the current application. ERR_CARD_NO_FILE for 6A82. */
enum err card_select_ef(struct card *, unsigned fid);

/* Reads size bytes from offset of the selected EF, in pieces of at most 256. */
enum err card_read(struct card *, size_t offset, unsigned char *out, size_t size);

/* GET DATA 0045 at the issuer security domain: what binds a card to its case. Bytes, not text. */
enum err card_number(struct card *, unsigned char out[CARD_NUMBER_MAX], size_t *len);

/* GET DATA 00F2: the card's own last day. ERR_CARD_ANSWER when it is no date. */
enum err card_expires(struct card *, struct date *);

/* The failure that a status word means: ERR_NONE for 9000, ERR_PIN_LOCKED for 6983 and 6984 … */
enum err card_status(uint16_t sw);

#endif

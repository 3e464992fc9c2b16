/* A card that has been powered up: which application is selected, which PINs are verified. */
#ifndef MADOGUCHI_CARD_H
#define MADOGUCHI_CARD_H

#include "card/apdu.h"
#include "card/wire.h"
#include "base/date.h"
#include "base/pin.h"

#define CARD_NUMBER_MAX 16

/* The applications we speak to, by AID; never by ATR (sources(7) C1). */
enum card_ap { AP_NONE, AP_ISD, AP_JPKI, AP_TEXT, AP_JUKI, AP_COMMON, AP_TRAINING, AP_COUNT };

/*
 * What the card compares with what is typed. The first four are the PINs', the resident register's (juki) has a second
 * one in 共通カードAP; B is 照合番号B (sources(7) C4).
 */
enum reference {
	REFERENCE_SIGN = PIN_SIGN, REFERENCE_AUTH = PIN_AUTH, REFERENCE_JUKI = PIN_JUKI, REFERENCE_ASSIST = PIN_ASSIST,
	REFERENCE_JUKI_COMMON, REFERENCE_B, REFERENCE_COUNT
};
#define REFERENCE_BIT(r) (1u << (r))

/* In practice nothing secret is sent to a card before it has answered the training application's identifier. */
enum card_use { CARD_USE_WORK, CARD_USE_PRACTICE };

struct card {
	struct wire *wire;
	enum card_use use;
	bool training;			/* it has answered that identifier since power-up */
	enum card_ap selected;
	unsigned ef;			/* the selected EF, 0 for none */
	bool verified[REFERENCE_COUNT];	/* kept here: the card's query doesn't tell (sources(7) C2) */
	bool short_only;		/* it has refused an extended length */
	unsigned commands;		/* APDUs sent since power-up */
	unsigned char number[CARD_NUMBER_MAX];
	size_t number_len;		/* 0: not read yet */
	struct date expires;		/* not given: not read yet */
};

/*
 * Powers up and finds the JPKI application by its AID. The throw-away command (the first one after power-up may fail,
 * sources(7) C2) is the GET DATA of the card's number: the issuer security domain is current then, so where it answers,
 * number and last day are known at no SELECT. ERR_CARD_FOREIGN without the AID, ERR_CARD_DAMAGED when the chip answers
 * nonsense, also after its power was cut once more; on any failure the card is off again.
 */
enum err card_open(struct card *, struct wire *, enum card_use);

/* The same without the number, which is for binding alone: one command less. */
enum err card_open_to_show(struct card *, struct wire *, enum card_use);

/* Powers the card off; every login is gone. Harmless when it isn't open. */
void card_close(struct card *);

/* The application's identifier, *len bytes. */
const unsigned char *card_aid(enum card_ap, size_t *len);

/*
 * Encodes, sends, decodes. An answer that comes in portions (61xx) is put together, a length that the card wants
 * otherwise (6Cxx) is sent as it wants it, and a command that only asks is sent once more where the card stumbles
 * (ISO/IEC 7816-3 and 7816-4). The status word is the caller's to judge. When the wire fails every login counts as gone.
 * ERR_CARD_NOT_PRACTICE, and nothing is sent, for a secret that isn't for this card (enum card_use).
 */
enum err card_send(struct card *, const struct apdu *, struct reply *);

/* SELECT by full AID, no FCI; nothing is sent when it is selected already. Other applications' logins are dropped. */
enum err card_select_ap(struct card *, enum card_ap);

/* Whether the card may be used as it was opened: in practice it is asked once, and its no is ERR_CARD_NOT_PRACTICE. */
enum err card_prove_practice(struct card *);

/* SELECT EF under the current application. ERR_CARD_NO_FILE for 6A82. */
enum err card_select_ef(struct card *, unsigned fid);

/* Reads size bytes from offset of the selected EF, in pieces of at most 256; in one where the wire is extended. */
enum err card_read(struct card *, size_t offset, unsigned char *out, size_t size);

/* Reads the beginning of an EF by its short identifier (1 to 30), no SELECT: *len is what came, at most size (256). */
enum err card_read_first(struct card *, unsigned sfi, unsigned char *out, size_t size, size_t *len);

/*
 * Reads the one TLV object at the beginning of an EF, head included: its length is held against cap before it is
 * believed. ERR_CARD_NO_FILE where the EF holds only filler (00 or FF), ERR_CARD_ANSWER where another tag begins it.
 */
enum err card_read_object(struct card *, unsigned fid, unsigned tag, unsigned char *out, size_t cap, size_t *len);

/* GET DATA 0045 at the issuer security domain, bytes, not text; not every card has it (card/identity.h has what binds). */
enum err card_number(struct card *, unsigned char out[CARD_NUMBER_MAX], size_t *len);

/* GET DATA 00F2: the card's own last day; not every card has it. ERR_CARD_ANSWER when it is no date. */
enum err card_expires(struct card *, struct date *);

/* The failure that a status word means: ERR_NONE for 9000, ERR_PIN_LOCKED for 63C0, 6983 and 6984 … */
enum err card_status(uint16_t sw);

/* YYYYMMDD in ASCII, as cards write dates. False when they aren't digits; digits that name no day give no date. */
bool card_date(const unsigned char digits[8], struct date *);

#endif

/* A powered-up card: its selected application and its verified references. */
#ifndef MADOGUCHI_CARD_H
#define MADOGUCHI_CARD_H

#include "card/apdu.h"
#include "card/wire.h"
#include "base/date.h"
#include "base/pin.h"

#define CARD_NUMBER_MAX 16

/*
 * The applications in use. They are selected by AID; the ATR is never consulted (sources(7) C1). AP_DRIVER is one that
 * only a driver knows (card/perso/perso.h).
 */
enum card_ap { AP_NONE, AP_ISD, AP_JPKI, AP_TEXT, AP_JUKI, AP_COMMON, AP_TRAINING,
    AP_DRIVER, AP_COUNT };

/*
 * The card's reference data. The first four belong to the four PINs. The resident register PIN (juki) has a second
 * reference in 共通カードAP. B is 照合番号B (sources(7) C4).
 */
enum reference {
	REFERENCE_SIGN = PIN_SIGN, REFERENCE_AUTH = PIN_AUTH, REFERENCE_JUKI = PIN_JUKI, REFERENCE_ASSIST = PIN_ASSIST,
	REFERENCE_JUKI_COMMON, REFERENCE_B, REFERENCE_COUNT
};
#define REFERENCE_BIT(r) (1u << (r))

/* For CARD_USE_PRACTICE, secrets are sent only after the card has answered the SELECT of the training AID. */
enum card_use { CARD_USE_WORK, CARD_USE_PRACTICE };

struct card {
	struct wire *wire;
	enum card_use use;
	bool training;			/* has answered the training AID since power-up */
	enum card_ap selected;
	const unsigned char *driver_aid;	/* of AP_DRIVER */
	unsigned ef;			/* the selected EF, 0 for none */
	bool verified[REFERENCE_COUNT];	/* tracked here: VERIFY's query doesn't tell (sources(7) C2) */
	bool short_only;		/* has refused an extended length */
	unsigned commands;		/* APDUs sent since power-up */
	unsigned char number[CARD_NUMBER_MAX];
	size_t number_len;		/* 0: not read yet */
	struct date expires;		/* not given: not read yet */
};

/*
 * Powers the card up and selects the JPKI application by AID. The first command after power-up may fail (sources(7)
 * C2), so GET DATA for the card's number is sent first and may be lost; the issuer security domain is current at that
 * point, so number and expiry need no SELECT. ERR_CARD_FOREIGN if the AID is not on the card; ERR_CARD_DAMAGED if the
 * chip answers nonsense, also after a second power-up. On any error the card is powered off again.
 */
enum err card_open(struct card *, struct wire *, enum card_use);

/* The same without the number, which only binding needs: one command less. */
enum err card_open_to_show(struct card *, struct wire *, enum card_use);

/* Powers the card off, which ends every verification. Harmless if the card is not open. */
void card_close(struct card *);

/* The AID of an application and its length in bytes; none of AP_NONE and AP_DRIVER. */
const unsigned char *card_aid(enum card_ap, size_t *len);

/*
 * Sends a command and receives its answer. Handles 61xx (fetches the rest) and 6Cxx (repeats with the correct Le), and
 * repeats once a command marked only_asks if the card fails (ISO/IEC 7816-3 and 7816-4). The caller evaluates the
 * status word. If the wire fails, all verified flags are cleared. ERR_CARD_NOT_PRACTICE: the command carries a secret
 * that may not go to this card (enum card_use); nothing was sent.
 */
enum err card_send(struct card *, const struct apdu *, struct reply *);

/*
 * Sends a command with a PIN that is typed on the reader's keys (wire.h): the header of a, no data. The status word is
 * the card's or the reader's own. ERR_CARD_UNABLE (no such keys), ERR_CARD_NOT_PRACTICE: nothing was sent.
 */
enum err card_send_typed(struct card *, enum wire_typing, const struct apdu *, unsigned digits, struct reply *);

/* SELECT by full AID without FCI; skipped if already selected. Clears the verified flags of other applications. */
enum err card_select_ap(struct card *, enum card_ap);

/*
 * The same for a driver's own application: AP_DRIVER is selected then, and it is that of aid. The bytes stay where
 * they are: their address tells one driver from another.
 */
enum err card_select_driver(struct card *, const unsigned char *aid, size_t len);
bool card_driver_selected(const struct card *, const unsigned char *aid);

/*
 * Checks that the card fits enum card_use. For practice it is asked once; ERR_CARD_NOT_PRACTICE if it is another card.
 */
enum err card_prove_practice(struct card *);

/* SELECT EF under the current application. ERR_CARD_NO_FILE for 6A82. */
enum err card_select_ef(struct card *, unsigned fid);

/* Reads size bytes of the selected EF from offset: up to 256 at a time, or all at once with extended lengths. */
enum err card_read(struct card *, size_t offset, unsigned char *out, size_t size);

/*
 * Reads the first bytes of an EF by short identifier (1 to 30), without SELECT. *len: bytes read, at most size (256).
 */
enum err card_read_first(struct card *, unsigned sfi, unsigned char *out, size_t size, size_t *len);

/*
 * Reads the TLV object at the beginning of an EF, header included; its length is checked against cap. ERR_CARD_NO_FILE:
 * the EF holds only filler (00 or FF). ERR_CARD_ANSWER: it begins with another tag.
 */
enum err card_read_object(struct card *, unsigned fid, unsigned tag, unsigned char *out, size_t cap, size_t *len);

/*
 * GET DATA 0045 at the issuer security domain: the card's number, in binary. Not every card has it; card/identity.h
 * says what binds a card then.
 */
enum err card_number(struct card *, unsigned char out[CARD_NUMBER_MAX], size_t *len);

/* GET DATA 00F2: the card's expiry date. Not every card has it. ERR_CARD_ANSWER if it is not a date. */
enum err card_expires(struct card *, struct date *);

/* The error for a status word: ERR_NONE for 9000, ERR_PIN_LOCKED for 63C0, 6983 and 6984, and so on. */
enum err card_status(uint16_t sw);

/*
 * Parses YYYYMMDD in ASCII, which may be known in part (19480000) or unsaid (00000000). False if it has non-digits; digits
 * that are no date give no date.
 */
bool card_date(const unsigned char digits[8], struct date *);

#endif

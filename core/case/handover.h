/*
 * The step that the authority's terminal (統合端末) does: what was wanted of it, and what the card shows of it afterwards.
 * How that terminal writes isn't published, so nothing here writes: what happened is proved by reading.
 */
#ifndef MADOGUCHI_CASE_HANDOVER_H
#define MADOGUCHI_CASE_HANDOVER_H

#include "base/cert.h"
#include "base/pin.h"
#include "case/case.h"

/* What was wanted, as it stood when the visit was handed over. */
struct handover_want {
	struct date day;			/* it was handed over */
	unsigned fresh;				/* certificates that are to be new: a mask of CERT_BIT */
	unsigned gone;				/* certificates that are to be taken off the card */
	unsigned pins;				/* PINs set anew: a mask of 1u << pin_kind */
	struct date until[CERT_COUNT];		/* the last day that the rules computed; no date: not computed */
	/* What the card held before; present false and serial_len 0 where no card was read. */
	bool before_known;
	struct { bool present; unsigned char serial[CERT_SERIAL_MAX]; size_t serial_len; } before[CERT_COUNT];
	int tries[PIN_COUNT];			/* left before; -1: not known */
};

/* What the card shows now. */
enum handover_read {
	HANDOVER_UNREAD,			/* not looked at: the signature certificate without its PIN */
	HANDOVER_ABSENT, HANDOVER_BROKEN, HANDOVER_READ
};
struct handover_seen {
	enum { HANDOVER_SAME_CARD, HANDOVER_OTHER_CARD, HANDOVER_OTHER_HOLDER } card;
	struct date today;
	struct {
		enum handover_read read;
		bool present;			/* the card says that it holds one */
		bool foreign;			/* not signed by the CA whose certificate is on the card */
		unsigned char serial[CERT_SERIAL_MAX];
		size_t serial_len;
		struct date from, until;
	} certs[CERT_COUNT];
	int tries[PIN_COUNT];			/* -1: not on this card */
	unsigned verified;			/* PINs that the card took just now: a mask of 1u << pin_kind */
};

/* In what the terminal did otherwise. Their codes are the interface's. */
enum handover_difference {
	HANDOVER_AS_WANTED,
	DIFFERENT_CARD, DIFFERENT_HOLDER,
	DIFFERENT_NOT_RENEWED,			/* the certificate of before is still the one on the card */
	DIFFERENT_MISSING,			/* none is on the card */
	DIFFERENT_ONE_CERTIFICATE,		/* of two that were wanted only the other is there */
	DIFFERENT_DATE,				/* its last day isn't the one that was computed */
	DIFFERENT_EARLIER,			/* issued before the visit was handed over */
	DIFFERENT_LATER,			/* valid only from a day that hasn't come yet */
	DIFFERENT_BROKEN,			/* can't be read as a certificate */
	DIFFERENT_ISSUER,			/* not of the CA whose certificate is on the card */
	DIFFERENT_STILL_THERE,			/* wanted off the card */
	DIFFERENT_GONE,				/* a certificate that was to stay is off the card */
	DIFFERENT_UNASKED,			/* a certificate that was to stay is another one now */
	DIFFERENT_PIN_LOCKED, DIFFERENT_PIN_NOT_RESET,
	HANDOVER_DIFFERENCE_COUNT
};

/* One expectation: of the card, of a certificate or of a PIN. */
enum handover_subject { HANDOVER_OF_CARD, HANDOVER_OF_CERT, HANDOVER_OF_PIN };
struct handover_line {
	enum handover_subject subject;
	unsigned which;				/* cert_kind or pin_kind */
	bool proved;				/* false with HANDOVER_AS_WANTED: the card can't show it as it was read */
	enum handover_difference difference;
};
#define HANDOVER_LINES_MAX (1 + CERT_COUNT + PIN_COUNT)

struct handover_verdict {
	struct handover_line lines[HANDOVER_LINES_MAX];
	size_t count;
	bool done;				/* nothing is otherwise, and what was wanted is proved */
};

/*
 * Holds what the card shows against what was wanted. A card or holder that isn't the case's says nothing of the rest. A
 * signature certificate that wasn't read is no proof and no difference: the others then prove the visit, if there are any.
 * A PIN whose counter was full before shows only by being taken (verified) that it was set. Pure.
 */
void handover_judge(const struct handover_want *, const struct handover_seen *, struct handover_verdict *);

const char *handover_code(enum handover_difference);			/* "not-renewed" */
const char *handover_words(enum handover_difference, enum lang);	/* what is so, and what to do next: two sentences */

/* Why the terminal did nothing. Codes are what is typed as why=CODE. */
enum terminal_refusal {
	TERMINAL_PIN_WRONG, TERMINAL_PIN_LOCKED, TERMINAL_CARD_DAMAGED, TERMINAL_REVOKED, TERMINAL_CONGESTED,
	TERMINAL_DOWN, TERMINAL_CLOSED, TERMINAL_NOT_BEGUN,
	TERMINAL_REFUSAL_COUNT
};
const char *terminal_refusal_code(enum terminal_refusal);		/* "pin-wrong" */
const char *terminal_refusal_name(enum terminal_refusal, enum lang);
enum terminal_refusal terminal_refusal_by_code(const char *);		/* TERMINAL_REFUSAL_COUNT when unknown */

/* A case at the terminal, for lists. */
struct handover_row {
	char number[CASE_NUMBER_MAX];
	struct moment since;
	char clerk[33], claimed_by[33], procedure[16];
	char name[PERSON_NAME_MAX + 1], kana[PERSON_NAME_MAX + 1];
};

/* Those that are at the terminal now, the longest first. limit 0: all. */
enum err handover_list(struct store *, int limit, bool (*row)(void *, const struct handover_row *), void *ctx);

/* What was wanted of the case's last hand-over that hasn't ended; ERR_CASE_STATE where there is none. */
enum err handover_load(struct store *, const char *number, struct handover_want *);

/* Keeps what is wanted, and how it ended (a code; by: "card" or "print"). Inside the caller's transaction. */
enum err handover_put(struct store *, const struct actor *, const char *number, const struct handover_want *);
enum err handover_end(struct store *, const struct actor *, const char *number, const char *outcome, const char *by);

#endif

/*
 * Work done at the authority's terminal (統合端末): what was requested, and what the card shows afterwards. How that
 * terminal writes is not published, so nothing here writes; the result is verified by reading the card.
 */
#ifndef MADOGUCHI_CASE_HANDOVER_H
#define MADOGUCHI_CASE_HANDOVER_H

#include "base/cert.h"
#include "base/pin.h"
#include "case/case.h"

/* The request, as it was when the visit was handed over. */
struct handover_want {
	struct date day;			/* of the hand-over */
	unsigned fresh;				/* certificates to be issued: a mask of CERT_BIT */
	unsigned gone;				/* certificates to be removed: a mask of CERT_BIT */
	unsigned pins;				/* PINs to be set: a mask of 1u << pin_kind */
	struct date until[CERT_COUNT];		/* last day by the rules; no date: not computed */
	/* The card before the hand-over; present false and serial_len 0 if no card was read. */
	bool before_known;
	struct { bool present; unsigned char serial[CERT_SERIAL_MAX]; size_t serial_len; } before[CERT_COUNT];
	int tries[PIN_COUNT];			/* tries left before; -1: unknown */
	char card[CASE_CARD_MAX];		/* identity of the card read before; "": none */
};

/* What the card shows now. */
enum handover_read {
	HANDOVER_UNREAD,			/* not read: a signature certificate without its PIN */
	HANDOVER_ABSENT, HANDOVER_BROKEN, HANDOVER_READ
};
struct handover_seen_cert {
	enum handover_read read;
	bool present;				/* the card lists it as present */
	bool foreign;				/* not signed by the CA certificate on the card */
	bool other_kind;			/* signed by it, but for the other purpose */
	bool says_other;			/* of its holder it says something else than the case */
	unsigned char serial[CERT_SERIAL_MAX];
	size_t serial_len;
	struct date from, until;
};
struct handover_seen {
	enum { HANDOVER_SAME_CARD, HANDOVER_OTHER_CARD, HANDOVER_OTHER_HOLDER } card;
	struct date today;
	struct handover_seen_cert certs[CERT_COUNT];
	int tries[PIN_COUNT];			/* -1: not on this card */
	unsigned verified;			/* PINs verified since the card was put on: a mask of 1u << pin_kind */
};

/* How the result differs from the request. Their codes are part of the interface. */
enum handover_difference {
	HANDOVER_AS_WANTED,
	DIFFERENT_CARD, DIFFERENT_HOLDER,
	DIFFERENT_NOT_RENEWED,			/* the old certificate is still on the card */
	DIFFERENT_MISSING,			/* no certificate on the card */
	DIFFERENT_ONE_CERTIFICATE,		/* two were requested; only the other one is there */
	DIFFERENT_DATE,				/* its last day differs from the computed one */
	DIFFERENT_EARLIER,			/* issued before the hand-over */
	DIFFERENT_LATER,			/* not valid yet */
	DIFFERENT_BROKEN,			/* not a readable certificate */
	DIFFERENT_ISSUER,			/* not signed by the CA certificate on the card */
	DIFFERENT_PURPOSE,			/* the other kind of certificate, or no kind known */
	DIFFERENT_SAYS,				/* name, address, birth date or sex are others than the case's */
	DIFFERENT_STILL_THERE,			/* should have been removed */
	DIFFERENT_GONE,				/* removed without being requested */
	DIFFERENT_UNASKED,			/* replaced without being requested */
	DIFFERENT_PIN_LOCKED, DIFFERENT_PIN_NOT_RESET,
	HANDOVER_DIFFERENCE_COUNT
};

/* One expectation: of the card, of a certificate or of a PIN. */
enum handover_subject { HANDOVER_OF_CARD, HANDOVER_OF_CERT, HANDOVER_OF_PIN };
struct handover_line {
	enum handover_subject subject;
	unsigned which;				/* cert_kind or pin_kind */
	bool proved;				/* false with HANDOVER_AS_WANTED: this reading can't show it */
	enum handover_difference difference;
};
#define HANDOVER_LINES_MAX (1 + CERT_COUNT + PIN_COUNT)

struct handover_verdict {
	struct handover_line lines[HANDOVER_LINES_MAX];
	size_t count;
	bool done;				/* no difference, and the request is proved */
};

/*
 * Compares what the card shows with the request. Pure. For another card or holder nothing else is compared. done: no
 * difference, and each certificate and PIN of the request is proved; but an unread signature certificate that was
 * issued together with the other one goes by that. That a PIN was set, if its retry counter was full before, is proved
 * only by verifying it.
 */
void handover_judge(const struct handover_want *, const struct handover_seen *, struct handover_verdict *);

const char *handover_code(enum handover_difference);			/* "not-renewed" */
enum handover_difference handover_by_code(const char *);		/* HANDOVER_DIFFERENCE_COUNT when unknown */
const char *handover_name(enum handover_difference, enum lang);		/* a few words, for a history */
/* two sentences: what is the case, what to do next */
const char *handover_words(enum handover_difference, enum lang);

/*
 * Whether the visit has no card that could go to the terminal and come back: its holder has lost it, or it is damaged, and
 * the certificates are to be revoked. Only the terminal's print proves that.
 */
bool handover_without_card(const struct case_file *);

/* Why the terminal did not do what was requested. The codes are typed as why=CODE. */
enum terminal_refusal {
	TERMINAL_PIN_WRONG, TERMINAL_PIN_LOCKED, TERMINAL_CARD_DAMAGED, TERMINAL_REVOKED, TERMINAL_CONGESTED,
	TERMINAL_DOWN, TERMINAL_CLOSED, TERMINAL_NOT_BEGUN,
	TERMINAL_DONE_OTHERWISE,		/* it did something else than requested; all others: nothing */
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

/* Lists the cases at the terminal now, longest first. limit 0: all. */
enum err handover_list(struct store *, int limit, bool (*row)(void *, const struct handover_row *), void *ctx);

/* The request of the case's hand-over in progress; ERR_CASE_STATE if there is none. */
enum err handover_load(struct store *, const char *number, struct handover_want *);

/* What the terminal issued, or removed, as read from the card or typed from its print. serial_len 0: unknown. */
struct handover_certs {
	struct { unsigned char serial[CERT_SERIAL_MAX]; size_t serial_len; struct date until; } certs[CERT_COUNT];
};

/* The terminal's print as the first of two clerks typed it. */
struct handover_print {
	struct date day;			/* of the work; no date: nothing was typed */
	struct handover_certs said;
	char by[33];
};

/*
 * Stores a request; ends it with an outcome (a code), how that is known (by: "card" or "print") and the certificates
 * (NULL: none). Inside the caller's transaction.
 */
enum err handover_put(struct store *, const struct actor *, const char *number, const struct handover_want *);
enum err handover_end(struct store *, const struct actor *, const char *number, const char *outcome, const char *by,
    const struct handover_certs *);

/*
 * The first entry of a print for the hand-over in progress; handover_type with NULL voids it. ERR_CASE_STATE if there
 * is no hand-over. handover_type: inside the caller's transaction; by is the actor.
 */
enum err handover_type(struct store *, const struct actor *, const char *number, const struct handover_print *);
enum err handover_typed(struct store *, const char *number, struct handover_print *);

/* The certificates on record of a case's last finished hand-over; all serial_len 0 if there is none. */
enum err handover_certs(struct store *, const char *number, struct handover_certs *);

/*
 * Whether one of these differences, as the history has their codes, with commas between, shows this very card not as
 * wanted. Another card doesn't, and neither does a revoked certificate that is still there: handover_read_otherwise.
 */
bool handover_against_print(const char *codes);

/*
 * Whether a reader has shown since the hand-over in progress that this very card isn't as wanted: then no print says
 * otherwise. That a revoked certificate is still on it is no such thing: it may stay there, and nothing public lists
 * what is revoked.
 */
enum err handover_read_otherwise(struct store *, const char *number, bool *otherwise);

#endif

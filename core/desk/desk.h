/* Runs procedures: lists of steps, each journalled before and after, so that half-done work can be recovered. */
#ifndef MADOGUCHI_DESK_H
#define MADOGUCHI_DESK_H

#include "case/case.h"
#include "card/card.h"
#include "card/perso/training/sm.h"
#include "card/wire.h"
#include "issuer/issuer.h"
#include "base/pin.h"
#include "rule/profile.h"

#define DESK_STEPS_MAX 24

struct perso_ops;

enum step_phase { STEP_WAITING, STEP_RUNNING, STEP_DONE, STEP_FAILED };

/* What a procedure works with. Owned by the caller; used by one thread at a time. */
struct desk {
	struct store *store;
	struct issuer *issuer;
	struct wire *wire;
	enum mode mode;
	const struct profile *profile;		/* in force today, for its renewal window; NULL: the national one */
	const struct sm_keys *keys;		/* of the privileged channel */
	const struct perso_ops *const *drivers;	/* for writing to cards, ended by NULL; NULL: the built-in ones */
	struct clock clock;
	const char *clerk, *counter;		/* for audit and certificates */
	unsigned roles;				/* of the clerk */
	const char *city_code;
	unsigned terminal;			/* procedures done at the terminal: a mask of 1u << PROCEDURE_… */
	/* Called before and after each step, on the desk's thread; may be NULL. name: Japanese, for tr(). */
	void (*progress)(void *ctx, unsigned step, const char *name, enum step_phase);
	void *ctx;
};

/* A person's names as a signature certificate has them, by the desk's profile. ERR_NAME_LONG. */
enum err desk_certified_name(const struct desk *, const struct person *, char out[PERSON_NAME_MAX + 1]);

/*
 * A card's word: the four attributes that 券面事項入力補助AP gives once 照合番号B or the assist PIN was verified, and
 * the identity of the card that gave them (card/identity.h), read in one power-up. It proves whose card this is, for
 * this card and during this visit only; it is never stored.
 */
struct card_word {
	char card[CASE_CARD_MAX];		/* "": nothing was read, or the card has no identity */
	struct person holder;
};

/* The PINs of one visit. The caller wipes them with desk_pins_wipe when the procedure has ended. */
struct desk_pins {
	struct secret pin[PIN_COUNT];		/* the value after the procedure; empty: not given */
	struct secret old[PIN_COUNT];		/* the value before; change-pin only */
	struct secret check_b;			/* 照合番号B: it or the assist PIN gives access to the card's word */
	struct card_word word;			/* if already read in this visit: then neither is needed */
	/*
	 * Typed on the reader's own keys when the card needs them (1u << pin_kind): the current value and, in
	 * change-pin, the new one. Neither passes through this program. reference_typed says which PINs allow it.
	 */
	unsigned at_reader;
	unsigned last_tries;			/* whose last try the clerk has confirmed: a mask of REFERENCE_BIT */
	bool holder_confirmed;			/* by the clerk: see desk_needs_holder and desk_prove */
	bool address_confirmed;			/* by the clerk: the record's address is the holder's (desk_prove) */
};

/* What a card shows without spending a try. */
enum cert_view_state {
	VIEW_ABSENT, VIEW_NEEDS_PIN, VIEW_VALID, VIEW_EXPIRING, VIEW_EXPIRED, VIEW_BROKEN, VIEW_NOT_YET,
	VIEW_UNTRUSTED				/* not of the CA on the card, or of the other kind (card/chain.h) */
};
enum { VIEW_NO_PIN = -1, VIEW_UNREAD = -2 };	/* instead of tries left */
/* checked: against the CA certificate on the card. A card doesn't know what was revoked. */
struct cert_view { enum cert_view_state state; struct date expires; bool checked; };
struct card_view {
	char reader[WIRE_READER_MAX];
	char token[33];				/* desk_show alone */
	char identity[CASE_CARD_MAX];		/* desk_look only; for binding, never shown whole; "": none */
	struct date expires;			/* of the card itself; no date: unknown */
	unsigned types;				/* what the reader's keys may be asked for: a mask of WIRE_TYPES */
	bool can_write;				/* desk_look only: there is a driver for it, allowed here */
	struct cert_view certs[CERT_COUNT];
	int tries[REFERENCE_COUNT];		/* or VIEW_NO_PIN, VIEW_UNREAD; 照合番号B: desk_look only */
	unsigned odd;				/* with more tries left than such a PIN has: a mask of REFERENCE_BIT */
	enum err unread;			/* the first error among what is shown as unread */
	unsigned commands;			/* APDUs sent */
};

struct desk_result {
	/* After a PIN failure: the reference, and whether the value sent was the old one (desk_pins_value). */
	enum reference reference;
	bool old;
	int left;				/* tries left of it */
	struct { bool made; struct date expires; struct cert cert; } certs[CERT_COUNT];
	char reason[ISSUER_REASON_MAX];		/* the CA's, if it refused */
	struct person heard;			/* what the card said of its holder; no name: nothing */
	struct person twin;			/* with ERR_PERSON_TWIN: who may be meant instead, by the record */
	/* After the rest was undone; masks of 1u << pin_kind. */
	unsigned pins_set;			/* have their new value all the same */
	unsigned pins_in_doubt;			/* may be old or new: the holder must set them again */
	unsigned pins_split;			/* of these: one of the two references is new, the other old */
	/* If writing in place stopped half way; masks of CERT_BIT: the new pair is there, or neither is. */
	unsigned certs_new, certs_lost;
};

void desk_pins_wipe(struct desk_pins *);

/* The value that is sent to a reference: its PIN's value before the procedure (old) or after it. */
const struct secret *desk_pins_value(const struct desk_pins *, enum reference, bool old);

/*
 * The fewest tries left among a PIN's references; negative: no PIN, or unread. *last: those with one try left (a mask
 * of REFERENCE_BIT).
 */
int desk_view_tries(const struct card_view *, enum pin_kind, unsigned *last);

/* Its name in the current language: "住民基本台帳用の暗証番号(カード共通)". */
const char *desk_reference_name(enum reference);

/* The PIN that a failure is about and its tries left, in the current language; "" if it is about none. */
void desk_failed_words(enum err, const struct desk_result *, char *out, size_t size);

/* The clerk at the desk, and the time. Valid as long as the desk's strings. */
struct actor desk_actor(const struct desk *);

/* ERR_ROLE if the clerk's roles don't allow the act; recorded if there is a store. number may be "". */
enum err desk_allow(const struct desk *, enum act, const char *number);

/*
 * Reads the card for a visit. The signature certificate's date can be read only with its PIN, which is verified if pins
 * isn't NULL. What can't be read is shown as unread. An error if nothing can be read, the wire fails, or the PIN is not
 * accepted (reference_verify).
 */
enum err desk_look(struct desk *, const struct desk_pins *, struct card_view *, int *left);

/*
 * The same for madoguchictl: with the token's label, without the card's identity, in at most twelve commands. all: the
 * second reference of the resident register's PIN is read too, else it is VIEW_NO_PIN; and certificates are read whole
 * and checked with the card's CA certificate, as they are with a PIN.
 */
enum err desk_show(struct desk *, bool all, const struct desk_pins *, struct card_view *, int *left);

/*
 * Reads the card's word with 照合番号B (by_b) or the assist PIN. Errors as reference_verify. bound: the case's card, ""
 * where it has none; ERR_CARD_OTHER if another lies there, whose tries aren't touched.
 */
enum err desk_person(struct desk *, const char *bound, bool by_b, const struct desk_pins *, struct card_word *,
    int *left);

/* The result for one PIN that was to be verified. */
struct desk_checked {
	bool asked;
	enum err e;				/* reference_verify's; ERR_PIN_DIFFERS: juki's two references do */
	enum reference reference;		/* that e is about */
	int left;				/* tries left of it */
	struct cert_view sign;			/* what the signature PIN opened; VIEW_ABSENT: nothing was read */
};

/*
 * Verifies PINs (which: a mask of 1u << pin_kind; values in pins->pin) for an applicant who wants to know whether they
 * are right. Outside any case; changes nothing. identity: of the card for which they were typed (card_view);
 * ERR_CARD_OTHER if another is on the reader. Each is tried once, whatever the result of the others; the audit line is
 * written before the first is sent.
 */
enum err desk_check_pins(struct desk *, const char *identity, unsigned which, const struct desk_pins *,
    struct desk_checked out[PIN_COUNT]);

/*
 * Compares a card's word with the person of a case and records the result. ERR_CARD_OTHER: another card is bound to
 * the case. ERR_HOLDER_OTHER: name, birth date or sex differ. ERR_HOLDER_UNKNOWN: the case doesn't name its person; the
 * card's word is accepted for that only at the first visit of the holder in person. ERR_CARD_FACE: the address is not
 * that of the residents' record, or a resident's in another municipality, and the case's rules don't go on with an
 * outdated card face; or a certificate with the name is wanted, and only one of card and record has a former name or
 * an alias or a Latin name, or the record's name or address 〓, or its own character, for what the card has.
 * ERR_HOLDER_UNCONFIRMED: a character of the name can't be compared (PERSON_BY_EYE), nobody has confirmed that the
 * card's face was looked at, and the case doesn't know the card yet. ERR_PERSON_TWIN likewise, where the record, whose
 * the case's person is, has another whom nothing tells apart. CONFIRMED: somebody has.
 * ERR_PERSON_UNLIKE: the certificate would have the record's address, the card has another, though its face is said to
 * be outdated, and nobody has said (ADDRESS) that it is the holder's, and not that of a namesake.
 * ERR_HOLDER_WRITTEN: such a certificate, of a name or birth date that was told and isn't written as the card's
 * (person_name_same), or of an address that was told and is another, where the face isn't said to be outdated:
 * case_take_person takes the card's.
 */
enum { HOLDER_CONFIRMED = 1, HOLDER_ADDRESS = 2 };
enum err desk_prove(struct desk *, const struct case_file *, const struct card_word *, unsigned how);

/*
 * The PINs that a case's procedure needs, as masks of 1u << pin_kind. verify: known, and kept. fresh: set to a new
 * value (typed twice). old: the current value is needed too (change-pin).
 */
void desk_pins_wanted(const struct case_file *, unsigned *verify, unsigned *fresh, unsigned *old);

/*
 * Whether a PIN is set without its old value. Then nothing begins until the clerk has compared the case's name and
 * birth date with the card's face (holder_confirmed).
 */
bool desk_needs_holder(const struct case_file *);

/* The names of the steps of a case's procedure, in order; returns their number. */
unsigned desk_steps(const struct case_file *, const char *names[DESK_STEPS_MAX]);

/*
 * Does all the card work of an approved case. Every procedure begins with the card's word and desk_prove: before that
 * the card gets only SELECT, READ BINARY, GET DATA and the VERIFY for its word. ERR_PIN_MISSING, before anything
 * begins: the word was not read in this visit, and pins has neither 照合番号B nor the assist PIN. ERR_AT_TERMINAL: by
 * the settings, this procedure is done at the authority's terminal (desk/hand-over.h).
 */
enum err desk_perform(struct desk *, const char *number, struct desk_pins *, struct desk_result *);

/*
 * What is new, in doubt or lost although the rest was undone: a sentence each in the current language; "": nothing.
 */
void desk_pins_words(const struct desk_result *, char *out, size_t size);

/* Work that a crash or a pulled card left half done. */
struct half_done {
	char number[CASE_NUMBER_MAX];
	char name[PERSON_NAME_MAX + 1];		/* whose case it is; "": unknown */
	char procedure[16];
	char step[128];				/* the last step begun, as screens name it */
	struct moment since;
	char clerk[33];
	char host[65];				/* where it runs or ran */
	bool live;				/* still running: must not be touched */
	bool elsewhere;				/* on another host: counts as live, since nobody here can know */
	const char *card_for;			/* why recovery needs the card, a sentence; NULL: it doesn't */
	unsigned pins_in_doubt;			/* mask of 1u << pin_kind */
};
enum err desk_half_done(struct desk *, bool (*row)(void *, const struct half_done *), void *ctx);

/*
 * Declares that the host on which a case's half-done work counts as live is gone for good, so that the work can be
 * recovered. Recorded with clerk, host and time. If the host is alive after all, it begins no further step
 * (ERR_CASE_TAKEN there). Does nothing if nobody runs the work. ERR_CASE_LIVE: it runs on this host, or on another than
 * the named one. ERR_CASE_UNKNOWN, ERR_NOT_HALF_DONE; ERR_ROLE without ACT_DECLARE_DEAD.
 */
enum err desk_declare_dead(struct desk *, const char *number, const char *host);

/* Finishes or undoes half-done work; with_card false: only as far as possible without the card. */
enum recovery { RECOVERY_FINISHED, RECOVERY_UNDONE, RECOVERY_CARD_NEEDED };
enum err desk_recover(struct desk *, const char *number, bool with_card, enum recovery *, struct desk_result *);

#endif

/* Runs procedures: each a list of steps that are journalled, done and recorded, and can be resumed. */
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

/* Everything a procedure works with. Owned by the caller; used by one thread at a time. */
struct desk {
	struct store *store;
	struct issuer *issuer;
	struct wire *wire;
	enum mode mode;
	const struct profile *profile;		/* of the day: the renewal window; NULL: the national one */
	const struct sm_keys *keys;		/* of the privileged channel */
	const struct perso_ops *const *drivers;	/* that write to cards, ended by NULL; NULL: those of the program */
	struct clock clock;
	const char *clerk, *counter;		/* for audit and certificates */
	unsigned roles;				/* of the clerk */
	const char *city_code;
	unsigned terminal;			/* whose card work is the terminal's: a mask of 1u << PROCEDURE_… */
	/* Told as steps run, on the desk's thread; may be NULL. name is Japanese, marked for translation. */
	void (*progress)(void *ctx, unsigned step, const char *name, enum step_phase);
	void *ctx;
};

/*
 * A card's word: the four attributes as 券面事項入力補助AP gives them once 照合番号B or the assist PIN has opened it,
 * and what tells the card that gave them from others (card/identity.h), in one power-up. It proves whose card it is in
 * the visit in which it was heard, for that card and for no other; it is never stored, and what another visit heard
 * counts for nothing.
 */
struct card_word {
	char card[CASE_CARD_MAX];		/* "": nothing was heard, or nothing tells the card from others */
	struct person holder;
};

/* The PINs of one visit. Wiped by the caller with desk_pins_wipe when the procedure has ended. */
struct desk_pins {
	struct secret pin[PIN_COUNT];		/* what the card shall hold in the end; empty: not given */
	struct secret old[PIN_COUNT];		/* change-pin only: what it holds now */
	struct secret check_b;			/* 照合番号B: it or the assist PIN opens the card's word */
	struct card_word word;			/* where it was heard earlier in this visit: then neither is needed */
	/*
	 * Of these (1u << pin_kind) the present value is typed on the reader's own keys when the card is asked, and in
	 * change-pin the new one too: neither passes through this program. reference_typed says which PINs may be.
	 */
	unsigned at_reader;
	unsigned last_tries;			/* of these (REFERENCE_BIT) the last try was confirmed, by an act of its own */
	bool holder_confirmed;			/* by the clerk: see desk_needs_holder */
};

/* What the card on the reader tells without spending a try. */
enum cert_view_state {
	VIEW_ABSENT, VIEW_NEEDS_PIN, VIEW_VALID, VIEW_EXPIRING, VIEW_EXPIRED, VIEW_BROKEN, VIEW_NOT_YET,
	VIEW_UNTRUSTED				/* not of the CA on its card, or of the other kind (card/chain.h) */
};
enum { VIEW_NO_PIN = -1, VIEW_UNREAD = -2 };	/* instead of tries left */
struct card_view {
	char reader[WIRE_READER_MAX];
	char token[33];				/* desk_show alone */
	char identity[CASE_CARD_MAX];		/* for binding, never shown whole; desk_look alone; "": nothing to tell it by */
	struct date expires;			/* the card's own; no date: it doesn't tell */
	unsigned types;				/* what the reader's keys may be asked for: a mask of WIRE_TYPES */
	bool can_write;				/* a driver writes to it, and may here; desk_look alone */
	/* checked: by the CA certificate on the card; whether it was revoked no card tells */
	struct { enum cert_view_state state; struct date expires; bool checked; } certs[CERT_COUNT];
	int tries[REFERENCE_COUNT];		/* or VIEW_NO_PIN, VIEW_UNREAD; 照合番号B's by desk_look alone */
	unsigned odd;				/* more tries left than such a PIN has: a mask of REFERENCE_BIT */
	enum err unread;			/* why something that is shown as unread couldn't be read; the first reason */
	unsigned commands;			/* APDUs it took */
};

struct desk_result {
	/* What a PIN failure speaks of: this reference, and of the visit's values (desk_pins_value) the one sent to it. */
	enum reference reference;
	bool old;
	int left;				/* tries left of it */
	struct { bool made; struct date expires; struct cert cert; } certs[CERT_COUNT];
	char reason[ISSUER_REASON_MAX];		/* the CA's, when it refused */
	/* Masks of 1u << pin_kind, where the rest was undone. */
	unsigned pins_set;			/* the new ones all the same */
	unsigned pins_in_doubt;			/* old or new, nobody knows: the holder sets them again */
	unsigned pins_split;			/* of these it is known: one of the two references is new, the other old */
	/* Masks of CERT_BIT, where a card that is written in place stopped half way: the new pair; none any more. */
	unsigned certs_new, certs_lost;
};

void desk_pins_wipe(struct desk_pins *);

/* The value of a visit that goes to a reference: old, what its PIN is now, else what it shall be in the end. */
const struct secret *desk_pins_value(const struct desk_pins *, enum reference, bool old);

/* The fewest tries left of a PIN's references, negative for none; last: a mask of REFERENCE_BIT where it is the last one. */
int desk_view_tries(const struct card_view *, enum pin_kind, unsigned *last);

/* What clerks call it, in the language chosen: "住民基本台帳用の暗証番号(カード共通)". */
const char *desk_reference_name(enum reference);

/* Which PIN a failure speaks of, and what is left of its tries, in the language chosen; "" where it speaks of none. */
void desk_failed_words(enum err, const struct desk_result *, char *out, size_t size);

/* Who does it, now. Lives as long as the desk's words. */
struct actor desk_actor(const struct desk *);

/* ERR_ROLE, on record where there is a store, when the clerk's roles don't allow the act; number may be "". */
enum err desk_allow(const struct desk *, enum act, const char *number);

/* Whether a certificate is in its renewal window on that day. */
bool desk_in_window(const struct desk *, struct date expires, struct date today);

/*
 * Looks at the card for a visit. The signature certificate's date is known only with its PIN, which is tried where pins
 * isn't NULL. What can't be read is shown as such; it is a failure where nothing can, where the wire fails, or the PIN's
 * verification, as reference_verify's.
 */
enum err desk_look(struct desk *, const struct desk_pins *, struct card_view *, int *left);

/*
 * The same for whoever is shown it from afar: with the token's label, without what binds the card. all: with the second
 * reference of the resident register's PIN, at two commands more; else it is VIEW_NO_PIN.
 */
enum err desk_show(struct desk *, bool all, const struct desk_pins *, struct card_view *, int *left);

/* Hears the card's word by 照合番号B, or by the assist PIN; failures as reference_verify's. */
enum err desk_person(struct desk *, bool by_b, const struct desk_pins *, struct card_word *, int *left);

/* What came of one PIN that was to be verified. */
struct desk_checked {
	bool asked;
	enum err e;				/* reference_verify's; ERR_PIN_DIFFERS: juki's two references do */
	enum reference reference;		/* that this speaks of */
	int left;				/* tries left of it */
};

/*
 * Verifies PINs (a mask of 1u << pin_kind; values in pins->pin) that the applicant wants to know to be right, outside
 * any case, and changes nothing. identity: of the card they were typed for (card_view); ERR_CARD_OTHER where another
 * lies there. Each is tried once, whatever came of the one before; the audit log names them before the first is sent.
 */
enum err desk_check_pins(struct desk *, const char *identity, unsigned which, const struct desk_pins *,
    struct desk_checked out[PIN_COUNT]);

/*
 * Holds a card's word against the person of a case, and puts on record what came of it: ERR_CARD_OTHER where the case
 * has another card, ERR_HOLDER_OTHER where name, birth date or sex differ, ERR_HOLDER_UNKNOWN where the case doesn't
 * say who it is, ERR_CARD_FACE where its address isn't the residents' record's and the case's rules don't go on with an
 * outdated face. A case that names nobody takes the card's word for it at the holder's own first visit alone:
 * everybody else comes with a card that somebody must have named before.
 */
enum err desk_prove(struct desk *, const struct case_file *, const struct card_word *);

/*
 * Which PINs a case's procedure asks for, as masks of 1u << pin_kind: verify, those that are known and stay; fresh,
 * those that are set anew (asked twice); old, those whose present value is asked as well (change-pin).
 */
void desk_pins_wanted(const struct case_file *, unsigned *verify, unsigned *fresh, unsigned *old);

/*
 * Whether a PIN is set without its old one, so that nothing begins before the clerk has compared name and birth date of
 * the case's person with the card's face.
 */
bool desk_needs_holder(const struct case_file *);

/* Names of the steps of a case's procedure, in order; the number of them. */
unsigned desk_steps(const struct case_file *, const char *names[DESK_STEPS_MAX]);

/*
 * Does the card work of a case that is approved, from its first step to done. Every procedure begins with the card's
 * word, as desk_prove holds it against the case: until then the card gets nothing but SELECT, READ, GET DATA and the
 * VERIFY that opens its word. ERR_PIN_MISSING, and nothing begins, where the visit has neither heard it nor brings
 * what opens it. ERR_AT_TERMINAL: the settings leave this procedure to the authority's terminal (desk/hand-over.h).
 */
enum err desk_perform(struct desk *, const char *number, struct desk_pins *, struct desk_result *);

/*
 * What the clerk has to know of what is new, in doubt or lost though the rest was undone, a sentence each in the
 * language chosen; "" for nothing.
 */
void desk_pins_words(const struct desk_result *, char *out, size_t size);

/* What a crash or a pulled card left half done. */
struct half_done {
	char number[CASE_NUMBER_MAX];
	char procedure[16];
	char step[128];				/* the last one begun, as the screen names it */
	struct moment since;
	char clerk[33];
	char host[65];				/* where it runs, or ran */
	bool live;				/* still running: not to be touched */
	bool elsewhere;				/* on another host, so that nobody here can know: counted as live */
	const char *card_for;			/* what the card is needed for, a sentence; NULL: nothing */
	unsigned pins_in_doubt;			/* mask of 1u << pin_kind */
};
enum err desk_half_done(struct desk *, bool (*row)(void *, const struct half_done *), void *ctx);

/*
 * Declares that the host on which a case's half-done work counts as live is gone for good, on record with the clerk,
 * the host and since when; then it can be recovered as any other. Were it wrong, the other terminal would begin no
 * further step (ERR_CASE_TAKEN there). Nothing happens where nobody runs it. ERR_CASE_LIVE where it runs on this host, or
 * on another than the one named; ERR_CASE_UNKNOWN, ERR_NOT_HALF_DONE; ERR_ROLE without ACT_DECLARE_DEAD.
 */
enum err desk_declare_dead(struct desk *, const char *number, const char *host);

/* Finishes or undoes it; with_card false: only what can be undone without the card. outcome: what is true now. */
enum recovery { RECOVERY_FINISHED, RECOVERY_UNDONE, RECOVERY_CARD_NEEDED };
enum err desk_recover(struct desk *, const char *number, bool with_card, enum recovery *, struct desk_result *);

#endif

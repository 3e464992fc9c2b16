/* One run of a procedure: what its steps share while it lasts. Only core/desk includes this. */
#ifndef MADOGUCHI_DESK_RUN_PRIVATE_H
#define MADOGUCHI_DESK_RUN_PRIVATE_H

#include "card/card.h"
#include "card/perso/perso.h"
#include "desk/desk.h"
#include "desk/journal.h"

#define RUN_STEPS_MAX DESK_STEPS_MAX
#define RUN_KEY_MAX 2048		/* PKCS#8 DER of an RSA-2048 pair has some 1,220 bytes */

/* What the procedure makes of one certificate. */
struct run_cert {
	unsigned char spki[ISSUER_SPKI_MAX];
	size_t spki_len;
	unsigned char id[CERT_HASH];		/* the request's id */
	bool requested;
	unsigned char key[RUN_KEY_MAX];		/* made here for a card that imports it; wiped when the card has it */
	size_t key_len;				/* 0: none, or the card has it */
	struct cert cert;			/* the new one; len 0 until the CA has answered */
	unsigned char old_serial[CERT_SERIAL_MAX];
	size_t old_serial_len;			/* 0: the card held none */
	unsigned char old_key[CERT_HASH];	/* of what will be revoked, where nothing replaces it */
	bool old_key_known;
	struct date old_expires, expires;
};

struct run {
	struct desk *desk;
	struct case_file file;
	struct desk_pins *pins;
	struct desk_result *result;
	int64_t id;				/* in the journal */
	struct card card;
	const struct perso_ops *driver;		/* of the card; NULL: not looked for yet */
	struct perso_able able;			/* what it says that the card can do */
	struct perso *channel;			/* NULL: closed */
	bool powered;
	char on_reader[CASE_CARD_MAX];		/* identity of the card that is powered up; "": it has none */
	struct card_word word;			/* what it says of its holder */
	bool proved;				/* that it is the person's: before this no PIN and no key goes to it */
	bool here;				/* its steps ran in this process */
	bool pin_sent;				/* and the last one has sent the card a PIN's new value */
	struct date card_expires;
	struct run_cert certs[CERT_COUNT];
	unsigned char data[JOURNAL_DATA_MAX];	/* what the step that runs found out: journalled with its end */
	size_t data_len;
};

/* Where a step has its effect: the card is powered off before the CA is asked. */
enum place { PLACE_CARD, PLACE_ISSUER };

/*
 * How often a step runs: once, once where the procedure writes to the card, for each certificate, or for each PIN of
 * one of the masks of desk_pins_wanted.
 */
enum repeat { REPEAT_ONCE, REPEAT_WRITES, REPEAT_CERT, REPEAT_VERIFY, REPEAT_FRESH, REPEAT_OLD };

struct step {
	const char *code;			/* in the journal; ":sign" … is added where it repeats */
	const char *names[PIN_COUNT];		/* for the screen, by certificate or PIN; [0] when it runs once */
	enum place place;
	enum repeat repeat;
	enum err (*run)(struct run *, unsigned which);
	unsigned only;				/* of what it repeats over, a mask; 0: all */
};

/*
 * A procedure is what it does once the card was proved to be the person's: a list of steps, ended by a NULL code. The
 * steps that prove it are plan.c's, before those of every procedure; a list can't leave them out.
 */
struct procedure {
	bool writes;				/* takes a card that a driver writes to */
	const struct step *steps;
};
extern const struct step renew_steps[];
extern const struct procedure issue_procedure, renew_procedure, unlock_procedure, change_procedure, revoke_procedure;

/* The procedure called by the fact's word; NULL when there is none. */
const struct procedure *procedure_by_name(const char *);

/* The step at a place, the opening ones first; NULL behind the last. */
const struct step *procedure_step(const struct procedure *, size_t at);

/* One step of the list, expanded. */
struct planned { const struct step *step; unsigned which; char code[JOURNAL_CODE_MAX]; };
unsigned run_plan(const struct case_file *, struct planned out[RUN_STEPS_MAX]);

/* Who does it, now. */
struct actor run_actor(const struct run *);

/* The same as the CA is told: now, and for which case. */
enum err run_cause(const struct run *, struct issuer_cause *);

/*
 * The card powered up, and not another than the one that is bound to the case (card/identity.h). For reading what it
 * tells anybody. A key that tells a card doesn't change in a run: a card whose driver writes has a number.
 */
enum err run_card(struct run *);

/*
 * The driver's session open, on a card that was proved to be the person's: else ERR_HOLDER_UNCONFIRMED. What can't be
 * written to: ERR_CARD_NOT_TRAINING, ERR_CARD_UNABLE, ERR_CHANNEL_KEYS, ERR_KEYS_PUBLISHED, before anything is sent.
 */
enum err run_channel(struct run *);

/* Looks for the card's driver where it isn't known yet, and whether it does what the case wants; errors as above. */
enum err run_driver(struct run *);

/* core/desk/driver.c: the driver of a card, of those of the desk, and the keys that it wants. */
enum err desk_find_driver(const struct desk *, struct card *, const struct perso_ops **, struct perso_able *);
enum err driver_keys(const struct desk *, const struct perso_able *);

/* Makes a pair: the private half into key, which the caller wipes (run_wipe_key), the public one into spki. */
enum err run_make_key(struct run_cert *, enum perso_key);
void run_wipe_key(struct run_cert *);

/* --- cards that take a new pair in the old one's place (card/perso/perso.h) ---------------------- */

/* After it was broken off, masks of CERT_BIT: the new pair is there; the old one, or none as before; neither. */
struct in_place { unsigned made, kept, lost; };

/* Finds it out. A new key without its certificate gets it, and counts as made. */
enum err in_place_find(struct perso *, unsigned certificates, const struct run_cert certs[CERT_COUNT],
    struct in_place *);

/* Imports the key, which is wiped, and writes the certificate: from the first byte on the old pair is gone. */
enum err in_place_replace(struct perso *, enum cert_kind, struct run_cert *);

/* Drops the requests of what wasn't made, and revokes what was lost. May be repeated. */
enum err in_place_tell_ca(struct issuer *, const struct run_cert certs[CERT_COUNT], const struct in_place *,
    const struct issuer_cause *);

/* The cards' sequence counters as the store remembers them; not inside a transaction. */
struct perso_replay desk_replay(struct store *);

/*
 * The card free for commands outside the channel, which ends: selecting another application would end it anyway. A PIN
 * is verified behind it alone: ERR_HOLDER_UNCONFIRMED as run_channel.
 */
enum err run_plain(struct run *);

/* The desk's card, powered up for work or for practice alone; to be shown, without the number (card.h). */
enum err desk_open_card(const struct desk *, struct card *);
enum err desk_open_to_show(const struct desk *, struct card *);

/* One of the two for what people wait for without a step to be seen: it ends when it has taken too long (LOOK_MS). */
enum err desk_open_within(const struct desk *, struct card *, enum err (*open)(const struct desk *, struct card *));

/*
 * Every VERIFY of the desk: a value of the visit, tried once if reference_allow agrees. ERR_PIN_MISSING where it is
 * empty. run_verify leads out of the channel first, and has the result speak of this value; what opens the card's word
 * (照合番号B, the assist PIN) is tried by run_verify_opener alone, since every other try waits for the proof.
 */
enum err desk_verify(struct card *, const struct desk_pins *, enum reference, bool old, int *left);

/* The value is typed on the reader's keys: there is none here. */
bool desk_typed(const struct desk_pins *, enum reference);

enum err run_verify(struct run *, enum reference, bool old);
enum err run_verify_opener(struct run *, enum reference, bool old);

/*
 * Verifies what a PIN is said to be now, at each of its references; old: it is to be changed. ERR_PIN_DIFFERS where the
 * resident register's two don't hold the same: one takes the value, the other (the result's) doesn't.
 */
enum err run_check(struct run *, enum pin_kind, bool old);

/* What tells the card from others, as cases keep it; "" where nothing does. */
enum err desk_card_identity(struct card *, char out[CASE_CARD_MAX]);

/*
 * ERR_HOLDER_UNKNOWN where the case doesn't say whose card is wanted, and nobody is there who could say it
 * (desk_prove).
 */
enum err holder_known(const struct case_file *);

/*
 * Holds a card's word against the case (desk_prove), binds the card, fills in what the case doesn't know of its person,
 * and puts it on record. CONFIRMED: the clerk has compared the holder with the card's face. BOUND: another identity of
 * this card is bound, made from a key that has since been replaced; it stays. DONE: the terminal has done the work,
 * which is taken back whatever the rules say of an outdated face. ADDRESS as desk_prove's. twin: with
 * ERR_PERSON_TWIN, who may be meant instead.
 */
enum { HOLDER_BOUND = 4, HOLDER_DONE = 8 };	/* beside desk.h's */
enum err holder_accept(struct desk *, struct case_file *, const struct card_word *, unsigned how, struct person *twin);

/* The card's word was heard in this visit, or what opens it is at hand. */
bool run_can_hear(const struct run *);

/* Channel closed and wiped, card powered off. Harmless when they are. */
void run_power_off(struct run *);

/*
 * Ends a run in one transaction: journal, case and audit. reason is a code for the history, which of a run that isn't
 * done also names the PINs that are new or in doubt.
 */
enum err run_end(struct run *, bool done, const char *reason);

/* Reads back what earlier steps journalled (keys, certificates, old serials); run_restore_held what step_held did. */
enum err run_restore(struct run *);
enum err run_restore_held(struct run *, const struct journal_step *);

/* A new run over a desk; NULL without memory. run_free wipes it. */
struct run *run_new(struct desk *, struct desk_pins *, struct desk_result *);
void run_free(struct run *);

/* Which PINs of a run that stopped are the new ones, and which may be either: into the result. */
enum err run_find_pins(struct run *);

/* How long certificates run that are issued on that day: by the desk's profile, else as usual. */
enum cert_view_state desk_cert_state(const struct desk *, struct date from, struct date expires);
const struct validity_line *desk_validity(const struct desk *, struct date issued);

/* Whether the pair of a certificate is the active one on the card, or a whole pending one. The channel is open. */
enum err run_pair(struct run *, unsigned cert, bool *active, bool *pending);

/* Brings a run that stopped to an end as far as its journal and the card allow. */
enum err run_recover(struct run *, bool with_card, const char *reason, enum recovery *);

/*
 * The steps' functions, shared by the procedures. A step leaves in data what a later one or recovery must know;
 * which is the certificate or the PIN where the step repeats.
 */
enum err step_look(struct run *, unsigned);		/* the card, its last day, and that it is one we may write to */
enum err step_holder(struct run *, unsigned);		/* the card's holder is whom the case is about */
enum err step_verify(struct run *, unsigned pin);
enum err step_reset(struct run *, unsigned pin);	/* without the old PIN, by the protected channel */
enum err step_reset_common(struct run *, unsigned pin);	/* juki's second reference */
enum err step_check_old(struct run *, unsigned pin);	/* what all PINs are now, before any is changed */
enum err step_change(struct run *, unsigned pin);
enum err step_change_common(struct run *, unsigned);	/* juki's second reference */
enum err step_old(struct run *, unsigned);		/* serials of the certificates that will be replaced */
enum err step_generate(struct run *, unsigned cert);
enum err step_request(struct run *, unsigned cert);
enum err step_write(struct run *, unsigned cert);
enum err step_switch(struct run *, unsigned);
enum err step_read_back(struct run *, unsigned);
enum err step_confirm(struct run *, unsigned);
enum err run_confirm(struct run *, unsigned certificates);	/* of these the new are valid now, the old revoked */
enum err step_held(struct run *, unsigned);		/* keys of the certificates that will be revoked */
enum err step_revoke(struct run *, unsigned);
enum err step_deactivate(struct run *, unsigned);

#endif

/* A case: who wants what, from reception to done, over days and clerks. */
#ifndef MADOGUCHI_CASE_CASE_H
#define MADOGUCHI_CASE_CASE_H

#include "audit/audit.h"
#include "base/buf.h"
#include "base/case-number.h"
#include "base/cert.h"
#include "base/person.h"
#include "case/flow.h"

#define CASE_FACTS_MAX 8192
#define CASE_DECISION_MAX 16384
#define CASE_WHY_MAX 200
#define CASE_CARD_MAX 69	/* what tells the card from others (card/identity.h) */

/* Who comes for the applicant; "" where nobody does or nothing is known. */
struct case_proxy { char name[PERSON_NAME_MAX + 1], address[PERSON_ADDRESS_MAX + 1], relation[64]; };

/* What goes with an event and is kept beside the case; zeroed where it says nothing. Strings are UTF-8 or codes. */
struct particulars {
	struct date until;		/* inquiry-ordered: the reply's last day; no date: without end, or not known here */
	bool by_telephone;		/* inquiry-ordered */
	char mail_number[24];		/* posted, card-returned: of the registered letter; digits and hyphens */
	char system[16];		/* kept: the fact's word */
	char place[64];			/* kept: where card and envelope lie */
	char way[8];			/* card-returned: mail, hand */
};
/* Four eyes, where the decision asks for them: card work waits until somebody else than worked_by has approved too. */
struct case_second { bool needed; char worked_by[33], by[33]; };

struct case_file {
	char number[CASE_NUMBER_MAX];
	enum case_state state;
	char procedure[16];			/* the fact's word */
	unsigned certificates;			/* mask of CERT_BIT */
	int64_t fee;				/* yen, of the last deciding */
	unsigned pins;				/* mask of 1u << pin_kind: set anew (or changed) in this procedure */
	char facts[CASE_FACTS_MAX];		/* key=value, a line each, as facts_parse reads them */
	char decision[CASE_DECISION_MAX];	/* the decision's JSON of the last deciding */
	char outcome[16];			/* its outcome's code; "" where nothing was decided */
	char profile_hash[65];
	char card[CASE_CARD_MAX];		/* "" until a card was bound */
	char claimed_by[33];
	struct case_second second;		/* needed is put in by who decides; the rest is only loaded */
	struct moment opened, changed, visited;	/* visited: when its documents were last shown */
	struct person person;			/* zeroed where nothing is known */
	struct case_proxy proxy;
	bool sheet;				/* a paper with PINs is here that isn't shredded yet */
	char reason[64];			/* of one that opens as REFUSED or INCOMPLETE: a code; never loaded */
	struct particulars particulars;		/* of the event that it opens with; never loaded */
};

/*
 * Stores a new case in state RECEIVED (or what first says, where one event leads there) and names it: number, state and
 * moments are filled in, kana as by case_set_person; audit in the same transaction. profile_hash, where given, was handed to case_keep_profile.
 */
enum err case_open(struct store *, const struct actor *, struct case_file *, enum case_state first);

/* Keeps the text of a resolved profile, once for its hash; and adds it to text. ERR_DATA where there is none. */
enum err case_keep_profile(struct store *, const char *hash, const char *text);
enum err case_profile(struct store *, const char *hash, struct buf *text);

enum err case_load(struct store *, const char *number, struct case_file *);

/*
 * Applies an event by the flow table: ERR_ROLE where the clerk's roles don't allow it, ERR_CASE_STATE where no row
 * does (or it is one of card work's own), ERR_CASE_CLAIMED while a colleague holds the case. Approving a case whose
 * decision is not "proceed" is ERR_CASE_STATE too, but for one of "consult", when why says what was answered; so is
 * keeping the card where the decision isn't "keep", giving back one that wasn't kept, a letter where the decision is to
 * refuse, expiry before the letter's last day has passed, and taking back an end on a later day. EVENT_SECOND by the
 * clerk who last worked on the case is ERR_SAME_CLERK, card work without it, where it is needed, ERR_NOT_SECONDED. why
 * is kept in the history, UTF-8 of less than CASE_WHY_MAX bytes. The case's letters and its kept card follow in the same
 * transaction.
 */
enum err case_event(struct store *, const struct actor *, const char *number, enum case_event, const char *why);

/* Whether it waits for somebody else's approval. */
bool case_awaits_second(const struct case_file *);

/*
 * Whether case_event would let this clerk do it to the case as it was loaded: ERR_NONE, or why not. For screens, which
 * offer only what can be done; case_event asks the same again.
 */
enum err case_may(const struct case_file *, const struct actor *, enum case_event);

/* case_event inside the caller's transaction (desk does card work and case in one), card work's own events too. */
enum err case_event_within(struct store *, const struct actor *, const char *number, enum case_event, const char *why);

/* The same with what goes with the event; NULL: nothing. ERR_MAIL_NUMBER: it isn't one, or it is lacking (by mail). */
enum err case_event_with(struct store *, const struct actor *, const char *number, enum case_event, const char *why,
    const struct particulars *);

/*
 * For doors that are no event (printing a letter, recovery): ERR_CASE_CLAIMED while a colleague holds the case; that is
 * on record as a refusal. Outside a transaction.
 */
enum err case_check_claim(struct store *, const struct actor *, const char *number);

/*
 * Ends the caller's transaction by how it went: commits when e is ERR_NONE, else rolls back, and records a refusal
 * (state, claim, other card …) in the audit in a transaction of its own. Gives e, or why that couldn't be written.
 */
enum err case_settle(struct store *, const struct actor *, const char *number, enum err e);

/* Binds the card's number (hexadecimal) to the case; ERR_CARD_OTHER when another is bound already. */
enum err case_bind_card(struct store *, const struct actor *, const char *number, const char *card);

/*
 * Replaces what is known of the person; and of who comes. Within: inside the caller's transaction. A person without kana
 * gets that of the residents' extract, on record, where it has exactly one of that name and birth date.
 */
enum err case_set_person(struct store *, const struct actor *, const char *number, const struct person *);
enum err case_set_person_within(struct store *, const struct actor *, const char *number, struct person *);
enum err case_set_proxy_within(struct store *, const struct actor *, const char *number, const struct case_proxy *);

/*
 * Replaces what was decided (facts, decision, outcome, certificates, pins, visited, sheet of the file), before the card
 * work: a correction, or what another visit brought. Inside the caller's transaction.
 */
enum err case_decide_within(struct store *, const struct actor *, const struct case_file *);

/* Adds what event and why say to history and audit, without moving the case. Inside the caller's transaction. */
enum err case_remark(struct store *, const struct actor *, const struct case_file *, const char *event,
    const char *why);

/* Claims for the actor's clerk; ERR_CASE_CLAIMED while a colleague holds it (holder filled in), unless take_over. */
enum err case_claim(struct store *, const struct actor *, const char *number, bool take_over, char holder[33]);
enum err case_release(struct store *, const struct actor *, const char *number);

/*
 * text: a birth date in any form, the beginning of a number, of kana or of a name (both folded: person-key.h; kana in
 * Latin letters too), or the beginning of a name and a birth date behind it. limit 0: 100. The newest come first.
 */
struct case_filter {
	enum case_state state;
	bool any_state, awaits_second;		/* the latter: CASE_APPROVED, but for somebody else's approval */
	const char *text;
	struct date from, to;
	int limit;
};
enum err case_list(struct store *, const struct case_filter *, bool (*row)(void *, const struct case_file *),
    void *ctx);

struct case_history {
	struct moment at;
	char clerk[33], counter[201], event[32], why[CASE_WHY_MAX];
	enum case_state state;			/* behind the event */
};
enum err case_history(struct store *, const char *number, bool (*row)(void *, const struct case_history *), void *ctx);

/* What brought the case to where it is and EVENT_CANCEL would take back, to before; event is "" where nothing did. */
struct case_last_step { struct moment at; char clerk[33], event[32]; enum case_state before; };
enum err case_last_step(struct store *, const char *number, struct case_last_step *);

#endif

/* A case: what an applicant wants, from reception to the end, over days and clerks. */
#ifndef MADOGUCHI_CASE_CASE_H
#define MADOGUCHI_CASE_CASE_H

#include "audit/audit.h"
#include "base/buf.h"
#include "base/case-number.h"
#include "base/cert.h"
#include "base/person.h"
#include "case/flow.h"
#include "rule/facts.h"

#define CASE_FACTS_MAX 8192
#define CASE_DECISION_MAX 16384
#define CASE_WHY_MAX 200
#define CASE_CARD_MAX 69	/* a card's identity (card/identity.h) */

/* The proxy; "" if there is none or nothing is known. */
struct case_proxy { char name[PERSON_NAME_MAX + 1], address[PERSON_ADDRESS_MAX + 1], relation[64]; };

/* What was read on a thing that leaves, held against the case (case/leaves.h): by a scanner or typed. */
#define LEAVES_READ_MAX 64
enum leaves { LEAVES_LETTER, LEAVES_ENVELOPE, LEAVES_CARD, LEAVES_COUNT };
struct leaves_typed { bool done; char typed[LEAVES_READ_MAX]; };	/* done and "": read, and nothing was there */

/* Whether whoever takes a card said its holder's name and birth date. */
enum said_so { SAID_UNASKED, SAID_SAME, SAID_OTHERWISE };

/* Details of an event that are stored with the case. Zeroed: none. Strings are UTF-8 or codes. */
struct particulars {
	struct date until;		/* inquiry-ordered; posted, where life counts from it: the last day */
	bool by_telephone;		/* inquiry-ordered */
	char mail_number[24];		/* posted, card-returned: of the registered letter; digits and hyphens */
	char system[16];		/* kept: the fact's word */
	char place[64];			/* kept: where card and envelope are stored */
	char way[8];			/* card-returned: mail, hand */
	struct leaves_typed read[LEAVES_COUNT];	/* posted, card-returned: not stored, only that it was done */
	enum said_so said;		/* card-returned by hand */
	int64_t seen;			/* seconded: the version of the case that was looked at */
	int64_t booking;		/* opened: of which booking, and of which number of the day; 0: of none */
	int ticket;
};

/*
 * Second approval, if the decision asks for it: card work waits until a clerk has also approved who had no part in the
 * case since it began (worked_by is the last of those), and who saw it as it is. Any edit voids it.
 */
struct case_second { bool needed; char worked_by[33], by[33]; };

struct case_file {
	char number[CASE_NUMBER_MAX];
	enum case_state state;
	char procedure[16];			/* the fact's word */
	unsigned certificates;			/* mask of CERT_BIT */
	int64_t fee;				/* yen, by the last decision */
	unsigned pins;				/* mask of 1u << pin_kind: set or changed by the procedure */
	char facts[CASE_FACTS_MAX];		/* key=value, a line each, as facts_parse reads them */
	char decision[CASE_DECISION_MAX];	/* the last decision as JSON */
	char outcome[16];			/* its outcome's code; "" if nothing was decided */
	bool letter;				/* its visits have one, by the last decision; else ERR_NO_INQUIRY */
	char profile_hash[65];
	char card[CASE_CARD_MAX];		/* "" until a card is bound */
	char claimed_by[33];
	struct case_second second;		/* the caller sets needed; the rest is only loaded */
	struct moment opened, changed, visited;	/* visited: when its documents were last shown */
	struct person person;			/* zeroed if unknown */
	struct case_proxy proxy;
	bool sheet;				/* a paper with PINs is here, not shredded yet */
	char reason[64];			/* a code, if it opens as REFUSED or INCOMPLETE; never loaded */
	struct particulars particulars;		/* of its opening event; never loaded */
	int64_t version;			/* how often something was done to it; in case_load only */
};

/*
 * Stores a new case in state RECEIVED, or in first if one event leads there. Fills in number, state and moments, and
 * kana as case_set_person does; writes the audit line in the same transaction. profile_hash, if set, must have been
 * passed to case_keep_profile.
 */
enum err case_open(struct store *, const struct actor *, struct case_file *, enum case_state first);

/*
 * Stores the text of a resolved profile under its hash, once. case_profile appends that text; ERR_DATA if there is
 * none.
 */
enum err case_keep_profile(struct store *, const char *hash, const char *text);
enum err case_profile(struct store *, const char *hash, struct buf *text);

enum err case_load(struct store *, const char *number, struct case_file *);

/* Records that a case was looked at by somebody who doesn't work on it. */
enum err case_look(struct store *, const struct actor *, const struct case_file *);

/*
 * Applies an event by the flow table; letters and kept card are updated in the same transaction. why is stored in the
 * history: UTF-8, less than CASE_WHY_MAX bytes. ERR_ROLE: the clerk's roles don't allow it. ERR_CASE_CLAIMED: a
 * colleague holds the case. ERR_SAME_CLERK: EVENT_SECOND by the clerk who last worked on the case. ERR_NOT_SECONDED:
 * card work without a required second approval. ERR_CASE_STATE: the table has no such row, the event belongs to card
 * work or (let-in) to a reception, or it is one of these: approval of a decision other than "proceed", or "consult"
 * with the answer in why;
 * card work on any other decision;
 * keeping the card unless the decision is "keep", or returning one that was not kept; a letter if the decision is to
 * refuse; expiry before the letter's last day has passed; taking back an end on a later day.
 */
enum err case_event(struct store *, const struct actor *, const char *number, enum case_event, const char *why);

/*
 * Whether an event of the history is a part in the case: any but to take it up or over, let it go, or note something.
 * And whether the clerk had one.
 */
bool case_takes_part(const char *event);
enum err case_had_part(struct store *, const char *number, const char *clerk, bool *part);

/*
 * Whether the actor may give the second approval of this version of a case: ERR_SAME_CLERK where he has had any part in
 * it since it began but approvals and notes; ERR_CASE_CHANGED where it isn't that version any more.
 */
enum err case_second_allow(struct store *, const struct actor *, const char *number, int64_t version);

/* Whether the case waits for a second approval. */
bool case_awaits_second(const struct case_file *);

/*
 * Whether case_event would accept the event from this clerk for the case as loaded: ERR_NONE, or the reason; whether
 * the clerk had a part in it is not looked at (EVENT_LET_IN). For screens, which offer only what is possible;
 * case_event checks again.
 */
enum err case_may(const struct case_file *, const struct actor *, enum case_event);

/* The value of a fact as a case's facts have it, a line each; false, and "", where it isn't there or doesn't fit. */
bool case_fact(const char *facts, enum fact, char *out, size_t size);

/* case_event inside the caller's transaction, also for the events of card work (core/desk commits both together). */
enum err case_event_within(struct store *, const struct actor *, const char *number, enum case_event, const char *why);

/*
 * The same with details of the event, or NULL. ERR_MAIL_NUMBER: the mail number is malformed, or missing for way
 * "mail". For what leaves (posted, card-returned) also the errors of leaves_check: nothing changes then.
 */
enum err case_event_with(struct store *, const struct actor *, const char *number, enum case_event, const char *why,
    const struct particulars *);

/*
 * For actions that are not events (printing a letter, recovery): ERR_CASE_CLAIMED while a colleague holds the case,
 * recorded as a refusal. Outside a transaction.
 */
enum err case_check_claim(struct store *, const struct actor *, const char *number);

/*
 * Ends the caller's transaction: commits if e is ERR_NONE, else rolls back and records the refusal (state, claim, other
 * card …) in the audit log in a transaction of its own. Returns e, or why that could not be recorded.
 */
enum err case_settle(struct store *, const struct actor *, const char *number, enum err e);

/* Binds a card's identity to the case; ERR_CARD_OTHER if another card is already bound. */
enum err case_bind_card(struct store *, const struct actor *, const char *number, const char *card);

/*
 * Replaces the person, or the proxy, of a case; "within": inside the caller's transaction. If the person has no kana
 * and the residents' extract has exactly one resident of that name and birth date, that kana is taken and recorded.
 */
enum err case_set_person(struct store *, const struct actor *, const char *number, const struct person *);
enum err case_set_person_within(struct store *, const struct actor *, const char *number, struct person *);
enum err case_set_proxy_within(struct store *, const struct actor *, const char *number, const struct case_proxy *);

/*
 * Replaces the decision (facts, decision, outcome, certificates, pins, visited and sheet of the file) before card work,
 * after a correction or another visit. Inside the caller's transaction.
 */
enum err case_decide_within(struct store *, const struct actor *, const struct case_file *);

/* Adds event and why to history and audit log without changing the state. Inside the caller's transaction. */
enum err case_remark(struct store *, const struct actor *, const struct case_file *, const char *event,
    const char *why);

/* Claims the case for the actor. ERR_CASE_CLAIMED if a colleague holds it (holder is filled in), unless take_over. */
enum err case_claim(struct store *, const struct actor *, const char *number, bool take_over, char holder[33]);
enum err case_release(struct store *, const struct actor *, const char *number);

/*
 * text: a birth date in any form; the beginning of a number, kana or name (folded as in base/fold.h; kana in Latin
 * letters too); or the beginning of a name followed by a birth date. limit 0: 100. Newest first.
 */
struct case_filter {
	enum case_state state;
	bool any_state, awaits_second;		/* the latter: CASE_APPROVED cases without their second approval */
	const char *text;
	struct date today;			/* for a birth date in text: 610124; no date: not read so */
	struct date from, to;
	int limit;
};
enum err case_list(struct store *, const struct case_filter *, bool (*row)(void *, const struct case_file *),
    void *ctx);

/*
 * The open cases of a card (its identity; "": none), the oldest first: bound to it, or, where no card is bound yet, handed
 * over to the authority's terminal with this one on the reader.
 */
struct case_of_card { char number[CASE_NUMBER_MAX], procedure[16]; enum case_state state; };
enum err case_of_card(struct store *, const char *card, bool (*row)(void *, const struct case_of_card *), void *ctx);

struct case_history {
	struct moment at;
	char clerk[33], counter[201], event[32], why[CASE_WHY_MAX];
	enum case_state state;			/* after the event */
};
enum err case_history(struct store *, const char *number, bool (*row)(void *, const struct case_history *), void *ctx);

/* The event that EVENT_CANCEL would take back, and the state before it; event is "" if there is none. */
struct case_last_step { struct moment at; char clerk[33], event[32]; enum case_state before; };
enum err case_last_step(struct store *, const char *number, struct case_last_step *);

#endif

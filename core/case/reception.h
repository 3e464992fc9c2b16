/* A visit: decided by the rules and put on its case, in one place for screens and command line. */
#ifndef MADOGUCHI_CASE_RECEPTION_H
#define MADOGUCHI_CASE_RECEPTION_H

#include "case/case.h"
#include "case/handover.h"
#include "rule/facts.h"
#include "rule/profile.h"
#include "rule/rule.h"

/* Large: not for the stack of a thread. Zeroed before its first use; reception_free after its last. */
struct reception {
	const struct profile *profile;	/* by which it is decided; the caller's, or kept */
	const struct profile *day;	/* counters, fees, validity: the caller's, of the day; NULL: the same as profile */
	struct profile *kept;		/* the one that the case began with */
	struct facts facts;
	struct decision decision;
	struct case_file file;
	char why[FACTS_WHY_MAX];	/* what is wrong with the facts, for ERR_FACT */
};

void reception_free(struct reception *);

/*
 * Decides profile and facts for this moment and fills in what a case keeps of it: procedure, certificates, pins, facts,
 * decision, outcome, profile_hash. ERR_FACT with why: a document or a counter that the profile doesn't know.
 */
enum err reception_decide(struct reception *, struct moment);

/* The state in which a case of this outcome begins. */
enum case_state reception_state(enum outcome);

/* Decides and opens a case: file has its number then. personal may be NULL. One transaction. */
enum err reception_open(struct store *, const struct actor *, struct reception *, const struct personal *);

/* Takes up a case again: its file, the profile it began with, its facts. Nothing is decided, nothing stored. */
enum err reception_resume(struct store *, const char *number, struct reception *);

/* What an event brings. Zeroed: nothing. All of it is the caller's. */
struct reception_news {
	const struct facts *facts;		/* put over what stood there */
	uint64_t forget;			/* bits by enum fact: said, but not known after all */
	const struct held *back;		/* documents that weren't shown after all, by holder and label */
	size_t back_count;
	const struct personal *personal;	/* who applies or comes, where that changed; "" stays as it was */
	struct particulars particulars;		/* of letter or kept card; until, by_telephone and system come of the facts */
	const char *why;			/* for the history; NULL: nothing */
};

/*
 * Puts what an event brings to the facts of a case, decides again and applies the event, in one transaction: where it is
 * refused nothing is changed. Papers and inquiry go by the profile that the case began with, counters, hours, fee and
 * validity by that of the day.
 *
 * Documents shown at another visit (another "visit", or another day) take the place of those before, which go to the
 * history as kinds and count only when they are shown again; what was said of the day (counter, booking, system, consent
 * to keep) goes with them. A reply that arrives takes the place of the one before, and so do its PINs: one that didn't
 * match is not known again. A letter that is ordered gets its last day here. A correction is on record fact by fact; one that
 * changes nothing and would send the case back is ERR_UNCHANGED.
 */
enum err reception_event(struct store *, const struct actor *, const char *number, enum case_event,
    const struct reception_news *, struct reception *);

/*
 * The card refused a PIN that staff typed from a paper (a reply, a kept envelope): decides again and moves the approved
 * case to what the rules say next: another letter, another visit, or the check again, where the PIN may be set anew.
 * Nothing that was entered is lost. Where the holder types, and for PINs no fact speaks of, the case stays as it is.
 */
enum err reception_pin_refused(struct store *, const struct actor *, const char *number, enum pin_kind, bool locked,
    struct reception *);

/*
 * Hands an approved case over to the authority's terminal: what is wanted is computed by the rules of now and kept beside
 * the case. before: what was seen of the card (before_known, before, tries); the rest of it isn't looked at. ERR_CASE_STATE
 * where the case isn't approved, or the rules don't let it proceed any more; ERR_NOT_SECONDED.
 */
enum err reception_hand_over(struct store *, const struct actor *, const char *number, const struct handover_want *before,
    struct reception *);

/* The last days that the rules compute for certificates issued on that day: the terminal may have worked a day later. */
enum err reception_until(struct store *, const char *number, struct date issued, struct reception *,
    struct date until[CERT_COUNT]);

/*
 * The terminal said no: the case is approved again, or goes where the rules say next: another letter or visit where a PIN
 * of a paper didn't fit, keeping or another day where the system is congested or down, a new reception where the
 * certificate was revoked. pin: which one, for TERMINAL_PIN_WRONG and TERMINAL_PIN_LOCKED.
 */
enum err reception_terminal_refused(struct store *, const struct actor *, const char *number, enum terminal_refusal,
    enum pin_kind pin, struct reception *);

#endif

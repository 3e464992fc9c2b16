/* A visit: decides it by the rules and stores it as a case, for screens and command line alike. */
#ifndef MADOGUCHI_CASE_RECEPTION_H
#define MADOGUCHI_CASE_RECEPTION_H

#include "case/case.h"
#include "case/handover.h"
#include "rule/facts.h"
#include "rule/profile.h"
#include "rule/rule.h"

/* Too large for a thread's stack. Zero it before first use; call reception_free at the end. */
struct reception {
	const struct profile *profile;	/* decides; the caller's, or kept */
	const struct profile *day;	/* for counters, fees, validity; NULL: profile */
	struct profile *kept;		/* the profile the case began with; owned */
	struct facts facts;
	struct decision decision;
	struct case_file file;
	char why[FACTS_WHY_MAX];	/* with ERR_FACT: what is wrong */
};

void reception_free(struct reception *);

/*
 * Decides the facts by the profile for this moment and fills in the case file: procedure, certificates, pins, facts,
 * decision, outcome, profile_hash. ERR_FACT with why: the profile doesn't know a document or the counter.
 */
enum err reception_decide(struct reception *, struct moment);

/* The letter of the case, by the rules of the day on which it began; of a visit that is none yet, of today's. */
const struct inquiry_style *reception_letter(const struct reception *, struct date today);

/*
 * A resident by the facts, by the address of somewhere else, and nobody has said that the card's face is outdated: with
 * the card's address it is, with any other one of the two isn't so.
 */
bool reception_moved_in(const struct reception *, const char *address);

/* The first state of a case with this outcome. */
enum case_state reception_state(enum outcome);

/*
 * Decides and opens a case in one transaction; file then has its number. personal may be NULL. A letter's last day by
 * hand is file.particulars.until; errors of a letter as reception_event.
 */
enum err reception_open(struct store *, const struct actor *, struct reception *, const struct personal *);

/*
 * A visitor who stood in the queue when the counter shut, by EVENT_LET_IN of reception_event: the fact queued says when
 * the counter last took somebody, and on this day hours are those of that moment. A case that was refused for them goes
 * back to where it was. Besides the errors of case_event: ERR_NOT_QUEUED, the counter is open, or was shut all day;
 * ERR_SAME_CLERK, whoever had a part in the case; ERR_CASE_STATE, it would be refused all the same.
 */

/* Loads a case to continue it: its file, the profile it began with, its facts. Decides and stores nothing. */
enum err reception_resume(struct store *, const char *number, struct reception *);

/* What an event adds to a case. Zeroed: nothing. Everything belongs to the caller. */
struct reception_news {
	const struct facts *facts;		/* replace or add */
	uint64_t forget;			/* bits by enum fact: become unknown; none of FACT_OWN */
	const struct facts *forget_own;		/* the own facts that are known here become unknown, by their codes */
	const struct held *back;		/* documents to remove, by holder and label */
	size_t back_count;
	const struct personal *personal;	/* applicant and proxy; "" leaves a field unchanged */
	struct particulars particulars;		/* by_telephone, system come from the facts; until: below */
	const char *why;			/* for the history; NULL: nothing */
};

/*
 * Adds what an event brings to the facts of a case, decides again and applies the event, in one transaction; if the
 * event is refused, nothing changes. Papers and inquiry follow the profile the case began with; counters, hours, fee
 * and validity the profile of the day.
 *
 * Documents shown at another visit (a new value of "visit", or another day) replace the earlier ones, which count again
 * only if shown again and are kept in the history as kinds. Facts about the day (counter, booking, system, consent to
 * keep) are replaced too. A new reply replaces the old one and its PINs: a PIN that did not match becomes unknown.
 * Ordering a letter sets its last day, as the rules count it; where profile_until_by_hand the caller's counts.
 * ERR_LETTER_DAY: the caller gives none, one before today, or one where the rules count. ERR_LETTER_LIST: the rules
 * don't tell what to bring. A correction is recorded fact by fact; ERR_UNCHANGED if it changes nothing but
 * would send the case back.
 */
enum err reception_event(struct store *, const struct actor *, const char *number, enum case_event,
    const struct reception_news *, struct reception *);

/*
 * The card refused a PIN that staff typed from a paper (a reply, a kept envelope). Decides again and moves the approved
 * case to the state the rules give: another letter, another visit, or a new check in which the PIN may be set. Nothing
 * entered is lost. If the holder types, or no fact is about the PIN, the case stays as it is.
 */
enum err reception_pin_refused(struct store *, const struct actor *, const char *number, enum pin_kind, bool locked,
    struct reception *);

/* How a card that lay on the reader stands among the papers that were brought. */
#define RECEPTION_CARD "マイナンバーカード"

/* The card was another person's: what it told, and that it was brought, is unknown again. */
void reception_forget_card(struct facts *);

/* The same for a case on record: it is checked anew. Nothing where it has a card of its own, or nothing changes. */
enum err reception_card_refused(struct store *, const struct actor *, const char *number, struct reception *);

/*
 * Hands an approved case over to the authority's terminal: computes the request by today's rules and stores it. before
 * says what was read from the card (before_known, before, tries); its other fields are ignored. ERR_CASE_STATE: the
 * case is not approved, may no longer proceed, or requests nothing.
 * ERR_HOLDER_UNKNOWN: the case doesn't name its person. ERR_SUBSTITUTES: core/case/consent.h. ERR_NOT_SECONDED.
 */
enum err reception_hand_over(struct store *, const struct actor *, const char *number, const struct handover_want *before,
    struct reception *);

/* The last days the rules give for certificates issued on that day, which may be later than the hand-over. */
enum err reception_until(struct store *, const char *number, struct date issued, struct reception *,
    struct date until[CERT_COUNT]);

/*
 * The terminal refused, or did something else. The case becomes approved again, or goes where the rules say: another
 * letter, visit or document, or the PIN set anew, if a PIN did not match or is locked; keeping or another day if the
 * system is congested or down; a new reception, which asks for the certificates' dates anew, if the certificate was
 * revoked or something else was done. pin: which one, for TERMINAL_PIN_WRONG and TERMINAL_PIN_LOCKED.
 */
enum err reception_terminal_refused(struct store *, const struct actor *, const char *number, enum terminal_refusal,
    enum pin_kind pin, struct reception *);

#endif

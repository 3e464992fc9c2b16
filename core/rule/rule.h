/* Decides: may this visitor do this, here, today, with what they brought; and if not, what is missing. */
#ifndef MADOGUCHI_RULE_RULE_H
#define MADOGUCHI_RULE_RULE_H

#include "base/buf.h"
#include "rule/facts.h"
#include "base/pin.h"
#include "rule/profile.h"

/* If several apply, the first in this order is the outcome. */
enum outcome {
	OUTCOME_REFUSED, OUTCOME_CONSULT, OUTCOME_ASK, OUTCOME_INCOMPLETE, OUTCOME_INQUIRY, OUTCOME_KEEP, OUTCOME_PROCEED,
	OUTCOME_COUNT
};

/* In the order in which they are done. */
enum action_kind {
	ACTION_COPY_DOCUMENTS, ACTION_SECOND_APPROVAL, ACTION_VERIFY_PIN, ACTION_RESET_PIN, ACTION_REVOKE, ACTION_ISSUE,
	ACTION_COLLECT_FEE, ACTION_POST_INQUIRY, ACTION_KEEP_CARD, ACTION_RETURN_CARD, ACTION_COUNT
};

struct action {
	enum action_kind kind;
	enum pin_kind pin;		/* VERIFY_PIN, RESET_PIN */
	enum cert_kind cert;		/* REVOKE, ISSUE */
};

#define DECISION_MISSING_MAX 16
#define DECISION_REASONS_MAX 24
#define DECISION_TELL_MAX 24
#define DECISION_NEED_MAX 128
#define DECISION_ACTIONS_MAX 24
#define DECISION_RULES_MAX 512	/* rules of a profile */

struct missing {
	const char *code;			/* identity, authority … */
	const char *who;			/* applicant, guardian, proxy, household; NULL: nobody's */
	char need[DECISION_NEED_MAX];		/* "A|B", the one lacking least first; else the code */
	char have[DECISION_NEED_MAX];		/* brought, counting, and not used elsewhere: "B", "" */
	const char *text;
};

struct reason { const char *code, *text, *source; };
/* until: the last day that the text is about, computed for this visit; no date: none, or not known. */
struct telling { const char *code, *text; struct date until; };

/* Plain data, except that pointers lead into the profile, which must outlive the decision. */
struct decision {
	const struct profile *profile;
	struct moment at;
	enum outcome outcome;
	enum outcome otherwise;			/* OUTCOME_COUNT: none */
	unsigned certificates;			/* requested; a mask of CERT_BIT */
	unsigned refused;			/* of these */
	int visit, visits;
	struct missing missing[DECISION_MISSING_MAX];
	size_t missing_count;
	enum fact ask[FACT_COUNT];		/* in the one order of all counters */
	size_t ask_count;
	unsigned pins;				/* that the card can have; a mask of 1u << pin_kind */
	unsigned checked;			/* of these, what [action] has checked once it proceeds */
	struct action actions[DECISION_ACTIONS_MAX];
	size_t action_count;
	struct reason reasons[DECISION_REASONS_MAX];
	size_t reason_count;
	bool fee_known;
	int yen;
	const char *fee_code, *fee_text;	/* NULL: no fee rule applies */
	struct date expiry[CERT_COUNT];		/* no date: none will be issued today */
	struct telling tell[DECISION_TELL_MAX];
	size_t tell_count;
	const struct inquiry_style *letter;	/* NULL: none is posted */
	struct date letter_until;		/* if ordered, and posted, that day; no date: none, or on the form */
	uint64_t hit[DECISION_RULES_MAX / 64];	/* rules that were used, by index of profile_rule_name */
};

/*
 * Decides. Pure: reads no clock, file, card or store. at is used if the facts have no "at"; hour -1: the time isn't
 * checked. ERR_MEMORY is possible only if facts are unknown.
 */
enum err rule_decide(const struct profile *, const struct facts *, struct moment at, struct decision *);

/*
 * The same for a case already begun: papers and inquiry follow profile and its rules in force on begun (no date: on the
 * day of at); counters, hours, fee, validity and what is told follow day, which must outlive the
 * decision.
 */
enum err rule_decide_begun(const struct profile *, struct date begun, const struct profile *day, const struct facts *,
    struct moment at, struct decision *);

/* Equal in outcome, refused certificates, what is missing, actions, fee and expiry; the profiles may differ. */
bool decision_same_answer(const struct decision *, const struct decision *);

/* Writes the decision as one JSON object, without newline: madoguchictl(1), decide. */
void decision_json(const struct decision *, struct buf *);

/* Writes the decision as sentences to read aloud, one a line. */
void decision_text(const struct decision *, struct buf *);

/* The text, with the day behind it: 「…(令和9年3月31日まで)」. Appends. */
void telling_words(const struct telling *, struct buf *);

extern const char *const outcome_codes[];	/* by outcome; NULL behind the last */
const char *outcome_code(enum outcome);		/* "proceed" */
enum outcome outcome_by_code(const char *);	/* OUTCOME_COUNT: none of them, as where nothing was decided ("") */
const char *outcome_name(enum outcome);		/* 完了できます */

/* "verify-pin:sign" into out. */
void action_code(const struct action *, char out[32]);

#endif

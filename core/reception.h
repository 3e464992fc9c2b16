/* A visit: decided by the rules and put on its case, in one place for screens and command line. */
#ifndef MADOGUCHI_RECEPTION_H
#define MADOGUCHI_RECEPTION_H

#include "case.h"
#include "facts.h"
#include "profile.h"
#include "rule.h"

/* Large: not for the stack of a thread. Zeroed before its first use; reception_free after its last. */
struct reception {
	const struct profile *profile;	/* by which it is decided; the caller's, or kept */
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

/*
 * Puts what another visit brought to the facts of a case (newer may be NULL: nothing new), decides again by the profile
 * that the case began with, and applies the event. Where newer has another "visit" than the case, the documents of the
 * visit before are not there any more: they go to the history, and count again only when they are shown again. One
 * transaction: where the event is refused nothing is changed.
 */
enum err reception_event(struct store *, const struct actor *, const char *number, enum case_event,
    const struct facts *newer, const char *why, struct reception *);

#endif

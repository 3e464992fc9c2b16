/* Who stood in the queue when the counter shut is let in by a supervisor, on record, for that day. */
#include "case/reception-private.h"

#include <stdio.h>

/* Where the visit was refused, else where the supervisor sits. */
static const char *
counter_of(const struct reception *r, const struct actor *a)
{
	if (r->facts.counter[0] != '\0' && (r->file.state == CASE_REFUSED || a->counter == NULL || *a->counter == '\0'))
		return r->facts.counter;
	return a->counter != NULL ? a->counter : "";
}

/* It was shut when they were refused, after it had taken somebody, and is shut still. */
static enum err
take(const struct actor *a, struct reception *r)
{
	const struct profile *day = profile_of_day(r->profile, r->day);
	const char *counter = counter_of(r, a);
	const struct moment turned_away = r->file.state == CASE_REFUSED ? r->file.changed : a->at;

	return profile_counter_queued(day, counter, a->at, &r->facts.queued) &&
	    profile_counter_queued(day, counter, turned_away, &r->facts.queued) ? ERR_NONE : ERR_NOT_QUEUED;
}

/* Since when they stood there, at the latest; then the supervisor's own words. */
static enum err
words(const struct facts *f, const char *why, char out[CASE_WHY_MAX])
{
	const int n = snprintf(out, CASE_WHY_MAX, "%02d:%02d%s%s", f->queued.hour, f->queued.minute,
	    *why != '\0' ? " " : "", why);

	return n >= 0 && n < CASE_WHY_MAX ? ERR_NONE : ERR_TOO_LONG;
}

enum err
reception_let_in(struct store *s, const struct actor *a, const char *number, const char *why, struct reception *r)
{
	char said[CASE_WHY_MAX];
	enum case_state was;
	bool part;
	enum err e;

	if ((e = reception_resume(s, number, r)) != ERR_NONE || (e = case_may(&r->file, a, EVENT_LET_IN)) != ERR_NONE ||
	    (e = case_had_part(s, number, a->clerk, &part)) != ERR_NONE)
		return e;
	if (part)
		return ERR_SAME_CLERK;
	was = r->file.state;
	if ((e = take(a, r)) != ERR_NONE || (e = words(&r->facts, why, said)) != ERR_NONE)
		return e;
	r->facts.at = (struct moment){ .hour = -1 };
	if ((e = reception_decide(r, a->at)) != ERR_NONE)
		return e;
	if (was == CASE_REFUSED && r->decision.outcome == OUTCOME_REFUSED)
		return ERR_CASE_STATE;
	/* The event first: what has ended takes no decision. */
	if ((e = case_event_within(s, a, number, EVENT_LET_IN, said)) != ERR_NONE)
		return e;
	return case_decide_within(s, a, &r->file);
}

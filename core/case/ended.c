/* Lists cases that have ended, and preserves those that are needed for longer. */
#include "case/ended.h"

#include <stdio.h>
#include <string.h>

#include "case/ended-private.h"
#include "case/within-private.h"

const char *const case_preserve_reasons[] = { "audit", "suit", "appeal", "disclosure", NULL };

/* The first of the events at the end of its history that have this state: with a later note it ends no later. */
#define END "(SELECT min(h.at) FROM case_history h WHERE h.number = c.number AND h.id > coalesce((SELECT max(b.id)" \
	" FROM case_history b WHERE b.number = c.number AND b.state <> c.state), 0))"
#define ENDED "SELECT c.number, CASE c.state WHEN 'done' THEN c.procedure ELSE c.state END, " END ", CASE WHEN " \
	CASE_IS_ERASED " THEN 1 ELSE 0 END, CASE WHEN " CASE_LEFT_HERE " OR " CASE_IS_PRESERVED " OR EXISTS (SELECT 1" \
	" FROM procedures p WHERE p.case_number = c.number AND p.ended IS NULL) OR EXISTS (SELECT 1 FROM handover o" \
	" WHERE o.number = c.number AND o.ended_at = '') THEN 1 ELSE 0 END FROM cases c WHERE c.state = ?1"

struct listing { bool (*row)(void *, const struct case_ended *); void *ctx; bool over; enum err e; };

static bool
see_case(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;
	struct case_ended c = { .number = store_as_text(&v[0]), .kind = store_as_text(&v[1]),
	    .erased = store_as_int(&v[3]) != 0, .needed = store_as_int(&v[4]) != 0 };
	struct moment at = { .hour = -1 };

	(void)n;
	if (case_number_check(c.number) != ERR_NONE || !store_read_moment(&v[2], &at) || !date_given(at.date)) {
		l->e = ERR_STORE_CORRUPT;
		return false;
	}
	c.day = at.date;
	l->over = !l->row(l->ctx, &c);
	return !l->over;
}

enum err
case_ended_each(struct store *s, const char *number, bool (*row)(void *, const struct case_ended *), void *ctx)
{
	struct listing l = { row, ctx, false, ERR_NONE };
	enum err e = ERR_NONE;
	unsigned k;

	for (k = 0; k < CASE_STATE_COUNT && e == ERR_NONE && l.e == ERR_NONE && !l.over; k++) {
		const struct store_value values[] = { store_text(flow_state_code((enum case_state)k)),
		    store_text(number) };

		if (!flow_ended((enum case_state)k))
			continue;
		e = number != NULL ? store_run(s, ENDED " AND c.number = ?2", values, 2, see_case, &l) :
		    store_run(s, ENDED " ORDER BY c.number", values, 1, see_case, &l);
	}
	return e != ERR_NONE ? e : l.e;
}

/* --- preserved --------------------------------------------------------------------------------- */

enum err
case_is(struct store *s, const char *number, const char *condition_sql, bool *is)
{
	const struct store_value values[] = { store_text(number) };
	int64_t n = 0;
	enum err e = store_get_int(s, condition_sql, values, 1, &n);

	*is = n > 0;
	return e;
}

static bool
is_reason(const char *reason)
{
	size_t i;

	for (i = 0; case_preserve_reasons[i] != NULL && strcmp(case_preserve_reasons[i], reason) != 0; i++)
		;
	return case_preserve_reasons[i] != NULL;
}

static enum err
preserve_within(struct store *s, const struct actor *a, const char *number, const char *reason)
{
	bool erased, preserved;
	struct case_head h;
	char event[32];
	enum err e;

	if (reason != NULL && !is_reason(reason))
		return ERR_USAGE;
	if ((e = case_head_load(s, number, &h)) != ERR_NONE)
		return e;
	if (!clerk_may(a->roles, ACT_PRESERVE))
		return ERR_ROLE;
	if ((e = case_is(s, number, CASE_COUNT CASE_IS_ERASED, &erased)) != ERR_NONE ||
	    (e = case_is(s, number, CASE_COUNT CASE_IS_PRESERVED, &preserved)) != ERR_NONE)
		return e;
	if (!flow_ended(h.state) || erased)
		return ERR_CASE_STATE;
	if (reason == NULL && !preserved)
		return ERR_UNCHANGED;
	(void)snprintf(event, sizeof(event), "preserved:%s", reason != NULL ? reason : "ended");
	return case_record(s, a, number, event, h.state, "");
}

enum err
case_preserve(struct store *s, const struct actor *a, const char *number, const char *reason)
{
	enum err e = store_begin(s);

	return e != ERR_NONE ? e : case_settle(s, a, number, preserve_within(s, a, number, reason));
}

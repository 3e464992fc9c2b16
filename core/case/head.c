/* What has to be known of a case before anything may happen to it: its state and who holds it. */
#include "case/within-private.h"

#include <string.h>

#include "rule/rule.h"

struct finding { struct case_head *head; bool found, fits; };

static bool
see_head(void *ctx, const struct store_value *v, size_t n)
{
	struct finding *f = ctx;

	(void)n;
	f->found = true;
	f->head->state = flow_state_by_code(store_as_text(&v[0]));
	f->fits = f->head->state != CASE_STATE_COUNT && store_read_day(&v[4], &f->head->changed) &&
	    store_read_text(&v[1], f->head->claimed_by, sizeof(f->head->claimed_by)) &&
	    store_read_text(&v[2], f->head->card, sizeof(f->head->card)) &&
	    store_read_text(&v[3], f->head->outcome, sizeof(f->head->outcome)) &&
	    store_read_text(&v[6], f->head->second.worked_by, sizeof(f->head->second.worked_by)) &&
	    store_read_text(&v[7], f->head->second.by, sizeof(f->head->second.by)) &&
	    store_read_text(&v[8], f->head->procedure, sizeof(f->head->procedure));
	f->head->second.needed = store_as_int(&v[5]) != 0;
	return false;
}

enum err
case_head_load(struct store *s, const char *number, struct case_head *h)
{
	const struct store_value values[] = { store_text(number) };
	struct finding f = { .head = h };
	enum err e;

	memset(h, 0, sizeof(*h));
	e = store_run(s, "SELECT state, claimed_by, card, outcome, changed_at, second_needed, worked_by, seconded_by,"
	    " procedure FROM cases WHERE number = ?1", values, 1, see_head, &f);
	if (e != ERR_NONE)
		return e;
	if (!f.found)
		return ERR_CASE_UNKNOWN;
	return f.fits ? ERR_NONE : ERR_STORE_CORRUPT;
}

bool
case_held_by_other(const struct case_head *h, const struct actor *a)
{
	return h->claimed_by[0] != '\0' && strcmp(h->claimed_by, a->clerk) != 0;
}

enum err
case_head_mine(struct store *s, const struct actor *a, const char *number, struct case_head *h)
{
	enum err e = case_head_load(s, number, h);

	if (e != ERR_NONE)
		return e;
	if (!clerk_may(a->roles, ACT_MOVE))
		return ERR_ROLE;
	if (flow_ended(h->state))
		return ERR_CASE_STATE;
	return case_held_by_other(h, a) ? ERR_CASE_CLAIMED : ERR_NONE;
}

bool
case_decision_stands(const struct case_head *h)
{
	const enum outcome o = outcome_by_code(h->outcome);

	return h->outcome[0] == '\0' || o == OUTCOME_PROCEED || o == OUTCOME_CONSULT;
}

/* Four eyes: where the decision asks for a second approval, somebody else gives it, and any edit undoes it. */
#include "case/within-private.h"

#include <string.h>

enum err
case_second_check(const struct case_second *x, const struct actor *a, enum case_event event)
{
	switch (event) {
	case EVENT_SECOND:
		if (!x->needed || x->by[0] != '\0')
			return ERR_CASE_STATE;
		return strcmp(x->worked_by, a->clerk) == 0 ? ERR_SAME_CLERK : ERR_NONE;
	case EVENT_BEGIN_CARD_WORK:
	case EVENT_HAND_OVER:
		return x->needed && x->by[0] == '\0' ? ERR_NOT_SECONDED : ERR_NONE;
	default:
		return ERR_NONE;
	}
}

static enum err
put(struct store *s, const char *number, bool needed, const char *worked_by, const char *by)
{
	const struct store_value values[] = { store_text(number), store_int(needed), store_text(worked_by), store_text(by) };

	return store_run(s, "UPDATE cases SET second_needed = ?2, worked_by = ?3, seconded_by = ?4 WHERE number = ?1",
	    values, 4, NULL, NULL);
}

/* Whoever edits is the one whose work has to be looked at from then on. */
enum err
case_second_restart(struct store *s, const struct actor *a, const char *number, const struct case_head *h, bool needed)
{
	enum err e;

	if (!needed && !h->second.needed)
		return ERR_NONE;
	if ((e = put(s, number, needed, needed ? a->clerk : "", "")) != ERR_NONE || h->second.by[0] == '\0')
		return e;
	return case_record(s, a, number, "second-undone", h->state, "");
}

enum err
case_second_follow(struct store *s, const struct actor *a, const char *number, const struct case_head *h,
    enum case_event event)
{
	switch (event) {
	case EVENT_SECOND:
		return put(s, number, h->second.needed, h->second.worked_by, a->clerk);
	case EVENT_TAKE_OVER:
	case EVENT_NOTE:
	case EVENT_BEGIN_CARD_WORK:
	case EVENT_CARD_WORK_DONE:
	case EVENT_CARD_WORK_UNDONE:
	case EVENT_HAND_OVER:
	case EVENT_TAKE_BACK:
	case EVENT_ANSWER:
	case EVENT_NOT_AS_WANTED:
	case EVENT_TERMINAL_REFUSED:
	case EVENT_SHRED:
	case EVENT_CARD_RETURNED:
		return ERR_NONE;
	default:
		return case_second_restart(s, a, number, h, h->second.needed);
	}
}

bool
case_takes_part(const char *event)
{
	static const char *const others[] = { "claimed", "released", "taken-over", "noted" };
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(*others) && strcmp(others[i], event) != 0; i++)
		;
	return i == sizeof(others) / sizeof(*others);
}

struct looking_for { const char *clerk; bool found; };

static bool
see_part(void *ctx, const struct case_history *h)
{
	struct looking_for *l = ctx;

	l->found = strcmp(h->clerk, l->clerk) == 0 && case_takes_part(h->event);
	return !l->found;
}

enum err
case_had_part(struct store *s, const char *number, const char *clerk, bool *part)
{
	struct looking_for l = { .clerk = clerk };
	enum err e = case_history(s, number, see_part, &l);

	*part = l.found;
	return e;
}

/* Approved before, and undone since by somebody's edit: that was looking, too. */
static bool
see_work(void *ctx, const struct case_history *h)
{
	struct looking_for *l = ctx;

	l->found = strcmp(h->clerk, l->clerk) == 0 && case_takes_part(h->event) &&
	    strcmp(h->event, flow_event_code(EVENT_SECOND)) != 0;
	return !l->found;
}

static bool
take_version(void *ctx, const struct store_value *v, size_t n)
{
	int64_t *version = ctx;

	(void)n;
	*version = store_as_int(&v[0]);
	return false;
}

enum err
case_version(struct store *s, const char *number, int64_t *version)
{
	const struct store_value values[] = { store_text(number) };

	*version = 0;
	return store_run(s, "SELECT count(*) FROM case_history WHERE number = ?1 AND event <> 'claimed'"
	    " AND event <> 'released'", values, 1, take_version, version);
}

enum err
case_second_allow(struct store *s, const struct actor *a, const char *number, int64_t seen)
{
	struct looking_for l = { .clerk = a->clerk };
	int64_t version;
	enum err e = case_history(s, number, see_work, &l);

	if (e != ERR_NONE || l.found)
		return e != ERR_NONE ? e : ERR_SAME_CLERK;
	e = case_version(s, number, &version);
	return e == ERR_NONE && version != seen ? ERR_CASE_CHANGED : e;
}

bool
case_awaits_second(const struct case_file *f)
{
	return f->state == CASE_APPROVED && f->second.needed && f->second.by[0] == '\0';
}

/* Kept cards follow their cases' events: inside their transaction. */
#include "case/kept.h"

#include <string.h>

#include "case/within-private.h"
#include "case/mail.h"

/* A card kept again while it is still here was kept since the first time. */
static enum err
keep(struct store *s, const struct case_step *step, const char *at)
{
	const struct store_value values[] = { store_text(step->number), store_text(at),
	    store_text(step->particulars->system), store_text(step->particulars->place) };
	const char *const place = step->particulars->place;
	enum err e = case_check_texts(&place, 1);

	return e != ERR_NONE ? e : store_run(s, "INSERT INTO kept (number, since, system, place) VALUES (?1, ?2, ?3, ?4)"
	    " ON CONFLICT (number) DO UPDATE SET since = excluded.since, system = excluded.system,"
	    " place = excluded.place, worked_at = '', returned_at = '', way = '', mail_number = ''"
	    " WHERE kept.returned_at <> ''", values, 4, NULL, NULL);
}

static enum err
give_back(struct store *s, const struct case_step *step, const char *at)
{
	const struct particulars *p = step->particulars;
	const struct store_value values[] = { store_text(step->number), store_text(at), store_text(p->way),
	    store_text(p->mail_number) };
	enum err e;

	if (p->mail_number[0] != '\0' ? !mail_number_sound(p->mail_number) : strcmp(p->way, "mail") == 0)
		return ERR_MAIL_NUMBER;
	e = store_run(s, "UPDATE kept SET returned_at = ?2, way = ?3, mail_number = ?4 WHERE number = ?1"
	    " AND returned_at = ''", values, 4, NULL, NULL);
	return e == ERR_NONE && store_changed(s) == 0 ? ERR_CASE_STATE : e;
}

/* That it was kept was the mistake: only the keeping that is taken back, not one before it. */
static enum err
take_back(struct store *s, const struct case_step *step)
{
	const struct store_value values[] = { store_text(step->number) };

	return store_run(s, "DELETE FROM kept WHERE number = ?1 AND since = coalesce((SELECT max(at) FROM case_history"
	    " WHERE number = ?1 AND event = 'kept'), since)", values, 1, NULL, NULL);
}

enum err
kept_follow(struct store *s, const struct actor *a, const struct case_step *step)
{
	char at[24];
	const struct store_value values[] = { store_text(step->number), store_moment(a->at, at) };

	if (step->to == CASE_KEPT && (step->event == EVENT_KEEP || step->event == CASE_EVENT_COUNT))
		return keep(s, step, at);
	if (step->event == EVENT_CANCEL && step->from == CASE_KEPT)
		return take_back(s, step);
	if (step->event == EVENT_CARD_RETURNED)
		return give_back(s, step, at);
	if (step->event == EVENT_CARD_WORK_DONE || step->event == EVENT_TAKE_BACK)
		return store_run(s, "UPDATE kept SET worked_at = ?2 WHERE number = ?1 AND returned_at = ''", values, 2,
		    NULL, NULL);
	return ERR_NONE;
}

/* What the screens have the worker do about the authority's terminal. On the worker's thread: nothing here draws. */
#include "tui/app/jobs.h"

#include <stdlib.h>
#include <string.h>

#include "case/consent.h"

enum err
job_terminal(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	enum err e;

	if ((e = job_case(desk, ctx)) != ERR_NONE || (e = job_resume(desk, ctx)) != ERR_NONE ||
	    (e = handover_load(desk->store, w->number, &w->want)) != ERR_NONE ||
	    (e = case_consent(desk->store, &w->open.file, &w->consent)) != ERR_NONE)
		return e;
	return desk_print_by(desk, w->number, w->print_by);
}

/* A reception is too large for a thread's stack. */
static enum err
with_reception(struct desk *desk, struct work *w, enum err (*act)(struct desk *, struct work *, struct reception *))
{
	struct reception *r = calloc(1, sizeof *r);
	enum err e;

	if (r == NULL)
		return ERR_MEMORY;
	r->day = desk->profile;
	e = act(desk, w, r);
	reception_free(r);
	free(r);
	return e;
}

static enum err
hand_over(struct desk *desk, struct work *w, struct reception *r)
{
	const struct card_word *word = &w->visit->word;

	return jobs_refused_card(desk, w->number,
	    desk_hand_over(desk, w->number, word->card[0] != '\0' ? word : NULL, r));
}

enum err
job_hand_over(struct desk *desk, void *ctx)
{
	enum err e = with_reception(desk, ctx, hand_over);

	return e != ERR_NONE ? e : job_terminal(desk, ctx);
}

enum err
job_take_back(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	w->visit->secrets.word = w->visit->word;
	w->taken.hold = true;
	return desk_take_back(desk, w->number, &w->visit->secrets, &w->taken);
}

enum err
job_take_back_held(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	return desk_take_back_held(desk, w->number, &w->taken);
}

enum err
job_take_back_print(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	return desk_take_back_print(desk, w->number, &w->print_typed, &w->taken, &w->second);
}

static enum err
refused(struct desk *desk, struct work *w, struct reception *r)
{
	const struct actor a = desk_actor(desk);

	return reception_terminal_refused(desk->store, &a, w->number, w->refusal, w->refused_pin, r);
}

enum err
job_terminal_refused(struct desk *desk, void *ctx)
{
	return with_reception(desk, ctx, refused);
}

static bool
note_handed(void *ctx, const struct handover_row *row)
{
	struct work *w = ctx;

	if (w->handed_count < VISIT_HANDED_MAX)
		w->handed[w->handed_count++] = *row;
	w->handed_total++;
	return true;
}

enum err
job_handed(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	w->handed_count = w->handed_total = 0;
	return handover_list(desk->store, 0, note_handed, w);
}

static bool
note_met(void *ctx, const struct case_of_card *c)
{
	struct work *w = ctx;

	if (w->met_count < VISIT_MET_MAX)
		w->met[w->met_count++] = *c;
	w->met_total++;
	return true;
}

enum err
job_meet(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	enum err e = job_look(desk, ctx);

	w->met_count = w->met_total = 0;
	return e != ERR_NONE ? e : case_of_card(desk->store, w->card.identity, note_met, w);
}

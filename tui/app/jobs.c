/* What the screens have the worker do. Runs on the worker's thread: nothing here draws. */
#include "tui/app/jobs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/practice.h"
#include "people/residents.h"

static bool
note_half_done(void *ctx, const struct half_done *h)
{
	struct work *w = ctx;

	if (w->half_done_count < VISIT_HALF_DONE_MAX)
		w->half_done[w->half_done_count++] = *h;
	return w->half_done_count < VISIT_HALF_DONE_MAX;
}

enum err
job_survey(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	w->half_done_count = 0;
	return desk_half_done(desk, note_half_done, w);
}

enum err
job_look(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	return desk_look(desk, NULL, &w->card, &w->left);
}

/* A card that was another person's told the case what isn't so: not on record any longer, whatever comes next. */
enum err
jobs_refused_card(struct desk *desk, const char *number, enum err e)
{
	const struct actor a = desk_actor(desk);
	struct reception *r;
	enum err mended;

	if (e != ERR_HOLDER_OTHER)
		return e;
	if ((r = calloc(1, sizeof *r)) == NULL)
		return ERR_MEMORY;
	r->day = desk->profile;
	mended = reception_card_refused(desk->store, &a, number, r);
	reception_free(r);
	free(r);
	return mended != ERR_NONE ? mended : e;
}

/* Of who came from the record the card may be another's there, as like as the record can tell. */
static enum err
find_twins(struct desk *desk, struct work *w, const struct case_file *f)
{
	const struct lookup why = { .number = f->number };
	const struct actor a = desk_actor(desk);

	w->twins = 0;
	return f->person.source != PERSON_RECORD ? ERR_NONE :
	    residents_twin(desk->store, &a, &why, &w->word.holder, &f->person, &w->twin, &w->twins);
}

/* The clerk sees the word beside the case, and nothing goes on without a key there. */
static enum err
prove(struct desk *desk, struct work *w)
{
	struct case_file *f = calloc(1, sizeof *f);
	enum err e;

	if (f == NULL)
		return ERR_MEMORY;
	if ((e = case_load(desk->store, w->visit->number, f)) == ERR_NONE &&
	    (e = find_twins(desk, w, f)) == ERR_NONE)
		e = jobs_refused_card(desk, f->number,
		    desk_prove(desk, f, &w->word, HOLDER_CONFIRMED | HOLDER_ADDRESS));
	free(f);
	return e;
}

enum err
job_person(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	enum err e = desk_person(desk, w->visit->reception.file.card, w->by_b, &w->visit->secrets, &w->word,
	    &w->left);

	return e == ERR_NONE && w->visit->recorded ? prove(desk, w) : e;
}

enum err
job_check_pins(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	return desk_check_pins(desk, w->visit->card.identity, w->visit->checks, &w->visit->secrets, w->checked);
}

enum err
job_perform(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	struct case_file f;
	enum err e;

	if ((e = case_load(desk->store, w->number, &f)) != ERR_NONE)
		return e;
	/* A try before this one stopped in the middle: what it left is cleared up first. */
	if (f.state == CASE_CARD_WORK) {
		if ((e = desk_recover(desk, w->number, true, &w->recovery, &w->result)) != ERR_NONE)
			return e;
		if (w->recovery != RECOVERY_UNDONE)
			return w->recovery == RECOVERY_FINISHED ? ERR_NONE : ERR_CARD_NONE;
	}
	return jobs_refused_card(desk, w->number, desk_perform(desk, w->number, &w->visit->secrets, &w->result));
}

enum err
job_recover(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	return desk_recover(desk, w->number, w->with_card, &w->recovery, &w->result);
}

enum err
job_gone(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	enum err e = desk_declare_dead(desk, w->number, w->host);

	return e != ERR_NONE ? e : job_survey(desk, ctx);
}

enum err
job_readers(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	w->reader_count = pcsc_wire_readers(desk->wire, w->readers, PCSC_READERS_MAX);
	return ERR_NONE;
}

enum err
job_choose_reader(struct desk *desk, void *ctx)
{
	struct work *w = ctx;

	return pcsc_wire_choose(desk->wire, w->reader);
}

enum err
job_practice(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	enum err e = desk_allow(desk, ACT_PRACTISE, "");

	if (e == ERR_NONE && w->anew)
		e = practice_card_forget(w->folder, w->practice);
	return e != ERR_NONE ? e : practice_card_file(w->folder, w->practice, desk->profile, desk->issuer, desk->keys,
	    desk->clock.now(desk->clock.ctx), w->path, sizeof w->path);
}

/* Lists and figures that the screens have the worker bring. Runs on the worker's thread: nothing here draws. */
#include "audit/lookup.h"
#include "audit/verify.h"
#include "base/fold.h"
#include "tui/app/jobs-private.h"

#include <stdio.h>
#include <string.h>

#include "people/residents.h"

/* The next free line, or NULL. */
static struct case_line *
new_line(struct work *w, const char *number, const char *procedure, const char *visitor, const char *name,
    const char *claimed_by)
{
	struct case_line *l;

	if (w->line_count == VISIT_ROWS_MAX)
		return NULL;
	l = &w->lines[w->line_count++];
	memset(l, 0, sizeof *l);
	(void)snprintf(l->number, sizeof l->number, "%s", number);
	(void)snprintf(l->procedure, sizeof l->procedure, "%s", procedure);
	(void)snprintf(l->visitor, sizeof l->visitor, "%s", visitor);
	(void)snprintf(l->name, sizeof l->name, "%s", name);
	(void)snprintf(l->claimed_by, sizeof l->claimed_by, "%s", claimed_by);
	return l;
}

static bool
note_letter(void *ctx, const struct inquiry_row *row)
{
	struct case_line *l = new_line(ctx, row->inquiry.number, row->procedure, row->visitor, row->name,
	    row->claimed_by);

	if (l == NULL)
		return false;
	l->state = row->state;
	l->day = row->inquiry.until;
	return true;
}

static bool
note_kept(void *ctx, const struct kept *k)
{
	struct case_line *l = new_line(ctx, k->number, k->procedure, k->visitor, k->name, k->claimed_by);

	if (l == NULL)
		return false;
	l->state = k->state;
	l->day = k->since.date;
	return true;
}

enum err
job_list(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	struct date today = desk->clock.now(desk->clock.ctx).date;

	w->line_count = 0;
	if (w->list < (int)INQUIRY_LIST_COUNT)
		return inquiry_list(desk->store, (enum inquiry_list)w->list, today, VISIT_ROWS_MAX, note_letter, w);
	return kept_list(desk->store, (enum kept_list)(w->list - (int)INQUIRY_LIST_COUNT), VISIT_ROWS_MAX, note_kept,
	    w);
}

static bool
note_case(void *ctx, const struct case_file *f)
{
	char visitor[16];
	struct case_line *l;

	(void)case_fact(f->facts, FACT_VISITOR, visitor, sizeof visitor);
	l = new_line(ctx, f->number, f->procedure, visitor, f->person.name, f->claimed_by);
	if (l == NULL)
		return false;
	l->state = f->state;
	l->day = f->opened.date;
	l->born = f->person.born;
	return true;
}

enum err
job_search(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	const struct case_filter filter = { .state = w->state, .any_state = w->any_state,
	    .awaits_second = w->awaits_second, .text = w->text, .today = desk_actor(desk).at.date,
	    .limit = VISIT_ROWS_MAX };

	const struct lookup why = { .purpose = w->purpose };
	const struct actor a = desk_actor(desk);
	char whose[PERSON_NAME_MAX + 1];
	enum err e;

	w->line_count = 0;
	if (w->text[0] != '\0') {
		fold_name(w->text, FOLD_SOUND, whose, sizeof(whose));
		if ((e = audit_look(desk->store, &a, "cases-searched", &why, whose)) != ERR_NONE)
			return e;
	}
	return case_list(desk->store, &filter, note_case, w);
}

static bool
note_resident(void *ctx, const struct resident *r)
{
	struct work *w = ctx;

	w->residents[w->resident_count++] = r->person;
	return w->resident_count < VISIT_RESIDENTS_MAX;
}

enum err
job_residents(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	const struct lookup why = { .number = w->number, .purpose = w->purpose };
	const struct actor a = desk_actor(desk);

	w->resident_count = 0;
	return residents_find(desk->store, &a, &why, w->text, VISIT_RESIDENTS_MAX, note_resident, w);
}

enum err
job_twin(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	const struct lookup why = { .number = w->number, .purpose = w->purpose };
	const struct actor a = desk_actor(desk);

	return residents_twin(desk->store, &a, &why, &w->visit->person, &w->residents[w->resident_at], &w->twin,
	    &w->twins);
}

static bool
note_audit(void *ctx, const struct audit_line *l)
{
	struct audit_work *w = ctx;
	struct audit_shown *to = &w->lines[w->count++];

	*to = (struct audit_shown){ .line = (long)l->line, .at = l->at };
	(void)snprintf(to->clerk, sizeof to->clerk, "%s", l->clerk);
	(void)snprintf(to->event, sizeof to->event, "%s", l->event);
	(void)snprintf(to->subject, sizeof to->subject, "%s", l->subject);
	(void)snprintf(to->reason, sizeof to->reason, "%s", l->reason);
	return w->count < VISIT_ROWS_MAX;
}

enum err
job_audit(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	const struct actor a = desk_actor(desk);
	const bool number = case_number_check(w->text) == ERR_NONE;
	const struct audit_filter filter = { .number = number ? w->text : NULL,
	    .clerk = !number && w->text[0] != '\0' ? w->text : NULL, .limit = VISIT_ROWS_MAX };

	w->audit.count = 0;
	return audit_list(desk->store, &a, &filter, note_audit, &w->audit);
}

static bool
note_look(void *ctx, const struct lookup_row *r)
{
	struct work *w = ctx;
	struct lookup_shown *to = &w->audit.looks[w->audit.look_count];

	if (w->text[0] != '\0' && strcmp(w->text, r->clerk) != 0)
		return true;
	*to = (struct lookup_shown){ .oddity = r->oddity, .times = (long)r->times };
	(void)snprintf(to->day, sizeof to->day, "%s", r->day);
	(void)snprintf(to->clerk, sizeof to->clerk, "%s", r->clerk);
	(void)snprintf(to->person, sizeof to->person, "%.8s", r->person);
	return ++w->audit.look_count < VISIT_ROWS_MAX;
}

enum err
job_lookups(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	const struct actor a = desk_actor(desk);

	w->audit.look_count = 0;
	return lookup_list(desk->store, &a, LOOKUP_OFTEN, (struct date){ 0, 0, 0 }, note_look, w);
}

static void
note_found(void *ctx, const struct audit_finding *f)
{
	struct audit_work *w = ctx;

	if (w->found == AUDIT_NOTES && f->found < AUDIT_NOTES)
		w->found = f->found;
}

enum err
job_audit_verify(struct desk *desk, void *ctx)
{
	struct audit_work *w = &((struct work *)ctx)->audit;
	const struct actor a = desk_actor(desk);
	struct audit_trust trust = { .anchors = NULL };
	enum err e;

	w->found = AUDIT_NOTES;
	if ((e = audit_allow(desk->store, &a, ACT_AUDIT, "")) != ERR_NONE)
		return e;
	trust.anchors = w->anchors[0] != '\0' ? fopen(w->anchors, "re") : NULL;
	w->anchored = trust.anchors != NULL;
	e = audit_prove(desk->store, &trust, note_found, w, &w->proof);
	if (trust.anchors != NULL)
		(void)fclose(trust.anchors);
	return e;
}

static bool
note_reason(void *ctx, const struct tally_reason *r)
{
	struct tally_work *t = ctx;

	t->reasons[t->reason_count++] = *r;
	return t->reason_count < TALLY_SHOWN;
}

static enum err
tally_apart(struct desk *desk, struct tally_work *t)
{
	struct breakdown b = { 0 };
	enum err e = breakdown_days(desk->store, t->from, t->to, (enum breakdown_by)t->by, &b);

	for (; e == ERR_NONE && t->part_count < b.count && t->part_count < TALLY_PARTS; t->part_count++) {
		const struct breakdown_part *from = &b.parts[t->part_count];
		struct tally_part *to = &t->parts[t->part_count];

		breakdown_words((enum breakdown_by)t->by, from->key, to->label, sizeof to->label);
		to->opened = from->tally.opened;
		to->done = tally_times(&from->tally, EVENT_CARD_WORK_DONE);
	}
	breakdown_free(&b);
	return e;
}

enum err
job_tally(struct desk *desk, void *ctx)
{
	struct tally_work *t = &((struct work *)ctx)->tally;
	const struct date today = desk->clock.now(desk->clock.ctx).date;
	enum err e;

	t->reason_count = t->part_count = 0;
	if (t->by < (int)BREAKDOWN_COUNT)
		return tally_apart(desk, t);
	if ((e = tally_days(desk->store, t->from, t->to, &t->figures)) != ERR_NONE ||
	    (e = waiting_days(desk->store, t->from, t->to, today, &t->waiting)) != ERR_NONE)
		return e;
	return tally_reasons(desk->store, t->from, t->to, note_reason, t);
}

enum err
job_figures(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	struct date today = desk->clock.now(desk->clock.ctx).date;
	enum err e;

	if ((e = inquiry_counts(desk->store, today, w->figures.counts)) != ERR_NONE ||
	    (e = kept_counts(desk->store, w->figures.counts + INQUIRY_LIST_COUNT)) != ERR_NONE ||
	    (e = tally_days(desk->store, today, today, &w->figures.today)) != ERR_NONE)
		return e;
	if ((e = jobs_day_figures(desk, &w->figures.day)) != ERR_NONE)
		return e;
	return (e = job_handed(desk, ctx)) != ERR_NONE ? e : job_survey(desk, ctx);
}

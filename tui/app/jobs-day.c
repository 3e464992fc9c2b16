/* The day around the visits: bookings, numbers, what lies here. Runs on the worker's thread: nothing here draws. */
#include "tui/app/jobs-private.h"

#include <stdio.h>
#include <string.h>

#include "forms/sheet.h"
/* --- lists ------------------------------------------------------------------------------------- */

static struct day_line *
new_line(struct day_work *w)
{
	struct day_line *l;

	if (w->count == VISIT_ROWS_MAX) {
		w->left++;
		return NULL;
	}
	l = &w->lines[w->count++];
	memset(l, 0, sizeof *l);
	return l;
}

static void
fill_booking(struct day_line *l, const struct booking *b)
{
	l->booking = b->id;
	l->state = l->marked = b->state;
	(void)snprintf(l->name, sizeof l->name, "%s", b->person.name);
	(void)snprintf(l->procedure, sizeof l->procedure, "%s", b->procedure);
	(void)snprintf(l->visitor, sizeof l->visitor, "%s", b->visitor);
}

static bool
note_booking(void *ctx, const struct booking *b)
{
	struct day_line *l = new_line(ctx);

	if (l == NULL)
		return true;
	fill_booking(l, b);
	l->at = b->at;
	l->ticket = b->ticket;
	(void)snprintf(l->counter, sizeof l->counter, "%s", b->counter);
	(void)snprintf(l->number, sizeof l->number, "%s", b->number);
	return true;
}

static bool
note_ticket(void *ctx, const struct ticket *t)
{
	struct day_line *l = new_line(ctx);

	if (l == NULL)
		return true;
	l->booking = t->booking;
	l->ticket = t->ticket;
	l->at = t->drawn;
	l->called = t->called;
	l->away = date_given(t->away.date);
	(void)snprintf(l->by, sizeof l->by, "%s", t->called_by);
	(void)snprintf(l->number, sizeof l->number, "%s", t->number);
	return true;
}

static enum err
list_numbers(struct desk *desk, struct day_work *w, const struct actor *a)
{
	enum err e = ticket_list(desk->store, a->at.date, a->counter, note_ticket, w);
	struct booking b;
	size_t i;

	for (i = 0; i < w->count && e == ERR_NONE; i++) {
		if (w->lines[i].booking > 0 &&
		    (e = booking_load(desk->store, w->lines[i].booking, a->at.date, &b)) == ERR_NONE)
			fill_booking(&w->lines[i], &b);
	}
	return e;
}

enum err
job_day(struct desk *desk, void *ctx)
{
	struct day_work *w = &((struct work *)ctx)->day;
	const struct actor a = desk_actor(desk);
	enum err e;

	w->count = 0;
	w->left = 0;
	if ((e = booking_counts(desk->store, w->day, w->day, a.at.date, w->counts)) != ERR_NONE ||
	    (e = ticket_queue(desk->store, &a, &w->queue)) != ERR_NONE)
		return e;
	return w->numbers ? list_numbers(desk, w, &a) :
	    booking_list(desk->store, w->day, w->day, a.at.date, note_booking, w);
}

/* --- who comes --------------------------------------------------------------------------------- */

static void
take_booking(struct arrival *to, const struct booking *b)
{
	to->booking = b->id;
	to->at = b->at;
	to->person = b->person;
	(void)snprintf(to->procedure, sizeof to->procedure, "%s", b->procedure);
	(void)snprintf(to->visitor, sizeof to->visitor, "%s", b->visitor);
}

enum err
job_arrive(struct desk *desk, void *ctx)
{
	struct day_work *w = &((struct work *)ctx)->day;
	const struct actor a = desk_actor(desk);
	struct booking b;
	enum err e;

	w->arrival = (struct arrival){ .ticket = 0 };
	if ((e = booking_load(desk->store, w->booking, a.at.date, &b)) != ERR_NONE)
		return e;
	if (b.number[0] != '\0' || b.state == BOOKING_CANCELLED)
		return ERR_BOOKING_DONE;
	take_booking(&w->arrival, &b);
	/* Whoever goes on record as here was called now; the case says the rest. */
	return b.state == BOOKING_CAME ? ERR_NONE : booking_mark(desk->store, &a, b.id, BOOKING_CAME);
}

enum err
job_call(struct desk *desk, void *ctx)
{
	struct day_work *w = &((struct work *)ctx)->day;
	const struct actor a = desk_actor(desk);
	struct booking b;
	struct ticket t;
	enum err e;

	w->arrival = (struct arrival){ .ticket = 0 };
	if ((e = ticket_call(desk->store, &a, w->ticket, &t)) != ERR_NONE)
		return e;
	if (t.booking > 0) {
		if ((e = booking_load(desk->store, t.booking, a.at.date, &b)) != ERR_NONE)
			return e;
		take_booking(&w->arrival, &b);
	}
	w->arrival.ticket = t.ticket;
	return ERR_NONE;
}

/* The number is drawn whatever becomes of its slip. */
enum err
job_draw(struct desk *desk, void *ctx)
{
	struct work *w = ctx;
	const struct actor a = desk_actor(desk);
	struct printing printing = jobs_printing(desk, w, &a);
	struct print_faults faults;
	enum err e = ticket_draw(desk->store, &a, w->day.booking, &w->day.drawn);

	if (e != ERR_NONE)
		return e;
	w->day.printed = ERR_SPOOL_NONE;
	if (w->print.printer.printer != NULL && w->print.printer.printer[0] != '\0') {
		printing.printer = &w->print.printer;
		w->day.printed = print_sheet(desk->store, SHEET_TICKET, a.at.date, w->day.drawn.ticket, &printing, NULL,
		    &faults);
	}
	return ERR_NONE;
}

enum err
job_mark(struct desk *desk, void *ctx)
{
	const struct day_work *w = &((struct work *)ctx)->day;
	const struct actor a = desk_actor(desk);

	return w->ticket > 0 ? ticket_away(desk->store, &a, w->ticket) :
	    booking_mark(desk->store, &a, w->booking, w->mark);
}

/* --- what lies here ---------------------------------------------------------------------------- */

static bool
count_item(void *ctx, const struct ledger_item *item)
{
	(void)item;
	++*(int *)ctx;
	return true;
}

static enum err
count_kinds(struct desk *desk, struct date today, int counts[LEDGER_COUNT])
{
	enum err e = ERR_NONE;
	unsigned k;

	memset(counts, 0, LEDGER_COUNT * sizeof *counts);
	for (k = 0; k < LEDGER_COUNT && e == ERR_NONE; k++)
		e = ledger_list(desk->store, (enum ledger_kind)k, today, count_item, &counts[k]);
	return e;
}

static bool
note_item(void *ctx, const struct ledger_item *item)
{
	struct ledger_work *w = ctx;
	struct ledger_line *l;

	if (w->count == VISIT_ROWS_MAX)
		return false;
	l = &w->lines[w->count++];
	*l = (struct ledger_line){ .since = item->since, .state = item->state };
	memcpy(l->number, item->number, sizeof l->number);
	memcpy(l->name, item->name, sizeof l->name);
	memcpy(l->procedure, item->procedure, sizeof l->procedure);
	memcpy(l->place, item->place, sizeof l->place);
	memcpy(l->clerk, item->clerk, sizeof l->clerk);
	return true;
}

enum err
job_ledger(struct desk *desk, void *ctx)
{
	struct ledger_work *w = &((struct work *)ctx)->ledger;
	const struct date today = desk_actor(desk).at.date;
	enum err e;

	w->count = 0;
	w->last = (struct ledger_counted){ .clerk = "" };
	if ((e = count_kinds(desk, today, w->counts)) != ERR_NONE ||
	    (e = ledger_list(desk->store, w->kind, today, note_item, w)) != ERR_NONE)
		return e;
	return w->kind < LEDGER_COUNTED ? ledger_last(desk->store, w->kind, &w->last) : ERR_NONE;
}

/* Whatever it tells, the list is that behind the count, with what only was found. */
static enum err
tell_count(struct desk *desk, void *ctx, const struct ledger_result *r, enum err told)
{
	struct ledger_work *w = &((struct work *)ctx)->ledger;
	enum err e = job_ledger(desk, ctx);
	size_t i;

	w->missing = r->missing.count;
	w->surplus = r->surplus.count;
	w->second = r->second;
	memcpy(w->first, r->first, sizeof w->first);
	for (i = 0; i < r->surplus.count && w->count < VISIT_ROWS_MAX; i++) {
		struct ledger_line *l = &w->lines[w->count++];

		*l = (struct ledger_line){ .surplus = true };
		memcpy(l->number, r->surplus.list[i], sizeof l->number);
	}
	return e != ERR_NONE ? e : told;
}

enum err
job_ledger_count(struct desk *desk, void *ctx)
{
	struct ledger_work *w = &((struct work *)ctx)->ledger;
	const struct actor a = desk_actor(desk);
	struct ledger_numbers found = { 0 };
	struct ledger_result r = { .second = false };
	enum err e = ERR_NONE;
	size_t i;

	for (i = 0; i < w->found_count && e == ERR_NONE; i++)
		e = ledger_add(&found, w->found[i]);
	if (e == ERR_NONE && ((e = ledger_count(desk->store, &a, w->kind, &found, &r)) == ERR_NONE ||
	    e == ERR_LEDGER_DIFFERS))
		e = tell_count(desk, ctx, &r, e);
	ledger_result_free(&r);
	ledger_free(&found);
	return e;
}

/* --- what home shows --------------------------------------------------------------------------- */

/* The first that is to come, one that is late before it. */
static bool
note_next(void *ctx, const struct booking *b)
{
	struct day_figures *f = ctx;

	if (b->state != BOOKING_OPEN)
		return true;
	f->next = b->at;
	(void)snprintf(f->name, sizeof f->name, "%s", b->person.name);
	return false;
}

enum err
jobs_day_figures(struct desk *desk, struct day_figures *f)
{
	const struct actor a = desk_actor(desk);
	enum err e;

	*f = (struct day_figures){ .name = "" };
	if ((e = booking_counts(desk->store, a.at.date, a.at.date, a.at.date, f->bookings)) != ERR_NONE ||
	    (e = ticket_queue(desk->store, &a, &f->queue)) != ERR_NONE ||
	    (e = f->bookings[BOOKING_OPEN] == 0 ? ERR_NONE :
	    booking_list(desk->store, a.at.date, a.at.date, a.at.date, note_next, f)) != ERR_NONE)
		return e;
	return count_kinds(desk, a.at.date, f->ledger);
}

/* madoguchictl report day, week, month, year: what was done, in figures, as a whole or apart. */
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv-write.h"
#include "case/breakdown.h"
#include "cli/tally-out.h"

/* Besides breakdowns. */
enum { THE_WHOLE = BREAKDOWN_COUNT, BY_REASON, BY_WAITING, WANTED_COUNT };

static const char *const others[] = { [BY_REASON - BREAKDOWN_COUNT] = "reason",
    [BY_WAITING - BREAKDOWN_COUNT] = "waiting" };

/* What was asked for. */
struct wanted { struct date from, to; int by; bool csv; };

static bool
json_reason(void *ctx, const struct tally_reason *r)
{
	struct buf *b = ctx;

	json_object(b, NULL);
	json_string(b, "state", flow_state_code(r->state));
	json_string(b, "code", r->code);
	json_number(b, "count", r->count);
	json_object_end(b);
	return true;
}

static bool
text_reason(void *ctx, const struct tally_reason *r)
{
	struct call *c = ctx;

	buf_printf(&c->out, "  %s\t%s\t%d", flow_state_name(r->state, lang_now()), r->code, r->count);
	call_line(c);
	return true;
}

static void
begin_json(struct call *c, const struct wanted *w)
{
	json_object(&c->out, NULL);
	json_date(&c->out, "from", w->from);
	json_date(&c->out, "to", w->to);
}

static void
text_waiting(struct call *c, const struct waiting *w)
{
	unsigned i;

	for (i = 0; i < BOOKING_STATE_COUNT; i++) {
		if (w->bookings[i] == 0)
			continue;
		buf_printf(&c->out, "%s: %s\t%d", tr("予約"), booking_state_name((enum booking_state)i, lang_now()),
		    w->bookings[i]);
		call_line(c);
	}
	if (w->drawn > 0) {
		buf_printf(&c->out, tr("番号札\t%d\t呼んだ %d\t不在 %d"), w->drawn, w->called, w->away);
		call_line(c);
	}
	for (i = 0; i < WAITING_STEP_COUNT; i++) {
		const struct waiting_time *t = &w->steps[i];

		if (t->count == 0)
			continue;
		buf_printf(&c->out, tr("%s\t%d件\t平均 %.0f分\t中央 %d分\t最長 %d分"),
		    waiting_name((enum waiting_step)i, lang_now()), t->count, t->average, t->median, t->longest);
		call_line(c);
	}
}

static enum err
whole(struct call *c, const struct wanted *w)
{
	struct store *s = c->context->desk.store;
	struct waiting waiting;
	struct tally t;
	enum err e = tally_days(s, w->from, w->to, &t);
	size_t i;

	if (e != ERR_NONE || (e = waiting_days(s, w->from, w->to, call_actor(c).at.date, &waiting)) != ERR_NONE)
		return e;
	if (c->json) {
		begin_json(c, w);
		tally_json(&c->out, &t);
		json_array(&c->out, "reasons");
		e = tally_reasons(s, w->from, w->to, json_reason, &c->out);
		json_array_end(&c->out);
		tally_waiting_json(&c->out, &waiting);
		json_object_end(&c->out);
		call_line(c);
		return e;
	}
	for (i = 0; i < tally_columns(); i++) {
		buf_printf(&c->out, "%s\t%ld", tally_column_name(i), tally_column(&t, i));
		call_line(c);
	}
	text_waiting(c, &waiting);
	return tally_reasons(s, w->from, w->to, text_reason, c);
}

/* --- apart --------------------------------------------------------------------------------- */

static void
part_json(struct call *c, const struct wanted *w, const struct breakdown_part *p)
{
	begin_json(c, w);
	json_string(&c->out, "by", breakdown_code((enum breakdown_by)w->by));
	json_string(&c->out, "key", p->key);
	tally_json(&c->out, &p->tally);
	json_object_end(&c->out);
	call_line(c);
}

/* The line above the figures, or the figures of one part; NULL: the line above. */
static void
part_csv(struct call *c, const char *key, const struct tally *t)
{
	size_t i;

	csv_put(&c->out, key, true);
	for (i = 0; i < tally_columns(); i++) {
		if (t == NULL)
			csv_put(&c->out, tally_column_name(i), false);
		else
			csv_put_number(&c->out, tally_column(t, i), false);
	}
	call_csv_line(c);
}

static void
part_text(struct call *c, const char *key, const struct tally *t)
{
	size_t i;

	buf_puts(&c->out, key);
	for (i = 0; i < tally_columns(); i++) {
		if (!tally_column_chief(i))
			continue;
		if (t == NULL)
			buf_printf(&c->out, "\t%s", tally_column_name(i));
		else
			buf_printf(&c->out, "\t%ld", tally_column(t, i));
	}
	call_line(c);
}

static enum err
apart(struct call *c, const struct wanted *w)
{
	void (*put)(struct call *, const char *, const struct tally *) = w->csv ? part_csv : part_text;
	struct breakdown b = { 0 };
	char words[BREAKDOWN_KEY_MAX + 64];
	const enum breakdown_by by = (enum breakdown_by)w->by;
	enum err e = breakdown_days(c->context->desk.store, w->from, w->to, by, &b);
	size_t i;

	if (e == ERR_NONE && !c->json)
		put(c, tr(breakdown_name(by)), NULL);
	for (i = 0; i < b.count && e == ERR_NONE; i++) {
		if (c->json) {
			part_json(c, w, &b.parts[i]);
			continue;
		}
		breakdown_words(by, b.parts[i].key, words, sizeof(words));
		put(c, words, &b.parts[i].tally);
	}
	breakdown_free(&b);
	return e;
}

/* --- why, and how long ----------------------------------------------------------------------- */

struct telling { struct call *c; const struct wanted *w; };

/* A line of what isn't cases received and done: a name, then figures. */
static void
tell_line(struct call *c, bool csv, const char *name, const long *figures, size_t n)
{
	size_t i;

	if (csv)
		csv_put(&c->out, name, true);
	else
		buf_puts(&c->out, name);
	for (i = 0; i < n; i++) {
		if (csv)
			csv_put_number(&c->out, figures[i], false);
		else
			buf_printf(&c->out, "\t%ld", figures[i]);
	}
	if (csv)
		call_csv_line(c);
	else
		call_line(c);
}

static bool
tell_reason(void *ctx, const struct tally_reason *r)
{
	const struct telling *t = ctx;
	char name[128];

	if (t->c->json) {
		begin_json(t->c, t->w);
		json_string(&t->c->out, "by", "reason");
		json_string(&t->c->out, "key", r->code);
		json_string(&t->c->out, "state", flow_state_code(r->state));
		json_number(&t->c->out, "count", r->count);
		json_object_end(&t->c->out);
		call_line(t->c);
		return true;
	}
	(void)snprintf(name, sizeof(name), "%s: %s", flow_state_name(r->state, lang_now()), r->code);
	tell_line(t->c, t->w->csv, name, (const long[]){ r->count }, 1);
	return true;
}

static enum err
reasons(struct call *c, const struct wanted *w)
{
	struct telling t = { c, w };

	if (w->csv) {
		csv_put(&c->out, tr("お返しした理由"), true);
		csv_put(&c->out, tr("件数"), false);
		call_csv_line(c);
	}
	return tally_reasons(c->context->desk.store, w->from, w->to, tell_reason, &t);
}

static enum err
waits(struct call *c, const struct wanted *w)
{
	static const char *const heads[] = { "かかった時間", "件数", "平均(分)", "中央(分)", "最長(分)" };
	struct waiting waiting;
	enum err e = waiting_days(c->context->desk.store, w->from, w->to, call_actor(c).at.date, &waiting);
	unsigned i;

	for (i = 0; i < sizeof(heads) / sizeof(*heads) && w->csv && e == ERR_NONE; i++)
		csv_put(&c->out, tr(heads[i]), i == 0);
	if (w->csv && e == ERR_NONE)
		call_csv_line(c);
	for (i = 0; i < WAITING_STEP_COUNT && e == ERR_NONE; i++) {
		const struct waiting_time *t = &waiting.steps[i];

		if (t->count > 0 && !c->json)
			tell_line(c, w->csv, waiting_name((enum waiting_step)i, lang_now()),
			    (const long[]){ t->count, (long)(t->average + 0.5), t->median, t->longest }, 4);
	}
	if (c->json && e == ERR_NONE) {
		begin_json(c, w);
		json_string(&c->out, "by", "waiting");
		tally_waiting_json(&c->out, &waiting);
		json_object_end(&c->out);
		call_line(c);
	}
	return e;
}

/* --- the commands ---------------------------------------------------------------------------- */

/* A day; for a month 2026-11 too, for a year 2026, which begins on April 1st of it. */
static enum err
read_span(struct call *c, enum tally_span span, struct wanted *w)
{
	static const char *const first[TALLY_SPAN_COUNT] = { [TALLY_MONTH] = "-01", [TALLY_YEAR] = "-04-01" };
	static const size_t length[TALLY_SPAN_COUNT] = { [TALLY_MONTH] = 7, [TALLY_YEAR] = 4 };
	struct date day = call_actor(c).at.date;
	char text[64];
	enum err e;

	if ((e = call_words(c, 0, 1)) != ERR_NONE)
		return e;
	if (c->argc > 0) {
		const bool part = first[span] != NULL && strlen(c->argv[0]) == length[span];

		(void)snprintf(text, sizeof(text), "%s%s", c->argv[0], part ? first[span] : "");
		if ((e = date_parse(text, &day)) != ERR_NONE)
			return call_fail(c, first[span] != NULL ? ERR_MONTH : e, "%s", c->argv[0]);
	}
	tally_span_of(span, day, &w->from, &w->to);
	return ERR_NONE;
}

static enum err
read_by(struct call *c, struct wanted *w)
{
	char list[256];
	const char *by;
	size_t n = 0;
	unsigned k;
	enum err e = call_value(c, "--by", &by);

	w->by = THE_WHOLE;
	if (e != ERR_NONE || by == NULL || (w->by = (int)breakdown_by_code(by)) != THE_WHOLE)
		return e;
	for (k = BY_REASON; k < WANTED_COUNT; k++) {
		if (strcmp(others[k - BREAKDOWN_COUNT], by) == 0) {
			w->by = (int)k;
			return ERR_NONE;
		}
	}
	for (k = 0; k < WANTED_COUNT; k++) {
		if (k != THE_WHOLE)
			n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s", k > 0 ? ", " : "",
			    k < BREAKDOWN_COUNT ? breakdown_code((enum breakdown_by)k) : others[k - BREAKDOWN_COUNT]);
	}
	return call_fail(c, ERR_USAGE, "--by: %s", list);
}

static enum err
report(struct call *c, enum tally_span span)
{
	struct wanted w = { .csv = call_flag(c, "--csv") };
	enum err e;

	if ((e = read_by(c, &w)) != ERR_NONE || (e = read_span(c, span, &w)) != ERR_NONE)
		return e;
	if (w.csv && c->json)
		return call_fail(c, ERR_USAGE, "--csv --json");
	if (w.csv && w.by == THE_WHOLE)
		w.by = BY_DAY;		/* a record for each day: what a spreadsheet makes the rest of */
	if ((e = desk_allow(&c->context->desk, ACT_REPORT, "")) != ERR_NONE)
		return e;
	if (w.csv)
		call_csv_begin(c);
	if (w.by == BY_REASON)
		return reasons(c, &w);
	return w.by == BY_WAITING ? waits(c, &w) : w.by == THE_WHOLE ? whole(c, &w) : apart(c, &w);
}

#define USAGE "[--by KEY] [--csv | --json] "

static enum err
report_day_run(struct call *c)
{
	return report(c, TALLY_DAY);
}

const struct command report_day_command = {
	.name = "report day",
	.usage = USAGE "[DATE]",
	.text = "一日の件数と手数料(日付がなければ今日)",
	.parts = DESK_STORE,
	.run = report_day_run,
};

static enum err
report_week_run(struct call *c)
{
	return report(c, TALLY_WEEK);
}

const struct command report_week_command = {
	.name = "report week",
	.usage = USAGE "[DATE]",
	.text = "その日を含む月曜から日曜までの件数と手数料",
	.parts = DESK_STORE,
	.run = report_week_run,
};

static enum err
report_month_run(struct call *c)
{
	return report(c, TALLY_MONTH);
}

const struct command report_month_command = {
	.name = "report month",
	.usage = USAGE "[YYYY-MM]",
	.text = "ひと月の件数と手数料",
	.parts = DESK_STORE,
	.run = report_month_run,
};

static enum err
report_year_run(struct call *c)
{
	return report(c, TALLY_YEAR);
}

const struct command report_year_command = {
	.name = "report year",
	.usage = USAGE "[YYYY]",
	.text = "会計年度(4月から)の件数と手数料",
	.parts = DESK_STORE,
	.run = report_year_run,
};

/* madoguchictl bookings: the booking system's list taken in, looked at, marked. */
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv-write.h"
#include "case/booking.h"
#include "cli/list-in.h"
#include "people/columns.h"

static void
say_imported(struct call *c, const struct booking_sums *s, bool keeps)
{
	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, "added", s->added);
		json_number(&c->out, "changed", s->changed);
		json_number(&c->out, "same", s->same);
		json_number(&c->out, "left-out", s->other);
		if (keeps)
			json_number(&c->out, "not-read", s->rest);
		json_object_end(&c->out);
	} else {
		buf_printf(&c->out, tr("予約: 新しく %lld、変更 %lld、そのまま %lld、対象外 %lld"), (long long)s->added,
		    (long long)s->changed, (long long)s->same, (long long)s->other);
		if (keeps)
			buf_printf(&c->out, tr("、読み込まなかった行 %lld"), (long long)s->rest);
	}
	call_line(c);
}

static enum err
import_from(struct call *c, FILE *in, enum charset charset, struct columns_rest *rest)
{
	const struct setting *s = &c->context->setting;
	const struct booking_how how = { .charset = charset, .columns = s->booking_columns, .words = s->booking_words,
	    .as_written = s->as_written, .rest = rest->out != NULL ? rest : NULL };
	const struct actor actor = call_actor(c);
	static struct faults faults;
	struct booking_sums sums;
	enum err e;

	if (!booking_words_sound(how.words))
		return call_fail(c, ERR_CONFIG, "booking-words");
	e = booking_import(c->context->desk.store, &actor, in, c->argv[0], &how, &faults, &sums);
	call_faults(c, &faults);
	if (e == ERR_NONE && rest->out != NULL && fflush(rest->out) != 0)
		e = ERR_IO;
	if (e != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	say_imported(c, &sums, rest->out != NULL);
	return ERR_NONE;
}

static enum err
import_run(struct call *c)
{
	static struct columns_rest rest;
	const char *keep = NULL, *encoding = NULL;
	enum charset charset = CHARSET_GUESS;
	FILE *in = NULL;
	enum err e;

	if ((e = call_value(c, "--keep-good", &keep)) != ERR_NONE ||
	    (e = call_value(c, "--charset", &encoding)) != ERR_NONE || (e = call_words(c, 1, 1)) != ERR_NONE)
		return e;
	if (encoding != NULL && (charset = charset_by_name(encoding)) == CHARSET_COUNT)
		return call_fail(c, ERR_USAGE, "--charset");
	if ((e = list_in(c, &in)) == ERR_NONE && (keep == NULL || (e = list_rest(c, keep, &rest.out)) == ERR_NONE))
		e = import_from(c, in, charset, &rest);
	list_rest_close(rest.out, keep, e == ERR_NONE && rest.count > 0);
	if (in != NULL && in != stdin)
		(void)fclose(in);
	return e;
}

const struct command bookings_import_command = {
	.name = "bookings import",
	.usage = "[--keep-good REST.csv] [--charset NAME] [--json] FILE.csv",
	.text = "予約の一覧(CSV)を読み込む",
	.parts = DESK_STORE,
	.run = import_run,
};

/* --- looked at --------------------------------------------------------------------------------- */

struct showing { struct call *c; bool csv; };

static const char *const columns[] = { "予約の記録", "日時", "窓口", "手続", "来庁する方", "氏名", "生年月日", "状態",
    "番号札", "受付番号", "予約番号", NULL };
#define COLUMNS 11

static const char *
word_of(enum fact fact, const char *code)
{
	const int word = fact_word(fact, code);

	return word >= 0 ? tr(fact_info(fact)->ja_words[word]) : code;
}

static void
show_json(struct call *c, const struct booking *b)
{
	char born[16] = "";

	if (date_told(b->person.born))
		date_format_iso(b->person.born, born, sizeof(born));
	json_object(&c->out, NULL);
	json_number(&c->out, "id", b->id);
	json_moment(&c->out, "at", b->at);
	json_string(&c->out, "reference", b->reference[0] != '\0' ? b->reference : NULL);
	json_string(&c->out, "counter", b->counter[0] != '\0' ? b->counter : NULL);
	json_string(&c->out, "procedure", b->procedure[0] != '\0' ? b->procedure : NULL);
	json_string(&c->out, "visitor", b->visitor[0] != '\0' ? b->visitor : NULL);
	json_string(&c->out, "name", b->person.name);
	json_string(&c->out, "kana", b->person.kana[0] != '\0' ? b->person.kana : NULL);
	json_string(&c->out, "born", born[0] != '\0' ? born : NULL);
	json_string(&c->out, "state", booking_state_code(b->state));
	json_moment(&c->out, "came", b->came);
	if (b->ticket > 0)
		json_number(&c->out, "ticket", b->ticket);
	else
		json_null(&c->out, "ticket");
	json_string(&c->out, "number", b->number[0] != '\0' ? b->number : NULL);
	json_object_end(&c->out);
	call_line(c);
}

static bool
show_booking(void *ctx, const struct booking *b)
{
	const struct showing *s = ctx;
	char id[24], at[32], born[48] = "", ticket[16] = "";
	const char *fields[COLUMNS] = { id, at, b->counter, word_of(FACT_PROCEDURE, b->procedure),
	    word_of(FACT_VISITOR, b->visitor), b->person.name, born, booking_state_name(b->state, lang_now()), ticket,
	    b->number, b->reference };
	size_t i;

	if (s->c->json) {
		show_json(s->c, b);
		return true;
	}
	(void)snprintf(id, sizeof(id), "%lld", (long long)b->id);
	(void)snprintf(at, sizeof(at), "%04d-%02d-%02d %02d:%02d", b->at.date.year, b->at.date.month, b->at.date.day,
	    b->at.hour, b->at.minute);
	if (date_told(b->person.born))
		date_format_era(b->person.born, born, sizeof(born));
	if (b->ticket > 0)
		(void)snprintf(ticket, sizeof(ticket), "%d", b->ticket);
	for (i = 0; i < COLUMNS; i++) {
		if (s->csv)
			csv_put(&s->c->out, fields[i], i == 0);
		else
			buf_printf(&s->c->out, "%s%s", i > 0 ? "\t" : "", fields[i]);
	}
	if (s->csv)
		call_csv_line(s->c);
	else
		call_line(s->c);
	return true;
}

static enum err
list_run(struct call *c)
{
	struct showing s = { .c = c, .csv = call_flag(c, "--csv") };
	const struct date today = call_actor(c).at.date;
	struct date from = { 0 }, to = { 0 };
	enum err e;

	if ((e = call_day(c, "--from", &from)) != ERR_NONE || (e = call_day(c, "--to", &to)) != ERR_NONE ||
	    (e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	if (s.csv && c->json)
		return call_fail(c, ERR_USAGE, "--csv --json");
	if (!date_given(from))
		from = date_given(to) && date_compare(to, today) < 0 ? to : today;
	if (!date_given(to))
		to = from;
	if ((e = desk_allow(&c->context->desk, ACT_LOOK, "")) != ERR_NONE)
		return e;
	if (s.csv)
		call_csv_head(c, columns);
	return booking_list(c->context->desk.store, from, to, today, show_booking, &s);
}

const struct command bookings_list_command = {
	.name = "bookings list",
	.usage = "[--from DATE] [--to DATE] [--csv | --json]",
	.text = "予約の一覧(日付がなければ今日)",
	.parts = DESK_STORE,
	.run = list_run,
};

/* The booking that a word names, by its number here. */
static enum err
read_id(struct call *c, const char *word, int64_t *id)
{
	char *end;
	const long long n = strtoll(word, &end, 10);

	*id = n;
	return *word == '\0' || *end != '\0' || n <= 0 ? call_fail(c, ERR_BOOKING, "%s", word) : ERR_NONE;
}

static enum err
show_run(struct call *c)
{
	struct showing s = { .c = c };
	struct booking b;
	int64_t id;
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE || (e = read_id(c, c->argv[0], &id)) != ERR_NONE ||
	    (e = desk_allow(&c->context->desk, ACT_LOOK, "")) != ERR_NONE)
		return e;
	if ((e = booking_load(c->context->desk.store, id, call_actor(c).at.date, &b)) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	(void)show_booking(&s, &b);
	return ERR_NONE;
}

const struct command bookings_show_command = {
	.name = "bookings show",
	.usage = "[--json] ID",
	.text = "一つの予約",
	.parts = DESK_STORE,
	.run = show_run,
};

/* --- marked ------------------------------------------------------------------------------------ */

static enum err
mark(struct call *c, enum booking_state state)
{
	const struct actor actor = call_actor(c);
	struct showing s = { .c = c };
	struct booking b;
	int64_t id;
	enum err e;

	if ((e = read_id(c, c->argv[0], &id)) != ERR_NONE)
		return e;
	if ((e = booking_mark(c->context->desk.store, &actor, id, state)) != ERR_NONE ||
	    (e = booking_load(c->context->desk.store, id, actor.at.date, &b)) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	(void)show_booking(&s, &b);
	return ERR_NONE;
}

static enum err
mark_run(struct call *c)
{
	char list[128];
	size_t at = 0;
	unsigned k;
	enum err e = call_words(c, 2, 2);

	for (k = 0; k < BOOKING_STATE_COUNT && e == ERR_NONE; k++) {
		if (strcmp(c->argv[1], booking_state_code((enum booking_state)k)) == 0)
			return mark(c, (enum booking_state)k);
		at += (size_t)snprintf(list + at, sizeof(list) - at, "%s%s", k > 0 ? ", " : "",
		    booking_state_code((enum booking_state)k));
	}
	return e != ERR_NONE ? e : call_fail(c, ERR_USAGE, "%s: %s", c->argv[1], list);
}

const struct command bookings_mark_command = {
	.name = "bookings mark",
	.usage = "[--json] ID STATE",
	.text = "予約の方が来た(came)、来なかった(missed)、取消し(cancelled)、または予約に戻す(open)",
	.parts = DESK_STORE,
	.run = mark_run,
};

static enum err
cancel_run(struct call *c)
{
	enum err e = call_words(c, 1, 1);

	return e != ERR_NONE ? e : mark(c, BOOKING_CANCELLED);
}

const struct command bookings_cancel_command = {
	.name = "bookings cancel",
	.usage = "[--json] ID",
	.text = "予約を取り消す",
	.parts = DESK_STORE,
	.run = cancel_run,
};

static enum err
close_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct date day = actor.at.date;
	int64_t count;
	enum err e = call_words(c, 0, 1);

	if (e != ERR_NONE)
		return e;
	if (c->argc > 0 && (e = date_parse(c->argv[0], &day)) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	if (date_compare(day, actor.at.date) > 0)
		return call_fail(c, ERR_DATE, "%s", c->argv[0]);
	if ((e = booking_close(c->context->desk.store, &actor, day, &count)) != ERR_NONE)
		return e;
	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, "missed", count);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, tr("来なかった予約: %lld"), (long long)count);
	call_line(c);
	return ERR_NONE;
}

const struct command bookings_close_command = {
	.name = "bookings close",
	.usage = "[--json] [DATE]",
	.text = "その日までの残りの予約を、来なかったと記録する",
	.parts = DESK_STORE,
	.run = close_run,
};

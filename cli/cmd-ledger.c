/* madoguchictl ledger show, ledger count: what lies at the office, and whether it is all there. */
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv-write.h"
#include "case/ledger.h"

static const char *const columns[] = { "台帳", "受付番号", "いつから", "場所", "だれが", NULL };

struct showing { struct call *c; enum ledger_kind kind; bool csv; };

static bool
show_item(void *ctx, const struct ledger_item *item)
{
	const struct showing *s = ctx;
	struct buf *b = &s->c->out;
	char since[64];

	if (s->c->json) {
		json_object(b, NULL);
		json_string(b, "kind", ledger_code(s->kind));
		json_string(b, "number", item->number);
		json_string(b, "state", flow_state_code(item->state));
		json_moment(b, "since", item->since);
		json_string(b, "place", item->place[0] != '\0' ? item->place : NULL);
		json_string(b, "clerk", item->clerk[0] != '\0' ? item->clerk : NULL);
		json_object_end(b);
		call_line(s->c);
		return true;
	}
	date_format_era(item->since.date, since, sizeof(since));
	if (s->csv) {
		csv_put(b, ledger_name(s->kind, lang_now()), true);
		csv_put(b, item->number, false);
		csv_put(b, since, false);
		csv_put(b, item->place, false);
		csv_put(b, item->clerk, false);
		call_csv_line(s->c);
		return true;
	}
	buf_printf(b, "%s\t%s\t%s\t%s\t%s", ledger_name(s->kind, lang_now()), item->number, since, item->place,
	    item->clerk);
	call_line(s->c);
	return true;
}

/* Who counted last, and whether all of it was there. */
static void
show_count(struct call *c, enum ledger_kind kind, const struct ledger_counted *last)
{
	struct buf *b = &c->out;
	char at[64];

	if (c->json) {
		json_object(b, NULL);
		json_string(b, "kind", ledger_code(kind));
		json_moment(b, "counted", last->at);
		json_string(b, "by", last->clerk);
		json_string(b, "seconded-by", last->second[0] != '\0' ? last->second : NULL);
		json_number(b, "found", (int64_t)last->found);
		json_number(b, "missing", (int64_t)last->missing);
		json_number(b, "surplus", (int64_t)last->surplus);
		json_object_end(b);
		call_line(c);
		return;
	}
	date_format_era(last->at.date, at, sizeof(at));
	buf_printf(b, tr("%s\t最後に数えた: %s %02d:%02d %s%s%s、あったもの %zu、ないもの %zu、台帳にないもの %zu"),
	    ledger_name(kind, lang_now()), at, last->at.hour, last->at.minute, last->clerk,
	    last->second[0] != '\0' ? "+" : "", last->second, last->found, last->missing, last->surplus);
	call_line(c);
}

static enum err
show_kind(struct showing *s, enum ledger_kind kind)
{
	struct store *store = s->c->context->desk.store;
	struct ledger_counted last;
	enum err e;

	s->kind = kind;
	if ((e = ledger_list(store, kind, call_actor(s->c).at.date, show_item, s)) != ERR_NONE || s->csv ||
	    kind >= LEDGER_COUNTED || (e = ledger_last(store, kind, &last)) != ERR_NONE)
		return e;
	if (date_given(last.at.date))
		show_count(s->c, kind, &last);
	return ERR_NONE;
}

/* The kind that the first word names; with the list of those there are where it is none of the first n. */
static enum err
read_kind(struct call *c, unsigned n, enum ledger_kind *kind)
{
	char list[128];
	size_t at = 0;
	unsigned k;

	*kind = ledger_by_code(c->argv[0]);
	if ((unsigned)*kind < n)
		return ERR_NONE;
	for (k = 0; k < n; k++)
		at += (size_t)snprintf(list + at, sizeof(list) - at, "%s%s", k > 0 ? ", " : "",
		    ledger_code((enum ledger_kind)k));
	return call_fail(c, ERR_USAGE, "%s: %s", c->argv[0], list);
}

static enum err
ledger_show_run(struct call *c)
{
	struct showing s = { .c = c, .csv = call_flag(c, "--csv") };
	enum ledger_kind kind = LEDGER_COUNT;
	unsigned k;
	enum err e;

	if ((e = call_words(c, 0, 1)) != ERR_NONE ||
	    (c->argc > 0 && (e = read_kind(c, LEDGER_COUNT, &kind)) != ERR_NONE))
		return e;
	if (s.csv && c->json)
		return call_fail(c, ERR_USAGE, "--csv --json");
	if ((e = desk_allow(&c->context->desk, ACT_REPORT, "")) != ERR_NONE)
		return e;
	if (s.csv)
		call_csv_head(c, columns);
	if (kind != LEDGER_COUNT)
		return show_kind(&s, kind);
	for (k = 0; k < LEDGER_COUNT && e == ERR_NONE; k++)
		e = show_kind(&s, (enum ledger_kind)k);
	return e;
}

const struct command ledger_show_command = {
	.name = "ledger show",
	.usage = "[--csv | --json] [KIND]",
	.text = "手元にあるものの台帳: 預かったカード、暗証番号の用紙、発送前と返戻の照会書、終わっていない受付",
	.parts = DESK_STORE,
	.run = ledger_show_run,
};

/* --- counting -------------------------------------------------------------------------------- */

/* A number a line, or several with blanks between them, as a reader of QR codes types them. */
static enum err
read_lines(struct call *c, struct ledger_numbers *found)
{
	char line[4096];
	const char *word;
	char *rest;
	enum err e;

	while (fgets(line, sizeof(line), stdin) != NULL) {
		if (strchr(line, '\n') == NULL && !feof(stdin))
			return call_fail(c, ERR_TOO_LONG, "-");
		for (rest = line; (word = strsep(&rest, " \t\r\n")) != NULL;)
			if (*word != '\0' && (e = ledger_add(found, word)) != ERR_NONE)
				return call_fail(c, e, "%.20s", word);
	}
	return ferror(stdin) ? ERR_IO : ERR_NONE;
}

static enum err
read_numbers(struct call *c, struct ledger_numbers *found)
{
	enum err e;
	int i;

	if (c->argc == 2 && strcmp(c->argv[1], "-") == 0)
		return read_lines(c, found);
	for (i = 1; i < c->argc; i++)
		if ((e = ledger_add(found, c->argv[i])) != ERR_NONE)
			return call_fail(c, e, "%s", c->argv[i]);
	return ERR_NONE;
}

static void
tell_numbers(struct call *c, const char *name, const char *ja, const struct ledger_numbers *n)
{
	size_t i;

	if (c->json)
		json_array(&c->out, name);
	for (i = 0; i < n->count; i++) {
		if (c->json) {
			json_string(&c->out, NULL, n->list[i]);
			continue;
		}
		buf_printf(&c->out, "%s\t%s", tr(ja), n->list[i]);
		call_line(c);
	}
	if (c->json)
		json_array_end(&c->out);
}

static void
tell(struct call *c, enum ledger_kind kind, size_t found, const struct ledger_result *r)
{
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "kind", ledger_code(kind));
		json_number(&c->out, "found", (int64_t)found);
		json_string(&c->out, "seconds", r->second ? r->first : NULL);
	}
	tell_numbers(c, "missing", "ないもの", &r->missing);
	tell_numbers(c, "surplus", "台帳にないもの", &r->surplus);
	if (c->json)
		json_object_end(&c->out);
	else if (r->second)
		buf_printf(&c->out, tr("%zu 件。%s の数えた結果と同じです。2人で確かめました"), found, r->first);
	else
		buf_printf(&c->out, tr("%zu 件。もう一人が同じように数えると、2人で確かめたことになります"), found);
	call_line(c);
}

static enum err
ledger_count_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct ledger_numbers found = { 0 };
	struct ledger_result r = { .second = false };
	enum ledger_kind kind;
	enum err e;

	if ((e = call_words(c, 1, LEDGER_MAX)) != ERR_NONE || (e = read_kind(c, LEDGER_COUNTED, &kind)) != ERR_NONE)
		return e;
	if ((e = read_numbers(c, &found)) == ERR_NONE) {
		e = ledger_count(c->context->desk.store, &actor, kind, &found, &r);
		if (e == ERR_NONE || e == ERR_LEDGER_DIFFERS)
			tell(c, kind, found.count, &r);
	}
	ledger_result_free(&r);
	ledger_free(&found);
	return e;
}

const struct command ledger_count_command = {
	.name = "ledger count",
	.usage = "[--json] KIND [NUMBER... | -]",
	.text = "手元にあるものを数え、台帳と突き合わせて記録する(2人で)",
	.parts = DESK_STORE,
	.run = ledger_count_run,
};

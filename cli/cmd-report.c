/* madoguchictl report morning, posting, kept: what waits for somebody today. */
#include "cli/cmd.h"

#include <stdio.h>

#include "base/csv-write.h"
#include "case/inquiry.h"
#include "case/kept.h"

struct report { struct call *c; enum inquiry_list list; enum kept_list kept; bool address, csv; };

/* Both lists in one table: until a letter waits, since when a card lies where. */
static const char *const columns[] = {
	"一覧", "受付番号", "期限か受取日", "場所", "担当", "氏名", "郵便番号", "住所", NULL
};

static void
put_record(struct call *c, const char *const *fields, size_t n)
{
	size_t i;

	for (i = 0; columns[i] != NULL; i++)
		csv_put(&c->out, i < n ? fields[i] : "", i == 0);
	call_csv_line(c);
}

/* "2026-12-20(日)" is how a counter reads it; "-" where there is none. */
static void
era_of(struct date d, char *out, size_t size)
{
	if (date_given(d))
		date_format_era(d, out, size);
	else
		(void)snprintf(out, size, "-");
}

static void
json_letter(struct call *c, const struct report *r, const struct inquiry_row *row)
{
	static const char *const weekdays[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };
	const struct inquiry *q = &row->inquiry;
	struct buf *b = &c->out;

	json_object(b, NULL);
	json_string(b, "list", inquiry_list_code(r->list));
	json_string(b, "number", q->number);
	json_string(b, "state", flow_state_code(row->state));
	json_string(b, "procedure", row->procedure);
	json_number(b, "letter", q->letter);
	json_string(b, "channel", q->letter == 0 ? NULL : q->by_telephone ? "telephone" : "counter");
	json_moment(b, "ordered", q->ordered);
	json_moment(b, "posted", q->posted);
	json_moment(b, "returned", q->returned);
	json_moment(b, "answered", q->answered);
	json_date(b, "until", q->until);
	json_string(b, "weekday", date_given(q->until) ? weekdays[date_weekday(q->until)] : NULL);
	json_string(b, "mail-number", q->mail_number[0] != '\0' ? q->mail_number : NULL);
	json_string(b, "claimed-by", row->claimed_by[0] != '\0' ? row->claimed_by : NULL);
	json_string(b, "name", row->name);
	json_string(b, "kana", row->kana);
	if (r->address) {
		json_string(b, "postcode", row->postcode);
		json_string(b, "address", row->address);
	}
	json_object_end(b);
	call_line(c);
}

static bool
letter_row(void *ctx, const struct inquiry_row *row)
{
	const struct report *r = ctx;
	struct buf *b = &r->c->out;
	char until[64];

	if (r->c->json) {
		json_letter(r->c, r, row);
		return true;
	}
	era_of(row->inquiry.until, until, sizeof(until));
	if (r->csv) {
		put_record(r->c, (const char *const[]){ inquiry_list_name(r->list, lang_now()), row->inquiry.number,
		    until, "", row->claimed_by, row->name, row->postcode, row->address }, r->address ? 8 : 6);
		return true;
	}
	buf_printf(b, "%s\t%s\t%s\t%s\t%s", inquiry_list_name(r->list, lang_now()), row->inquiry.number, until,
	    row->claimed_by, row->name);
	if (r->address)
		buf_printf(b, "\t%s\t%s", row->postcode, row->address);
	call_line(r->c);
	return true;
}

static enum err
print_letters(struct report *r, enum inquiry_list first, enum inquiry_list last)
{
	const struct actor actor = call_actor(r->c);
	enum err e = ERR_NONE;
	unsigned list;

	for (list = first; list <= last && e == ERR_NONE; list++) {
		r->list = (enum inquiry_list)list;
		e = inquiry_list(r->c->context->desk.store, r->list, actor.at.date, 0, letter_row, r);
	}
	return e;
}

static bool
kept_row(void *ctx, const struct kept *k)
{
	const struct report *r = ctx;
	struct buf *b = &r->c->out;
	char since[64];

	if (r->c->json) {
		json_object(b, NULL);
		json_string(b, "list", kept_list_code(r->kept));
		json_string(b, "number", k->number);
		json_string(b, "state", flow_state_code(k->state));
		json_moment(b, "since", k->since);
		json_string(b, "system", k->system[0] != '\0' ? k->system : NULL);
		json_string(b, "place", k->place[0] != '\0' ? k->place : NULL);
		json_moment(b, "worked", k->worked);
		json_string(b, "claimed-by", k->claimed_by[0] != '\0' ? k->claimed_by : NULL);
		json_string(b, "name", k->name);
		json_string(b, "kana", k->kana);
		json_object_end(b);
		call_line(r->c);
		return true;
	}
	era_of(k->since.date, since, sizeof(since));
	if (r->csv) {
		put_record(r->c, (const char *const[]){ kept_list_name(r->kept, lang_now()), k->number, since, k->place,
		    k->claimed_by, k->name }, 6);
		return true;
	}
	buf_printf(b, "%s\t%s\t%s\t%s\t%s\t%s", kept_list_name(r->kept, lang_now()), k->number, since, k->place,
	    k->claimed_by, k->name);
	call_line(r->c);
	return true;
}

static enum err
print_kept(struct report *r)
{
	enum err e = ERR_NONE;
	unsigned list;

	for (list = 0; list < KEPT_LIST_COUNT && e == ERR_NONE; list++) {
		r->kept = (enum kept_list)list;
		e = kept_list(r->c->context->desk.store, r->kept, 0, kept_row, r);
	}
	return e;
}

static enum err
begin(struct call *c, struct report *r)
{
	const char *names[sizeof(columns) / sizeof(*columns)];
	enum err e;
	size_t i;

	*r = (struct report){ .c = c, .csv = call_flag(c, "--csv") };
	if ((e = call_words(c, 0, 0)) != ERR_NONE || !r->csv)
		return e;
	if (c->json)
		return call_fail(c, ERR_USAGE, "--csv --json");
	for (i = 0; columns[i] != NULL; i++)
		names[i] = tr(columns[i]);
	call_csv_begin(c);
	put_record(c, names, i);
	return ERR_NONE;
}

static enum err
report_morning_run(struct call *c)
{
	struct report r;
	enum err e;

	if ((e = begin(c, &r)) != ERR_NONE || (e = print_letters(&r, INQUIRY_DUE, INQUIRY_SHEETS)) != ERR_NONE)
		return e;
	return print_kept(&r);
}

const struct command report_morning_command = {
	.name = "report morning",
	.usage = "[--csv | --json]",
	.text = "朝の一覧: 今日が期限、期限切れ、返戻、回答待ちの照会、裁断待ちの回答書、預かり",
	.parts = DESK_STORE,
	.run = report_morning_run,
};

static enum err
report_posting_run(struct call *c)
{
	struct report r;
	enum err e = begin(c, &r);

	r.address = true;
	return e != ERR_NONE ? e : print_letters(&r, INQUIRY_TO_POST, INQUIRY_TO_POST);
}

const struct command report_posting_command = {
	.name = "report posting",
	.usage = "[--csv | --json]",
	.text = "発送する照会書の一覧(宛先つき)",
	.parts = DESK_STORE,
	.run = report_posting_run,
};

static enum err
report_kept_run(struct call *c)
{
	struct report r;
	enum err e = begin(c, &r);

	return e != ERR_NONE ? e : print_kept(&r);
}

const struct command report_kept_command = {
	.name = "report kept",
	.usage = "[--csv | --json]",
	.text = "預かっているカードの一覧: 処理待ち、返送待ち",
	.parts = DESK_STORE,
	.run = report_kept_run,
};

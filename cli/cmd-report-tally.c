/* madoguchictl report day, month: what was done, in figures. */
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/tally.h"

/* The figures of the text, in the order in which a day goes. */
static const struct { const char *ja; enum case_event event; } lines[] = {
	{ "照会を申請", EVENT_INQUIRE }, { "照会書を発送", EVENT_POST }, { "返戻", EVENT_RETURNED_UNDELIVERED },
	{ "回答を受領", EVENT_REPLY_RECEIVED }, { "不足", EVENT_FOUND_INCOMPLETE }, { "預かり", EVENT_KEEP },
	{ "カードを返却", EVENT_CARD_RETURNED }, { "完了", EVENT_CARD_WORK_DONE }, { "不受理", EVENT_REFUSE },
	{ "取下げ", EVENT_WITHDRAW }, { "期限切れ", EVENT_EXPIRE }, { "取消し", EVENT_CANCEL }, { "訂正", EVENT_CORRECT },
};

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

static enum err
json_tally(struct call *c, struct date from, struct date to, const struct tally *t)
{
	struct buf *b = &c->out;
	enum err e;
	unsigned i;

	json_object(b, NULL);
	json_date(b, "from", from);
	json_date(b, "to", to);
	json_number(b, "opened", t->opened);
	json_object(b, "begun");
	for (i = 0; i < CASE_STATE_COUNT; i++)
		if (t->begun[i] > 0)
			json_number(b, flow_state_code((enum case_state)i), t->begun[i]);
	json_object_end(b);
	json_object(b, "events");
	for (i = 0; i < CASE_EVENT_COUNT; i++)
		if (t->events[i] > 0)
			json_number(b, flow_event_code((enum case_event)i), t->events[i]);
	json_object_end(b);
	json_object(b, "done");
	for (i = 0; i < TALLY_PROCEDURES; i++)
		json_number(b, fact_info(FACT_PROCEDURE)->words[i], t->done[i]);
	json_object_end(b);
	json_object(b, "certificates");
	for (i = 0; i < CERT_COUNT; i++)
		json_number(b, cert_code((enum cert_kind)i), t->certificates[i]);
	json_object_end(b);
	json_number(b, "yen", t->yen);
	json_array(b, "reasons");
	e = tally_reasons(c->context->desk.store, from, to, json_reason, b);
	json_array_end(b);
	json_object_end(b);
	call_line(c);
	return e;
}

static void
text_line(struct call *c, const char *what, long count)
{
	buf_printf(&c->out, "%s\t%ld", what, count);
	call_line(c);
}

static bool
text_reason(void *ctx, const struct tally_reason *r)
{
	struct call *c = ctx;

	buf_printf(&c->out, "  %s\t%s\t%d", flow_state_name(r->state, lang_now()), r->code, r->count);
	call_line(c);
	return true;
}

static enum err
text_tally(struct call *c, struct date from, struct date to, const struct tally *t)
{
	size_t i;

	text_line(c, tr("受付"), t->opened);
	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		text_line(c, tr(lines[i].ja), tally_times(t, lines[i].event));
	for (i = 0; i < TALLY_PROCEDURES; i++)
		text_line(c, fact_info(FACT_PROCEDURE)->ja_words[i], t->done[i]);
	text_line(c, tr("手数料(円)"), t->yen);
	return tally_reasons(c->context->desk.store, from, to, text_reason, c);
}

static enum err
report(struct call *c, struct date from, struct date to)
{
	struct tally t;
	enum err e = desk_allow(&c->context->desk, ACT_REPORT, "");

	if (e != ERR_NONE || (e = tally_days(c->context->desk.store, from, to, &t)) != ERR_NONE)
		return e;
	return c->json ? json_tally(c, from, to, &t) : text_tally(c, from, to, &t);
}

static enum err
report_day_run(struct call *c)
{
	struct date day = call_actor(c).at.date;
	enum err e;

	if ((e = call_words(c, 0, 1)) != ERR_NONE)
		return e;
	if (c->argc > 0 && (e = date_parse(c->argv[0], &day)) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	return report(c, day, day);
}

const struct command report_day_command = {
	.name = "report day",
	.usage = "[--json] [DATE]",
	.text = "一日の件数と手数料(日付がなければ今日)",
	.parts = DESK_STORE,
	.run = report_day_run,
};

/* YYYY-MM, or any day of the month. */
static enum err
report_month_run(struct call *c)
{
	struct date day = call_actor(c).at.date;
	char text[32];
	enum err e;

	if ((e = call_words(c, 0, 1)) != ERR_NONE)
		return e;
	if (c->argc > 0) {
		(void)snprintf(text, sizeof(text), strlen(c->argv[0]) == 7 ? "%s-01" : "%s", c->argv[0]);
		if (date_parse(text, &day) != ERR_NONE)
			return call_fail(c, ERR_MONTH, "%s", c->argv[0]);
	}
	day.day = 1;
	return report(c, day, date_add_days(date_add_months(day, 1), -1));
}

const struct command report_month_command = {
	.name = "report month",
	.usage = "[--json] [YYYY-MM]",
	.text = "ひと月の件数と手数料",
	.parts = DESK_STORE,
	.run = report_month_run,
};

/* madoguchictl number: numbers that visitors draw, and their turns. */
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>

#include "case/ticket.h"

static void
time_of(struct moment m, char *out, size_t size)
{
	if (date_given(m.date))
		(void)snprintf(out, size, "%02d:%02d", m.hour, m.minute);
	else
		(void)snprintf(out, size, "-");
}

static bool
show_ticket(void *ctx, const struct ticket *t)
{
	struct call *c = ctx;
	char drawn[16], called[16];

	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, "ticket", t->ticket);
		json_string(&c->out, "counter", t->counter);
		json_moment(&c->out, "drawn", t->drawn);
		json_moment(&c->out, "called", t->called);
		json_string(&c->out, "by", t->called_by[0] != '\0' ? t->called_by : NULL);
		json_moment(&c->out, "away", t->away);
		if (t->booking > 0)
			json_number(&c->out, "booking", t->booking);
		else
			json_null(&c->out, "booking");
		json_string(&c->out, "number", t->number[0] != '\0' ? t->number : NULL);
		json_object_end(&c->out);
	} else {
		time_of(t->drawn, drawn, sizeof(drawn));
		time_of(t->called, called, sizeof(called));
		buf_printf(&c->out, "%d\t%s\t%s\t%s\t%s\t%s", t->ticket, drawn, called, t->called_by,
		    date_given(t->away.date) ? tr("不在") : t->booking > 0 ? tr("予約") : "", t->number);
	}
	call_line(c);
	return true;
}

/* A number from 1 to TICKET_MAX. */
static enum err
read_ticket(struct call *c, int *ticket)
{
	char *end;
	const long n = strtol(c->argv[0], &end, 10);

	*ticket = n >= 1 && n <= TICKET_MAX ? (int)n : 0;
	return *end != '\0' || *ticket == 0 ? call_fail(c, ERR_TICKET_NONE, "%s", c->argv[0]) : ERR_NONE;
}

static enum err
draw_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	const char *booking = NULL;
	struct ticket t;
	long long id;
	char *end = NULL;
	enum err e;

	if ((e = call_value(c, "--booking", &booking)) != ERR_NONE || (e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	id = booking != NULL ? strtoll(booking, &end, 10) : 0;
	if (booking != NULL && (*end != '\0' || id <= 0))
		return call_fail(c, ERR_BOOKING, "%s", booking);
	if ((e = ticket_draw(c->context->desk.store, &actor, id, &t)) != ERR_NONE)
		return booking != NULL ? call_fail(c, e, "%s", booking) : e;
	(void)show_ticket(c, &t);
	return ERR_NONE;
}

const struct command number_draw_command = {
	.name = "number draw",
	.usage = "[--booking ID] [--json]",
	.text = "次の番号札を出す",
	.parts = DESK_STORE,
	.run = draw_run,
};

static enum err
next_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct ticket t;
	int ticket = 0;
	enum err e;

	if ((e = call_words(c, 0, 1)) != ERR_NONE || (c->argc > 0 && (e = read_ticket(c, &ticket)) != ERR_NONE) ||
	    (e = ticket_call(c->context->desk.store, &actor, ticket, &t)) != ERR_NONE)
		return e;
	(void)show_ticket(c, &t);
	return ERR_NONE;
}

const struct command number_next_command = {
	.name = "number next",
	.usage = "[--json] [N]",
	.text = "いちばん長く待っている番号札か、N番を呼ぶ",
	.parts = DESK_STORE,
	.run = next_run,
};

static enum err
away_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	int ticket = 0;
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE || (e = read_ticket(c, &ticket)) != ERR_NONE)
		return e;
	return ticket_away(c->context->desk.store, &actor, ticket);
}

const struct command number_away_command = {
	.name = "number away",
	.usage = "N",
	.text = "N番の方は、呼んだがいなかった",
	.parts = DESK_STORE,
	.run = away_run,
};

static enum err
list_run(struct call *c)
{
	struct date day = call_actor(c).at.date;
	enum err e = call_words(c, 0, 1);

	if (e != ERR_NONE)
		return e;
	if (c->argc > 0 && (e = date_parse(c->argv[0], &day)) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	if ((e = desk_allow(&c->context->desk, ACT_LOOK, "")) != ERR_NONE)
		return e;
	return ticket_list(c->context->desk.store, day, NULL, show_ticket, c);
}

const struct command number_list_command = {
	.name = "number list",
	.usage = "[--json] [DATE]",
	.text = "番号札の一覧(日付がなければ今日)",
	.parts = DESK_STORE,
	.run = list_run,
};

/* madoguchictl forecast: what the coming weeks will bring. */
#include "cli/cmd.h"

#include <stdlib.h>

#include "base/csv-write.h"
#include "case/forecast.h"

#define WEEKS 8

static const char *const columns[] = { "週の初め", "週の終わり", "予約", "照会書の回答期限", "署名用の満了",
    "利用者証明用の満了", NULL };

static void
show_week(struct call *c, const struct forecast_week *w, bool csv)
{
	const long figures[] = { w->bookings, w->letters, w->expiries[CERT_SIGN], w->expiries[CERT_AUTH] };
	char from[16], to[16];
	size_t i;

	date_format_iso(w->from, from, sizeof(from));
	date_format_iso(w->to, to, sizeof(to));
	if (c->json) {
		json_object(&c->out, NULL);
		json_date(&c->out, "from", w->from);
		json_date(&c->out, "to", w->to);
		json_number(&c->out, "bookings", w->bookings);
		json_number(&c->out, "letters", w->letters);
		json_object(&c->out, "expiries");
		json_number(&c->out, "sign", w->expiries[CERT_SIGN]);
		json_number(&c->out, "auth", w->expiries[CERT_AUTH]);
		json_object_end(&c->out);
		json_object_end(&c->out);
		call_line(c);
	} else if (csv) {
		csv_put(&c->out, from, true);
		csv_put(&c->out, to, false);
		for (i = 0; i < sizeof(figures) / sizeof(*figures); i++)
			csv_put_number(&c->out, figures[i], false);
		call_csv_line(c);
	} else {
		buf_printf(&c->out, "%s\t%s\t%ld\t%ld\t%ld\t%ld", from, to, figures[0], figures[1], figures[2],
		    figures[3]);
		call_line(c);
	}
}

static enum err
read_weeks(struct call *c, size_t *weeks)
{
	const char *text = NULL;
	char *end;
	enum err e = call_value(c, "--weeks", &text);
	const long n = e == ERR_NONE && text != NULL ? strtol(text, &end, 10) : WEEKS;

	*weeks = (size_t)n;
	if (e != ERR_NONE)
		return e;
	return n < 1 || n > FORECAST_WEEKS_MAX || (text != NULL && *end != '\0') ?
	    call_fail(c, ERR_USAGE, "--weeks 1-%d", FORECAST_WEEKS_MAX) : ERR_NONE;
}

static enum err
forecast_run(struct call *c)
{
	const bool csv = call_flag(c, "--csv");
	struct forecast_week list[FORECAST_WEEKS_MAX];
	size_t weeks = 0, i;
	enum err e;

	if ((e = read_weeks(c, &weeks)) != ERR_NONE || (e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	if (csv && c->json)
		return call_fail(c, ERR_USAGE, "--csv --json");
	if ((e = desk_allow(&c->context->desk, ACT_REPORT, "")) != ERR_NONE ||
	    (e = forecast_weeks(c->context->desk.store, call_actor(c).at.date, weeks, list)) != ERR_NONE)
		return e;
	if (csv)
		call_csv_begin(c);
	for (i = 0; columns[i] != NULL && !c->json; i++) {
		if (csv)
			csv_put(&c->out, tr(columns[i]), i == 0);
		else
			buf_printf(&c->out, "%s%s", i > 0 ? "\t" : "", tr(columns[i]));
	}
	if (csv)
		call_csv_line(c);
	else if (!c->json)
		call_line(c);
	for (i = 0; i < weeks; i++)
		show_week(c, &list[i], csv);
	return ERR_NONE;
}

const struct command forecast_command = {
	.name = "forecast",
	.usage = "[--weeks N] [--csv | --json]",
	.text = "これからの週の見込み: 予約、照会書の回答期限、電子証明書の満了",
	.parts = DESK_STORE,
	.run = forecast_run,
};

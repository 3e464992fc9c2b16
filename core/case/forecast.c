/* Sorts days on record into the weeks to come. */
#include "case/forecast.h"

#include <stdio.h>
#include <string.h>

#include "case/booking.h"
#include "case/tally.h"

struct forecast {
	struct forecast_week *list;
	size_t n;
	char card[CASE_CARD_MAX];		/* whose last case is looked for, and what that knows so far */
	struct date until[CERT_COUNT];
};

/* NULL: before today, or too late. */
static struct forecast_week *
week_of(const struct forecast *f, struct date day)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (date_compare(day, f->list[i].from) >= 0 && date_compare(day, f->list[i].to) <= 0)
			return &f->list[i];
	return NULL;
}

static bool
see_booking(void *ctx, const struct booking *b)
{
	struct forecast_week *w = week_of(ctx, b->at.date);

	if (w != NULL && b->state == BOOKING_OPEN)
		w->bookings++;
	return true;
}

static bool
see_letter(void *ctx, const struct store_value *v, size_t n)
{
	struct date until = { 0 };
	struct forecast_week *w;

	(void)n;
	if (store_read_day(&v[0], &until) && date_given(until) && (w = week_of(ctx, until)) != NULL)
		w->letters++;
	return true;
}

/* --- what runs out ------------------------------------------------------------------------------ */

static void
settle_card(struct forecast *f)
{
	struct forecast_week *w;
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		if (date_given(f->until[k]) && (w = week_of(f, f->until[k])) != NULL)
			w->expiries[k]++;
		f->until[k] = (struct date){ 0 };
	}
}

/* The last days that the rules gave, as core/rule/json.c writes them: "expiry":{"sign":"2031-05-01","auth":null}. */
static struct date
read_expiry(const char *decision, enum cert_kind kind)
{
	char key[32], text[16];
	const char *at = strstr(decision, "\"expiry\":{");
	const char *end = at != NULL ? strchr(at, '}') : NULL;
	struct date day = { 0 };

	(void)snprintf(key, sizeof(key), "\"%s\":\"", cert_code(kind));
	if (end == NULL || (at = strstr(at, key)) == NULL || at > end)
		return day;
	(void)snprintf(text, sizeof(text), "%.10s", at + strlen(key));
	return date_parse(text, &day) == ERR_NONE ? day : (struct date){ 0 };
}

/* A later case of the card knows better; of one without a card nothing can be told apart. */
static bool
see_case(void *ctx, const struct store_value *v, size_t n)
{
	static const enum fact facts[CERT_COUNT] = { [CERT_SIGN] = FACT_SIGN_EXPIRES, [CERT_AUTH] = FACT_AUTH_EXPIRES };
	const char *card = store_as_text(&v[0]), *procedure = store_as_text(&v[1]);
	const enum procedure_kind kind = procedure_by_code(procedure);
	struct forecast *f = ctx;
	struct date day;
	char text[32];
	unsigned k;

	(void)n;
	if (card[0] == '\0' || strcmp(card, f->card) != 0)
		settle_card(f);
	(void)store_read_text(&v[0], f->card, sizeof(f->card));
	for (k = 0; k < CERT_COUNT; k++) {
		if (case_fact(store_as_text(&v[3]), facts[k], text, sizeof(text)) && date_parse(text, &day) == ERR_NONE)
			f->until[k] = day;
		if ((kind == PROCEDURE_ISSUE || kind == PROCEDURE_RENEW) &&
		    date_given(day = read_expiry(store_as_text(&v[2]), (enum cert_kind)k)))
			f->until[k] = day;
		if (kind == PROCEDURE_REVOKE && (store_as_int(&v[4]) >> k & 1) != 0)
			f->until[k] = (struct date){ 0 };
	}
	return true;
}

enum err
forecast_weeks(struct store *s, struct date today, size_t weeks, struct forecast_week *list)
{
	struct forecast f = { .list = list, .n = weeks };
	enum err e;
	size_t i;

	for (i = 0; i < weeks; i++) {
		memset(&list[i], 0, sizeof(list[i]));
		tally_span_of(TALLY_WEEK, date_add_days(today, (int)(7 * i)), &list[i].from, &list[i].to);
	}
	list[0].from = today;
	if ((e = booking_list(s, today, list[weeks - 1].to, today, see_booking, &f)) != ERR_NONE ||
	    (e = store_run(s, "SELECT reply_until FROM inquiry WHERE is_open = 1 AND posted_at <> ''"
	    " AND returned_at = '' AND answered_at = ''", NULL, 0, see_letter, &f)) != ERR_NONE ||
	    (e = store_run(s, "SELECT card, procedure, decision, facts, certificates FROM cases WHERE state = 'done'"
	    " ORDER BY card, number", NULL, 0, see_case, &f)) != ERR_NONE)
		return e;
	settle_card(&f);
	return ERR_NONE;
}

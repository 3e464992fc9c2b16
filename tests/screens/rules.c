/*
 * Every first visit of the decision tables, typed into the screens without a card: what they ask is answered, what they
 * say is missing is ticked off as far as the row has it, and line 3 must say what the table says.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/rules/table.h"
#include "text.h"
#include "tui/app.h"
#include "tui/decide.h"
#include "tui/entry.h"
#include "tui/scr.h"
#include "tui/term.h"

#define QUESTIONS_MAX 60

static struct app app;
static struct moment at;
static struct facts want;		/* what the row says */
static struct { int typed, left_out, wrong; } rows;

static struct moment
stands(void *ctx)
{
	(void)ctx;
	return at;
}

static void
press(enum press key)
{
	app_event(&app, &(struct input){ .kind = INPUT_PRESS, .press = { .key = key } });
}

static void
type(const char *text)
{
	size_t i, n, len = strlen(text);
	uint32_t c;

	for (i = 0; i < len; i += n) {
		n = text_decode(text + i, len - i, &c);
		app_event(&app, &(struct input){ .kind = INPUT_PRESS, .press = { .c = c } });
	}
}

static void
type_digit(int place)
{
	const char digit[2] = { (char)('1' + place), '\0' };

	type(digit);
}

static void
type_date(struct date d)
{
	char text[16];

	date_format_iso(d, text, sizeof text);
	type(text);
}

static const struct decision *
decision(void)
{
	return &app.visit.reception.decision;
}

/* The same order as the screen's own list. */
static int
offer_of(int procedure, unsigned certificates)
{
	static const struct { int procedure; unsigned certificates; } offers[] = {
		{ PROCEDURE_RENEW, CERT_BOTH }, { PROCEDURE_RENEW, CERT_BIT(CERT_AUTH) },
		{ PROCEDURE_RENEW, CERT_BIT(CERT_SIGN) }, { PROCEDURE_ISSUE, CERT_BOTH },
		{ PROCEDURE_ISSUE, CERT_BIT(CERT_AUTH) }, { PROCEDURE_ISSUE, CERT_BIT(CERT_SIGN) },
		{ PROCEDURE_UNLOCK, 0 }, { PROCEDURE_CHANGE_PIN, 0 }, { PROCEDURE_REVOKE, 0 },
	};
	int i;

	for (i = 0; i < 9; i++) {
		if (offers[i].procedure == procedure &&
		    (offers[i].certificates == 0 || offers[i].certificates == certificates))
			break;
	}
	return i;
}

static void
choose(void)
{
	unsigned set = want.value[FACT_PROCEDURE] == PROCEDURE_REVOKE ? facts_certificates(&want) : facts_pins(&want);
	int i;

	app_open(&app, &procedure_screen);
	type_digit(offer_of(want.value[FACT_PROCEDURE], facts_certificates(&want)));
	if (app_top(&app) != &set_screen)
		return;
	for (i = 0; i < PIN_COUNT; i++) {
		if (set & 1u << i)
			type_digit(i);
	}
	press(PRESS_ENTER);
}

/* The holder is typed twice; only the birth date matters here. */
static void
type_holder(void)
{
	int i;

	for (i = 0; i < 2 && app_top(&app) == &entry_screen; i++) {
		type("番号　花子");
		press(PRESS_DOWN);
		press(PRESS_DOWN);
		press(PRESS_CTRL_U);
		type_date(date_from_days(want.value[FACT_BORN]));
		press(PRESS_UP);
		press(PRESS_UP);
		press(PRESS_UP);
		type("東京都千代田区霞が関二丁目1-2");
		press(PRESS_F2);
	}
}

static bool
answer(enum fact fact)
{
	if (!facts_known(&want, fact))
		return false;
	if (fact_info(fact)->type != FACT_DATE) {
		type_digit(want.value[fact]);
	} else if (want.value[fact] == FACT_NONE) {
		press(PRESS_F3);
	} else {
		type_date(date_from_days(want.value[fact]));
		press(PRESS_ENTER);
	}
	return true;
}

/* False when the row doesn't say what is asked. */
static bool
answer_all(void)
{
	enum fact fact;
	int n;

	for (n = 0; n < QUESTIONS_MAX && decision()->outcome == OUTCOME_ASK; n++) {
		if (app_top(&app) == &entry_screen) {
			if (!facts_known(&want, FACT_BORN) || want.value[FACT_BORN] == FACT_NONE)
				return false;
			type_holder();
		} else if ((fact = decide_next(&app)) == FACT_COUNT || !answer(fact)) {
			return false;
		}
	}
	return n < QUESTIONS_MAX;
}

static bool
is_here(const struct held *h)
{
	int document = profile_find_document(app.profile, h->label);

	return document < 0 || decide_held(&app, h->holder, document) != NULL;
}

static struct document_view
view_of(const struct held *h)
{
	return profile_document(app.profile, (size_t)profile_find_document(app.profile, h->label));
}

/* On the form of a document: what the row says of it, in the form's order. */
static void
type_details(const struct held *h)
{
	const struct document_view d = view_of(h);
	static const unsigned shows[] = { SHOWS_NAME | SHOWS_BIRTH, SHOWS_NAME | SHOWS_ADDRESS,
	    SHOWS_NAME | SHOWS_BIRTH | SHOWS_ADDRESS, SHOWS_NAME };
	int i;

	if (d.issued) {
		if (date_given(h->issued))
			type_date(h->issued);
		press(PRESS_DOWN);
	}
	if (d.seal) {
		type_digit(h->sealed ? 0 : 1);
		press(PRESS_DOWN);
	}
	if (date_given(h->expires))
		type_date(h->expires);
	press(PRESS_DOWN);
	if (!d.issued) {
		if (date_given(h->issued))
			type_date(h->issued);
		press(PRESS_DOWN);
	}
	for (i = 0; i < 4; i++) {
		if (h->shows == shows[i])
			type_digit(i);
	}
	press(PRESS_F2);
}

static void
tick(const struct held *h)
{
	const struct document_view d = view_of(h);
	size_t before = app.visit.reception.facts.held_count, n = strcspn(d.name, "0123456789");
	char name[FACTS_LABEL_MAX];

	/* A digit chooses a line. */
	(void)snprintf(name, sizeof name, "%.*s", (int)n, d.name);
	type(name);
	type(" ");
	if (app.visit.reception.facts.held_count == before) {
		for (n = text_cells(name); n > 0; n--)
			press(PRESS_BACKSPACE);
		return;
	}
	if (app_top(&app) != &entry_screen && (date_given(h->expires) || h->shows != 0)) {
		if (decision()->missing_count > 0)
			press(PRESS_BACKTAB);
		press(PRESS_F3);
	}
	if (app_top(&app) == &entry_screen)
		type_details(h);
}

/* The line of what is missing that has the focus asks for a document of this person. */
static bool
asked_of(enum holder holder, size_t line)
{
	const struct missing *m = &decision()->missing[line];

	return m->who != NULL && holder_by_code(m->who) == holder;
}

/* One document after the other, for whatever is missing; the lines of what is missing are walked through. */
static void
tick_all(void)
{
	size_t i, line, round;

	for (round = 0; round < want.held_count && decision()->outcome == OUTCOME_INCOMPLETE; round++) {
		for (i = 0; i < want.held_count; i++) {
			for (line = 0; line < decision()->missing_count && !is_here(&want.held[i]) &&
			    app_top(&app) == &visitor_screen; line++) {
				if (asked_of(want.held[i].holder, line))
					tick(&want.held[i]);
				if (!is_here(&want.held[i]))
					press(PRESS_TAB);
			}
			if (!answer_all())
				return;
		}
	}
}

/* What nothing asks for but a need is met by all the same: the visitor's, among all documents. */
static void
tick_others(void)
{
	static const enum holder holders[] = {
		[VISITOR_SELF] = HOLDER_COUNT, [VISITOR_SELF_GUARDIAN] = HOLDER_GUARDIAN,
		[VISITOR_GUARDIAN] = HOLDER_GUARDIAN, [VISITOR_HOUSEHOLD] = HOLDER_HOUSEHOLD, [VISITOR_PROXY] = HOLDER_PROXY,
	};
	enum holder visitor = holders[want.value[FACT_VISITOR]];
	size_t i;

	for (i = 0; i < want.held_count && decision()->outcome == OUTCOME_INCOMPLETE; i++) {
		if (is_here(&want.held[i]) || want.held[i].holder != visitor || app_top(&app) != &visitor_screen)
			continue;
		press(PRESS_F6);
		tick(&want.held[i]);
		if (!answer_all())
			return;
	}
}

/* A document whose dates found no place to be typed says more than its row. */
static bool
told_whole(void)
{
	const struct held *h;
	size_t i;

	for (i = 0; i < want.held_count; i++) {
		const struct held *w = &want.held[i];
		int document = profile_find_document(app.profile, w->label);

		if (document >= 0 && (h = decide_held(&app, w->holder, document)) != NULL &&
		    date_given(w->expires) && date_compare(h->expires, w->expires) != 0)
			return false;
	}
	return true;
}

static bool
read_row(const struct row *row)
{
	char why[FACTS_WHY_MAX];
	size_t i;

	memset(&want, 0, sizeof want);
	for (i = 0; i < row->facts.count; i++) {
		if (facts_read(&want, NULL, row->facts.word[i], why) != ERR_NONE)
			return false;
	}
	facts_assume(&want);
	return true;
}

/* What a first visit without a card can be: a second one is resumed from its case, a day's closing hides the rest. */
static bool
fits(const struct row *row)
{
	return !row->open && want.value[FACT_VISIT] == 0 && facts_known(&want, FACT_PROCEDURE) &&
	    strcmp(row->expect.word[0], "ask") != 0 &&
	    offer_of(want.value[FACT_PROCEDURE], facts_certificates(&want)) < 9;
}

static void
begin(void)
{
	const char *counter = want.counter;

	app_end(&app);
	at = want.at;
	app.system = want.value[FACT_SYSTEM];
	(void)snprintf(app.place.counter_code, sizeof app.place.counter_code, "%s", counter);
	app_open(&app, &home_screen);
	choose();
}

static void
run_row(const struct table *t, const char *path, const struct row *row)
{
	const char *came;

	if (!read_row(row) || !fits(row)) {
		rows.left_out++;
		return;
	}
	begin();
	if (!answer_all() && decision()->outcome == OUTCOME_ASK) {
		rows.left_out++;
		return;
	}
	tick_all();
	tick_others();
	if (!told_whole()) {
		rows.left_out++;
		return;
	}
	rows.typed++;
	came = outcome_code(decision()->outcome);
	if (strcmp(came, row->expect.word[0]) == 0)
		return;
	(void)printf("%s:%d: %s, but the screens say %s (%s)\n", path, t->line, row->expect.word[0], came,
	    app.visit.verdict);
	rows.wrong++;
}

static bool
run_table(const char *src, const char *name)
{
	struct profile *profile = NULL;
	struct table t;
	struct row row;
	char path[4096];

	(void)snprintf(path, sizeof path, "%s/config/profiles", src);
	if (profile_open(path, name, &profile, NULL) != ERR_NONE)
		return false;
	app.profile = profile;
	(void)snprintf(path, sizeof path, "%s/tests/rules/%s.table", src, name);
	if (!table_open(&t, path))
		return false;
	while (table_next(&t, &row)) {
		run_row(&t, path, &row);
		row_clear(&row);
	}
	table_close(&t);
	app_end(&app);
	profile_free(&profile);
	return true;
}

int
main(void)
{
	static const char *const names[] = { "national", "kawaguchi", "odawara", "kawasaki", "tachikawa", "setagaya" };
	const char *src = getenv("top_srcdir");
	size_t i;

	if (setlocale(LC_ALL, "C.UTF-8") == NULL || term_start_nowhere(24, 80) != ERR_NONE)
		return 77;
	app.clock.now = stands;
	app.clock_stands = true;
	app.sources = (struct sources){ .decoder = &app.decoder, .tty = -1, .worker = -1, .card = -1 };
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (!run_table(src != NULL ? src : ".", names[i]))
			return 1;
	}
	term_stop();
	(void)printf("%d rows typed, %d can't be, %d went wrong\n", rows.typed, rows.left_out, rows.wrong);
	return rows.wrong == 0 && rows.typed > 400 ? 0 : 1;
}

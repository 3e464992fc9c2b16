/*
 * Every first visit of the decision tables, typed into the screens without a card: what they ask is answered, what they
 * say is missing is ticked off as far as the row has it, and line 3 must say what the table says.
 */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "rule/table.h"
#include "tests/screens/typist.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/flow/decide.h"
#include "tui/screen/screens.h"
#include "tui/term/term.h"

static struct app app = { .screens = all_screens };
static struct moment at;
static struct { int typed, left_out, wrong; } rows;

static struct moment
stands(void *ctx)
{
	(void)ctx;
	return at;
}

static void
type(void *ctx, const char *keys)
{
	struct input in = { .kind = INPUT_PRESS };

	(void)ctx;
	(void)decode_feed(&app.decoder, keys, strlen(keys));
	while (decode_next(&app.decoder, true, &in.press) == DECODED_ONE)
		app_event(&app, &in);
	app_draw(&app);
}

static wchar_t
plain(wchar_t c, attr_t attrs)
{
	return attrs & A_ALTCHARSET && c == L'x' ? L'|' : c;
}

static void
read_row(void *ctx, int y, char *out, size_t size)
{
	wchar_t text[CCHARW_MAX + 1];
	cchar_t cell;
	attr_t attrs;
	short pair;
	size_t n = 0;
	int x, i, width;

	(void)ctx;
	for (x = 0; x < COLS && n + sizeof text < size; x += width > 1 ? width : 1) {
		(void)mvwin_wch(stdscr, y, x, &cell);
		(void)getcchar(&cell, text, &attrs, &pair, NULL);
		width = wcwidth(text[0]);
		for (i = 0; text[i] != L'\0'; i++)
			n += text_encode((uint32_t)plain(text[i], attrs), out + n);
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
}

/* What the row says, with the table's words for what it doesn't. */
static bool
read_facts(const struct table_row *row, struct facts *want)
{
	char why[FACTS_WHY_MAX];
	size_t i;

	*want = (struct facts){ 0 };
	for (i = 0; i < row->facts.count; i++) {
		if (facts_read(want, NULL, row->facts.word[i], why) != ERR_NONE)
			return false;
	}
	if (!row->open)
		facts_assume(want);
	return true;
}

/* A document that has ended isn't to be had from the list. */
static bool
has_ended_papers(const struct facts *want)
{
	size_t i;
	int n;

	for (i = 0; i < want->held_count; i++)
		if ((n = profile_find_document(app.profile, want->held[i].label)) >= 0 &&
		    date_given(profile_document(app.profile, (size_t)n).until) &&
		    date_compare(profile_document(app.profile, (size_t)n).until, want->at.date) < 0)
			return true;
	return false;
}

/* What a first visit can be: a second one is resumed from its case. */
static bool
fits(const struct facts *want)
{
	return want->value[FACT_VISIT] == 0 && facts_known(want, FACT_PROCEDURE) && !has_ended_papers(want);
}

/*
 * A row that says what a clerk can't know: the signature certificate's day, which its PIN alone tells and which is taken
 * for the other one's until then. Or one that doesn't say what is asked before.
 */
static bool
says_too_much_or_little(const struct typist *t, const struct table_row *row)
{
	const struct facts *w = t->want;

	if (row->open && t->asked < FACT_COUNT && !facts_known(w, t->asked))
		return true;
	return facts_known(w, FACT_SIGN_EXPIRES) && facts_known(w, FACT_AUTH_EXPIRES) &&
	    w->value[FACT_AUTH_EXPIRES] != FACT_NONE && w->value[FACT_SIGN_EXPIRES] != w->value[FACT_AUTH_EXPIRES];
}

static void
begin(const struct facts *want)
{
	app_end(&app);
	at = want->at;
	app.system = want->value[FACT_SYSTEM];
	(void)snprintf(app.place.counter_code, sizeof app.place.counter_code, "%s", want->counter);
	app_open(&app, &home_screen);
	app_open(&app, &procedure_screen);
	app_draw(&app);
}

/* One of the questions that the row expects stands there. */
static bool
is_asked(const struct table_row *row, enum fact asked)
{
	char keys[256], *save, *key;
	size_t i;

	for (i = 0; i < row->expect.count; i++) {
		if (strncmp(row->expect.word[i], "ask=", 4) != 0)
			continue;
		(void)snprintf(keys, sizeof keys, "%s", row->expect.word[i] + 4);
		for (key = strtok_r(keys, ",", &save); key != NULL; key = strtok_r(NULL, ",", &save)) {
			if (fact_by_key(key) == asked)
				return true;
		}
	}
	return false;
}

static const char *
judge(struct typist *t, const struct table_row *row)
{
	enum typist_end end = typist_choose(t) ? typist_talk(t) : TYPIST_FAULT;

	if (end == TYPIST_FAULT)
		return t->fault[0] != '\0' ? t->fault : "isn't offered";
	if (end == TYPIST_ASKED && !is_asked(row, t->asked))
		return fact_info(t->asked)->ja;
	return strcmp(outcome_code(typist_outcome(t)), row->expect.word[0]) == 0 ? NULL : outcome_code(typist_outcome(t));
}

static void
run_row(const struct table *t, const char *path, const struct table_row *row)
{
	static struct facts want;
	struct typist typist = { .type = type, .row = read_row, .profile = app.profile, .want = &want,
	    .asked = FACT_COUNT };
	const char *wrong;

	if (!read_facts(row, &want) || !fits(&want)) {
		rows.left_out++;
		return;
	}
	begin(&want);
	rows.typed++;
	if ((wrong = judge(&typist, row)) == NULL)
		return;
	if (says_too_much_or_little(&typist, row)) {
		rows.typed--;
		rows.left_out++;
		return;
	}
	(void)printf("%s:%d: %s, but the screens: %s (%s)\n", path, t->line, row->expect.word[0], wrong,
	    app.visit.verdict);
	rows.wrong++;
}

static bool
run_table(const char *src, const char *name)
{
	struct profile *profile = NULL;
	struct table t;
	struct table_row row;
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
		table_row_clear(&row);
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

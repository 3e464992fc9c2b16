/*
 * Every first visit of the decision tables, typed into the screens without a card: what they ask is answered, what they
 * say is missing is ticked off as far as the row has it, and line 3 must say what the table says. Questions come in the
 * one order of madoguchi-profile(5), VALUES, in every municipality, and the keys to the verdict are counted.
 */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "rule/table.h"
#include "tests/screens/row-card.h"
#include "tests/screens/typist.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/flow/decide.h"
#include "tui/screen/screens.h"
#include "tui/term/term.h"

static struct app app = { .screens = all_screens };
static struct moment at;
static struct { int typed, left_out, wrong; } rows;

#define ROWS_MAX 1000

/* One visit, from the choice of the procedure until line 3 asks no more. */
static struct {
	int keys, counted[ROWS_MAX];
	size_t count;
	enum fact last;			/* question; FACT_COUNT: none yet */
	bool told, out_of_order;
	const struct facts *want;
} talk;

/* As the manual page has it. */
static const enum fact order[] = {
	FACT_CARD, FACT_CARD_FACE, FACT_AUTH_EXPIRES, FACT_SIGN_EXPIRES, FACT_CARD_KIND, FACT_CARD_EXPIRES,
	FACT_VISITOR, FACT_VISIT, FACT_GUARDIANSHIP, FACT_CHANNEL,
	FACT_PROCEDURE, FACT_CERTIFICATES, FACT_PINS, FACT_REASON, FACT_TRIGGER, FACT_BOOKED, FACT_BOOKED_ON, FACT_SYSTEM,
	FACT_RESIDENT, FACT_HOME_COUNTER, FACT_MOVED_ON, FACT_REPORTED_ON, FACT_WARD, FACT_SAME_HOUSEHOLD,
	FACT_HONSEKI_HERE, FACT_AUTHORITY_ON_RECORD, FACT_PROXY_REASON,
	FACT_AUTH_PIN, FACT_SIGN_PIN,
	FACT_NOTICE, FACT_PLEDGE,
	FACT_REPLY, FACT_REPLY_EXPIRES, FACT_INQUIRY_OPENED, FACT_INQUIRY_POSTED, FACT_CONCEALED, FACT_REPLY_COMPLETE,
	FACT_POWER_OF_ATTORNEY, FACT_REVOCATION_CONSENT, FACT_KEEP_CONSENT, FACT_BORN,
};

static size_t
place_of(enum fact fact)
{
	size_t i;

	for (i = 0; i < sizeof order / sizeof order[0] && order[i] != fact; i++)
		;
	return i;
}

/* A question that stands there now is behind the one that stood there before. */
static void
see_question(void)
{
	const enum fact now = decide_next(&app);

	if (now == FACT_COUNT || now == talk.last || talk.told)
		return;
	talk.out_of_order |= talk.last != FACT_COUNT && place_of(now) <= place_of(talk.last);
	talk.last = now;
}

/* What F4 says is what this visitor would say. */
static bool
is_usual(void *ctx)
{
	enum fact facts[FACT_COUNT];
	size_t i, n = decide_usual_list(&app, facts);

	(void)ctx;
	for (i = 0; i < n; i++)
		if (!facts_known(talk.want, facts[i]) || talk.want->value[facts[i]] != decide_usual(&app, facts[i]))
			return false;
	return n > 1;
}

static int
compare_numbers(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return *x - *y;
}

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
	while (decode_next(&app.decoder, true, &in.press) == DECODED_ONE) {
		talk.keys += !talk.told;
		app_event(&app, &in);
		see_question();
		/* Papers and people are behind it; so is the birth date, where it alone is open (tui/flow/verdict.c). */
		talk.told |= app.visit.verdict[0] != '\0' &&
		    strncmp(app.visit.verdict, outcome_name(OUTCOME_ASK), strlen(outcome_name(OUTCOME_ASK))) != 0;
	}
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
	return want->value[FACT_VISIT] == 0 && facts_known(want, FACT_PROCEDURE) && !has_ended_papers(want) &&
	    want->value[FACT_PROCEDURE] <= PROCEDURE_REVOKE &&	/* the others stand where no digit reaches */
	    !date_told(want->born);	/* a birth date that is known in part is the register's */
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

/* What the card on the reader tells needs no key. */
static void
put_card(const struct facts *want)
{
	struct card_view *c = &app.visit.card;
	unsigned k;

	app.visit.card_known = true;
	c->expires = date_from_days(want->value[FACT_CARD_EXPIRES]);
	for (k = 0; k < CERT_COUNT; k++) {
		const int32_t until = want->value[k == CERT_SIGN ? FACT_SIGN_EXPIRES : FACT_AUTH_EXPIRES];

		c->certs[k].state = until == FACT_NONE ? VIEW_ABSENT : k == CERT_SIGN ? VIEW_NEEDS_PIN : VIEW_VALID;
		if (k == CERT_AUTH && until != FACT_NONE)
			c->certs[k].expires = date_from_days(until);
	}
	for (k = 0; k < PIN_COUNT; k++)
		c->tries[k] = 3;
	for (k = 0; k < CERT_COUNT; k++)
		if (want->value[k == CERT_SIGN ? FACT_SIGN_PIN : FACT_AUTH_PIN] == STATE_LOCKED)
			c->tries[k == CERT_SIGN ? PIN_SIGN : PIN_AUTH] = 0;
}

static void
begin_talk(const struct facts *want)
{
	talk.keys = 0;
	talk.last = FACT_COUNT;
	talk.told = talk.out_of_order = false;
	talk.want = want;
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
	    .asked = FACT_COUNT, .usual = is_usual };
	const char *wrong;

	if (!read_facts(row, &want) || !fits(&want)) {
		rows.left_out++;
		return;
	}
	begin(&want);
	if (row_card_fits(&want))
		put_card(&want);
	begin_talk(&want);
	rows.typed++;
	wrong = judge(&typist, row);
	if (talk.out_of_order) {
		(void)printf("%s:%d: the questions are out of order\n", path, t->line);
		rows.wrong++;
	}
	if (wrong == NULL) {
		if (talk.told && talk.count < ROWS_MAX)
			talk.counted[talk.count++] = talk.keys;
		return;
	}
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
	qsort(talk.counted, talk.count, sizeof talk.counted[0], compare_numbers);
	if (talk.count > 0)
		(void)printf("%s: keys to the verdict: median %d, maximum %d, of %zu rows\n", name,
		    talk.counted[talk.count / 2], talk.counted[talk.count - 1], talk.count);
	talk.count = 0;
	app_end(&app);
	profile_free(&profile);
	return true;
}

/*
 * The commonest case of all who come for others: the certificates renewed with the form that came with the notice, all
 * in order.
 */
static bool
proxy_takes_five_keys(const char *src)
{
	struct profile *profile = NULL;
	struct facts want = { 0 };
	struct typist typist = { .type = type, .row = read_row, .want = &want, .asked = FACT_COUNT, .usual = is_usual };
	char path[4096], why[FACTS_WHY_MAX];
	bool ok;

	(void)snprintf(path, sizeof path, "%s/config/profiles", src);
	if (profile_open(path, "kawasaki", &profile, NULL) != ERR_NONE || facts_read_lines(&want, NULL,
	    "at=2026-11-20T10:30\nprocedure=renew\nreason=expiry\nvisitor=proxy\nresident=yes\ncard=valid\nbooked=yes\n"
	    "born=1990-12-10\nsign-pin=known\nauth-pin=known\nsign-expires=2026-12-10\nauth-expires=2026-12-10\n"
	    "card-expires=2031-12-10\nreply=enclosed\nreply-complete=yes\npower-of-attorney=yes\nconcealed=envelope\n"
	    "home-counter=yes\ndoc=applicant:マイナンバーカード\ndoc=proxy:運転免許証", why) != ERR_NONE)
		return false;
	facts_assume(&want);
	app.profile = typist.profile = profile;
	begin(&want);
	put_card(&want);
	begin_talk(&want);
	ok = typist_choose(&typist) && typist_talk(&typist) != TYPIST_FAULT && talk.told;
	(void)printf("a proxy with the enclosed form: the verdict after %d keys\n", talk.keys);
	app_end(&app);
	profile_free(&profile);
	return ok && talk.keys <= 5;
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
	if (!proxy_takes_five_keys(src != NULL ? src : ".")) {
		(void)printf("that is too many\n");
		rows.wrong++;
	}
	term_stop();
	(void)printf("%d rows typed, %d can't be, %d went wrong\n", rows.typed, rows.left_out, rows.wrong);
	return rows.wrong == 0 && rows.typed > 400 ? 0 : 1;
}

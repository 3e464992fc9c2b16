/*
 * A million cases in one store: how fast a clerk finds one by number, by two kana, how fast the morning's lists come, how
 * many events a second are durable; each beside the plainest statement that could do it, run in turns against the same
 * file. MADOGUCHI_BENCH_PEOPLE is another number.
 */
#include "config.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/case.h"
#include "case/inquiry.h"
#include "base/fold.h"
#include "tests/bench/figure.h"
#include "tests/bench/people.h"
#include "tests/bench/names.h"
#include "tests/bench/roll.h"
#include "tests/bench/timing.h"
#include "tests/unit/scratch.h"

#define OPEN 4000		/* the youngest, in every state of an inquiry */
#define LOOKS 2000
#define EVENTS 2000
#define PREFIXES 24

/*
 * How many times the plain statement each may take. Looking costs processor time, and only that is counted: what else the
 * machine does isn't in it. An event waits for the disk, and so does the row beside it.
 */
#define BY_NUMBER 8
#define BY_KANA 4
#define MORNING 40
#define DURABLE 5

static const struct actor clerk = { "bench", "hall", { { 2026, 11, 25 }, 8, 30, 0 }, ROLES_UNSTATED };
static const struct date today = { 2026, 11, 25 };
static int cases, a_year;	/* half of them: numbers go up to 999999 a year */

static const char *const prefixes[PREFIXES] = {
	"サト", "スズ", "タカ", "タナ", "イト", "ワタ", "ヤマ", "ナカ", "コバ", "カト", "ヨシ", "ササ", "マツ", "イノ", "キム", "ハヤ", "サイ", "シミ",
	"モリ", "イケ", "ハシ", "アベ", "イシ", "オガ",
};

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static void
need(enum err e, const char *what)
{
	if (e == ERR_NONE)
		return;
	(void)fprintf(stderr, "million: %s: %s\n", what, err_name(e));
	exit(1);
}

/* --- made -------------------------------------------------------------------------------------- */

static void
put_person(struct store *s, const char *number)
{
	char kana[PERSON_NAME_MAX + 1], name[PERSON_NAME_MAX + 1], kana_key[PERSON_NAME_MAX + 1], name_key[PERSON_NAME_MAX + 1];
	char born[16];

	names_make(kana, name);
	fold_name(kana, FOLD_SOUND, kana_key, sizeof(kana_key));
	fold_name(name, FOLD_SOUND, name_key, sizeof(name_key));
	date_format_iso(date_add_days((struct date){ 1930, 1, 1 }, (int)roll(30000)), born, sizeof(born));
	need(store_run(s, "INSERT INTO person (number, name, kana, address, postcode, born, sex, kana_key, name_key)"
	    " VALUES (?1, ?2, ?3, ?4, '100-0013', ?5, 2, ?6, ?7)", (const struct store_value[]){ store_text(number),
	    store_text(name), store_text(kana), store_text("東京都千代田区霞が関1-1"), store_text(born), store_text(kana_key),
	    store_text(name_key) }, 7, NULL, NULL), "a person");
}

/* Of the open ones every tenth waits for another day; the last day of the others is spread around today. */
static const char *
put_letter(struct store *s, const char *number, int i)
{
	static const char *const states[] = { "inquiry-ordered", "posted", "posted", "posted", "posted", "returned", "posted",
	    "posted", "approved", "posted" };
	const char *state = states[i % 10];
	const bool out = strcmp(state, "posted") == 0 || strcmp(state, "returned") == 0;
	char until[16];

	if (strcmp(state, "approved") == 0)
		return state;
	date_format_iso(date_add_days(today, (int)roll(40) - 8), until, sizeof(until));
	need(store_run(s, "INSERT INTO inquiry (number, letter, channel, ordered_at, reply_until, posted_at, returned_at)"
	    " VALUES (?1, 1, 'counter', '2026-11-01T10:00:00', ?2, ?3, ?4)", (const struct store_value[]){ store_text(number),
	    store_text(until), store_text(out ? "2026-11-02T16:00:00" : ""),
	    store_text(strcmp(state, "returned") == 0 ? "2026-11-20T09:00:00" : "") }, 4, NULL, NULL), "a letter");
	return state;
}

/* Facts and decision are of the length that a renewal's have. */
static void
put_case(struct store *s, int i)
{
	static char facts[340], decision[900];
	char number[CASE_NUMBER_MAX], at[24];
	const char *state = "done";

	if (facts[0] == '\0') {
		memset(facts, 'f', sizeof(facts) - 1);
		memset(decision, 'd', sizeof(decision) - 1);
	}
	need(case_number_make(i < a_year ? 2025 : 2026, i % a_year + 1, number), "a number");
	moment_format((struct moment){ date_add_days((struct date){ 2025, 1, 6 }, (int)((int64_t)i * 688 / cases)), 10, i % 60, 0 },
	    at, sizeof(at));
	need(store_run(s, "INSERT INTO cases (number, state, procedure, certificates, pins, facts, decision, outcome, opened_at,"
	    " changed_at) VALUES (?1, 'done', 'renew', 3, 0, ?2, ?3, 'proceed', ?4, ?4)", (const struct store_value[]){
	    store_text(number), store_text(facts), store_text(decision), store_text(at) }, 4, NULL, NULL), "a case");
	need(store_run(s, "INSERT INTO case_history (number, at, clerk, counter, event, state, why)"
	    " VALUES (?1, ?2, 'bench', 'hall', 'opened', 'approved', '')", (const struct store_value[]){ store_text(number),
	    store_text(at) }, 2, NULL, NULL), "its history");
	put_person(s, number);
	if (i < cases - OPEN)
		return;
	state = put_letter(s, number, i);
	need(store_run(s, "UPDATE cases SET state = ?2 WHERE number = ?1", (const struct store_value[]){ store_text(number),
	    store_text(state) }, 2, NULL, NULL), "a state");
}

static void
make(struct store *s)
{
	const double since = timing_now();
	int i;

	need(store_run(s, "PRAGMA cache_size = -400000", NULL, 0, NULL, NULL), "a cache");
	need(store_run(s, "PRAGMA synchronous = OFF", NULL, 0, NULL, NULL), "no waiting");
	for (i = 0; i < cases; i++) {
		if (i % 50000 == 0)
			need(store_begin(s), "a transaction");
		put_case(s, i);
		if (i % 50000 == 49999)
			need(store_commit(s), "a commit");
	}
	printf("%d cases made in %.1f s\n", cases, timing_now() - since);
}

/* --- measured ---------------------------------------------------------------------------------- */

/* What stands in the middle, in microseconds, beside the plain statement's: both were asked in turns. */
static bool
tell(const char *what, double *ours, double *plain, size_t n, double limit)
{
	return figure(what, "us", timing_median(ours, n) * 1e6, timing_median(plain, n) * 1e6, limit);
}

static bool
count_case(void *ctx, const struct case_file *f)
{
	(void)f;
	++*(int *)ctx;
	return true;
}

static int
find(struct store *s, const char *text)
{
	const struct case_filter filter = { .any_state = true, .text = text };
	int n = 0;

	need(case_list(s, &filter, count_case, &n), "a list");
	return n;
}

static sqlite3 *db;

static sqlite3_stmt *
prepare(const char *sql)
{
	sqlite3_stmt *st = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		need(ERR_DATA, sqlite3_errmsg(db));
	return st;
}

/* All rows of a prepared statement, its values bound; how long it took. */
static double
run_plain(sqlite3_stmt *st, const char *const *values, double (*clock)(void))
{
	const double since = clock();
	int i;

	for (i = 0; values != NULL && values[i] != NULL; i++)
		(void)sqlite3_bind_text(st, i + 1, values[i], -1, SQLITE_STATIC);
	while (sqlite3_step(st) == SQLITE_ROW)
		;
	(void)sqlite3_reset(st);
	return clock() - since;
}

static bool
by_number(struct store *s)
{
	static double ours[LOOKS], plain[LOOKS];
	sqlite3_stmt *st = prepare("SELECT * FROM cases WHERE number = ?1");
	char number[CASE_NUMBER_MAX];
	double since;
	int i;

	for (i = 0; i < LOOKS; i++) {
		need(case_number_make(2025 + (int)roll(2), (long)roll((unsigned)a_year) + 1, number), "a number");
		since = timing_cpu();
		if (find(s, number) != 1)
			need(ERR_CASE_UNKNOWN, number);
		ours[i] = timing_cpu() - since;
		need(case_number_make(2025 + (int)roll(2), (long)roll((unsigned)a_year) + 1, number), "a number");
		plain[i] = run_plain(st, (const char *const[]){ number, NULL }, timing_cpu);
	}
	(void)sqlite3_finalize(st);
	return tell("a case by its number, by plain SQL", ours, plain, LOOKS, BY_NUMBER);
}

/* Every family name's beginning, again and again. The plain statement looks at the same index and rows. */
static bool
by_kana(struct store *s)
{
	static double ours[PREFIXES * 4], plain[PREFIXES * 4];
	sqlite3_stmt *st = prepare("SELECT * FROM person p JOIN cases c ON c.number = p.number"
	    " WHERE p.kana_key >= ?1 AND p.kana_key < ?2 ORDER BY p.number DESC LIMIT 100");
	char from[64], to[80];
	double since;
	size_t i;

	for (i = 0; i < COUNT(ours); i++) {
		since = timing_cpu();
		if (find(s, prefixes[i % PREFIXES]) != 100)
			need(ERR_DATA, prefixes[i % PREFIXES]);
		ours[i] = timing_cpu() - since;
		fold_name(prefixes[i % PREFIXES], FOLD_SOUND, from, sizeof(from));
		(void)snprintf(to, sizeof(to), "%s\xf4\x8f\xbf\xbf", from);
		plain[i] = run_plain(st, (const char *const[]){ from, to, NULL }, timing_cpu);
	}
	(void)sqlite3_finalize(st);
	return tell("a hundred by two kana, their rows", ours, plain, COUNT(ours), BY_KANA);
}

static bool
count_letter(void *ctx, const struct inquiry_row *r)
{
	(void)r;
	++*(int *)ctx;
	return true;
}

/* What a counter looks at first: how much of everything there is, and the lists of what is due, late and came back. */
static bool
morning(struct store *s)
{
	static const enum inquiry_list lists[] = { INQUIRY_DUE, INQUIRY_LATE, INQUIRY_RETURNED };
	static double ours[50], plain[50];
	sqlite3_stmt *st = prepare("SELECT i.number, p.name FROM inquiry i LEFT JOIN person p ON p.number = i.number"
	    " WHERE i.is_open = 1 AND i.reply_until <= ?1 AND i.reply_until <> ''");
	int counts[INQUIRY_LIST_COUNT], n = 0;
	double since;
	size_t i, k;

	for (i = 0; i < COUNT(ours); i++) {
		n = 0;
		since = timing_cpu();
		need(inquiry_counts(s, today, counts), "counts");
		for (k = 0; k < COUNT(lists); k++)
			need(inquiry_list(s, lists[k], today, 0, count_letter, &n), "a list");
		ours[i] = timing_cpu() - since;
		if (n != counts[INQUIRY_DUE] + counts[INQUIRY_LATE] + counts[INQUIRY_RETURNED] || n == 0)
			need(ERR_DATA, "the lists don't have what was counted");
		plain[i] = run_plain(st, (const char *const[]){ "2026-11-25", NULL }, timing_cpu);
	}
	(void)sqlite3_finalize(st);
	printf("the morning: %d due, %d late, %d returned\n", counts[INQUIRY_DUE], counts[INQUIRY_LATE], counts[INQUIRY_RETURNED]);
	return tell("the morning's lists, one of them", ours, plain, COUNT(ours), MORNING);
}

/* Each event is a transaction of its own, with history and audit, on the disk when it returns; so is the plain row. */
static bool
events(struct store *s)
{
	sqlite3_stmt *st = prepare("INSERT INTO profiles (hash, text) VALUES (hex(randomblob(16)), '')");
	static double ours[EVENTS], plain[EVENTS];
	char number[CASE_NUMBER_MAX];
	double since;
	int i;

	for (i = 0; i < EVENTS; i++) {
		need(case_number_make(2026, a_year - (long)roll(OPEN), number), "a number");
		since = timing_now();
		need(case_event(s, &clerk, number, EVENT_NOTE, "電話あり"), "an event");
		ours[i] = timing_now() - since;
		plain[i] = run_plain(st, NULL, timing_now);
	}
	(void)sqlite3_finalize(st);
	return tell("a durable event, a plain row", ours, plain, EVENTS, DURABLE);
}

int
main(void)
{
	struct scratch scratch;
	const char *path;
	struct store *s;
	bool good = true;

	cases = (int)bench_people();
	a_year = cases / 2;
	scratch_new(&scratch);
	path = scratch_path(&scratch, "s.db");
	need(store_open(path, MODE_TRAINING, &s), "a store");
	make(s);
	store_close(&s);
	need(store_open(path, MODE_TRAINING, &s), "the store again");	/* as a program of the morning opens it */
	if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_exec(db, "PRAGMA synchronous = FULL", NULL, NULL, NULL) != SQLITE_OK)
		return 2;
	good &= morning(s);
	good &= by_number(s);
	good &= by_kana(s);
	good &= events(s);
	(void)sqlite3_close(db);
	store_close(&s);
	scratch_free(&scratch);
	return good ? 0 : 1;
}

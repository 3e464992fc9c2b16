/*
 * A million residents imported, twice: how long each import takes, how long a counter that goes on writing has to wait at
 * most, how long a resident is looked for then, and how much memory an import has. MADOGUCHI_BENCH_PEOPLE is another
 * number, MADOGUCHI_BENCH_STORE another store than a file.
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "people/residents.h"
#include "tests/bench/figure.h"
#include "tests/bench/people.h"
#include "tests/bench/roll.h"
#include "tests/bench/timing.h"
#include "tests/unit/scratch.h"

#define LOOKS 20
#define MEMORY 1.2	/* times that of a tenth of the lines: of a list nothing is held that grows with it */
#define PAUSE_NS 20000000L	/* between a counter's writes */

static const struct actor clerk = { "bench", "hall", { { 2026, 11, 25 }, 8, 30, 0 }, ROLES_UNSTATED };
static char uri[128], csv[128];

struct waits { double longest, sum; long writes, failures; };

static void
need(bool good, const char *what)
{
	if (good)
		return;
	(void)fprintf(stderr, "import: %s\n", what);
	exit(1);
}

/* In no order at all, as the extract of a register by its own numbers is. */
static void
make_csv(long lines)
{
	static const char *const kana[] = { "ア", "イ", "カ", "キ", "サ", "シ", "タ", "ツ", "ナ", "ハ", "マ", "ミ", "ヤ", "ヨ", "ワ" };
	static const char *const kanji[] = { "青", "石", "川", "北", "坂", "島", "田", "津", "中", "林", "松", "宮", "山", "吉", "和" };
	FILE *f = fopen(csv, "w");
	unsigned a, b, c, d;
	long i;

	need(f != NULL, csv);
	(void)fputs("氏名,フリガナ,性別,生年月日,郵便番号,住所\r\n", f);
	for (i = 0; i < lines; i++) {
		a = roll(15), b = roll(15), c = roll(15), d = roll(15);
		(void)fprintf(f, "%s%s %s%s,%s%s %s%s,女,%u-%02u-%02u,100-0013,東京都千代田区霞が関%u丁目%u番%u号\r\n",
		    kanji[a], kanji[b], kanji[c], kanji[d], kana[a], kana[b], kana[c], kana[d],
		    1930 + roll(90), 1 + roll(12), 1 + roll(28), 1 + roll(9), 1 + roll(30), 1 + roll(30));
	}
	need(fclose(f) == 0, csv);
}

static volatile sig_atomic_t over;

static void
stop(int number)
{
	(void)number;
	over = 1;
}

static bool
write_once(struct store *s)
{
	if (store_begin(s) != ERR_NONE)
		return false;
	if (audit_write(s, &clerk, "store-backed-up", "", "") == ERR_NONE)
		return store_commit(s) == ERR_NONE;
	store_rollback(s);
	return false;
}

static void
work_until_stopped(int out)
{
	struct waits w = { .writes = 0 };
	struct store *s;
	double since, took;

	(void)signal(SIGTERM, stop);
	need(store_open(uri, MODE_WORK, &s) == ERR_NONE, "the counter's store");
	need(write(out, "", 1) == 1, "pipe");
	while (!over) {
		since = timing_now();
		w.failures += !write_once(s);
		took = timing_now() - since;
		w.writes++;
		w.sum += took;
		w.longest = took > w.longest ? took : w.longest;
		(void)nanosleep(&(struct timespec){ .tv_nsec = PAUSE_NS }, NULL);
	}
	store_close(&s);
	need(write(out, &w, sizeof(w)) == (ssize_t)sizeof(w), "pipe");
	_exit(0);
}

/* The same rows once more, by one statement that isn't committed: less than that no import can take. */
static double
plain(struct store *s)
{
	double since;

	need(store_begin(s) == ERR_NONE, "transaction");
	since = timing_now();
	need(store_run(s, "INSERT INTO resident_row"
	    " (batch, name, kana, sex, born, address, postcode, kana_key, name_key)"
	    " SELECT batch, name, kana, sex, born, address, postcode, kana_key, name_key FROM resident_row",
	    NULL, 0, NULL, NULL) == ERR_NONE, "rows");
	since = timing_now() - since;
	store_rollback(s);
	return since;
}

static void
import_beside_a_counter(const char *what)
{
	static struct faults faults;
	FILE *in = fopen(csv, "r");
	struct waits w;
	struct store *s = NULL;
	int told[2];
	int64_t count;
	char byte, name[96];
	double since;
	pid_t pid;

	need(in != NULL && pipe(told) == 0, "pipe");
	if ((pid = fork()) == 0)
		work_until_stopped(told[1]);
	need(read(told[0], &byte, 1) == 1 && store_open(uri, MODE_WORK, &s) == ERR_NONE, "store");
	since = timing_now();
	need(residents_import(s, &clerk, in, csv, NULL, &faults, &count) == ERR_NONE, "import");
	since = timing_now() - since;
	(void)kill(pid, SIGTERM);
	need(read(told[0], &w, sizeof(w)) == (ssize_t)sizeof(w) && waitpid(pid, NULL, 0) == pid, "counter");
	(void)close(told[0]);
	(void)close(told[1]);
	(void)snprintf(name, sizeof(name), "%lld residents imported, %s; by plain SQL", (long long)count, what);
	(void)figure(name, "s", since, plain(s), 0);
	(void)snprintf(name, sizeof(name), "a counter's write beside it, at most; on the mean");
	(void)figure(name, "ms", w.longest * 1e3, w.sum * 1e3 / (double)w.writes, 0);
	need(w.failures == 0, "a counter wrote in vain");
	store_close(&s);
	(void)fclose(in);
}

/*
 * Of the process that imports and of the one that reads the file for it, whichever has more; in MB. What this program
 * has by then is in it: it is asked at first.
 */
static double
most_memory(const char *path, long lines)
{
	static struct faults faults;
	struct rusage used;
	struct store *s = NULL;
	int64_t count;
	int status;
	FILE *in;
	pid_t pid;

	make_csv(lines);
	if ((pid = fork()) == 0) {
		need((in = fopen(csv, "r")) != NULL && store_open(path, MODE_WORK, &s) == ERR_NONE, "store");
		need(residents_import(s, &clerk, in, csv, NULL, &faults, &count) == ERR_NONE, "import");
		store_close(&s);
		_exit(0);
	}
	need(wait4(pid, &status, 0, &used) == pid && status == 0, "a process that imports");
	return (double)used.ru_maxrss / 1024;
}

static bool
count_resident(void *ctx, const struct resident *r)
{
	(void)r;
	++*(int *)ctx;
	return true;
}

static void
look_up(const char *what, const char *text)
{
	double since, took, longest = 0, sum = 0;
	struct store *s;
	char name[96];
	int i, n = 0;

	need(store_open(uri, MODE_WORK, &s) == ERR_NONE, "store");
	for (i = 0; i < LOOKS; i++) {
		since = timing_now();
		need(residents_find(s, &clerk, NULL, text, 0, count_resident, &n) == ERR_NONE, text);
		took = timing_now() - since;
		sum += took;
		longest = took > longest ? took : longest;
	}
	store_close(&s);
	(void)snprintf(name, sizeof(name), "%d residents %s, at most; on the mean", n / LOOKS, what);
	(void)figure(name, "ms", longest * 1e3, sum * 1e3 / LOOKS, 0);
}

int
main(void)
{
	const char *pgsql = getenv("MADOGUCHI_BENCH_STORE");
	const long lines = bench_people();
	struct scratch scratch;
	double few;
	bool good;

	scratch_new(&scratch);
	(void)snprintf(uri, sizeof(uri), "%s", pgsql != NULL ? pgsql : scratch_path(&scratch, "s.db"));
	(void)snprintf(csv, sizeof(csv), "%s", scratch_path(&scratch, "r.csv"));
	few = most_memory(scratch_path(&scratch, "few.db"), lines / 10);
	good = figure("memory of an import, of a tenth of the lines", "MB",
	    most_memory(scratch_path(&scratch, "many.db"), lines), few, MEMORY);
	import_beside_a_counter("the first");
	import_beside_a_counter("in another's place");
	look_up("by a family name and a birth date", "アカ 1990-02-03");
	look_up("by a whole name", "青石 川北");
	look_up("by a family name", "アカ");
	look_up("all", NULL);
	scratch_free(&scratch);
	return good ? 0 : 1;
}

/*
 * A long day of one office: eight clerks' processes open cases, note and correct, each again until it is done, while
 * the server under them is killed. In the end everything that a clerk was told is done is there once, and nothing else.
 *
 * usage: long-day URI FOLDER SECONDS KILLS COMMAND: for so long, but until each clerk has had some cases and COMMAND
 * has killed the server so often; key and anchors of the audit log are in the folder
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "audit/keep.h"
#include "case/case.h"

#define CLERKS 8
#define LEAST 3			/* cases of each clerk */
#define LABEL 24
#define PAUSE 50		/* milliseconds until what was refused is tried again */

/* What all processes see. told: how often which error was. */
static struct day {
	int64_t until;
	int started, killed;
	bool over;
	int64_t done, told[ERR_COUNT], found_done, found_undone;
} *day;

static const char *uri, *folder;

struct clerk {
	struct store *store;
	struct actor actor;
	char name[8];
	FILE *acknowledged;
	struct case_file file;
	int count;
};

static int64_t
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
give_up(const char *who, const char *what, enum err e)
{
	fprintf(stderr, "%s: %s: %s\n", who, what, err_name(e));
	_exit(1);
}

/* --- what a clerk does, and how one looks whether it was done ------------------------------------ */

struct deed { const char *name; enum err (*act)(struct clerk *, const char *label); const char *count, *list; };

static enum err
open_case(struct clerk *c, const char *label)
{
	memset(&c->file, 0, sizeof(c->file));
	(void)snprintf(c->file.procedure, sizeof(c->file.procedure), "renew");
	c->file.certificates = CERT_BOTH;
	(void)snprintf(c->file.facts, sizeof(c->file.facts), "procedure=renew\n");
	(void)snprintf(c->file.outcome, sizeof(c->file.outcome), "proceed");
	(void)snprintf(c->file.person.name, sizeof(c->file.person.name), "番号 花子");
	(void)snprintf(c->file.person.kana, sizeof(c->file.person.kana), "バンゴウ ハナコ");
	(void)snprintf(c->file.person.address, sizeof(c->file.person.address), "%s", label);
	return case_open(c->store, &c->actor, &c->file, CASE_RECEIVED);
}

static enum err
note(struct clerk *c, const char *label)
{
	return case_event(c->store, &c->actor, c->file.number, EVENT_NOTE, label);
}

static enum err
correct(struct clerk *c, const char *label)
{
	(void)snprintf(c->file.person.address, sizeof(c->file.person.address), "%s", label);
	return case_set_person(c->store, &c->actor, c->file.number, &c->file.person);
}

#define ADDRESS "SELECT count(*) FROM person WHERE address = ?1"
#define NOTED "SELECT count(*) FROM case_history WHERE event = 'noted' AND why = ?1"

/* A case's label is overwritten by its correction: its number and its opening stay. */
static const struct deed deeds[] = {
	{ "opened", open_case, ADDRESS, NULL },
	{ "noted", note, NOTED, "SELECT why FROM case_history WHERE event = 'noted'" },
	{ "corrected", correct, ADDRESS, "SELECT address FROM person" },
};

static bool
take_number(void *ctx, const struct store_value *v, size_t n)
{
	struct case_file *f = ctx;

	(void)n;
	return store_read_text(&v[0], f->number, sizeof(f->number));
}

/* The clerk looks, as the words say, until the server can be asked. */
static bool
look(struct clerk *c, const struct deed *d, const char *label)
{
	const struct store_value value = store_text(label);
	int64_t n = 0;

	while (store_get_int(c->store, d->count, &value, 1, &n) != ERR_NONE || (n > 0 && store_run(c->store,
	    "SELECT number FROM person WHERE address = ?1", &value, 1, take_number, &c->file) != ERR_NONE))
		(void)poll(NULL, 0, PAUSE);
	if (n > 1)
		give_up(c->name, label, ERR_DATA);
	__atomic_add_fetch(n > 0 ? &day->found_done : &day->found_undone, 1, __ATOMIC_RELAXED);
	return n > 0;
}

static void
do_once(struct clerk *c, const struct deed *d)
{
	char label[LABEL];
	enum err e;

	(void)snprintf(label, sizeof(label), "%s-%d", c->name, ++c->count);
	while ((e = d->act(c, label)) != ERR_NONE) {
		__atomic_add_fetch(&day->told[e], 1, __ATOMIC_RELAXED);
		if (e != ERR_STORE_UNSURE && e != ERR_STORE_SILENT && e != ERR_STORE_OPEN && e != ERR_STORE_LOCKED)
			give_up(c->name, d->name, e);
		if (e == ERR_STORE_UNSURE && look(c, d, label))
			break;
		(void)poll(NULL, 0, PAUSE);
	}
	if (fprintf(c->acknowledged, "%s %s %s\n", d->name, c->file.number, label) < 0)
		give_up(c->name, "acknowledged", ERR_IO);
	__atomic_add_fetch(&day->done, 1, __ATOMIC_RELAXED);
}

/* --- the day ------------------------------------------------------------------------------------- */

static void
come_to_work(struct clerk *c, int number)
{
	struct audit_keeping keeping = { .key = "" };
	char path[512];
	enum err e;

	(void)snprintf(c->name, sizeof(c->name), "clerk%d", number);
	c->actor = (struct actor){ .clerk = c->name, .counter = "3番窓口", .at = { { 2026, 11, 20 }, 10, 30, 5 },
	    .roles = ROLES_UNSTATED };
	(void)snprintf(path, sizeof(path), "%s/%s", folder, c->name);
	(void)snprintf(keeping.key, sizeof(keeping.key), "%s/audit.key", folder);
	(void)snprintf(keeping.anchors, sizeof(keeping.anchors), "%s/anchors", folder);
	if ((c->acknowledged = fopen(path, "w")) == NULL)
		give_up(c->name, path, ERR_IO);
	while ((e = store_open(uri, MODE_WORK, &c->store)) == ERR_STORE_LOCKED || (e == ERR_NONE &&
	    (e = audit_keep(c->store, &c->actor, &keeping)) == ERR_STORE_LOCKED)) {
		store_close(&c->store);
		(void)poll(NULL, 0, PAUSE);
	}
	if (e != ERR_NONE)
		give_up(c->name, uri, e);
}

static void
work(int number)
{
	struct clerk *c = calloc(1, sizeof(*c));
	int cases = 0;
	size_t i;

	if (c == NULL)
		_exit(1);
	come_to_work(c, number);
	__atomic_add_fetch(&day->started, 1, __ATOMIC_RELAXED);
	while (!__atomic_load_n(&day->over, __ATOMIC_RELAXED) || cases < LEAST) {
		for (i = 0; i < sizeof(deeds) / sizeof(*deeds); i++)
			do_once(c, &deeds[i]);
		cases++;
	}
	store_close(&c->store);
	if (fclose(c->acknowledged) != 0)
		_exit(1);
	free(c);
	_exit(0);
}

static bool
all_started(void)
{
	while (__atomic_load_n(&day->started, __ATOMIC_RELAXED) < CLERKS) {
		if (waitpid(-1, NULL, WNOHANG) > 0)
			return false;
		(void)poll(NULL, 0, PAUSE);
	}
	return true;
}

/* Evenly over the day, and only when something was done since. */
static bool
run_day(int64_t length, int kills, const char *command)
{
	const int64_t begun = now();
	int64_t before;
	int k;

	for (k = 1; k <= kills + 1; k++) {
		before = __atomic_load_n(&day->done, __ATOMIC_RELAXED);
		while (now() < begun + length * k / (kills + 1) ||
		    __atomic_load_n(&day->done, __ATOMIC_RELAXED) == before) {
			if (waitpid(-1, NULL, WNOHANG) != 0)
				return false;
			(void)poll(NULL, 0, PAUSE);
		}
		if (k <= kills && system(command) != 0)
			return false;
	}
	return true;
}

/* --- what there is ------------------------------------------------------------------------------- */

struct labels { char (*all)[LABEL]; size_t n, room; };

static void
add(struct labels *l, const char *label)
{
	if (l->n == l->room) {
		l->room = 2 * l->room + 1024;
		if ((l->all = realloc(l->all, l->room * sizeof(*l->all))) == NULL)
			_exit(1);
	}
	(void)snprintf(l->all[l->n++], LABEL, "%.*s", LABEL - 1, label);
}

static bool
add_row(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	add(ctx, store_as_text(&v[0]));
	return true;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Whether the two are the same, each as often. */
static bool
same(const char *what, struct labels *wanted, struct labels *there)
{
	size_t i;

	qsort(wanted->all, wanted->n, LABEL, compare);
	qsort(there->all, there->n, LABEL, compare);
	for (i = 0; i < wanted->n && i < there->n && strcmp(wanted->all[i], there->all[i]) == 0; i++)
		;
	printf("%s: %zu told, %zu there\n", what, wanted->n, there->n);
	if (i == wanted->n && i == there->n)
		return true;
	printf("%s: not the same from %s, %s on\n", what, i < wanted->n ? wanted->all[i] : "-",
	    i < there->n ? there->all[i] : "-");
	return false;
}

/* What the clerks were told: labels of that deed, or the numbers of their cases. */
static void
add_told(struct labels *l, const char *deed, bool numbers)
{
	char path[512], name[16], number[CASE_NUMBER_MAX], label[LABEL];
	FILE *f;
	int k;

	for (k = 1; k <= CLERKS; k++) {
		(void)snprintf(path, sizeof(path), "%s/clerk%d", folder, k);
		if ((f = fopen(path, "r")) == NULL)
			_exit(1);
		while (fscanf(f, "%15s %11s %23s", name, number, label) == 3)
			if (strcmp(name, deed) == 0)
				add(l, numbers ? number : label);
		(void)fclose(f);
	}
}

static bool
check(struct store *s, const char *what, const char *deed, bool numbers, const char *sql)
{
	struct labels wanted = { NULL, 0, 0 }, there = { NULL, 0, 0 };
	bool good;

	add_told(&wanted, deed, numbers);
	good = store_run(s, sql, NULL, 0, add_row, &there) == ERR_NONE && same(what, &wanted, &there);
	free(wanted.all);
	free(there.all);
	return good;
}

static bool
check_all(void)
{
	struct store *s;
	bool good;

	if (store_open(uri, MODE_WORK, &s) != ERR_NONE)
		return false;
	good = check(s, "cases", "opened", true, "SELECT number FROM cases");
	good = check(s, "openings on record", "opened", true,
	    "SELECT subject FROM audit WHERE event = 'case-opened'") && good;
	good = check(s, "notes", "noted", false, deeds[1].list) && good;
	good = check(s, "notes on record", "noted", true,
	    "SELECT subject FROM audit WHERE event = 'case-noted'") && good;
	good = check(s, "corrections", "corrected", false, deeds[2].list) && good;
	good = check(s, "corrections on record", "corrected", true,
	    "SELECT subject FROM audit WHERE event = 'case-person-set'") && good;
	store_close(&s);
	return good;
}

int
main(int argc, char **argv)
{
	bool good;
	int i, status;

	if (argc != 6)
		return 2;
	uri = argv[1];
	folder = argv[2];
	day = mmap(NULL, sizeof(*day), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (day == MAP_FAILED)
		return 1;
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 1; i <= CLERKS; i++)
		if (fork() == 0)
			work(i);
	good = all_started() && run_day(strtoll(argv[3], NULL, 10) * 1000, atoi(argv[4]), argv[5]);
	__atomic_store_n(&day->over, true, __ATOMIC_RELAXED);
	while (wait(&status) > 0)
		good = good && status == 0;
	printf("%lld events", (long long)day->done);
	for (i = 0; i < ERR_COUNT; i++)
		if (day->told[i] > 0)
			printf(", %s %lld", err_name((enum err)i), (long long)day->told[i]);
	printf("; of those unsure %lld were done, %lld were not\n", (long long)day->found_done,
	    (long long)day->found_undone);
	return good && check_all() ? 0 : 1;
}

/*
 * Every distinct path through the rules of the five municipalities and the nation's, typed into the real program in a
 * pseudo-terminal from reception to the result. A path is what decides: the outcome, what is missing, refused and done,
 * and the rules that had a say. Of the rows of the tables (tests/rules) that lead along one, the first is typed.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/rules/table.h"
#include "tests/screens/path.h"

#define PATHS_MAX 400

struct paths { struct path *list; size_t count; int rows, same, unsaid, no_first; };

static bool
same_path(const struct path *a, const struct path *b)
{
	const struct decision *d = &a->decision, *e = &b->decision;

	return a->want.value[FACT_VISIT] == b->want.value[FACT_VISIT] && decision_same_answer(d, e) &&
	    memcmp(d->hit, e->hit, sizeof d->hit) == 0;
}

static bool
read_row(const struct row *row, struct path *p)
{
	char why[FACTS_WHY_MAX];
	size_t i;

	memset(&p->want, 0, sizeof p->want);
	for (i = 0; i < row->facts.count; i++) {
		if (facts_read(&p->want, NULL, row->facts.word[i], why) != ERR_NONE)
			return false;
	}
	if (!row->open)
		facts_assume(&p->want);
	if (!facts_known(&p->want, FACT_PROCEDURE) ||
	    rule_decide(p->profile, &p->want, p->want.at, &p->decision) != ERR_NONE)
		return false;
	p->said = p->want;
	p->told = p->decision;
	p->wrong = 0;
	return true;
}

static void
add(struct paths *all, struct path *p)
{
	size_t i;

	for (i = 0; i < all->count && !same_path(&all->list[i], p); i++)
		;
	if (i < all->count) {
		all->same++;
	} else if (!path_can_be_said(p)) {
		all->unsaid++;
	} else if (p->want.value[FACT_VISIT] == 1 && !path_first_visit(p)) {
		(void)printf("%s: no first visit leads there\n", p->name);
		all->no_first++;
	} else if (all->count < PATHS_MAX) {
		all->list[all->count++] = *p;
	}
}

static bool
collect(struct paths *all, const char *src, const char *name, const struct profile *profile)
{
	static struct path p;
	struct table t;
	struct row row;
	char path[4096];

	(void)snprintf(path, sizeof path, "%s/tests/rules/%s.table", src, name);
	if (!table_open(&t, path))
		return false;
	p = (struct path){ .profile_name = name, .profile = profile };
	while (table_next(&t, &row)) {
		(void)snprintf(p.name, sizeof p.name, "%s:%d", name, t.line);
		all->rows++;
		if (read_row(&row, &p))
			add(all, &p);
		row_clear(&row);
	}
	table_close(&t);
	return true;
}

static int
make_base(void **state)
{
	(void)state;
	path_make_base();
	return 0;
}

static int
free_base(void **state)
{
	(void)state;
	path_free_base();
	return 0;
}

/* One path a test, so that one that is wrong keeps no other from being typed. */
static int
run(const struct paths *all)
{
	struct CMUnitTest *tests = calloc(all->count, sizeof *tests);
	int failed;
	size_t i;

	if (tests == NULL)
		return 1;
	for (i = 0; i < all->count; i++)
		tests[i] = (struct CMUnitTest){ .name = all->list[i].name, .test_func = path_run,
		    .initial_state = &all->list[i] };
	failed = _cmocka_run_group_tests("paths", tests, all->count, make_base, free_base);
	free(tests);
	return failed;
}

static int
run_table(const char *name)
{
	const char *src = getenv("top_srcdir");
	struct paths all = { .list = calloc(PATHS_MAX, sizeof *all.list) };
	struct profile *profile = NULL;
	char folder[4096];
	int failed = 1;

	src = src != NULL ? src : ".";
	(void)snprintf(folder, sizeof folder, "%s/config/profiles", src);
	if (all.list != NULL && profile_open(folder, name, &profile, NULL) == ERR_NONE &&
	    collect(&all, src, name, profile) && all.count < PATHS_MAX) {
		failed = run(&all) + all.no_first;
		(void)printf("%s: %d rows, %zu paths typed, %d rows like another, %d that can't come about, %d failed\n",
		    name, all.rows, all.count, all.same, all.unsaid, failed);
	}
	profile_free(&profile);
	free(all.list);
	return failed;
}

/* A process for each table, as many at once as there are processors. */
static int
run_tables(const char *const *names, int count)
{
	long slots = sysconf(_SC_NPROCESSORS_ONLN);
	int i, status, failed = 0, running = 0;

	for (i = 0; i < count || running > 0; ) {
		if (i < count && running < slots) {
			if (fork() == 0)
				exit(run_table(names[i]) != 0);
			running++;
			i++;
			continue;
		}
		if (wait(&status) != -1)
			failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
		running--;
	}
	return failed;
}

int
main(int argc, char **argv)
{
	static const char *const all[] = { "setagaya", "kawasaki", "kawaguchi", "tachikawa", "odawara", "national" };

	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		return 77;
	if (argc > 1)
		return run_tables((const char *const *)argv + 1, argc - 1) != 0;
	return run_tables(all, sizeof all / sizeof all[0]) != 0;
}

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

#include "tests/screens/path-collect.h"

static bool
same_path(const struct path *a, const struct path *b)
{
	const struct decision *d = &a->decision, *e = &b->decision;

	return a->want.value[FACT_VISIT] == b->want.value[FACT_VISIT] && decision_same_answer(d, e) &&
	    memcmp(d->hit, e->hit, sizeof d->hit) == 0;
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
	struct paths all = { .list = calloc(PATHS_MAX, sizeof *all.list), .same = same_path };
	struct profile *profile = NULL;
	char folder[4096];
	int failed = 1;

	src = src != NULL ? src : ".";
	(void)snprintf(folder, sizeof folder, "%s/config/profiles", src);
	if (all.list != NULL && profile_open(folder, name, &profile, NULL) == ERR_NONE &&
	    paths_collect(&all, src, name, profile) && all.count < PATHS_MAX) {
		failed = run(&all) + all.no_first;
		(void)printf("%s: %d rows, %zu paths typed, %d rows like another, %d that can't come about, %d failed\n",
		    name, all.rows, all.count, all.alike, all.unsaid, failed);
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

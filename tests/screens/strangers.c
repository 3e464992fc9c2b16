/*
 * Somebody else's card, through the screens: for each procedure, each visitor and each visit that the decision tables
 * (tests/rules) let begin, typed into the real program from reception to the card's turn. In make check the first path
 * of each kind; with MADOGUCHI_STRANGERS=all, as make check-paths has it, every one.
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

enum { PROCEDURES = PROCEDURE_REVOKE + 1, VISITORS = VISITOR_PROXY + 1, VISITS = 2, SHARES = 4 };

static const char *const tables[] = { "setagaya", "kawasaki", "kawaguchi", "tachikawa", "odawara", "national" };
enum { TABLES = sizeof tables / sizeof tables[0] };

static bool
kind_of(const struct path *p, unsigned *kind)
{
	const int32_t *v = p->want.value;

	*kind = (unsigned)((v[FACT_PROCEDURE] * VISITORS + v[FACT_VISITOR]) * VISITS + v[FACT_VISIT]);
	return facts_known(&p->want, FACT_VISITOR) && facts_known(&p->want, FACT_VISIT) &&
	    *kind < PROCEDURES * VISITORS * VISITS;
}

static bool in_tables[PROCEDURES * VISITORS * VISITS];

/* A row may name a second visit after a first one that orders no letter: of the rule alone, no hand comes there. */
static bool
comes_there(const struct path *p)
{
	static struct path copy;

	copy = *p;
	return p->want.value[FACT_VISIT] == 0 || path_first_visit(&copy);
}

static bool
begins(const struct path *p)
{
	unsigned kind;

	if (p->decision.outcome != OUTCOME_PROCEED || !kind_of(p, &kind))
		return false;
	in_tables[kind] |= comes_there(p);
	return true;
}

static bool
same_kind(const struct path *a, const struct path *b)
{
	unsigned one, other;

	return kind_of(a, &one) && kind_of(b, &other) && one == other;
}

static bool
same_path(const struct path *a, const struct path *b)
{
	return same_kind(a, b) && strcmp(a->profile_name, b->profile_name) == 0 &&
	    decision_same_answer(&a->decision, &b->decision) &&
	    memcmp(a->decision.hit, b->decision.hit, sizeof a->decision.hit) == 0;
}

/* None of the tables' kinds falls out unseen. */
static unsigned
kinds_lacking(const struct paths *all)
{
	unsigned kind, of, lacking = 0;
	size_t i;

	for (kind = 0; kind < PROCEDURES * VISITORS * VISITS; kind++) {
		if (!in_tables[kind])
			continue;
		for (i = 0; i < all->count && !(kind_of(&all->list[i], &of) && of == kind); i++)
			;
		if (i < all->count)
			continue;
		(void)printf("nobody can type %s by %s at visit %u\n",
		    fact_info(FACT_PROCEDURE)->words[kind / VISITS / VISITORS],
		    fact_info(FACT_VISITOR)->words[kind / VISITS % VISITORS], kind % VISITS + 1);
		lacking++;
	}
	return lacking;
}

/* Every SHARES-th path, in a process of its own. */
static int
run_share(const struct paths *all, size_t from)
{
	struct CMUnitTest *tests = calloc(all->count, sizeof *tests);
	size_t i, n = 0;
	int failed;

	if (tests == NULL)
		return 1;
	for (i = from; i < all->count; i += SHARES)
		tests[n++] = (struct CMUnitTest){ .name = all->list[i].name, .test_func = path_stranger,
		    .initial_state = &all->list[i] };
	failed = n > 0 ? _cmocka_run_group_tests("strangers", tests, n, NULL, NULL) : 0;
	free(tests);
	return failed;
}

static int
run(const struct paths *all)
{
	int status, failed = 0;
	size_t i;

	path_make_base();
	(void)fflush(NULL);
	for (i = 0; i < SHARES; i++) {
		if (fork() == 0)
			exit(run_share(all, i) != 0);
	}
	for (i = 0; i < SHARES; i++) {
		if (wait(&status) != -1)
			failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	}
	path_free_base();
	return failed;
}

int
main(void)
{
	const char *said = getenv("MADOGUCHI_STRANGERS"), *src = getenv("top_srcdir");
	const bool every = said != NULL && strcmp(said, "all") == 0;
	struct paths all = { .list = calloc(PATHS_MAX, sizeof *all.list), .wanted = begins,
	    .same = every ? same_path : same_kind };
	struct profile *profiles[TABLES] = { NULL };
	unsigned i, kinds = 0, lacking;
	char folder[4096];
	int failed = 0;

	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		return 77;
	(void)snprintf(folder, sizeof folder, "%s/config/profiles", src != NULL ? src : ".");
	for (i = 0; i < TABLES && failed == 0; i++)
		failed = all.list == NULL || profile_open(folder, tables[i], &profiles[i], NULL) != ERR_NONE ||
		    !paths_collect(&all, src != NULL ? src : ".", tables[i], profiles[i]);
	for (i = 0; i < PROCEDURES * VISITORS * VISITS; i++)
		kinds += in_tables[i];
	lacking = kinds_lacking(&all);
	failed += all.count == PATHS_MAX || run(&all) != 0;
	(void)printf("%d rows, a stranger's card on %zu paths, %u of %u kinds of procedure, visitor and visit\n",
	    all.rows, all.count, kinds - lacking, kinds);
	for (i = 0; i < TABLES; i++)
		profile_free(&profiles[i]);
	free(all.list);
	return failed != 0 || lacking != 0;
}

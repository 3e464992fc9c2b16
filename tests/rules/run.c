/*
 * Asks the engine every row of the decision tables named, then names the rules that no row has hit. --rows: their
 * answers alone, without what has to hold for any row (property.h). --hits: of each row the line and the sections
 * that it uses.
 */
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "property.h"

#define ROWS_MAX 1000

static bool rows_alone, hits_alone;

struct run {
	const char *path;
	char ini[512];
	struct profile *profile;
	uint64_t hit[DECISION_RULES_MAX / 64];
	int rows, failures;
	int questions[ROWS_MAX], counted;	/* to the verdict */
};

static int
fail(const char *where, const char *what)
{
	(void)printf("%s: %s\n", where, what);
	return 1;
}

static int
decide(const struct run *r, const char *where, const struct table_row *row, struct facts *facts, struct decision *d)
{
	char why[FACTS_WHY_MAX] = "";

	if (table_facts(row, r->profile, facts, why) != ERR_NONE)
		return fail(where, why);
	return rule_decide(r->profile, facts, facts->at, d) == ERR_NONE ? 0 : fail(where, "no decision");
}

static void
tell(void *where, const struct table_miss *m)
{
	static const char *const words[] = {
		[TABLE_DIFFERS] = "not", [TABLE_UNKNOWN] = "which nothing is called",
		    [TABLE_SAYS_TOO_LITTLE] = "but isn't stated",
	};

	(void)printf("%s: expected %s, %s %s\n", (const char *)where, m->want, words[m->kind], m->got);
}

/* Prints each difference, and of who is told otherwise why. */
static int
compare(char *where, const struct table_words *expect, const struct decision *d)
{
	const size_t n = table_compare(expect, d, tell, where);
	struct buf b = { 0 };

	table_explain(d, &b);
	if (n > 0)
		(void)printf("%s: %s\n", where, buf_text(&b));
	buf_free(&b);
	return (int)n;
}

static void
print_hits(const struct run *r, int line, const struct decision *d)
{
	size_t i;

	(void)printf("%d", line);
	for (i = 0; i < profile_rules(r->profile); i++)
		if ((d->hit[i / 64] >> (i % 64) & 1) != 0)
			(void)printf("\t%s", profile_rule_name(r->profile, i));
	(void)printf("\n");
}

static void
run_row(struct run *r, const struct table *t, const struct table_row *row)
{
	static struct decision d;
	struct facts facts;
	char where[512];
	int faults, asked = -1;
	size_t i;

	(void)snprintf(where, sizeof(where), "%s:%d", r->path, t->line);
	r->rows++;
	if (decide(r, where, row, &facts, &d) != 0) {
		r->failures++;
		return;
	}
	if (hits_alone) {
		print_hits(r, t->line, &d);
		return;
	}
	faults = compare(where, &row->expect, &d);
	if (!rows_alone) {
		faults += property_order(where, r->profile, row, &d);
		faults += property_more_documents(where, &facts, &d);
		faults += property_ask(where, &facts, &d);
		faults += property_sequence(where, &facts, r->profile, &asked);
	}
	if (asked >= 0 && r->counted < ROWS_MAX)
		r->questions[r->counted++] = asked;
	r->failures += faults > 0;
	for (i = 0; i < DECISION_RULES_MAX / 64; i++)
		r->hit[i] |= d.hit[i];
}

/* The profile beside the tables where there is one (the trial), else the one that is shipped. */
static void
profile_path(const struct run *r, const char *name, char *out, size_t size)
{
	const char *dir = getenv("MADOGUCHI_DATADIR"), *slash = strrchr(r->path, '/');
	FILE *f;

	(void)snprintf(out, size, "%.*s%s.ini", slash != NULL ? (int)(slash + 1 - r->path) : 0, r->path, name);
	if ((f = fopen(out, "r")) != NULL)
		(void)fclose(f);
	else
		(void)snprintf(out, size, "%s/profiles/%s.ini", dir != NULL ? dir : "config", name);
}

static int
open_profile(struct run *r, const char *name)
{
	static struct faults faults;
	const char *dir = getenv("MADOGUCHI_DATADIR");
	char profiles[512];
	size_t i;

	faults = (struct faults){ 0 };
	profile_path(r, name, r->ini, sizeof(r->ini));
	(void)snprintf(profiles, sizeof(profiles), "%s/profiles", dir != NULL ? dir : "config");
	if (profile_open(profiles, r->ini, &r->profile, &faults) == ERR_NONE)
		return 0;
	for (i = 0; i < fault_kept(&faults); i++)
		(void)printf("%s:%d: %s\n", faults.list[i].file, faults.list[i].line, faults.list[i].message);
	return fail(r->ini, "the profile has faults");
}

static int
compare_numbers(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return *x - *y;
}

/* Every rule of the file must have been hit by some row. */
static int
report(struct run *r)
{
	size_t i, own = 0, hit = 0;

	for (i = 0; i < profile_rules(r->profile); i++) {
		if (!profile_rule_own(r->profile, i))
			continue;
		own++;
		if ((r->hit[i / 64] >> (i % 64) & 1) != 0)
			hit++;
		else
			(void)printf("%s: no row hits [%s]\n", r->path, profile_rule_name(r->profile, i));
	}
	(void)printf("%s: %d rows, %d wrong, %zu of %zu rules hit\n", profile_code(r->profile), r->rows,
	    r->failures, hit, own);
	qsort(r->questions, (size_t)r->counted, sizeof(*r->questions), compare_numbers);
	if (r->counted > 0)
		(void)printf("%s: questions to the verdict: median %d, maximum %d, of %d rows\n",
		    profile_code(r->profile), r->questions[r->counted / 2], r->questions[r->counted - 1], r->counted);
	return r->failures > 0 || hit < own;
}

static int
run_table(const char *path)
{
	struct run r = { .path = path };
	struct table t;
	struct table_row row;
	int status = 0;

	if (!table_open(&t, path))
		return fail(path, "can't be opened");
	while (status == 0 && table_next(&t, &row)) {
		if (r.profile == NULL)
			status = open_profile(&r, t.profile);
		if (status == 0)
			run_row(&r, &t, &row);
		table_row_clear(&row);
	}
	if (t.fault[0] != '\0') {
		(void)printf("%s:%d: %s\n", path, t.line, t.fault);
		status = 1;
	}
	if (status == 0 && r.profile != NULL && !hits_alone)
		r.failures += claims_fail(path, &t, r.profile, r.ini);
	if (status == 0 && r.profile == NULL)
		status = fail(path, "no rows");
	if (status == 0 && !hits_alone)
		status = report(&r);
	profile_free(&r.profile);
	table_close(&t);
	return status;
}

int
main(int argc, char **argv)
{
	int i, status = 0;

	rows_alone = argc > 1 && strcmp(argv[1], "--rows") == 0;
	hits_alone = argc > 1 && strcmp(argv[1], "--hits") == 0;
	for (i = rows_alone || hits_alone ? 2 : 1; i < argc; i++)
		status |= run_table(argv[i]);
	return status;
}

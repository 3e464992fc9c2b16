/*
 * Every one-line mistake in a shipped profile (mutate.h) has to be noticed: the profile isn't read any more, a row of a
 * table gets another answer, or profile check finds a fault. What isn't stands in mutants.alive, each with its reason: what
 * changes no answer at all, and what lives, which is at most 2 in 100. What stands there and dies has to go.
 *
 * usage: profile-mutants [-n COUNT] [-s SEED] [-o ONLY]   with -n about so many of them, drawn; with -o those named so
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "claim.h"
#include "mutate.h"
#include "tests/unit/scratch.h"

#define ROWS_MAX 2000
#define ALIVE_MAX 400
#define PER_HUNDRED 2

static const char *const names[] = { "national", "kawaguchi", "kawasaki", "odawara", "setagaya", "tachikawa" };
enum { NAMES = sizeof(names) / sizeof(*names) };

struct prepared { struct facts facts; struct table_words expect; };
static struct { struct prepared row[ROWS_MAX]; size_t count; struct table head; } tables[NAMES];

static struct { char line[640]; bool met, same; } alive[ALIVE_MAX];
static size_t alive_count;

static struct scratch scratch;
static char folder[512];			/* of the profiles as they are shipped */

static struct {
	unsigned long sample, all, tried, died, unread, checked, same, lived;
	const char *only;
	unsigned long wrong;			/* not as mutants.alive says */
	unsigned mutated;			/* index of the profile */
} run;

/* --- what is read once ---------------------------------------------------------------------------- */

static bool
read_table(const char *src, unsigned which)
{
	char path[600], why[FACTS_WHY_MAX];
	struct profile *shipped = NULL;
	struct table_row row;
	bool read;
	struct table t;

	(void)snprintf(path, sizeof(path), "%s/%s.ini", folder, names[which]);
	if (profile_open(folder, path, &shipped, NULL) != ERR_NONE)
		return false;
	(void)snprintf(path, sizeof(path), "%s/tests/rules/%s.table", src, names[which]);
	read = table_open(&t, path);
	while (read && table_next(&t, &row) && tables[which].count < ROWS_MAX) {
		struct prepared *p = &tables[which].row[tables[which].count++];

		read = table_facts(&row, shipped, &p->facts, why) == ERR_NONE;
		p->expect = row.expect;		/* kept */
		row.expect.count = 0;
		table_row_clear(&row);
	}
	profile_free(&shipped);
	if (!read)
		return false;
	table_close(&t);
	tables[which].head = t;
	return tables[which].count > 0 && t.fault[0] == '\0';
}

/* A line each: what it is, then behind two blanks "same:" or "lives:" and why. */
static bool
read_alive(const char *src)
{
	char path[512], *why;
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/tests/rules/mutants.alive", src);
	if ((f = fopen(path, "r")) == NULL)
		return false;
	while (alive_count < ALIVE_MAX && fgets(alive[alive_count].line, sizeof(alive->line), f) != NULL) {
		if (alive[alive_count].line[0] == '#' || alive[alive_count].line[0] == '\n')
			continue;
		alive[alive_count].same = (why = strstr(alive[alive_count].line, "  same: ")) != NULL;
		if (why == NULL && (why = strstr(alive[alive_count].line, "  lives: ")) == NULL)
			return printf("mutants.alive: without a reason: %s", alive[alive_count].line) < 0;
		*why = '\0';
		alive_count++;
	}
	(void)fclose(f);
	return true;
}

/* --- one mutant ----------------------------------------------------------------------------------- */

static bool
differs(const struct profile *p, const struct prepared *row)
{
	static struct decision d;
	char why[FACTS_WHY_MAX];

	return profile_check_facts(p, &row->facts, why) != ERR_NONE ||
	    rule_decide(p, &row->facts, row->facts.at, &d) != ERR_NONE ||
	    table_compare(&row->expect, &d, NULL, NULL) > 0;
}

static bool
table_notices(unsigned which, bool *unread)
{
	struct profile *p = NULL;
	char path[512];
	bool noticed = false;
	size_t i;

	(void)snprintf(path, sizeof(path), "%s/%s.ini", scratch.folder, names[which]);
	*unread = profile_open(folder, path, &p, NULL) != ERR_NONE;
	noticed = !*unread && claims_fail(NULL, &tables[which].head, p, path) > 0;
	for (i = 0; !*unread && !noticed && i < tables[which].count; i++)
		noticed = differs(p, &tables[which].row[i]);
	profile_free(&p);
	return *unread || noticed;
}

static bool
check_notices(unsigned which)
{
	static struct faults faults;
	struct profile *p = NULL;
	char path[512];
	bool noticed;

	faults.count = 0;
	(void)snprintf(path, sizeof(path), "%s/%s.ini", scratch.folder, names[which]);
	noticed = profile_open(folder, path, &p, NULL) != ERR_NONE ||
	    profile_check(p, (struct date){ 2026, 11, 20 }, &faults) != ERR_NONE ||
	    faults.count > 0;
	profile_free(&p);
	return noticed;
}

/* What the nation's rules say is tried by every table. */
static bool
is_noticed(void)
{
	bool unread = false, noticed = table_notices(run.mutated, &unread);
	unsigned i;

	for (i = 1; run.mutated == 0 && i < NAMES && !noticed; i++)
		noticed = table_notices(i, &unread);
	run.unread += unread;
	if (!noticed && check_notices(run.mutated)) {
		run.checked++;
		return true;
	}
	return noticed;
}

/* And by the check of each profile that inherits them: dear, so only where nobody has explained it. */
static bool
heirs_notice(void)
{
	bool noticed = false;
	unsigned i;

	for (i = 1; run.mutated == 0 && i < NAMES && !noticed; i++)
		noticed = check_notices(i);
	run.checked += noticed;
	return noticed;
}

static size_t
explained(const char *what)
{
	size_t i;

	for (i = 0; i < alive_count && strcmp(alive[i].line, what) != 0; i++)
		;
	return i;
}

static void
judge_living(const char *what)
{
	const size_t i = explained(what);

	if (i < alive_count)
		alive[i].met = true;
	run.same += i < alive_count && alive[i].same;
	run.lived += i == alive_count || !alive[i].same;
	if (i == alive_count) {
		run.wrong++;
		(void)printf("lives: %s\n", what);
	}
}

static void
judge_dead(const char *what)
{
	run.died++;
	if (explained(what) == alive_count)
		return;
	run.wrong++;
	(void)printf("dies, but stands in mutants.alive: %s\n", what);
}

static bool
try(void *ctx, const struct mutant *m)
{
	char name[64], what[600];

	(void)ctx;
	(void)snprintf(what, sizeof(what), "%s.ini %s", names[run.mutated], m->what);
	if (strstr(what, run.only) == NULL)
		return true;
	if (run.sample > 0 && (unsigned long)random() % run.all >= run.sample)
		return true;
	(void)snprintf(name, sizeof(name), "%s.ini", names[run.mutated]);
	(void)scratch_write(&scratch, name, m->text);
	run.tried++;
	if (is_noticed() || (explained(what) == alive_count && heirs_notice()))
		judge_dead(what);
	else
		judge_living(what);
	return true;
}

/* --- all of them ---------------------------------------------------------------------------------- */

static char *
read_profile(unsigned which)
{
	static char text[1 << 18];
	char path[600];
	size_t len;
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s.ini", folder, names[which]);
	if ((f = fopen(path, "r")) == NULL)
		return NULL;
	len = fread(text, 1, sizeof(text) - 1, f);
	text[len] = '\0';
	(void)fclose(f);
	return text;
}

static void
write_profile(unsigned which)
{
	char name[64];

	(void)snprintf(name, sizeof(name), "%s.ini", names[which]);
	(void)scratch_write(&scratch, name, read_profile(which));
}

static bool
count(void *ctx, const struct mutant *m)
{
	(void)ctx;
	(void)m;
	run.all++;
	return true;
}

/* As they stand, all is well: else nothing that follows means anything. */
static bool
all_is_well(void)
{
	bool unread;
	unsigned i;

	for (i = 0; i < NAMES; i++)
		write_profile(i);
	for (i = 0; i < NAMES; i++)
		if (table_notices(i, &unread))
			return printf("%s: its own table doesn't agree\n", names[i]) < 0;
	return true;
}

static int
report(unsigned long seed)
{
	size_t i;

	for (i = 0; i < alive_count && run.sample == 0 && run.only[0] == '\0'; i++)
		if (!alive[i].met) {
			run.wrong++;
			(void)printf("mutants.alive names what there is no more: %s\n", alive[i].line);
		}
	if (run.sample > 0)
		(void)printf("a sample, seed %lu: ", seed);
	(void)printf("%lu of %lu profile mutants died (%lu weren't read, %lu by profile check), "
	    "%lu change no answer, %lu live\n", run.died, run.tried, run.unread, run.checked, run.same, run.lived);
	return run.tried == 0 || run.wrong > 0 || run.lived * 100 > run.tried * PER_HUNDRED;
}

int
main(int argc, char **argv)
{
	const char *src = getenv("top_srcdir"), *dir = getenv("MADOGUCHI_DATADIR");
	unsigned long seed = (unsigned long)getpid();
	int c;

	run.only = "";
	while ((c = getopt(argc, argv, "n:s:o:")) != -1)
		if (c == 'n')
			run.sample = strtoul(optarg, NULL, 10);
		else if (c == 's')
			seed = strtoul(optarg, NULL, 10);
		else if (c == 'o')
			run.only = optarg;
		else
			return 2;
	src = src != NULL ? src : ".";
	(void)snprintf(folder, sizeof(folder), "%s/profiles", dir != NULL ? dir : "config");
	scratch_new_fast(&scratch);
	for (run.mutated = 0; run.mutated < NAMES; run.mutated++)
		if (!read_table(src, run.mutated))
			return 2;
	if (!read_alive(src) || !all_is_well())
		return 2;
	srandom((unsigned)seed);
	for (run.mutated = 0; run.mutated < NAMES; run.mutated++)
		mutate(read_profile(run.mutated), count, NULL);
	for (run.mutated = 0; run.mutated < NAMES; run.mutated++) {
		mutate(read_profile(run.mutated), try, NULL);
		write_profile(run.mutated);
	}
	scratch_free(&scratch);
	return report(seed);
}

/* Gathers the paths of a decision table: of the rows that are alike, the first that can be typed. */
#include <stdio.h>
#include <string.h>

#include "rule/table.h"
#include "tests/screens/path-collect.h"

#define HOUR 10
#define MINUTE 30

static bool
read_row(const struct table_row *row, struct path *p)
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
	if (p->want.at.hour < 0) {	/* a day alone: the program has an hour too */
		p->want.at.hour = HOUR;
		p->want.at.minute = MINUTE;
	}
	if (!facts_known(&p->want, FACT_PROCEDURE) ||
	    rule_decide(p->profile, &p->want, p->want.at, &p->decision) != ERR_NONE)
		return false;
	p->said = p->want;
	p->told = p->decision;
	p->wrong = 0;
	p->handed = false;
	return true;
}

/* The first visit would have ended with the same answer: no letter was ordered that a second one could follow. */
static bool
ends_at_first(const struct path *p)
{
	static struct facts f;
	static struct decision d;

	f = p->want;
	facts_set(&f, FACT_VISIT, fact_word(FACT_VISIT, "1"));
	return rule_decide(p->profile, &f, f.at, &d) == ERR_NONE && decision_same_answer(&d, &p->decision);
}

static void
add(struct paths *all, struct path *p)
{
	size_t i;

	if (all->wanted != NULL && !all->wanted(p))
		return;
	for (i = 0; i < all->count && !all->same(&all->list[i], p); i++)
		;
	if (i < all->count) {
		all->alike++;
	} else if (!path_can_be_said(p)) {
		all->unsaid++;
	} else if (p->want.value[FACT_VISIT] == 1 && !path_first_visit(p)) {
		if (ends_at_first(p)) {
			all->unsaid++;
			return;
		}
		(void)printf("%s: no first visit leads there\n", p->name);
		all->no_first++;
	} else if (all->count < PATHS_MAX) {
		all->list[all->count++] = *p;
	}
}

bool
paths_collect(struct paths *all, const char *src, const char *name, const struct profile *profile)
{
	static struct path p;
	struct table t;
	struct table_row row;
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
		table_row_clear(&row);
	}
	table_close(&t);
	return true;
}

/* A fact that is not known is asked for exactly if it matters, tried over the grid of madoguchi-profile(5). */
#include "property.h"

#include <string.h>

#define VALUES_MAX 24

struct values { int32_t value[VALUES_MAX]; size_t count; };

static void
put_day(struct values *v, struct date d)
{
	v->value[v->count++] = date_days(d);
}

static void
born_days(struct date d, struct values *v)
{
	static const struct { int years, days; } rows[] = {
		{ 100, 0 }, { 40, 0 }, { 18, 0 }, { 15, 0 }, { 15, -1 }, { 15, 1 }, { 15, 2 }, { 5, 0 },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		put_day(v, date_add_days(date_add_months(d, -12 * rows[i].years), rows[i].days));
}

static void
opened_days(struct date d, struct values *v)
{
	static const int before[] = { 0, 1, 30, 31, 60, 61 };
	size_t i;

	for (i = 0; i < sizeof(before) / sizeof(*before); i++)
		put_day(v, date_add_days(d, -before[i]));
}

static void
other_days(enum fact f, struct date d, struct values *v)
{
	put_day(v, date_add_months(d, -12));
	put_day(v, date_add_days(d, -1));
	put_day(v, d);
	put_day(v, date_add_days(d, 1));
	put_day(v, date_add_days(d, 30));
	if (f != FACT_REPLY_EXPIRES) {
		put_day(v, date_add_days(date_add_months(d, 3), -1));
		put_day(v, date_add_months(d, 3));
		put_day(v, date_add_days(date_add_months(d, 3), 1));
		put_day(v, date_add_months(d, 12));
		put_day(v, date_add_months(d, 96));
	}
	if (fact_info(f)->words[0] != NULL)
		v->value[v->count++] = FACT_NONE;
}

static void
grid(enum fact f, struct date d, struct values *v)
{
	size_t n = 0;

	v->count = 0;
	if (f == FACT_BORN)
		born_days(d, v);
	else if (f == FACT_INQUIRY_OPENED)
		opened_days(d, v);
	else if (fact_info(f)->type == FACT_DATE)
		other_days(f, d, v);
	else
		for (; fact_info(f)->words[n] != NULL; n++)
			v->value[v->count++] = (int32_t)n;
}

static bool
same_missing(const struct decision *a, const struct decision *b)
{
	size_t i;

	if (a->missing_count != b->missing_count)
		return false;
	for (i = 0; i < a->missing_count; i++)
		if (strcmp(a->missing[i].code, b->missing[i].code) != 0 || strcmp(a->missing[i].need, b->missing[i].need) != 0)
			return false;
	return true;
}

static bool
same_actions(const struct decision *a, const struct decision *b)
{
	char x[32], y[32];
	size_t i;

	if (a->action_count != b->action_count)
		return false;
	for (i = 0; i < a->action_count; i++) {
		action_code(&a->actions[i], x);
		action_code(&b->actions[i], y);
		if (strcmp(x, y) != 0)
			return false;
	}
	return true;
}

/* What "another answer" means: outcome, refused certificates, what is missing, actions, fee, expiry. */
static bool
same(const struct decision *a, const struct decision *b)
{
	return a->outcome == b->outcome && a->refused == b->refused && same_missing(a, b) && same_actions(a, b) &&
	    a->fee_known == b->fee_known && a->yen == b->yen &&
	    date_compare(a->expiry[CERT_SIGN], b->expiry[CERT_SIGN]) == 0 &&
	    date_compare(a->expiry[CERT_AUTH], b->expiry[CERT_AUTH]) == 0;
}

static bool
asks(const struct decision *d, enum fact f)
{
	size_t i;

	for (i = 0; i < d->ask_count; i++)
		if (d->ask[i] == f)
			return true;
	return false;
}

struct trial {
	bool changes;			/* some values make another answer */
	bool unsure;			/* with some value other facts still matter */
	bool follow[FACT_COUNT];	/* which are asked for with some value */
};

static void
try_values(const struct facts *facts, enum fact f, const struct profile *p, struct trial *t)
{
	static struct decision first, other;
	const struct decision *d;
	struct facts with = *facts;
	struct values v;
	size_t i, j;

	*t = (struct trial){ 0 };
	grid(f, facts->at.date, &v);
	for (i = 0; i < v.count; i++) {
		d = i == 0 ? &first : &other;
		facts_set(&with, f, v.value[i]);
		if (rule_decide(p, &with, with.at, i == 0 ? &first : &other) != ERR_NONE)
			return;
		t->changes = t->changes || !same(&first, d);
		t->unsure = t->unsure || d->outcome == OUTCOME_ASK;
		for (j = 0; j < d->ask_count; j++)
			t->follow[d->ask[j]] = true;
	}
}

static int
ask_one(const char *where, const struct facts *facts, enum fact f, const struct profile *p)
{
	static struct decision d;
	struct facts without = *facts;
	const char *key = fact_info(f)->key;
	struct trial t;
	size_t i;

	facts_forget(&without, f);
	if (rule_decide(p, &without, without.at, &d) != ERR_NONE)
		return 1;
	try_values(&without, f, p, &t);
	if (t.changes && !asks(&d, f))
		return printf("%s: %s matters, but isn't asked for\n", where, key) > 0;
	if (!t.changes && !t.unsure && asks(&d, f))
		return printf("%s: %s is asked for, but doesn't matter\n", where, key) > 0;
	for (i = 0; i < d.ask_count; i++)
		if (d.ask[i] != f && !t.follow[d.ask[i]])
			return printf("%s: %s is asked for without %s, but doesn't matter\n", where,
			    fact_info(d.ask[i])->key, key) > 0;
	return 0;
}

int
property_ask(const char *where, const struct facts *facts, const struct decision *d)
{
	int faults = 0;
	unsigned f;

	if (d->outcome == OUTCOME_ASK)
		return 0;
	for (f = 0; f < FACT_COUNT; f++)
		if (facts_known(facts, (enum fact)f) && fact_info((enum fact)f)->type != FACT_SET)
			faults += ask_one(where, facts, (enum fact)f, d->profile);
	return faults;
}

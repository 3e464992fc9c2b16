/* A fact that is not known is asked for exactly if it matters, tried over days of its own choosing. */
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
past_days(enum fact f, struct date d, struct values *v)
{
	static const int before[] = { 0, 1, 2, 3, 4, 5, 6, 14, 15, 30, 31, 36, 38, 60, 61, 90, 91, 92, 93, 120 };
	size_t i;

	for (i = 0; i < sizeof(before) / sizeof(*before); i++)
		put_day(v, date_add_days(d, -before[i]));
	if (fact_info(f)->words[0] != NULL)
		v->value[v->count++] = FACT_NONE;
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
grid(const struct profile *p, enum fact f, struct date d, struct values *v)
{
	size_t n = 0;

	v->count = 0;
	if (f == FACT_BORN || f == FACT_BORN_AS)
		born_days(d, v);
	else if (f >= FACT_INQUIRY_OPENED)
		past_days(f, d, v);
	else if (fact_info(f)->type == FACT_DATE)
		other_days(f, d, v);
	else
		for (; profile_fact(p, f)->words[n] != NULL; n++)
			v->value[v->count++] = (int32_t)n;
}

static uint64_t
mix(uint64_t hash, const char *text)
{
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;	/* FNV-1a */
	return (hash ^ '\n') * 1099511628211u;
}

/* What "another answer" means: outcome, refused certificates, what is missing, actions, fee, expiry. */
static uint64_t
answer(const struct decision *d)
{
	char text[160], sign[16], auth[16];
	uint64_t hash = 14695981039346656037u;
	size_t i;

	date_format_iso(d->expiry[CERT_SIGN], sign, sizeof(sign));
	date_format_iso(d->expiry[CERT_AUTH], auth, sizeof(auth));
	(void)snprintf(text, sizeof(text), "%s %u %d %d %s %s", outcome_code(d->outcome), d->refused, d->fee_known, d->yen,
	    sign, auth);
	hash = mix(hash, text);
	for (i = 0; i < d->missing_count; i++)
		hash = mix(mix(hash, d->missing[i].code), d->missing[i].need);
	for (i = 0; i < d->action_count; i++) {
		action_code(&d->actions[i], text);
		hash = mix(hash, text);
	}
	return hash;
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

/*
 * What can be, and be known: no two facts contradict, the day from which an age is counted may be the birth date, a
 * reply that isn't there has no last day, and the signature certificate's is not to be had before its PIN: it is taken
 * for the other one's. A card that has another certificate than that for authentication is no card without PINs.
 */
static bool
possible(const struct facts *f)
{
	const int32_t *v = f->value;
	enum fact one, other;

	if (facts_contradict(f, f->at.date, &one, &other))
		return false;
	if (facts_known(f, FACT_BORN_AS) && !facts_born_as_fits(f, date_from_days(v[FACT_BORN_AS])))
		return false;
	return true;
}

static bool
unknowable(const struct facts *f, enum fact fact)
{
	if (fact == FACT_REPLY_EXPIRES || fact == FACT_CONCEALED)
		return facts_known(f, FACT_REPLY) && f->value[FACT_REPLY] == REPLY_NONE;
	if (fact == FACT_BOOKED_ON)
		return facts_known(f, FACT_BOOKED) && f->value[FACT_BOOKED] == ANSWER_NO;
	if (fact == FACT_CARD_KIND && (facts_allowed(f, fact, f->at.date) & 1u << KIND_ORDINARY) != 0)
		return !facts_known(f, FACT_SIGN_EXPIRES) || f->value[FACT_SIGN_EXPIRES] != FACT_NONE ||
		    !facts_known(f, FACT_AUTH_EXPIRES) || f->value[FACT_AUTH_EXPIRES] == FACT_NONE;
	return fact == FACT_SIGN_EXPIRES && facts_known(f, FACT_AUTH_EXPIRES) && f->value[FACT_AUTH_EXPIRES] != FACT_NONE;
}

static void
try_values(const struct facts *facts, enum fact f, const struct profile *p, struct trial *t)
{
	static struct decision d;
	struct facts with = *facts;
	uint64_t first = 0;
	struct values v;
	size_t i, j, tried = 0;

	*t = (struct trial){ 0 };
	grid(p, f, facts->at.date, &v);
	for (i = 0; i < v.count; i++) {
		facts_set(&with, f, v.value[i]);
		if (!possible(&with))
			continue;
		if (rule_decide(p, &with, with.at, &d) != ERR_NONE)
			return;
		first = tried++ == 0 ? answer(&d) : first;
		t->changes = t->changes || first != answer(&d);
		t->unsure = t->unsure || d.outcome == OUTCOME_ASK;
		for (j = 0; j < d.ask_count; j++)
			t->follow[d.ask[j]] = true;
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
	if (unknowable(&without, f))
		return asks(&d, f) && printf("%s: %s is asked for, but nobody knows it\n", where, key) > 0;
	try_values(&without, f, p, &t);
	if (t.changes && !asks(&d, f))
		return printf("%s: %s matters, but isn't asked for\n", where, key) > 0;
	if (!t.changes && !t.unsure && asks(&d, f))
		return printf("%s: %s is asked for, but doesn't matter\n", where, key) > 0;
	for (i = 0; i < d.ask_count; i++)
		if (d.ask[i] != f && !t.follow[d.ask[i]])
			return printf("%s: %s is asked for without %s, but doesn't matter\n", where,
			    profile_fact(p, d.ask[i])->key, key) > 0;
	return 0;
}

/* Whether f matters with some value of g. */
static bool
matters_beside(const struct facts *facts, enum fact f, enum fact g, const struct profile *p, bool *unsure)
{
	struct facts with = *facts;
	struct values v;
	struct trial t;
	bool any = false;
	size_t i;

	grid(p, g, facts->at.date, &v);
	for (i = 0; i < v.count; i++) {
		facts_set(&with, g, v.value[i]);
		try_values(&with, f, p, &t);
		any = any || t.changes;
		*unsure = *unsure || t.unsure;
	}
	return any;
}

/* Both unknown: each is asked for if it matters with some value of the other. */
static int
ask_two(const char *where, const struct facts *facts, enum fact f, enum fact g, const struct profile *p)
{
	static struct decision d;
	struct facts without = *facts;
	bool matters[2], unsure = false;

	facts_forget(&without, f);
	facts_forget(&without, g);
	if (unknowable(&without, f) || unknowable(&without, g) || f == FACT_SIGN_EXPIRES || g == FACT_SIGN_EXPIRES)
		return 0;
	matters[0] = matters_beside(&without, f, g, p, &unsure);
	matters[1] = matters_beside(&without, g, f, p, &unsure);
	if (unsure || rule_decide(p, &without, without.at, &d) != ERR_NONE)
		return 0;
	if (asks(&d, f) == matters[0] && asks(&d, g) == matters[1])
		return 0;
	return printf("%s: of %s and %s the wrong ones are asked for\n", where, fact_info(f)->key, fact_info(g)->key) > 0;
}

/*
 * What is asked now was announced before, in the same order, behind what was just answered. That there is no
 * authentication certificate lets the other one's day follow, which can't be derived then; that there is no other one
 * than it, the kind of card.
 */
static bool
follows(const struct decision *before, const struct decision *now)
{
	const bool of_sign = before->ask[0] == FACT_AUTH_EXPIRES && now->ask[0] == FACT_SIGN_EXPIRES;
	const bool of_kind = (before->ask[0] == FACT_AUTH_EXPIRES || before->ask[0] == FACT_SIGN_EXPIRES) &&
	    now->ask[0] == FACT_CARD_KIND;
	size_t i = of_sign || of_kind, at = 1;

	for (; i < now->ask_count; i++, at++) {
		while (at < before->ask_count && before->ask[at] != now->ask[i])
			at++;
		if (at >= before->ask_count)
			return false;
	}
	return true;
}

int
property_sequence(const char *where, const struct facts *facts, const struct profile *p, int *asked)
{
	static struct decision d, before;
	struct facts all = *facts, some = { .at = facts->at };
	enum fact f;

	facts_assume(&all);
	memcpy(some.own, all.own, sizeof(some.own));
	(void)snprintf(some.counter, sizeof(some.counter), "%s", facts->counter);
	memcpy(some.held, facts->held, sizeof(some.held));
	some.held_count = facts->held_count;
	for (*asked = 0; rule_decide(p, &some, some.at, &d) == ERR_NONE && d.ask_count > 0; before = d, (*asked)++) {
		f = d.ask[0];
		if (*asked > 0 && !follows(&before, &d))
			return printf("%s: %s comes back, or was not announced\n", where, fact_info(f)->key) > 0;
		if (!facts_known(&all, f)) {
			*asked = -1;
			return 0;
		}
		facts_set(&some, f, all.value[f]);
	}
	return 0;
}

int
property_ask(const char *where, const struct facts *facts, const struct decision *d)
{
	enum fact known[FACT_COUNT];
	size_t n = 0, i, seed = (size_t)mix(0, where);
	int faults = 0;
	unsigned f;

	if (d->outcome == OUTCOME_ASK || !possible(facts))
		return 0;
	for (f = 0; f < FACT_COUNT; f++)
		if (facts_known(facts, (enum fact)f) && fact_info((enum fact)f)->type != FACT_SET)
			known[n++] = (enum fact)f;
	for (i = 0; i < n; i++)
		faults += ask_one(where, facts, known[i], d->profile);
	if (n > 1)
		faults += ask_two(where, facts, known[seed % n], known[(seed % n + 1 + seed / n % (n - 1)) % n], d->profile);
	return faults;
}

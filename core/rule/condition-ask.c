/* Conditions as functions of what isn't known: what is known falls away at once. */
#include "rule/condition-ask-private.h"

#include <string.h>

static struct diagram *
diagram_of(struct view *v)
{
	const struct grid grid = { { v->profile, v->also }, v->at.date, &v->facts, v->open };
	unsigned values[DIAGRAM_VARS_MAX], f;

	if (v->diagram != NULL || v->failed)
		return v->diagram;
	if (v->owner != NULL) {
		v->diagram = diagram_of(v->owner);
		v->failed = v->diagram == NULL;
		memcpy(v->values, v->owner->values, sizeof(v->values));
		memcpy(v->value_count, v->owner->value_count, sizeof(v->value_count));
		return v->diagram;
	}
	for (f = 0; f < FACT_COUNT; f++)
		values[f] = v->value_count[f] = facts_known(&v->facts, (enum fact)f) ? 1 :
		    grid_values(&grid, (enum fact)f, v->values[f]);
	values[ASK_COUNTER] = v->open ? (unsigned)profile_counters(v->profile) + 1 : 1;
	for (f = ASK_BROUGHT; f < DIAGRAM_VARS_MAX; f++)
		values[f] = 2;
	v->diagram = diagram_new(values, DIAGRAM_VARS_MAX);
	v->failed = v->diagram == NULL;
	return v->diagram;
}

void
view_open(struct view *v, const struct profile *p, const struct facts *facts, struct moment at)
{
	unsigned k;

	v->profile = p;
	v->facts = *facts;
	facts_count_age(&v->facts);
	profile_adopt(p, &v->facts);
	for (k = 0; k < FACTS_OWN_MAX; k++)
		v->own[k] = (enum fact)(FACT_OWN + k);
	for (k = 0; k < REASONS_OWN_MAX; k++)
		v->reason[k] = (int)k;
	v->at = facts_came(facts, date_given(facts->at.date) ? facts->at : at);
	v->today = date_days(v->at.date);
	v->begun = v->at.date;
	v->law = p;
	v->letter = &p->inquiry;
	v->counter = facts->counter[0] != '\0' ? profile_find_counter(p, facts->counter) : -1;
	v->open = v->placed = false;
	v->papers_known = 0;
	v->diagram = NULL;
	v->owner = NULL;
	v->also = NULL;
	v->failed = false;
	document_sort(&p->documents, facts, v->at.date, v->brought);
	for (k = 0; k < CERT_COUNT; k++)
		v->for_cert[k] = facts_certificates(facts) >> k & 1;
	view_forget_defined(v);
}

void
view_join(struct view *v, struct view *first)
{
	view_join_own(v, first);
	v->owner = first;
	memcpy(v->for_cert, first->for_cert, sizeof(v->for_cert));
	if (first->diagram != NULL)
		(void)diagram_of(v);
	view_forget_defined(v);
}

void
view_close(struct view *v)
{
	diagram_free(&v->diagram);
}

bool
view_sound(const struct view *v)
{
	return !v->failed && !diagram_failed(v->diagram);
}

void
view_forget_defined(struct view *v)
{
	memset(v->defined, 0, v->profile->defined_count * sizeof(*v->defined));
}

static uint32_t
constant(struct view *v, int32_t value)
{
	struct diagram *d;

	if (value == 0 || value == 1)
		return (uint32_t)value;
	return (d = diagram_of(v)) != NULL ? diagram_constant(d, value) : DIAGRAM_FALSE;
}

/* Each value of the first fact that isn't known, in its place. */
static uint32_t
function_of_unknown(struct view *v, uint64_t needs, int32_t (*fn)(const struct view *, const void *), const void *ctx)
{
	const uint64_t unknown = needs & ~v->facts.known;
	uint32_t children[DIAGRAM_VALUES_MAX] = { 0 };
	unsigned f = 0, i;

	if (diagram_of(v) == NULL)
		return DIAGRAM_FALSE;
	while ((unknown >> f & 1) == 0)
		f++;
	for (i = 0; i < v->value_count[f]; i++) {
		facts_set(&v->facts, (enum fact)f, v->values[f][i]);
		children[i] = view_function(v, needs, fn, ctx);
	}
	facts_forget(&v->facts, (enum fact)f);
	return diagram_node(v->diagram, f, children);
}

uint32_t
view_function(struct view *v, uint64_t needs, int32_t (*fn)(const struct view *, const void *), const void *ctx)
{
	if ((needs & ~v->facts.known) != 0)
		return function_of_unknown(v, needs, fn, ctx);
	return constant(v, fn(v, ctx));
}

struct word { enum fact fact; uint32_t mask; };

static int32_t
is_word(const struct view *v, const void *ctx)
{
	const struct word *w = ctx;
	int32_t value = v->facts.value[w->fact];

	return w->fact >= FACT_DATES ? value == FACT_NONE : (int32_t)(w->mask >> value & 1);
}

uint32_t
view_word(struct view *v, enum fact f, uint32_t mask)
{
	struct word w = { facts_is_own(f) ? v->own[f - FACT_OWN] : f, mask };

	if (f == FACT_PROXY_REASON)
		w.mask = view_reasons(v, mask);
	if (w.fact == FACT_COUNT)
		return mask >> ANSWER_NO & 1;
	f = w.fact;
	return view_function(v, (uint64_t)1 << f, is_word, &w);
}

struct bit { enum fact fact; unsigned place; };

static int32_t
has_bit(const struct view *v, const void *ctx)
{
	const struct bit *b = ctx;

	return v->facts.value[b->fact] >> b->place & 1;
}

static void
open_certificates(struct view *v)
{
	struct bit bit = { .fact = FACT_CERTIFICATES };

	v->open = true;
	for (; bit.place < CERT_COUNT; bit.place++)
		v->for_cert[bit.place] = view_function(v, (uint64_t)1 << FACT_CERTIFICATES, has_bit, &bit);
}

void
view_open_all(struct view *v, const struct profile *p, struct date day)
{
	static const struct facts nothing;

	view_open(v, p, &nothing, (struct moment){ .date = day, .hour = -1 });
	open_certificates(v);
}

void
view_open_facts(struct view *v)
{
	v->placed = true;
	open_certificates(v);
}

uint32_t
view_pin(struct view *v, unsigned pin)
{
	struct bit bit = { FACT_PINS, pin };

	if (v->open)
		return view_function(v, (uint64_t)1 << FACT_PINS, has_bit, &bit);
	if (facts_known(&v->facts, FACT_PINS))
		return (uint32_t)v->facts.value[FACT_PINS] >> pin & 1;
	return pin < CERT_COUNT ? v->for_cert[pin] : DIAGRAM_FALSE;
}

int
condition_years(const struct condition *c)
{
	return c->compare == COMPARE_MORE || c->compare == COMPARE_AT_MOST ? c->number + 1 : c->number;
}

static int32_t
age_compares(const struct view *v, const void *ctx)
{
	const struct condition *c = ctx;
	int32_t reached = date_days(date_age_reached(date_from_days(v->facts.value[FACT_BORN]), condition_years(c)));
	bool old = v->profile->birthday_counts ? v->today > reached : v->today >= reached;

	return c->compare == COMPARE_LESS || c->compare == COMPARE_AT_MOST ? !old : old;
}

static int32_t
is_early(const struct view *v, const void *ctx)
{
	const struct condition *c = ctx;
	const int32_t expires = v->facts.value[c->fact];
	const struct validity_line *line = validity_on(v->law->validity, v->law->validity_count, v->at.date);

	return expires != FACT_NONE && validity_early(line, date_from_days(expires), v->at.date);
}

static int32_t
earlier(int32_t a, int32_t b)
{
	return a == FACT_NONE || (b != FACT_NONE && b < a) ? b : a;
}

static int32_t
first_to_expire(const struct view *v)
{
	unsigned certificates = facts_certificates(&v->facts);
	int32_t sign = v->facts.value[FACT_SIGN_EXPIRES], auth = v->facts.value[FACT_AUTH_EXPIRES];

	if (certificates == CERT_BIT(CERT_SIGN))
		return sign;
	return certificates == CERT_BIT(CERT_AUTH) ? auth : earlier(sign, auth);
}

int32_t
view_deadline(const struct view *v)
{
	const struct inquiry_style *s = v->letter;

	if (s->life == LIFE_NONE)
		return INT32_MAX;
	if (s->life == LIFE_FORM || v->facts.value[FACT_REPLY] == REPLY_ENCLOSED)
		return v->facts.value[FACT_REPLY_EXPIRES];
	if (s->life != LIFE_DAYS)
		return first_to_expire(v);
	return date_days(letter_ends(s, date_from_days(v->facts.value[letter_counts_from(s)])));
}

int32_t
term_from(const struct term *t, int32_t day)
{
	if (t->letter != NULL)
		day = date_days(letter_ends(t->letter, date_from_days(day)));
	if (t->months != 0)
		day = date_days(date_add_months(date_from_days(day), t->months));
	day += t->days;
	return t->workdays != 0 ? date_days(calendar_add_workdays(date_from_days(day), t->workdays)) : day;
}

static int32_t
term_day(const struct view *v, const struct term *t)
{
	int32_t day = t->base == TERM_TODAY ? v->today : t->base == TERM_DEADLINE ? view_deadline(v) :
	    t->base == TERM_FACT ? v->facts.value[t->fact] : t->day;

	return day == FACT_NONE || day == INT32_MAX ? day : term_from(t, day);
}

static int32_t
dates_compare(const struct view *v, const void *ctx)
{
	const struct condition *c = ctx;
	int32_t a = term_day(v, &c->terms[0]), b = term_day(v, &c->terms[1]);

	if (a == FACT_NONE || b == FACT_NONE)
		return 0;
	switch (c->compare) {
	case COMPARE_LESS:
		return a < b;
	case COMPARE_AT_MOST:
		return a <= b;
	case COMPARE_MORE:
		return a > b;
	case COMPARE_AT_LEAST:
		return a >= b;
	case COMPARE_EQUAL:
		return a == b;
	case COMPARE_OTHER:
		break;
	}
	return a != b;
}

/* Papers, counter, day and time are unknown too. */
static bool
is_open(const struct view *v)
{
	return v->open && !v->placed;
}

static uint32_t
compare_by(struct view *v, const struct condition *c, const struct inquiry_style *letter)
{
	v->letter = letter;
	return view_function(v, c->needs | letter_needs_of(letter), dates_compare, c);
}

/* The deadline is that of the first letter whose condition holds. */
static uint32_t
ask_deadline(struct view *v, const struct condition *c)
{
	const struct profile *p = v->profile;
	uint32_t rest = DIAGRAM_TRUE, node = DIAGRAM_FALSE, hit;
	size_t i;

	for (i = 0; i < p->of_kind_count[RULE_LETTER] && rest != DIAGRAM_FALSE; i++) {
		const struct rule *r = &p->rules[p->of_kind[RULE_LETTER][i]];

		if (!rule_in_force(r, v->begun))
			continue;
		hit = view_ask(v, r->when);
		hit = diagram_and(v->diagram, rest, hit);
		if (hit == DIAGRAM_FALSE)
			continue;
		rest = diagram_and(v->diagram, rest, diagram_not(v->diagram, hit));
		node = diagram_if(v->diagram, hit, compare_by(v, c, r->letter), node);
	}
	return rest == DIAGRAM_FALSE ? node : diagram_if(v->diagram, rest, compare_by(v, c, &p->inquiry), node);
}

const struct condition view_late_condition = { .kind = CONDITION_DATE, .compare = COMPARE_MORE, .deadline = true,
    .terms = { { .base = TERM_TODAY }, { .base = TERM_DEADLINE } } };

uint32_t
view_late(struct view *v)
{
	return ask_deadline(v, &view_late_condition);
}

/* A variable of its own, where documents and counter are unknown too: its first value is "none of these". */
static uint32_t
open_node(struct view *v, unsigned var, uint64_t mask, unsigned count)
{
	uint32_t children[DIAGRAM_VALUES_MAX] = { DIAGRAM_FALSE };
	unsigned i;

	if (diagram_of(v) == NULL)
		return DIAGRAM_FALSE;
	for (i = 0; i < count; i++)
		children[i + 1] = mask >> i & 1;
	return diagram_node(v->diagram, var, children);
}

static uint32_t
ask_brought(struct view *v, const struct condition *c)
{
	struct asked asked = { .papers = &c->papers };
	bool met;

	if (is_open(v) && (v->papers_known >> c->holder & 1) == 0)
		return open_node(v, ASK_BROUGHT + (unsigned)c->number, 1, 1);
	document_assign(&v->brought[c->holder], &asked, 1, &met);
	return met;
}

static uint32_t
ask_day(struct view *v, const struct condition *c)
{
	if (is_open(v))
		return open_node(v, ASK_BROUGHT + (unsigned)c->number, 1, 1);
	return calendar_holds(&v->profile->conditions.days[c->moment], v->at.date);
}

/* Where the time isn't known or doesn't matter (hour -1) no condition on it holds. */
static uint32_t
ask_time(struct view *v, const struct condition *c)
{
	const int now = v->at.hour * 60 + v->at.minute;

	if (is_open(v))
		return open_node(v, ASK_BROUGHT + (unsigned)c->number, 1, 1);
	if (v->at.hour < 0)
		return DIAGRAM_FALSE;
	switch (c->compare) {
	case COMPARE_LESS:
		return now < c->moment;
	case COMPARE_AT_MOST:
		return now <= c->moment;
	case COMPARE_MORE:
		return now > c->moment;
	default:
		return now >= c->moment;
	}
}

static uint32_t
ask_counter(struct view *v, const struct condition *c)
{
	if (is_open(v))
		return open_node(v, ASK_COUNTER, c->counters, (unsigned)profile_counters(v->profile));
	return v->counter >= 0 && (c->counters >> v->counter & 1) != 0;
}

static uint32_t
ask_name(struct view *v, const struct condition *c)
{
	uint32_t *kept = &v->defined[c->number];

	if (*kept == 0)
		*kept = view_ask(v, v->profile->defined_at[c->number]) + 1;
	return *kept - 1;
}

static uint32_t
ask_both(struct view *v, const struct condition *c)
{
	uint32_t left = view_ask(v, c->left), right;

	if (left == (c->kind == CONDITION_AND ? DIAGRAM_FALSE : DIAGRAM_TRUE))
		return left;
	right = view_ask(v, c->right);
	return c->kind == CONDITION_AND ? diagram_and(v->diagram, left, right) : diagram_or(v->diagram, left, right);
}

static uint32_t
ask_not(struct view *v, const struct condition *c)
{
	uint32_t inner = view_ask(v, c->left);	/* may make the diagram */

	return diagram_not(v->diagram, inner);
}

uint32_t
view_ask(struct view *v, int condition)
{
	const struct condition *c;

	if (condition == CONDITION_ALWAYS)
		return DIAGRAM_TRUE;
	c = &v->profile->conditions.list[condition];
	switch (c->kind) {
	case CONDITION_TRUE:
		return DIAGRAM_TRUE;
	case CONDITION_FALSE:
		return DIAGRAM_FALSE;
	case CONDITION_AND:
	case CONDITION_OR:
		return ask_both(v, c);
	case CONDITION_NOT:
		return ask_not(v, c);
	case CONDITION_WORD:
		return view_word(v, c->fact, c->mask);
	case CONDITION_FOR:
		return v->for_cert[c->number];
	case CONDITION_PIN:
		return view_pin(v, (unsigned)c->number);
	case CONDITION_EARLY:
		return view_function(v, c->needs, is_early, c);
	case CONDITION_AGE:
		return view_function(v, c->needs, age_compares, c);
	case CONDITION_DATE:
		return c->deadline ? ask_deadline(v, c) : view_function(v, c->needs, dates_compare, c);
	case CONDITION_BROUGHT:
		return ask_brought(v, c);
	case CONDITION_COUNTER:
		return ask_counter(v, c);
	case CONDITION_DAY:
		return ask_day(v, c);
	case CONDITION_TIME:
		return ask_time(v, c);
	case CONDITION_NAME:
		return ask_name(v, c);
	}
	return DIAGRAM_FALSE;
}

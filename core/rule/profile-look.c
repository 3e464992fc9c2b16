/* What the other rooms may look at of a profile. */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "rule/condition-ask-private.h"

const char *
profile_code(const struct profile *p)
{
	return p->code;
}

const char *
profile_name(const struct profile *p)
{
	return p->name;
}

const char *
profile_source(const struct profile *p)
{
	return p->source;
}

const struct profile *
profile_of_day(const struct profile *begun, const struct profile *day)
{
	return day != NULL && strcmp(begun->name, day->name) == 0 ? day : begun;
}

const char *
profile_city_code(const struct profile *p)
{
	return p->city_code;
}

struct name_form
profile_name_form(const struct profile *p)
{
	return p->name_form;
}

const char *
profile_text(const struct profile *p)
{
	return p->text;
}

const char *
profile_hash(const struct profile *p)
{
	return p->hash;
}

const struct office *
profile_office(const struct profile *p)
{
	return &p->office;
}

size_t
profile_documents(const struct profile *p)
{
	return p->documents.kind_count;
}

struct document_view
profile_document(const struct profile *p, size_t i)
{
	const struct document_kind *k = &p->documents.kinds[i];

	return (struct document_view){ .code = k->code, .name = k->name, .reading = k->reading, .classes = k->classes,
	    .issued = date_given(k->issued_from) || k->max_age_months > 0, .seal = k->seal,
	    .shows = k->shows_count > 0, .verified_for = k->verified_for,
	    .from = k->from, .until = k->until };
}

bool
profile_verifies(const struct document_view *d, enum holder holder)
{
	return d->verified_for == document_owner(holder);
}

size_t
profile_classes(const struct profile *p)
{
	return p->documents.class_count;
}

const char *
profile_class_code(const struct profile *p, size_t i)
{
	return p->documents.classes[i].code;
}

const char *
profile_class_title(const struct profile *p, size_t i)
{
	return p->documents.classes[i].title;
}

bool
profile_class_open(const struct profile *p, size_t i)
{
	return p->documents.classes[i].open;
}

int
profile_find_document(const struct profile *p, const char *label)
{
	return document_find(&p->documents, label);
}

static const struct rule *
counter_rule(const struct profile *p, size_t i)
{
	return &p->rules[p->of_kind[RULE_COUNTER][i]];
}

size_t
profile_counters(const struct profile *p)
{
	return p->of_kind_count[RULE_COUNTER];
}

const char *
profile_counter_code(const struct profile *p, size_t i)
{
	return counter_rule(p, i)->name;
}

const char *
profile_counter_label(const struct profile *p, size_t i)
{
	return counter_rule(p, i)->counter->label[0];
}

bool
profile_counter_open(const struct profile *p, size_t i, struct moment m, struct moment *next)
{
	const struct calendar_counter *c = &counter_rule(p, i)->counter->calendar;
	struct calendar_answer answer;

	*next = (struct moment){ .hour = -1 };
	if (!calendar_known(c))
		return true;
	answer = calendar_open(c, m);
	*next = answer.next;
	return answer.state == CALENDAR_OPEN;
}

bool
profile_counter_queued(const struct profile *p, const char *counter, struct moment m, struct moment *queued)
{
	const int n = counter[0] != '\0' ? profile_find_counter(p, counter) : -1;
	struct moment next;

	*queued = (struct moment){ .hour = -1 };
	if (n < 0 || m.hour < 0 || profile_counter_open(p, (size_t)n, m, &next))
		return false;
	*queued = calendar_last_open(&counter_rule(p, (size_t)n)->counter->calendar, m);
	return date_given(queued->date);
}

void
profile_counter_hours(const struct profile *p, size_t i, struct buf *b)
{
	const struct rule *r = counter_rule(p, i);

	calendar_words(&r->counter->calendar, b);
	if (r->text != NULL && r->text[0] != '\0')
		buf_printf(b, "%s%s", b->len > 0 ? "。" : "", r->text);
}

/* Those before it that are open at the same hours have named it. */
static bool
same_as_before(const struct profile *p, size_t i, const char *hours)
{
	struct buf b = { 0 };
	bool same = false;
	size_t k;

	for (k = 0; k < i && !same; k++) {
		buf_clear(&b);
		calendar_words(&counter_rule(p, k)->counter->calendar, &b);
		same = strcmp(buf_text(&b), hours) == 0;
	}
	buf_free(&b);
	return same;
}

static void
name_alike(const struct profile *p, size_t i, const char *hours, struct buf *out)
{
	const size_t begun = out->len;
	struct buf b = { 0 };

	for (; i < profile_counters(p); i++) {
		buf_clear(&b);
		calendar_words(&counter_rule(p, i)->counter->calendar, &b);
		if (strcmp(buf_text(&b), hours) == 0)
			buf_printf(out, "%s%s", out->len > begun ? "、" : "", profile_counter_label(p, i));
	}
	buf_free(&b);
}

void
profile_hours(const struct profile *p, struct buf *out)
{
	struct buf hours = { 0 };
	size_t i;

	for (i = 0; i < profile_counters(p); i++) {
		buf_clear(&hours);
		calendar_words(&counter_rule(p, i)->counter->calendar, &hours);
		if (hours.len == 0 || same_as_before(p, i, hours.text))
			continue;
		if (out->len > 0)
			buf_puts(out, "。");
		name_alike(p, i, hours.text, out);
		buf_printf(out, "　%s", hours.text);
	}
	out->failed = out->failed || hours.failed;
	buf_free(&hours);
}

int
profile_find_counter(const struct profile *p, const char *label)
{
	char folded[FACTS_LABEL_MAX];
	size_t i, j;

	document_fold(label, folded);
	for (i = 0; i < profile_counters(p); i++) {
		const struct counter *c = counter_rule(p, i)->counter;

		if (strcmp(counter_rule(p, i)->name, folded) == 0)
			return (int)i;
		for (j = 0; j < c->label_count; j++)
			if (strcmp(c->folded[j], folded) == 0)
				return (int)i;
	}
	return -1;
}

static bool
is_called(const struct document_table *t, size_t document, const char *label)
{
	char folded[FACTS_LABEL_MAX];
	size_t i;

	document_fold(label, folded);
	for (i = 0; i < t->name_count; i++)
		if (t->names[i].document == (int)document && strcmp(t->names[i].name, folded) == 0)
			return true;
	return false;
}

/* The names that would do, as many as there is room for; several: those that the label may mean. */
static void
list_documents(const struct profile *p, const char *label, bool several, char why[FACTS_WHY_MAX])
{
	size_t i, at;

	at = (size_t)snprintf(why, FACTS_WHY_MAX, several ? tr("書類「%s」では1つに決まりません。使える書類:") :
	    tr("書類「%s」はこの自治体にはありません。使える書類:"), label);
	for (i = 0; i < p->documents.kind_count && at < FACTS_WHY_MAX - 1; i++) {
		const char *name = p->documents.kinds[i].name;

		if (several && !is_called(&p->documents, i, label))
			continue;
		if (at + strlen(name) + 8 > FACTS_WHY_MAX)
			break;
		at += (size_t)snprintf(why + at, FACTS_WHY_MAX - at, " %s", name);
	}
}

static void
list_counters(const struct profile *p, const char *label, char why[FACTS_WHY_MAX])
{
	size_t i, at;

	at = (size_t)snprintf(why, FACTS_WHY_MAX, tr("窓口「%s」はこの自治体にはありません。使える窓口:"), label);
	for (i = 0; i < profile_counters(p) && at + strlen(profile_counter_label(p, i)) + 8 < FACTS_WHY_MAX; i++)
		at += (size_t)snprintf(why + at, FACTS_WHY_MAX - at, " %s", profile_counter_label(p, i));
}

enum err
profile_check_facts(const struct profile *p, const struct facts *facts, char why[FACTS_WHY_MAX])
{
	return profile_check_facts_begun(p, p, facts, facts->at.date, why);
}

/* FACT_COUNT: the day. */
static void
tell_contradiction(const struct facts *facts, enum fact one, enum fact other, struct date today,
    char why[FACTS_WHY_MAX])
{
	char a[32], b[32];

	facts_word(facts, one, a, sizeof(a));
	if (other == FACT_COUNT)
		date_format_iso(today, b, sizeof(b));
	else
		facts_word(facts, other, b, sizeof(b));
	(void)snprintf(why, FACTS_WHY_MAX, tr("%s=%s と %s=%s は、同時にはありません"), fact_info(one)->key, a,
	    other == FACT_COUNT ? "at" : fact_info(other)->key, b);
}

/* A fact of another municipality's own. */
static bool
tell_strange(const struct profile *p, const struct facts *facts, char why[FACTS_WHY_MAX])
{
	const int32_t reason = facts->value[FACT_PROXY_REASON];
	size_t i, k, at;

	for (k = 0; k < p->reason_count && reason >= REASON_OWN &&
	    strcmp(p->reasons[k].code, facts->reasons[reason - REASON_OWN]) != 0; k++)
		;
	if (facts_known(facts, FACT_PROXY_REASON) && reason >= REASON_OWN && k == p->reason_count) {
		at = (size_t)snprintf(why, FACTS_WHY_MAX, tr("「%s」という理由は、この自治体にはありません。使える値:"),
		    facts->reasons[reason - REASON_OWN]);
		for (i = 0; p->proxy_reason.words[i] != NULL && at < FACTS_WHY_MAX; i++)
			at += (size_t)snprintf(why + at, FACTS_WHY_MAX - at, " %s", p->proxy_reason.words[i]);
		return true;
	}
	for (i = 0; i < FACTS_OWN_PLACES; i++) {
		for (k = 0; k < p->own_count && strcmp(p->own[k].info.key, facts->own[i]) != 0; k++)
			;
		if (k < p->own_count || !facts_known(facts, (enum fact)(FACT_OWN + i)))
			continue;
		at = (size_t)snprintf(why, FACTS_WHY_MAX, tr("「%s」という項目は、この自治体にはありません%s"),
		    facts->own[i], p->own_count > 0 ? tr("。使える項目:") : "");
		for (k = 0; k < p->own_count && at < FACTS_WHY_MAX; k++)
			at += (size_t)snprintf(why + at, FACTS_WHY_MAX - at, " %s", p->own[k].info.key);
		return true;
	}
	return false;
}

enum err
profile_check_facts_begun(const struct profile *p, const struct profile *day, const struct facts *facts,
    struct date today, char why[FACTS_WHY_MAX])
{
	const struct date of = date_given(facts->at.date) ? facts->at.date : today;
	enum fact one, other;
	size_t i;
	int found;

	why[0] = '\0';
	if (facts_contradict(facts, of, &one, &other)) {
		tell_contradiction(facts, one, other, of, why);
		return ERR_FACT;
	}
	if (tell_strange(p, facts, why))
		return ERR_FACT;
	for (i = 0; i < facts->held_count; i++)
		if ((found = document_find(&p->documents, facts->held[i].label)) < 0) {
			list_documents(p, facts->held[i].label, found == -2, why);
			return ERR_FACT;
		}
	if (facts->counter[0] != '\0' && profile_find_counter(day, facts->counter) < 0) {
		list_counters(day, facts->counter, why);
		return ERR_FACT;
	}
	return ERR_NONE;
}

size_t
profile_rules(const struct profile *p)
{
	return p->rule_count;
}

const char *
profile_rule_name(const struct profile *p, size_t i)
{
	return p->rules[i].full;
}

const char *
profile_code_text(const struct profile *p, const char *code)
{
	size_t i;

	for (i = 0; i < p->rule_count; i++) {
		const struct rule *r = &p->rules[i];

		if ((r->kind == RULE_REFUSE || r->kind == RULE_NEED) && strcmp(r->code, code) == 0)
			return r->text;
	}
	return NULL;
}

bool
rule_in_force(const struct rule *r, struct date today)
{
	return (!date_given(r->from) || date_compare(today, r->from) >= 0) &&
	    (!date_given(r->until) || date_compare(today, r->until) <= 0);
}

bool
profile_rule_own(const struct profile *p, size_t i)
{
	return strcmp(p->rules[i].file, p->file) == 0;
}

/* Letters: reads how a municipality writes them, by procedure where it says so, and tells which one a case gets. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule/condition-ask-private.h"
#include "rule/profile-build-private.h"

/* none, form, certificate, "30 days" or "3 months" */
static void
read_life(struct build *b, const struct stated *s, struct inquiry_style *style)
{
	char *end;
	long n;

	style->days = style->months = 0;
	if (strcmp(s->value, "none") == 0)
		style->life = LIFE_NONE;
	else if (strcmp(s->value, "form") == 0)
		style->life = LIFE_FORM;
	else if (strcmp(s->value, "certificate") == 0)
		style->life = LIFE_CERTIFICATE;
	else {
		style->life = LIFE_DAYS;
		n = strtol(s->value, &end, 10);
		if (end == s->value || (strcmp(end, " days") != 0 && strcmp(end, " months") != 0) || n < 1 || n > 1000)
			build_fault(b, s,
			    "life は none, form, certificate か「30 days」「3 months」の形(1から1000まで)です");
		else if (strcmp(end, " days") == 0)
			style->days = (int)n;
		else
			style->months = (int)n;
	}
}

/* A list of two words, either or both; what is stated replaces what was. */
static void
read_pair(struct build *b, size_t at, const char *key, const char *one, const char *two, bool *first, bool *second)
{
	const struct stated *s = build_find(b, at, key);
	const char *p = s != NULL ? s->value : NULL;
	char word[32];

	if (s != NULL)
		*first = *second = false;
	while (build_part(&p, ',', word, sizeof(word)))
		if (strcmp(word, one) == 0)
			*first = true;
		else if (strcmp(word, two) == 0)
			*second = true;
		else
			build_fault(b, s, "%s に「%s」という値はありません。使える値: %s, %s", key, word, one, two);
}

/* Whose closed days move the last day on. */
static void
read_open(struct build *b, size_t at, struct inquiry_style *style)
{
	const struct stated *s = build_find(b, at, "life-open");
	const struct profile *p = b->profile;
	size_t i;

	if (s == NULL)
		return;
	for (i = 0; i < b->names.counter_count && strcmp(b->names.counters[i], s->value) != 0; i++)
		;
	if (i == b->names.counter_count)
		build_fault(b, s, "life-open の「%s」という窓口はありません", s->value);
	else if (!calendar_known(&p->rules[p->of_kind[RULE_COUNTER][i]].counter->calendar))
		build_fault(b, s, "life-open の窓口「%s」には hours がありません", s->value);
	else
		style->rolls = &p->rules[p->of_kind[RULE_COUNTER][i]].counter->calendar;
}

static void
read_style(struct build *b, size_t at, struct inquiry_style *style)
{
	static const char *const from[] = { "order", "posting", NULL };
	const struct stated *life = build_find(b, at, "life"), *counted = build_find(b, at, "life-from");

	style->form = build_value(b, at, "form", style->form);
	style->mail = build_value(b, at, "mail", style->mail);
	style->note = build_value(b, at, "note", style->note);
	style->encloses = build_value(b, at, "encloses", style->encloses);
	read_pair(b, at, "conceal", "sticker", "envelope", &style->sticker, &style->envelope);
	read_pair(b, at, "signed", "signature", "seal", &style->signature, &style->seal);
	if (life != NULL)
		read_life(b, life, style);
	style->from_posting = build_word(b, at, "life-from", from, style->from_posting) == 1;
	read_open(b, at, style);
	if (counted == NULL)
		counted = build_find(b, at, "life-open");
	if (counted != NULL && style->life != LIFE_DAYS)
		build_fault(b, counted, "%s は、life が日数か月数のときだけです", counted->key);
}

void
profile_read_inquiry(struct build *b)
{
	struct inquiry_style *style = &b->profile->inquiry;
	size_t i;

	*style = (struct inquiry_style){ .form = "照会書兼回答書", .mail = "転送不要の簡易書留", .note = "",
	    .encloses = "" };
	for (i = 0; i < b->count; i++)
		if (b->stated[i].key == NULL && strcmp(b->stated[i].kind, "inquiry") == 0)
			read_style(b, i, style);
}

/*
 * What the condition of a letter may ask: what stays as it was from the order to the reply. Anything else would make
 * another letter of one that is on its way.
 */
static bool
lasts(const struct profile *p, int at, int depth)
{
	static const enum fact lasting[] = { FACT_PROCEDURE, FACT_REASON, FACT_TRIGGER, FACT_VISITOR, FACT_GUARDIANSHIP,
	    FACT_WARD, FACT_PROXY_REASON, FACT_SAME_HOUSEHOLD };
	const struct condition *c = at >= 0 ? &p->conditions.list[at] : NULL;
	size_t i;

	/* A circle is told elsewhere. */
	if (c == NULL || depth > 40)
		return true;
	switch (c->kind) {
	case CONDITION_AND:
	case CONDITION_OR:
	case CONDITION_NOT:
		return lasts(p, c->left, depth + 1) && lasts(p, c->right, depth + 1);
	case CONDITION_NAME:
		return lasts(p, p->defined_at[c->number], depth + 1);
	case CONDITION_WORD:
		for (i = 0; i < sizeof(lasting) / sizeof(*lasting) && lasting[i] != c->fact; i++)
			;
		return i < sizeof(lasting) / sizeof(*lasting) || facts_is_own(c->fact);
	case CONDITION_TRUE:
	case CONDITION_FALSE:
	case CONDITION_FOR:
	case CONDITION_PIN:
		return true;
	default:
		return false;
	}
}

void
profile_read_letter(struct build *b, size_t at, struct rule *r)
{
	const struct stated *when = build_find(b, at, "when");

	if ((r->letter = build_alloc(b, 1, sizeof(*r->letter))) == NULL)
		return;
	*r->letter = b->profile->inquiry;
	read_style(b, at, r->letter);
	if (when != NULL && !lasts(b->profile, r->when, 0))
		build_fault(b, when, "letter の when に書けるのは、申請から回答まで変わらないことだけです: procedure, "
		    "reason, trigger, visitor, guardianship, ward, proxy-reason, same-household, x-で始まるもの, for, pins");
}

/* --- which one --- */

const struct inquiry_style *
profile_letter(const struct profile *p, const struct facts *facts, struct date begun)
{
	const struct inquiry_style *style = &p->inquiry;
	struct view v;
	size_t i;

	if (p->of_kind_count[RULE_LETTER] == 0)
		return style;
	view_open(&v, p, facts, (struct moment){ .date = begun, .hour = -1 });
	for (i = 0; i < p->of_kind_count[RULE_LETTER] && style == &p->inquiry; i++) {
		const struct rule *r = &p->rules[p->of_kind[RULE_LETTER][i]];

		if (rule_in_force(r, begun) && view_ask(&v, r->when) == DIAGRAM_TRUE)
			style = r->letter;
	}
	view_close(&v);
	return style;
}

struct date
letter_ends(const struct inquiry_style *s, struct date counted)
{
	const struct date last = date_add_days(date_add_months(counted, s->months), s->days);

	return s->rolls != NULL ? calendar_open_day(s->rolls, last) : last;
}

enum fact
letter_counts_from(const struct inquiry_style *s)
{
	return s->from_posting ? FACT_INQUIRY_POSTED : FACT_INQUIRY_OPENED;
}

uint64_t
letter_needs_of(const struct inquiry_style *s)
{
	uint64_t form = (uint64_t)1 << FACT_REPLY_EXPIRES, either = form | (uint64_t)1 << FACT_REPLY;

	switch (s->life) {
	case LIFE_NONE:
		return 0;
	case LIFE_FORM:
		return form;
	case LIFE_DAYS:
		return either | (uint64_t)1 << letter_counts_from(s);
	case LIFE_CERTIFICATE:
		break;
	}
	return either | (uint64_t)1 << FACT_SIGN_EXPIRES | (uint64_t)1 << FACT_AUTH_EXPIRES;
}

/* LIFE_CERTIFICATE, of those whose last day is known. */
static struct date
certificates_end(const struct profile *p, const struct inquiry_style *style, const struct facts *facts)
{
	struct view v = { .profile = p, .letter = style, .facts = *facts };
	int32_t days;

	facts_set(&v.facts, FACT_REPLY, REPLY_POSTED);
	if (!facts_known(facts, FACT_SIGN_EXPIRES))
		v.facts.value[FACT_SIGN_EXPIRES] = FACT_NONE;
	if (!facts_known(facts, FACT_AUTH_EXPIRES))
		v.facts.value[FACT_AUTH_EXPIRES] = FACT_NONE;
	days = view_deadline(&v);
	return days == FACT_NONE ? (struct date){ 0 } : date_from_days(days);
}

struct date
profile_reply_until(const struct profile *p, const struct inquiry_style *style, struct date counted,
    const struct facts *facts)
{
	switch (style->life) {
	case LIFE_DAYS:
		return letter_ends(style, counted);
	case LIFE_CERTIFICATE:
		return certificates_end(p, style, facts);
	case LIFE_NONE:
	case LIFE_FORM:
		break;
	}
	return (struct date){ 0 };
}

/* A certificate's last day may be unknown, or have passed. */
bool
profile_until_by_hand(const struct profile *p, const struct inquiry_style *style, struct date counted,
    const struct facts *facts)
{
	const unsigned of = facts_certificates(facts);
	struct date until;

	if (style->life != LIFE_CERTIFICATE)
		return style->life == LIFE_FORM;
	until = profile_reply_until(p, style, counted, facts);
	if (date_given(until))
		return date_compare(until, counted) < 0;
	return ((of & CERT_BIT(CERT_SIGN)) != 0 && !facts_known(facts, FACT_SIGN_EXPIRES)) ||
	    ((of & CERT_BIT(CERT_AUTH)) != 0 && !facts_known(facts, FACT_AUTH_EXPIRES));
}

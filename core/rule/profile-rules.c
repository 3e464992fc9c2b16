/* Reads the rules of a profile: what each kind of section may say, and that what they name exists. */
#include "rule/profile-build-private.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const profile_refusals[] = { "not-resident", "no-card", "juki-card", "card-expired", "card-damaged",
    "card-face-outdated", "under-15", "ward", "proxy-not-allowed", "visitor-not-allowed", "window-not-open", "counter-closed",
    "counter-does-not-serve", "no-reservation", "after-last-acceptance", "rule-not-in-force", "not-yet",
    "card-without-pins", "certificate-missing", "system-stopped", NULL };
static const char *const lacks[] = { "card", "identity", "authority", "pledge", "reply", "reply-complete",
    "power-of-attorney", "pin-concealed", "revocation-consent", "reply-expired", "notice", "proxy-reason", NULL };
static const char *const tellings[] = { "48-hours", "insurance-grace", "sign-ends-on-move",
    "card-date-is-not-certificate-date", "card-usable-without-certificates", "reset-outside-counter", "equal-pins-allowed",
    "next-visit", "phone-certificates", "licence-on-card", "sign-ends-abroad", "stay-last-day", "suspension-lifted",
    NULL };

static void
read_condition(struct build *b, size_t at, const char *key, int *condition)
{
	const struct stated *s = build_find(b, at, key);
	char why[CONDITION_WHY_MAX];
	enum err e;

	if (s == NULL)
		return;
	e = condition_read(&b->profile->conditions, &b->names, s->value, condition, why);
	if (e == ERR_PROFILE)
		build_fault(b, s, "%s: %s", key, why);
	else if (e != ERR_NONE)
		b->err = e;
}

/* A code of the municipality's own: x- and more, so that it can never become one of ours. */
static bool
is_own_code(const char *code)
{
	return strncmp(code, "x-", 2) == 0 && code[2] != '\0' &&
	    code[strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* The code stated, else the section's own name, which must be one of the list or the municipality's own. */
static void
read_code(struct build *b, size_t at, struct rule *r, const char *const *codes)
{
	const struct stated *s = build_find(b, at, "code");
	int i;

	r->code = s != NULL ? s->value : r->name;
	if (is_own_code(r->code))
		return;
	for (i = 0; codes[i] != NULL; i++)
		if (strcmp(codes[i], r->code) == 0)
			return;
	build_fault(b, s != NULL ? s : &b->stated[at],
	    "「%s」という code はありません。独自の code は x- で始めます", r->code);
}

static enum outcome
read_outcome(struct build *b, size_t at, const char *key, unsigned allowed, enum outcome otherwise)
{
	int o = build_word(b, at, key, outcome_codes, (int)otherwise);

	if (o != (int)otherwise && (allowed >> o & 1) == 0)
		build_fault(b, build_find(b, at, key), "%s に %s は使えません", key, outcome_codes[o]);
	return (enum outcome)o;
}

static unsigned
read_on(struct build *b, size_t at, unsigned otherwise)
{
	const struct stated *s = build_find(b, at, "on");
	const char *p = s != NULL ? s->value : NULL;
	unsigned mask = 0;
	char word[32];
	enum outcome o;

	while (build_part(&p, ',', word, sizeof(word))) {
		if ((o = outcome_by_code(word)) == OUTCOME_COUNT)
			build_fault(b, s, "on に「%s」という値はありません", word);
		else
			mask |= 1u << o;
	}
	return s != NULL ? mask : otherwise;
}

/* --- the kinds --- */

static void
read_calendar(struct build *b, size_t at, struct counter *c)
{
	static const char *const keys[] = { "hours", "closed", "extra" };
	const struct stated *s;
	const char *fault;
	unsigned i;

	for (i = 0; i < 3; i++) {
		enum err e;

		if ((s = build_find(b, at, keys[i])) == NULL)
			continue;
		e = i == 0 ? calendar_read_hours(s->value, &c->calendar.hours, &fault) :
		    i == 1 ? calendar_read_days(s->value, &c->calendar.closed, &fault) :
		    calendar_read_hours(s->value, &c->calendar.extra, &fault);
		if (e != ERR_NONE)
			build_fault(b, s, "%s の「%.60s」のところが読み取れません。%s", keys[i], fault, i == 1 ?
			    tr("closed は「3rd-sat+1, 12-29..01-03」のような日だけで、時間は書けません") :
			    tr("「weekday 8:30-17:15 last 17:00 lunch 12:00-13:00」のように、日、時間の順に書きます"));
	}
}

static void
read_labels(struct build *b, size_t at, struct counter *c)
{
	const struct stated *s = build_find(b, at, "label");
	const char *p = s != NULL ? s->value : NULL;
	char label[FACTS_COUNTER_MAX + 1], folded[FACTS_LABEL_MAX];
	char *to;

	if (s == NULL) {
		build_fault(b, &b->stated[at], "label がありません");
		return;
	}
	if ((c->labels = to = build_alloc(b, 2 * strlen(s->value) + 2 * RULE_LABELS_MAX, 1)) == NULL)
		return;
	while (build_part(&p, '|', label, sizeof(label))) {
		if (label[0] == '\0' || strlen(label) >= FACTS_COUNTER_MAX) {
			build_fault(b, s, "label が空か、長すぎます(%d バイトまで)", FACTS_COUNTER_MAX - 1);
			return;
		}
		if (c->label_count == RULE_LABELS_MAX) {
			build_fault(b, s, "label が多すぎます(%d まで)", RULE_LABELS_MAX);
			return;
		}
		document_fold(label, folded);
		c->label[c->label_count] = strcpy(to, label);
		to += strlen(label) + 1;
		c->folded[c->label_count++] = strcpy(to, folded);
		to += strlen(folded) + 1;
	}
}

static void
read_counter(struct build *b, size_t at, struct rule *r)
{
	if ((r->counter = build_alloc(b, 1, sizeof(*r->counter))) == NULL)
		return;
	r->counter->serves = r->counter->booked = CONDITION_ALWAYS;
	read_labels(b, at, r->counter);
	read_calendar(b, at, r->counter);
	read_condition(b, at, "serves", &r->counter->serves);
	if (build_find(b, at, "booked") == NULL)
		r->counter->booked = COUNTER_FREE;
	else
		read_condition(b, at, "booked", &r->counter->booked);
}

static void
read_refuse(struct build *b, size_t at, struct rule *r)
{
	static const char *const certificates[] = { "sign", "auth", NULL };

	read_code(b, at, r, profile_refusals);
	r->cert = (enum cert_kind)build_word(b, at, "certificate", certificates, CERT_COUNT);
}

static int
find_need(const struct build *b, const char *name)
{
	size_t i;

	for (i = 0; i < b->profile->rule_count; i++)
		if (b->profile->rules[i].kind == RULE_NEED && strcmp(b->profile->rules[i].name, name) == 0)
			return (int)i;
	return -1;
}

static void
read_needs(struct build *b, size_t at, struct rule *r)
{
	const struct stated *s = build_find(b, at, "needs");
	const char *p = s != NULL ? s->value : NULL;
	char name[64];
	int need;
	size_t i;

	while (build_part(&p, ',', name, sizeof(name))) {
		if ((need = find_need(b, name)) < 0) {
			build_fault(b, s, "[need %s] がありません", name);
			continue;
		}
		for (i = 0; i < r->need_count && r->needs[i] != need; i++)
			;
		if (i < r->need_count || r->need_count == NEEDS_MAX)
			build_fault(b, s, "needs の「%s」が2回あるか、多すぎます(%d まで)", name, NEEDS_MAX);
		else
			r->needs[r->need_count++] = need;
	}
}

static void
read_rule(struct build *b, size_t at, struct rule *r)
{
	r->outcome = read_outcome(b, at, "outcome", 1u << OUTCOME_PROCEED | 1u << OUTCOME_INQUIRY | 1u << OUTCOME_CONSULT |
	    1u << OUTCOME_REFUSED, OUTCOME_COUNT);
	if (r->outcome == OUTCOME_COUNT && build_find(b, at, "outcome") == NULL)
		build_fault(b, &b->stated[at], "outcome がありません");
	r->otherwise = read_outcome(b, at, "otherwise", 1u << OUTCOME_INQUIRY | 1u << OUTCOME_CONSULT, OUTCOME_COUNT);
	r->visits = build_number(b, at, "visits", 1, 2, 1);
	read_needs(b, at, r);
	if (r->outcome == OUTCOME_REFUSED)
		read_code(b, at, r, profile_refusals);
	if (r->need_count > 0 && (r->outcome == OUTCOME_REFUSED || r->outcome == OUTCOME_CONSULT))
		build_fault(b, build_find(b, at, "needs"), "needs は proceed か inquiry のときだけです");
	if (r->outcome == OUTCOME_PROCEED || r->outcome == OUTCOME_INQUIRY)
		build_add_reasons(b, r);
}

static void
read_need(struct build *b, size_t at, struct rule *r)
{
	static const char *const holders[] = { "applicant", "guardian", "proxy", NULL };
	const struct stated *papers = build_find(b, at, "documents"), *met = build_find(b, at, "met");

	read_code(b, at, r, lacks);
	r->who = (enum holder)build_word(b, at, "who", holders, HOLDER_COUNT);
	r->same = build_yes(b, at, "same");
	r->has_papers = papers != NULL;
	read_condition(b, at, "met", &r->met);
	read_condition(b, at, "unless", &r->unless);
	if ((papers != NULL) == (met != NULL))
		build_fault(b, &b->stated[at], "documents か met のどちらか1つが必要です");
	if (papers != NULL && r->who == HOLDER_COUNT)
		build_fault(b, papers, "documents には who が必要です");
	if (papers != NULL && !document_read(&b->profile->documents, papers->value, &r->papers))
		build_fault(b, papers, "「%.100s」という書類か組み合わせはありません。"
		    "どれかなら「A | B」、両方なら「A+B」と書きます", papers->value);
}

static void
read_instead(struct build *b, size_t at, struct rule *r)
{
	unsigned of = 1u << OUTCOME_PROCEED | 1u << OUTCOME_INQUIRY;

	r->of = read_outcome(b, at, "of", of, OUTCOME_PROCEED);
	r->outcome = read_outcome(b, at, "outcome", 1u << OUTCOME_KEEP | 1u << OUTCOME_INQUIRY | 1u << OUTCOME_CONSULT,
	    OUTCOME_COUNT);
	if (build_find(b, at, "outcome") == NULL)
		build_fault(b, &b->stated[at], "outcome がありません");
}

static void
read_fee(struct build *b, size_t at, struct rule *r)
{
	r->yen = build_number(b, at, "yen", 0, 1000000, 0);
	if (build_find(b, at, "yen") == NULL)
		build_fault(b, &b->stated[at], "yen がありません");
}

static void
read_tell(struct build *b, size_t at, struct rule *r)
{
	read_code(b, at, r, tellings);
	r->on = read_on(b, at, 1u << OUTCOME_PROCEED);
}

static void
read_action(struct build *b, size_t at, struct rule *r)
{
	static const char *const do_words[] = { "copy-documents", "second-approval", "verify-pin:juki", "verify-pin:assist",
	    NULL };
	static const struct action actions[] = { { .kind = ACTION_COPY_DOCUMENTS }, { .kind = ACTION_SECOND_APPROVAL },
	    { .kind = ACTION_VERIFY_PIN, .pin = PIN_JUKI }, { .kind = ACTION_VERIFY_PIN, .pin = PIN_ASSIST } };
	int word = build_word(b, at, "do", do_words, 0);

	if (build_find(b, at, "do") == NULL)
		build_fault(b, &b->stated[at], "do がありません");
	r->action = actions[word];
	r->on = read_on(b, at, 1u << OUTCOME_PROCEED);
	if (r->action.kind == ACTION_SECOND_APPROVAL && (r->on & ~(1u << OUTCOME_PROCEED | 1u << OUTCOME_CONSULT)) != 0)
		build_fault(b, build_find(b, at, "on"), "second-approval の on は proceed か consult だけです");
}

/* What stands for an own reason, by its name, is of those who give that reason, unless it says whose. */
static void
read_when(struct build *b, size_t at, struct rule *r)
{
	const int own = r->kind == RULE_NEED || r->kind == RULE_REFUSE ? profile_own_reason(b->profile, r->name) : -1;
	char why[CONDITION_WHY_MAX];

	if (own == -1 || build_find(b, at, "when") != NULL)
		read_condition(b, at, "when", &r->when);
	else
		b->err = condition_read(&b->profile->conditions, &b->names, b->profile->reasons[own - REASON_OWN].when,
		    &r->when, why);
}

static void
read_common(struct build *b, size_t at, struct rule *r)
{
	r->text = build_value(b, at, "text", "");
	r->source = build_value(b, at, "source", "");
	r->from = build_day(b, at, "from");
	r->until = build_day(b, at, "until");
	read_when(b, at, r);
	if (r->source[0] == '\0')
		build_fault(b, &b->stated[at], "source がありません");
	if (r->text[0] == '\0' && r->kind != RULE_COUNTER && r->kind != RULE_ACTION && r->kind != RULE_LETTER)
		build_fault(b, &b->stated[at], "text がありません");
	if (date_given(r->from) && date_given(r->until) && date_compare(r->until, r->from) < 0)
		build_fault(b, &b->stated[at], "until が from より前です");
}

static void (*const readers[RULE_KIND_COUNT])(struct build *, size_t, struct rule *) = {
	[RULE_COUNTER] = read_counter, [RULE_REFUSE] = read_refuse, [RULE_RULE] = read_rule, [RULE_NEED] = read_need,
	[RULE_INSTEAD] = read_instead, [RULE_FEE] = read_fee, [RULE_TELL] = read_tell, [RULE_ACTION] = read_action,
	[RULE_LETTER] = profile_read_letter, [RULE_PINS] = profile_read_pins,
};

/* Names first: needs, counters and defined words may be named before they stand. */
static size_t
count_rules(struct build *b)
{
	size_t i, n = 0;

	for (i = 0; i < b->count; i++)
		n += b->stated[i].key == NULL && profile_rule_kind(b->stated[i].kind) != RULE_KIND_COUNT;
	return n;
}

static void
name_rules(struct build *b)
{
	struct profile *p = b->profile;
	const struct stated *s;
	enum rule_kind kind;
	struct rule *r;
	size_t i;

	for (i = 0; i < b->count; i++) {
		s = &b->stated[i];
		if (s->key != NULL || (kind = profile_rule_kind(s->kind)) == RULE_KIND_COUNT)
			continue;
		r = &p->rules[p->rule_count];
		*r = (struct rule){ .kind = kind, .name = s->name, .code = s->name, .file = s->file, .line = s->line,
		    .when = CONDITION_ALWAYS, .unless = CONDITION_ALWAYS, .met = CONDITION_ALWAYS, .cert = CERT_COUNT,
		    .who = HOLDER_COUNT, .outcome = OUTCOME_COUNT, .of = OUTCOME_COUNT, .otherwise = OUTCOME_COUNT };
		(void)snprintf(r->full, sizeof(r->full), "%s %s", s->kind, s->name);
		p->of_kind[kind][p->of_kind_count[kind]++] = (int)p->rule_count++;
	}
}

/* Each counter has its bit, and what is told its place in a decision. */
static void
name_counters(struct build *b)
{
	struct profile *p = b->profile;
	size_t i;

	for (i = 0; i < p->of_kind_count[RULE_COUNTER] && i < COUNTERS_MAX; i++)
		p->counter_codes[i] = p->rules[p->of_kind[RULE_COUNTER][i]].name;
	b->names.counters = p->counter_codes;
	b->names.counter_count = i;
	if (p->of_kind_count[RULE_COUNTER] > COUNTERS_MAX)
		build_fault(b, &b->stated[0], "窓口が多すぎます(%d まで)", COUNTERS_MAX);
	if (p->of_kind_count[RULE_TELL] > DECISION_TELL_MAX)
		build_fault(b, &b->stated[0], "tell が多すぎます(%d まで)", DECISION_TELL_MAX);
}

static void
name_defined(struct build *b)
{
	struct profile *p = b->profile;
	const struct stated *s;
	size_t i;

	for (i = 0; i < b->count; i++) {
		s = &b->stated[i];
		if (s->key == NULL || strcmp(s->kind, "define") != 0)
			continue;
		if (p->defined_count == DEFINED_MAX) {
			build_fault(b, s, "[define] の言葉が多すぎます(%d まで)", DEFINED_MAX);
			break;
		}
		if (fact_by_key(s->key) != FACT_COUNT || strcmp(s->key, "counter") == 0 || facts_own_code(s->key))
			build_fault(b, s, "「%s」は項目の名前なので、[define] では使えません", s->key);
		p->defined[p->defined_count] = s->key;
		p->defined_file[p->defined_count] = s->file;
		p->defined_line[p->defined_count] = s->line;
		p->defined_at[p->defined_count++] = -1;
	}
	b->names.defined = p->defined;
	b->names.defined_at = p->defined_at;
	b->names.defined_count = p->defined_count;
}

static void
read_defined(struct build *b)
{
	char why[CONDITION_WHY_MAX];
	size_t i, n = 0, which;
	enum err e;

	for (i = 0; i < b->count && n < b->profile->defined_count; i++) {
		if (b->stated[i].key == NULL || strcmp(b->stated[i].kind, "define") != 0)
			continue;
		e = condition_read(&b->profile->conditions, &b->names, b->stated[i].value, &b->profile->defined_at[n++], why);
		if (e == ERR_PROFILE)
			build_fault(b, &b->stated[i], "%s: %s", b->stated[i].key, why);
		else if (e != ERR_NONE)
			b->err = e;
	}
	if (condition_circle(&b->profile->conditions, &b->names, &which))
		build_fault(b, &(struct stated){ .file = b->profile->defined_file[which],
		    .line = b->profile->defined_line[which] }, "[define] の「%s」が自分自身をたどっています", b->names.defined[which]);
}

static bool
asks_the_same(const struct rule *a, const struct rule *b)
{
	return a->has_papers == b->has_papers && a->same == b->same && a->who == b->who && strcmp(a->code, b->code) == 0 &&
	    strcmp(a->text, b->text) == 0 && document_same_papers(&a->papers, &b->papers);
}

static void
find_twins(struct profile *p)
{
	const int *needs = p->of_kind[RULE_NEED];
	size_t i, j;

	for (i = 0; i < p->of_kind_count[RULE_NEED]; i++) {
		for (j = 0; j < i && !asks_the_same(&p->rules[needs[j]], &p->rules[needs[i]]); j++)
			;
		p->rules[needs[i]].twin = needs[j];
	}
}

/* Rules of these kinds; letters go by what counters and [inquiry] say. */
static void
read_kinds(struct build *b, unsigned kinds)
{
	size_t i, n = 0;

	for (i = 0; i < b->count && b->err == ERR_NONE; i++) {
		struct rule *r = &b->profile->rules[n];

		if (b->stated[i].key != NULL || profile_rule_kind(b->stated[i].kind) == RULE_KIND_COUNT)
			continue;
		n++;
		if ((kinds >> r->kind & 1) == 0)
			continue;
		read_common(b, i, r);
		readers[r->kind](b, i, r);
	}
}

void
profile_read_rules(struct build *b)
{
	struct profile *p = b->profile;
	const size_t n = count_rules(b);
	unsigned k;
	size_t i;

	if (n > DECISION_RULES_MAX) {
		build_fault(b, &b->stated[0], "規則が多すぎます(%d まで)", DECISION_RULES_MAX);
		return;
	}
	p->rules = build_alloc(b, n, sizeof(*p->rules));
	for (k = 0; k < RULE_KIND_COUNT; k++)
		p->of_kind[k] = build_alloc(b, n, sizeof(*p->of_kind[k]));
	if (b->err != ERR_NONE)
		return;
	b->names.documents = &p->documents;
	for (i = 0; i < p->own_count; i++)
		b->names.own[b->names.own_count++] = p->own[i].info.key;
	b->names.proxy_reason = &p->proxy_reason;
	name_rules(b);
	name_counters(b);
	name_defined(b);
	read_defined(b);
	read_kinds(b, 1u << RULE_COUNTER);
	if (b->err == ERR_NONE)
		profile_read_inquiry(b);
	read_kinds(b, ~(1u << RULE_COUNTER));
	if (b->err != ERR_NONE || b->found > 0)
		return;
	find_twins(p);
	b->err = grid_read(p);
	if (b->err == ERR_PROFILE) {
		b->err = ERR_NONE;
		build_fault(b, &b->stated[0], "日付の比べ方が多すぎます(1つの日付につき %d 通りまで)", GRID_EDGES_MAX);
	}
}

/* Numbers, days and values that no municipality means: past, centuries away, another law's. */
#include "rule/profile-check-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sense {
	const struct profile *profile, *base;
	struct date today;
	uint64_t *used;
	struct faults *faults;
	size_t found;
};

/* The sentence, and the number that it is about. */
static void
tell(struct sense *s, int line, const char *what, const char *where, int number)
{
	fault_add(s->faults, s->profile->file, line, "[%s] %s: %d", where, tr(what), number);
	s->found++;
}

/* --- days --- */

#define FAR_YEARS 15

/* Another begins on the next day: what held before may stay as it is written. */
static bool
is_followed(const struct profile *p, const struct rule *r)
{
	size_t i;

	for (i = 0; i < p->rule_count && date_compare(p->rules[i].from, date_add_days(r->until, 1)) != 0; i++)
		;
	return i < p->rule_count;
}

static void
look_at_days(struct sense *s, const struct rule *r, bool is_base)
{
	const struct date far = date_add_months(s->today, 12 * FAR_YEARS);

	if (date_given(r->until) && date_compare(r->until, s->today) < 0 && !is_base &&
	    !is_followed(s->profile, r))
		tell(s, r->line, "は until の日で終わっていて、もう効きません。日を改めるか、消します", r->full,
		    r->until.year);
	if (date_compare(r->from, far) > 0 || date_compare(r->until, far) > 0)
		tell(s, r->line, "の from か until が先すぎます。この年数より先です", r->full, FAR_YEARS);
}

static void
look_at_municipality(struct sense *s)
{
	const struct profile *p = s->profile;

	if (date_given(p->until) && date_compare(p->until, s->today) < 0)
		tell(s, check_line(p, "municipality", "", "until"),
		    "の until が過ぎているので、どの受付も受付できません", "municipality", p->until.year);
	if (date_given(p->until) && date_compare(p->until, p->from) < 0)
		tell(s, check_line(p, "municipality", "", "until"), "の until が from より前です",
		    "municipality", p->until.year);
}

/* --- numbers in conditions --- */

#define DAYS_MOST 400
#define MONTHS_MOST 180
#define AGE_MOST 120

struct inside { struct sense *sense; const struct rule *rule; };

static void
look_at_term(struct inside *in, const struct term *t)
{
	const struct date far = date_add_months(in->sense->today, 12 * FAR_YEARS);

	if (abs(t->days) > DAYS_MOST)
		tell(in->sense, in->rule->line, "の条件の日数は長すぎます。months か years の間違いではありませんか",
		    in->rule->full, abs(t->days));
	if (abs(t->months) > MONTHS_MOST)
		tell(in->sense, in->rule->line, "の条件の月数は長すぎます。days の間違いではありませんか",
		    in->rule->full, abs(t->months));
	if (t->base == TERM_DAY && t->day > date_days(far))
		tell(in->sense, in->rule->line, "の条件の日が先すぎます。この年数より先です", in->rule->full,
		    FAR_YEARS);
}

static void
look_at_number(const struct condition *c, void *ctx)
{
	struct inside *in = ctx;
	unsigned k;

	if (c->kind == CONDITION_AGE && c->number > AGE_MOST)
		tell(in->sense, in->rule->line, "の条件の歳の方はいません", in->rule->full, c->number);
	for (k = 0; k < 2 && c->kind == CONDITION_DATE; k++)
		look_at_term(in, &c->terms[k]);
}

/* --- letters, mail --- */

#define LIFE_DAYS_LEAST 7
#define LIFE_DAYS_MOST 366
#define LIFE_MONTHS_MOST 12

/* What is said of it isn't taken back behind it: "転送不要ではない簡易書留", "転送不要以外". */
static bool
is_said(const char *text, const char *word)
{
	static const char *const not[] = { "ない", "なく", "なし", "せず", "以外", "除" };
	const char *p;
	size_t i;

	for (p = strstr(text, word); p != NULL; p = strstr(p + 1, word)) {
		for (i = 0; i < sizeof(not) / sizeof(*not) && strstr(p + strlen(word), not[i]) == NULL; i++)
			;
		if (i == sizeof(not) / sizeof(*not))
			return true;
	}
	return false;
}

static void
look_at_letter(struct sense *s, const struct inquiry_style *l, const char *where, int line)
{
	static const char *const safe[] = { "転送不要", "転送不可", "転送しない", "本人限定" };
	size_t i;

	if (l->life == LIFE_DAYS && (l->days > LIFE_DAYS_MOST || l->months > LIFE_MONTHS_MOST ||
	    (l->months == 0 && l->days < LIFE_DAYS_LEAST)))
		tell(s, line, "の life では、回答書の期限が短すぎるか、長すぎます", where,
		    l->months > 0 ? l->months : l->days);
	for (i = 0; i < sizeof(safe) / sizeof(*safe) && !is_said(l->mail, safe[i]); i++)
		;
	if (i < sizeof(safe) / sizeof(*safe) || check_departs(s->profile, profile_promises[PROMISE_MAIL], s->used))
		return;
	fault_add(s->faults, s->profile->file, line, "[%s] の mail「%.80s」では、照会書が本人に届いたことになりません。"
	    "全国の決まりは転送不要の郵便です(書留だけでは転送されます)。"
	    "市区町村の決まりなら [municipality] に departs = mail と書きます", where, l->mail);
	s->found++;
}

/* A letter without end has no last day to be late for; what others inherit may name one for those that have. */
static bool
any_letter_ends(const struct profile *p)
{
	bool ends = p->inquiry.life != LIFE_NONE;
	size_t i;

	for (i = 0; i < p->of_kind_count[RULE_LETTER]; i++)
		ends = ends || p->rules[p->of_kind[RULE_LETTER][i]].letter->life != LIFE_NONE;
	return ends;
}

static void
find_deadline(const struct condition *c, void *ctx)
{
	bool *found = ctx;

	*found = *found || c->deadline;
}

static void
look_at_deadline(struct sense *s, const struct rule *r)
{
	bool found = false;

	check_each_of_rule(s->profile, r, find_deadline, &found);
	if (!found || any_letter_ends(s->profile) || s->base == NULL)
		return;
	fault_add(s->faults, s->profile->file, r->line, "[%s] は回答書の期限(deadline)を比べますが、"
	    "[inquiry] の life が none なので、期限は決して来ません", r->full);
	s->found++;
}

/* What the letter tells its reader to do, and a need then refuses. */
static void
look_at_conceal(struct sense *s, const struct rule *need)
{
	const struct profile *p = s->profile;
	const struct inquiry_style *l = &p->inquiry;
	const struct condition *c = need->met >= 0 ? &p->conditions.list[need->met] : NULL;

	while (c != NULL && c->kind == CONDITION_NAME)
		c = &p->conditions.list[p->defined_at[c->number]];
	if (c == NULL || c->kind != CONDITION_WORD || c->fact != FACT_CONCEALED || s->base == NULL ||
	    ((!l->sticker || (c->mask >> CONCEALED_STICKER & 1) != 0) &&
	    (!l->envelope || (c->mask >> CONCEALED_ENVELOPE & 1) != 0)))
		return;
	fault_add(s->faults, p->file, need->line, "[%s] が受け付けない隠し方を、[inquiry] の conceal は認めています。"
	    "照会書にはそう印刷されます", need->full);
	s->found++;
}

static void
look_at_letters(struct sense *s)
{
	const struct profile *p = s->profile;
	size_t i;

	if (ini_value(&p->files[0], "inquiry", "", "mail") != NULL ||
	    ini_value(&p->files[0], "inquiry", "", "life") != NULL)
		look_at_letter(s, &p->inquiry, "inquiry", check_line(p, "inquiry", "",
		    p->inquiry.life == LIFE_DAYS ? "life" : "mail"));
	for (i = 0; i < p->of_kind_count[RULE_LETTER]; i++) {
		const struct rule *r = &p->rules[p->of_kind[RULE_LETTER][i]];

		if (check_own(p, r))
			look_at_letter(s, r->letter, r->full, r->line);
	}
}

/* --- the law's own --- */

/* Of how long certificates run a municipality has nothing to say. */
static void
look_at_validity(struct sense *s)
{
	static const char *const keys[] = { "birthdays", "renewed", "renewal-months" };
	const struct profile *p = s->profile;
	size_t i, k;

	for (i = 0; s->base != NULL && i < p->files[0].count; i++) {
		const struct ini_entry *e = &p->files[0].entries[i];
		const char *was;

		if (e->key == NULL || strcmp(e->kind, "validity") != 0)
			continue;
		was = ini_value(&p->files[1], e->kind, e->name, e->key);
		for (k = 0; k < sizeof(keys) / sizeof(*keys) && strcmp(keys[k], e->key) != 0; k++)
			;
		if (k == sizeof(keys) / sizeof(*keys) || (was != NULL && strcmp(was, e->value) == 0) ||
		    check_departs(p, profile_promises[PROMISE_VALIDITY], s->used))
			continue;
		fault_add(s->faults, p->file, e->line, "[validity] の %s は全国の決まりと違います。"
		    "市区町村の決まりなら [municipality] に departs = validity と書きます", e->key);
		s->found++;
	}
}

/* --- documents --- */

#define PAPER_MONTHS_MOST 24

static void
look_at_documents(struct sense *s)
{
	const struct profile *p = s->profile;
	size_t k;

	for (k = 0; k < p->documents.kind_count; k++) {
		const struct document_kind *d = &p->documents.kinds[k];
		const int line = check_line(p, "document", d->code, NULL);
		char full[80];

		if (ini_value(&p->files[0], "document", d->code, "source") == NULL)
			continue;
		(void)snprintf(full, sizeof(full), "document %s", d->code);
		if (d->max_age_months > PAPER_MONTHS_MOST || d->grace_months > PAPER_MONTHS_MOST)
			tell(s, line, "の月数は長すぎます", full, d->max_age_months > PAPER_MONTHS_MOST ?
			    d->max_age_months : d->grace_months);
		if (date_compare(d->issued_from, s->today) > 0)
			tell(s, line, "の issued-from はまだ来ていない日です", full, d->issued_from.year);
	}
}

#define YEN_MOST 3000	/* a new card at express with its certificates costs 2000 */

size_t
sense_check(const struct profile *p, const struct profile *base, struct date today, uint64_t *used,
    struct faults *faults)
{
	struct sense s = { .profile = p, .base = base, .today = today, .used = used, .faults = faults };
	size_t i;

	for (i = 0; i < p->rule_count; i++) {
		const struct rule *r = &p->rules[i];
		struct inside in = { &s, r };

		if (strcmp(r->file, p->file) != 0)
			continue;
		look_at_days(&s, r, p->paths[1][0] == '\0');
		check_each_of_rule(p, r, look_at_number, &in);
		look_at_deadline(&s, r);
		if (r->kind == RULE_NEED)
			look_at_conceal(&s, r);
		if (r->kind == RULE_FEE && (r->yen > YEN_MOST || r->yen % 10 != 0))
			tell(&s, r->line, "の yen は、ある額ではありません", r->full, r->yen);
	}
	look_at_municipality(&s);
	look_at_letters(&s);
	look_at_validity(&s);
	look_at_documents(&s);
	return s.found;
}

/* What texts tell, against what the rules do: months, ages, days and yen that are others there. */
#include "rule/profile-check-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOLD_MAX 8
#define TOLD_MOST 10000000

struct numbers { int list[TOLD_MAX]; size_t count; };

static void
put(struct numbers *n, int number)
{
	if (n->count < TOLD_MAX)
		n->list[n->count++] = number;
}

static bool
has(const struct numbers *n, int number, int beside)
{
	size_t i;

	for (i = 0; i < n->count && (n->list[i] < number - beside || n->list[i] > number + beside); i++)
		;
	return i < n->count;
}

/*
 * The numbers before one of those words, and so many more; their thousands parted by commas or not, of one too long the
 * last digits.
 */
static void
read_more(const char *text, const char *const *words, int more, struct numbers *out)
{
	static const char digits[] = "0123456789";
	unsigned number;
	size_t i;

	while (*(text += strcspn(text, digits)) != '\0') {
		const char *const end = text + strspn(text, "0123456789,");

		for (number = 0; text < end; text++)
			if (*text != ',')
				number = (number * 10 + (unsigned)(*text - '0')) % TOLD_MOST;
		for (i = 0; words[i] != NULL; i++)
			if (strncmp(text, words[i], strlen(words[i])) == 0)
				put(out, (int)number + more);
	}
}

static void
read_told(const char *text, const char *const *words, struct numbers *out)
{
	read_more(text, words, 0, out);
}

/* --- what a condition compares --- */

struct compared { struct numbers ages, from, days, months; };	/* from: ages at which it changes */

static void
put_offset(struct numbers *n, int number)
{
	if (number != 0)
		put(n, abs(number));
}

static void
read_condition(const struct condition *c, void *ctx)
{
	struct compared *out = ctx;
	unsigned k;

	if (c->kind == CONDITION_AGE) {
		put(&out->ages, c->number);
		put(&out->ages, condition_years(c));
		put(&out->from, condition_years(c));
	}
	for (k = 0; k < 2 && c->kind == CONDITION_DATE; k++) {
		put_offset(&out->days, c->terms[k].days);
		put_offset(&out->days, c->terms[k].workdays);
		put_offset(&out->months, c->terms[k].months);
		if (c->terms[k].months % 12 == 0)
			put_offset(&out->months, c->terms[k].months / 12);
	}
}

static bool
agree(const struct numbers *told, const struct numbers *done, int beside)
{
	size_t i;

	if (told->count == 0 || done->count == 0)
		return true;
	for (i = 0; i < told->count && !has(done, told->list[i], beside); i++)
		;
	return i < told->count;
}

/* Days where months are meant, or months where days are. */
static bool
is_other_unit(const struct numbers *told, const struct numbers *done, const struct numbers *others)
{
	return done->count == 0 && has(others, told->list[0], 0);	/* where nothing is told it's 0, as no offset is */
}

struct word { const struct profile *profile; int line; };

/* The first name of [define] that its file says anew, or has alone. */
static void
find_own_word(const struct condition *c, void *ctx)
{
	struct word *w = ctx;

	if (c->kind == CONDITION_NAME && w->line == 0 &&
	    strcmp(w->profile->defined_file[c->number], w->profile->file) == 0)
		w->line = w->profile->defined_line[c->number];
}

/* Where a fault of the rule is mended: in an inherited one, whose text is told by its own words; 0: nowhere. */
static int
line_of(const struct profile *p, const struct rule *r)
{
	struct word w = { p, 0 };

	if (strcmp(r->file, p->file) == 0)
		return r->line;
	check_each_of_rule(p, r, find_own_word, &w);
	return w.line;
}

static size_t
look_at_condition(const struct profile *p, const struct rule *r, int line, struct faults *faults)
{
	static const char *const years[] = { "歳", NULL }, *const under[] = { "歳未満", "歳以上", NULL };
	static const char *const over[] = { "歳以下", "歳を超", "歳超", NULL };
	static const char *const days[] = { "日以内", "日間", "日前", "日以上",
	    "日を過ぎ", "営業日", "開庁日", NULL };
	static const char *const months[] = { "か月", "ヶ月", "カ月", "ヵ月", "箇月", "年以内", "年前", NULL };
	struct numbers age = { .count = 0 }, from = { .count = 0 }, day = { .count = 0 }, month = { .count = 0 };
	struct compared done = { .ages = { .count = 0 } };
	const char *what = NULL;

	check_each_of_rule(p, r, read_condition, &done);
	read_told(r->text, years, &age);
	read_told(r->text, under, &from);
	read_more(r->text, over, 1, &from);
	read_told(r->text, days, &day);
	read_told(r->text, months, &month);
	if (!agree(&age, &done.ages, 0) || !agree(&from, &done.from, 0))
		what = "年齢";
	else if (!agree(&day, &done.days, 1) || is_other_unit(&day, &done.days, &done.months))
		what = "日数";
	else if (!agree(&month, &done.months, 0) || is_other_unit(&month, &done.months, &done.days))
		what = "月数";
	if (what == NULL)
		return 0;
	fault_add(faults, p->file, line, "[%s] の text が言う%sは、条件にある数と違います", r->full, tr(what));
	return 1;
}

static size_t
look_at_fee(const struct rule *r, struct faults *faults)
{
	static const char *const yen[] = { "円", NULL };
	struct numbers told = { .count = 0 };
	const bool free_of_charge = strstr(r->text, "無料") != NULL;
	int sum = 0;
	size_t i;

	read_told(r->text, yen, &told);
	for (i = 0; i < told.count; i++)
		sum += told.list[i];
	if (r->kind != RULE_FEE || (told.count == 0 && !free_of_charge) || has(&told, r->yen, 0) || r->yen == sum ||
	    (free_of_charge && r->yen == 0))
		return 0;
	fault_add(faults, r->file, r->line, "[%s] の text が言う額は、yen = %d と違います", r->full, r->yen);
	return 1;
}

/* --- the renewal window --- */

/* Whether the rule is in force on some of the days from which this line holds, until the next one does. */
static bool
meets(const struct profile *p, const struct rule *r, size_t line)
{
	if (date_given(r->until) && date_compare(r->until, p->validity[line].from) < 0)
		return false;
	return line + 1 == p->validity_count || date_compare(r->from, p->validity[line + 1].from) < 0;
}

static size_t
look_at_window(const struct profile *p, const struct rule *r, bool own, struct faults *faults)
{
	static const char *const before[] = { "か月前", NULL };
	struct numbers told = { .count = 0 };
	size_t k;

	read_told(r->text, before, &told);
	if (strcmp(r->code, "window-not-open") != 0 || told.count == 0)
		return 0;
	for (k = 0; k < p->validity_count && !(p->validity[k].months != told.list[0] && meets(p, r, k)); k++)
		;
	if (k == p->validity_count)
		return 0;
	fault_add(faults, own ? r->file : p->file, own ? r->line : check_line(p, "validity", "", "renewal-months"),
	    "[%s] の text は%dか月前と言いますが、[validity] の renewal-months は %d です%s", r->full, told.list[0],
	    p->validity[k].months, own ? "" : tr("。同じ名前の節を書いて text を改めます"));
	return 1;
}

size_t
told_check(const struct profile *p, struct faults *faults)
{
	size_t i, found = 0;

	for (i = 0; i < p->rule_count; i++) {
		const struct rule *r = &p->rules[i];
		const bool own = strcmp(r->file, p->file) == 0;

		if (r->kind == RULE_REFUSE)
			found += look_at_window(p, r, own, faults);
		if (line_of(p, r) > 0)
			found += look_at_condition(p, r, line_of(p, r), faults);
		if (own)
			found += look_at_fee(r, faults);
	}
	return found;
}

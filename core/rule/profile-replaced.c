/* What a section that replaces an inherited one loses with it, where nothing says that this is meant. */
#include "rule/profile-check-private.h"

#include <string.h>

#include "base/date.h"

/* Of these kinds each that holds counts: without its condition it meets everybody. */
static size_t
look_for_condition(const struct profile *p, const struct rule *r, const char *kind, struct faults *faults)
{
	const unsigned all = 1u << RULE_NEED | 1u << RULE_REFUSE | 1u << RULE_TELL | 1u << RULE_INSTEAD |
	    1u << RULE_ACTION;
	const char *when = ini_value(&p->files[1], kind, r->name, "when");

	if ((all >> r->kind & 1) == 0 || when == NULL || ini_value(&p->files[0], kind, r->name, "when") != NULL)
		return 0;
	fault_add(faults, r->file, r->line, "[%s] には when がありませんが、引き継いだものは「%.120s」のときだけです。"
	    "いつも当てはまるなら when = always と書きます", r->full, when);
	return 1;
}

/* Whether another of the file's own takes over on the day that this one ends, or hands over on the day it begins. */
static bool
goes_on(const struct profile *p, const struct rule *r, bool before)
{
	size_t i;

	for (i = 0; i < p->rule_count; i++) {
		const struct rule *o = &p->rules[i];

		if (o->kind != r->kind || !check_own(p, o))
			continue;
		if (before ? date_given(o->until) && date_compare(date_add_days(o->until, 1), r->from) == 0 :
		    date_given(o->from) && date_compare(date_add_days(r->until, 1), o->from) == 0)
			return true;
	}
	return false;
}

static size_t
look_for_days(const struct profile *p, const struct rule *r, const char *kind, struct faults *faults)
{
	static const char keep_both[] = "until のあるものと from のあるものを別の名前の need にして、"
	    "どちらも rule の needs に並べます";
	size_t found = 0;

	if (date_given(r->from) && ini_value(&p->files[1], kind, r->name, "from") == NULL && !goes_on(p, r, true)) {
		fault_add(faults, r->file, r->line, "[%s] は同じ名前の引き継いだものに代わるので、from の前の日には"
		    "どちらも効きません。%s", r->full, r->kind == RULE_NEED ? tr(keep_both) :
		    tr("別の名前にすると、引き継いだものも残ります"));
		found++;
	}
	if (date_given(r->until) && ini_value(&p->files[1], kind, r->name, "until") == NULL && !goes_on(p, r, false)) {
		fault_add(faults, r->file, r->line, "[%s] は同じ名前の引き継いだものに代わるので、until のあとの日には"
		    "どちらも効きません。%s", r->full, r->kind == RULE_NEED ? tr(keep_both) :
		    tr("別の名前にすると、引き継いだものも残ります"));
		found++;
	}
	return found;
}

/* Whether some document fulfils a part of the one need and a part of the other. */
static bool
share_paper(const struct profile *p, const struct rule *a, const struct profile *q, const struct rule *b)
{
	size_t i, k;

	for (i = 0; i < p->documents.kind_count; i++)
		for (k = 0; k < q->documents.kind_count; k++)
			if (strcmp(p->documents.kinds[i].code, q->documents.kinds[k].code) == 0 &&
			    check_counts_for(p, i, &a->papers) && check_counts_for(q, k, &b->papers))
				return true;
	return false;
}

static size_t
look_for_papers(const struct profile *p, const struct profile *base, const struct rule *r, struct faults *faults)
{
	size_t i;

	for (i = 0; base != NULL && i < base->rule_count; i++) {
		const struct rule *was = &base->rules[i];

		if (r->kind != RULE_NEED || strcmp(was->full, r->full) != 0 || !was->has_papers || !r->has_papers ||
		    share_paper(p, r, base, was))
			continue;
		fault_add(faults, r->file, r->line,
		    "[%s] の documents に、引き継いだものを満たせる書類が1つもありません", r->full);
		return 1;
	}
	return 0;
}

size_t
replaced_check(const struct profile *p, const struct profile *base, struct faults *faults)
{
	size_t i, k, found = 0;

	for (i = 0; i < p->rule_count; i++) {
		const struct rule *r = &p->rules[i];
		char kind[16];

		for (k = 0; k + 1 < sizeof(kind) && r->full[k] != ' ' && r->full[k] != '\0'; k++)
			kind[k] = r->full[k];
		kind[k] = '\0';
		if (!check_own(p, r) || ini_value(&p->files[1], kind, r->name, "source") == NULL)
			continue;
		found += look_for_condition(p, r, kind, faults);
		found += look_for_days(p, r, kind, faults);
		found += look_for_papers(p, base, r, faults);
	}
	return found;
}

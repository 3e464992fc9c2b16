/* Whether two decisions are the same answer: outcome, refused certificates, what is missing, actions, fee, expiry. */
#include "rule/rule.h"

#include <string.h>

static bool
same_text(const char *a, const char *b)
{
	return a != NULL && b != NULL ? strcmp(a, b) == 0 : a == b;
}

/* Which documents would do is of the profile; their order and what there is of them is not of the answer. */
static bool
has_missing(const struct decision *d, const struct missing *m)
{
	size_t i;

	for (i = 0; i < d->missing_count; i++)
		if (same_text(d->missing[i].code, m->code) && same_text(d->missing[i].who, m->who) &&
		    same_text(d->missing[i].text, m->text))
			return true;
	return false;
}

static bool
same_missing(const struct decision *a, const struct decision *b)
{
	size_t i;

	if (a->missing_count != b->missing_count)
		return false;
	for (i = 0; i < a->missing_count; i++)
		if (!has_missing(b, &a->missing[i]))
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

bool
decision_same_answer(const struct decision *a, const struct decision *b)
{
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++)
		if (date_compare(a->expiry[k], b->expiry[k]) != 0)
			return false;
	return a->outcome == b->outcome && a->refused == b->refused && a->fee_known == b->fee_known && a->yen == b->yen &&
	    same_text(a->fee_code, b->fee_code) && same_missing(a, b) && same_actions(a, b);
}

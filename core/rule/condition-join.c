/* Own facts and reasons of two profiles that are asked together: each stands in one place. */
#include "rule/condition-ask-private.h"

#include <string.h>

/*
 * Own facts stand where the first view's profile has them. What it hasn't follows them where two profiles are looked at
 * as a whole; a case goes on by the rules that it began with, and isn't asked it.
 */
static void
join_own(struct view *v, const struct view *first)
{
	const struct profile *p = v->profile, *q = first->profile;
	const char *codes[FACTS_OWN_PLACES];
	const size_t n = profile_own_codes(q, first->open ? p : NULL, codes);
	size_t i, k;

	if (p->own_count == 0 || p == q)
		return;
	profile_adopt(q, &v->facts);
	for (i = 0; i < p->own_count; i++) {
		for (k = 0; k < n && strcmp(codes[k], p->own[i].info.key) != 0; k++)
			;
		v->own[i] = k < n ? (enum fact)(FACT_OWN + k) : FACT_COUNT;
	}
}

/* Reasons too: their places are those of both profiles together. */
static void
join_reasons(struct view *v, const struct view *first)
{
	const struct profile *p = v->profile;
	const char *codes[2 * REASONS_OWN_MAX];
	const size_t n = profile_reasons(first->profile, p, codes);
	size_t i, k;

	if (p->reason_count == 0 || p == first->profile)
		return;
	profile_adopt(first->profile, &v->facts);
	for (k = 0; k < n; k++)
		(void)facts_reason(&v->facts, codes[k]);
	for (i = 0; i < p->reason_count; i++)
		for (k = 0; k < n; k++)
			if (strcmp(codes[k], p->reasons[i].code) == 0)
				v->reason[i] = (int)k;
}

uint32_t
view_reasons(const struct view *v, uint32_t mask)
{
	uint32_t out = mask & ((1u << REASON_OWN) - 1);
	unsigned i;

	for (i = 0; i < REASONS_OWN_MAX; i++)
		if ((mask >> (REASON_OWN + i) & 1) != 0)
			out |= 1u << (REASON_OWN + v->reason[i]);
	return out;
}

void
view_join_own(struct view *v, const struct view *first)
{
	join_own(v, first);
	join_reasons(v, first);
}

/* What must hold for every row of the decision tables, whatever its answer is. */
#include "property.h"

#include <string.h>

static bool
same_answer(const struct decision *a, const struct decision *b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	decision_json(a, &x);
	decision_json(b, &y);
	same = strcmp(buf_text(&x), buf_text(&y)) == 0;
	buf_free(&x);
	buf_free(&y);
	return same;
}

int
property_order(const char *where, const struct profile *p, const struct table_row *row, const struct decision *d)
{
	static struct decision other;
	char why[FACTS_WHY_MAX];
	struct facts facts = { 0 };
	size_t i;

	for (i = row->facts.count; i > 0; i--)
		if (facts_read(&facts, NULL, row->facts.word[i - 1], why) != ERR_NONE)
			return 1;
	profile_adopt(p, &facts);
	if (!row->open)
		facts_assume(&facts);
	if (rule_decide(p, &facts, facts.at, &other) == ERR_NONE && same_answer(d, &other))
		return 0;
	(void)printf("%s: the facts in another order give another answer\n", where);
	return 1;
}

/* As good: what was done today still is, and no more is missing. */
static bool
worse(const struct decision *now, const struct decision *was)
{
	if (now->missing_count > was->missing_count)
		return true;
	return now->outcome < was->outcome && (was->outcome != OUTCOME_ASK || now->outcome != OUTCOME_ASK);
}

int
property_more_documents(const char *where, const struct facts *facts, const struct decision *d)
{
	static struct decision other;
	size_t doc, holder;

	for (doc = 0; doc < profile_documents(d->profile); doc++)
		for (holder = 0; holder < HOLDER_COUNT && facts->held_count < FACTS_HELD_MAX; holder++) {
			struct facts more = *facts;
			struct held *h = &more.held[more.held_count++];

			*h = (struct held){ .holder = (enum holder)holder };
			(void)snprintf(h->label, sizeof(h->label), "%s", profile_document(d->profile, doc).code);
			if (rule_decide(d->profile, &more, more.at, &other) == ERR_NONE && !worse(&other, d))
				continue;
			(void)printf("%s: worse with one more: %s:%s\n", where, holder_code(h->holder), h->label);
			return 1;
		}
	return 0;
}

/* What one answer says of another: what follows isn't asked, what contradicts isn't taken. */
#include "rule/facts.h"

#include <string.h>

/*
 * Where the first fact is one of these words, the second can only be one of those. Source: sources(7) N1, N2,
 * N12, N17, N23; a reply that isn't there has nothing written on it, of a card without PINs none can be forgotten,
 * and what was suspended is issued anew.
 */
static const struct implication rows[] = {
	{ FACT_VISITOR, 1u << VISITOR_HOUSEHOLD, FACT_SAME_HOUSEHOLD, 1u << ANSWER_YES },
	{ FACT_GUARDIANSHIP, 1u << GUARDIANSHIP_GUARDIAN, FACT_WARD, 1u << ANSWER_YES },
	/* Who has parental authority acts for a child; an adult ward's parent acts as the guardian, or not at all. */
	{ FACT_GUARDIANSHIP, 1u << GUARDIANSHIP_PARENT | 1u << GUARDIANSHIP_CURATOR | 1u << GUARDIANSHIP_ASSISTANT |
	    1u << GUARDIANSHIP_VOLUNTARY, FACT_WARD, 1u << ANSWER_NO },
	{ FACT_REPLY, 1u << REPLY_NONE, FACT_REPLY_COMPLETE, 1u << ANSWER_NO },
	{ FACT_PROCEDURE, 1u << PROCEDURE_RENEW, FACT_REASON, ~(1u << REASON_FIRST | 1u << REASON_TURNED_15 |
	    1u << REASON_SUSPENSION_LIFTED) },
	{ FACT_PROCEDURE, 1u << PROCEDURE_WITH_PINS, FACT_CARD_KIND, 1u << KIND_WITHOUT_PINS },
	{ FACT_PROCEDURE, 1u << PROCEDURE_WITHOUT_PINS, FACT_CARD_KIND, ~(1u << KIND_WITHOUT_PINS) },
	{ FACT_CARD_KIND, 1u << KIND_WITHOUT_PINS, FACT_SIGN_PIN, 1u << STATE_KNOWN },
	{ FACT_CARD_KIND, 1u << KIND_WITHOUT_PINS, FACT_AUTH_PIN, 1u << STATE_KNOWN },
};

#define ROWS (sizeof(rows) / sizeof(*rows))

static bool
is_one_of(const struct facts *f, enum fact fact, uint32_t words)
{
	return facts_known(f, fact) && (words >> f->value[fact] & 1) != 0;
}

uint32_t
facts_allowed(const struct facts *f, enum fact fact)
{
	uint32_t allowed = UINT32_MAX;
	size_t i;

	for (i = 0; i < ROWS; i++) {
		if (rows[i].then == fact && is_one_of(f, rows[i].fact, rows[i].words))
			allowed &= rows[i].allowed;
		if (rows[i].fact == fact && is_one_of(f, rows[i].then, ~rows[i].allowed))
			allowed &= ~rows[i].words;
	}
	return allowed;
}

bool
facts_implication(size_t i, struct implication *out)
{
	if (i < ROWS)
		*out = rows[i];
	return i < ROWS;
}

bool
facts_contradict(const struct facts *f, enum fact *one, enum fact *other)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (is_one_of(f, rows[i].fact, rows[i].words) && is_one_of(f, rows[i].then, ~rows[i].allowed)) {
			*one = rows[i].fact;
			*other = rows[i].then;
			return true;
		}
	return false;
}

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

/* Where a fact is one of these words, that date isn't in that span. */
enum day_span { SPAN_PAST, SPAN_TO_COME, SPAN_ANY };	/* before today; today or later; any day but "none" */
struct excluded_day { enum fact fact; uint32_t words; enum fact day; enum day_span span; };

/* Source: sources(7) N1, N17; who hasn't booked has done so on no day. */
static const struct excluded_day excluded[] = {
	{ FACT_CARD, 1u << CARD_VALID, FACT_CARD_EXPIRES, SPAN_PAST },
	{ FACT_CARD, 1u << CARD_EXPIRED, FACT_CARD_EXPIRES, SPAN_TO_COME },
	{ FACT_BOOKED, 1u << ANSWER_NO, FACT_BOOKED_ON, SPAN_ANY },
	{ FACT_CARD_KIND, 1u << KIND_WITHOUT_PINS, FACT_SIGN_EXPIRES, SPAN_ANY },
};

#define EXCLUDED (sizeof(excluded) / sizeof(*excluded))

/* What has been done by somebody: no day to come. */
static const enum fact done[] = { FACT_INQUIRY_OPENED, FACT_INQUIRY_POSTED, FACT_BOOKED_ON, FACT_REPORTED_ON };

static bool
is_one_of(const struct facts *f, enum fact fact, uint32_t words)
{
	return facts_known(f, fact) && (words >> f->value[fact] & 1) != 0;
}

static bool
span_has(enum day_span span, int32_t day, int32_t today)
{
	if (day == FACT_NONE)
		return false;
	return span == SPAN_ANY || (day < today) == (span == SPAN_PAST);
}

/* The day is known, and none that can be beside those words. */
static bool
excludes(const struct excluded_day *e, const struct facts *f, struct date today)
{
	return facts_known(f, e->day) && (e->span == SPAN_ANY || date_given(today)) &&
	    span_has(e->span, f->value[e->day], date_given(today) ? date_days(today) : 0);
}

uint32_t
facts_allowed(const struct facts *f, enum fact fact, struct date today)
{
	uint32_t allowed = UINT32_MAX;
	size_t i;

	for (i = 0; i < EXCLUDED; i++)
		if (excluded[i].fact == fact && excludes(&excluded[i], f, today))
			allowed &= ~excluded[i].words;
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

static bool
has_day(const struct facts *f, enum fact fact)
{
	return facts_known(f, fact) && f->value[fact] != FACT_NONE;
}

/* A day behind another that comes first. */
static bool
days_contradict(const struct facts *f, struct date today, enum fact *one, enum fact *other)
{
	size_t i;
	unsigned k;

	for (i = 0; i < sizeof(done) / sizeof(*done) && date_given(today); i++)
		if (has_day(f, done[i]) && f->value[done[i]] > date_days(today)) {
			*one = done[i];
			*other = FACT_COUNT;
			return true;
		}
	*one = FACT_INQUIRY_OPENED;
	*other = FACT_INQUIRY_POSTED;
	if (has_day(f, *one) && has_day(f, *other) && f->value[*other] < f->value[*one])
		return true;
	*one = FACT_BORN;
	for (k = FACT_CARD_EXPIRES; k < FACT_COUNT; k++)
		if (has_day(f, FACT_BORN) && has_day(f, (enum fact)k) && f->value[k] < f->value[FACT_BORN]) {
			*other = (enum fact)k;
			return true;
		}
	return false;
}

bool
facts_contradict(const struct facts *f, struct date today, enum fact *one, enum fact *other)
{
	size_t i;

	for (i = 0; i < EXCLUDED; i++)
		if (is_one_of(f, excluded[i].fact, excluded[i].words) && excludes(&excluded[i], f, today)) {
			*one = excluded[i].fact;
			*other = excluded[i].day;
			return true;
		}
	for (i = 0; i < ROWS; i++)
		if (is_one_of(f, rows[i].fact, rows[i].words) && is_one_of(f, rows[i].then, ~rows[i].allowed)) {
			*one = rows[i].fact;
			*other = rows[i].then;
			return true;
		}
	return days_contradict(f, today, one, other);
}

void
facts_pass_time(struct facts *f, struct date today)
{
	if (is_one_of(f, FACT_CARD, 1u << CARD_VALID) && has_day(f, FACT_CARD_EXPIRES) &&
	    f->value[FACT_CARD_EXPIRES] < date_days(today))
		facts_set(f, FACT_CARD, CARD_EXPIRED);
}

/* A set of facts: asked, set, merged, assumed. */
#include "rule/facts.h"

#include <stdio.h>
#include <string.h>

bool
facts_known(const struct facts *facts, enum fact f)
{
	return (facts->known >> f & 1) != 0;
}

void
facts_set(struct facts *facts, enum fact f, int32_t value)
{
	facts->known |= (uint64_t)1 << f;
	facts->value[f] = value;
}

void
facts_forget(struct facts *facts, enum fact f)
{
	facts->known &= ~((uint64_t)1 << f);
	facts->value[f] = 0;
}

struct date
facts_born(const struct facts *facts)
{
	if (!facts_known(facts, FACT_BORN))
		return facts->born;
	return facts->value[FACT_BORN] != FACT_NONE ? date_from_days(facts->value[FACT_BORN]) : (struct date){ 0 };
}

void
facts_set_born(struct facts *facts, struct date born)
{
	if (date_valid(born)) {
		facts_set(facts, FACT_BORN, date_days(born));
	} else if (date_told(born)) {
		facts_forget(facts, FACT_BORN);
		facts->born = born;
	}
}

/* Nobody is born on a day that the years and months known of it leave out. */
static bool
may_be_born(const struct facts *facts, struct date day)
{
	return !date_given(facts->born) || (date_compare(date_earliest(facts->born), day) <= 0 &&
	    date_compare(date_latest(facts->born), day) >= 0);
}

bool
facts_born_as_fits(const struct facts *facts, struct date day)
{
	return facts_known(facts, FACT_BORN) || may_be_born(facts, day);
}

void
facts_count_age(struct facts *facts)
{
	if (!facts_known(facts, FACT_BORN_AS))
		return;
	if (!facts_known(facts, FACT_BORN) && date_told(facts->born) &&
	    may_be_born(facts, date_from_days(facts->value[FACT_BORN_AS])))
		facts_set(facts, FACT_BORN, facts->value[FACT_BORN_AS]);
	else
		facts_forget(facts, FACT_BORN_AS);
}

bool
facts_own_code(const char *code)
{
	return strncmp(code, "x-", 2) == 0 && code[2] != '\0' && strlen(code) < FACTS_OWN_CODE_MAX &&
	    code[strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

enum fact
facts_own(struct facts *facts, const char *code)
{
	size_t i;

	for (i = 0; i < FACTS_OWN_PLACES && facts->own[i][0] != '\0'; i++)
		if (strcmp(facts->own[i], code) == 0)
			return (enum fact)(FACT_OWN + i);
	if (i == FACTS_OWN_PLACES)
		return FACT_COUNT;
	(void)snprintf(facts->own[i], FACTS_OWN_CODE_MAX, "%s", code);
	return (enum fact)(FACT_OWN + i);
}

int32_t
facts_reason(struct facts *facts, const char *code)
{
	int32_t i;

	for (i = 0; i < 2 * REASONS_OWN_MAX && facts->reasons[i][0] != '\0'; i++)
		if (strcmp(facts->reasons[i], code) == 0)
			return REASON_OWN + i;
	if (i == 2 * REASONS_OWN_MAX)
		return -1;
	(void)snprintf(facts->reasons[i], FACTS_OWN_CODE_MAX, "%s", code);
	return REASON_OWN + i;
}

struct moment
facts_came(const struct facts *facts, struct moment at)
{
	const bool let_in = at.hour >= 0 && date_given(facts->queued.date) &&
	    date_compare(facts->queued.date, at.date) == 0 && moment_compare(facts->queued, at) < 0;

	return let_in ? facts->queued : at;
}

bool
facts_given(const struct facts *facts)
{
	return facts->known != 0 || date_told(facts->born) || date_given(facts->at.date) ||
	    date_given(facts->queued.date) || facts->counter[0] != '\0' || facts->held_count > 0;
}

bool
personal_given(const struct personal *p)
{
	return person_given(&p->person) || p->proxy_name[0] != '\0' || p->proxy_address[0] != '\0' ||
	    p->proxy_relation[0] != '\0' || p->gone != 0;
}

void
facts_assume(struct facts *facts)
{
	unsigned f;

	for (f = 0; f < FACT_COUNT; f++) {
		const char *word;
		uint32_t allowed;
		int place;

		if (facts_known(facts, (enum fact)f) || (word = fact_info((enum fact)f)->assumed) == NULL ||
		    (facts_is_own((enum fact)f) && facts->own[f - FACT_OWN][0] == '\0'))
			continue;
		allowed = facts_allowed(facts, (enum fact)f, facts->at.date);
		place = fact_word((enum fact)f, word);
		if (allowed != 0 && (allowed >> place & 1) == 0)	/* another answer says otherwise */
			for (place = 0; (allowed >> place & 1) == 0; place++)
				;
		facts_set(facts, (enum fact)f, place);
	}
}

static enum err
merge_held(struct facts *facts, const struct held *held)
{
	size_t i;

	for (i = 0; i < facts->held_count; i++)
		if (facts->held[i].holder == held->holder && strcmp(facts->held[i].label, held->label) == 0)
			break;
	if (i == FACTS_HELD_MAX)
		return ERR_TOO_LONG;
	facts->held[i] = *held;
	if (i == facts->held_count)
		facts->held_count++;
	return ERR_NONE;
}

/* By their codes: the places may be others. */
static enum err
merge_own(struct facts *facts, const struct facts *newer)
{
	enum fact to;
	size_t i;

	for (i = 0; i < FACTS_OWN_PLACES; i++) {
		if (!facts_known(newer, (enum fact)(FACT_OWN + i)))
			continue;
		if ((to = facts_own(facts, newer->own[i])) == FACT_COUNT)
			return ERR_TOO_LONG;
		facts_set(facts, to, newer->value[FACT_OWN + i]);
	}
	return ERR_NONE;
}

enum err
facts_merge(struct facts *facts, const struct facts *newer)
{
	enum err e = ERR_NONE;
	unsigned f;
	size_t i;

	for (f = 0; f < FACT_COUNT; f++)
		if (facts_known(newer, (enum fact)f) && !facts_is_own((enum fact)f))
			facts_set(facts, (enum fact)f, newer->value[f]);
	facts_set_born(facts, facts_born(newer));
	e = merge_own(facts, newer);
	if (e == ERR_NONE && facts_known(newer, FACT_PROXY_REASON) && newer->value[FACT_PROXY_REASON] >= REASON_OWN) {
		const int32_t to = facts_reason(facts, newer->reasons[newer->value[FACT_PROXY_REASON] - REASON_OWN]);

		facts_set(facts, FACT_PROXY_REASON, to);
		e = to < 0 ? ERR_TOO_LONG : ERR_NONE;
	}
	if (date_given(newer->at.date))
		facts->at = newer->at;
	if (date_given(newer->queued.date))
		facts->queued = newer->queued;
	if (newer->counter[0] != '\0')
		memcpy(facts->counter, newer->counter, sizeof(facts->counter));
	for (i = 0; i < newer->held_count && e == ERR_NONE; i++)
		e = merge_held(facts, &newer->held[i]);
	return e;
}

unsigned
facts_certificates(const struct facts *facts)
{
	return facts_known(facts, FACT_CERTIFICATES) ? (unsigned)facts->value[FACT_CERTIFICATES] : CERT_BOTH;
}

unsigned
facts_pins(const struct facts *facts)
{
	_Static_assert(CERT_SIGN == 0 && CERT_AUTH == 1, "the PINs of certificates have their places");
	return facts_known(facts, FACT_PINS) ? (unsigned)facts->value[FACT_PINS] : facts_certificates(facts);
}

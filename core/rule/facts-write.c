/* Writes facts back in one order, so that the same facts make the same text. */
#include "rule/facts.h"

#include <stdio.h>
#include <string.h>

static void
write_set(enum fact f, int32_t value, char *out, size_t size)
{
	const struct fact_info *info = fact_info(f);
	size_t at = 0;
	int i;

	out[0] = '\0';
	for (i = 0; info->words[i] != NULL && at < size; i++)
		if ((value >> i & 1) != 0)
			at += (size_t)snprintf(out + at, size - at, "%s%s", at > 0 ? "," : "", info->words[i]);
}

void
facts_word(const struct facts *facts, enum fact f, char *out, size_t size)
{
	const struct fact_info *info = fact_info(f);
	int32_t value = facts->value[f];

	out[0] = '\0';
	if (!facts_known(facts, f))
		return;
	switch (info->type) {
	case FACT_SET:
		write_set(f, value, out, size);
		break;
	case FACT_DATE:
		if (value == FACT_NONE)
			(void)snprintf(out, size, "none");
		else
			date_format_iso(date_from_days(value), out, size);
		break;
	case FACT_CHOICE:
		(void)snprintf(out, size, "%s", f == FACT_PROXY_REASON && value >= REASON_OWN ?
		    facts->reasons[value - REASON_OWN] : info->words[value]);
		break;
	}
}

static void
write_day(struct buf *b, const char *key, struct date d)
{
	char day[16];

	if (!date_given(d))
		return;
	date_format_iso(d, day, sizeof(day));
	buf_printf(b, ",%s=%s", key, day);
}

static void
write_held(struct buf *b, const struct held *h)
{
	buf_printf(b, "doc=%s:%s", holder_code(h->holder), h->label);
	write_day(b, "expires", h->expires);
	write_day(b, "issued", h->issued);
	if (h->shows != 0)
		buf_printf(b, ",shows=%s%s%s", (h->shows & SHOWS_NAME) != 0 ? "name" : "",
		    (h->shows & SHOWS_BIRTH) == 0 ? "" : (h->shows & SHOWS_NAME) != 0 ? "+birth" : "birth",
		    (h->shows & SHOWS_ADDRESS) == 0 ? "" : h->shows != SHOWS_ADDRESS ? "+address" : "address");
	if (h->sealed)
		buf_puts(b, ",sealed=yes");
	if (h->visit_1)
		buf_puts(b, ",visit-1=yes");
	if (h->verified)
		buf_puts(b, ",verified=yes");
	buf_puts(b, "\n");
}

/* What decides the order of two documents; wholly equal ones may stand either way. */
static int
compare_held(const struct held *a, const struct held *b)
{
	int c = (int)a->holder - (int)b->holder;

	if (c == 0)
		c = strcmp(a->label, b->label);
	if (c == 0)
		c = date_compare(a->expires, b->expires);
	if (c == 0)
		c = date_compare(a->issued, b->issued);
	if (c == 0)
		c = (int)a->shows - (int)b->shows;
	if (c == 0)
		c = (int)a->sealed - (int)b->sealed;
	if (c == 0)
		c = (int)a->visit_1 - (int)b->visit_1;
	return c != 0 ? c : (int)a->verified - (int)b->verified;
}

static void
write_all_held(struct buf *b, const struct facts *facts)
{
	bool written[FACTS_HELD_MAX] = { false };
	size_t n, i, least;

	for (n = 0; n < facts->held_count; n++) {
		least = FACTS_HELD_MAX;
		for (i = 0; i < facts->held_count; i++)
			if (!written[i] && (least == FACTS_HELD_MAX || compare_held(&facts->held[i], &facts->held[least]) < 0))
				least = i;
		written[least] = true;
		write_held(b, &facts->held[least]);
	}
}

void
facts_write(const struct facts *facts, struct buf *b)
{
	char word[64];
	unsigned f;

	if (date_given(facts->at.date) && facts->at.hour < 0) {
		date_format_iso(facts->at.date, word, sizeof(word));
		buf_printf(b, "at=%s\n", word);
	} else if (date_given(facts->at.date)) {
		moment_format(facts->at, word, sizeof(word));
		buf_printf(b, "at=%s\n", word);
	}
	if (date_given(facts->queued.date)) {
		moment_format(facts->queued, word, sizeof(word));
		buf_printf(b, "queued=%s\n", word);
	}
	if (facts->counter[0] != '\0')
		buf_printf(b, "counter=%s\n", facts->counter);
	for (f = 0; f < FACT_COUNT; f++) {
		if (f == FACT_BORN && !facts_known(facts, FACT_BORN) && date_told(facts->born)) {
			date_format_iso(facts->born, word, sizeof(word));
			buf_printf(b, "%s=%s\n", fact_info(FACT_BORN)->key, word);
		}
		if (!facts_known(facts, (enum fact)f))
			continue;
		facts_word(facts, (enum fact)f, word, sizeof(word));
		buf_printf(b, "%s=%s\n", facts_is_own((enum fact)f) ? facts->own[f - FACT_OWN] :
		    fact_info((enum fact)f)->key, word);
	}
	write_all_held(b, facts);
}

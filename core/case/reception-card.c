/* A card that was another person's: what it told of a case is so no longer. */
#include "case/reception-private.h"

#include <stdlib.h>
#include <string.h>

void
reception_forget_card(struct facts *f)
{
	static const enum fact told[] = { FACT_CARD, FACT_CARD_EXPIRES, FACT_SIGN_EXPIRES, FACT_AUTH_EXPIRES };
	static const enum fact pins[] = { FACT_SIGN_PIN, FACT_AUTH_PIN };
	size_t i, n = 0;

	for (i = 0; i < sizeof(told) / sizeof(*told); i++)
		facts_forget(f, told[i]);
	for (i = 0; i < sizeof(pins) / sizeof(*pins); i++)
		if (facts_known(f, pins[i]) && f->value[pins[i]] == STATE_LOCKED)
			facts_forget(f, pins[i]);
	for (i = 0; i < f->held_count; i++)
		if (f->held[i].holder != HOLDER_APPLICANT || strcmp(f->held[i].label, RECEPTION_CARD) != 0)
			f->held[n++] = f->held[i];
	f->held_count = n;
}

static enum err
forget_within(struct store *s, const struct actor *a, const char *number, struct reception *r)
{
	const struct reception_news news = { .why = "holder-other" };
	const struct moment day = { .date = a->at.date, .hour = -1 };
	enum case_state next;
	struct facts *was;
	bool changed = false;
	enum err e;

	if ((e = reception_resume(s, number, r)) != ERR_NONE)
		return e;
	if (r->file.card[0] != '\0' || !flow_next(r->file.state, EVENT_CORRECT, &next))
		return ERR_NONE;
	if ((was = malloc(sizeof(*was))) == NULL)
		return ERR_MEMORY;
	*was = r->facts;
	reception_forget_card(&r->facts);
	e = reception_tell_correction(s, a, was, r, &changed);
	free(was);
	return e != ERR_NONE || !changed ? e : reception_apply(s, a, EVENT_CORRECT, &news, day, r);
}

enum err
reception_card_refused(struct store *s, const struct actor *a, const char *number, struct reception *r)
{
	enum err e;

	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	return case_settle(s, a, number, forget_within(s, a, number, r));
}

/* Residence and the card's face, by the addresses of card and record. */
#include "tui/flow/residence.h"

#include <string.h>

#include "people/place.h"

static bool
elsewhere(const struct profile *rules, const struct person *p)
{
	return rules != NULL &&
	    address_place(p->address, profile_city_code(rules), profile_name(rules)) == PLACE_ELSEWHERE;
}

bool
residence_elsewhere(const struct app *app, const struct profile *rules)
{
	return app->visit.person_known && elsewhere(rules, &app->visit.person);
}

/* What the card has said in this visit; NULL: nothing. */
static const struct person *
card_of(const struct visit *v)
{
	if (v->word.holder.name[0] != '\0')
		return &v->word.holder;
	return v->person_known && v->person.source == PERSON_CARD ? &v->person : NULL;
}

static enum address_face
face_of(const struct app *app, const struct profile *rules)
{
	const struct visit *v = &app->visit;
	const struct facts *f = &v->reception.facts;
	const struct person *card = card_of(v);
	const bool resident = facts_known(f, FACT_RESIDENT) && f->value[FACT_RESIDENT] == ANSWER_YES;

	if (resident && (residence_elsewhere(app, rules) || (card != NULL && elsewhere(rules, card))))
		return FACE_OUTDATED;
	return card != NULL && v->person_known && v->person.source == PERSON_RECORD ? address_face(card, &v->person) :
	    FACE_UNTOLD;
}

/* Taken back as Esc would, wherever it stands among what was said. */
static void
forget_answer(struct visit *v, enum fact fact)
{
	unsigned i;

	facts_forget(&v->reception.facts, fact);
	for (i = 0; i < v->said_count && v->said[i].fact != fact; i++)
		;
	if (i < v->said_count)
		memmove(&v->said[i], &v->said[i + 1], (--v->said_count - i) * sizeof v->said[0]);
}

void
residence_ask(struct app *app, const struct profile *rules)
{
	if (!app->visit.recorded && residence_elsewhere(app, rules))
		forget_answer(&app->visit, FACT_RESIDENT);
}

void
residence_weigh(struct app *app, const struct profile *rules)
{
	struct visit *v = &app->visit;
	struct facts *f = &v->reception.facts;
	enum address_face face;

	if (v->recorded)
		return;
	if (v->person_known && v->person.source == PERSON_RECORD && !residence_elsewhere(app, rules) &&
	    !facts_known(f, FACT_RESIDENT))
		facts_set(f, FACT_RESIDENT, ANSWER_YES);
	face = face_of(app, rules);
	if (face == FACE_OUTDATED || (face == FACE_CURRENT && !facts_known(f, FACT_CARD_FACE)))
		facts_set(f, FACT_CARD_FACE, fact_word(FACT_CARD_FACE, face == FACE_OUTDATED ? "outdated" : "current"));
}

/* Foretells what stands in a certificate, from what a case has and its card has said. */
#include "case/certified.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "people/compare.h"

/* True: it was another. */
static bool
take(char *out, size_t size, const char *in)
{
	if (strcmp(out, in) == 0)
		return false;
	(void)snprintf(out, size, "%s", in);
	return true;
}

/* A certificate has them in the same width. */
static bool
but_for_width(const char *one, const char *other)
{
	char a[PERSON_NAME_MAX + 1], b[PERSON_NAME_MAX + 1];

	text_narrow(one, a, sizeof(a));
	text_narrow(other, b, sizeof(b));
	return strcmp(a, b) == 0;
}

/* The register's own shapes, with the card's blanks: registers leave them out. */
static bool
take_blanks(struct person *p, const struct person *card)
{
	char spaced[PERSON_NAME_MAX + 1];

	return person_name_space(p->name, card->name, spaced) && take(p->name, sizeof(p->name), spaced);
}

/* The card's one name, where nothing but blanks and brackets is another. Of a former name it has no kana. */
static bool
take_name(struct person *p, const struct person *card)
{
	bool taken;

	if (but_for_width(p->name, card->name) && strcmp(p->former, card->former) == 0)
		return false;
	if (p->name[0] != '\0' && p->source == PERSON_RECORD)
		return take_blanks(p, card);
	if (p->name[0] != '\0' && (p->alias[0] != '\0' || p->latin[0] != '\0' || !person_name_same(p, card)))
		return false;
	if (p->name[0] == '\0' || strcmp(p->former, card->former) != 0)
		p->source = card->source;
	taken = take(p->former, sizeof(p->former), card->former);
	return take(p->name, sizeof(p->name), card->name) || taken;
}

bool
certified_fill(struct person *p, const struct person *card)
{
	enum person_verdict v[PERSON_FIELD_COUNT];
	bool taken;

	person_compare(p, card, v);
	taken = take_name(p, card);
	if (p->address[0] == '\0' || (p->source != PERSON_RECORD && v[PERSON_ADDRESS] == PERSON_OTHERWISE))
		taken |= take(p->address, sizeof(p->address), card->address);
	if (!date_told(p->born) && date_told(card->born)) {
		p->born = card->born;
		taken = true;
	}
	if (p->sex == SEX_UNKNOWN && card->sex != SEX_UNKNOWN) {
		p->sex = card->sex;
		taken = true;
	}
	return taken;
}

static enum person_source
source_of(const struct person *p, const struct person *card, enum person_verdict v)
{
	if (p->source == PERSON_RECORD || card == NULL)
		return p->source;
	return v == PERSON_SAME || v == PERSON_OTHERWISE ? PERSON_CARD : p->source;
}

/* What may be lacking in any of its names, each with what was agreed or is proposed. */
static enum err
find_pairs(const struct person *p, const struct jis_pairs *known, struct jis_pairs *pairs)
{
	const char *const texts[] = { p->name, p->former, p->alias, p->latin, p->address };
	enum err e = ERR_NONE;
	size_t i, k;

	pairs->count = 0;
	for (i = 0; i < sizeof(texts) / sizeof(*texts) && e == ERR_NONE; i++)
		e = jis_lacking(texts[i], pairs);
	for (i = 0; i < pairs->count && known != NULL; i++)
		for (k = 0; k < known->count; k++)
			if (strcmp(known->pair[k].from, pairs->pair[i].from) == 0)
				pairs->pair[i] = known->pair[k];
	return e;
}

enum err
certified_as(const struct person *person, const struct person *card, const struct name_form *form,
    const struct jis_pairs *known, struct certified *c)
{
	enum person_verdict v[PERSON_FIELD_COUNT] = { PERSON_SAME };
	struct person p = *person;
	char whole[PERSON_NAME_MAX + 1], set[2 * PERSON_NAME_MAX] = "";
	enum err e;

	memset(c, 0, sizeof(*c));
	if (card != NULL) {
		(void)certified_fill(&p, card);
		person_compare(&p, card, v);
	}
	c->name_from = source_of(&p, card, v[PERSON_NAME]);
	c->address_from = source_of(&p, card, v[PERSON_ADDRESS]);
	if ((e = person_name_whole(&p, form, whole)) == ERR_NONE && whole[0] != '\0')
		e = person_name_set(whole, set, sizeof(set));
	if (e == ERR_NONE && (e = find_pairs(&p, known, &c->pairs)) == ERR_NONE &&
	    (e = jis_substitute(set, PERSON_NAME_CHARS, &c->pairs, &c->name)) == ERR_NONE)
		e = jis_substitute(p.address, JIS_CHARS_MAX, &c->pairs, &c->address);
	if (e != ERR_NONE)
		memset(c, 0, sizeof(*c));
	return e;
}

const char *
certified_source(enum person_source s)
{
	static const char *const words[] = {
		[PERSON_TOLD] = "聞き取りのとおり", [PERSON_CARD] = "カードのとおり",
		[PERSON_RECORD] = "住民記録のとおり",
	};

	return words[(unsigned)s <= PERSON_RECORD ? s : PERSON_TOLD];
}

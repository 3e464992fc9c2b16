/* Prints a person, for scripts and for people. */
#include "cli/person-out.h"

#include "base/json.h"
#include "base/lang.h"
#include "base/text.h"

void
person_out_json(struct buf *b, const struct person *p)
{
	json_object(b, "person");
	json_string(b, "name", p->name);
	json_string(b, "kana", p->kana);
	json_string(b, "sex", p->sex != SEX_UNKNOWN ? person_sex_code(p->sex) : NULL);
	json_date(b, "born", p->born);
	json_string(b, "address", p->address);
	json_string(b, "postcode", p->postcode);
	json_string(b, "source", person_source_code(p->source));
	json_string(b, "former-name", p->former);
	json_string(b, "former-kana", p->former_kana);
	json_string(b, "alias", p->alias);
	json_string(b, "latin-name", p->latin);
	json_object_end(b);
}

/* The places of the columns stay as scripts know them: new ones come last. */
static const enum person_field order[PERSON_FIELD_COUNT] = { PERSON_NAME, PERSON_KANA, PERSON_SEX, PERSON_BORN,
    PERSON_POSTCODE, PERSON_ADDRESS, PERSON_FORMER, PERSON_FORMER_KANA, PERSON_ALIAS, PERSON_LATIN };

void
person_out_line(struct buf *b, const struct person *p)
{
	char text[PERSON_ADDRESS_MAX + 1], coded[2 * PERSON_ADDRESS_MAX];
	size_t i;

	for (i = 0; i < PERSON_FIELD_COUNT; i++) {
		person_field_text(p, order[i], text, sizeof(text));
		text_tell_codes(text, coded, sizeof(coded));
		buf_printf(b, "\t%s", coded);
	}
}

void
person_out_pair(struct buf *b, enum person_field f, const struct person *one, const struct person *other,
    enum person_verdict v)
{
	char text[PERSON_ADDRESS_MAX + 1], coded[2 * PERSON_ADDRESS_MAX], told[PERSON_TOLD_MAX];

	person_field_text(one, f, text, sizeof(text));
	text_tell_codes(text, coded, sizeof(coded));
	buf_printf(b, "%s\t%s", tr(person_field_name(f)), coded);
	person_field_text(other, f, text, sizeof(text));
	text_tell_codes(text, coded, sizeof(coded));
	person_told(one, other, f, told);
	buf_printf(b, "\t%s\t%s%s%s", coded, person_verdict_name(v)[0] != '\0' ? tr(person_verdict_name(v)) : "",
	    told[0] != '\0' ? " " : "", told);
}

void
person_out_pair_json(struct buf *b, enum person_field f, const struct person *one, const struct person *other,
    enum person_verdict v)
{
	char text[PERSON_ADDRESS_MAX + 1], told[PERSON_TOLD_MAX];

	json_object(b, NULL);
	json_string(b, "field", person_field_code(f));
	person_field_text(one, f, text, sizeof(text));
	json_string(b, "case", text);
	person_field_text(other, f, text, sizeof(text));
	json_string(b, "given", text);
	json_string(b, "verdict", person_verdict_code(v));
	person_told(one, other, f, told);
	if (told[0] != '\0')
		json_string(b, "taken-for-same", told);
	json_object_end(b);
}

bool
person_out_differs(enum person_field f, enum person_verdict v)
{
	return person_verdict_tells(f, v) && f != PERSON_KANA && f != PERSON_FORMER_KANA && f != PERSON_POSTCODE;
}

/* Prints a person, for scripts and for people. */
#include "cli/person-out.h"

#include "base/json.h"

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
	char text[PERSON_ADDRESS_MAX + 1];
	size_t i;

	for (i = 0; i < PERSON_FIELD_COUNT; i++) {
		person_field_text(p, order[i], text, sizeof(text));
		buf_printf(b, "\t%s", text);
	}
}

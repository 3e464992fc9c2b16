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
	json_object_end(b);
}

void
person_out_line(struct buf *b, const struct person *p)
{
	char text[PERSON_ADDRESS_MAX + 1];
	unsigned f;

	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		person_field_text(p, (enum person_field)f, text, sizeof(text));
		buf_printf(b, "\t%s", text);
	}
}

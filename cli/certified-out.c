/* Prints name and address as they stand in a certificate. */
#include "cli/certified-out.h"

#include "case/consent.h"

enum err
certified_find(struct call *c, const struct case_file *f, const struct person *card, struct certified *out)
{
	const struct desk *desk = &c->context->desk;
	const struct name_form form = desk->profile != NULL ? profile_name_form(desk->profile) : person_name_usual;
	static struct case_consent consent;
	const enum err e = case_consent(desk->store, f, &consent);

	return e != ERR_NONE ? e : certified_as(&f->person, card, &form, &consent.pairs, out);
}

static void
line(struct call *c, enum person_field f, const char *text, enum person_source from)
{
	if (text[0] == '\0')
		return;
	buf_printf(&c->out, tr("証明書の%s"), tr(person_field_name(f)));
	buf_printf(&c->out, "\t%s\t%s", text, tr(certified_source(from)));
	call_line(c);
}

void
certified_out(struct call *c, const struct certified *d)
{
	line(c, PERSON_NAME, d->name.text, d->name_from);
	line(c, PERSON_ADDRESS, d->address.text, d->address_from);
}

void
certified_out_json(struct call *c, const struct certified *d)
{
	json_object(&c->out, "certificate");
	if (d->name.text[0] != '\0') {
		json_string(&c->out, "name", d->name.text);
		json_string(&c->out, "name-from", person_source_code(d->name_from));
	}
	if (d->address.text[0] != '\0') {
		json_string(&c->out, "address", d->address.text);
		json_string(&c->out, "address-from", person_source_code(d->address_from));
	}
	json_object_end(&c->out);
}

/* Shared by the commands about one case. */
#include "cli/call-case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/person-name.h"
#include "cli/person-out.h"

enum err
call_case_number(struct call *c)
{
	enum err e = case_number_check(c->argv[0]);

	return e != ERR_NONE ? call_fail(c, e, "%s", c->argv[0]) : e;
}

void
call_case_print(struct call *c, const struct case_file *f)
{
	if (!c->json) {
		buf_printf(&c->out, "%s\t%s", f->number, flow_state_name(f->state, lang_now()));
		call_line(c);
		return;
	}
	json_object(&c->out, NULL);
	json_string(&c->out, "number", f->number);
	json_string(&c->out, "state", flow_state_code(f->state));
	json_string(&c->out, "outcome", f->outcome);
	json_raw(&c->out, "decision", f->decision);
	json_object_end(&c->out);
	call_line(c);
}

enum err
call_case_fail(struct call *c, enum err e, const struct reception *r)
{
	struct case_file *f;

	if (e == ERR_NAME_LONG && r != NULL)
		return call_fail(c, e, tr("いまは%d文字"), person_name_chars(&r->file.person));
	if (e == ERR_LETTER_DAY)
		return call_fail(c, e, "--until");
	if (e == ERR_FACT && r != NULL)
		return call_fail(c, e, "%s", r->why);
	if (e != ERR_CASE_CLAIMED || (f = malloc(sizeof(*f))) == NULL)
		return e;
	if (case_load(c->context->desk.store, c->argv[0], f) == ERR_NONE)
		(void)call_fail(c, e, "%s", f->claimed_by);
	free(f);
	return e;
}

static void
add_name(char *out, size_t size, const char *name)
{
	const size_t at = strlen(out);

	(void)snprintf(out + at, size - at, "%s%s", at > 0 ? tr("、") : "", name);
}

/* The case's person and how each field compares with who was heard; false: there is no such case any more. */
static bool
compared(struct call *c, const struct person *heard, struct case_file *file, enum person_verdict v[PERSON_FIELD_COUNT])
{
	if (case_load(c->context->desk.store, c->argv[0], file) != ERR_NONE)
		return false;
	person_compare(&file->person, heard, v);
	return true;
}

void
call_case_other(struct call *c, const struct person *heard)
{
	enum person_verdict v[PERSON_FIELD_COUNT];
	static struct case_file file;
	char named[256] = "";
	unsigned f;

	if (!compared(c, heard, &file, v))
		return;
	for (f = 0; f < PERSON_FIELD_COUNT; f++)
		if (v[f] == PERSON_DIFFERENT || v[f] == PERSON_UNREAD)
			add_name(named, sizeof(named), tr(person_field_name((enum person_field)f)));
	(void)call_fail(c, ERR_NONE, "%s", named);
}

void
call_case_twin(struct call *c, const struct person *twin)
{
	static struct case_file file;

	if (case_load(c->context->desk.store, c->argv[0], &file) == ERR_NONE)
		call_case_beside(c, "twin", &file.person, twin);
}

void
call_case_heard(struct call *c, const struct person *heard)
{
	enum person_verdict v[PERSON_FIELD_COUNT];
	static struct case_file file;
	char named[256] = "";
	unsigned f;

	if (!compared(c, heard, &file, v))
		return;
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "number", c->argv[0]);
		json_array(&c->out, "differences");
	}
	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		if (!person_out_differs((enum person_field)f, v[f]))
			continue;
		add_name(named, sizeof(named), tr(person_field_name((enum person_field)f)));
		if (c->json) {
			person_out_pair_json(&c->out, (enum person_field)f, &file.person, heard, v[f]);
			continue;
		}
		person_out_pair(&c->out, (enum person_field)f, &file.person, heard, v[f]);
		call_line(c);
	}
	(void)call_fail(c, ERR_NONE, "%s", named);
	if (!c->json)
		return;
	json_array_end(&c->out);
	json_object_end(&c->out);
	call_line(c);
}

void
call_case_beside(struct call *c, const char *as, const struct person *chosen, const struct person *twin)
{
	enum person_verdict v[PERSON_FIELD_COUNT];
	unsigned f;

	person_compare(chosen, twin, v);
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "number", c->argv[0]);
		json_array(&c->out, as);
	}
	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		if (!person_field_shown(chosen, (enum person_field)f) &&
		    !person_field_shown(twin, (enum person_field)f))
			continue;
		if (c->json) {
			person_out_pair_json(&c->out, (enum person_field)f, chosen, twin, v[f]);
			continue;
		}
		person_out_pair(&c->out, (enum person_field)f, chosen, twin, v[f]);
		call_line(c);
	}
	if (!c->json)
		return;
	json_array_end(&c->out);
	json_object_end(&c->out);
	call_line(c);
}

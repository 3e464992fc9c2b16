/* Shared by the commands about one case. */
#include "cli/call-case.h"

#include <stdlib.h>

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

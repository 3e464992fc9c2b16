/* The procedures, and the steps that one of them takes for a case. It knows the steps; none of them knows it. */
#include "desk/run-private.h"

#include "desk/hand-over.h"

#include <stdio.h>
#include <string.h>

/* Not a card's work, or not work for this terminal: desk_perform leaves it alone. */
static const struct step nothing[] = { { .code = NULL } };
static const struct procedure elsewhere = { .steps = nothing };

static const struct procedure *const procedures[] = {
	[PROCEDURE_ISSUE] = &issue_procedure,
	[PROCEDURE_RENEW] = &renew_procedure,
	[PROCEDURE_UNLOCK] = &unlock_procedure,
	[PROCEDURE_CHANGE_PIN] = &change_procedure,
	[PROCEDURE_REVOKE] = &revoke_procedure,
	[PROCEDURE_WITHOUT_PINS] = &elsewhere,
	[PROCEDURE_WITH_PINS] = &elsewhere,
	[PROCEDURE_REPORT_KEY] = &revoke_procedure,
	[PROCEDURE_DISCLOSURE] = &elsewhere,
};
_Static_assert(sizeof(procedures) / sizeof(*procedures) == PROCEDURE_COUNT, "a procedure has no steps");

/* What comes before anything else, whatever the procedure. */
static const struct step opening[] = {
	{ "look", { "カードの確認" }, PLACE_CARD, REPEAT_WRITES, step_look, 0 },
	{ "holder", { "本人の確認" }, PLACE_CARD, REPEAT_ONCE, step_holder, 0 },
};
enum { OPENING = sizeof(opening) / sizeof(*opening) };

const struct procedure *
procedure_by_name(const char *name)
{
	const enum procedure_kind kind = procedure_by_code(name);

	return kind < PROCEDURE_COUNT ? procedures[kind] : NULL;
}

bool
desk_at_terminal(const struct desk *desk, const char *procedure)
{
	const enum procedure_kind kind = procedure_by_code(procedure);

	return kind < PROCEDURE_COUNT && (procedure_at_terminal_only(kind) || (desk->terminal & 1u << kind) != 0);
}

const struct step *
procedure_step(const struct procedure *p, size_t at)
{
	if (at < OPENING)
		return &opening[at];
	return p->steps[at - OPENING].code != NULL ? &p->steps[at - OPENING] : NULL;
}

static unsigned
repeats(const struct procedure *p, const struct step *step, const struct case_file *file)
{
	unsigned verify, fresh, old, mask;

	desk_pins_wanted(file, &verify, &fresh, &old);
	mask = step->repeat == REPEAT_ONCE ? 1 : step->repeat == REPEAT_WRITES ? p->writes :
	    step->repeat == REPEAT_CERT ? file->certificates : step->repeat == REPEAT_VERIFY ? verify :
	    step->repeat == REPEAT_FRESH ? fresh : old;
	return step->only != 0 ? mask & step->only : mask;
}

static void
code_of(const struct step *step, unsigned which, char out[JOURNAL_CODE_MAX])
{
	const char *of = step->repeat <= REPEAT_WRITES ? NULL : step->repeat == REPEAT_CERT ?
	    cert_code((enum cert_kind)which) : pin_format((enum pin_kind)which)->code;

	(void)snprintf(out, JOURNAL_CODE_MAX, "%s%s%s", step->code, of != NULL ? ":" : "", of != NULL ? of : "");
}

unsigned
run_plan(const struct case_file *file, struct planned out[RUN_STEPS_MAX])
{
	const struct procedure *p = procedure_by_name(file->procedure);
	const struct step *step;
	unsigned n = 0, which;
	size_t at;

	for (at = 0; p != NULL && (step = procedure_step(p, at)) != NULL; at++)
		for (which = 0; which < PIN_COUNT && n < RUN_STEPS_MAX; which++)
			if (repeats(p, step, file) & 1u << which) {
				out[n].step = step;
				out[n].which = which;
				code_of(step, which, out[n++].code);
			}
	return n;
}

unsigned
desk_steps(const struct case_file *file, const char *names[DESK_STEPS_MAX])
{
	struct planned plan[RUN_STEPS_MAX];
	unsigned i, n = run_plan(file, plan);

	for (i = 0; i < n; i++)
		names[i] = plan[i].step->names[plan[i].which];
	return n;
}

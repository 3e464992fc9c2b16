/* Runs a procedure: each step is journalled, done and recorded; what stops in the middle is undone if it may be. */
#include "desk/desk.h"

#include <string.h>

#include "case/consent.h"
#include "desk/hand-over.h"
#include "desk/run-private.h"

/* One value of the visit, folded; an empty one matters only where it is wanted. */
static enum err
check_value(struct secret *s, enum pin_kind pin, bool old, unsigned wanted, struct desk_result *result)
{
	result->reference = (enum reference)pin;
	result->old = old;
	if (s->len == 0)
		return wanted & 1u << pin ? ERR_PIN_MISSING : ERR_NONE;
	return pin_check(pin, s);
}

/* A malformed or missing PIN is found before anything begins: it costs no step and no try. */
static enum err
check_pins(const struct case_file *file, struct desk_pins *pins, struct desk_result *result)
{
	unsigned verify, fresh, old, k;
	enum err e = ERR_NONE;

	desk_pins_wanted(file, &verify, &fresh, &old);
	/* What is typed at the reader isn't missing here; a PIN that is set without its old value can't be. */
	for (k = 0; k < PIN_COUNT; k++)
		if (desk_typed(pins, (enum reference)k)) {
			verify &= ~(1u << k);
			fresh &= ~(old & 1u << k);
			old &= ~(1u << k);
		}
	for (k = 0; k < PIN_COUNT && e == ERR_NONE; k++)
		if ((e = check_value(&pins->old[k], (enum pin_kind)k, true, old, result)) == ERR_NONE)
			e = check_value(&pins->pin[k], (enum pin_kind)k, false, verify | fresh, result);
	if (e != ERR_NONE || pins->check_b.len == 0)
		return e;
	result->reference = REFERENCE_B;
	return pin_check_b(&pins->check_b);
}

static enum err
begin(struct run *r)
{
	struct store *s = r->desk->store;
	const struct actor actor = run_actor(r);
	char name[PERSON_NAME_MAX + 1];
	enum err e;

	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	if (desk_needs_holder(&r->file) && !r->pins->holder_confirmed)
		e = ERR_HOLDER_UNCONFIRMED;
	else if ((e = holder_known(&r->file)) == ERR_NONE &&
	    (!case_names_holder(&r->file) ||
	    (e = desk_certified_name(r->desk, &r->file.person, name)) == ERR_NONE) &&
	    (e = journal_open(s, &actor, &r->file, &r->id)) == ERR_NONE)
		e = case_event_within(s, &actor, r->file.number, EVENT_BEGIN_CARD_WORK, "");
	r->file.state = CASE_CARD_WORK;
	/* A refusal (the case isn't ready, a colleague holds it) is on record like what succeeds. */
	return case_settle(s, &actor, r->file.number, e);
}

static void
tell(struct run *r, unsigned i, const struct planned *p, enum step_phase phase)
{
	if (r->desk->progress != NULL)
		r->desk->progress(r->desk->ctx, i, p->step->names[p->which], phase);
}

static enum err
one_step(struct run *r, unsigned i, const struct planned *before, const struct planned *p)
{
	const struct actor actor = run_actor(r);
	enum err e;

	/* The CA is never waited for while a card is powered and its PINs are verified. */
	if (p->step->place == PLACE_ISSUER)
		run_power_off(r);
	if ((e = journal_step(r->desk->store, &actor, r->id, r->file.number, before != NULL ? before->code : NULL,
	    r->data_len > 0 ? r->data : NULL, r->data_len, p->code)) != ERR_NONE)
		return e;
	r->data_len = 0;
	r->pin_sent = false;
	tell(r, i, p, STEP_RUNNING);
	if ((e = p->step->place == PLACE_CARD ? run_card(r) : ERR_NONE) == ERR_NONE)
		e = p->step->run(r, p->which);
	tell(r, i, p, e == ERR_NONE ? STEP_DONE : STEP_FAILED);
	return e;
}

static enum err
all_steps(struct run *r)
{
	struct planned plan[RUN_STEPS_MAX];
	unsigned i, n = run_plan(&r->file, plan);
	enum err e = ERR_NONE;

	for (i = 0; i < n && e == ERR_NONE; i++)
		e = one_step(r, i, i > 0 ? &plan[i - 1] : NULL, &plan[i]);
	run_power_off(r);
	return e != ERR_NONE ? e : run_end(r, true, "");
}

enum err
desk_perform(struct desk *desk, const char *number, struct desk_pins *pins, struct desk_result *result)
{
	struct run *r = run_new(desk, pins, result);
	enum recovery ended;
	enum err e;

	if (r == NULL)
		return ERR_MEMORY;
	r->here = true;
	if ((e = case_load(desk->store, number, &r->file)) != ERR_NONE ||
	    (e = desk_allow(desk, ACT_CARD, number)) != ERR_NONE)
		goto out;
	if (procedure_by_name(r->file.procedure) == NULL) {
		e = ERR_CASE_STATE;
		goto out;
	}
	if (desk_at_terminal(desk, r->file.procedure)) {
		const struct actor actor = run_actor(r);

		e = audit_refuse(desk->store, &actor, number, ERR_AT_TERMINAL, err_name(ERR_AT_TERMINAL));
		goto out;
	}
	if ((e = check_pins(&r->file, pins, result)) != ERR_NONE)
		goto out;
	if (!run_can_hear(r)) {
		result->reference = REFERENCE_B;
		result->old = false;
		e = ERR_PIN_MISSING;
		goto out;
	}
	if ((e = begin(r)) != ERR_NONE)
		goto out;
	if ((e = all_steps(r)) != ERR_NONE) {
		run_power_off(r);
		/* Best effort: what can't be undone now stays in the journal, where recovery finds it. */
		if (run_recover(r, false, err_name(e), &ended) != ERR_NONE || ended == RECOVERY_CARD_NEEDED)
			journal_release(desk->store, r->id);
		else if (ended == RECOVERY_FINISHED)
			e = ERR_NONE;
	}
out:
	run_free(r);
	return e;
}

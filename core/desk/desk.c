/* Runs a procedure: each step is journalled, done and recorded; what stops in the middle is undone if it may be. */
#include "desk/desk.h"

#include <openssl/crypto.h>
#include <string.h>

#include "card/text-ap.h"
#include "desk/run-private.h"

struct actor
desk_actor(const struct desk *desk)
{
	const struct clock *c = &desk->clock;

	return (struct actor){ .clerk = desk->clerk, .counter = desk->counter, .at = c->now(c->ctx),
	    .roles = desk->roles };
}

enum err
desk_allow(const struct desk *desk, enum act act, const char *number)
{
	const struct actor actor = desk_actor(desk);

	return audit_allow(desk->store, &actor, act, number);
}

void
desk_pins_wipe(struct desk_pins *pins)
{
	OPENSSL_cleanse(pins, sizeof(*pins));
}

static bool
given(const struct secret *pins, unsigned mask, unsigned *missing)
{
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		if (mask & 1u << k && pins[k].len == 0) {
			*missing = k;
			return false;
		}
	return true;
}

/* A malformed or missing PIN is found before anything begins: it costs no step and no try. */
static enum err
check_pins(const struct case_file *file, struct desk_pins *pins, struct desk_result *result)
{
	unsigned verify, fresh, old, k;
	enum err e;

	desk_pins_wanted(file, &verify, &fresh, &old);
	if (!given(pins->pin, verify | fresh, &k) || !given(pins->old, old, &k)) {
		result->pin = (enum pin_kind)k;
		return ERR_PIN_MISSING;
	}
	for (k = 0; k < PIN_COUNT; k++) {
		result->pin = (enum pin_kind)k;
		if (pins->pin[k].len > 0 && (e = pin_check((enum pin_kind)k, &pins->pin[k])) != ERR_NONE)
			return e;
		if (pins->old[k].len > 0 && (e = pin_check((enum pin_kind)k, &pins->old[k])) != ERR_NONE)
			return e;
	}
	result->check_b = pins->check_b.len > 0 && (e = text_ap_check_b(&pins->check_b)) != ERR_NONE;
	return result->check_b ? e : ERR_NONE;
}

static enum err
begin(struct run *r)
{
	struct store *s = r->desk->store;
	const struct actor actor = run_actor(r);
	enum err e;

	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	if (desk_needs_holder(&r->file) && !r->pins->holder_confirmed)
		e = ERR_HOLDER_UNCONFIRMED;
	else if ((e = journal_open(s, &actor, &r->file, &r->id)) == ERR_NONE)
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
	if ((e = check_pins(&r->file, pins, result)) != ERR_NONE || (e = begin(r)) != ERR_NONE)
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

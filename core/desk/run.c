/* What every run needs: its plan, its card, its protected channel, and one way to end. */
#include "desk/run-private.h"

#include "card/identity.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct procedure *const procedures[] = {
	&issue_procedure, &renew_procedure, &unlock_procedure, &change_procedure, &revoke_procedure,
};

/* What comes before anything else, whatever the procedure. */
static const struct step opening[] = {
	{ "look", { "カードの確認" }, PLACE_CARD, REPEAT_WRITES, step_look, 0 },
	{ "holder", { "本人の確認" }, PLACE_CARD, REPEAT_ONCE, step_holder, 0 },
};
enum { OPENING = sizeof(opening) / sizeof(*opening) };

const struct procedure *
procedure_by_name(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(procedures) / sizeof(*procedures); i++)
		if (strcmp(procedures[i]->name, name) == 0)
			return procedures[i];
	return NULL;
}

const struct step *
procedure_step(const struct procedure *p, size_t at)
{
	if (at < OPENING)
		return &opening[at];
	return p->steps[at - OPENING].code != NULL ? &p->steps[at - OPENING] : NULL;
}

void
desk_pins_wanted(const struct case_file *file, unsigned *verify, unsigned *fresh, unsigned *old)
{
	const unsigned of_certs = (file->certificates & CERT_BIT(CERT_SIGN) ? 1u << PIN_SIGN : 0) |
	    (file->certificates & CERT_BIT(CERT_AUTH) ? 1u << PIN_AUTH : 0);
	const bool change = strcmp(file->procedure, "change-pin") == 0;
	const bool makes = strcmp(file->procedure, "unlock") != 0 && !change;

	*verify = makes ? of_certs & ~file->pins : 0;
	*fresh = file->pins;
	*old = change ? file->pins : 0;
}

bool
desk_needs_holder(const struct case_file *file)
{
	unsigned verify, fresh, old;

	desk_pins_wanted(file, &verify, &fresh, &old);
	return (fresh & ~old) != 0;
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

struct run *
run_new(struct desk *desk, struct desk_pins *pins, struct desk_result *result)
{
	struct run *r = calloc(1, sizeof(*r));

	memset(result, 0, sizeof(*result));
	if (r == NULL)
		return NULL;
	r->desk = desk;
	r->pins = pins;
	r->result = result;
	secret_lock(&r->channel, sizeof(r->channel));
	return r;
}

void
run_free(struct run *r)
{
	OPENSSL_cleanse(r, sizeof(*r));
	free(r);
}

struct actor
run_actor(const struct run *r)
{
	return desk_actor(r->desk);
}

enum err
run_card(struct run *r)
{
	const struct actor actor = run_actor(r);
	enum err e;

	if (r->powered)
		return ERR_NONE;
	if ((e = desk_open_card(r->desk, &r->card)) != ERR_NONE)
		return e;
	r->powered = true;
	if ((e = card_prove_practice(&r->card)) != ERR_NONE ||
	    (e = desk_card_identity(&r->card, r->on_reader)) != ERR_NONE)
		return e;
	if (r->file.card[0] == '\0' || strcmp(r->on_reader, r->file.card) == 0)
		return ERR_NONE;
	if (r->on_reader[0] == '\0')		/* nothing tells it from others: not the card of a case that has one */
		return ERR_CARD_OTHER;
	/* Another card: refused, on record. */
	return case_bind_card(r->desk->store, &actor, r->file.number, r->on_reader);
}

enum err
run_channel(struct run *r)
{
	const struct perso_replay memory = desk_replay(r->desk->store);
	enum err e;

	if ((e = run_card(r)) != ERR_NONE || r->protected)
		return e;
	if (!r->proved)
		return ERR_HOLDER_UNCONFIRMED;
	if (r->desk->keys == NULL)
		return ERR_CHANNEL_KEYS;
	/* Everybody knows the keys that specifications print: they are good for practice only. */
	if (r->desk->mode != MODE_TRAINING && sm_keys_published(r->desk->keys))
		return ERR_KEYS_PUBLISHED;
	if ((e = perso_open(&r->channel, &r->card, r->desk->keys, &memory)) == ERR_NONE)
		r->protected = true;
	return e;
}

enum err
run_plain(struct run *r)
{
	if (r->protected)
		perso_close(&r->channel);
	r->protected = false;
	return r->proved ? run_card(r) : ERR_HOLDER_UNCONFIRMED;
}

void
run_power_off(struct run *r)
{
	if (r->protected)
		perso_close(&r->channel);
	if (r->powered)
		card_close(&r->card);
	r->protected = r->powered = false;
	r->proved &= r->file.card[0] != '\0';	/* one that nothing tells from others has to say it anew */
}

/* The case is as before, but its card isn't quite. */
static enum err
record_pins(struct run *r, const struct actor *actor)
{
	const struct desk_result *result = r->result;
	enum err e = ERR_NONE;
	unsigned k;

	for (k = 0; k < PIN_COUNT && e == ERR_NONE; k++)
		if ((result->pins_in_doubt | result->pins_set) & 1u << k)
			e = case_remark(r->desk->store, actor, &r->file, result->pins_in_doubt & 1u << k ?
			    "pin-in-doubt" : "pin-set", pin_format((enum pin_kind)k)->code);
	return e;
}

enum err
run_end(struct run *r, bool done, const char *reason)
{
	struct store *s = r->desk->store;
	const struct actor actor = run_actor(r);
	enum err e;

	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	if ((done || (e = record_pins(r, &actor)) == ERR_NONE) &&
	    (e = journal_close(s, &actor, r->id, done ? "done" : "undone")) == ERR_NONE)
		e = case_event_within(s, &actor, r->file.number, done ? EVENT_CARD_WORK_DONE : EVENT_CARD_WORK_UNDONE,
		    reason);
	return store_end(s, e);
}

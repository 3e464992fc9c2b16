/* What a crash or a pulled card left half done, in words a clerk can act on: steps, the card's part, PINs in doubt. */
#include "desk/run-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>


/* The step of a procedure that a journal's code names; which is the certificate or PIN behind the colon. */
static const struct step *
step_of(const char *procedure, const char *code, unsigned *which)
{
	const struct procedure *p = procedure_by_name(procedure);
	const size_t len = strcspn(code, ":");
	const struct step *s;
	size_t at;

	for (at = 0; p != NULL && (s = procedure_step(p, at)) != NULL; at++)
		if (strlen(s->code) == len && strncmp(s->code, code, len) == 0) {
			*which = code[len] == '\0' ? 0 : (unsigned)pin_by_code(code + len + 1);
			return *which < PIN_COUNT && s->names[*which] != NULL ? s : NULL;
		}
	return NULL;
}

static bool
touches_pin(const struct step *s)
{
	return s->run == step_reset || s->run == step_reset_common || s->run == step_change ||
	    s->run == step_change_common;
}

/* What is left to do at the card once a step was begun; without the card nothing of it can be undone. */
static const struct { enum err (*begun)(struct run *, unsigned); const char *card_for; } needs[] = {
	{ step_switch, "カードは、新しい証明書に切り替わったかを読むために要ります" },
	{ step_read_back, "カードは、新しい証明書に切り替わったかを読むために要ります" },
	{ step_revoke, "カードは、失効した証明書を外すために要ります" },
	{ step_deactivate, "カードは、失効した証明書を外すために要ります" },
};

static const char *
card_for(const struct step *s)
{
	size_t i;

	for (i = 0; i < sizeof(needs) / sizeof(*needs); i++)
		if (needs[i].begun == s->run)
			return needs[i].card_for;
	return NULL;
}

/* A PIN is set by one step or, juki, by two: between them it is in doubt, and so it is while one has begun. */
enum err
run_find_pins(struct run *r)
{
	struct planned plan[RUN_STEPS_MAX];
	const unsigned n = run_plan(&r->file, plan);
	struct journal_step *step = malloc(sizeof(*step));
	unsigned i, done = 0, open = 0, doubt = 0;
	enum err e = ERR_NONE;

	if (step == NULL)
		return ERR_MEMORY;
	for (i = 0; i < n && (e == ERR_NONE || e == ERR_DATA); i++) {
		const unsigned bit = 1u << plan[i].which;

		if (!touches_pin(plan[i].step))
			continue;
		e = journal_find(r->desk->store, r->id, plan[i].code, step);
		done |= e == ERR_NONE && step->done ? bit : 0;
		open |= e == ERR_NONE && step->done ? 0 : bit;
		doubt |= e == ERR_NONE && !step->done && (!r->here || r->pin_sent) ? bit : 0;
	}
	free(step);
	r->result->pins_in_doubt = doubt | (done & open);
	r->result->pins_split = done & open & ~doubt;
	r->result->pins_set = done & ~r->result->pins_in_doubt;
	return e == ERR_DATA ? ERR_NONE : e;
}

struct each { bool (*row)(void *, const struct half_done *); void *ctx; };

static bool
each(void *ctx, const struct journal_head *head)
{
	struct each *each = ctx;
	struct half_done h = { .since = head->begun, .live = owner_alive(&head->owner),
	    .elsewhere = owner_elsewhere(&head->owner) };
	unsigned which = 0;
	const struct step *s = step_of(head->procedure, head->last, &which);

	(void)snprintf(h.number, sizeof(h.number), "%s", head->number);
	(void)snprintf(h.name, sizeof(h.name), "%s", head->name);
	(void)snprintf(h.procedure, sizeof(h.procedure), "%s", head->procedure);
	(void)snprintf(h.clerk, sizeof(h.clerk), "%s", head->clerk);
	(void)snprintf(h.host, sizeof(h.host), "%s", head->owner.host);
	if (s != NULL) {
		(void)snprintf(h.step, sizeof(h.step), "%s", s->names[which]);
		h.card_for = card_for(s);
		/* Setting juki touches two references: between them it is in doubt as well. */
		if (touches_pin(s) && !h.live && (!head->last_done || which == PIN_JUKI))
			h.pins_in_doubt = 1u << which;
	}
	return each->row(each->ctx, &h);
}

enum err
desk_half_done(struct desk *desk, bool (*row)(void *, const struct half_done *), void *ctx)
{
	struct each e = { row, ctx };

	return journal_list(desk->store, each, &e);
}

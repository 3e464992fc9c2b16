/* Lists what a crash or a pulled card left half done, in words a clerk can act on. */
#include "desk/run.h"

#include <stdio.h>
#include <string.h>

/* The step of a procedure that a journal's code names; which is the certificate or PIN behind the colon. */
static const struct step *
step_of(const char *procedure, const char *code, unsigned *which)
{
	const struct procedure *p = procedure_by_name(procedure);
	const size_t len = strcspn(code, ":");
	const struct step *s;

	for (s = p != NULL ? p->steps : NULL; s != NULL && s->code != NULL; s++)
		if (strlen(s->code) == len && strncmp(s->code, code, len) == 0) {
			*which = code[len] == '\0' ? 0 : (unsigned)pin_by_code(code + len + 1);
			return *which < PIN_COUNT && s->names[*which] != NULL ? s : NULL;
		}
	return NULL;
}

static bool
touches_pin(const struct step *s)
{
	return s->run == step_reset || s->run == step_reset_common || s->run == step_change || s->run == step_change_common;
}

static bool
needs_card(const struct step *s)
{
	return s->run == step_switch || s->run == step_read_back || s->run == step_deactivate || s->run == step_revoke;
}

struct each { bool (*row)(void *, const struct half_done *); void *ctx; };

static bool
each(void *ctx, const struct journal_head *head)
{
	struct each *each = ctx;
	struct half_done h = { .since = head->begun, .live = owner_alive(&head->owner) };
	unsigned which = 0;
	const struct step *s = step_of(head->procedure, head->last, &which);

	(void)snprintf(h.number, sizeof(h.number), "%s", head->number);
	(void)snprintf(h.procedure, sizeof(h.procedure), "%s", head->procedure);
	(void)snprintf(h.clerk, sizeof(h.clerk), "%s", head->clerk);
	if (s != NULL) {
		(void)snprintf(h.step, sizeof(h.step), "%s", s->names[which]);
		h.card_needed = needs_card(s);
		/* Setting juki touches two references: between them it is in doubt as well. */
		if (touches_pin(s) && (!head->last_done || which == PIN_JUKI))
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

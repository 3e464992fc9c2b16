/* The way to the authority's terminal and back. */
#include "tui/flow/terminal.h"

#include <stdio.h>
#include <string.h>

#include "rule/facts.h"
#include "tui/app/dialog.h"
#include "tui/app/jobs.h"
#include "tui/flow/case-draw.h"
#include "tui/flow/decide.h"

bool
terminal_does(const struct app *app)
{
	const int which = fact_word(FACT_PROCEDURE, app->visit.procedure);

	return which >= 0 && ((app->terminal & 1u << which) != 0 ||
	    procedure_at_terminal_only((enum procedure_kind)which));
}

/* As handover_without_card, of a visit that may not be on record yet. */
bool
terminal_without_card(const struct visit *v)
{
	const struct facts *f = &v->reception.facts;

	return procedure_ends(procedure_by_code(v->procedure)) && facts_known(f, FACT_CARD) &&
	    (f->value[FACT_CARD] == CARD_NONE || f->value[FACT_CARD] == CARD_DAMAGED);
}

static void
handed_over(struct app *app, enum err e)
{
	char number[CASE_NUMBER_MAX];

	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	memcpy(number, app->work.number, sizeof number);
	app_home(app);
	app_open_with(app, app_screen(app, SCREEN_TERMINAL), number);
}

void
terminal_hand_over(struct app *app)
{
	memcpy(app->work.number, app->visit.number, sizeof app->work.number);
	app_work(app, job_hand_over, handed_over);
}

/* What a card said goes on counting in this visit; the PINs of another don't. */
static void
clear(struct visit *v)
{
	const struct card_view card = v->card;
	const struct card_word word = v->word;
	const bool known = v->card_known;

	visit_clear(v);
	v->card = card;
	v->word = word;
	v->card_known = known;
}

void
terminal_load(struct app *app, const char *number, screen_done *told)
{
	clear(&app->visit);
	(void)snprintf(app->work.number, sizeof app->work.number, "%s", number);
	app_ask(app, job_terminal, told);
}

/* Decided by the card as it was: the certificates on it now are what is asked about. */
void
terminal_loaded(struct app *app)
{
	struct visit *v = &app->visit;
	const bool known = v->card_known;

	v->card_known = false;
	decide_resume(app, false, false);
	v->card_known = known;
	v->at_rest = true;
	case_say_state(app);
}

static void
released(struct app *app, enum err e)
{
	(void)app;
	(void)e;	/* a colleague has taken it over, or it has ended */
}

void
terminal_leave(struct app *app)
{
	if (strcmp(app->work.open.file.claimed_by, app->place.clerk) != 0)
		return;
	memcpy(app->work.released, app->work.open.file.number, sizeof app->work.released);
	app_work(app, job_release, released);
}

void
terminal_done(struct app *app)
{
	struct desk_result *r = &app->work.result;
	const struct desk_taken *t = &app->work.taken;
	unsigned k;

	memset(r, 0, sizeof *r);
	for (k = 0; k < CERT_COUNT; k++) {
		r->certs[k].made = (t->want.fresh & CERT_BIT(k)) != 0;
		if (t->seen.certs[k].read == HANDOVER_READ)	/* else nobody has seen it, and no day is told */
			r->certs[k].expires = t->seen.certs[k].until;
	}
	app->work.open.file.state = CASE_DONE;
	case_say_state(app);
	app_replace(app, app_screen(app, SCREEN_RESULT));
}

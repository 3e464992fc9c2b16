/* From what the card and the clerk have said to the verdict, and to the screen that comes next. */
#include "tui/decide.h"

#include <stdio.h>
#include <string.h>

#include "lang.h"
#include "tui/scr.h"

static const char *
first_words(const struct decision *d)
{
	if (d->outcome == OUTCOME_INCOMPLETE && d->missing_count > 0)
		return d->missing[0].text;
	if (d->outcome != OUTCOME_PROCEED && d->outcome != OUTCOME_ASK && d->reason_count > 0)
		return d->reasons[0].text;
	return "";
}

/* Line 3: the outcome in the counter's words, and why. */
static void
say_verdict(struct visit *v)
{
	const struct decision *d = &v->reception.decision;
	const char *why = first_words(d);
	size_t n;

	(void)snprintf(v->verdict, sizeof v->verdict, "%s%s%s", tr(outcome_name(d->outcome)), why[0] != '\0' ? ": " :
	    "", why);
	n = strlen(v->verdict);
	if (d->outcome == OUTCOME_INCOMPLETE && d->otherwise == OUTCOME_INQUIRY)
		(void)snprintf(v->verdict + n, sizeof v->verdict - n, " %s", tr("(なければ照会になります)"));
}

static void
take_decision(struct app *app)
{
	struct visit *v = &app->visit;
	const struct decision *d = &v->reception.decision;

	v->certificates = v->reception.file.certificates;
	v->pins = v->reception.file.pins;
	v->fee = d->fee_known ? d->yen : 0;
	memcpy(v->expires, d->expiry, sizeof v->expires);
	say_verdict(v);
}

static void
decide(struct app *app)
{
	struct reception *r = &app->visit.reception;
	enum err e;

	r->profile = app->profile;
	if ((e = reception_decide(r, app_now(app))) == ERR_NONE)
		take_decision(app);
	else
		app_refuse(app, e);
}

static void
set_date(struct facts *f, enum fact fact, struct date d)
{
	if (date_given(d))
		facts_set(f, fact, date_days(d));
}

/* A certificate that isn't there has no last day; one that can't be read yet has an unknown one. */
static void
set_expiry(struct facts *f, enum fact fact, const struct card_view *c, enum cert_kind kind)
{
	if (c->certs[kind].state == VIEW_ABSENT)
		facts_set(f, fact, FACT_NONE);
	else
		set_date(f, fact, c->certs[kind].expires);
	/*
	 * The signature certificate is readable only behind its PIN. Where both are there they were made together and
	 * end together; the card work looks at its real last day before it makes a new one.
	 */
	if (kind == CERT_SIGN && c->certs[kind].state == VIEW_NEEDS_PIN)
		set_date(f, fact, c->certs[CERT_AUTH].expires);
}

static void
set_pin(struct facts *f, enum fact fact, int tries)
{
	if (tries == 0)
		facts_set(f, fact, STATE_LOCKED);
}

/* Known from the card: never asked. The system answers, or the card could not have been looked at. */
static void
set_card(struct app *app)
{
	const struct card_view *c = &app->visit.card;
	struct facts *f = &app->visit.reception.facts;
	bool expired = date_compare(app_now(app).date, c->expires) > 0;

	f->held_count = 1;
	f->held[0] = (struct held){ .holder = HOLDER_APPLICANT, .label = "マイナンバーカード", .expires = c->expires };
	facts_set(f, FACT_CARD, fact_word(FACT_CARD, expired ? "expired" : "valid"));
	facts_set(f, FACT_SYSTEM, fact_word(FACT_SYSTEM, "up"));
	facts_set(f, FACT_VISIT, fact_word(FACT_VISIT, "1"));
	set_date(f, FACT_CARD_EXPIRES, c->expires);
	set_expiry(f, FACT_SIGN_EXPIRES, c, CERT_SIGN);
	set_expiry(f, FACT_AUTH_EXPIRES, c, CERT_AUTH);
	set_pin(f, FACT_SIGN_PIN, c->tries[PIN_SIGN]);
	set_pin(f, FACT_AUTH_PIN, c->tries[PIN_AUTH]);
}

void
decide_begin(struct app *app, int procedure, unsigned certificates, unsigned pins)
{
	struct visit *v = &app->visit;
	struct facts *f = &v->reception.facts;

	reception_free(&v->reception);
	v->asked_count = 0;
	facts_set(f, FACT_PROCEDURE, procedure);
	if (certificates != 0)
		facts_set(f, FACT_CERTIFICATES, (int32_t)certificates);
	if (pins != 0 && procedure != PROCEDURE_RENEW)
		facts_set(f, FACT_PINS, (int32_t)pins);
	if (procedure == PROCEDURE_RENEW)
		facts_set(f, FACT_REASON, fact_word(FACT_REASON, "expiry"));
	(void)snprintf(f->counter, sizeof f->counter, "%s", app->place.counter_code);
	set_card(app);
	(void)snprintf(v->procedure, sizeof v->procedure, "%s", fact_info(FACT_PROCEDURE)->words[procedure]);
	(void)snprintf(v->bound, sizeof v->bound, "%s", v->card.number);
	(void)snprintf(v->reception.file.card, sizeof v->reception.file.card, "%s", v->bound);
	decide_person(app);
	decide(app);
}

void
decide_answer(struct app *app, enum fact fact, int32_t value)
{
	struct visit *v = &app->visit;

	facts_set(&v->reception.facts, fact, value);
	if (v->asked_count < FACT_COUNT)
		v->asked[v->asked_count++] = fact;
	decide(app);
}

bool
decide_undo(struct app *app)
{
	struct visit *v = &app->visit;

	if (v->asked_count == 0)
		return false;
	facts_forget(&v->reception.facts, v->asked[--v->asked_count]);
	decide(app);
	return true;
}

void
decide_person(struct app *app)
{
	struct visit *v = &app->visit;

	if (!v->person_known)
		return;
	set_date(&v->reception.facts, FACT_BORN, v->person.born);
	decide(app);
}

static size_t
held_at(const struct facts *f, enum holder holder, const char *code)
{
	size_t i;

	for (i = 0; i < f->held_count; i++) {
		if (f->held[i].holder == holder && strcmp(f->held[i].label, code) == 0)
			break;
	}
	return i;
}

bool
decide_has_document(const struct app *app, enum holder holder, const char *code)
{
	const struct facts *f = &app->visit.reception.facts;

	return held_at(f, holder, code) < f->held_count;
}

void
decide_document(struct app *app, enum holder holder, const char *code)
{
	struct facts *f = &app->visit.reception.facts;
	size_t i = held_at(f, holder, code);

	if (i < f->held_count)
		memmove(&f->held[i], &f->held[i + 1], (--f->held_count - i) * sizeof f->held[0]);
	else if (f->held_count < FACTS_HELD_MAX) {
		memset(&f->held[i], 0, sizeof f->held[i]);
		f->held[i].holder = holder;
		(void)snprintf(f->held[i].label, sizeof f->held[i].label, "%s", code);
		f->held_count++;
	}
	decide(app);
}

void
decide_go_on(struct app *app)
{
	const struct decision *d = &app->visit.reception.decision;

	if (d->outcome == OUTCOME_ASK && d->ask_count > 0 && d->ask[0] == FACT_BORN && !app->visit.person_known)
		app_open(app, &person_screen);
	else if (d->outcome == OUTCOME_PROCEED)
		app_open(app, app->visit.person_known ? &confirm_screen : &person_screen);
}

/* The card of a visit: whether one is it, and what it tells as facts. */
#include "tui/flow/own-card.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"

bool
own_card_is(const struct visit *v, const struct card_view *card)
{
	const char *of_case = v->reception.file.card, *bound = of_case[0] != '\0' ? of_case : v->word.card;

	return bound[0] == '\0' || strcmp(bound, card->identity) == 0;
}

void
own_card_looked(struct app *app)
{
	struct card_view *c = &app->visit.card;

	*c = app->work.card;
	app->visit.card_known = true;
	app->card_other = app->card_other && !own_card_is(&app->visit, c);
	if (c->identity[0] != '\0' && strcmp(c->identity, app->opened.card) == 0 &&
	    c->certs[CERT_SIGN].state == VIEW_NEEDS_PIN)
		c->certs[CERT_SIGN] = app->opened.sign;
}

void
own_card_forget_opened(struct app *app)
{
	memset(&app->opened, 0, sizeof app->opened);
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

/* It lies on the reader: brought, whatever else was. */
static void
bring_card(struct facts *f, const struct card_view *c)
{
	const struct held card = { .holder = HOLDER_APPLICANT, .label = RECEPTION_CARD, .expires = c->expires };
	size_t i;

	for (i = 0; i < f->held_count; i++) {
		if (f->held[i].holder == card.holder && strcmp(f->held[i].label, card.label) == 0)
			break;
	}
	if (i == FACTS_HELD_MAX)
		return;
	f->held[i] = card;
	if (i == f->held_count)
		f->held_count++;
}

/* Known from the card: never asked. */
void
own_card_tell(const struct app *app, struct facts *f)
{
	const struct card_view *c = &app->visit.card;
	bool expired = date_compare(app_now(app).date, c->expires) > 0;

	bring_card(f, c);
	if (date_given(c->expires))	/* else the clerk reads it off the card's face */
		facts_set(f, FACT_CARD, fact_word(FACT_CARD, expired ? "expired" : "valid"));
	facts_set(f, FACT_CHANNEL, fact_word(FACT_CHANNEL, "counter"));
	set_date(f, FACT_CARD_EXPIRES, c->expires);
	if (!app->visit.revoked) {
		set_expiry(f, FACT_SIGN_EXPIRES, c, CERT_SIGN);
		set_expiry(f, FACT_AUTH_EXPIRES, c, CERT_AUTH);
	}
	set_pin(f, FACT_SIGN_PIN, c->tries[PIN_SIGN]);
	set_pin(f, FACT_AUTH_PIN, c->tries[PIN_AUTH]);
}

void
own_card_whose(const struct visit *v, char *out, size_t size)
{
	out[0] = '\0';
	if (v->person_known && v->person.name[0] != '\0')
		(void)snprintf(out, size, tr("受付の人: %s"), v->person.name);
}

void
own_card_refuse(struct visit *v)
{
	if (v->reception.file.card[0] != '\0')
		return;
	reception_forget_card(&v->reception.facts);
	v->card_known = false;
	v->card_refused = true;
}

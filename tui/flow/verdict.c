/* Line 3: can we finish today, and why. */
#include "tui/flow/verdict.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/flow/decide.h"
#include "tui/app/words.h"

#define VERDICT_CELLS 74	/* a line but for its margins and the blanks in it */

static const struct { const char *code; enum fact fact; } facts_of[] = {
	{ "reply", FACT_REPLY }, { "reply-complete", FACT_REPLY_COMPLETE },
	{ "power-of-attorney", FACT_POWER_OF_ATTORNEY }, { "pin-concealed", FACT_CONCEALED },
	{ "pledge", FACT_PLEDGE }, { "revocation-consent", FACT_REVOCATION_CONSENT }, { "notice", FACT_NOTICE },
	{ "proxy-reason", FACT_PROXY_REASON }, { "reply-expired", FACT_REPLY_EXPIRES },
};

enum fact
verdict_fact_of(const struct missing *m)
{
	size_t i;

	for (i = 0; m->who == NULL && i < sizeof facts_of / sizeof facts_of[0]; i++) {
		if (strcmp(facts_of[i].code, m->code) == 0)
			return facts_of[i].fact;
	}
	return FACT_COUNT;
}

bool
verdict_asks_date(const struct missing *m)
{
	enum fact fact = verdict_fact_of(m);

	return fact != FACT_COUNT && fact_info(fact)->type == FACT_DATE;
}

/* What is still to be asked, in its order: as many as a line of 80 cells holds whole. */
static void
say_questions(struct visit *v, const struct decision *d)
{
	size_t i, n = strlen(v->verdict);

	for (i = 0; i < d->ask_count; i++) {
		const char *name = profile_fact_name(d->profile, d->ask[i]);

		if (i > 0 && text_cells(v->verdict) + text_cells(name) + text_cells(tr("ほか")) > VERDICT_CELLS)
			break;
		n += (size_t)snprintf(v->verdict + n, sizeof v->verdict - n, "%s%s", i > 0 ? tr("、") : ": ", name);
	}
	(void)snprintf(v->way_out, sizeof v->way_out, "%s", i < d->ask_count ? tr("ほか") : "");
}

static void
say_missing(const struct decision *d, char *out, size_t size)
{
	if (d->missing_count == 0)
		return;
	(void)snprintf(out, size, ": %s", d->missing[0].text);
}

/*
 * A card that is no child's: where only the age is open, it is answered for everybody else. What would be refused to
 * them isn't said: a child's parent would read it before the card has told the age.
 */
static bool
grown_up(const struct app *app, struct decision *d)
{
	static struct facts facts;
	struct date born = app_now(app).date;

	facts = app->visit.reception.facts;
	born.year -= 40;
	born.day = 1;
	facts_set(&facts, FACT_BORN, date_days(born));
	return rule_decide(decide_profile(app), &facts, app_now(app), d) == ERR_NONE && d->outcome != OUTCOME_ASK &&
	    d->outcome != OUTCOME_REFUSED;
}

void
verdict_window(const struct profile *p, const struct facts *f, const struct decision *d, char *out, size_t size)
{
	static const enum fact expires[] = { [CERT_SIGN] = FACT_SIGN_EXPIRES, [CERT_AUTH] = FACT_AUTH_EXPIRES };
	struct date from = { 0, 0, 0 }, opens;
	char day[64];
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		if ((d->certificates & CERT_BIT(k)) == 0 || !facts_known(f, expires[k]) || f->value[expires[k]] == FACT_NONE)
			continue;
		opens = profile_window_opens(p, date_from_days(f->value[expires[k]]));
		if (!date_given(from) || date_compare(opens, from) > 0)
			from = opens;
	}
	date_words(from, day, sizeof day);
	out[0] = '\0';
	if (day[0] != '\0')
		(void)snprintf(out, size, tr("%sから"), day);
}

static void
say_window(struct visit *v, const struct decision *d)
{
	char from[80];

	verdict_window(v->reception.day, &v->reception.facts, d, from, sizeof from);
	if (from[0] != '\0')
		(void)snprintf(v->way_out, sizeof v->way_out, "(%s)", from);
}

/* In the colour of whether it is today, another day, or not so. */
static const enum look looks[OUTCOME_COUNT] = {
	[OUTCOME_REFUSED] = LOOK_BAD, [OUTCOME_INCOMPLETE] = LOOK_BAD, [OUTCOME_CONSULT] = LOOK_LATER,
	[OUTCOME_INQUIRY] = LOOK_LATER, [OUTCOME_KEEP] = LOOK_LATER, [OUTCOME_ASK] = LOOK_STRONG,
	[OUTCOME_PROCEED] = LOOK_GOOD,
};

static bool
goes_on(enum outcome o)
{
	return o == OUTCOME_PROCEED || o == OUTCOME_INQUIRY || o == OUTCOME_KEEP;
}

static void
say(struct visit *v, const struct decision *d)
{
	size_t n = (size_t)snprintf(v->verdict, sizeof v->verdict, "%s", tr(outcome_name(d->outcome)));
	char *out = v->verdict + n;

	v->verdict_look = looks[d->outcome];
	v->way_out[0] = '\0';
	if (d->outcome == OUTCOME_ASK)
		say_questions(v, d);
	else if (d->outcome == OUTCOME_INCOMPLETE)
		say_missing(d, out, sizeof v->verdict - n);
	else if (d->outcome != OUTCOME_PROCEED && d->reason_count > 0)
		(void)snprintf(out, sizeof v->verdict - n, ": %s", d->reasons[0].text);
	if (goes_on(d->outcome) && (d->refused & CERT_BOTH) != 0)
		(void)snprintf(v->way_out, sizeof v->way_out, tr("(%sはできません)"),
		    cert_name(d->refused & CERT_BIT(CERT_SIGN) ? CERT_SIGN : CERT_AUTH, lang_now()));
	else if (d->outcome == OUTCOME_REFUSED && d->reason_count > 0 &&
	    strcmp(d->reasons[0].code, "window-not-open") == 0)
		say_window(v, d);
	else if (d->outcome == OUTCOME_INCOMPLETE && d->otherwise == OUTCOME_INQUIRY)
		(void)snprintf(v->way_out, sizeof v->way_out, "%s", tr("(なければ照会になります: F2)"));
	else if (d->outcome == OUTCOME_INCOMPLETE && d->missing_count > 1)
		(void)snprintf(v->way_out, sizeof v->way_out, tr("(ほか%zu件)"), d->missing_count - 1);
}

void
verdict_say(struct app *app)
{
	static struct decision grown;
	struct visit *v = &app->visit;
	const struct decision *d = &v->reception.decision;

	if (d->outcome == OUTCOME_ASK && d->ask_count == 1 && d->ask[0] == FACT_BORN && grown_up(app, &grown)) {
		say(v, &grown);
		(void)snprintf(v->way_out, sizeof v->way_out, "%s", tr("(本人が15歳以上なら)"));
	} else {
		say(v, d);
	}
}

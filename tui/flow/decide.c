/* From what the card and the clerk have said to the verdict. */
#include "tui/flow/decide.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/lang.h"
#include "tui/flow/own-card.h"
#include "tui/flow/residence.h"
#include "tui/app/words.h"
#include "tui/flow/verdict.h"

const struct profile *
decide_profile(const struct app *app)
{
	const struct profile *kept = app->visit.reception.kept;

	return kept != NULL ? kept : app->profile;
}

/* Whoever comes instead of the holder brings the PINs on a sealed paper; so does a card that was kept. */
static bool
from_paper(const struct visit *v)
{
	const struct facts *f = &v->reception.facts;
	int32_t visitor = facts_known(f, FACT_VISITOR) ? f->value[FACT_VISITOR] : VISITOR_SELF;

	return visitor == VISITOR_PROXY || visitor == VISITOR_HOUSEHOLD || v->kept;
}

static void
take_decision(struct app *app)
{
	struct visit *v = &app->visit;
	const struct decision *d = &v->reception.decision;

	v->by_staff = from_paper(v);

	v->certificates = v->reception.file.certificates;
	v->pins = v->reception.file.pins;
	if (v->pins == 0 && facts_known(&v->reception.facts, FACT_PINS))
		v->pins = facts_pins(&v->reception.facts);	/* what is asked for, while it isn't allowed yet */
	v->fee = d->fee_known ? d->yen : 0;
	memcpy(v->expires, d->expiry, sizeof v->expires);
	verdict_say(app);
}

/* Of a case on record the day alone: the counter may be closed by now. */
static struct moment
moment_of(const struct app *app)
{
	struct moment at = app_now(app);

	if (app->visit.recorded)
		at.hour = -1;
	return at;
}

void
decide_again(struct app *app)
{
	struct reception *r = &app->visit.reception;
	enum err e;

	r->profile = decide_profile(app);
	r->day = app->profile;
	residence_weigh(app, r->profile);
	if ((e = reception_decide(r, moment_of(app))) == ERR_NONE)
		take_decision(app);
	else
		app_refuse(app, e);
}

/* A card is renewed because its certificates end; that it runs longer by now is chosen as such. */
static void
set_reason(const struct app *app, struct facts *f, const struct choice *c)
{
	if (c->procedure == PROCEDURE_RENEW && app->visit.card_known)
		facts_set(f, FACT_REASON, c->stay_extended ? REASON_STAY_EXTENDED : REASON_EXPIRY);
}

static void
bind_card(struct visit *v)
{
	(void)snprintf(v->reception.file.card, sizeof v->reception.file.card, "%s", v->card.identity);
}

void
decide_chosen(const struct app *app, struct facts *f, const struct choice *c)
{
	facts_set(f, FACT_PROCEDURE, (int32_t)c->procedure);
	if (c->certificates != 0)
		facts_set(f, FACT_CERTIFICATES, (int32_t)c->certificates);
	if (c->pins != 0 && c->procedure != PROCEDURE_RENEW)
		facts_set(f, FACT_PINS, (int32_t)c->pins);
	facts_set(f, FACT_VISIT, fact_word(FACT_VISIT, "1"));
	facts_set(f, FACT_SYSTEM, app->system);
	set_reason(app, f, c);
	(void)snprintf(f->counter, sizeof f->counter, "%s", app->place.counter_code);
	if (app->visit.card_known)
		own_card_tell(app, f);
}

static void
take_said(struct visit *v, enum fact fact)
{
	v->said[v->said_count++] = (struct said){ .fact = fact };
}

/* What the booking said, as if it had been answered here: Esc takes it back. A card's word on a person counts more. */
static void
take_arrival(struct app *app)
{
	const struct arrival *a = &app->arrival;
	struct visit *v = &app->visit;
	struct facts *f = &v->reception.facts;
	const int visitor = fact_word(FACT_VISITOR, a->visitor);

	v->booking = a->booking;
	v->ticket = a->ticket;
	if (a->booking == 0)
		return;
	facts_set(f, FACT_BOOKED, fact_word(FACT_BOOKED, "yes"));
	if (visitor >= 0) {
		facts_set(f, FACT_VISITOR, visitor);
		take_said(v, FACT_VISITOR);
	}
	if (date_told(a->person.born) && !facts_known(f, FACT_BORN)) {
		facts_set_born(f, a->person.born);
		take_said(v, FACT_BORN);
	}
}

void
decide_begin(struct app *app, const struct choice *c)
{
	struct visit *v = &app->visit;

	visit_begin(v);
	decide_chosen(app, &v->reception.facts, c);
	take_arrival(app);
	if (v->card_known)
		bind_card(v);
	(void)snprintf(v->procedure, sizeof v->procedure, "%s", fact_info(FACT_PROCEDURE)->words[c->procedure]);
	decide_person(app);
	decide_again(app);
}

/* Shown anew, and said anew of the day; what the reply says comes with it. A kept card's papers were seen. */
static void
come_again(struct app *app, bool waits)
{
	static const enum fact of_visit[] = { FACT_BOOKED, FACT_KEEP_CONSENT, FACT_CHANNEL };
	static const enum fact of_reply[] = { FACT_REPLY, FACT_REPLY_COMPLETE, FACT_POWER_OF_ATTORNEY, FACT_CONCEALED,
	    FACT_REVOCATION_CONSENT, FACT_REPLY_EXPIRES };
	struct reception *r = &app->visit.reception;
	struct facts *f = &r->facts;
	size_t i;

	if (r->file.state != CASE_KEPT)
		f->held_count = 0;
	f->at = (struct moment){ .hour = -1 };
	(void)snprintf(f->counter, sizeof f->counter, "%s", app->place.counter_code);
	for (i = 0; i < sizeof of_visit / sizeof of_visit[0]; i++)
		facts_forget(f, of_visit[i]);
	facts_set(f, FACT_SYSTEM, app->system);
	if (!waits)
		return;
	facts_set(f, FACT_VISIT, fact_word(FACT_VISIT, "2"));
	for (i = 0; i < sizeof of_reply / sizeof of_reply[0]; i++)
		facts_forget(f, of_reply[i]);
}

/* As far as the last word on it goes. */
static bool
called_revoked(const struct open_case *o)
{
	bool revoked = false;
	size_t i;

	for (i = 0; i < o->history_count; i++) {
		const enum case_event event = flow_event_by_code(o->history[i].event);

		if (event == EVENT_TERMINAL_REFUSED)
			revoked = terminal_refusal_by_code(o->history[i].why) == TERMINAL_REVOKED;
		else if (event == EVENT_CANCEL || event == EVENT_TAKE_BACK)
			revoked = false;
	}
	return revoked;
}

void
decide_resume(struct app *app, bool visit, bool waits)
{
	struct visit *v = &app->visit;
	const struct case_file *f = &v->reception.file;

	v->said_count = 0;
	v->at_rest = v->reply_seen = false;
	v->until = (struct date){ 0 };
	v->resumed = true;
	v->recorded = !visit;
	memcpy(v->number, f->number, sizeof v->number);
	(void)snprintf(v->procedure, sizeof v->procedure, "%s", f->procedure);
	v->person = f->person;
	v->person_known = f->person.name[0] != '\0';
	v->proxy = f->proxy;
	v->kept = app->work.open.kept.number[0] != '\0';
	v->revoked = called_revoked(&app->work.open);
	if (visit)
		come_again(app, waits);
	v->card_known = v->card_known && own_card_is(v, &v->card);
	if (v->card_known)
		own_card_tell(app, &v->reception.facts);
	decide_again(app);
}

void
decide_answer(struct app *app, enum fact fact, int32_t value)
{
	struct visit *v = &app->visit;

	if (v->said_count < VISIT_SAID_MAX)
		v->said[v->said_count++] = (struct said){ .fact = fact };
	facts_set(&v->reception.facts, fact, value);
	decide_again(app);
}

void
decide_born(struct app *app, struct date born)
{
	struct visit *v = &app->visit;

	if (v->said_count < VISIT_SAID_MAX)
		v->said[v->said_count++] = (struct said){ .fact = FACT_BORN };
	facts_set_born(&v->reception.facts, born);
	decide_again(app);
}

bool
decide_undo(struct app *app)
{
	struct visit *v = &app->visit;
	struct said last;

	if (v->said_count == 0)
		return false;
	last = v->said[--v->said_count];
	if (last.fact == FACT_COUNT)
		decide_document(app, last.holder, last.document);
	else
		facts_forget(&v->reception.facts, last.fact);
	decide_again(app);
	return true;
}

/* Reasons that are given for them; others may be, but nobody gives them at a counter. */
static const struct { int procedure; uint32_t reasons; } given[] = {
	{ PROCEDURE_RENEW, 1u << REASON_EXPIRY | 1u << REASON_STAY_EXTENDED | 1u << REASON_HOLDER_REQUEST |
	    1u << REASON_STAY_PENDING | 1u << REASON_FURIGANA },
	{ PROCEDURE_ISSUE, ~(1u << REASON_EXPIRY) },
};

bool
decide_offers(const struct app *app, const struct facts *f, enum fact fact, int word)
{
	const struct date today = app_now(app).date;
	uint32_t offered = fact_info(fact)->type == FACT_CHOICE ? facts_allowed(f, fact, today) : UINT32_MAX;
	size_t i;

	for (i = 0; fact == FACT_REASON && i < sizeof given / sizeof given[0]; i++) {
		if (f->value[FACT_PROCEDURE] == given[i].procedure)
			offered &= given[i].reasons;
	}
	return (offered >> word & 1) != 0;
}

/* "予約: いいえ"; FACT_COUNT: the day. */
static void
say_fact(const struct app *app, const struct facts *f, enum fact fact, char *out, size_t size)
{
	const struct profile *p = decide_profile(app);
	char day[64];

	if (fact == FACT_COUNT)
		date_words(app_now(app).date, day, sizeof day);
	else if (fact_info(fact)->type == FACT_DATE)
		date_words(date_from_days(f->value[fact]), day, sizeof day);
	else
		(void)snprintf(day, sizeof day, "%s", profile_word(p, fact, f->value[fact]));
	(void)snprintf(out, size, "%s: %s", fact == FACT_COUNT ? tr("今日") : profile_fact_name(p, fact), day);
}

bool
decide_day_fits(struct app *app, const struct facts *facts, enum fact fact, struct date day)
{
	struct facts with = *facts;
	char one[128], other[128], said[APP_MESSAGE];
	enum fact a, b;

	if (fact == FACT_BORN)
		facts_set_born(&with, day);
	else
		facts_set(&with, fact, date_days(day));
	if (!facts_contradict(&with, app_now(app).date, &a, &b) || (a != fact && b != fact))
		return true;
	say_fact(app, &with, a, one, sizeof one);
	say_fact(app, &with, b, other, sizeof other);
	(void)snprintf(said, sizeof said, tr("%s と %s は、同時にはありません"), one, other);
	app_say(app, said);
	return false;
}

/* What is so at a counter nearly always; the others have to be asked. */
static const struct { enum fact fact; const char *word; } usual[] = {
	{ FACT_RESIDENT, "yes" }, { FACT_WARD, "no" }, { FACT_CARD_FACE, "current" }, { FACT_SIGN_PIN, "known" },
	{ FACT_AUTH_PIN, "known" }, { FACT_TRIGGER, "none" }, { FACT_BOOKED, "yes" }, { FACT_HOME_COUNTER, "yes" },
	{ FACT_CARD, "valid" }, { FACT_CARD_KIND, "ordinary" }, { FACT_REPLY_COMPLETE, "yes" },
	{ FACT_POWER_OF_ATTORNEY, "yes" },
};

/* As the municipality's form has it. */
static const char *
usual_concealed(const struct app *app, const struct facts *f)
{
	const struct inquiry_style *style = profile_letter(decide_profile(app), f, app_now(app).date);

	return style->envelope ? "envelope" : "sticker";
}

static int
usual_of(const struct app *app, const struct facts *f, enum fact fact)
{
	int word = -1;
	size_t i;

	if (fact == FACT_RESIDENT && residence_elsewhere(app, decide_profile(app)))
		return -1;
	for (i = 0; i < sizeof usual / sizeof usual[0]; i++) {
		if (usual[i].fact == fact)
			word = fact_word(fact, usual[i].word);
	}
	if (fact == FACT_CONCEALED)
		word = fact_word(fact, usual_concealed(app, f));
	return word >= 0 && (facts_allowed(f, fact, app_now(app).date) >> word & 1) != 0 ? word : -1;
}

int
decide_usual(const struct app *app, enum fact fact)
{
	return usual_of(app, &app->visit.reception.facts, fact);
}

enum fact
decide_next(const struct app *app)
{
	const struct decision *d = &app->visit.reception.decision;

	return d->outcome == OUTCOME_ASK && d->ask_count > 0 ? d->ask[0] : FACT_COUNT;
}

/* Thought through as if each had been answered: a usual answer may make a question vanish that stands between. */
size_t
decide_usual_list(const struct app *app, enum fact out[FACT_COUNT])
{
	const struct reception *r = &app->visit.reception;
	struct decision d = r->decision;
	struct facts f = r->facts;
	size_t n = 0;
	int word;

	while (n < FACT_COUNT && d.outcome == OUTCOME_ASK && d.ask_count > 0 &&
	    (word = usual_of(app, &f, d.ask[0])) >= 0) {
		out[n++] = d.ask[0];
		facts_set(&f, d.ask[0], word);
		if (rule_decide_begun(r->profile, r->file.opened.date, profile_of_day(r->profile, r->day), &f,
		    moment_of(app), &d) != ERR_NONE)
			break;
	}
	return n;
}

/* What was shown and nothing behind it. */
void
decide_usual_all(struct app *app)
{
	enum fact shown[FACT_COUNT];
	size_t n = decide_usual_list(app, shown), i;

	for (i = 0; i < n && decide_next(app) == shown[i]; i++)
		decide_answer(app, shown[i], decide_usual(app, shown[i]));
}

/* Somebody else's booking may have been taken from the list; or somebody else came, whom the case is about then. */
static void
tell_other_name(struct app *app)
{
	const struct arrival *a = &app->arrival;
	char booked[PERSON_NAME_MAX + 1], name[PERSON_NAME_MAX + 1], said[APP_MESSAGE];

	if (a->booking == 0 || app->visit.person.name[0] == '\0')
		return;
	fold_name(a->person.name, FOLD_SPELLING, booked, sizeof booked);
	fold_name(app->visit.person.name, FOLD_SPELLING, name, sizeof name);
	if (strcmp(booked, name) == 0)
		return;
	(void)snprintf(said, sizeof said, tr("予約は %s 様です。予約の方か確かめてください"), a->person.name);
	app_say(app, said);
}

void
decide_person(struct app *app)
{
	struct visit *v = &app->visit;

	if (!v->person_known)
		return;
	tell_other_name(app);
	facts_set_born(&v->reception.facts, v->person.born);
	residence_ask(app, decide_profile(app));
	decide_again(app);
}

static size_t
held_at(const struct app *app, enum holder holder, int document)
{
	const struct facts *f = &app->visit.reception.facts;
	size_t i;

	for (i = 0; i < f->held_count; i++) {
		if (f->held[i].holder == holder &&
		    profile_find_document(decide_profile(app), f->held[i].label) == document)
			break;
	}
	return i;
}

struct held *
decide_held(struct app *app, enum holder holder, int document)
{
	struct facts *f = &app->visit.reception.facts;
	size_t i = held_at(app, holder, document);

	return i < f->held_count ? &f->held[i] : NULL;
}

static void
forget_said(struct visit *v, enum holder holder, int document)
{
	unsigned i;

	for (i = 0; i < v->said_count; i++) {
		if (v->said[i].fact == FACT_COUNT && v->said[i].holder == holder && v->said[i].document == document) {
			memmove(&v->said[i], &v->said[i + 1], (--v->said_count - i) * sizeof v->said[0]);
			return;
		}
	}
}

static void
bring(struct app *app, enum holder holder, int document)
{
	struct visit *v = &app->visit;
	struct facts *f = &v->reception.facts;
	struct held *h = &f->held[f->held_count];

	if (f->held_count == FACTS_HELD_MAX || v->said_count == VISIT_SAID_MAX)
		return;
	memset(h, 0, sizeof *h);
	h->holder = holder;
	(void)snprintf(h->label, sizeof h->label, "%s", profile_document(decide_profile(app), (size_t)document).code);
	f->held_count++;
	v->said[v->said_count++] = (struct said){ FACT_COUNT, holder, document };
}

void
decide_document(struct app *app, enum holder holder, int document)
{
	struct facts *f = &app->visit.reception.facts;
	size_t i = held_at(app, holder, document);

	if (i < f->held_count) {
		memmove(&f->held[i], &f->held[i + 1], (--f->held_count - i) * sizeof f->held[0]);
		forget_said(&app->visit, holder, document);
	} else {
		bring(app, holder, document);
	}
	decide_again(app);
}

/* The first visit before a second one: some two weeks before, without the reply, by the same visitor if that orders one. */
#include <stdio.h>
#include <string.h>

#include "tests/screens/path.h"
#include "tests/screens/row-card.h"

#define DAYS_BEFORE 14
#define DAYS_TRIED 14

/* What came with the reply isn't there yet; documents are those that were shown both times. */
static void
take_away(struct facts *f)
{
	static const enum fact later[] = { FACT_REPLY_COMPLETE, FACT_POWER_OF_ATTORNEY, FACT_CONCEALED,
	    FACT_REVOCATION_CONSENT, FACT_REPLY_EXPIRES, FACT_INQUIRY_OPENED };
	size_t i, kept = 0;

	for (i = 0; i < sizeof later / sizeof later[0]; i++)
		facts_forget(f, later[i]);
	facts_set(f, FACT_VISIT, fact_word(FACT_VISIT, "1"));
	facts_set(f, FACT_REPLY, REPLY_NONE);
	facts_assume(f);
	for (i = 0; i < f->held_count; i++) {
		if (f->held[i].visit_1)
			f->held[kept++] = f->held[i];
	}
	f->held_count = kept;
}

/* What may have been otherwise then: each municipality orders its letter on something else. */
static void
all_documents(const struct path *p, struct facts *f)
{
	memcpy(f->held, p->want.held, sizeof f->held);
	f->held_count = p->want.held_count;
}

static void
add_document(struct facts *f, enum holder holder, const char *label)
{
	struct held *h = &f->held[f->held_count];

	if (f->held_count == FACTS_HELD_MAX)
		return;
	*h = (struct held){ .holder = holder };
	(void)snprintf(h->label, sizeof h->label, "%s", label);
	f->held_count++;
}

static void
card(const struct path *p, struct facts *f)
{
	(void)p;
	add_document(f, HOLDER_APPLICANT, "マイナンバーカード");
}

static void
licence(const struct path *p, struct facts *f)
{
	static const enum holder holders[] = { [VISITOR_SELF] = HOLDER_APPLICANT, [VISITOR_SELF_GUARDIAN] = HOLDER_GUARDIAN,
		[VISITOR_GUARDIAN] = HOLDER_GUARDIAN, [VISITOR_HOUSEHOLD] = HOLDER_HOUSEHOLD, [VISITOR_PROXY] = HOLDER_PROXY };

	(void)p;
	add_document(f, holders[f->value[FACT_VISITOR]], "運転免許証");
}

static void
attorney(const struct path *p, struct facts *f)
{
	(void)p;
	facts_set(f, FACT_POWER_OF_ATTORNEY, ANSWER_YES);
}

static void
telephone(const struct path *p, struct facts *f)
{
	(void)p;
	facts_set(f, FACT_CHANNEL, fact_word(FACT_CHANNEL, "telephone"));
}

static void
home_counter(const struct path *p, struct facts *f)
{
	(void)p;
	facts_set(f, FACT_HOME_COUNTER, ANSWER_YES);
}

/* Whoever brings the reply needn't be who got the letter ordered. */
static void
proxy(const struct path *p, struct facts *f)
{
	(void)p;
	facts_set(f, FACT_VISITOR, VISITOR_PROXY);
	add_document(f, HOLDER_PROXY, "運転免許証");
}

static void (*const otherwise[])(const struct path *, struct facts *) = {
	all_documents, card, licence, attorney, home_counter, telephone, proxy,
};
enum { OTHERWISE = sizeof otherwise / sizeof otherwise[0] };

/* On a day on which the counter was open. counter: another one, or NULL. */
static bool
orders_letter(struct path *p, unsigned how, const char *counter)
{
	static struct decision d;
	struct date day = date_add_days(p->want.at.date, -DAYS_BEFORE);
	struct facts *f = &p->first;
	int n;

	if (facts_known(&p->want, FACT_INQUIRY_OPENED) && p->want.value[FACT_INQUIRY_OPENED] != FACT_NONE)
		day = date_from_days(p->want.value[FACT_INQUIRY_OPENED]);
	*f = p->said;
	take_away(f);
	if (counter != NULL)
		(void)snprintf(f->counter, sizeof f->counter, "%s", counter);
	for (n = 0; n < OTHERWISE; n++) {
		if (how & 1u << n)
			otherwise[n](p, f);
	}
	for (n = 0; n < DAYS_TRIED; n++) {
		f->at.date = date_add_days(day, -n);
		if (rule_decide(p->profile, f, f->at, &d) == ERR_NONE && (d.outcome == OUTCOME_INQUIRY ||
		    (d.outcome == OUTCOME_INCOMPLETE && d.otherwise == OUTCOME_INQUIRY)))
			return true;
	}
	return false;
}

/* The signature certificate's own day, behind its PIN, isn't what the answer hangs on: it is taken for the other one's. */
static bool
sign_day_is_known(const struct path *p)
{
	struct facts f = p->want;
	struct decision d;

	if (row_card_fits(&f) || !facts_known(&f, FACT_SIGN_EXPIRES) || !facts_known(&f, FACT_AUTH_EXPIRES) ||
	    f.value[FACT_AUTH_EXPIRES] == FACT_NONE)
		return true;
	facts_set(&f, FACT_SIGN_EXPIRES, f.value[FACT_AUTH_EXPIRES]);
	return rule_decide(p->profile, &f, f.at, &d) == ERR_NONE && d.outcome == p->decision.outcome &&
	    d.refused == p->decision.refused && d.missing_count == p->decision.missing_count;
}

/* Before the birth date no paper can be shown. */
static bool
asks_part_of_born(const struct path *p)
{
	return p->decision.outcome == OUTCOME_ASK && !facts_known(&p->want, FACT_BORN) && date_told(p->want.born);
}

/* The kind of card isn't asked: one without PINs has the authentication certificate alone. */
static bool
kind_is_taken(const struct path *p)
{
	return p->decision.outcome == OUTCOME_PROCEED && p->want.value[FACT_PROCEDURE] == PROCEDURE_RENEW &&
	    facts_known(&p->want, FACT_CARD_KIND) && p->want.value[FACT_CARD_KIND] == KIND_WITHOUT_PINS &&
	    facts_certificates(&p->want) == CERT_BOTH;
}

bool
path_can_be_said(struct path *p)
{
	static const enum fact pins[] = { FACT_SIGN_PIN, FACT_AUTH_PIN };
	unsigned k;

	if (!sign_day_is_known(p) || asks_part_of_born(p) || kind_is_taken(p))
		return false;
	if (p->want.value[FACT_VISIT] == 0)
		return true;
	if (p->want.value[FACT_REPLY] == fact_word(FACT_REPLY, "enclosed"))
		return false;
	for (k = 0; k < 2; k++) {
		if (!facts_known(&p->want, pins[k]) || p->want.value[pins[k]] != STATE_MISMATCH)
			continue;
		p->wrong |= 1u << (k == 0 ? PIN_SIGN : PIN_AUTH);
		facts_set(&p->said, pins[k], STATE_KNOWN);
	}
	return rule_decide(p->profile, &p->said, p->said.at, &p->told) == ERR_NONE &&
	    (p->wrong == 0 || (p->told.outcome == OUTCOME_PROCEED && p->decision.outcome != OUTCOME_PROCEED));
}

static bool
some_way(struct path *p, const char *counter)
{
	unsigned how;

	for (how = 0; how < 1u << OTHERWISE && !orders_letter(p, how, counter); how++)
		;
	return how < 1u << OTHERWISE;
}

bool
path_first_visit(struct path *p)
{
	const size_t counters = profile_counters(p->profile);
	size_t i;

	if (some_way(p, NULL))
		return true;
	for (i = 0; i < counters && !some_way(p, profile_counter_label(p->profile, i)); i++)
		;
	return i < counters;
}

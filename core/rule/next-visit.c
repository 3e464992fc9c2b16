/* What has to be brought next time, asked of the engine itself. */
#include "rule/next-visit.h"

#include <stdio.h>
#include <string.h>

#define SECOND 1	/* the place of "2" in the words of FACT_VISIT */

/* What is so at nearly every second visit, where the first, by telephone or without the card, has left it open. */
static const struct { enum fact fact; const char *word; int months; } usual[] = {
	{ FACT_CARD, "valid", 0 }, { FACT_CARD_FACE, "current", 0 }, { FACT_RESIDENT, "yes", 0 },
	{ FACT_WARD, "no", 0 }, { FACT_SIGN_PIN, "known", 0 }, { FACT_AUTH_PIN, "known", 0 },
	{ FACT_TRIGGER, "none", 0 }, { FACT_NOTICE, "brought", 0 }, { FACT_PROXY_REASON, "hospital", 0 },
	{ FACT_CHANNEL, "counter", 0 }, { FACT_CARD_KIND, "ordinary", 0 }, { FACT_BORN, NULL, -480 },
	{ FACT_CARD_EXPIRES, NULL, 60 }, { FACT_AUTH_EXPIRES, NULL, 1 },
	{ FACT_SIGN_EXPIRES, NULL, 1 }, { FACT_REPLY_EXPIRES, NULL, 1 }, { FACT_INQUIRY_OPENED, NULL, 0 },
	{ FACT_INQUIRY_POSTED, NULL, 0 }, { FACT_BOOKED_ON, NULL, -1 }, { FACT_MOVED_ON, NULL, 0 },
	{ FACT_REPORTED_ON, NULL, 0 },
};

/* The next question is answered as usual; false: nothing is usual there. */
static bool
answer(struct facts *facts, enum fact fact, struct date today)
{
	size_t i;

	for (i = 0; i < sizeof(usual) / sizeof(*usual) && usual[i].fact != fact; i++)
		;
	if (i == sizeof(usual) / sizeof(*usual))
		return false;
	facts_set(facts, fact, usual[i].word != NULL ? fact_word(fact, usual[i].word) :
	    date_days(date_add_months(today, usual[i].months)));
	return true;
}

/* Nothing that was shown counts on another day; of what was said at the counter only what is so that day, too. */
static void
come_again(struct facts *facts, int32_t booked)
{
	facts->at = facts->queued = (struct moment){ 0 };
	facts->counter[0] = '\0';
	facts->held_count = 0;
	facts_set(facts, FACT_BOOKED, booked);
	facts_set(facts, FACT_HOME_COUNTER, ANSWER_YES);
	facts_set(facts, FACT_SYSTEM, 0);
}

/* With a reply of which nothing is known; a PIN that didn't match is written down anew in it. */
static void
come_second(struct facts *facts, int32_t reply)
{
	static const enum fact replied[] = { FACT_REPLY_COMPLETE, FACT_POWER_OF_ATTORNEY, FACT_CONCEALED };
	static const enum fact pins[] = { FACT_SIGN_PIN, FACT_AUTH_PIN };
	size_t i;

	for (i = 0; i < sizeof(replied) / sizeof(*replied); i++)
		facts_forget(facts, replied[i]);
	for (i = 0; i < sizeof(pins) / sizeof(*pins); i++)
		if (facts_known(facts, pins[i]) && facts->value[pins[i]] == STATE_MISMATCH)
			facts_forget(facts, pins[i]);
	facts_set(facts, FACT_VISIT, SECOND);
	facts_set(facts, FACT_REPLY, reply);
	facts_assume(facts);
}

static enum err
decide(const struct profile *p, struct facts *facts, struct date today, struct decision *d)
{
	enum err e;

	do
		e = rule_decide(p, facts, (struct moment){ .date = today, .hour = -1 }, d);
	while (e == ERR_NONE && d->ask_count > 0 && answer(facts, d->ask[0], today));
	return e;
}

static void
add(struct next_visit *n, const char *text)
{
	size_t i;

	for (i = 0; i < n->count && strcmp(n->texts[i], text) != 0; i++)
		;
	if (i == n->count && i < NEXT_VISIT_MAX)
		n->texts[n->count++] = text;
}

/* How a reply has to be, as distinct from what is brought with it. */
static bool
is_of_reply(const char *code)
{
	return strcmp(code, "reply-complete") == 0 || strcmp(code, "power-of-attorney") == 0 ||
	    strcmp(code, "pin-concealed") == 0 || strcmp(code, "revocation-consent") == 0;
}

static void
add_missing(struct next_visit *n, const struct decision *d, bool things, bool of_reply)
{
	size_t i;

	for (i = 0; i < d->missing_count; i++)
		if (is_of_reply(d->missing[i].code) ? of_reply :
		    things && strcmp(d->missing[i].code, "reply-expired") != 0)
			add(n, d->missing[i].text);
}

/* At the last visit only. */
static void
add_fee(struct next_visit *n, const struct decision *d)
{
	if (!d->fee_known || d->yen <= 0 || d->visit < d->visits)
		return;
	(void)snprintf(n->fee, sizeof(n->fee), "手数料 %d円", d->yen);
	add(n, n->fee);
}

/* How to book, where nobody is served who hasn't. */
static void
add_booking(struct next_visit *n, const struct decision *d)
{
	size_t i;

	for (i = 0; i < d->reason_count; i++)
		if (strcmp(d->reasons[i].code, "no-reservation") == 0)
			add(n, d->reasons[i].text);
}

enum err
rule_next_visit(const struct profile *p, const struct facts *known, bool second, struct date today, bool of_reply,
    struct next_visit *n)
{
	static const int32_t replies[] = { REPLY_NONE, REPLY_POSTED };
	struct facts facts;
	struct decision d;
	enum err e;
	size_t i;

	memset(n, 0, sizeof(*n));
	for (i = 0; i < (second ? 2 : 1); i++) {
		facts = *known;
		come_again(&facts, ANSWER_YES);
		if (second)
			come_second(&facts, replies[i]);
		if ((e = decide(p, &facts, today, &d)) != ERR_NONE)
			return e;
		add_missing(n, &d, !second || replies[i] == REPLY_NONE, !second || of_reply);
		if (!second || replies[i] == REPLY_POSTED)
			add_fee(n, &d);
	}
	facts = *known;
	come_again(&facts, ANSWER_NO);
	if (second)
		come_second(&facts, REPLY_NONE);
	if ((e = decide(p, &facts, today, &d)) == ERR_NONE)
		add_booking(n, &d);
	return e;
}

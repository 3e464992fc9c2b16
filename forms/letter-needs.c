/* What has to be brought next time, asked of the engine itself. */
#include "forms/letter-private.h"

#include <stdio.h>
#include <string.h>

#define SECOND 1	/* the place of "2" in the words of FACT_VISIT */

/* What is so at nearly every second visit, where the first, by telephone or without the card, has left it open. */
static const struct { enum fact fact; const char *word; int months; } usual[] = {
	{ FACT_CARD, "valid", 0 }, { FACT_CARD_FACE, "current", 0 }, { FACT_RESIDENT, "yes", 0 }, { FACT_WARD, "no", 0 },
	{ FACT_SIGN_PIN, "known", 0 }, { FACT_AUTH_PIN, "known", 0 }, { FACT_TRIGGER, "none", 0 },
	{ FACT_NOTICE, "brought", 0 }, { FACT_PROXY_REASON, "hospital", 0 }, { FACT_CHANNEL, "counter", 0 },
	{ FACT_BORN, NULL, -480 }, { FACT_CARD_EXPIRES, NULL, 60 }, { FACT_AUTH_EXPIRES, NULL, 1 },
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

/* The visitor of the second visit, on a booked day or not, with a reply of which nothing is known and no document. */
static bool
decide(const struct letter *l, int32_t booked, int32_t reply, struct decision *d)
{
	static const enum fact replied[] = { FACT_REPLY_COMPLETE, FACT_POWER_OF_ATTORNEY, FACT_CONCEALED, FACT_BOOKED };
	struct facts facts = *l->facts;
	size_t i;

	facts.at = (struct moment){ 0 };
	facts.counter[0] = '\0';
	facts.held_count = 0;
	for (i = 0; i < sizeof(replied) / sizeof(*replied); i++)
		facts_forget(&facts, replied[i]);
	facts_set(&facts, FACT_VISIT, SECOND);
	facts_set(&facts, FACT_REPLY, reply);
	facts_set(&facts, FACT_BOOKED, booked);
	facts_set(&facts, FACT_HOME_COUNTER, ANSWER_YES);
	facts_set(&facts, FACT_SYSTEM, 0);
	facts_assume(&facts);
	do
		if (rule_decide(l->profile, &facts, (struct moment){ .date = l->now.date, .hour = -1 }, d) != ERR_NONE)
			return false;
	while (d->ask_count > 0 && answer(&facts, d->ask[0], l->now.date));
	return true;
}

static void
add(struct needs *n, const char *text)
{
	size_t i;

	for (i = 0; i < n->count && strcmp(n->texts[i], text) != 0; i++)
		;
	if (i == n->count && i < NEEDS_TEXTS_MAX)
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
add_missing(struct needs *n, const struct decision *d, bool things, bool of_reply)
{
	size_t i;

	for (i = 0; i < d->missing_count; i++)
		if (is_of_reply(d->missing[i].code) ? of_reply :
		    things && strcmp(d->missing[i].code, "reply-expired") != 0)
			add(n, d->missing[i].text);
}

void
letter_needs(const struct letter *l, bool of_reply, struct needs *n)
{
	struct decision d;
	size_t i;

	memset(n, 0, sizeof(*n));
	if (l->decision->outcome == OUTCOME_INCOMPLETE) {
		add_missing(n, l->decision, true, true);
		return;
	}
	if (decide(l, ANSWER_YES, REPLY_NONE, &d))
		add_missing(n, &d, true, of_reply);
	if (decide(l, ANSWER_YES, REPLY_POSTED, &d)) {
		add_missing(n, &d, false, of_reply);
		if (d.fee_known && d.yen > 0) {
			(void)snprintf(n->fee, sizeof(n->fee), "手数料 %d円", d.yen);
			add(n, n->fee);
		}
	}
	if (decide(l, ANSWER_NO, REPLY_NONE, &d))
		for (i = 0; i < d.reason_count; i++)
			if (strcmp(d.reasons[i].code, "no-reservation") == 0)
				add(n, d.reasons[i].text);
}

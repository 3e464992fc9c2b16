/* The practice terminal does what the desk does with a practice card, in a case and a store of its own. */
#include "cli/terminal-work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk/practice.h"

const char *const wrong_words[WRONG_COUNT] = {
	[WRONG_NOT] = "", [WRONG_NOTHING] = "nothing", [WRONG_OTHER_CARD] = "other-card",
	[WRONG_ONE_CERTIFICATE] = "one-certificate", [WRONG_OLD_DATE] = "old-date",
	[WRONG_PIN_NOT_RESET] = "pin-not-reset",
};

/* A certificate whose PIN isn't set anew can't be worked on either: nobody knows that PIN. */
bool
order_spoil(struct order *o, enum err *e)
{
	*e = ERR_NONE;
	if ((o->wrong == WRONG_ONE_CERTIFICATE && o->certificates != CERT_BOTH) ||
	    (o->wrong == WRONG_PIN_NOT_RESET && o->pins == 0) ||
	    (o->wrong == WRONG_OLD_DATE && strcmp(o->procedure, "renew") != 0))
		*e = ERR_USAGE;
	/* An issue's last day isn't counted from the old one's: a year less. Its steps are those of a renewal. */
	if (o->wrong == WRONG_OLD_DATE)
		(void)snprintf(o->procedure, sizeof(o->procedure), "issue");
	if (o->wrong == WRONG_ONE_CERTIFICATE)
		o->certificates = CERT_BIT(CERT_SIGN);
	if (o->wrong == WRONG_PIN_NOT_RESET) {
		o->certificates &= ~((o->pins & 1u << PIN_SIGN ? CERT_BIT(CERT_SIGN) : 0) |
		    (o->pins & 1u << PIN_AUTH ? CERT_BIT(CERT_AUTH) : 0));
		o->pins = 0;
	}
	return *e == ERR_NONE && o->wrong != WRONG_NOTHING && (o->certificates | o->pins) != 0;
}

enum err
order_open(struct desk *desk, const struct order *o, struct case_file *file)
{
	const struct actor actor = desk_actor(desk);

	memset(file, 0, sizeof(*file));
	(void)snprintf(file->procedure, sizeof(file->procedure), "%s", o->procedure);
	file->certificates = o->certificates;
	file->pins = o->pins;
	(void)snprintf(file->facts, sizeof(file->facts), "procedure=%s\nvisitor=self\nvisit=1\n", o->procedure);
	return case_open(desk->store, &actor, file, CASE_APPROVED);
}

enum err
order_lacking(struct desk *desk, const struct case_file *file, struct jis_pairs *pairs)
{
	struct case_consent consent;
	struct case_file *now = malloc(sizeof(*now));
	enum err e = now == NULL ? ERR_MEMORY : case_load(desk->store, file->number, now);

	if (e == ERR_NONE && (e = case_consent(desk->store, now, &consent)) == ERR_NONE)
		*pairs = consent.pairs;
	free(now);
	return e;
}

enum err
order_agree(struct desk *desk, const struct case_file *file, const struct jis_pairs *pairs)
{
	const struct actor actor = desk_actor(desk);

	return case_agree(desk->store, &actor, file->number, pairs);
}

static bool
take_number(void *ctx, const struct half_done *h)
{
	memcpy(ctx, h->number, CASE_NUMBER_MAX);
	return false;
}

enum err
order_clear_up(struct desk *desk)
{
	char number[CASE_NUMBER_MAX] = "";
	struct desk_result result;
	enum recovery ended;
	enum err e;

	if ((e = desk_half_done(desk, take_number, number)) != ERR_NONE || number[0] == '\0')
		return e;
	return desk_recover(desk, number, true, &ended, &result);
}

int
counter_ahead(const struct setting *own, const char *store, struct clock clock)
{
	static struct setting counter;
	struct desk_context *at = NULL;
	struct moment last = clock.now(clock.ctx);
	const struct date today = last.date;
	int days = 0;

	counter = *own;
	(void)snprintf(counter.store, sizeof(counter.store), "%s", store);
	if (desk_open(&counter, clock, DESK_STORE, &at) == ERR_NONE && audit_last(at->desk.store, &last) == ERR_NONE)
		days = (int)(date_days(last.date) - date_days(today));
	desk_close(&at);
	return days > 0 ? days : 0;
}

enum err
order_other_card(struct desk_context *context)
{
	const struct practice_card *cards = practice_cards();
	const bool first = strcmp(cards[0].name, context->setting.card) == 0;

	return desk_put_practice_card(context, cards[first].name, NULL, 0);
}

/* What a desk begins with: who works there and may, the card opened for its use alone, and which one it is. */
#include "desk/run-private.h"

#include <stdio.h>

#include "card/identity.h"

struct actor
desk_actor(const struct desk *desk)
{
	const struct clock *c = &desk->clock;

	return (struct actor){ .clerk = desk->clerk, .counter = desk->counter, .at = c->now(c->ctx),
	    .roles = desk->roles };
}

enum err
desk_allow(const struct desk *desk, enum act act, const char *number)
{
	const struct actor actor = desk_actor(desk);

	return audit_allow(desk->store, &actor, act, number);
}

static enum card_use
use_of(const struct desk *desk)
{
	return desk->mode == MODE_TRAINING ? CARD_USE_PRACTICE : CARD_USE_WORK;
}

enum err
desk_open_card(const struct desk *desk, struct card *card)
{
	return card_open(card, desk->wire, use_of(desk));
}

enum err
desk_open_to_show(const struct desk *desk, struct card *card)
{
	return card_open_to_show(card, desk->wire, use_of(desk));
}

/* Of the whole look, from the power-up on: a card that takes this long is of no use to the people who wait. */
#define LOOK_MS 15000

enum err
desk_open_within(const struct desk *desk, struct card *card, enum err (*open)(const struct desk *, struct card *))
{
	enum err e;

	desk->wire->session_ms = LOOK_MS;
	e = open(desk, card);
	desk->wire->session_ms = 0;
	return e;
}

enum err
desk_card_identity(struct card *card, char out[CASE_CARD_MAX])
{
	char identity[CARD_IDENTITY_MAX] = "";
	enum err e = card_identity(card, identity);

	if (e == ERR_NONE || e == ERR_CARD_NO_FILE)
		(void)snprintf(out, CASE_CARD_MAX, "%s", e == ERR_NONE ? identity : "");
	return e == ERR_CARD_NO_FILE ? ERR_NONE : e;
}

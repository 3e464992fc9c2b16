/* The screens of work with real cards. */
#include <string.h>

#include "tests/screens/shot.h"
#include "tui/screen/screens.h"

static void
card(void)
{
	app_open(&shot_app, &card_screen);
	shot_put_card();
	shot_app.work.card = shot_app.visit.card;
	app_show(&shot_app);
}

static void
card_foreign(void)
{
	card();
	shot_app.work.card.can_write = false;
	app_show(&shot_app);
}

static void
card_real(void)
{
	shot_app.practice.on = false;
	card_foreign();
}

static void
checked(void)
{
	static const struct desk_checked came[PIN_COUNT] = {
		[PIN_SIGN] = { .asked = true, .reference = REFERENCE_SIGN, .left = 5 },
		[PIN_AUTH] = { .asked = true, .e = ERR_PIN_WRONG, .reference = REFERENCE_AUTH, .left = 2 },
		[PIN_JUKI] = { .asked = true, .e = ERR_PIN_DIFFERS, .reference = REFERENCE_JUKI, .left = 2 },
	};

	card();
	app_open(&shot_app, &checked_screen);
	memcpy(shot_app.work.checked, came, sizeof came);
	app_show(&shot_app);
}

const struct shot real_shots[] = {
	{ "card-real", 24, 80, card_real },
	{ "card-foreign", 24, 80, card_foreign },
	{ "checked", 24, 80, checked },
	{ .name = NULL },
};

const struct shot real_shots_english[] = {
	{ "card-real-en", 24, 80, card_real },
	{ "checked-en", 24, 80, checked },
	{ .name = NULL },
};

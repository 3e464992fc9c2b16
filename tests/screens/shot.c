/* What the golden screens are brought about with. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "tests/screens/shot.h"
#include "tui/flow/decide.h"
#include "tui/screen/screens.h"
#include "tui/term/term.h"

struct app shot_app;
struct profile *shot_profile;

bool
shot_open_profile(void)
{
	const char *src = getenv("top_srcdir");
	char folder[4096];

	(void)snprintf(folder, sizeof folder, "%s/config/profiles", src != NULL ? src : ".");
	return profile_open(folder, "national", &shot_profile, NULL) == ERR_NONE;
}

static struct moment
stands(void *ctx)
{
	(void)ctx;
	return (struct moment){ { 2026, 11, 20 }, 10, 31, 0 };
}

void
shot_press(enum press key)
{
	app_draw(&shot_app);
	app_event(&shot_app, &(struct input){ .kind = INPUT_PRESS, .press = { .key = key } });
}

void
shot_type(const char *text)
{
	size_t i, n, len = strlen(text);
	uint32_t c;

	for (i = 0; i < len; i += n) {
		n = text_decode(text + i, len - i, &c);
		app_draw(&shot_app);
		app_event(&shot_app, &(struct input){ .kind = INPUT_PRESS, .press = { .c = c } });
	}
}

void
shot_put_card(void)
{
	struct card_view *c = &shot_app.visit.card;

	shot_app.reader.card = true;
	(void)snprintf(c->token, sizeof c->token, "JPKIAPICCTOKEN2");
	c->expires = (struct date){ 2031, 5, 1 };
	c->can_write = true;
	c->certs[CERT_SIGN].state = VIEW_NEEDS_PIN;
	c->certs[CERT_AUTH].state = VIEW_EXPIRING;
	c->certs[CERT_AUTH].expires = (struct date){ 2026, 12, 24 };
	c->tries[PIN_SIGN] = 5;
	c->tries[REFERENCE_B] = 10;
	c->tries[REFERENCE_JUKI_COMMON] = c->tries[PIN_AUTH] = c->tries[PIN_JUKI] = c->tries[PIN_ASSIST] = 3;
	shot_app.visit.card_known = true;
}

void
shot_name_person(const char *name, const char *address)
{
	struct person *p = &shot_app.visit.person;

	(void)snprintf(p->name, sizeof p->name, "%s", name);
	(void)snprintf(p->address, sizeof p->address, "%s", address);
	p->born = (struct date){ 1984, 12, 24 };
	p->sex = SEX_FEMALE;
	shot_app.visit.person_known = true;
}

void
shot_choose(const char *procedure, unsigned certs, unsigned pins)
{
	shot_put_card();
	shot_app.visit.card.tries[PIN_SIGN] = pins & 1u << PIN_SIGN ? 0 : 5;
	decide_begin(&shot_app, &(struct choice){ procedure_by_code(procedure), certs, pins, false });
	shot_app.visit.pins = pins;
}

void
shot_open(int rows, int cols, const char *clerk)
{
	memset(&shot_app, 0, sizeof shot_app);
	shot_app.screens = all_screens;
	shot_app.clock.now = stands;
	shot_app.clock_stands = shot_app.practice.on = true;
	shot_app.sources = (struct sources){ .decoder = &shot_app.decoder, .tty = -1, .worker = -1, .card = -1 };
	shot_app.place = (struct place){ "川崎市", "川崎区役所 3番", "", "" };
	(void)snprintf(shot_app.place.clerk, sizeof shot_app.place.clerk, "%s", clerk);
	shot_app.profile = shot_profile;
	term_resize_to(rows, cols);
	app_open(&shot_app, &home_screen);
}

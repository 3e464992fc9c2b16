/* The screens of work with real cards. */
#include <stdio.h>
#include <string.h>

#include "tests/screens/shot.h"
#include "tui/flow/decide.h"
#include "tui/screen/screens.h"

#define WRITES (1u << PROCEDURE_ISSUE | 1u << PROCEDURE_RENEW | 1u << PROCEDURE_UNLOCK | 1u << PROCEDURE_REVOKE)

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
	shot_app.terminal = WRITES;
	card_foreign();
}

/* A reader with keys of its own. */
static void
pin_reader(void)
{
	shot_choose("renew", CERT_BIT(CERT_AUTH), 0);
	shot_app.visit.card.types = WIRE_TYPES(WIRE_VERIFY) | WIRE_TYPES(WIRE_MODIFY);
	visit_plan(&shot_app.visit, 1u << PIN_AUTH, 0, 0, NULL);
	app_open(&shot_app, &pin_screen);
}

static void
pin_reader_last_try(void)
{
	pin_reader();
	shot_app.visit.card.tries[PIN_AUTH] = 1;
	shot_press(PRESS_ENTER);
}

static void
pin_reader_keyboard(void)
{
	pin_reader();
	shot_press(PRESS_F4);
	shot_type("12");
}

static void
steps_reader(void)
{
	shot_choose("renew", CERT_BIT(CERT_AUTH), 0);
	app_open(&shot_app, &steps_screen);
	shot_app.visit.phases[0] = shot_app.visit.phases[1] = STEP_DONE;
	shot_app.visit.phases[2] = STEP_RUNNING;
	shot_app.visit.asks = WIRE_TYPES(WIRE_VERIFY);
}

static void
steps_reader_change(void)
{
	shot_choose("change-pin", 0, 1u << PIN_AUTH);
	app_open(&shot_app, &steps_screen);
	shot_app.visit.phases[0] = shot_app.visit.phases[1] = STEP_DONE;
	shot_app.visit.phases[2] = STEP_RUNNING;
	shot_app.visit.asks = WIRE_TYPES(WIRE_MODIFY);
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

/* --- the authority's terminal -------------------------------------------------------------------- */

#define NUMBER "26-000123-4"

static void
work_at_terminal(void)
{
	struct case_file *f = &shot_app.work.open.file;
	struct handover_want *w = &shot_app.work.want;

	shot_app.practice.on = false;
	shot_app.terminal = WRITES;
	shot_choose("renew", CERT_BOTH, 0);
	shot_name_person("番号　花子", "神奈川県川崎市川崎区宮本町1番地");
	(void)snprintf(f->number, sizeof f->number, "%s", NUMBER);
	(void)snprintf(f->procedure, sizeof f->procedure, "renew");
	f->certificates = CERT_BOTH;
	f->person = shot_app.visit.person;
	(void)snprintf(f->card, sizeof f->card, "AB");		/* heard before it was handed over */
	f->state = CASE_HANDED_OVER;
	*w = (struct handover_want){ .day = { 2026, 11, 20 }, .fresh = CERT_BOTH, .before_known = true,
	    .until = { { 2031, 12, 24 }, { 2031, 12, 24 } } };
}

/* As the worker loads it, for the screen on top. */
static void
load(void)
{
	shot_app.visit.reception.file = shot_app.work.open.file;
	app_show(&shot_app);
}

static void
confirm(void)
{
	work_at_terminal();
	decide_person(&shot_app);
	shot_app.visit.reception.decision.outcome = OUTCOME_PROCEED;	/* all was answered */
	app_open(&shot_app, &confirm_screen);
}

static void
terminal(void)
{
	work_at_terminal();
	app_open_with(&shot_app, &terminal_screen, NUMBER);
	load();
	shot_press(PRESS_DOWN);
	shot_press(PRESS_DOWN);
}

static void
fill_handed(void)
{
	shot_app.work.handed[0] = (struct handover_row){ NUMBER, { { 2026, 11, 20 }, 10, 5, 0 }, "sato", "", "renew",
	    "番号　花子", "" };
	shot_app.work.handed[1] = (struct handover_row){ "26-000124-2", { { 2026, 11, 20 }, 10, 20, 0 }, "tanaka", "",
	    "unlock", "番号　太郎", "" };
	shot_app.work.handed_count = shot_app.work.handed_total = shot_app.handed = 2;
	memcpy(shot_app.handed_first, shot_app.work.handed, sizeof shot_app.handed_first);
}

static void
home_handed(void)
{
	shot_app.practice.on = false;
	fill_handed();
}

static void
handed(void)
{
	home_handed();
	app_open(&shot_app, &handed_screen);
	app_show(&shot_app);
}

static void
card_back(void)
{
	card_real();
	shot_app.work.met[0] = (struct case_of_card){ NUMBER, "renew", CASE_HANDED_OVER };
	shot_app.work.met_count = shot_app.work.met_total = 1;
	app_show(&shot_app);
}

static void
card_several(void)
{
	card_back();
	shot_app.work.met[1] = (struct case_of_card){ "26-000124-2", "unlock", CASE_HANDED_OVER };
	shot_app.work.met[2] = (struct case_of_card){ "26-000125-1", "renew", CASE_APPROVED };
	shot_app.work.met_count = shot_app.work.met_total = 3;
	app_show(&shot_app);
}

static void
home_handed_more(void)
{
	home_handed();
	shot_app.handed = 7;
}

/* The visit as loading the case makes it. */
static void
taken_waiting(void)
{
	work_at_terminal();
	shot_app.reader.card = false;
	shot_app.visit.card_known = false;
	(void)snprintf(shot_app.work.print_by, sizeof shot_app.work.print_by, "tanaka");
	app_open_with(&shot_app, &taken_screen, NUMBER);
	load();
}

/* The authentication certificate is new, but not as computed; the other one can't be read yet. */
static void
taken(void)
{
	struct desk_taken *t = &shot_app.work.taken;

	taken_waiting();
	shot_app.reader.card = true;
	t->want = shot_app.work.want;
	t->seen.today = (struct date){ 2026, 11, 20 };
	t->seen.certs[CERT_SIGN].present = t->seen.certs[CERT_AUTH].present = true;
	t->seen.certs[CERT_AUTH].read = HANDOVER_READ;
	t->seen.certs[CERT_AUTH].serial[0] = 0x1a;
	t->seen.certs[CERT_AUTH].serial[1] = 0x2b;
	t->seen.certs[CERT_AUTH].serial_len = 2;
	t->seen.certs[CERT_AUTH].from = (struct date){ 2026, 11, 20 };
	t->seen.certs[CERT_AUTH].until = (struct date){ 2031, 1, 24 };
	t->unchecked = CERT_BIT(CERT_AUTH);
	handover_judge(&t->want, &t->seen, &t->verdict);
	app_show(&shot_app);
}

static void
taken_unproved(void)
{
	struct handover_want *w = &shot_app.work.want;
	struct desk_taken *t = &shot_app.work.taken;

	taken();
	w->fresh = CERT_BIT(CERT_SIGN);
	w->before[CERT_SIGN].present = w->before[CERT_AUTH].present = true;
	memcpy(w->before[CERT_AUTH].serial, t->seen.certs[CERT_AUTH].serial, 2);
	w->before[CERT_AUTH].serial_len = 2;
	t->want = *w;
	handover_judge(&t->want, &t->seen, &t->verdict);
	app_show(&shot_app);
	shot_press(PRESS_DOWN);
}

/* The terminal has certified another address, and a shape of the name that is taken for the same. */
static void
taken_says_otherwise(void)
{
	struct desk_taken *t = &shot_app.work.taken;
	struct handover_seen_cert *sign = &t->seen.certs[CERT_SIGN];
	struct desk_said *s = &t->proof.said;

	taken();
	t->seen.certs[CERT_AUTH].until = t->want.until[CERT_AUTH];
	*sign = t->seen.certs[CERT_AUTH];
	sign->until = t->want.until[CERT_SIGN];
	sign->says_other = true;
	s->told = true;
	s->wanted = (struct person){ .name = "渡辺　葵", .address = "東京都千代田区霞が関2-1-2", .sex = SEX_FEMALE,
	    .born = { 1986, 1, 20 } };
	s->said = s->wanted;
	(void)snprintf(s->said.name, sizeof s->said.name, "渡邉　葵");
	(void)snprintf(s->said.address, sizeof s->said.address, "東京都千代田区永田町1-7");
	person_compare(&s->wanted, &s->said, s->verdict);
	handover_judge(&t->want, &t->seen, &t->verdict);
	app_show(&shot_app);
}

static void
type_print(void)
{
	taken_waiting();
	shot_press(PRESS_F3);
	shot_type("R8.11.20");
	shot_press(PRESS_ENTER);
	shot_type("1A 2B");
}

static void
refusal(void)
{
	taken_waiting();
	shot_press(PRESS_F4);
}

static void
refusal_pin(void)
{
	refusal();
	shot_type("1");
}

/* Neither can be renewed yet: said beside it, in full when it is chosen. */
static void
card_early(void)
{
	app_open(&shot_app, &card_screen);
	shot_put_card();
	shot_app.work.card = shot_app.visit.card;
	shot_app.work.card.certs[CERT_AUTH].state = VIEW_VALID;
	shot_app.work.card.certs[CERT_AUTH].expires = (struct date){ 2031, 1, 20 };
	app_show(&shot_app);
	shot_press(PRESS_ENTER);
}

const struct shot real_shots[] = {
	{ "card-real", 24, 80, card_real },
	{ "card-foreign", 24, 80, card_foreign },
	{ "card-back", 24, 80, card_back },
	{ "card-early", 24, 80, card_early },
	{ "checked", 24, 80, checked },
	{ "pin-reader", 24, 80, pin_reader },
	{ "pin-reader-last-try", 24, 80, pin_reader_last_try },
	{ "pin-reader-keyboard", 24, 80, pin_reader_keyboard },
	{ "steps-reader", 24, 80, steps_reader },
	{ "steps-reader-change", 24, 80, steps_reader_change },
	{ "confirm-terminal", 24, 80, confirm },
	{ "terminal", 24, 80, terminal },
	{ "home-handed", 24, 80, home_handed },
	{ "home-handed-more", 24, 80, home_handed_more },
	{ "card-several", 24, 80, card_several },
	{ "handed", 24, 80, handed },
	{ "taken-waiting", 24, 80, taken_waiting },
	{ "taken", 24, 80, taken },
	{ "taken-unproved", 24, 80, taken_unproved },
	{ "taken-otherwise", 24, 80, taken_says_otherwise },
	{ "entry-print", 24, 80, type_print },
	{ "refusal", 24, 80, refusal },
	{ "refusal-pin", 24, 80, refusal_pin },
	{ .name = NULL },
};

const struct shot real_shots_english[] = {
	{ "card-real-en", 24, 80, card_real },
	{ "card-early-en", 24, 80, card_early },
	{ "checked-en", 24, 80, checked },
	{ "pin-reader-en", 24, 80, pin_reader },
	{ "steps-reader-en", 24, 80, steps_reader },
	{ "terminal-en", 24, 80, terminal },
	{ "home-handed-en", 24, 80, home_handed },
	{ "handed-en", 24, 80, handed },
	{ "taken-en", 24, 80, taken },
	{ "refusal-en", 24, 80, refusal },
	{ .name = NULL },
};

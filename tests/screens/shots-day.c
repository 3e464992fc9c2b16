/* The screens around the visits: bookings, numbers, and what is known of who comes. */
#include <stdio.h>
#include <string.h>

#include "tests/screens/shot.h"
#include "tui/screen/screens.h"

static void
add_day(int hour, int minute, const char *name, const char *procedure, const char *visitor, enum booking_state state)
{
	struct day_work *w = &shot_app.work.day;
	struct day_line *l = &w->lines[w->count++];

	memset(l, 0, sizeof *l);
	l->booking = (int64_t)w->count;
	l->at = (struct moment){ { 2026, 11, 20 }, hour, minute, 0 };
	l->state = l->marked = state;
	w->counts[state]++;
	(void)snprintf(l->name, sizeof l->name, "%s", name);
	(void)snprintf(l->procedure, sizeof l->procedure, "%s", procedure);
	(void)snprintf(l->visitor, sizeof l->visitor, "%s", visitor);
}

/* One is done, one waits with a number, one has a long name and is late; one comes of a branch office. */
static void
bookings(void)
{
	struct day_work *w = &shot_app.work.day;

	app_open(&shot_app, &bookings_screen);
	w->count = 0;
	memset(w->counts, 0, sizeof w->counts);
	add_day(9, 15, "番号　花子", "renew", "self", BOOKING_CAME);
	(void)snprintf(w->lines[0].number, sizeof w->lines[0].number, "26-000123-4");
	w->lines[0].ticket = 3;
	add_day(10, 0, "𠮷田　葛\U000E0100之介マクシミリアン・アレクサンダー・フォン", "issue", "proxy", BOOKING_OPEN);
	add_day(10, 30, "番号　一郎", "", "", BOOKING_OPEN);
	w->lines[2].ticket = 12;
	(void)snprintf(w->lines[2].counter, sizeof w->lines[2].counter, "川崎区役所 3番窓口");
	add_day(11, 0, "番号　\ue000子", "unlock", "household", BOOKING_CANCELLED);
	w->queue = (struct ticket_queue){ .waiting = 2, .last = 10, .since = { { 2026, 11, 20 }, 10, 12, 0 } };
	w->left = 7;
	app_show(&shot_app);
	shot_press(PRESS_DOWN);
}

static void
numbers(void)
{
	struct day_work *w = &shot_app.work.day;

	bookings();
	shot_press(PRESS_TAB);
	w->lines[0].called = (struct moment){ { 2026, 11, 20 }, 9, 20, 0 };
	(void)snprintf(w->lines[0].by, sizeof w->lines[0].by, "tanaka");
	w->lines[1] = (struct day_line){ .ticket = 11, .at = { { 2026, 11, 20 }, 10, 12, 0 } };
	w->lines[3].ticket = 13;
	w->lines[3].away = true;
	w->left = 0;
	app_show(&shot_app);
}

static void
home_day(void)
{
	struct day_figures *f = &shot_app.figures.day;

	f->bookings[BOOKING_OPEN] = 3;
	f->bookings[BOOKING_CAME] = 2;
	f->queue.waiting = 2;
	f->next = (struct moment){ { 2026, 11, 20 }, 10, 30, 0 };
	(void)snprintf(f->name, sizeof f->name, "番号　花子");
	f->ledger[LEDGER_CARD] = 1;
	f->ledger[LEDGER_SHEET] = 2;
	f->ledger[LEDGER_TO_POST] = 3;
	f->ledger[LEDGER_RETURNED] = 1;
	f->ledger[LEDGER_LEFT] = 1;
}

/* The reception of a booking, before a card lies there. */
static void
arrival(void)
{
	app_open(&shot_app, &bookings_screen);
	shot_app.arrival = (struct arrival){ .booking = 2, .ticket = 12, .at = { { 2026, 11, 20 }, 10, 0, 0 },
	    .procedure = "issue", .visitor = "proxy", .person = { .name = "番号　花子", .born = { 1986, 1, 20 } } };
	app_open(&shot_app, &procedure_screen);
}

static void
arrival_begun(void)
{
	arrival();
	shot_press(PRESS_ENTER);
}

static void
add_thing(const char *number, const char *name, int day, const char *clerk, const char *place)
{
	struct ledger_work *w = &shot_app.work.ledger;
	struct ledger_line *l = &w->lines[w->count++];

	*l = (struct ledger_line){ .since = { { 2026, 11, day }, 16, 5, 0 }, .state = CASE_KEPT, .procedure = "renew" };
	(void)snprintf(l->number, sizeof l->number, "%s", number);
	(void)snprintf(l->name, sizeof l->name, "%s", name);
	(void)snprintf(l->clerk, sizeof l->clerk, "%s", clerk);
	(void)snprintf(l->place, sizeof l->place, "%s", place);
}

static void
ledger(void)
{
	struct ledger_work *w = &shot_app.work.ledger;

	app_open(&shot_app, &ledger_screen);
	w->count = 0;
	add_thing("26-000101-0", "番号　花子", 18, "sato", "2番金庫");
	add_thing("26-000102-8", "𠮷田　葛\U000E0100之介マクシミリアン・アレクサンダー", 19, "tanaka-ichiro", "");
	add_thing("26-000103-6", "", 20, "", "引き出しの奥の封筒の束の下");
	w->counts[LEDGER_CARD] = 3;
	w->counts[LEDGER_TO_POST] = 12;
	w->counts[LEDGER_LEFT] = 1;
	w->last = (struct ledger_counted){ .at = { { 2026, 11, 19 }, 17, 10, 0 }, .clerk = "sato", .second = "tanaka",
	    .found = 2 };
	w->last.seconded = w->last.at;
	app_show(&shot_app);
	shot_press(PRESS_DOWN);
}

static void
ledger_counting(void)
{
	ledger();
	shot_press(PRESS_F2);
	shot_type(" ");
	shot_type("26-000002-1");
	shot_press(PRESS_ENTER);
	shot_type("26-0001");
}

const struct shot day_shots[] = {
	{ "home-day", 24, 80, home_day },
	{ "bookings", 24, 80, bookings },
	{ "bookings-numbers", 24, 80, numbers },
	{ "arrival", 24, 80, arrival },
	{ "arrival-begun", 24, 80, arrival_begun },
	{ "ledger", 24, 80, ledger },
	{ "ledger-counting", 24, 80, ledger_counting },
	{ .name = NULL },
};

const struct shot day_shots_english[] = {
	{ "home-day-en", 24, 80, home_day },
	{ "bookings-en", 24, 80, bookings },
	{ "bookings-numbers-en", 24, 80, numbers },
	{ "ledger-en", 24, 80, ledger },
	{ "ledger-counting-en", 24, 80, ledger_counting },
	{ .name = NULL },
};

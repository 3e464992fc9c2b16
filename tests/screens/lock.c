/* The screen that is left alone: when it locks, what becomes of a PIN that was being typed, and what opens it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/confine.h"
#include "tests/screens/counter.h"
#include "tests/screens/shot.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/screen/screens.h"
#include "tui/term/term.h"

static struct app app;
static int64_t clock_seconds;

static int64_t
seconds(void)
{
	return clock_seconds;
}

static struct moment
stands(void *ctx)
{
	(void)ctx;
	return (struct moment){ { 2026, 11, 20 }, 10, 31, 0 };
}

static void
press(enum press key, uint32_t c)
{
	app_event(&app, &(struct input){ .kind = INPUT_PRESS, .press = { .key = key, .c = c } });
}

static void
wait_seconds(int64_t s)
{
	clock_seconds += s;
	app_event(&app, &(struct input){ .kind = INPUT_TIME });
}

static void
then(struct app *a)
{
	(void)a;
}

static int
open_profile(void **state)
{
	(void)state;
	return !shot_open_profile();
}

static int
close_profile(void **state)
{
	(void)state;
	profile_free(&shot_profile);
	return 0;
}

static int
open_app(void **state)
{
	const struct setting s = { .lock_after = 5 };

	(void)state;
	clock_seconds = 1000;
	app = (struct app){ .screens = all_screens, .clock = { stands, NULL }, .clock_stands = true, .lock = { .seconds = seconds } };
	app.sources = (struct sources){ .decoder = &app.decoder, .tty = -1, .worker = -1, .card = -1 };
	app.profile = shot_profile;
	lock_start(&app, &s);
	app_open(&app, &home_screen);
	return 0;
}

static int
end_app(void **state)
{
	(void)state;
	app_end(&app);
	return 0;
}

static void
locks_after_the_minutes_and_not_before(void **state)
{
	(void)state;
	assert_int_equal(lock_wait(&app), 300000);
	wait_seconds(299);
	assert_false(lock_on(&app));
	press(PRESS_DOWN, 0);
	wait_seconds(299);
	assert_false(lock_on(&app));
	assert_int_equal(lock_wait(&app), 1000);
	wait_seconds(1);
	assert_true(lock_on(&app));
	assert_int_equal(lock_wait(&app), -1);
	wait_seconds(100000);
	assert_int_equal(app.depth, 2);
	press(PRESS_ENTER, 0);
	assert_false(lock_on(&app));
	assert_ptr_equal(app_top(&app), &home_screen);
	assert_int_equal(lock_wait(&app), 300000);
}

static void
only_enter_opens_it(void **state)
{
	static const enum press keys[] = { PRESS_ESC, PRESS_F10, PRESS_F2, PRESS_F9, PRESS_F12, PRESS_UP, PRESS_UNKNOWN };
	size_t i;

	(void)state;
	press(PRESS_F12, 0);
	assert_true(lock_on(&app));
	for (i = 0; i < sizeof keys / sizeof *keys; i++) {
		press(keys[i], 0);
		press(PRESS_NONE, 'a');
		press(PRESS_NONE, ' ');
	}
	assert_ptr_equal(app_top(&app), &lock_screen);
	assert_false(app.ending);
	press(PRESS_F1, 0);
	press(PRESS_ENTER, 0);
	assert_true(lock_on(&app));
	press(PRESS_ESC, 0);
	assert_ptr_equal(app_top(&app), &lock_screen);
	press(PRESS_ENTER, 0);
	assert_false(lock_on(&app));
}

static void
never_while_off(void **state)
{
	const struct setting s = { .lock_after = 0 };

	(void)state;
	lock_start(&app, &s);
	assert_int_equal(lock_wait(&app), -1);
	wait_seconds(1000000);
	assert_false(lock_on(&app));
}

/* The applicant went away in the middle of a PIN, F1 open over it: nothing of it is left, and all stands where it was. */
static void
a_pin_in_entry_is_wiped(void **state)
{
	static const struct desk_pins none;
	static const struct secret untyped[2];
	const char *pin = "MADO12";
	size_t i;

	(void)state;
	app.reader.card = true;
	app.visit.card.tries[PIN_SIGN] = 5;
	app.visit.card.tries[REFERENCE_B] = 10;
	(void)snprintf(app.visit.number, sizeof app.visit.number, "26-000001-3");
	app_open(&app, &confirm_screen);
	visit_plan(&app.visit, 1u << PIN_AUTH | 1u << PIN_SIGN, 0, 0, then);
	(void)secret_set(&app.visit.secrets.pin[PIN_AUTH], "1234", 4);
	app_open(&app, &pin_screen);
	for (i = 0; pin[i] != '\0'; i++)
		press(PRESS_NONE, (uint32_t)pin[i]);
	assert_int_equal(app.visit.typed[0].len, 6);
	press(PRESS_F1, 0);
	wait_seconds(300);
	assert_true(lock_on(&app));
	assert_memory_equal(&app.visit.secrets, &none, sizeof none);
	assert_memory_equal(app.visit.typed, untyped, sizeof untyped);
	press(PRESS_ENTER, 0);
	assert_ptr_equal(app_top(&app), &help_screen);
	press(PRESS_ESC, 0);
	assert_ptr_equal(app_top(&app), &pin_screen);
	assert_int_equal(app.visit.plan.at, 0);
	assert_string_equal(app.visit.number, "26-000001-3");
	press(PRESS_NONE, 'm');
	press(PRESS_F12, 0);
	assert_ptr_equal(app_top(&app), &lock_screen);
	assert_memory_equal(app.visit.typed, untyped, sizeof untyped);
	press(PRESS_ENTER, 0);
	assert_ptr_equal(app_top(&app), &pin_screen);
	press(PRESS_ESC, 0);
	assert_ptr_equal(app_top(&app), &confirm_screen);
}

/* The card is taken off while the next PIN is asked for, or F1 lies over it. */
static void
a_pin_goes_with_its_card(void **state)
{
	static const struct secret untyped[PIN_COUNT];
	int help;

	(void)state;
	for (help = 0; help < 2; help++) {
		app.reader.card = true;
		visit_plan(&app.visit, 1u << PIN_AUTH | 1u << PIN_SIGN, 0, 0, then);
		app_open(&app, &pin_screen);
		(void)secret_set(&app.visit.secrets.pin[PIN_SIGN], "MADO1234", 8);
		app.visit.plan.at = 1;
		press(PRESS_NONE, '1');
		if (help)
			press(PRESS_F1, 0);
		assert_int_equal(app.visit.secrets.pin[PIN_SIGN].len, 8);
		app.reader.card = false;
		app_event(&app, &(struct input){ .kind = INPUT_CARD });
		assert_memory_equal(app.visit.secrets.pin, untyped, sizeof untyped);
		assert_int_equal(app.visit.typed[0].len, 0);
		assert_int_equal(app.visit.plan.at, 0);
		if (help)
			press(PRESS_ESC, 0);
		press(PRESS_ESC, 0);
	}
}

/* Whatever way a PIN's screen was left: where nothing needs a PIN there is none. */
static void
a_pin_needs_a_screen(void **state)
{
	static const struct secret untyped[PIN_COUNT];

	(void)state;
	app.reader.card = true;
	app_open(&app, &confirm_screen);
	visit_plan(&app.visit, 1u << PIN_AUTH | 1u << PIN_SIGN, 0, 0, then);
	app_open(&app, &pin_screen);
	(void)secret_set(&app.visit.secrets.pin[PIN_SIGN], "MADO1234", 8);
	(void)secret_set(&app.visit.secrets.old[PIN_SIGN], "MADO1234", 8);
	app_draw(&app);
	press(PRESS_ESC, 0);
	assert_ptr_equal(app_top(&app), &confirm_screen);
	assert_memory_equal(app.visit.secrets.pin, untyped, sizeof untyped);
	assert_memory_equal(app.visit.secrets.old, untyped, sizeof untyped);
}

static int asked;

static void
note_asked(struct app *a)
{
	(void)a;
	asked++;
}

/* A question, a result and a summary take no key from before they were drawn; the key that hides them they do. */
static void
what_must_be_read_takes_fresh_keys(void **state)
{
	static const struct screen *const screens[] = { &dialog_screen, &result_screen, &confirm_screen, &record_screen };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof screens / sizeof *screens; i++)
		assert_true(screens[i]->fresh_keys);
	dialog_ask(&app, "暗証番号の用紙", "?", &(struct dialog_choice){ .label = "かけた", .act = note_asked });
	press(PRESS_ENTER, 0);
	press(PRESS_ESC, 0);
	assert_int_equal(asked, 0);
	assert_ptr_equal(app_top(&app), &dialog_screen);
	press(PRESS_F12, 0);
	assert_true(lock_on(&app));
	app_draw(&app);
	press(PRESS_ENTER, 0);
	press(PRESS_ENTER, 0);		/* typed before it came back */
	assert_int_equal(asked, 0);
	app_draw(&app);
	press(PRESS_ENTER, 0);
	assert_int_equal(asked, 1);
}

/* A full stack is no way around it. */
static void
hides_whatever_is_open(void **state)
{
	(void)state;
	while (app.depth < APP_DEPTH)
		app_open(&app, &reader_screen);
	wait_seconds(300);
	press(PRESS_F1, 0);		/* nothing lies over it then */
	assert_ptr_equal(app_top(&app), &lock_screen);
	press(PRESS_ENTER, 0);
	assert_ptr_equal(app_top(&app), &reader_screen);
	assert_int_equal(app.depth, APP_DEPTH);
}

/* --- the real program, and a command that opens the screen --- */

/* The file has that line. */
static bool
file_has(const char *path, const char *wanted)
{
	char line[256];
	bool found = false;
	FILE *f;

	if ((f = fopen(path, "r")) == NULL)
		return false;
	while (!found && fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		found = strcmp(line, wanted) == 0;
	}
	(void)fclose(f);
	return found;
}

/* What proc(5) says of a process; 0: of this one. */
static bool
status_has(pid_t pid, const char *wanted)
{
	char path[64];

	(void)snprintf(path, sizeof path, "/proc/%d/status", (int)(pid != 0 ? pid : getpid()));
	return file_has(path, wanted);
}

static void
a_command_opens_it(void **state)
{
	struct counter c;
	char text[512];
	const bool free_to_gain = status_has(0, "NoNewPrivs:\t0");

	(void)state;
	scratch_new(&c.scratch);
	/* It asks in other words the second time, so that the first ones aren't taken for them. */
	(void)snprintf(text, sizeof text, "[madoguchi]\nunlock-command = sh %s\n", scratch_write(&c.scratch, "here",
	    "grep NoNewPrivs: /proc/self/status >\"$0.gave-up\"\n"
	    "if [ -e \"$0.asked\" ]; then echo and now?; else echo who are you?; fi\n: >\"$0.asked\"\n"
	    "read answer\n[ \"$answer\" = sato ]\n"));
	counter_open_in(&c, NULL, &(struct counter_terminal){
	    .lang = "ja", .config = scratch_write(&c.scratch, "c.ini", text) });
	/* The screens have given up what the command may still need: sudo would ask nobody without it. */
	if ((confine_offered() & CONFINED_CALLS) != 0)
		assert_true(status_has(harness_pid(c.h), "Seccomp:\t2"));
	assert_true(status_has(harness_pid(c.h), "NoNewPrivs:\t1"));
	harness_press(c.h, "\033[24~");
	harness_expect(c.h, "画面をロックしています");
	harness_type(c.h, KEY_ENTER);
	harness_until(c.h, "who are you?");
	harness_press_lent(c.h, "mori\n");
	harness_expect(c.h, "確かめられませんでした");
	harness_type(c.h, KEY_ENTER);
	harness_until(c.h, "and now?");
	/* ^Z and ^C would leave the terminal to whoever sits there. */
	harness_press_lent(c.h, "\032\003sato\n");
	harness_expect(c.h, "カード:");
	harness_refuse(c.h, "ロックしています");
	harness_press(c.h, "\033OP");	/* and our keys are ours again */
	harness_expect(c.h, "説明");
	harness_press(c.h, KEY_ESC);
	(void)snprintf(text, sizeof text, "%s/here.gave-up", c.scratch.folder);
	assert_true(!free_to_gain || file_has(text, "NoNewPrivs:\t0"));
	counter_close(&c);
	counter_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_opens_it),
		cmocka_unit_test_setup_teardown(locks_after_the_minutes_and_not_before, open_app, end_app),
		cmocka_unit_test_setup_teardown(only_enter_opens_it, open_app, end_app),
		cmocka_unit_test_setup_teardown(never_while_off, open_app, end_app),
		cmocka_unit_test_setup_teardown(a_pin_in_entry_is_wiped, open_app, end_app),
		cmocka_unit_test_setup_teardown(a_pin_goes_with_its_card, open_app, end_app),
		cmocka_unit_test_setup_teardown(a_pin_needs_a_screen, open_app, end_app),
		cmocka_unit_test_setup_teardown(what_must_be_read_takes_fresh_keys, open_app, end_app),
		cmocka_unit_test_setup_teardown(hides_whatever_is_open, open_app, end_app),
	};

	if (term_locale() != ERR_NONE || term_start_nowhere(24, 80) != ERR_NONE)
		return 77;
	return cmocka_run_group_tests(tests, open_profile, close_profile);
}

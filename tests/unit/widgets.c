/* The small parts of the screens without a screen: text that is typed, lists, the pinpad. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "tui/widget/lineedit.h"
#include "tui/widget/listbox.h"
#include "tui/widget/pinpad.h"

static const struct press_event backspace = { .key = PRESS_BACKSPACE }, left = { .key = PRESS_LEFT },
    delete = { .key = PRESS_DELETE }, end = { .key = PRESS_END }, down = { .key = PRESS_DOWN };

static struct press_event
typed(uint32_t c)
{
	return (struct press_event){ .c = c };
}

static void
line_keeps_combined_characters_together(void **state)
{
	struct lineedit l = { .len = 0 };

	(void)state;
	lineedit_set(&l, "葛\U000E0100か\u0300花");
	assert_true(lineedit_press(&l, &backspace));
	assert_string_equal(l.text, "葛\U000E0100か\u0300");
	(void)lineedit_press(&l, &backspace);
	assert_string_equal(l.text, "葛\U000E0100");
	(void)lineedit_press(&l, &left);
	assert_int_equal(l.at, 0);
	(void)lineedit_press(&l, &delete);
	assert_string_equal(l.text, "");
	assert_true(lineedit_press(&l, &backspace));
	assert_string_equal(l.text, "");
}

/* Typed in front of a mark that stood alone, a letter takes it: the cursor is never between the two. */
static void
line_has_no_cursor_before_a_mark(void **state)
{
	struct press_event mark = typed(0x3099), letter = typed(U'か'), home = { .key = PRESS_HOME };
	struct lineedit l = { .len = 0 };

	(void)state;
	(void)lineedit_press(&l, &mark);
	(void)lineedit_press(&l, &home);
	(void)lineedit_press(&l, &letter);
	assert_string_equal(l.text, "か\u3099");
	assert_int_equal(l.at, l.len);
	(void)lineedit_press(&l, &backspace);
	assert_int_equal(l.len, 0);
}

/* What is drawn as 〓 stays what it is: a name that is only looked at isn't changed. */
static void
line_keeps_private_characters(void **state)
{
	struct lineedit l = { .len = 0 };

	(void)state;
	lineedit_set(&l, "霞\ue000\x1b");
	assert_string_equal(l.text, "霞\ue000?");
}

static void
line_inserts_where_the_cursor_is(void **state)
{
	struct lineedit l = { .len = 0 };
	struct press_event p = typed(0x6b21);

	(void)state;
	lineedit_set(&l, "山田郎");
	(void)lineedit_press(&l, &left);
	(void)lineedit_press(&l, &p);
	assert_string_equal(l.text, "山田次郎");
	(void)lineedit_press(&l, &end);
	assert_int_equal(l.at, l.len);
}

static void
line_is_bounded(void **state)
{
	struct lineedit l = { .len = 0 };
	struct press_event p = typed(0x20bb7);
	int i;

	(void)state;
	for (i = 0; i < LINEEDIT_MAX; i++)
		(void)lineedit_press(&l, &p);
	assert_true(l.len <= LINEEDIT_MAX);
	assert_int_equal(l.text[l.len], '\0');
}

static void
list_narrows_and_widens(void **state)
{
	struct listbox l = { .finds = true };
	struct press_event p = typed(0x8a31);
	bool taken;

	(void)state;
	listbox_add(&l, "パスポート", NULL, 1);
	listbox_add(&l, "運転免許証", NULL, 2);
	assert_int_equal(listbox_focus(&l)->value, 1);
	assert_true(listbox_press(&l, &p, &taken));
	assert_int_equal(listbox_focus(&l)->value, 2);
	p = typed('x');
	(void)listbox_press(&l, &p, &taken);
	assert_null(listbox_focus(&l));
	(void)listbox_press(&l, &backspace, &taken);
	assert_int_equal(listbox_focus(&l)->value, 2);
	(void)listbox_press(&l, &backspace, &taken);
	assert_false(listbox_press(&l, &backspace, &taken));
	assert_int_equal(listbox_focus(&l)->value, 1);
}

static void
list_is_chosen_by_number(void **state)
{
	struct listbox l = { .numbers = true };
	struct press_event p = typed(0xff12);	/* full-width 2 */
	bool taken;

	(void)state;
	listbox_add(&l, "一", NULL, 1);
	listbox_add(&l, "二", NULL, 2);
	assert_true(listbox_press(&l, &p, &taken));
	assert_true(taken);
	assert_int_equal(listbox_focus(&l)->value, 2);
	(void)listbox_press(&l, &down, &taken);
	assert_int_equal(listbox_focus(&l)->value, 2);
	p = typed('3');
	assert_false(listbox_press(&l, &p, &taken));
	assert_false(taken);
}

static void
pinpad_takes_what_the_pin_can_have(void **state)
{
	struct secret s = { .len = 0 };
	struct pinpad auth = { PIN_AUTH, &s }, sign = { PIN_SIGN, &s };
	struct press_event p;

	(void)state;
	p = typed('1');
	assert_int_equal(pinpad_press(&auth, &p), PINPAD_TYPED);
	p = typed('A');
	assert_int_equal(pinpad_press(&auth, &p), PINPAD_BAD);
	assert_int_equal(pinpad_press(&sign, &p), PINPAD_TYPED);
	p = typed(0xff11);
	assert_int_equal(pinpad_press(&auth, &p), PINPAD_FULL_WIDTH);
	assert_int_equal(s.len, 2);
	assert_int_equal(pinpad_press(&auth, &backspace), PINPAD_TYPED);
	p = typed('2');
	(void)pinpad_press(&auth, &p);
	(void)pinpad_press(&auth, &p);
	(void)pinpad_press(&auth, &p);
	assert_int_equal(pinpad_press(&auth, &p), PINPAD_FULL);
	assert_memory_equal(s.bytes, "1222", 4);
	secret_wipe(&s);
}

/* What the focus was on is gone, or all of it: the list still says where it is. */
static void
list_that_shrinks_keeps_a_focus(void **state)
{
	struct listbox l = { .count = 0 };
	bool taken;

	(void)state;
	listbox_add(&l, "一", NULL, 1);
	listbox_add(&l, "二", NULL, 2);
	listbox_add(&l, "三", NULL, 3);
	(void)listbox_press(&l, &end, &taken);
	assert_int_equal(listbox_focus(&l)->value, 3);
	l.count = 2;
	listbox_settle(&l);
	assert_int_equal(listbox_focus(&l)->value, 2);
	l.count = 0;
	listbox_settle(&l);
	assert_null(listbox_focus(&l));
	listbox_add(&l, "一", NULL, 1);
	assert_int_equal(listbox_focus(&l)->value, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_keeps_combined_characters_together),
		cmocka_unit_test(line_keeps_private_characters),
		cmocka_unit_test(line_has_no_cursor_before_a_mark),
		cmocka_unit_test(line_inserts_where_the_cursor_is),
		cmocka_unit_test(line_is_bounded),
		cmocka_unit_test(list_narrows_and_widens),
		cmocka_unit_test(list_is_chosen_by_number),
		cmocka_unit_test(list_that_shrinks_keeps_a_focus),
		cmocka_unit_test(pinpad_takes_what_the_pin_can_have),
	};

	(void)setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

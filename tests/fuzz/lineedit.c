/*
 * A line that is typed key by key, with any characters: it stays text, whole characters before and behind the cursor,
 * which stands in its field where what is drawn ends; and nothing is drawn beside the field.
 */
#include <curses.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "tui/widget/draw.h"
#include "tui/widget/lineedit.h"

#define ROW 2
#define BESIDE '#'

static const enum press keys[] = { PRESS_BACKSPACE, PRESS_DELETE, PRESS_LEFT, PRESS_RIGHT, PRESS_HOME, PRESS_END,
    PRESS_CTRL_U, PRESS_CTRL_D };

#define KEYS (sizeof(keys) / sizeof(*keys))

/* Of each kind some: narrow, wide, halves, marks, selectors, joiners, private, unassigned, right to left, damage. */
static const uint32_t kinds[] = {
	'a', '-', 0x3042, 0x9089, 0x1b002, 0xff76, 0xff9e, 0x3099, 0x309a, 0x301, 0x20dd, 0xfe00, 0xe0100,
	0xe01ef, 0x200d, 0x200c, 0xe000, 0x100000, 0x378, 0x202e, 0x5d0, 0x627, 0x1f600, 0x1f3fb, 0x1f1ef,
	0x3000, 0xa0, 0xad, 0x115f, 0x1100, 0x1161, 0x11a8, 0xac00, 0xfffd, 0xfeff, 0x2800, 0x2502, 0xe0041,
	0xfa11, 0x20bb7,
};

#define KINDS (sizeof(kinds) / sizeof(*kinds))

static void
must(bool held)
{
	if (!held)
		abort();
}

/* A byte of a key, or two or three of a character; those that a terminal doesn't send are none. */
static size_t
next_press(const uint8_t *bytes, size_t len, struct press_event *p)
{
	*p = (struct press_event){ .key = PRESS_NONE };
	if (bytes[0] < 64) {
		p->key = keys[bytes[0] % KEYS];
		return 1;
	}
	if (bytes[0] < 192 || len < 4) {
		p->c = kinds[bytes[0] % KINDS];
		return 1;
	}
	p->c = ((uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3]) % 0x110000;
	if (p->c < 0x20 || (p->c >= 0x7f && p->c < 0xa0) || (p->c >= 0xd800 && p->c < 0xe000))
		p->c = 'x';
	return 4;
}

static void
try_text(const struct lineedit *l)
{
	static char taken[LINEEDIT_MAX + 1];

	must(l->len == strlen(l->text) && l->len <= LINEEDIT_MAX && l->at <= l->len);
	must(text_valid(l->text, l->at) && text_valid(l->text + l->at, l->len - l->at));
	if (text_take(l->text, l->len, taken, sizeof(taken)) == ERR_NONE)
		must(text_sound(taken, strlen(taken), NULL));
	else
		must(taken[0] == '\0');
}

/* What is shown of it before the cursor. */
static int
shown_before(const struct lineedit *l)
{
	static char part[LINEEDIT_MAX + 1], clean[LINEEDIT_MAX + 1];

	(void)snprintf(part, sizeof(part), "%.*s", (int)(l->at - l->first), l->text + l->first);
	text_clean(part, strlen(part), clean, sizeof(clean));
	return (int)text_cells(clean);
}

/* Whether a mark stands for what there is behind. */
static bool
cut(const struct lineedit *l, int cells)
{
	static char clean[LINEEDIT_MAX + 1];

	text_clean(l->text + l->first, l->len - l->first, clean, sizeof(clean));
	return cells > DRAW_CUT_CELLS && (int)text_cells(clean) > cells;
}

static void
try_drawing(struct lineedit *l, int x, int cells)
{
	int at, i, mark;

	for (i = 0; i < COLS; i++)
		(void)mvaddch(ROW, i, BESIDE);
	at = lineedit_draw(l, ROW, x, cells);
	must(l->first <= l->at && at >= x && at < x + cells);
	mark = lineedit_mark(l, cells);
	must(at - x - mark == shown_before(l) && (l->first == 0 || mark > 0 || cells <= 2 * DRAW_CUT_CELLS));
	must(!cut(l, cells - mark) || at - x <= cells - DRAW_CUT_CELLS);
	for (i = x; i < x + mark; i++)
		must((mvinch(ROW, i) & A_CHARTEXT) == '.');
	for (i = 0; i < COLS; i++)
		if (i < x || i >= x + cells)
			must((mvinch(ROW, i) & A_CHARTEXT) == BESIDE);
}

static void
begin(void)
{
	FILE *out = fopen("/dev/null", "w"), *in = fopen("/dev/null", "r");

	must(setlocale(LC_ALL, "C.UTF-8") != NULL && out != NULL && in != NULL);
	must(newterm("xterm", out, in) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static bool begun;
	struct lineedit l = { .len = 0 };
	struct press_event p;
	size_t i, x, cells;

	if (len < 2 || len > 4096)
		return 0;
	if (!begun)
		begin();
	begun = true;
	x = 1 + bytes[0] % 20;
	cells = 2 + bytes[1] % 40;
	for (i = 2; i < len;) {
		i += next_press(bytes + i, len - i, &p);
		must(lineedit_press(&l, &p));
		try_text(&l);
		try_drawing(&l, (int)x, (int)cells);
	}
	lineedit_set(&l, l.text);
	try_text(&l);
	try_drawing(&l, (int)x, (int)cells);
	return 0;
}

/* The keys at the foot of the screen, and what they are called. */
#include "tui/widget/keybar.h"

#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/widget/draw.h"
#include "tui/term/term.h"

#define MORE " ..."	/* keys that don't fit */
#define MORE_CELLS 4

static const char *const names[] = {
	[PRESS_NONE] = "",
	[PRESS_CTRL_A] = "^A", [PRESS_CTRL_B] = "^B", [PRESS_CTRL_D] = "^D", [PRESS_CTRL_E] = "^E",
	    [PRESS_CTRL_F] = "^F",
	[PRESS_CTRL_G] = "^G", [PRESS_TAB] = "Tab", [PRESS_CTRL_K] = "^K", [PRESS_CTRL_L] = "^L",
	    [PRESS_ENTER] = "Enter",
	[PRESS_CTRL_N] = "^N", [PRESS_CTRL_O] = "^O", [PRESS_CTRL_P] = "^P", [PRESS_CTRL_R] = "^R",
	    [PRESS_CTRL_T] = "^T",
	[PRESS_CTRL_U] = "^U", [PRESS_CTRL_V] = "^V", [PRESS_CTRL_W] = "^W", [PRESS_CTRL_X] = "^X",
	    [PRESS_CTRL_Y] = "^Y",
	[PRESS_CTRL_SLASH] = "^/", [PRESS_ESC] = "Esc", [PRESS_BACKSPACE] = "Backspace",
	[PRESS_UP] = "Up", [PRESS_DOWN] = "Down", [PRESS_RIGHT] = "Right", [PRESS_LEFT] = "Left", [PRESS_HOME] = "Home",
	[PRESS_END] = "End", [PRESS_PAGE_UP] = "PageUp", [PRESS_PAGE_DOWN] = "PageDown", [PRESS_INSERT] = "Insert",
	[PRESS_DELETE] = "Delete", [PRESS_BACKTAB] = "Shift-Tab",
	[PRESS_F1] = "F1", [PRESS_F2] = "F2", [PRESS_F3] = "F3", [PRESS_F4] = "F4", [PRESS_F5] = "F5",
	    [PRESS_F6] = "F6",
	[PRESS_F7] = "F7", [PRESS_F8] = "F8", [PRESS_F9] = "F9", [PRESS_F10] = "F10", [PRESS_F11] = "F11",
	    [PRESS_F12] = "F12",
};

const char *
keybar_name(enum press key)
{
	size_t i = (size_t)key;

	return i < sizeof names / sizeof names[0] && names[i] != NULL ? names[i] : "";
}

bool
keybar_usable(const struct key *k, const struct app *app, const void *state)
{
	return k->can == NULL || k->can(app, state);
}

const struct key *
keybar_find(const struct key *k, enum press key, const struct app *app, const void *state)
{
	for (; k != NULL && k->label != NULL; k++) {
		if (key != PRESS_NONE && (k->key == key || k->twin == key) && keybar_usable(k, app, state))
			return k;
	}
	return NULL;
}

/* By the key that this terminal has. */
static const char *
shown_name(const struct key *k)
{
	return keybar_name(k->twin != PRESS_NONE && !term_sends(k->key) ? k->twin : k->key);
}

/* Letters and digits need a blank between a key and its word, kanji don't: F3 and "1" would be read as F31. */
static const char *
gap(const char *label, bool tight)
{
	bool digit = label[0] >= '0' && label[0] <= '9';

	return digit || (lang_now() != LANG_JA && !tight) ? " " : "";
}

static int
one_width(const struct key *k, bool tight)
{
	return (int)(1 + text_cells(shown_name(k)) + strlen(gap(tr(k->label), tight)) + text_cells(tr(k->label)));
}

static int
width(const struct key *k, bool tight, const struct app *app, const void *state)
{
	int n = 0;

	for (; k != NULL && k->label != NULL; k++)
		n += !k->quiet && keybar_usable(k, app, state) ? one_width(k, tight) : 0;
	return n;
}

static int
draw_key(int y, int x, const struct key *k, bool tight)
{
	x += 1 + draw_text(y, x + 1, draw_cols(), LOOK_STRONG, shown_name(k));
	return x + draw_format(y, x, draw_cols(), LOOK_PLAIN, "%s%s", gap(tr(k->label), tight), tr(k->label));
}

/* Whole keys up to end; a mark where there are more, which F1 tells, and behind it the one that leads on. */
static int
draw_keys(int y, int x, int end, const struct key *k, bool tight, const struct app *app, const void *state)
{
	const bool all = x + width(k, tight, app, state) <= end;
	const struct key *enter = all ? NULL : keybar_find(k, PRESS_ENTER, app, state);

	if (enter != NULL && enter->quiet)
		enter = NULL;
	if (!all)
		end -= MORE_CELLS + (enter != NULL ? one_width(enter, tight) : 0);
	for (; k != NULL && k->label != NULL; k++) {
		if (k->quiet || k == enter || !keybar_usable(k, app, state))
			continue;
		if (x + one_width(k, tight) > end)
			break;
		x = draw_key(y, x, k, tight);
	}
	if (!all)
		x += draw_text(y, x, MORE_CELLS, LOOK_PLAIN, MORE);
	return enter != NULL ? draw_key(y, x, enter, tight) : x;
}

/* Where they don't fit the blanks go first: a key that isn't shown isn't known. What every screen has stays. */
void
keybar_draw(int y, const struct key *own, const struct key *common, const struct app *app, const void *state)
{
	const struct key first[] = { common[0], { .label = NULL } };
	bool tight = width(own, false, app, state) + width(common, false, app, state) > draw_cols();
	const int right = draw_cols() - 1 - width(common + 1, tight, app, state);
	int x = draw_keys(y, 0, draw_cols(), first, tight, app, state);

	(void)draw_keys(y, x, right, own, tight, app, state);
	(void)draw_keys(y, right, draw_cols(), common + 1, tight, app, state);
}

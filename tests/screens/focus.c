/* Where the cursor belongs. */
#include "tests/screens/focus.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "tests/screens/counter.h"

#define COLUMN 0x2502		/* the line between two halves */
#define KANA 0x3041
#define KANA_END 0x30fe
enum { ROWS = 24, COLS = 80, FOOT = 2 };	/* FOOT: rows of line and keys */

/* Left and right half: bits by row. */
struct marks { uint64_t half[2]; };

struct view {
	uint32_t cells[ROWS][COLS];	/* 0: blank */
	bool reverse[ROWS][COLS], hidden, form;
	int y, x;			/* the cursor */
};

static void
look(struct harness *h, struct view *v)
{
	char how;
	int y, x;

	v->hidden = !harness_cursor(h, &v->y, &v->x);
	v->form = strcmp(harness_screen(h), "entry") == 0;
	for (y = 0; y < ROWS; y++) {
		for (x = 0; x < COLS; x++) {
			v->cells[y][x] = harness_cell(h, y, x, &how);
			/* libvterm leaves the second cell of a wide character as it was. */
			v->reverse[y][x] = how == 'r' && v->cells[y][x] != UINT32_MAX;
			if (v->cells[y][x] == ' ')
				v->cells[y][x] = 0;
		}
	}
}

/* A list or a form has "> " in front of the line that keys go to. */
static bool
marked(const uint32_t *cells, int from)
{
	while (from < COLS - 2 && cells[from] == 0)
		from++;
	return cells[from] == '>' && cells[from + 1] == 0;
}

/* The first cell of the right half; COLS where a row has but one. */
static int
right_half(const uint32_t *cells)
{
	int x;

	for (x = 1; x < COLS - 1 && cells[x] != COLUMN; x++)
		;
	return x < COLS - 1 ? x + 1 : COLS;
}

static struct marks
marks_of(const struct view *v)
{
	struct marks m = { { 0, 0 } };
	int y, right;

	for (y = 1; y < ROWS - 1; y++) {
		right = right_half(v->cells[y]);
		m.half[0] |= (uint64_t)marked(v->cells[y], 0) << y;
		m.half[1] |= (uint64_t)(right < COLS && marked(v->cells[y], right)) << y;
	}
	return m;
}

/* On it; in a form, whose mark is in front of a question, on its line. */
static bool
at_mark(const struct view *v, const struct marks *m)
{
	const bool right = v->x >= right_half(v->cells[v->y]);

	return (m->half[right] & (uint64_t)1 << v->y) != 0 && (v->form || v->cells[v->y][v->x] == '>');
}

/* The keys of a dialog are in reverse, and so is nothing else beneath the first row but marks. */
static bool
has_button(const struct view *v)
{
	int y, x;

	for (y = 1; y < ROWS; y++) {
		for (x = 0; x < COLS; x++) {
			const bool begins = v->reverse[y][x] && (x == 0 || !v->reverse[y][x - 1]);

			if (begins && v->cells[y][x] != '>')
				return true;
		}
	}
	return false;
}

/* The first place to fill in on the cursor's row; COLS where there is none. */
static int
first_to_fill(const struct view *v)
{
	int x;

	for (x = 0; x < COLS && v->cells[v->y][x] != '_'; x++)
		;
	return x;
}

/* An empty field is beside its question, or the second row under it. */
static bool
at_text(const struct view *v)
{
	const uint32_t *cells = v->cells[v->y];
	const int right = right_half(cells), end = v->x < right && right < COLS ? right - 1 : COLS;
	int x;

	for (x = v->x < right ? 0 : right; x < end && cells[x] == 0; x++)
		;
	return x < end || v->cells[v->y - 2][v->x] != 0;
}

static const char *
fault_of(const struct view *v)
{
	const struct marks m = marks_of(v);
	const int fill = first_to_fill(v);

	if (v->hidden)
		return "the cursor is hidden";
	if (v->y < 2 || v->y > ROWS - FOOT || v->x > COLS - 2)
		return "the cursor is at the edge";
	if (has_button(v))
		return v->reverse[v->y][v->x] ? NULL : "the cursor is not on the button";
	if ((m.half[0] | m.half[1]) != 0)
		return at_mark(v, &m) ? NULL : "the cursor is not on the marked line";
	if (fill < COLS)
		return fill == v->x ? NULL : "the cursor is not on the first place to fill in";
	return at_text(v) ? NULL : "the cursor is on nothing";
}

/* Of two marks only one may have moved. */
static const char *
mark_fault(const struct view *before, const struct view *v)
{
	const struct marks were = marks_of(before), m = marks_of(v);
	const struct marks come = { { m.half[0] & ~were.half[0], m.half[1] & ~were.half[1] } };

	return (come.half[0] | come.half[1]) == 0 || at_mark(v, &come) ? NULL :
	    "the cursor has not gone with the mark";
}

/* How often it is seen down to a row. */
static unsigned
count_letter(const struct view *v, uint32_t letter, int last)
{
	unsigned n = 0;
	int y, x;

	for (y = 1; y <= last; y++) {
		for (x = 0; x < COLS; x++)
			n += v->cells[y][x] == letter;
	}
	return n;
}

/* What narrows a list stands under it, and the cursor stays on what was found. */
static const char *
letter_fault(const struct view *before, const struct view *v, uint32_t letter)
{
	const int behind = v->x - (letter >= KANA ? 2 : 1);

	if (count_letter(v, letter, v->y) <= count_letter(before, letter, v->y))
		return NULL;
	return behind >= 0 && v->cells[v->y][behind] == letter ? NULL :
	    "the cursor is not behind the letter that was typed";
}

const char *
focus_fault(struct harness *h)
{
	struct view v;

	look(h, &v);
	return fault_of(&v);
}

const char *
focus_press(struct harness *h, const char *key)
{
	struct view before, now;
	const char *fault;
	uint32_t letter;
	const bool alone = text_decode(key, strlen(key), &letter) == strlen(key);

	look(h, &before);
	harness_press(h, key);
	look(h, &now);
	fault = fault_of(&now);
	if (fault == NULL && (strcmp(key, KEY_UP) == 0 || strcmp(key, KEY_DOWN) == 0))
		fault = mark_fault(&before, &now);
	if (fault == NULL && alone && ((letter >= 'a' && letter <= 'z') || (letter >= KANA && letter <= KANA_END)))
		fault = letter_fault(&before, &now, letter);
	return fault;
}

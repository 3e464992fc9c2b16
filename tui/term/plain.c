/* What is new on the screen, as text that is only added. */
#include "tui/term/plain.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <openssl/crypto.h>

#include "tui/term/plain-lines.h"

#define PLACE_ROW 0		/* municipality, clerk and the time, which would be said each minute */
#define KEYS_ROW (PLAIN_ROWS - 1)	/* F1 tells them */
#define TITLE_ROW 3		/* above it: case and verdict, said when they change */
#define NOWHERE ((size_t)-1)

static struct plain_lines before;
static struct buf before_row;		/* of the cursor, up to it */
static int before_y, before_x;
static bool all = true, open;		/* open: the last line isn't ended yet */

/* The mark of the focus is no word. */
static const char *
words(const char *text)
{
	return text[0] == '>' && text[1] == ' ' ? text + 2 : text;
}

static bool
among(const struct plain_lines *l, const char *text)
{
	size_t i;

	for (i = 0; i < l->count; i++) {
		if (strcmp(words(plain_lines_text(l, i)), words(text)) == 0)
			return true;
	}
	return false;
}

static const char *
title(const struct plain_lines *l)
{
	size_t i;

	for (i = 0; i < l->count; i++) {
		if (l->line[i].title)
			return plain_lines_text(l, i);
	}
	return "";
}

static void
end_line(void)
{
	if (open)
		(void)fputc('\n', stdout);
	open = false;
}

static void
say(const char *text)
{
	end_line();
	(void)fputs(text, stdout);
	(void)fputc('\n', stdout);
}

static bool
is_new(const struct plain_lines *now, size_t i, bool other)
{
	const int row = now->line[i].row;

	if (all)
		return true;
	if (row == PLACE_ROW || row == KEYS_ROW)
		return false;
	return (other && row >= TITLE_ROW) || !among(&before, plain_lines_text(now, i));
}

/* The line that the cursor is on; NOWHERE: it is on nothing. */
static size_t
line_at(const struct plain_lines *l, int y, int x)
{
	size_t i, found = NOWHERE;

	for (i = 0; i < l->count; i++) {
		if (l->line[i].row == y && l->line[i].column <= x)
			found = i;
	}
	return found;
}

static bool
in_body(const struct plain_line *l, int part)
{
	return l->part == part && l->row > TITLE_ROW && l->row < KEYS_ROW;
}

static size_t
body_lines(const struct plain_lines *l, int part)
{
	size_t i, n = 0;

	for (i = 0; i < l->count; i++)
		n += in_body(&l->line[i], part);
	return n;
}

/* The case or its verdict is another, or the focus is elsewhere: it isn't only that something was counted. */
static bool
went_on(const struct plain_lines *now, size_t at, bool other)
{
	const size_t was = line_at(&before, before_y, before_x);
	size_t i;

	for (i = 0; i < now->count && now->line[i].row < TITLE_ROW; i++) {
		if (is_new(now, i, other))
			return true;
	}
	return was == NOWHERE || strcmp(plain_lines_text(now, at), plain_lines_text(&before, was)) != 0;
}

/*
 * Where another question stands above the answers, which may be worded as those before, all is said from there on,
 * and where a list was narrowed all that is left of it. A field that was left is no question, though it looks
 * otherwise then.
 */
static size_t
first_to_say(const struct plain_lines *now, int y, int x, bool other)
{
	const size_t at = line_at(now, y, x);
	const int part = at != NOWHERE ? now->line[at].part : 0;
	const bool fewer = body_lines(now, part) < body_lines(&before, part);
	size_t i;

	if (at == NOWHERE || (!fewer && !went_on(now, at, other)))
		return NOWHERE;
	for (i = 0; i <= at; i++) {
		const struct plain_line *l = &now->line[i];

		if (in_body(l, part) && (fewer || (i < at && l->row != before_y && is_new(now, i, other))))
			return i;
	}
	return NOWHERE;
}

/* Whether only what stands between the cursor's last place and its new one came to its row. */
static bool
typed(const struct plain_lines *now, int y, int x, bool other)
{
	struct buf row = { 0 };
	bool same;

	if (all || other || y != before_y || x <= before_x || now->count != before.count)
		return false;
	plain_lines_cells(y, 0, before_x, &row);
	same = strcmp(buf_text(&row), buf_text(&before_row)) == 0;
	buf_free(&row);
	return same && before_row.len > 0;
}

static void
say_typed(int y, int x)
{
	struct buf cells = { 0 };

	plain_lines_cells(y, before_x, x, &cells);
	(void)fputs(buf_text(&cells), stdout);
	buf_free(&cells);
	open = true;
}

/* The cursor's line comes last, where it was moved to or changed and wasn't said last already. */
static void
say_cursor(const struct plain_lines *now, int y, int x, size_t last)
{
	const size_t at = line_at(now, y, x), was = line_at(&before, before_y, before_x);

	if (at == NOWHERE || at == last)
		return;
	if (last == NOWHERE && was != NOWHERE && y == before_y && x == before_x &&
	    strcmp(plain_lines_text(now, at), plain_lines_text(&before, was)) == 0)
		return;
	say(plain_lines_text(now, at));
}

static void
remember(struct plain_lines *now, int y, int x)
{
	plain_lines_free(&before);
	before = *now;
	buf_clear(&before_row);
	plain_lines_cells(y, 0, x, &before_row);
	before_y = y;
	before_x = x;
	all = false;
}

void
plain_show(int y, int x)
{
	struct plain_lines now;
	size_t i, first, last = NOWHERE;
	bool other;

	plain_lines_read(&now);
	other = all || strcmp(title(&now), title(&before)) != 0;
	if (typed(&now, y, x, other)) {
		say_typed(y, x);
	} else {
		first = first_to_say(&now, y, x, other);
		for (i = 0; i < now.count; i++) {
			if (is_new(&now, i, other) || (i >= first && in_body(&now.line[i], now.line[first].part)))
				say(plain_lines_text(&now, last = i));
		}
		say_cursor(&now, y, x, last);
	}
	(void)fflush(stdout);
	remember(&now, y, x);
}

void
plain_again(void)
{
	all = true;
}

void
plain_end(void)
{
	end_line();
	(void)fflush(stdout);
	plain_lines_free(&before);
	if (before_row.text != NULL)
		OPENSSL_cleanse(before_row.text, before_row.len);
	buf_free(&before_row);
	all = true;
}

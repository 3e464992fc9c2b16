/*
 * Draws every screen with no terminal and compares its cells with tests/screens/golden/NAME.txt. The last line says
 * where the cursor is. With --update the files are written anew, for a reviewer to see in the diff.
 */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "tests/screens/shot.h"
#include "tui/screen/screens.h"
#include "tui/term/term.h"
#include "tui/widget/draw.h"
#include "tui/widget/keybar.h"

static const char *folder;

/* Line drawing as a reviewer can read it. */
static wchar_t
plain(wchar_t c, attr_t attrs)
{
	if (attrs & A_ALTCHARSET)
		return c == L'q' ? L'-' : c == L'x' ? L'|' : L'+';
	return c == 0x2500 ? L'-' : c == 0x2502 ? L'|' : c > 0x2500 && c < 0x2580 ? L'+' : c;
}

static void
add_cell(struct buf *b, int y, int *x, size_t *blanks)
{
	wchar_t text[CCHARW_MAX + 1] = L"";
	char bytes[4];
	cchar_t cell;
	attr_t attrs;
	short pair;
	int i, width;

	(void)mvwin_wch(stdscr, y, *x, &cell);
	(void)getcchar(&cell, text, &attrs, &pair, NULL);
	width = wcwidth(text[0]);
	*x += width > 1 ? width : 1;
	if (text[0] == L' ' || text[0] == L'\0') {
		++*blanks;
		return;
	}
	for (; *blanks > 0; --*blanks)
		buf_add(b, " ", 1);
	for (i = 0; text[i] != L'\0'; i++)
		buf_add(b, bytes, text_encode((uint32_t)plain(text[i], attrs), bytes));
}

static void
dump(struct buf *b)
{
	int x, y, cy, cx;
	size_t blanks;

	getyx(stdscr, cy, cx);
	for (y = 0; y < LINES; y++) {
		for (x = 0, blanks = 0; x < COLS; )
			add_cell(b, y, &x, &blanks);
		buf_add(b, "\n", 1);
	}
	buf_printf(b, "cursor %d,%d\n", cy, cx);
}

static bool
read_file(const char *path, struct buf *b)
{
	char part[4096];
	FILE *f = fopen(path, "r");
	size_t n;

	if (f == NULL)
		return false;
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buf_add(b, part, n);
	(void)fclose(f);
	return true;
}

static bool
write_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "w");

	return f != NULL && fwrite(b->text, 1, b->len, f) == b->len && fclose(f) == 0;
}

static bool
compare(const char *name, const struct buf *drawn, bool update)
{
	struct buf golden = { .len = 0 };
	char path[4096];
	bool same;

	(void)snprintf(path, sizeof path, "%s/%s.txt", folder, name);
	if (update)
		return write_file(path, drawn);
	same = read_file(path, &golden) && strcmp(buf_text(&golden), buf_text(drawn)) == 0;
	if (!same)
		(void)printf("%s differs; drawn now:\n%s", path, buf_text(drawn));
	buf_free(&golden);
	return same;
}

/* The cursor belongs on what is asked, where Braille and screen readers look. */
static bool
cursor_is_somewhere(const struct shot *s)
{
	int y, x;

	getyx(stdscr, y, x);
	if (y != 0 || x != 0 || s->rows < TERM_ROWS)
		return true;
	(void)printf("%s leaves the cursor in the corner\n", s->name);
	return false;
}

/* Those that have a golden screen of the usual size, by their place among all. */
static uint64_t drawn;

static void
note_drawn(const struct shot *s)
{
	size_t i;

	for (i = 0; all_screens[i] != NULL; i++) {
		if (app_top(&shot_app) == all_screens[i] && s->rows == TERM_ROWS && s->cols == TERM_COLS)
			drawn |= (uint64_t)1 << i;
	}
}

static size_t
count_undrawn(void)
{
	size_t i, n = 0;

	for (i = 0; all_screens[i] != NULL; i++) {
		if ((drawn & (uint64_t)1 << i) != 0)
			continue;
		(void)printf("%s has no golden screen\n", all_screens[i]->name);
		n++;
	}
	return n;
}

static const char *
lock_picture(const struct shot *s)
{
	if (s->rows != TERM_ROWS)
		return s->rows < TERM_ROWS ? "too-small" : "lock-132x40";
	if (!shot_app.practice.on)
		return lang_now() == LANG_EN ? "lock-work-en" : "lock-work";
	return lang_now() == LANG_EN ? "lock-en" : "lock";
}

/* Whatever stood there: once it is locked one picture is like the other, and no PIN is left. */
static bool
locked_is_like_any(const struct shot *s, bool update)
{
	static const struct desk_pins none;
	static const struct secret untyped[2];
	const struct visit *v = &shot_app.visit;
	struct buf b = { .len = 0 };
	bool fine;

	lock_now(&shot_app);
	note_drawn(s);
	app_draw(&shot_app);
	dump(&b);
	fine = compare(lock_picture(s), &b, update);
	if (memcmp(&v->secrets, &none, sizeof none) != 0 || memcmp(v->typed, untyped, sizeof untyped) != 0) {
		(void)printf("%s: a PIN is left behind the lock\n", s->name);
		fine = false;
	}
	buf_free(&b);
	return fine;
}

static bool
draw_shot(const struct shot *s, bool update)
{
	struct buf b = { .len = 0 };
	bool fine;

	shot_open(s->rows, s->cols, "sato");
	s->prepare();
	note_drawn(s);
	app_draw(&shot_app);
	dump(&b);
	fine = cursor_is_somewhere(s);
	fine = compare(s->name, &b, update) && fine;
	fine = locked_is_like_any(s, update) && fine;
	app_end(&shot_app);
	buf_free(&b);
	return fine;
}

static size_t
draw_shots(const struct shot *s, bool update)
{
	size_t bad = 0;

	for (; s->name != NULL; s++)
		bad += !draw_shot(s, update);
	return bad;
}

/* As long as Unix lets it be: cut at its end, and apart from the time. */
static bool
long_name_is_cut(void)
{
	struct buf b = { .len = 0 };
	bool fine;

	shot_open(24, 80, "tanaka-yoshiko-of-the-main-offic");
	app_draw(&shot_app);
	dump(&b);
	if (!(fine = strstr(buf_text(&b), "10:31 tanaka-yoshik...\n") != NULL))
		(void)printf("a long name:\n%s", buf_text(&b));
	app_end(&shot_app);
	buf_free(&b);
	return fine;
}

/*
 * All of a screen's keys at once are more than it ever shows: what every screen has is there all the same, and Enter,
 * which leads on.
 */
static bool
keys_keep_their_place(void)
{
	const struct screen *const *s;
	struct buf b = { 0 };
	bool fine = true;

	shot_open(24, 80, "sato");
	for (s = all_screens; *s != NULL; s++) {
		struct key own[32] = { { .label = NULL } };
		const char *end = tr("終了");
		bool enter = false;
		size_t n;

		for (n = 0; n < 31 && (*s)->keys != NULL && (*s)->keys[n].label != NULL; n++) {
			own[n] = (*s)->keys[n];
			own[n].can = NULL;
			enter |= own[n].key == PRESS_ENTER && !own[n].quiet;
		}
		draw_clear();
		keybar_draw(23, own, app_keys, &shot_app, NULL);
		buf_clear(&b);
		dump(&b);
		if (strstr(buf_text(&b), end) == NULL || (enter && strstr(buf_text(&b), " Enter") == NULL)) {
			(void)printf("%s: no key %s, or no Enter:\n%s", (*s)->name, end, buf_text(&b));
			fine = false;
		}
	}
	app_end(&shot_app);
	buf_free(&b);
	return fine;
}

int
main(int argc, char **argv)
{
	const char *src = getenv("top_srcdir"), *build = getenv("top_builddir");
	bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
	char path[4096], words[4096];
	size_t bad = 0;

	(void)snprintf(path, sizeof path, "%s/tests/screens/golden", src != NULL ? src : ".");
	folder = path;
	if (setlocale(LC_ALL, "C.UTF-8") == NULL || term_start_nowhere(24, 80) != ERR_NONE)
		return 77;
	if (!shot_open_profile())
		return 1;
	bad += draw_shots(counter_shots, update) + draw_shots(case_shots, update) + draw_shots(list_shots, update) +
	    draw_shots(day_shots, update);
	bad += draw_shots(real_shots, update) + count_undrawn() + !long_name_is_cut() + !keys_keep_their_place();
	(void)snprintf(words, sizeof words, "%s/po", build != NULL ? build : ".");
	lang_start(LANG_EN, words);
	bad += draw_shots(counter_shots_english, update) + draw_shots(case_shots_english, update) +
	    draw_shots(list_shots_english, update) + draw_shots(day_shots_english, update) +
	    draw_shots(real_shots_english, update) + !keys_keep_their_place();
	term_stop();
	profile_free(&shot_profile);
	(void)printf("%zu screens differ or have none\n", bad);
	return bad == 0 ? 0 : 1;
}

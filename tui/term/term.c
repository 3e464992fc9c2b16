/* The terminal: the only room that starts curses, and that gives the terminal back as it was. */
#include "config.h"

#include "tui/term/term.h"

#include <sys/ioctl.h>

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "tui/term/lend.h"
#include "tui/term/modes.h"
#include "tui/term/plain.h"
#include "tui/term/width.h"

#define ANSWER_MS 300		/* a terminal that hasn't said how wide a line is by then gets ASCII lines */

static SCREEN *screen;
static FILE *nowhere;
static bool ascii, marking, coloured, plain;
static struct termios found;		/* by term_start_plain */
static unsigned sends;			/* mask of 1u << (function key - PRESS_F1) */

static bool
speaks_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

enum err
term_locale(void)
{
	if (setlocale(LC_ALL, "") != NULL && speaks_utf8())
		return ERR_NONE;
	return setlocale(LC_ALL, "C.UTF-8") != NULL && speaks_utf8() ? ERR_NONE : ERR_LOCALE;
}

/* The column of a cursor report "ESC [ row ; column R" in what the terminal sent; 0 when there is none yet. */
static long
reported_column(const char *bytes, size_t len, size_t *from, size_t *to)
{
	char *end;
	long column;
	size_t i;

	for (i = 0; i + 1 < len; i++) {
		if (bytes[i] != '\033' || bytes[i + 1] != '[')
			continue;
		(void)strtol(bytes + i + 2, &end, 10);
		if (*end != ';')
			continue;
		column = strtol(end + 1, &end, 10);
		if (*end != 'R')
			continue;
		*from = i;
		*to = (size_t)(end - bytes) + 1;
		return column;
	}
	return 0;
}

/* Reads until the report is there; what else was typed goes to the decoder. */
static long
await_column(struct decoder *d)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
	char bytes[512] = "";
	size_t len = 0, from = 0, to = 0;
	long column = 0;
	ssize_t n;

	while (column == 0 && len + 1 < sizeof bytes && poll(&fd, 1, ANSWER_MS) > 0) {
		if ((n = read(STDIN_FILENO, bytes + len, sizeof bytes - 1 - len)) <= 0)
			break;
		len += (size_t)n;
		bytes[len] = '\0';
		column = reported_column(bytes, len, &from, &to);
	}
	(void)decode_feed(d, bytes, from);
	(void)decode_feed(d, bytes + to, len - to);
	d->came += to - from;
	return column;
}

/* The cells in which the terminal draws a line, which is of ambiguous width; any other number: it doesn't say. */
static long
cells_of_a_line(struct decoder *d)
{
	static const char ask[] = "\r\xe2\x94\x80\033[6n";
	struct termios was, raw;
	long column;

	if (tcgetattr(STDIN_FILENO, &was) == -1)
		return 0;
	raw = was;
	raw.c_lflag &= (tcflag_t)~(ICANON | ECHO);
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	column = write(STDOUT_FILENO, ask, sizeof ask - 1) > 0 ? await_column(d) : 0;
	(void)!write(STDOUT_FILENO, "\r  \r", 4);
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &was);
	return column - 1;
}

/* Keys reach us as bytes, and none of them stops or suspends the program. */
static void
set_modes(void)
{
	struct termios t;

	(void)cbreak();
	(void)noecho();
	(void)nonl();
	if (tcgetattr(STDIN_FILENO, &t) == 0) {
		t.c_lflag &= (tcflag_t)~(ISIG | IEXTEN);
		if (tigetflag("xon") <= 0)
			t.c_iflag &= (tcflag_t)~IXON;	/* Ctrl-S would freeze what is shown, and keys go on acting */
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &t);
		(void)def_prog_mode();
	}
}

/* A VT100 has F1 to F4 alone: what terminfo calls its F5 are the keys of the number pad, which type digits. */
static void
see_keys(void)
{
	struct decoder d = { .len = 0 };
	struct press_event p;
	char name[8], *bytes;
	int i;

	for (sends = 0, i = 0; i <= PRESS_F12 - PRESS_F1; i++) {
		(void)snprintf(name, sizeof name, "kf%d", i + 1);
		if ((bytes = tigetstr(name)) == NULL || bytes == (char *)-1)
			continue;
		decode_clear(&d);
		(void)decode_feed(&d, bytes, strlen(bytes));
		if (decode_next(&d, false, &p) == DECODED_ONE && p.key == (enum press)(PRESS_F1 + i))
			sends |= 1u << i;
	}
}

/* Not where NO_COLOR is set and not empty. Source: no-color.org. */
static bool
take_colours(void)
{
	static const short colours[] = {
		[TERM_GREEN] = COLOR_GREEN, [TERM_MAGENTA] = COLOR_MAGENTA, [TERM_RED] = COLOR_RED,
	};
	const char *none = secure_getenv("NO_COLOR");
	short i;

	if (!has_colors() || start_color() == ERR || use_default_colors() == ERR || COLORS < 8 ||
	    (none != NULL && none[0] != '\0'))
		return false;
	for (i = TERM_OWN + 1; i <= TERM_RED; i++)
		if (init_pair(i, colours[i], -1) == ERR)
			return false;
	return true;
}

static enum err
begin(const char *type, FILE *out, FILE *in)
{
	if ((screen = newterm(type, out, in)) == NULL)
		return ERR_TERMINAL;
	coloured = take_colours();	/* on its own background, which halves the bytes of a full screen (measured) */
	(void)typeahead(-1);
	(void)curs_set(1);
	see_keys();
	return ERR_NONE;
}

/* Its kind is known, and its cursor can be put anywhere. Asked before anything is written to it. */
static bool
usable(void)
{
	bool moves;
	int known;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || secure_getenv("TERM") == NULL ||
	    setupterm(NULL, STDOUT_FILENO, &known) != OK)
		return false;
	moves = cursor_address != NULL && clear_screen != NULL;
	(void)del_curterm(cur_term);
	return moves;
}

enum err
term_start(struct decoder *d)
{
	enum err e;
	long line;

	if (!usable())
		return ERR_TERMINAL;
	marking = secure_getenv("MADOGUCHI_IDLE_MARK") != NULL;
	line = cells_of_a_line(d);
	ascii = line != 1;	/* two cells wide every box would fall apart */
	width_take(line == 2);
	if ((e = begin(NULL, stdout, stdin)) != ERR_NONE)
		return e;
	set_modes();
	modes_take();
	return ERR_NONE;
}

enum err
term_start_nowhere(int rows, int cols)
{
	enum err e;

	if ((nowhere = fopen("/dev/null", "r+")) == NULL)
		return ERR_IO;
	if ((e = begin("xterm-256color", nowhere, nowhere)) != ERR_NONE)
		return e;
	term_resize_to(rows, cols);
	return ERR_NONE;
}

/* As set_modes, without curses. */
static void
take_keys(void)
{
	struct termios t = found;

	t.c_lflag &= (tcflag_t)~(ICANON | ECHO | ISIG | IEXTEN);
	t.c_iflag &= (tcflag_t)~(ICRNL | IXON);
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	(void)tcsetattr(STDIN_FILENO, TCSADRAIN, &t);
}

enum err
term_start_plain(void)
{
	enum err e;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &found) == -1)
		return ERR_TERMINAL;
	marking = secure_getenv("MADOGUCHI_IDLE_MARK") != NULL;
	if ((e = term_start_nowhere(PLAIN_ROWS, PLAIN_COLS)) != ERR_NONE)
		return e;
	take_keys();
	plain = true;
	return ERR_NONE;
}

bool
term_plain(void)
{
	return plain;
}

void
term_resume(void)
{
	if (plain) {
		take_keys();
		plain_again();
		return;
	}
	(void)reset_prog_mode();
	modes_take_again();
	term_resize();
	term_redraw();
}

static void
give_terminal(void)
{
	modes_lend();
	(void)endwin();
}

/* What its keys would do to us they must not do to it either: a stopped command would leave the terminal to nobody. */
bool
term_lend(void)
{
	static const int keys[] = { SIGINT, SIGQUIT, SIGTSTP };
	struct sigaction ignore = { .sa_handler = SIG_IGN }, were[sizeof keys / sizeof *keys];
	size_t i, n = sizeof keys / sizeof *keys;
	bool done;

	for (i = 0; i < n; i++)
		(void)sigaction(keys[i], &ignore, &were[i]);
	if (plain)
		(void)tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
	else
		give_terminal();
	done = lend_run();
	term_resume();
	for (i = 0; i < n; i++)
		(void)sigaction(keys[i], &were[i], NULL);
	return done;
}

void
term_stop(void)
{
	if (screen == NULL)
		return;
	if (nowhere == NULL)
		modes_give_back();
	(void)endwin();
	if (plain) {
		plain_end();
		(void)tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
	}
	plain = false;
	delscreen(screen);
	screen = NULL;
	if (nowhere != NULL)
		(void)fclose(nowhere);
	nowhere = NULL;
}

bool
term_small(void)
{
	return LINES < TERM_ROWS || COLS < TERM_COLS;
}

void
term_resize_to(int rows, int cols)
{
	if (rows > 0 && cols > 0)
		(void)resizeterm(rows, cols);
}

void
term_resize(void)
{
	struct winsize size;

	if (!plain && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		term_resize_to(size.ws_row, size.ws_col);
}

void
term_redraw(void)
{
	(void)clearok(stdscr, TRUE);
	plain_again();
}

bool
term_sends(enum press key)
{
	return key < PRESS_F1 || key > PRESS_F12 || (sends & 1u << (key - PRESS_F1)) != 0;
}

short
term_colour(enum term_colour c)
{
	return coloured ? (short)c : 0;
}

bool
term_ascii(void)
{
	return ascii;
}

void
term_show(int y, int x)
{
	if (plain) {
		plain_show(y, x);
		return;
	}
	(void)move(y, x);
	(void)refresh();
}

void
term_beep(void)
{
	if (plain)
		(void)fputc('\a', stdout);
	else
		(void)beep();
}

void
term_mark(const char *name, bool busy, unsigned long came)
{
	if (!marking)
		return;
	(void)printf("\033]5379;%s%s;%lu\a", name, busy ? "+" : "", came);
	(void)fflush(stdout);
}

/* Runs the real program in a pseudo-terminal and reads its screen. */
#include <sys/wait.h>

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "tests/screens/harness-private.h"
#include "tests/screens/line.h"
#include "tests/screens/pty.h"

#define PATIENCE_MS 20000	/* no test waits that long unless something is broken */

#define QUIET_MS 200
#define WROTE_MAX (8u << 20)

static int
on_cursor(VTermPos at, VTermPos was, int visible, void *ctx)
{
	struct harness *h = ctx;

	(void)was;
	(void)visible;
	h->cursor = at;
	return 1;
}

static int
on_property(VTermProp prop, VTermValue *value, void *ctx)
{
	struct harness *h = ctx;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		h->hidden = !value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .movecursor = on_cursor, .settermprop = on_property };

long
harness_now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
start(struct harness *h, const char *const *argv, const char *const *env, struct memory *memory)
{
	static const char *const usual[] = {
		"TERM=xterm-256color", "LC_ALL=C.UTF-8", "MADOGUCHI_IDLE_MARK=1", "TZ=UTC",
	};
	const char *all[32] = { NULL };
	size_t i, n = 0;

	for (; *env != NULL && n < 20; env++)
		all[n++] = *env;
	for (i = 0; i < sizeof usual / sizeof usual[0]; i++)
		all[n++] = usual[i];
	h->pid = pty_start(argv, all, h->rows, h->cols, memory, &h->pty);
	h->fd = h->pty;
}

struct harness *
harness_start(const char *const *argv, const char *const *env, const struct harness_terminal *t)
{
	struct harness *h = calloc(1, sizeof *h);

	assert_non_null(h);
	h->says = t->says;
	h->wide.on = t->wide;
	h->rows = t->rows > 0 ? t->rows : 24;
	h->cols = t->cols > 0 ? t->cols : 80;
	h->vt = vterm_new(h->rows, h->cols);
	vterm_set_utf8(h->vt, 1);
	h->screen = vterm_obtain_screen(h->vt);
	vterm_screen_enable_altscreen(h->screen, 1);
	vterm_screen_set_callbacks(h->screen, &callbacks, h);
	vterm_screen_reset(h->screen, 1);
	start(h, argv, env, t->memory);
	if (t->line != NULL)
		h->fd = line_lay(t->line, h->pty);
	return h;
}

static void
put(struct harness *h, const char *bytes, size_t n)
{
	assert_int_equal(write(h->fd, bytes, n), n);
	h->sent += n;
}

/* The terminal answers when it is asked something. */
static void
answer(struct harness *h)
{
	char bytes[256];
	size_t n;

	while ((n = vterm_output_read(h->vt, bytes, sizeof bytes)) > 0)
		put(h, h->says != NULL ? h->says : bytes, h->says != NULL ? strlen(h->says) : n);
}

/* False at the program's end. */
static bool
take_output(struct harness *h)
{
	char bytes[4096];
	ssize_t n = read(h->fd, bytes, sizeof bytes);

	if (n <= 0)
		return false;
	if (h->wrote.len > WROTE_MAX) {
		buf_free(&h->wrote);	/* no test reads so much */
		h->mark.bytes = 0;
	}
	buf_add(&h->wrote, bytes, (size_t)n);
	idle_mark_take(&h->mark, bytes, (size_t)n);
	wide_write(&h->wide, h->vt, bytes, (size_t)n);
	vterm_screen_flush_damage(h->screen);
	answer(h);
	return true;
}

static void
print_screen(struct harness *h)
{
	char row[2048];
	int y;

	for (y = 0; y < h->rows; y++) {
		harness_row(h, y, row, sizeof row);
		print_error("|%s\n", row);
	}
}

void
harness_give_up(struct harness *h, const char *why, const char *what)
{
	print_screen(h);
	(void)kill(h->pid, SIGKILL);
	fail_msg("%s: %s", why, what);
}

void
harness_fail(struct harness *h, const char *why)
{
	harness_give_up(h, "on this screen", why);
}

void
harness_type(struct harness *h, const char *bytes)
{
	struct pollfd fd = { .fd = h->fd, .events = POLLIN };
	size_t len = strlen(bytes);

	/* What was marked before doesn't answer these keys. */
	while (poll(&fd, 1, 0) == 1 && take_output(h))
		continue;
	h->mark.idle = 0;
	if (h->record != NULL)
		buf_add(h->record, bytes, len);
	put(h, bytes, len);
}

void
harness_press_lent(struct harness *h, const char *bytes)
{
	harness_type(h, bytes);
	h->sent -= strlen(bytes);
	harness_idle(h);
}

void
harness_record(struct harness *h, struct buf *keys)
{
	h->record = keys;
}

/* What the terminal itself puts around a paste, if it does. */
static void
add_mark(struct harness *h, void (*mark)(VTerm *), struct buf *bytes)
{
	char some[16];
	size_t n;

	mark(h->vt);
	n = vterm_output_read(h->vt, some, sizeof some);
	buf_add(bytes, some, n);
}

void
harness_paste(struct harness *h, const char *text)
{
	struct buf bytes = { .len = 0 };

	add_mark(h, vterm_keyboard_start_paste, &bytes);
	buf_puts(&bytes, text);
	add_mark(h, vterm_keyboard_end_paste, &bytes);
	harness_type(h, buf_text(&bytes));
	buf_free(&bytes);
}

void
harness_idle(struct harness *h)
{
	struct pollfd fd = { .fd = h->fd, .events = POLLIN };

	/* A mark of before the last key, drawn for a card or a clock, is no answer to it. */
	while (h->mark.idle == 0 || h->mark.came < h->sent) {
		if (poll(&fd, 1, PATIENCE_MS) == 0)
			harness_give_up(h, "still waiting", "the idle mark");
		if (!take_output(h))
			harness_give_up(h, "ended", "before its idle mark");
	}
	h->mark.idle = 0;
}

void
harness_press(struct harness *h, const char *bytes)
{
	harness_type(h, bytes);
	harness_idle(h);
}

void
harness_until(struct harness *h, const char *text)
{
	struct pollfd fd = { .fd = h->fd, .events = POLLIN };

	while (!harness_shows(h, text)) {
		if (poll(&fd, 1, PATIENCE_MS) == 0 || !take_output(h))
			harness_give_up(h, "waited in vain for", text);
	}
}

void
harness_until_gone(struct harness *h, const char *text)
{
	struct pollfd fd = { .fd = h->fd, .events = POLLIN };

	while (harness_shows(h, text)) {
		if (poll(&fd, 1, PATIENCE_MS) == 0 || !take_output(h))
			harness_give_up(h, "still shows", text);
	}
}

void
harness_until_drawn(struct harness *h, const char *text)
{
	struct pollfd fd = { .fd = h->fd, .events = POLLIN };

	while (!h->mark.last || h->mark.came < h->sent || !harness_shows(h, text)) {
		if (poll(&fd, 1, PATIENCE_MS) == 0 || !take_output(h))
			harness_give_up(h, "waited in vain for", text);
	}
}

static bool
sees(struct harness *h, const char *screen)
{
	struct buf seen = { .len = 0 };
	bool same;

	harness_see(h, &seen);
	same = strcmp(buf_text(&seen), screen) == 0;
	buf_free(&seen);
	return same;
}

void
harness_until_seen(struct harness *h, const char *screen)
{
	struct pollfd fd = { .fd = h->fd, .events = POLLIN };

	while (!sees(h, screen)) {
		if (poll(&fd, 1, PATIENCE_MS) == 0 || !take_output(h))
			harness_give_up(h, "waited in vain for this screen", screen);
	}
}

void
harness_quiet(struct harness *h)
{
	struct pollfd fd = { .fd = h->fd, .events = POLLIN };

	while (poll(&fd, 1, QUIET_MS) > 0 && take_output(h))
		continue;
}

void
harness_set_size(struct harness *h, int rows, int cols)
{
	h->rows = rows;
	h->cols = cols;
	vterm_set_size(h->vt, rows, cols);
	h->mark.idle = 0;
	pty_resize(h->pty, rows, cols);
}

void
harness_resize(struct harness *h, int rows, int cols)
{
	if (rows == h->rows && cols == h->cols)
		return;		/* no signal would come */
	harness_set_size(h, rows, cols);
	harness_idle(h);
}

bool
harness_echoes(const struct harness *h)
{
	struct termios t;

	assert_int_equal(tcgetattr(h->pty, &t), 0);
	return (t.c_lflag & (ECHO | ICANON | ISIG)) == (ECHO | ICANON | ISIG);
}

int
harness_pty(const struct harness *h)
{
	return h->pty;
}

int
harness_pid(const struct harness *h)
{
	return (int)h->pid;
}

void
harness_kill(struct harness *h, int sig)
{
	assert_int_equal(kill(h->pid, sig), 0);
}

int
harness_end(struct harness **hp)
{
	struct harness *h = *hp;
	struct pollfd fd = { .fd = h->fd, .events = POLLIN };
	int status = 0;

	do {
		if (poll(&fd, 1, PATIENCE_MS) == 0)
			harness_give_up(h, "still waiting", "for the program's end");
	} while (take_output(h));
	(void)waitpid(h->pid, &status, 0);
	(void)close(h->pty);
	if (h->fd != h->pty)
		(void)close(h->fd);
	vterm_free(h->vt);
	buf_free(&h->wrote);
	free(h);
	*hp = NULL;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

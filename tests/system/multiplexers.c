/*
 * The renewal typed in a real tmux and a real GNU screen: what the clerk's terminal shows, and what the multiplexer has
 * in its memory, is cell for cell what the program shows without it; also resized, pasted into, left and come back to.
 *
 * usage: multiplexers FOLDER, in which both have their sockets
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "tests/screens/counter.h"

static struct counter c;

/*
 * What is done, and a part of what is shown then. In this order: the clerk leaves and comes back, the terminal gets
 * another size, the keys are typed or pasted, and whatever the rules ask is answered.
 */
static const struct stage {
	const char *keys, *shown;
	bool leaves, pasted, asked;
	int rows, cols;
} stages[] = {
	{ .keys = "", .shown = "カードを置くか Enter" },
	{ .keys = KEY_DOWN, .shown = "> 2 " },
	{ .keys = KEY_UP, .shown = "> 1 " },
	{ .keys = KEY_F1, .shown = "この画面ですること" },
	{ .keys = KEY_ESC, .shown = "カードを置くか Enter" },
	{ .keys = KEY_ENTER, .shown = "まもなく切れます" },
	{ .keys = "1", .asked = true, .shown = "照合番号B" },
	{ .keys = COUNTER_CHECK_B KEY_ENTER, .pasted = true, .shown = "610120 2032 1101" },
	{ .keys = KEY_ENTER, .shown = "番号　花子" },
	{ .keys = "", .leaves = true, .shown = "番号　花子" },
	{ .keys = "", .rows = 40, .cols = 132, .shown = "番号　花子" },
	{ .keys = KEY_ENTER, .asked = true, .shown = "カードに書く前の確認" },
	{ .keys = "", .rows = 10, .cols = 40, .shown = "画面が小さすぎます" },
	{ .keys = "", .rows = 24, .cols = 80, .shown = "カードに書く前の確認" },
	{ .keys = KEY_ENTER, .shown = "署名用電子証明書の暗証番号" },
	{ .keys = "MADO12", .shown = "[ * * * * * * _ " },
	{ .keys = "34", .leaves = true, .shown = "[ * * * * * * * * _ " },
	{ .keys = KEY_ENTER, .shown = "利用者証明用電子証明書の暗証番号" },
	{ .keys = "1234" KEY_ENTER, .shown = "更新が終わりました" },
	{ .keys = KEY_ENTER, .shown = "はじめ" },
};
#define STAGES (sizeof stages / sizeof stages[0])

/* What was typed at each stage, and seen then, without a multiplexer. */
static struct plain { struct buf keys, screen; } plain[STAGES];

static char tmux_socket[256], screen_folder[256];
static int rows, cols;

/* How the program is begun in it; how another terminal comes to see it; the keys to leave. */
struct multiplexer { const char *begin[24], *join[8], *leave; };

/* No line of its own; and keys that come as fast as ours aren't a paste. */
static const struct multiplexer a_tmux = {
	.begin = { "/usr/bin/env", "tmux", "-f", "/dev/null", "-S", tmux_socket, "start-server", ";",
	    "set-option", "-g", "status", "off", ";", "set-option", "-g", "assume-paste-time", "0", ";",
	    "new-session", "--", NULL },
	.join = { "/usr/bin/env", "tmux", "-S", tmux_socket, "attach-session", NULL },
	.leave = "\002d",
};

static const struct multiplexer a_screen = {
	.begin = { "/usr/bin/env", screen_folder, "SYSSCREENRC=/dev/null", "screen", "-c", "/dev/null", "-U", NULL },
	.join = { "/usr/bin/env", screen_folder, "screen", "-U", "-x", NULL },
	.leave = "\001d",
};

static void
go_plain(const struct stage *s, struct plain *p)
{
	if (s->rows > 0)
		harness_resize(c.h, s->rows, s->cols);
	harness_record(c.h, &p->keys);
	if (s->pasted)
		harness_paste(c.h, s->keys);
	else
		harness_type(c.h, s->keys);
	if (s->keys[0] != '\0')
		harness_idle(c.h);
	if (s->asked)
		counter_answer(&c, "", "");
	harness_record(c.h, NULL);
	harness_expect(c.h, s->shown);
	harness_see(c.h, &p->screen);
}

/* A stage that looks as the one before it did couldn't be waited for. */
static int
see_plain(void **state)
{
	size_t i;

	(void)state;
	counter_open(&c, "about-to-expire");
	for (i = 0; i < STAGES; i++) {
		go_plain(&stages[i], &plain[i]);
		if (stages[i].keys[0] != '\0')
			assert_string_not_equal(buf_text(&plain[i].screen), buf_text(&plain[i - 1].screen));
	}
	counter_close(&c);
	counter_free(&c);
	return 0;
}

static struct harness *
join(const struct multiplexer *m, const struct buf *now)
{
	static const char *const env[] = { "HOME=/", NULL };
	struct harness *h = harness_start(m->join, env, &(struct harness_terminal){ .rows = rows, .cols = cols });

	harness_until_seen(h, buf_text(now));
	return h;
}

static void
leave(const struct multiplexer *m, struct harness **h)
{
	harness_type(*h, m->leave);
	assert_int_equal(harness_end(h), 0);
}

/*
 * What the multiplexer has in its memory: it draws it on another terminal, and tmux prints it too. screen's hardcopy
 * isn't asked: up to screen 4 it writes the lowest byte of each character.
 */
static void
expect_kept(const struct multiplexer *m, const struct buf *screen)
{
	const char *cursor = strstr(buf_text(screen), "cursor ");
	struct harness *other = join(m, screen);
	struct buf printed = { .len = 0 };
	char command[1024], row[2048];
	FILE *f;

	leave(m, &other);
	if (m != &a_tmux)
		return;
	(void)snprintf(command, sizeof command, "tmux -S %s capture-pane -p | sed 's/─/-/g'", tmux_socket);
	f = popen(command, "r");
	assert_non_null(f);
	while (fgets(row, sizeof row, f) != NULL)
		buf_puts(&printed, row);
	assert_int_equal(pclose(f), 0);
	buf_puts(&printed, cursor);
	assert_string_equal(buf_text(&printed), buf_text(screen));
	buf_free(&printed);
}

static void
go_through(const struct multiplexer *m, size_t i)
{
	const struct stage *s = &stages[i];

	if (s->leaves) {
		leave(m, &c.h);
		c.h = join(m, &plain[i - 1].screen);
	}
	if (s->rows > 0) {
		rows = s->rows;
		cols = s->cols;
		harness_set_size(c.h, rows, cols);
	}
	if (s->pasted)
		harness_paste(c.h, s->keys);
	else
		harness_type(c.h, buf_text(&plain[i].keys));
	harness_until_seen(c.h, buf_text(&plain[i].screen));
	expect_kept(m, &plain[i].screen);
}

static void
renew_in(const struct multiplexer *m)
{
	size_t i;

	counter_make(&c, "about-to-expire");
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .through = m->begin, .muffled = true });
	rows = cols = 0;
	for (i = 0; i < STAGES; i++)
		go_through(m, i);
	counter_close(&c);
	counter_free(&c);
}

static void
renewed_in_tmux(void **state)
{
	(void)state;
	renew_in(&a_tmux);
}

static void
renewed_in_screen(void **state)
{
	(void)state;
	renew_in(&a_screen);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(renewed_in_tmux),
		cmocka_unit_test(renewed_in_screen),
	};

	if (argc != 2)
		return 2;
	(void)snprintf(tmux_socket, sizeof tmux_socket, "%s/tmux", argv[1]);
	(void)snprintf(screen_folder, sizeof screen_folder, "SCREENDIR=%s/screen", argv[1]);
	return cmocka_run_group_tests(tests, see_plain, NULL);
}

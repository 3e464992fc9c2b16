/* The practice terminal's questions in a pseudo-terminal: what is asked, and that no PIN typed there is ever shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <cmocka.h>

#include "../screens/pty.h"
#include "../unit/scratch.h"

#define WAIT_MS 20000
#define SHOWN_MAX 16384

struct session { struct scratch scratch; pid_t pid; int pty; char shown[SHOWN_MAX]; size_t len, seen; };

static void
begin(struct session *s, const char *const *words)
{
	static const char *const passed[] = { "MADOGUCHI_DATADIR", "MADOGUCHI_LIBEXECDIR" };
	const char *build = getenv("top_builddir"), *argv[16] = { NULL }, *env[8] = { NULL };
	char program[512], home[160], values[2][512];
	size_t n = 0, i;

	memset(s, 0, sizeof(*s));
	scratch_new_fast(&s->scratch);
	(void)snprintf(program, sizeof(program), "%s/madoguchi-terminal", build != NULL ? build : ".");
	(void)snprintf(home, sizeof(home), "HOME=%s", s->scratch.folder);
	argv[n++] = program;
	while (*words != NULL)
		argv[n++] = *words++;
	env[0] = home;
	for (i = 0; i < sizeof(passed) / sizeof(*passed); i++) {
		(void)snprintf(values[i], sizeof(values[i]), "%s=%s", passed[i], getenv(passed[i]));
		env[1 + i] = values[i];
	}
	s->pid = pty_start(argv, env, 24, 80, NULL, &s->pty);
	pty_let_echo(s->pty);
}

/* What comes is kept; false when the program has ended. */
static bool
hear(struct session *s)
{
	struct pollfd fd = { .fd = s->pty, .events = POLLIN };
	ssize_t n;

	if (poll(&fd, 1, WAIT_MS) != 1)
		fail_msg("waited in vain behind: %s", s->shown);
	if ((n = read(s->pty, s->shown + s->len, SHOWN_MAX - 1 - s->len)) <= 0)
		return false;
	s->len += (size_t)n;
	s->shown[s->len] = '\0';
	return true;
}

/* Until the text stands behind what was waited for before. */
static void
until(struct session *s, const char *text)
{
	const char *at;

	while ((at = strstr(s->shown + s->seen, text)) == NULL)
		if (!hear(s))
			fail_msg("ended without %s: %s", text, s->shown);
	s->seen = (size_t)(at - s->shown) + strlen(text);
}

static bool
echoes(const struct session *s)
{
	struct termios t;

	return tcgetattr(s->pty, &t) == 0 && (t.c_lflag & ECHO) != 0;
}

static void
answer(struct session *s, const char *question, const char *line)
{
	until(s, question);
	assert_int_equal(write(s->pty, line, strlen(line)), strlen(line));
}

/* A question for a PIN: what is typed before the terminal is told to hide it is thrown away. */
static void
answer_hidden(struct session *s, const char *question, const char *line)
{
	until(s, question);
	while (echoes(s))
		(void)sched_yield();
	assert_int_equal(write(s->pty, line, strlen(line)), strlen(line));
}

static int
end(struct session *s)
{
	int status;

	while (hear(s))
		continue;
	assert_int_equal(waitpid(s->pid, &status, 0), s->pid);
	(void)close(s->pty);
	scratch_free(&s->scratch);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
assert_hidden(const struct session *s, const char *pin)
{
	if (strstr(s->shown, pin) != NULL)
		fail_msg("%s was shown: %s", pin, s->shown);
}

static void
renewal_is_asked_for_line_by_line(void **state)
{
	static const char *const words[] = { "--card", "about-to-expire", "--at", "2026-11-20T10:30", NULL };
	struct session s;

	(void)state;
	begin(&s, words);
	until(&s, "統合端末ではありません");
	answer(&s, "手続: ", "2\n");
	answer(&s, "証明書 (両方は 12): ", "MADO1234\n");		/* no choice, but a PIN at the wrong place */
	answer(&s, "証明書 (両方は 12): ", "12\n");
	answer(&s, "新しく決める暗証番号 (なければ Enter): ", "KAWA\n");
	answer(&s, "新しく決める暗証番号 (なければ Enter): ", "1\n");
	answer_hidden(&s, "照合番号B", "\n");
	answer_hidden(&s, "券面事項入力補助用の暗証番号 (いまのもの): ", "1234\n");
	answer_hidden(&s, "署名用電子証明書の暗証番号 (新しいもの): ", "KAWA7263\n");
	answer_hidden(&s, "署名用電子証明書の暗証番号 (もう一度): ", "KAWA7264\n");
	answer_hidden(&s, "署名用電子証明書の暗証番号 (新しいもの): ", "KAWA7263\n");	/* they differed */
	answer_hidden(&s, "署名用電子証明書の暗証番号 (もう一度): ", "KAWA7263\n");
	answer_hidden(&s, "利用者証明用電子証明書の暗証番号 (いまのもの): ", "1234\n");
	until(&s, "証明書の発行 (署名用) ... 済");
	until(&s, "発行番号");
	until(&s, "終わりました");
	answer(&s, "手続: ", "0\n");
	assert_hidden(&s, "\n1234");
	assert_hidden(&s, "KAWA726");
	assert_int_equal(end(&s), 0);
}

static void
wrong_pin_is_named(void **state)
{
	static const char *const words[] = { "--card", "about-to-expire", "renew", "certificates=auth", NULL };
	struct session s;

	(void)state;
	begin(&s, words);
	answer_hidden(&s, "照合番号B", "\n");
	answer_hidden(&s, "(いまのもの): ", "1234\n");
	answer_hidden(&s, "(いまのもの): ", "9999\n");
	until(&s, "[pin-wrong]");
	assert_hidden(&s, "9999");
	assert_int_equal(end(&s), 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(renewal_is_asked_for_line_by_line),
		cmocka_unit_test(wrong_pin_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

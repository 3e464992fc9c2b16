/* What a process that has confined itself can't do any more, beside one that hasn't. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"
#include "scratch.h"
#include "tries.h"

enum as { AS_NOBODY, AS_PROGRAM, AS_FAR_PROGRAM, AS_PAGES_PROGRAM, AS_PARSER, AS_FONT_READER, AS_COUNT };

static struct scratch scratch;

static void
confine(enum as as)
{
	static const char *const fonts[] = { "/etc/hostname", NULL };
	const unsigned offered = confine_offered();	/* who is confined can't ask */
	unsigned given = offered;

	switch (as) {
	case AS_PROGRAM:
		given = confine_program(NULL, false);
		break;
	case AS_FAR_PROGRAM:
		given = confine_program(NULL, true);
		break;
	case AS_PAGES_PROGRAM:
		given = confine_program((const char *const []){ "/bin/false", NULL }, false);
		break;
	case AS_PARSER:
		given = confine_parser(NULL);
		break;
	case AS_FONT_READER:
		given = confine_parser(fonts);
		break;
	default:
		break;
	}
	if (given != offered)
		_exit(1);
}

/* What a process of its own writes, confined so. */
static const char *
said(enum as as, void (*does)(int fd))
{
	static char text[2048];
	int ways[2], status;
	size_t len = 0;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(ways), 0);
	if ((pid = fork()) == 0) {
		confine(as);
		does(ways[1]);
		_exit(0);
	}
	(void)close(ways[1]);
	while ((n = read(ways[0], text + len, sizeof(text) - 1 - len)) > 0)
		len += (size_t)n;
	text[len] = '\0';
	(void)close(ways[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	return text;
}

static void
try_all(int fd)
{
	tries_write(fd, scratch.folder);
}

static bool
came_of(const char *text, const char *name, const char *what)
{
	char line[64];

	(void)snprintf(line, sizeof(line), "%s %s\n", name, what);
	return strstr(text, line) != NULL;
}

/* The leak checker of a sanitized build traces. */
#if defined(__SANITIZE_ADDRESS__)
#define TRACED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TRACED true
#endif
#endif
#ifndef TRACED
#define TRACED false
#endif

#define ALL 0x3eu	/* but AS_NOBODY */
#define PARSERS 0x30u
#define BUT_FAR 0x3au

static void
refused_is_what_is_not_needed(void **state)
{
	/* sure: nothing else but a confinement refuses it, wherever this runs. */
	static const struct { const char *name; bool sure; unsigned refused; } rows[] = {
		{ "open-to-read", true, PARSERS }, { "open-to-write", true, PARSERS }, { "remove", true, PARSERS },
		{ "make-folder", true, PARSERS }, { "make-pipe", true, ALL }, { "process", true, PARSERS },
		{ "exec", true, ALL }, { "memory-file", true, PARSERS }, { "ptrace", true, TRACED ? PARSERS : ALL },
		{ "read-memory", true, ALL }, { "signal", true, PARSERS }, { "setuid", true, ALL },
		{ "privileges", true, ALL }, { "inet", true, BUT_FAR }, { "inet6", false, BUT_FAR },
		{ "netlink", true, BUT_FAR }, { "unix", true, PARSERS }, { "kernel-keys", false, ALL },
		{ "rings", false, ALL }, { "personality", true, ALL }, { "code", true, PARSERS },
		{ "typing", false, ALL }, { "name-space", false, ALL },
	};
	const bool whole = confine_offered() == CONFINED_WHOLE;
	const char *text;
	size_t i;
	int as;

	(void)state;
	if (!whole)
		skip();		/* tests/cli/confined.sh says so */
	for (as = AS_NOBODY; as < AS_COUNT; as++) {
		text = said((enum as)as, try_all);
		for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
			const bool refused = (rows[i].refused >> as & 1) != 0;

			if (refused || rows[i].sure)
				assert_true(came_of(text, rows[i].name, refused ? "refused" : "done"));
		}
	}
}

/* --- what is needed goes on --- */

static void *
add(void *sum)
{
	*(int *)sum += 1;
	return NULL;
}

static void
work(int fd)
{
	char *p = malloc(4 << 20);
	pthread_t thread;
	int sum = 1;

	if (p == NULL)
		return;
	memset(p, 'x', 4 << 20);
	free(p);
	if (pthread_create(&thread, NULL, add, &sum) == 0 && pthread_join(thread, NULL) == 0)
		(void)dprintf(fd, "%d", sum);
}

static void
memory_and_threads_go_on(void **state)
{
	int as;

	(void)state;
	for (as = AS_NOBODY; as < AS_COUNT; as++)
		assert_string_equal(said((enum as)as, work), "2");
}

static void
read_host(int fd)
{
	FILE *in = fopen("/etc/hostname", "r");
	FILE *other = fopen("/etc/passwd", "r");

	(void)dprintf(fd, "%d%d", in != NULL, other != NULL);
}

static void
read_only_what_is_named(void **state)
{
	(void)state;
	if (access("/etc/hostname", R_OK) != 0)
		skip();
	assert_string_equal(said(AS_NOBODY, read_host), "11");
	assert_string_equal(said(AS_FONT_READER, read_host), confine_offered() == CONFINED_WHOLE ? "10" : "11");
	if ((confine_offered() & CONFINED_CALLS) != 0)
		assert_string_equal(said(AS_PARSER, read_host), "00");
}

static void
every_part_has_its_name(void **state)
{
	(void)state;
	assert_string_equal(confined_code(CONFINED_PRIVILEGES), "no-new-privileges");
	assert_string_equal(confined_code(CONFINED_CALLS), "seccomp");
	assert_string_equal(confined_code(CONFINED_FILES), "landlock");
	assert_string_equal(confined_code(CONFINED_WHOLE), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused_is_what_is_not_needed),
		cmocka_unit_test(memory_and_threads_go_on),
		cmocka_unit_test(read_only_what_is_named),
		cmocka_unit_test(every_part_has_its_name),
	};
	int failed;

	scratch_new(&scratch);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	scratch_free(&scratch);
	return failed;
}

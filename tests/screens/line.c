/* A slow line between a terminal and a program. */
#include <sys/socket.h>

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/screens/line.h"

#define ROOM 65536	/* bytes under way in one direction */
#define AHEAD 16	/* bytes that wait where the line begins; what is written beyond waits in the terminal */

/* One direction. Times are microseconds of a clock that only goes forward. */
struct way {
	int from, to;
	unsigned char bytes[ROOM];
	int64_t due[ROOM], free_at;	/* when each arrives; when the line's beginning is free again */
	size_t first, count;
	bool ended;
};

static int64_t
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

static bool
may_take(const struct way *w, int64_t byte, int64_t at)
{
	return !w->ended && w->count + AHEAD <= ROOM && w->free_at <= at + AHEAD * byte;
}

static void
take(struct way *w, const struct line *l, int64_t byte, int64_t at)
{
	unsigned char part[AHEAD];
	ssize_t n = read(w->from, part, sizeof part), i;

	w->ended = n <= 0;
	for (i = 0; i < n; i++) {
		size_t last = (w->first + w->count++) % ROOM;

		w->free_at = (w->free_at > at ? w->free_at : at) + byte;
		w->bytes[last] = part[i];
		w->due[last] = w->free_at + l->delay_ms * 1000;
	}
}

static void
give(struct way *w, int64_t at)
{
	while (w->count > 0 && w->due[w->first] <= at) {
		if (write(w->to, w->bytes + w->first, 1) != 1)
			w->ended = true;
		w->first = (w->first + 1) % ROOM;
		w->count--;
	}
}

/* Until the next byte arrives or the next one can be taken; -1: only another's byte can wake the line. */
static int
wait_ms(const struct way ways[2], int64_t byte, int64_t at)
{
	int64_t next = INT64_MAX;
	int i;

	for (i = 0; i < 2; i++) {
		const struct way *w = &ways[i];

		if (w->count > 0 && w->due[w->first] < next)
			next = w->due[w->first];
		if (!may_take(w, byte, at) && !w->ended && w->free_at - AHEAD * byte < next)
			next = w->free_at - AHEAD * byte;
	}
	return next == INT64_MAX ? -1 : next <= at ? 0 : (int)((next - at + 999) / 1000);
}

static void
carry(const struct line *l, int terminal, int program)
{
	static struct way ways[2];
	const int64_t byte = 1000000 / l->bytes_per_second;
	struct pollfd fds[2];
	int64_t at;
	int i;

	ways[0] = (struct way){ .from = terminal, .to = program };
	ways[1] = (struct way){ .from = program, .to = terminal };
	while (!ways[1].ended || ways[1].count > 0) {
		at = now();
		for (i = 0; i < 2; i++)
			fds[i] = (struct pollfd){ may_take(&ways[i], byte, at) ? ways[i].from : -1, POLLIN, 0 };
		if (poll(fds, 2, wait_ms(ways, byte, at)) == -1)
			break;
		at = now();
		for (i = 0; i < 2; i++) {
			if (fds[i].revents != 0)
				take(&ways[i], l, byte, at);
			give(&ways[i], at);
		}
	}
}

int
line_lay(const struct line *l, int program)
{
	int ends[2];
	pid_t pid;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
	assert_int_not_equal(pid = fork(), -1);
	if (pid == 0) {
		(void)signal(SIGPIPE, SIG_IGN);
		(void)close(ends[0]);
		carry(l, ends[1], program);
		_exit(0);
	}
	(void)close(ends[1]);
	return ends[0];
}

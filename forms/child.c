/* Starts a helper program, feeds it, gathers what it writes, and ends it and whatever it started. */
#include "config.h"

#include "forms/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { IN, OUT, REPORT, ENDED, WAYS };

/* Our ends; the child's are closed when it runs. -1: closed. */
struct child { pid_t pid; int fd[WAYS]; int theirs[ENDED]; };

static void
shut(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

/* Behind 0, 1 and 2, so that what the child gets in their place overwrites nothing that is still wanted. */
static bool
lift(int *fd)
{
	int higher = fcntl(*fd, F_DUPFD_CLOEXEC, 3);

	shut(fd);
	*fd = higher;
	return higher >= 0;
}

/* A socket to write to: a child that is gone is an error there and no signal. */
static bool
open_ways(struct child *c)
{
	int pair[2], i;

	for (i = 0; i < ENDED; i++) {
		if ((i == IN ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) : pipe2(pair, O_CLOEXEC)) != 0)
			return false;
		c->fd[i] = pair[i == IN];
		c->theirs[i] = pair[i != IN];
		if (!lift(&c->fd[i]) || !lift(&c->theirs[i]))
			return false;
	}
	return true;
}

static bool
start(struct child *c, const char *program)
{
	char name[64], *const argv[] = { name, NULL }, *const envp[] = { NULL };
	const char *slash = strrchr(program, '/');
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t all, none;
	bool started;
	int i;

	(void)snprintf(name, sizeof(name), "%s", slash != NULL ? slash + 1 : program);
	if (posix_spawn_file_actions_init(&actions) != 0)
		return false;
	if (posix_spawnattr_init(&attributes) != 0) {
		(void)posix_spawn_file_actions_destroy(&actions);
		return false;
	}
	(void)sigfillset(&all);
	(void)sigemptyset(&none);
	(void)posix_spawnattr_setsigdefault(&attributes, &all);
	(void)posix_spawnattr_setsigmask(&attributes, &none);
	(void)posix_spawnattr_setpgroup(&attributes, 0);
	(void)posix_spawnattr_setflags(&attributes,
	    POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
	for (i = 0; i < ENDED; i++)
		(void)posix_spawn_file_actions_adddup2(&actions, c->theirs[i], i);
	(void)posix_spawn_file_actions_addclosefrom_np(&actions, 3);
	started = posix_spawn(&c->pid, program, &actions, &attributes, argv, envp) == 0;
	(void)posix_spawn_file_actions_destroy(&actions);
	(void)posix_spawnattr_destroy(&attributes);
	for (i = 0; i < ENDED; i++)
		shut(&c->theirs[i]);
	if (started)
		c->fd[ENDED] = pidfd_open(c->pid, 0);
	return started;
}

static void
feed(struct child *c, const struct buf *in, size_t *sent)
{
	ssize_t n = send(c->fd[IN], in->text + *sent, in->len - *sent, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (n > 0)
		*sent += (size_t)n;
	if (*sent == in->len || (n < 0 && errno != EAGAIN && errno != EINTR))
		shut(&c->fd[IN]);
}

static void
gather(int *fd, struct buf *b, size_t most)
{
	char piece[16384];
	ssize_t n = read(*fd, piece, sizeof(piece));

	if (n > 0)
		buf_add(b, piece, (size_t)n);
	if (n == 0 || (n < 0 && errno != EINTR) || b->len > most || b->failed)
		shut(fd);
}

static int
milliseconds_left(const struct timespec *end)
{
	struct timespec now;
	int64_t left;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	left = (int64_t)(end->tv_sec - now.tv_sec) * 1000 + (end->tv_nsec - now.tv_nsec) / 1000000;
	return left > 0 ? (int)left + 1 : 0;
}

/* Until the child has ended and everything that it wrote is here; false: the time is over. */
static bool
converse(struct child *c, const struct buf *in, int seconds, struct buf *out, struct buf *report)
{
	struct pollfd ways[WAYS];
	struct timespec end;
	size_t sent = 0;
	bool ended = false;
	int i, left;

	(void)clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += seconds;
	while (c->fd[OUT] >= 0 || c->fd[REPORT] >= 0 || !ended) {
		for (i = 0; i < WAYS; i++)
			ways[i] = (struct pollfd){ .fd = i == ENDED && ended ? -1 : c->fd[i],
			    .events = i == IN ? POLLOUT : POLLIN };
		if (c->fd[ENDED] < 0 || (left = milliseconds_left(&end)) == 0)
			return false;
		if (poll(ways, WAYS, left) < 0 && errno != EINTR)
			return false;
		if (ways[IN].revents != 0)
			feed(c, in, &sent);
		if (ways[OUT].revents != 0)
			gather(&c->fd[OUT], out, BUF_MAX - 1);
		if (ways[REPORT].revents != 0)
			gather(&c->fd[REPORT], report, CHILD_REPORT_MAX);
		ended = ended || ways[ENDED].revents != 0;
	}
	return true;
}

/*
 * Its group ends with it; until it is waited for the number is nobody else's. False: how it ended isn't known, as where
 * SIGCHLD is ignored, and then it is a failure.
 */
static bool
await_end(const struct child *c, int *status)
{
	pid_t pid;

	if (c->pid <= 0)
		return false;
	(void)kill(-c->pid, SIGKILL);
	do {
		pid = waitpid(c->pid, status, 0);
	} while (pid < 0 && errno == EINTR);
	return pid == c->pid;
}

bool
child_run(const char *program, const struct buf *in, int seconds, struct buf *out, struct buf *report, int *status)
{
	struct child c = { .pid = -1, .fd = { -1, -1, -1, -1 }, .theirs = { -1, -1, -1 } };
	bool ended = false, known;
	int i, how = 0;

	if (open_ways(&c) && start(&c, program))
		ended = converse(&c, in, seconds, out, report);
	known = await_end(&c, &how);
	for (i = 0; i < WAYS; i++) {
		shut(&c.fd[i]);
		if (i < ENDED)
			shut(&c.theirs[i]);
	}
	*status = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
	return ended && known && WIFEXITED(how) && report->len <= CHILD_REPORT_MAX;
}

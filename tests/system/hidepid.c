/*
 * Whose /proc shows a user's own processes alone (hidepid=2): that another account's work goes on is seen there, too,
 * and when it has ended. Run by root, as two users in turn.
 */
#include "config.h"

#include <grp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk/owner.h"

#define WORKER 65001
#define COLLEAGUE 65002

static void
need(bool good, const char *what)
{
	if (good)
		return;
	(void)fprintf(stderr, "hidepid: %s\n", what);
	exit(1);
}

static void
become(uid_t user)
{
	need(setgroups(0, NULL) == 0 && setgid(user) == 0 && setuid(user) == 0, "another user");
}

/* Tells who it is and stays until nobody holds the other end. */
static pid_t
begin_work(struct owner *self, int *hold)
{
	int held[2], told[2];
	char byte;
	pid_t pid;

	need(pipe(held) == 0 && pipe(told) == 0, "pipe");
	if ((pid = fork()) == 0) {
		(void)close(held[1]);
		become(WORKER);
		need(owner_self(self) == ERR_NONE, "who it is");
		need(write(told[1], self, sizeof(*self)) == (ssize_t)sizeof(*self), "pipe");
		_exit((int)read(held[0], &byte, 1));
	}
	need(pid > 0 && read(told[0], self, sizeof(*self)) == (ssize_t)sizeof(*self), "a worker");
	*hold = held[1];
	return pid;
}

/* What the colleague sees. */
static bool
seen_alive(const struct owner *o, int hold)
{
	int status;
	pid_t pid;

	if ((pid = fork()) == 0) {
		char path[32];
		struct stat st;

		(void)close(hold);
		become(COLLEAGUE);
		(void)snprintf(path, sizeof(path), "/proc/%lld", (long long)o->pid);
		need(stat(path, &st) == -1, "nothing is hidden here");
		_exit(owner_alive(o) ? 0 : 2);
	}
	need(waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) != 1, "a colleague");
	return WEXITSTATUS(status) == 0;
}

int
main(void)
{
	struct owner worker;
	int hold;
	pid_t pid = begin_work(&worker, &hold);

	need(seen_alive(&worker, hold), "work that goes on is taken for ended");
	(void)close(hold);
	need(waitpid(pid, NULL, 0) == pid, "the worker's end");
	need(!seen_alive(&worker, STDIN_FILENO), "work that has ended is taken for going on");
	return 0;
}

/* A process that waits for a byte, runs the command, and answers with a byte whether it ended well. */
#include "tui/term/lend.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct { pid_t pid; int fd; } lender = { -1, -1 };

static bool
run_command(const char *command)
{
	extern char **environ;
	char shell[] = "sh", option[] = "-c", *words = strdup(command);
	char *argv[] = { shell, option, words, NULL };
	int status = 1;
	pid_t pid;

	if (words != NULL && posix_spawn(&pid, "/bin/sh", NULL, NULL, argv, environ) == 0) {
		while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
			continue;
	}
	free(words);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The keys of the terminal that would end or stop a program mustn't do that to this one, nor to the command. */
static void
serve(int fd, const char *command)
{
	static const int keys[] = { SIGINT, SIGQUIT, SIGTSTP };
	char byte;
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		(void)signal(keys[i], SIG_IGN);
	while (read(fd, &byte, 1) == 1) {
		byte = run_command(command);
		if (write(fd, &byte, 1) != 1)
			break;
	}
}

bool
lend_start(const char *command)
{
	int pair[2];

	if (command[0] == '\0')
		return true;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return false;
	if ((lender.pid = fork()) == 0) {
		(void)close(pair[0]);
		serve(pair[1], command);
		_exit(0);
	}
	(void)close(pair[1]);
	lender.fd = pair[0];
	if (lender.pid < 0)
		lend_stop();
	return lender.pid > 0;
}

bool
lend_run(void)
{
	char byte = 0;
	ssize_t n;

	if (lender.fd < 0 || send(lender.fd, &byte, 1, MSG_NOSIGNAL) != 1)
		return false;
	while ((n = read(lender.fd, &byte, 1)) == -1 && errno == EINTR)
		continue;
	return n == 1 && byte == 1;
}

void
lend_stop(void)
{
	if (lender.fd >= 0)
		(void)close(lender.fd);
	if (lender.pid > 0)
		while (waitpid(lender.pid, NULL, 0) == -1 && errno == EINTR)
			continue;
	lender.pid = lender.fd = -1;
}

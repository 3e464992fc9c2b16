/* Starts a program in a pseudo-terminal. */
#include <sys/ioctl.h>

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "tests/screens/memory.h"
#include "tests/screens/pty.h"

static int
open_pair(int rows, int cols, int *pty)
{
	int program;

	*pty = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(*pty != -1 && grantpt(*pty) == 0 && unlockpt(*pty) == 0);
	program = open(ptsname(*pty), O_RDWR | O_NOCTTY);
	assert_int_not_equal(program, -1);
	pty_resize(*pty, rows, cols);
	(void)fcntl(*pty, F_SETFD, FD_CLOEXEC);
	return program;
}

static void
run(int fd, const char *const *argv, const char *const *env)
{
	int i;

	(void)setsid();
	(void)ioctl(fd, TIOCSCTTY, 0);
	for (i = 0; i < 3; i++)
		(void)dup2(fd, i);
	if (fd > 2)
		(void)close(fd);
	(void)execve(argv[0], (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)env);
	_exit(127);
}

pid_t
pty_start(const char *const *argv, const char *const *env, int rows, int cols, struct memory *memory, int *pty)
{
	const int fd = open_pair(rows, cols, pty);
	pid_t pid;

	(void)fflush(NULL);
	pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		if (memory != NULL)
			memory_offer();
		run(fd, argv, env);
	}
	(void)close(fd);
	if (memory != NULL)
		memory_open(memory, pid, false);
	return pid;
}

void
pty_resize(int pty, int rows, int cols)
{
	const struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	assert_int_equal(ioctl(pty, TIOCSWINSZ, &size), 0);
}

void
pty_let_echo(int pty)
{
	struct termios t;

	assert_int_equal(tcgetattr(pty, &t), 0);
	t.c_lflag |= ECHO | ICANON | ISIG;
	t.c_iflag |= IXON;
	assert_int_equal(tcsetattr(pty, TCSANOW, &t), 0);
}

bool
pty_stops(int pty)
{
	struct termios t;

	assert_int_equal(tcgetattr(pty, &t), 0);
	return (t.c_iflag & IXON) != 0;
}

/* Looks for a PIN in the memory of a process. */
#include <sys/ptrace.h>
#include <sys/wait.h>

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/screens/memory.h"
#include "tui/term/decode.h"

#define PIECE (1u << 20)
#define OVERLAP 512
#define RUN 8			/* so many characters are no accident */
#define LARGEST (1ul << 30)	/* a larger mapping is the shadow of a sanitizer, and no memory */

void
memory_offer(void)
{
	(void)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static int
open_part(pid_t pid, const char *name)
{
	char path[64];
	int fd;

	(void)snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd != -1);
	return fd;
}

void
memory_open(struct memory *m, pid_t pid, bool stop)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP);
	m->pid = pid;
	m->bytes = open_part(pid, "mem");
	m->maps = open_part(pid, "maps");
	if (stop) {
		assert_int_equal(ptrace(PTRACE_SETOPTIONS, pid, NULL, PTRACE_O_TRACEEXIT), 0);
		assert_int_equal(ptrace(PTRACE_CONT, pid, NULL, NULL), 0);
	} else {
		assert_int_equal(ptrace(PTRACE_DETACH, pid, NULL, NULL), 0);
	}
}

int
memory_await_end(struct memory *m)
{
	unsigned long code = 0;
	int status;

	while (waitpid(m->pid, &status, 0) == m->pid && WIFSTOPPED(status)) {
		if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8)) {
			assert_int_equal(ptrace(PTRACE_GETEVENTMSG, m->pid, NULL, &code), 0);
			return WIFEXITED((int)code) ? WEXITSTATUS((int)code) : 128 + WTERMSIG((int)code);
		}
		assert_int_equal(ptrace(PTRACE_CONT, m->pid, NULL, WSTOPSIG(status)), 0);
	}
	fail_msg("the program was not held at its end");
	return -1;
}

void
memory_close(struct memory *m)
{
	(void)close(m->bytes);
	(void)close(m->maps);
	(void)ptrace(PTRACE_DETACH, m->pid, NULL, NULL);
}

static bool
runs_on(const unsigned char *bytes, size_t left, size_t stride, const char *pin)
{
	size_t i;

	if ((RUN - 1) * stride >= left)
		return false;
	for (i = 1; i < RUN; i++) {
		if (toupper(bytes[i * stride]) != pin[i])
			return false;
	}
	return true;
}

int
memory_count(const unsigned char *bytes, size_t len, const char *pin)
{
	static const size_t strides[] = { 1, 2, 4, sizeof(struct press_event) };
	signed char at[256];
	int found = 0;
	size_t i, s;

	memset(at, -1, sizeof at);
	for (i = 0; i + RUN <= strlen(pin); i++)
		at[(unsigned char)pin[i]] = at[(unsigned char)tolower(pin[i])] = (signed char)i;
	for (i = 0; i < len; i++) {
		for (s = 0; at[bytes[i]] >= 0 && s < sizeof strides / sizeof strides[0]; s++)
			found += runs_on(bytes + i, len - i, strides[s], pin + at[bytes[i]]);
	}
	return found;
}

static int
hunt_between(struct memory *m, unsigned long from, unsigned long to, const char *pin)
{
	static unsigned char piece[PIECE];
	int found = 0;
	ssize_t got;

	while (from < to) {
		size_t want = to - from < PIECE ? to - from : PIECE;

		if ((got = pread(m->bytes, piece, want, (off_t)from)) <= 0)
			break;		/* as the kernel's own pages */
		found += memory_count(piece, (size_t)got, pin);
		if ((size_t)got < want || want < PIECE)
			break;
		from += (unsigned long)got - OVERLAP;
	}
	return found;
}

int
memory_hunt(struct memory *m, const char *pin)
{
	int fd = dup(m->maps), found = 0, mappings = 0;
	char line[sizeof m->where], may[5];
	unsigned long from, to;
	FILE *f = NULL;

	m->where[0] = '\0';
	assert_true(fd != -1 && lseek(fd, 0, SEEK_SET) == 0 && (f = fdopen(fd, "r")) != NULL);
	while (fgets(line, sizeof line, f) != NULL) {
		if (sscanf(line, "%lx-%lx %4s", &from, &to, may) != 3 || may[0] != 'r' || to - from > LARGEST)
			continue;
		mappings++;
		found += hunt_between(m, from, to, pin);
		if (found > 0 && m->where[0] == '\0')
			(void)snprintf(m->where, sizeof m->where, "%s", line);
	}
	(void)fclose(f);
	assert_true(mappings > 10);
	return found;
}

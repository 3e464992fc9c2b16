#include "base/apart.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Standard error stays, for a sanitizer's report. */
static void
keep_open(const int *kept, size_t n)
{
	int fd, most = STDERR_FILENO;
	size_t i;

	for (i = 0; i < n; i++)
		most = kept[i] > most ? kept[i] : most;
	for (fd = 0; fd < most; fd++) {
		for (i = 0; i < n && kept[i] != fd; i++)
			;
		if (i == n && fd != STDERR_FILENO)
			(void)close(fd);
	}
	closefrom(most + 1);
}

pid_t
apart_start(const int *kept, size_t n, void (*work)(void *), void *ctx)
{
	const pid_t parent = getpid();
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	(void)signal(SIGPIPE, SIG_DFL);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);		/* nobody else wants to hear it */
	if (getppid() == parent) {
		keep_open(kept, n);
		work(ctx);
	}
	_exit(0);
}

void
apart_end(pid_t pid, bool at_once)
{
	if (pid <= 0)
		return;
	if (at_once)
		(void)kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) == -1 && errno == EINTR)
		continue;
}

void *
apart_memory(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return memory != MAP_FAILED ? memory : NULL;
}

void
apart_memory_free(void *memory, size_t size, size_t used)
{
	if (memory == NULL)
		return;
	explicit_bzero(memory, used);
	(void)munmap(memory, size);
}

/* Each try is done where nothing is confined, but for those that the kernel lets nobody do. */
#define _GNU_SOURCE
#include "tries.h"

#include <fcntl.h>
#include <linux/io_uring.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static char place[512];

static bool
closed(int fd)
{
	return fd >= 0 && close(fd) == 0;
}

static bool
open_to_read(void)
{
	return closed(open("/etc/passwd", O_RDONLY | O_CLOEXEC));
}

static bool
open_to_write(void)
{
	return closed(open(place, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

static bool
remove_file(void)
{
	return unlink(place) == 0;
}

static bool
make_folder(void)
{
	return mkdir(place, 0700) == 0 && rmdir(place) == 0;
}

static bool
make_pipe_file(void)
{
	return mkfifo(place, 0600) == 0 && unlink(place) == 0;
}

static bool
start_process(void)
{
	const pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid > 0 && waitpid(pid, NULL, 0) == pid;
}

static bool
run_program(void)
{
	char name[] = "true", *argv[] = { name, NULL }, *envp[] = { NULL };
	int status = -1;
	const pid_t pid = fork();

	if (pid == 0) {
		(void)execve("/bin/true", argv, envp);
		_exit(1);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static bool
make_memory_file(void)
{
	return closed(memfd_create("tried", MFD_CLOEXEC));
}

static bool
trace(void)
{
	int status = -1;
	const pid_t pid = fork();

	if (pid == 0)
		_exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0);
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static bool
read_memory(void)
{
	char from[] = "secret", to[sizeof(from)];
	const struct iovec here = { to, sizeof(to) }, there = { from, sizeof(from) };

	return process_vm_readv(getpid(), &here, 1, &there, 1, 0) == (ssize_t)sizeof(to);
}

static bool
signal_parent(void)
{
	return kill(getppid(), 0) == 0;
}

static bool
become_user(void)
{
	return setuid(getuid()) == 0;
}

static bool
gain_privileges(void)
{
	return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0;
}

static bool
inet(void)
{
	return closed(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

static bool
inet6_datagram(void)
{
	return closed(socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0));
}

static bool
netlink(void)
{
	return closed(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, 0));
}

static bool
local(void)
{
	return closed(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

static bool
kernel_keys(void)
{
	return syscall(SYS_add_key, "user", "tried", "x", (size_t)1, -2) > 0;
}

static bool
rings(void)
{
	struct io_uring_params p = { 0 };

	return closed((int)syscall(SYS_io_uring_setup, 2, &p));
}

static bool
name_space(void)
{
	return unshare(CLONE_NEWUSER) == 0;
}

static bool
changed_person(void)
{
	return personality(PER_LINUX) != -1;
}

static bool
code_in_memory(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p != MAP_FAILED && munmap(p, 4096) == 0;
}

/* A terminal of one's own, so that nobody's keys are typed. */
static bool
type_keys(void)
{
	const int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
	const bool done = fd >= 0 && ioctl(fd, TIOCSTI, "x") == 0;

	return closed(fd) && done;
}

void
tries_write(int fd, const char *folder)
{
	static const struct { const char *name; bool (*done)(void); } tries[] = {
		{ "open-to-read", open_to_read }, { "open-to-write", open_to_write }, { "remove", remove_file },
		{ "make-folder", make_folder }, { "make-pipe", make_pipe_file }, { "process", start_process },
		{ "exec", run_program }, { "memory-file", make_memory_file }, { "ptrace", trace },
		{ "read-memory", read_memory }, { "signal", signal_parent }, { "setuid", become_user },
		{ "privileges", gain_privileges }, { "inet", inet }, { "inet6", inet6_datagram },
		{ "netlink", netlink }, { "unix", local }, { "kernel-keys", kernel_keys }, { "rings", rings },
		{ "personality", changed_person }, { "code", code_in_memory }, { "typing", type_keys },
		{ "name-space", name_space },	/* the last: who is in one is another afterwards */
	};
	size_t i;

	(void)snprintf(place, sizeof(place), "%s/made", folder);
	for (i = 0; i < sizeof(tries) / sizeof(*tries); i++)
		(void)dprintf(fd, "%s %s\n", tries[i].name, tries[i].done() ? "done" : "refused");
}

/*
 * System calls by libseccomp. A program is refused what it never needs, since libraries differ in what they call; a
 * parser is allowed what it needs. What is refused fails with EPERM, so that it is told like any other failure.
 */
#include "config.h"

#include "base/confine-private.h"

#ifdef HAVE_SECCOMP

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

/* The leak checker traces the program at its end. */
#if defined(__SANITIZE_ADDRESS__)
#define TRACED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TRACED 1
#endif
#endif
#ifndef TRACED
#define TRACED 0
#endif

#define REFUSE SCMP_ACT_ERRNO(EPERM)
#define WORD 0xffffffffU	/* the kernel looks at the lower half of these arguments only */

static const int never[] = {
	/* other processes */
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(process_madvise), SCMP_SYS(pidfd_getfd),
	SCMP_SYS(kcmp), SCMP_SYS(perf_event_open), SCMP_SYS(personality),
	/* other users */
	SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setreuid), SCMP_SYS(setregid), SCMP_SYS(setresuid),
	SCMP_SYS(setresgid), SCMP_SYS(setgroups), SCMP_SYS(setfsuid), SCMP_SYS(setfsgid), SCMP_SYS(capset),
	SCMP_SYS(execveat),	/* beside execve, which some may */
	/* the kernel: its keys, code, rings, name spaces, mounts, clock, devices */
	SCMP_SYS(add_key), SCMP_SYS(keyctl), SCMP_SYS(request_key), SCMP_SYS(bpf), SCMP_SYS(userfaultfd),
	SCMP_SYS(io_uring_setup), SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register), SCMP_SYS(init_module),
	SCMP_SYS(finit_module), SCMP_SYS(delete_module), SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load),
	SCMP_SYS(reboot), SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root),
	SCMP_SYS(chroot), SCMP_SYS(move_mount), SCMP_SYS(open_tree), SCMP_SYS(fsopen), SCMP_SYS(fsmount),
	SCMP_SYS(fspick), SCMP_SYS(mount_setattr), SCMP_SYS(open_by_handle_at), SCMP_SYS(swapon), SCMP_SYS(swapoff),
	SCMP_SYS(acct), SCMP_SYS(quotactl), SCMP_SYS(settimeofday), SCMP_SYS(clock_settime), SCMP_SYS(adjtimex),
	SCMP_SYS(clock_adjtime), SCMP_SYS(sethostname), SCMP_SYS(setdomainname), SCMP_SYS(syslog), SCMP_SYS(vhangup),
	SCMP_SYS(mknod), SCMP_SYS(mknodat), SCMP_SYS(ioperm), SCMP_SYS(iopl), SCMP_SYS(modify_ldt),
	SCMP_SYS(fanotify_init),
};

static const int parsing[] = {
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close),
	SCMP_SYS(lseek), SCMP_SYS(_llseek), SCMP_SYS(fstat), SCMP_SYS(fstat64), SCMP_SYS(newfstatat),
	SCMP_SYS(fstatat64), SCMP_SYS(stat), SCMP_SYS(statx), SCMP_SYS(fstatfs), SCMP_SYS(fstatfs64),
	SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(fcntl), SCMP_SYS(fcntl64),
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(futex), SCMP_SYS(futex_time64), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(rseq),
	SCMP_SYS(set_robust_list), SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn), SCMP_SYS(restart_syscall),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64), SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep),
	SCMP_SYS(getrandom), SCMP_SYS(getrlimit), SCMP_SYS(ugetrlimit), SCMP_SYS(prlimit64), SCMP_SYS(uname),
	SCMP_SYS(exit), SCMP_SYS(exit_group),
};

/* Each rule refuses the call, or allows it, where its one argument is as said. */
static bool
rule(scmp_filter_ctx f, uint32_t action, int call, struct scmp_arg_cmp argument)
{
	return seccomp_rule_add_array(f, action, call, 1, &argument) == 0;
}

static bool
calls(scmp_filter_ctx f, uint32_t action, const int *list, size_t n)
{
	bool good = true;
	size_t i;

	for (i = 0; i < n; i++)
		good = seccomp_rule_add_array(f, action, list[i], 0, NULL) == 0 && good;
	return good;
}

/* Another architecture's calls have other numbers: they fail as well. */
static scmp_filter_ctx
begin(uint32_t action)
{
	scmp_filter_ctx f = seccomp_init(action);

	if (f != NULL && (seccomp_attr_set(f, SCMP_FLTATR_ACT_BADARCH, REFUSE) != 0 ||
	    seccomp_attr_set(f, SCMP_FLTATR_CTL_TSYNC, 1) != 0)) {
		seccomp_release(f);
		f = NULL;
	}
	return f;
}

/* For all threads, those that a library has started too. */
static bool
enforce(scmp_filter_ctx f, bool good)
{
	good = good && seccomp_load(f) == 0;
	seccomp_release(f);
	return good;
}

static bool
refuse_name_spaces(scmp_filter_ctx f)
{
	static const unsigned long kinds[] = { CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID,
	    CLONE_NEWNET, CLONE_NEWCGROUP };
	bool good = true;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		good = rule(f, REFUSE, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, kinds[i], kinds[i])) && good;
	return good;
}

/* Its flags stand in memory, where no filter sees them; without it the C library uses the older call. */
static bool
lack_clone3(scmp_filter_ctx f)
{
	return seccomp_rule_add_array(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0, NULL) == 0;
}

static bool
refuse_sockets(scmp_filter_ctx f, bool network)
{
	bool good = rule(f, REFUSE, SCMP_SYS(socket), SCMP_A0(SCMP_CMP_GE, AF_MAX, 0));
	unsigned family;

	for (family = 0; family < AF_MAX; family++) {
		if (family == AF_UNIX || (network && (family == AF_INET || family == AF_INET6 || family == AF_NETLINK)))
			continue;
		good = rule(f, REFUSE, SCMP_SYS(socket), SCMP_A0(SCMP_CMP_EQ, family, 0)) && good;
	}
	return good;
}

/* Keys that nobody typed: the shell behind would read them. */
static bool
refuse_typing(scmp_filter_ctx f)
{
	return rule(f, REFUSE, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_MASKED_EQ, WORD, TIOCSTI)) &&
	    rule(f, REFUSE, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_MASKED_EQ, WORD, TIOCLINUX));
}

bool
confine_program_calls(bool runs, bool network)
{
	static const int ptrace_call[] = { SCMP_SYS(ptrace) }, execve_call[] = { SCMP_SYS(execve) };
	scmp_filter_ctx f = begin(SCMP_ACT_ALLOW);

	return f != NULL && enforce(f, calls(f, REFUSE, never, sizeof(never) / sizeof(*never)) &&
	    (TRACED || calls(f, REFUSE, ptrace_call, 1)) && (runs || calls(f, REFUSE, execve_call, 1)) &&
	    lack_clone3(f) && refuse_name_spaces(f) && refuse_sockets(f, network) && refuse_typing(f));
}

/* Memory that can be run is what was loaded before. */
static bool
allow_memory(scmp_filter_ctx f)
{
	return rule(f, SCMP_ACT_ALLOW, SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
	    rule(f, SCMP_ACT_ALLOW, SCMP_SYS(mmap2), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
	    rule(f, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

static bool
allow_threads(scmp_filter_ctx f)
{
	return rule(f, SCMP_ACT_ALLOW, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) &&
	    rule(f, SCMP_ACT_ALLOW, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_MASKED_EQ, WORD, PR_SET_NAME));
}

static bool
allow_open(scmp_filter_ctx f)
{
	const uint64_t writes = O_ACCMODE | O_CREAT | O_TRUNC;

	return rule(f, SCMP_ACT_ALLOW, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, writes, O_RDONLY)) &&
	    rule(f, SCMP_ACT_ALLOW, SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, writes, O_RDONLY));
}

bool
confine_parser_calls(bool opens)
{
	scmp_filter_ctx f = begin(REFUSE);

	return f != NULL && enforce(f, calls(f, SCMP_ACT_ALLOW, parsing, sizeof(parsing) / sizeof(*parsing)) &&
	    lack_clone3(f) && allow_memory(f) && allow_threads(f) && (!opens || allow_open(f)));
}

/* It asks the kernel, and gives up nothing. */
bool
confine_calls_offered(void)
{
	return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
}

#else

bool
confine_program_calls(bool runs, bool network)
{
	(void)runs;
	(void)network;
	return false;
}

bool
confine_parser_calls(bool opens)
{
	(void)opens;
	return false;
}

bool
confine_calls_offered(void)
{
	return false;
}

#endif

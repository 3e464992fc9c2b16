/*
 * Runs a command beside a private pcscd with the training card in its reader.
 *
 * usage: with-card CARD COMMAND [ARGUMENT ...]
 *
 * The daemon is started by socket activation, so that it disturbs no other; where the system allows it everything
 * runs in namespaces of its own, because vpcd's driver listens on every address. The command finds
 *   PCSCLITE_CSOCK_NAME   the daemon's socket
 *   HOME                  a fresh folder
 *   CARD_IN, CARD_OUT     descriptors of the card program's standard input and output: "insert NAME", "pull"
 *   CARD_PID, PCSCD_PID   both programs, to be stopped, continued or ended
 *   WITH_CARD_PID         us: SIGUSR1 starts another daemon on the same socket and port
 * and its exit status is ours. 77 where pcscd or the virtual reader's driver is missing.
 */
#include "config.h"	/* unshare(2) */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <winscard.h>

#define READER "Virtual PCD 00 00"
#define DRIVER "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
#define DAEMON "/usr/sbin/pcscd"
#define TRIES 20

static char base[64];
static volatile sig_atomic_t again;

static void
on_again(int sig)
{
	(void)sig;
	again = 1;
}

static void
die(const char *what)
{
	(void)fprintf(stderr, "with-card: %s: %s\n", what, strerror(errno));
	_exit(1);
}

static void
put_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd == -1 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		die(path);
	(void)close(fd);
}

/* A loopback and a /run of our own; without them the test still works, only less alone. */
static void
go_private(void)
{
	const unsigned uid = getuid(), gid = getgid();
	struct ifreq lo = { .ifr_name = "lo" };
	char map[64];
	int s;

	if (unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET) == -1)
		return;
	put_file("/proc/self/setgroups", "deny");
	(void)snprintf(map, sizeof(map), "%u %u 1", uid, uid);
	put_file("/proc/self/uid_map", map);
	(void)snprintf(map, sizeof(map), "%u %u 1", gid, gid);
	put_file("/proc/self/gid_map", map);
	if (mount("none", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755") == 0)
		(void)mkdir("/run/pcscd", 0755);
	if ((s = socket(AF_INET, SOCK_DGRAM, 0)) != -1 && ioctl(s, SIOCGIFFLAGS, &lo) == 0) {
		lo.ifr_flags |= IFF_UP;
		(void)ioctl(s, SIOCSIFFLAGS, &lo);
	}
	(void)close(s);
}


/* True when both ports can be bound now: vpcd takes a pair. */
static int
port_free(int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	int s, i, ok = 1;

	for (i = 0; i < 2 && ok; i++) {
		a.sin_port = htons((uint16_t)(port + i));
		s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		ok = bind(s, (struct sockaddr *)&a, sizeof(a)) == 0;
		(void)close(s);
	}
	return ok;
}

static int
pick_port(void)
{
	int i, port;

	for (i = 0; i < TRIES; i++) {
		port = 20000 + 2 * ((getpid() * 7 + i * 131) % 6000);
		if (port_free(port))
			return port;
	}
	die("no free port");
	return 0;
}

static int
listening(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	if (strlen(path) >= sizeof(a.sun_path))
		die(path);
	memcpy(a.sun_path, path, strlen(path));
	if (s == -1 || bind(s, (struct sockaddr *)&a, sizeof(a)) == -1 || listen(s, 16) == -1)
		die(path);
	return s;
}

/* Writes down the one reader and opens the socket that every daemon of ours is given. */
static int
prepare_daemon(int port)
{
	char path[128], text[512];

	(void)snprintf(path, sizeof(path), "%s/readers", base);
	(void)mkdir(path, 0700);
	(void)snprintf(path, sizeof(path), "%s/readers/vpcd", base);
	(void)snprintf(text, sizeof(text), "FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:%d\nLIBPATH %s\nCHANNELID %d\n",
	    port, DRIVER, port);
	put_file(path, text);
	(void)snprintf(path, sizeof(path), "%s/pcscd.comm", base);
	(void)setenv("PCSCLITE_CSOCK_NAME", path, 1);
	return listening(path);
}

static pid_t
start_daemon(int s)
{
	char path[128], text[16];
	pid_t pid;
	int null;

	if ((pid = fork()) != 0)
		return pid;
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)snprintf(text, sizeof(text), "%d", (int)getpid());
	(void)setenv("LISTEN_PID", text, 1);
	(void)setenv("LISTEN_FDS", "1", 1);
	if (s != 3) {
		(void)dup2(s, 3);
		(void)close(s);
	}
	if ((null = open("/dev/null", O_RDWR)) != -1 && getenv("WITH_CARD_DEBUG") == NULL) {
		(void)dup2(null, 1);
		(void)dup2(null, 2);
	}
	(void)snprintf(path, sizeof(path), "%s/readers", base);
	(void)execl(DAEMON, DAEMON, "--foreground", "--config", path, (char *)NULL);
	_exit(127);
}

/* The driver listens once the daemon has loaded it: a connection tells, not a pause. */
static void
wait_for_port(int port, pid_t daemon)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)(port + 1)),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int i, s, up = 0;

	for (i = 0; i < 1000 && !up; i++) {
		if (waitpid(daemon, NULL, WNOHANG) != 0)
			die("pcscd ended");
		s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (!(up = connect(s, (struct sockaddr *)&a, sizeof(a)) == 0))
			(void)poll(NULL, 0, 10);
		(void)close(s);
	}
	if (!up)
		die("pcscd doesn't listen");
}

/* The daemon looks for a card now and then; this waits for its word, not for a time. */
static void
wait_for_card(void)
{
	SCARD_READERSTATE st = { .szReader = READER, .dwCurrentState = SCARD_STATE_UNAWARE };
	SCARDCONTEXT context;
	LONG r;

	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS)
		die("pcscd doesn't answer");
	while ((r = SCardGetStatusChange(context, 10000, &st, 1)) == SCARD_S_SUCCESS && !(st.dwEventState & SCARD_STATE_PRESENT))
		st.dwCurrentState = st.dwEventState;
	(void)SCardReleaseContext(context);
	if (r != SCARD_S_SUCCESS)
		die("no card comes");
}

static void
export_number(const char *name, int n)
{
	char text[16];

	(void)snprintf(text, sizeof(text), "%d", n);
	(void)setenv(name, text, 1);
}

/* Starts the card program and waits for its first word: the card is in. */
static pid_t
start_card(const char *program, const char *card, int port)
{
	char text[16], word[256];
	int in[2], out[2];
	pid_t pid;

	if (pipe(in) == -1 || pipe(out) == -1)
		die("pipe");
	(void)snprintf(text, sizeof(text), "%d", port);
	if ((pid = fork()) == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
		(void)dup2(in[0], 0);
		(void)dup2(out[1], 1);
		(void)close(in[1]);
		(void)close(out[0]);
		(void)execl(program, program, "--port", text, "--card", card, (char *)NULL);
		_exit(127);
	}
	(void)close(in[0]);
	(void)close(out[1]);
	if (read(out[0], word, sizeof(word)) <= 0)
		die("the card program ended");
	wait_for_card();
	export_number("CARD_IN", in[1]);
	export_number("CARD_OUT", out[0]);
	return pid;
}

/* Until the command has ended; meanwhile another daemon is started when it asks for one. */
static int
wait_for(pid_t child, int s, int port, pid_t *daemon)
{
	int status = 0;

	while (waitpid(child, &status, 0) == -1 && errno == EINTR)
		if (again) {
			again = 0;
			(void)waitpid(*daemon, NULL, 0);
			*daemon = start_daemon(s);
			wait_for_port(port, *daemon);
		}
	return status;
}

static void
clean(void)
{
	char command[128];

	(void)snprintf(command, sizeof(command), "rm -rf %s", base);
	(void)!system(command);
}

int
main(int argc, char **argv)
{
	const struct sigaction usr1 = { .sa_handler = on_again };
	const char *program = getenv("MADOGUCHI_CARD");
	pid_t daemon, card, child;
	char text[96];
	int status, port, s;

	if (argc < 3)
		return 2;
	if (access(DAEMON, X_OK) == -1 || access(DRIVER, R_OK) == -1) {
		(void)puts("skipped: pcscd or the virtual reader is missing; ./bootstrap --tests installs them");
		return 77;
	}
	go_private();
	(void)snprintf(base, sizeof(base), "/tmp/madoguchi-bench-XXXXXX");
	if (mkdtemp(base) == NULL)
		die(base);
	(void)sigaction(SIGUSR1, &usr1, NULL);
	port = pick_port();
	s = prepare_daemon(port);
	daemon = start_daemon(s);
	wait_for_port(port, daemon);
	(void)snprintf(text, sizeof(text), "%s/home", base);
	(void)mkdir(text, 0700);
	card = start_card(program != NULL ? program : "./madoguchi-card", argv[1], port);
	(void)setenv("HOME", text, 1);
	export_number("CARD_PID", (int)card);
	export_number("PCSCD_PID", (int)daemon);
	export_number("WITH_CARD_PID", (int)getpid());
	if ((child = fork()) == 0) {
		(void)close(s);
		(void)execvp(argv[2], argv + 2);
		_exit(127);
	}
	status = wait_for(child, s, port, &daemon);
	(void)kill(card, SIGKILL);
	(void)kill(daemon, SIGKILL);
	(void)waitpid(card, NULL, 0);
	(void)waitpid(daemon, NULL, 0);
	clean();
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/* One stream of events for the screens. */
#include "tui/term/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <openssl/crypto.h>

#include "tui/term/term.h"

#define FLUSH_READS 64		/* of 512 bytes */

static int signal_pipe[2] = { -1, -1 };

static void
note_signal(int sig)
{
	unsigned char byte = (unsigned char)sig;
	int saved = errno;

	(void)!write(signal_pipe[1], &byte, 1);
	errno = saved;
}

enum err
input_start(void)
{
	static const int caught[] = { SIGWINCH, SIGCONT, SIGTERM, SIGHUP, SIGINT };
	struct sigaction act = { .sa_handler = note_signal };
	size_t i;

	if (pipe(signal_pipe) == -1)
		return ERR_IO;
	for (i = 0; i < 2; i++) {
		if (fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK) == -1 || fcntl(signal_pipe[i], F_SETFD,
		    FD_CLOEXEC) == -1)
			return ERR_IO;
	}
	(void)sigfillset(&act.sa_mask);
	for (i = 0; i < sizeof caught / sizeof caught[0]; i++) {
		if (sigaction(caught[i], &act, NULL) == -1)
			return ERR_IO;
	}
	(void)signal(SIGPIPE, SIG_IGN);
	return ERR_NONE;
}

void
input_stop(void)
{
	size_t i;

	for (i = 0; i < 2; i++) {
		if (signal_pipe[i] != -1)
			(void)close(signal_pipe[i]);
		signal_pipe[i] = -1;
	}
}

/* Several signals that came together are one event: to end is stronger than to go on, and that than to resize. */
static bool
take_signals(struct input *in)
{
	unsigned char byte;
	bool any = false;

	in->kind = INPUT_RESIZE;
	while (read(signal_pipe[0], &byte, 1) == 1) {
		any = true;
		if (byte == SIGCONT && in->kind != INPUT_END)
			in->kind = INPUT_RESUME;
		else if (byte != SIGWINCH && byte != SIGCONT)
			in->kind = INPUT_END;
	}
	return any;
}

/* False when the terminal is gone. */
static bool
read_keys(struct sources *from)
{
	unsigned char bytes[512];
	size_t room = sizeof from->decoder->bytes - from->decoder->len;
	ssize_t n;

	if (room == 0)
		return true;
	n = read(from->tty, bytes, room < sizeof bytes ? room : sizeof bytes);
	if (n > 0)
		(void)decode_feed(from->decoder, bytes, (size_t)n);
	OPENSSL_cleanse(bytes, sizeof bytes);
	return n > 0 || (n == -1 && (errno == EINTR || errno == EAGAIN));
}

enum { FD_SIGNAL, FD_WORKER, FD_CARD, FD_TTY, FD_COUNT };

static int
wait_for(const struct sources *from, struct pollfd fds[FD_COUNT], int ms)
{
	size_t i;

	fds[FD_SIGNAL].fd = signal_pipe[0];
	fds[FD_WORKER].fd = from->worker;
	fds[FD_CARD].fd = from->card;
	fds[FD_TTY].fd = from->keys ? from->tty : -1;
	for (i = 0; i < FD_COUNT; i++) {
		fds[i].events = POLLIN;
		fds[i].revents = 0;
	}
	return poll(fds, FD_COUNT, ms);
}

/* A key has begun, and time alone can end it. */
static bool
begun(enum decoded d)
{
	return d == DECODED_ESCAPE || d == DECODED_SEQUENCE;
}

void
input_next(struct sources *from, int ms, struct input *in)
{
	struct pollfd fds[FD_COUNT];
	enum decoded d = DECODED_EMPTY;
	bool waited = false, fed = false;
	int n;

	for (;;) {
		size_t had = from->decoder->len;

		in->kind = INPUT_PRESS;
		if (from->keys && (d = decode_next(from->decoder, waited, &in->press)) == DECODED_ONE)
			return;
		in->kind = INPUT_TIME;
		if ((fed || waited || from->decoder->len < had) && !begun(d))
			return;		/* bytes that meant nothing, as a terminal's answer */
		n = wait_for(from, fds, d == DECODED_ESCAPE ? TERM_ESCAPE_MS : begun(d) ? TERM_SEQUENCE_MS : ms);
		if (take_signals(in))
			return;
		if (n == -1)
			continue;
		waited = n == 0 && begun(d);
		in->kind = n == 0 ? INPUT_TIME : fds[FD_WORKER].revents != 0 ? INPUT_WORKER :
		    fds[FD_CARD].revents != 0 ? INPUT_CARD : INPUT_END;
		if (!waited && (in->kind != INPUT_END || !(fed = read_keys(from))))
			return;
	}
}

bool
input_pending(const struct sources *from)
{
	struct pollfd fds[FD_COUNT];

	return (from->keys && decode_pending(from->decoder)) || wait_for(from, fds, 0) > 0;
}

/*
 * Read and not flushed, so that nothing is parted: the half of a sequence would be text. What only time would end is
 * over. Somebody who leans on a key doesn't hold us up.
 */
void
input_flush(struct sources *from)
{
	struct pollfd tty = { .fd = from->tty, .events = POLLIN };
	struct press_event dropped;
	int reads = FLUSH_READS;

	do {
		while (decode_next(from->decoder, false, &dropped) == DECODED_ONE)
			continue;
	} while (reads-- > 0 && poll(&tty, 1, 0) > 0 && tty.revents == POLLIN && read_keys(from));
	while (decode_next(from->decoder, true, &dropped) == DECODED_ONE)
		continue;
	OPENSSL_cleanse(&dropped, sizeof dropped);
}

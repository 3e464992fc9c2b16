/* madoguchi-card at the socket of a reader that this test plays: cards go in and out, commands are answered. */
#include <arpa/inet.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "training.h"

#define PATIENCE 20000		/* ms until a test gives up; nothing waits this long unless it is broken */

struct bench {
	struct training t;
	int listening, reader;		/* reader: the connection, which is the card */
	unsigned port;
	pid_t pid;
	FILE *in, *out;
};

static int
setup(void **state)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(a);
	struct bench *b = calloc(1, sizeof(*b));
	struct virtual_spec spec = training_spec();

	training_folder(&b->t);
	training_make(&b->t, &spec);
	virtual_close(&b->t.card);
	b->listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(b->listening, (const struct sockaddr *)&a, sizeof(a)), 0);
	assert_int_equal(listen(b->listening, 2), 0);
	assert_int_equal(getsockname(b->listening, (struct sockaddr *)&a, &size), 0);
	b->port = ntohs(a.sin_port);
	b->reader = -1;
	*state = b;
	return 0;
}

static void
start(struct bench *b, const char *option, const char *value)
{
	const char *top = getenv("top_builddir");
	char program[1024], port[16];
	int in[2], out[2];

	(void)snprintf(program, sizeof(program), "%s/madoguchi-card", top != NULL ? top : ".");
	(void)snprintf(port, sizeof(port), "%u", b->port);
	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	if ((b->pid = fork()) == 0) {
		(void)setenv("HOME", b->t.folder, 1);
		(void)setenv("XDG_DATA_HOME", b->t.folder, 1);
		(void)setenv("XDG_STATE_HOME", b->t.folder, 1);
		(void)dup2(in[0], STDIN_FILENO);
		(void)dup2(out[1], STDOUT_FILENO);
		(void)close(in[1]);
		(void)close(out[0]);
		(void)execl(program, program, "--port", port, option, value, (char *)NULL);
		_exit(127);
	}
	(void)close(in[0]);
	(void)close(out[1]);
	assert_non_null(b->in = fdopen(in[1], "w"));
	assert_non_null(b->out = fdopen(out[0], "r"));
}

static int
finish(struct bench *b)
{
	int status;

	(void)fclose(b->in);
	assert_int_equal(waitpid(b->pid, &status, 0), b->pid);
	(void)fclose(b->out);
	b->pid = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
teardown(void **state)
{
	struct bench *b = *state;
	char command[160];

	if (b->pid != 0) {
		(void)kill(b->pid, SIGKILL);
		(void)finish(b);
	}
	if (b->reader != -1)
		(void)close(b->reader);
	(void)close(b->listening);
	(void)snprintf(command, sizeof(command), "rm -rf '%s'", b->t.folder);
	assert_int_equal(system(command), 0);
	free(b);
	return 0;
}

static void
wait_readable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	assert_int_equal(poll(&p, 1, PATIENCE), 1);
}

static void
order(struct bench *b, const char *what, const char *which)
{
	(void)fprintf(b->in, "%s%s\n", what, which);
	(void)fflush(b->in);
}

static void
expect(struct bench *b, const char *line)
{
	char got[256] = "";

	assert_non_null(fgets(got, sizeof(got), b->out));
	got[strcspn(got, "\n")] = '\0';
	assert_string_equal(got, line);
}

static void
card_goes_in(struct bench *b)
{
	wait_readable(b->listening);
	assert_true((b->reader = accept(b->listening, NULL, NULL)) != -1);
}

static bool
card_is_out(struct bench *b)
{
	char byte;

	wait_readable(b->reader);
	if (recv(b->reader, &byte, 1, 0) != 0)
		return false;
	(void)close(b->reader);
	b->reader = -1;
	return true;
}

/* As vpcd sends: the length, then the message, in two packets. */
static void
send_message(struct bench *b, const char *hex)
{
	unsigned char message[512], length[2];
	size_t len;

	training_unhex(hex, message, &len);
	length[0] = (unsigned char)(len >> 8);
	length[1] = (unsigned char)(len & 0xff);
	assert_int_equal(send(b->reader, length, 2, MSG_NOSIGNAL), 2);
	assert_int_equal(send(b->reader, message, len, MSG_NOSIGNAL), (ssize_t)len);
}

static void
answered(struct bench *b, const char *hex)
{
	unsigned char want[512], length[2], got[512];
	size_t len;

	training_unhex(hex, want, &len);
	wait_readable(b->reader);
	assert_int_equal(recv(b->reader, length, 2, MSG_WAITALL), 2);
	assert_int_equal(length[0] << 8 | length[1], len);
	assert_int_equal(recv(b->reader, got, len, MSG_WAITALL), (ssize_t)len);
	assert_memory_equal(got, want, len);
}

static void
a_card_is_inserted_used_and_pulled(void **state)
{
	struct bench *b = *state;

	start(b, "--lang", "en");
	order(b, "insert ", b->t.path);
	card_goes_in(b);
	assert_non_null(fgets((char[256]){ 0 }, 256, b->out));
	send_message(b, "04");
	answered(b, "3BE000FF8131FE4514");
	send_message(b, "01");
	expect(b, "powered");
	send_message(b, SELECT_JPKI);
	answered(b, "9000");
	send_message(b, "0020009804" PIN_9999);
	answered(b, "63C2");
	send_message(b, "0020009804" PIN_1234);
	answered(b, "9000");
	send_message(b, "02");
	expect(b, "reset");
	send_message(b, "00");
	expect(b, "unpowered");
	order(b, "pull", "");
	assert_true(card_is_out(b));
	expect(b, "pulled");
	order(b, "insert ", b->t.path);
	card_goes_in(b);
	assert_non_null(fgets((char[256]){ 0 }, 256, b->out));
	order(b, "pull 2", "");
	order(b, "pull two", "");
	expect(b, "failed usage");	/* the order before it has been read */
	send_message(b, SELECT_JPKI);
	answered(b, "9000");
	send_message(b, SELECT_JPKI);
	assert_true(card_is_out(b));
	expect(b, "pulled");
	order(b, "quit", "");
	expect(b, "quit");
	assert_int_equal(finish(b), 0);
}

/* Messages that come together, or a byte at a time, are the same messages. */
static void
messages_may_come_in_any_pieces(void **state)
{
	static const char together[] = "\0\1\4\0\5\0\x84\0\0\1";
	struct bench *b = *state;
	unsigned char got[64];
	size_t i;

	start(b, "--card", b->t.path);
	card_goes_in(b);
	assert_int_equal(send(b->reader, together, sizeof(together) - 1, MSG_NOSIGNAL), sizeof(together) - 1);
	assert_int_equal(recv(b->reader, got, 11 + 5, MSG_WAITALL), 16);
	assert_int_equal(got[11 + 3], 0x90);
	for (i = 0; i < sizeof(together) - 1; i++)
		assert_int_equal(send(b->reader, together + i, 1, MSG_NOSIGNAL), 1);
	assert_int_equal(recv(b->reader, got, 11 + 5, MSG_WAITALL), 16);
	assert_int_equal(got[11 + 3], 0x90);
}

static void
a_reader_that_goes_takes_the_card_out(void **state)
{
	struct bench *b = *state;
	struct virtual_card *card;

	start(b, "--card", b->t.path);
	card_goes_in(b);
	assert_non_null(fgets((char[256]){ 0 }, 256, b->out));
	assert_int_equal(virtual_open(b->t.path, &card), ERR_READER_BUSY);
	(void)close(b->reader);
	expect(b, "lost");
	assert_int_equal(virtual_open(b->t.path, &card), ERR_NONE);	/* free for others again */
	virtual_close(&card);
	order(b, "insert ", b->t.path);
	card_goes_in(b);
}

static void
a_practice_card_goes_by_its_name(void **state)
{
	struct bench *b = *state;

	start(b, "--at", "2026-11-23T10:30");
	order(b, "insert ", "damaged");
	expect(b, "inserted damaged");
	card_goes_in(b);
	send_message(b, SELECT_JPKI);
	answered(b, "6F00");
}

static void
nonsense_is_told_and_survived(void **state)
{
	struct bench *b = *state;
	char longer[3000];

	(void)memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	start(b, "--lang", "en");
	order(b, "insert ", "no-such-card");
	expect(b, "failed practice-card");
	order(b, "insert ", "/nonexistent/card");
	expect(b, "failed io");
	order(b, "eject", "");
	expect(b, "failed usage");
	order(b, longer, "");
	expect(b, "failed too-long");
	assert_int_equal(finish(b), 0);		/* the end of its input */
}

static void
without_a_reader_it_ends(void **state)
{
	struct bench *b = *state;

	(void)close(b->listening);
	start(b, "--card", b->t.path);
	expect(b, "failed pcsc-down");
	assert_int_equal(finish(b), 4);
	start(b, "--port", "0");
	assert_int_equal(finish(b), 2);
	start(b, "--port", "65536");
	assert_int_equal(finish(b), 2);
	start(b, "--no-such", "option");
	assert_int_equal(finish(b), 2);
}

#define BENCH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BENCH(a_card_is_inserted_used_and_pulled),
		BENCH(messages_may_come_in_any_pieces),
		BENCH(a_reader_that_goes_takes_the_card_out),
		BENCH(a_practice_card_goes_by_its_name),
		BENCH(nonsense_is_told_and_survived),
		BENCH(without_a_reader_it_ends),
	};

	(void)signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

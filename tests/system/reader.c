/*
 * The PC/SC wire beside a real pcscd, started by with-card: the card pulled and put in, pulled in mid-session, silent,
 * and the daemon stopped. Nothing sleeps: each waits for what the wire or the card program tells.
 */
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "card/jpki.h"
#include "card/reference.h"
#include "card/pcsc-private.h"

#define WAIT_MS 20000
#define SHORT_MS 300		/* instead of 5 seconds, where a card shall be silent */

static struct wire *wire;

static int
number_of(const char *name)
{
	const char *value = getenv(name);

	assert_non_null(value);
	return atoi(value);
}

/* A line to the card program, whose answer is that it is done. */
static void
tell_card(const char *line)
{
	char word[256];

	assert_int_equal(write(number_of("CARD_IN"), line, strlen(line)), (ssize_t)strlen(line));
	assert_true(read(number_of("CARD_OUT"), word, sizeof(word)) > 0);
}

static struct wire_state
wait_for(enum err fault, bool card, unsigned long least)
{
	struct pollfd fd = { .fd = wire->ops->event_fd(wire), .events = POLLIN };
	struct wire_state s;

	for (;;) {
		wire->ops->state(wire, &s);
		if (s.fault == fault && s.card == card && s.changes >= least)
			return s;
		if (poll(&fd, 1, WAIT_MS) != 1)
			fail_msg("waited for %s, is %s, card %d", err_name(fault), err_name(s.fault), s.card);
	}
}

/* What any visit does: open, look, close. */
static void
look(void)
{
	struct card card;
	char token[33];
	int left;

	assert_int_equal(card_open(&card, wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(jpki_token(&card, token), ERR_NONE);
	assert_string_equal(token, "JPKIAPICCTOKEN2");
	assert_int_equal(reference_tries(&card, REFERENCE_SIGN, &left), ERR_NONE);
	assert_int_equal(left, 5);
	card_close(&card);
}

static void
card_that_is_in_is_read(void **state)
{
	struct pcsc_reader readers[PCSC_READERS_MAX];
	struct wire_state s;

	(void)state;
	s = wait_for(ERR_NONE, true, 0);
	assert_string_equal(s.reader, "Virtual PCD 00 00");
	assert_int_equal(pcsc_wire_readers(wire, readers, PCSC_READERS_MAX), 2);
	look();
}

static void
card_pulled_and_put_in_is_noticed(void **state)
{
	struct wire_state s = wait_for(ERR_NONE, true, 0);

	(void)state;
	tell_card("pull\n");
	s = wait_for(ERR_NONE, false, s.changes + 1);
	assert_int_equal(wire->ops->power_on(wire), ERR_CARD_NONE);
	tell_card("insert about-to-expire\n");
	(void)wait_for(ERR_NONE, true, s.changes + 1);
	look();
}

static void
card_pulled_in_mid_session_is_removed(void **state)
{
	struct wire_state s = wait_for(ERR_NONE, true, 0);
	struct card card;
	int left;

	(void)state;
	assert_int_equal(card_open(&card, wire, CARD_USE_WORK), ERR_NONE);
	tell_card("pull\n");
	assert_int_equal(reference_tries(&card, REFERENCE_AUTH, &left), ERR_CARD_REMOVED);	/* before pcscd has looked */
	s = wait_for(ERR_NONE, false, s.changes + 1);
	assert_int_equal(reference_tries(&card, REFERENCE_AUTH, &left), ERR_CARD_REMOVED);	/* and after */
	card_close(&card);
	tell_card("insert about-to-expire\n");
	(void)wait_for(ERR_NONE, true, s.changes + 1);
	look();
}

static void
set_limit(unsigned ms)
{
	struct pcsc *p = (struct pcsc *)(void *)wire;

	(void)pthread_mutex_lock(&p->lock);
	p->limit_ms = ms;
	(void)pthread_mutex_unlock(&p->lock);
}

static void
silent_card_is_told_and_comes_back(void **state)
{
	struct wire_state s = wait_for(ERR_NONE, true, 0);
	struct card card;
	int left;

	(void)state;
	assert_int_equal(card_open(&card, wire, CARD_USE_WORK), ERR_NONE);
	set_limit(SHORT_MS);
	assert_int_equal(kill(number_of("CARD_PID"), SIGSTOP), 0);
	assert_int_equal(reference_tries(&card, REFERENCE_AUTH, &left), ERR_CARD_SILENT);
	card_close(&card);			/* doesn't wait for the call that hangs */
	assert_int_equal(wire->ops->power_on(wire), ERR_CARD_SILENT);
	set_limit(WAIT_MS);
	assert_int_equal(kill(number_of("CARD_PID"), SIGCONT), 0);
	(void)wait_for(ERR_NONE, true, s.changes + 1);
	look();
}

static void
stopped_daemon_is_told(void **state)
{
	struct wire_state s = wait_for(ERR_NONE, true, 0);

	(void)state;
	assert_int_equal(kill(number_of("PCSCD_PID"), SIGTERM), 0);
	(void)wait_for(ERR_PCSC_DOWN, false, s.changes + 1);
	assert_int_equal(wire->ops->power_on(wire), ERR_PCSC_DOWN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(card_that_is_in_is_read),
		cmocka_unit_test(card_pulled_and_put_in_is_noticed),
		cmocka_unit_test(card_pulled_in_mid_session_is_removed),
		cmocka_unit_test(silent_card_is_told_and_comes_back),
		cmocka_unit_test(stopped_daemon_is_told),
	};
	int failed;

	if (pcsc_wire_new(NULL, &wire) != ERR_NONE)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	wire_free(&wire);
	return failed;
}

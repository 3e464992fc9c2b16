/* The reader in this process: cards come and go under the program's hands. */
#include "training.h"

#include <poll.h>
#include <pthread.h>

static bool
event_waits(struct wire *w)
{
	struct pollfd p = { .fd = w->ops->event_fd(w), .events = POLLIN };

	return poll(&p, 1, 0) == 1;
}

static enum err
transmit(struct wire *w, const char *hex, unsigned *sw)
{
	unsigned char command[64], answer[APDU_ANSWER_MAX + 2];
	size_t len, n = 0;
	enum err e;

	training_unhex(hex, command, &len);
	if ((e = w->ops->transmit(w, command, len, answer, sizeof(answer), &n)) == ERR_NONE)
		*sw = (unsigned)(answer[n - 2] << 8 | answer[n - 1]);
	return e;
}

static void
cards_come_and_go(void **state)
{
	struct training *t = *state;
	struct wire *w = virtual_wire_new();
	struct wire_state s;
	unsigned sw;

	virtual_close(&t->card);
	assert_string_equal(w->ops->name, "process");
	w->ops->state(w, &s);
	assert_false(s.card);
	assert_int_equal(s.fault, ERR_NONE);
	assert_true(s.reader[0] != '\0');
	assert_int_equal(w->ops->power_on(w), ERR_CARD_NONE);
	assert_int_equal(transmit(w, SELECT_JPKI, &sw), ERR_CARD_REMOVED);
	assert_false(event_waits(w));
	assert_int_equal(virtual_wire_put(w, t->path), ERR_NONE);
	assert_true(event_waits(w));
	w->ops->state(w, &s);
	assert_true(s.card);
	assert_int_equal(s.changes, 1);
	assert_false(event_waits(w));
	assert_int_equal(transmit(w, SELECT_JPKI, &sw), ERR_CARD_REMOVED);	/* not powered yet */
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	assert_int_equal(transmit(w, SELECT_JPKI, &sw), ERR_NONE);
	assert_int_equal(sw, 0x9000);
	virtual_wire_pull(w);
	assert_true(event_waits(w));
	w->ops->state(w, &s);
	assert_false(s.card);
	assert_int_equal(s.changes, 2);
	assert_int_equal(transmit(w, SELECT_JPKI, &sw), ERR_CARD_REMOVED);
	wire_free(&w);
	assert_null(w);
}

static void
a_card_put_back_has_lost_its_logins(void **state)
{
	struct training *t = *state;
	struct wire *w = virtual_wire_new();
	unsigned sw;

	virtual_close(&t->card);
	assert_int_equal(virtual_wire_put(w, t->path), ERR_NONE);
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	assert_int_equal(transmit(w, SELECT_JPKI, &sw), ERR_NONE);
	assert_int_equal(transmit(w, "0020009804" PIN_1234, &sw), ERR_NONE);
	assert_int_equal(sw, 0x9000);
	virtual_wire_pull(w);
	assert_int_equal(virtual_wire_put(w, t->path), ERR_NONE);
	assert_int_equal(transmit(w, "00200098", &sw), ERR_CARD_REMOVED);
	assert_int_equal(transmit(w, "00200098", &sw), ERR_CARD_REMOVED);
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	assert_int_equal(transmit(w, "00200098", &sw), ERR_NONE);
	assert_int_equal(sw, 0x6d00);		/* no application is selected */
	w->ops->power_off(w);
	w->ops->power_off(w);
	assert_int_equal(virtual_open(t->path, &t->card), ERR_NONE);	/* powered off, it is free */
	assert_int_equal(w->ops->power_on(w), ERR_READER_BUSY);
	wire_free(&w);
}

static void
a_broken_file_is_not_put_on(void **state)
{
	struct training *t = *state;
	struct wire *w = virtual_wire_new();
	struct wire_state s;

	assert_int_equal(virtual_wire_put(w, "/nonexistent/card"), ERR_IO);
	assert_int_equal(truncate(t->path, 100), 0);
	assert_int_equal(virtual_wire_put(w, t->path), ERR_DATA);
	w->ops->state(w, &s);
	assert_false(s.card);
	assert_int_equal(s.changes, 0);
	wire_free(&w);
}

struct pulling { struct wire *wire; const char *path; };

static void *
put_and_pull(void *arg)
{
	const struct pulling *p = arg;
	int i;

	for (i = 0; i < 200; i++) {
		if (virtual_wire_put(p->wire, p->path) == ERR_NONE)
			virtual_wire_pull(p->wire);
	}
	return NULL;
}

/* Whatever another thread does to the card, a command is answered or the card is gone. */
static void
pulling_from_another_thread(void **state)
{
	struct training *t = *state;
	struct wire *w = virtual_wire_new();
	struct pulling p = { w, t->path };
	struct wire_state s = { .changes = 0 };
	pthread_t other;
	unsigned sw;
	enum err e;

	virtual_close(&t->card);
	assert_int_equal(pthread_create(&other, NULL, put_and_pull, &p), 0);
	while (s.changes < 400) {
		if ((e = w->ops->power_on(w)) == ERR_NONE)
			e = transmit(w, SELECT_JPKI, &sw);
		assert_true(e == ERR_NONE || e == ERR_CARD_NONE || e == ERR_CARD_REMOVED);
		w->ops->state(w, &s);
	}
	assert_int_equal(pthread_join(other, NULL), 0);
	assert_int_equal(transmit(w, SELECT_JPKI, &sw), ERR_CARD_REMOVED);
	wire_free(&w);
}

#define ON_A_CARD(test) cmocka_unit_test_setup_teardown(test, training_setup, training_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_CARD(cards_come_and_go),
		ON_A_CARD(a_card_put_back_has_lost_its_logins),
		ON_A_CARD(a_broken_file_is_not_put_on),
		ON_A_CARD(pulling_from_another_thread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

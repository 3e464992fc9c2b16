/* Waits for what a wire tells. No test sleeps: each waits for a state. */
#include "pcsc-wait.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <poll.h>
#include <string.h>
#include <cmocka.h>

#define WAIT_MS 10000

/* Waits until the wire tells what is wanted; its state then. */
struct wire_state
wait_for(struct wire *w, struct wanted want)
{
	struct pollfd fd = { .fd = w->ops->event_fd(w), .events = POLLIN };
	struct wire_state s;

	for (;;) {
		w->ops->state(w, &s);
		if (s.fault == want.fault && s.card == want.card && s.changes >= want.least &&
		    (want.reader == NULL || strcmp(s.reader, want.reader) == 0))
			return s;
		if (poll(&fd, 1, WAIT_MS) != 1)
			fail_msg("waited for fault %s, is %s, card %d", err_name(want.fault), err_name(s.fault),
			    s.card);
	}
}

struct wire *
wire_new(void)
{
	struct wire *w;

	assert_int_equal(pcsc_wire_new(NULL, &w), ERR_NONE);
	return w;
}

void
wire_is_late(struct wire *w)
{
	(void)pthread_mutex_lock(&lib.lock);
	lib.late = (struct pcsc *)(void *)w;
	(void)pthread_mutex_unlock(&lib.lock);
}

void
wire_limit(struct wire *w, unsigned ms)
{
	struct pcsc *p = (struct pcsc *)(void *)w;

	(void)pthread_mutex_lock(&p->lock);
	p->limit_ms = ms;
	(void)pthread_mutex_unlock(&p->lock);
}

enum err
send_one(struct wire *w)
{
	return send_ins(w, 0x20);
}

enum err
send_ins(struct wire *w, unsigned char ins)
{
	const unsigned char command[] = { 0x00, ins, 0x00, 0x80 };
	unsigned char answer[APDU_ANSWER_MAX + 2];
	size_t len;
	enum err e = w->ops->transmit(w, command, sizeof(command), answer, sizeof(answer), &len);

	if (e == ERR_NONE) {
		assert_int_equal(len, 3);
		assert_memory_equal(answer, "\x80\x90\x00", 3);
	}
	return e;
}

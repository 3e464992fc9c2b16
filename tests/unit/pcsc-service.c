/* A service that never answers, that refuses the account, and readers that aren't there: each is told by its own name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "pcsc-wait.h"

static void
first_look_is_over(struct wire *w)
{
	struct pcsc *p = (struct pcsc *)(void *)w;

	(void)pthread_mutex_lock(&p->lock);
	p->first_look_by = pcsc_deadline(0);
	(void)pthread_cond_broadcast(&p->changed);
	(void)pthread_mutex_unlock(&p->lock);
}

static void
service_that_never_answers_is_silent(void **state)
{
	struct pcsc_reader readers[PCSC_READERS_MAX];
	struct wire_state s;
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	lib.hang_service = true;
	w = wire_new();
	first_look_is_over(w);
	assert_int_equal(pcsc_wire_readers(w, readers, PCSC_READERS_MAX), 0);
	w->ops->state(w, &s);
	assert_int_equal(s.fault, ERR_PCSC_SILENT);
	assert_int_equal(w->ops->power_on(w), ERR_PCSC_SILENT);
	lib_set(&lib.hang_service, false);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, "A", 0 });
	wire_is_late(w);
	lib_set(&lib.hang_service, true);	/* and one that falls silent later */
	assert_int_equal(w->ops->power_on(w), ERR_PCSC_SILENT);
	lib_set(&lib.hang_service, false);
	wire_free(&w);
}

static void
service_that_refuses_the_account_is_no_service_that_is_down(void **state)
{
	static const LONG codes[] = { SCARD_W_SECURITY_VIOLATION, SCARD_E_NO_ACCESS };
	struct wire *w;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		lib_reset();
		lib_plug("A", true);
		lib.service = codes[i];
		w = wire_new();
		(void)wait_for(w, (struct wanted){ ERR_PCSC_DENIED, false, NULL, 0 });
		assert_int_equal(w->ops->power_on(w), ERR_PCSC_DENIED);
		wire_free(&w);
	}
}

static void
reader_that_was_never_there_is_unknown(void **state)
{
	struct wire_state s;
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("Alpha 00 00", true);
	assert_int_equal(pcsc_wire_new("Nope", &w), ERR_NONE);
	s = wait_for(w, (struct wanted){ ERR_READER_UNKNOWN, false, NULL, 0 });
	assert_int_equal(s.readers, 1);
	assert_int_equal(w->ops->power_on(w), ERR_READER_UNKNOWN);
	lib_plug("Nope 00 00", true);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, "Nope 00 00", 0 });
	wire_free(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(service_that_never_answers_is_silent),
		cmocka_unit_test(service_that_refuses_the_account_is_no_service_that_is_down),
		cmocka_unit_test(reader_that_was_never_there_is_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

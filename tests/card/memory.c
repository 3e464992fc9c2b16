/*
 * Memory that runs out beside a card: at each request of a renewal, a look and the CA, once and for
 * good. The journal knows how far it came; recovery brings it to an end, and every promise of the fault matrix holds.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "card/virtual/virtual.h"
#include "issuer/local/local.h"
#include "tests/faults/world.h"
#include "tests/unit/key-pool.h"
#include "tests/unit/scratch.h"
#include "tests/unit/short-memory.h"

static const struct scenario scene = { "renew both", "renew", CERT_BOTH, 0, CERT_BOTH, 0 };

static struct scratch scratch;
static char made[96], at_work[96], ca[96], number[CASE_NUMBER_MAX];
static struct world world;
static struct mishap none;
static struct fault_wire wire;
static struct fault_issuer issuer;
static struct desk desk;
static struct desk_pins pins;
static struct desk_result result;
static struct card_view view;

static int
setup(void **state)
{
	(void)state;
	scratch_new_fast(&scratch);
	fault_vfs_register();
	(void)snprintf(made, sizeof(made), "%s/made", scratch.folder);
	(void)snprintf(at_work, sizeof(at_work), "%s/work", scratch.folder);
	(void)snprintf(ca, sizeof(ca), "%s/work/ca", scratch.folder);
	(void)mkdir(made, 0700);
	(void)mkdir(at_work, 0700);
	key_pool_next(0);
	world_make(made, &scene, number);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	world_close(&world);
	scratch_free(&scratch);
	return 0;
}

static void
open_world(void)
{
	world_open(&world, at_work, number);
	world_desk(&world, &wire, &issuer, &none, &desk);
	world_pins(&scene, &pins);
}

/* The morning of that day, whatever was done before. */
static void
begin_anew(void)
{
	world_close(&world);
	world_empty(at_work);
	world_copy(made, at_work);
	key_pool_next(0);	/* the other two are on the card */
	open_world();
}

static enum err
renew(void)
{
	return desk_perform(&desk, number, &pins, &result);
}

static bool
count(void *ctx, const struct half_done *h)
{
	(void)h;
	++*(int *)ctx;
	return true;
}

/* As a program that starts would: what is half done is brought to its end. */
static void
see_promises(enum err e)
{
	enum recovery ended = RECOVERY_FINISHED;
	const char *broken;
	int open = 0;

	world_close(&world);
	open_world();
	assert_int_equal(desk_half_done(&desk, count, &open), ERR_NONE);
	assert_false(e == ERR_NONE && open > 0);
	if (open > 0)
		assert_int_equal(desk_recover(&desk, number, true, &ended, &result), ERR_NONE);
	else if (e != ERR_NONE)
		ended = RECOVERY_UNDONE;
	if ((broken = world_broken(&scene, made, &world, ended)) != NULL)
		fail_msg("%s: %s", err_name(e), broken);
}

static enum err
look(void)
{
	int left;

	return desk_look(&desk, NULL, &view, &left);
}

static enum err
open_ca(void)
{
	struct issuer *i;
	enum err e = local_ca_open(ca, "madoguchi training", desk.clock.now(NULL), &i);

	assert_true((e == ERR_NONE) == (i != NULL));
	issuer_free(&i);
	return e;
}

static bool
see_row(void *ctx, const struct local_ca_row *row)
{
	(void)ctx;
	(void)row;
	return true;
}

static enum err
read_book(void)
{
	static unsigned char der[65536];
	enum err e = local_ca_list(world.issuer, see_row, NULL);
	size_t len;

	return e != ERR_NONE ? e : local_ca_crl(world.issuer, CERT_SIGN, desk.clock.now(NULL), der, sizeof(der), &len);
}

static enum err
put_card(void)
{
	struct wire *w = virtual_wire_new();
	char path[128];
	enum err e;

	(void)snprintf(path, sizeof(path), "%s/card", at_work);
	e = w != NULL ? virtual_wire_put(w, path) : ERR_MEMORY;
	wire_free(&w);
	return e;
}

static void
each_request_may_be_refused(void **state)
{
	static const struct shortage works[] = {
		{ .name = "the CA is opened", .work = open_ca },
		{ .name = "its book is read", .work = read_book },
		{ .name = "a card is put on the reader", .work = put_card, .in_own_words = true },
		{ .name = "a card is looked at", .work = look, .in_own_words = true },
		{ .name = "both certificates are renewed", .before = begin_anew, .work = renew, .after = see_promises, .in_own_words = true },
	};
	size_t i;

	(void)state;
	begin_anew();
	for (i = 0; i < sizeof(works) / sizeof(*works); i++)
		(void)memory_try_each(&works[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_request_may_be_refused, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

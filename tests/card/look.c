/* A look at a card spends no try, costs twelve commands, and says what is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "../faults/world.h"

static const struct scenario scene = { "look", "renew", CERT_BOTH, 0, CERT_BOTH, 1u << PIN_JUKI };

struct counter { char base[32]; struct world world; struct mishap none; struct fault_wire wire; struct fault_issuer issuer; struct desk desk; };

static int
setup(void **state)
{
	struct counter *c = calloc(1, sizeof(*c));
	char number[CASE_NUMBER_MAX];

	if (c == NULL)
		return 1;
	*state = c;
	memcpy(c->base, "/tmp/madoguchi-look-XXXXXX", sizeof("/tmp/madoguchi-look-XXXXXX"));
	if (mkdtemp(c->base) == NULL)
		return 1;
	fault_vfs_register();
	world_make(c->base, &scene, number);
	world_open(&c->world, c->base, number);
	world_desk(&c->world, &c->wire, &c->issuer, &c->none, &c->desk);
	return 0;
}

static int
teardown(void **state)
{
	struct counter *c = *state;

	world_close(&c->world);
	world_empty(c->base);
	(void)rmdir(c->base);
	free(c);
	return 0;
}

static void
shows_all_in_twelve_commands(void **state)
{
	struct counter *c = *state;
	struct card_view view;
	int left = -2;

	assert_int_equal(desk_show(&c->desk, NULL, &view, &left), ERR_NONE);
	assert_in_range(view.commands, 1, 12);
	assert_string_equal(view.token, "JPKIAPICCTOKEN2");
	assert_int_equal(view.certs[CERT_SIGN].state, VIEW_NEEDS_PIN);
	assert_int_equal(view.certs[CERT_AUTH].state, VIEW_EXPIRING);
	assert_int_equal(date_compare(view.certs[CERT_AUTH].expires, (struct date){ 2027, 1, 15 }), 0);
	assert_int_equal(date_compare(view.expires, (struct date){ 2032, 1, 15 }), 0);
	assert_int_equal(view.tries[PIN_SIGN], 5);
	assert_int_equal(view.tries[PIN_AUTH], 3);
	assert_int_equal(view.tries[PIN_JUKI], 0);
	assert_int_equal(view.tries[PIN_ASSIST], 3);
	assert_false(view.training);
	assert_int_equal(left, -2);
}

static void
sees_a_training_card(void **state)
{
	struct counter *c = *state;
	struct card_view view;
	int left;

	assert_int_equal(desk_look(&c->desk, NULL, &view, &left), ERR_NONE);
	assert_true(view.training);
	assert_in_range(view.commands, 1, 13);
}

static void
signature_certificate_behind_its_pin(void **state)
{
	struct counter *c = *state;
	struct desk_pins pins;
	struct card_view view;
	int left;

	world_pins(&scene, &pins);
	assert_int_equal(desk_show(&c->desk, &pins.pin[PIN_SIGN], &view, &left), ERR_NONE);
	assert_int_equal(view.certs[CERT_SIGN].state, VIEW_EXPIRING);
	assert_int_equal(date_compare(view.certs[CERT_SIGN].expires, (struct date){ 2027, 1, 15 }), 0);
	assert_int_equal(desk_show(&c->desk, &pins.pin[PIN_AUTH], &view, &left), ERR_PIN_WRONG);
	assert_int_equal(left, 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_all_in_twelve_commands),
		cmocka_unit_test(sees_a_training_card),
		cmocka_unit_test(signature_certificate_behind_its_pin),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

/*
 * Cards that aren't ours: what they leave out, answer otherwise or have broken hides nothing else, and no more is said of
 * them than was read. By tests/card/other-card.h, which shares nothing with the training card.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "card/identity.h"
#include "desk/desk.h"
#include "tests/card/other-wire.h"
#include "tests/unit/scratch.h"

struct counter { struct scratch folder; struct other_card card; struct desk desk; unsigned char auth[2048]; size_t auth_len; };

static struct moment
now(void *ctx)
{
	(void)ctx;
	return (struct moment){ { 2026, 11, 20 }, 10, 30, 0 };
}

static void
put_wire(struct counter *o, bool extended)
{
	wire_free(&o->desk.wire);
	o->desk.wire = other_wire_new(&o->card, extended);
}

static int
setup(void **state)
{
	struct counter *o = calloc(1, sizeof(*o));
	unsigned char sign[2048];
	char uri[160];

	scratch_new(&o->folder);
	other_card_make(&o->card);
	o->auth_len = other_cert(o->auth, "20250120000000Z", "20300120145959Z");
	other_card_put_cert(&o->card, false, o->auth, o->auth_len);
	other_card_put_cert(&o->card, true, sign, other_cert(sign, "20250120000000Z", "20300120145959Z"));
	o->desk = (struct desk){ .mode = MODE_WORK, .clock = { now, NULL }, .clerk = "tester", .counter = "01",
	    .roles = ROLES_UNSTATED, .city_code = "13101" };
	(void)snprintf(uri, sizeof(uri), "sqlite:%s", scratch_path(&o->folder, "store.db"));
	assert_int_equal(store_open(uri, MODE_WORK, &o->desk.store), ERR_NONE);
	put_wire(o, false);
	*state = o;
	return 0;
}

static int
teardown(void **state)
{
	struct counter *o = *state;

	wire_free(&o->desk.wire);
	store_close(&o->desk.store);
	scratch_free(&o->folder);
	free(o);
	return 0;
}

static struct card_view
look(struct counter *o)
{
	struct card_view view;
	int left;

	assert_int_equal(desk_look(&o->desk, NULL, &view, &left), ERR_NONE);
	return view;
}

static struct card_view
show(struct counter *o)
{
	struct card_view view;
	int left;

	assert_int_equal(desk_show(&o->desk, false, NULL, &view, &left), ERR_NONE);
	return view;
}

/* Nothing of a whole card is missing. */
static void
assert_whole(const struct card_view *v)
{
	unsigned p;

	assert_string_equal(err_name(v->unread), err_name(ERR_NONE));
	assert_int_equal(v->certs[CERT_SIGN].state, VIEW_NEEDS_PIN);
	assert_int_equal(v->certs[CERT_AUTH].state, VIEW_VALID);
	assert_int_equal(date_compare(v->certs[CERT_AUTH].expires, (struct date){ 2030, 1, 20 }), 0);
	for (p = 0; p < PIN_COUNT; p++)
		assert_int_equal(v->tries[p], pin_format((enum pin_kind)p)->tries);
	assert_int_equal(v->odd, 0);
}

/* --- what is optional ---------------------------------------------------------------------------- */

static void
card_without_number_and_last_day_is_looked_at(void **state)
{
	struct counter *o = *state;
	struct card_view v = look(o), without;

	assert_string_equal(v.identity, "34343030303030303030303030303137");
	assert_int_equal(date_compare(v.expires, (struct date){ 2032, 1, 15 }), 0);
	o->card.tagged_data = true;
	v = look(o);
	assert_string_equal(v.identity, "34343030303030303030303030303137");
	o->card.number[0] = o->card.expires[0] = '\0';
	without = look(o);
	assert_whole(&without);
	assert_false(date_given(without.expires));
	assert_memory_equal(without.identity, "key:", 4);
	assert_int_equal(strlen(without.identity), CARD_IDENTITY_MAX - 1);
	without = show(o);
	assert_whole(&without);
}

static void
nothing_to_tell_a_card_by_is_no_identity(void **state)
{
	struct counter *o = *state;
	struct card_view v;

	o->card.number[0] = '\0';
	other_card_put_cert(&o->card, false, NULL, 0);
	v = look(o);
	assert_string_equal(v.identity, "");
	assert_int_equal(v.unread, ERR_NONE);
	assert_int_equal(v.certs[CERT_AUTH].state, VIEW_ABSENT);
}

static void
open_change(struct counter *o, struct case_file *file)
{
	const struct actor actor = { .clerk = "tester", .counter = "01", .at = now(NULL), .roles = ROLES_UNSTATED };
	const struct person holder = { .name = "番号　花子", .address = "東京都千代田区霞が関1丁目1番1号",
	    .born = { 1990, 1, 15 }, .sex = SEX_FEMALE };

	memset(file, 0, sizeof(*file));
	memcpy(file->procedure, "change-pin", 11);
	file->pins = 1u << PIN_AUTH;
	file->person = holder;
	assert_int_equal(case_open(o->desk.store, &actor, file, CASE_APPROVED), ERR_NONE);
	assert_int_equal(case_set_person(o->desk.store, &actor, file->number, &holder), ERR_NONE);
}

static enum err
change(struct counter *o, const char *number, const char *from, const char *to)
{
	struct desk_result *result = calloc(1, sizeof(*result));
	struct desk_pins pins;
	enum err e;

	memset(&pins, 0, sizeof(pins));
	assert_int_equal(secret_set(&pins.old[PIN_AUTH], from, 4), ERR_NONE);
	assert_int_equal(secret_set(&pins.pin[PIN_AUTH], to, 4), ERR_NONE);
	assert_int_equal(secret_set(&pins.check_b, o->card.pins[OTHER_B].value, 14), ERR_NONE);
	pins.holder_confirmed = true;
	e = desk_perform(&o->desk, number, &pins, result);
	free(result);
	return e;
}

/* Bound by its key as others are by their number: a second card of the same holder isn't taken for it. */
static void
case_is_bound_to_a_card_without_number(void **state)
{
	static struct case_file file, again;
	struct counter *o = *state;
	unsigned char fresh[2048];
	size_t len = other_cert(fresh, "20250120000000Z", "20300120145959Z");

	o->card.number[0] = '\0';
	open_change(o, &file);
	o->card.pins[OTHER_AUTH].left = 1;	/* it comes as far as the card and stops */
	assert_int_equal(change(o, file.number, "1234", "5678"), ERR_PIN_LAST_TRY);
	assert_int_equal(case_load(o->desk.store, file.number, &again), ERR_NONE);
	assert_memory_equal(again.card, "key:", 4);
	o->card.pins[OTHER_AUTH].left = 3;
	other_card_put_cert(&o->card, false, fresh, len);
	assert_int_equal(change(o, file.number, "1234", "5678"), ERR_CARD_OTHER);
	other_card_put_cert(&o->card, false, NULL, 0);
	assert_int_equal(change(o, file.number, "1234", "5678"), ERR_CARD_OTHER);
	assert_int_equal(o->card.changes, 0);
	other_card_put_cert(&o->card, false, o->auth, o->auth_len);
	assert_int_equal(change(o, file.number, "1234", "5678"), ERR_NONE);
	assert_string_equal(o->card.pins[OTHER_AUTH].value, "5678");
}

/* --- what breaks --------------------------------------------------------------------------------- */

static const struct { enum other_ap ap; unsigned fid; } parts[] = {
	{ OTHER_JPKI, 0x06 }, { OTHER_JPKI, 0x08 }, { OTHER_JPKI, 0x0a }, { OTHER_JPKI, 0x18 }, { OTHER_JPKI, 0x1b },
	{ OTHER_JUKI, 0x1c }, { OTHER_TEXT, 0x11 },
};

/* What a fault of the part hides of the view; everything else has to stand. */
static unsigned
missing(const struct card_view *v)
{
	unsigned p, n = v->token[0] == '\0';

	n += v->certs[CERT_SIGN].state != VIEW_NEEDS_PIN;
	n += v->certs[CERT_AUTH].state != VIEW_VALID;
	for (p = 0; p < PIN_COUNT; p++)
		n += v->tries[p] != pin_format((enum pin_kind)p)->tries;
	return n;
}

static void
one_stumble_hides_nothing(void **state)
{
	static const uint16_t words[] = { 0x6f00, 0x6400, 0x6581 };
	struct counter *o = *state;
	size_t i, w;

	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		for (w = 0; w < sizeof(words) / sizeof(*words); w++) {
			struct card_view v;

			o->card.faults[0] = (struct other_fault){ parts[i].ap, parts[i].fid, words[w], 1 };
			v = show(o);
			assert_int_equal(o->card.faults[0].times, 0);
			assert_whole(&v);
			assert_int_equal(missing(&v), 0);
		}
}

static void
one_bad_part_hides_no_other(void **state)
{
	static const uint16_t words[] = { 0x6f00, 0x6982, 0x6985, 0x6d00, 0x9123 };
	struct counter *o = *state;
	size_t i, w;

	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		for (w = 0; w < sizeof(words) / sizeof(*words); w++) {
			struct card_view v;

			o->card.faults[0] = (struct other_fault){ parts[i].ap, parts[i].fid, words[w], 1000 };
			v = show(o);
			assert_int_not_equal(v.unread, ERR_NONE);
			assert_int_equal(missing(&v), 1);
			assert_int_equal(date_compare(v.expires, (struct date){ 2032, 1, 15 }), 0);
			memset(o->card.faults, 0, sizeof(o->card.faults));
		}
}

static void
damaged_is_said_of_a_dead_chip_alone(void **state)
{
	struct counter *o = *state;
	struct card_view v;
	unsigned n;
	int left;

	for (n = 1; n <= 5; n++) {	/* as far as the second power-up, whose first command may fail again */
		o->card.stumbles = n;
		v = show(o);
		assert_whole(&v);
	}
	o->card.dead = true;
	assert_int_equal(desk_show(&o->desk, false, NULL, &v, &left), ERR_CARD_DAMAGED);
	assert_int_equal(desk_look(&o->desk, NULL, &v, &left), ERR_CARD_DAMAGED);
}

/* --- what is believed ---------------------------------------------------------------------------- */

static void
certificate_that_was_cut_is_not_valid(void **state)
{
	const size_t cuts[] = { 1, 3, 40, 255, 256, 257, 600 };
	unsigned char filled[2048];
	struct counter *o = *state;
	struct card_view v;
	size_t i;
	bool extended;

	for (extended = false;; extended = true) {
		put_wire(o, extended);
		for (i = 0; i <= sizeof(cuts) / sizeof(*cuts); i++) {
			const size_t cut = i < sizeof(cuts) / sizeof(*cuts) ? cuts[i] : o->auth_len - 1;

			other_card_put_cert(&o->card, false, o->auth, cut);
			v = show(o);
			assert_int_equal(v.certs[CERT_AUTH].state, VIEW_BROKEN);
			assert_false(date_given(v.certs[CERT_AUTH].expires));
			memset(filled, 0xff, sizeof(filled));	/* as long as it was, the rest never written */
			memcpy(filled, o->auth, cut < o->auth_len - 20 ? cut : o->auth_len - 20);
			other_card_put_cert(&o->card, false, filled, o->auth_len);
			v = show(o);
			assert_int_equal(v.certs[CERT_AUTH].state, VIEW_BROKEN);
			assert_int_equal(v.tries[PIN_AUTH], 3);
		}
		if (extended)
			break;
	}
}

static void
certificate_has_a_first_day(void **state)
{
	struct counter *o = *state;
	unsigned char der[2048];
	struct card_view v;

	other_card_put_cert(&o->card, false, der, other_cert(der, "20261121000000Z", "20311120145959Z"));
	v = show(o);
	assert_int_equal(v.certs[CERT_AUTH].state, VIEW_NOT_YET);
	other_card_put_cert(&o->card, false, der, other_cert(der, "20261119150000Z", "20311120145959Z"));
	v = show(o);
	assert_int_equal(v.certs[CERT_AUTH].state, VIEW_VALID);
}

static void
counters_that_no_pin_has_are_told(void **state)
{
	static const struct { enum other_pin pin; enum pin_kind kind; } rows[] = {
		{ OTHER_SIGN, PIN_SIGN }, { OTHER_AUTH, PIN_AUTH }, { OTHER_JUKI_PIN, PIN_JUKI }, { OTHER_ASSIST, PIN_ASSIST },
	};
	struct counter *o = *state;
	struct card_view v;
	size_t i;
	int left;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		for (left = 0; left <= 15; left++) {
			o->card.pins[rows[i].pin].left = left;
			v = show(o);
			assert_int_equal(v.tries[rows[i].kind], left);
			assert_int_equal(v.odd, left > pin_format(rows[i].kind)->tries ? 1u << rows[i].kind : 0);
		}
		o->card.pins[rows[i].pin].left = pin_format(rows[i].kind)->tries;
	}
}

/* --- lengths ------------------------------------------------------------------------------------- */

static void
every_way_of_answering_shows_the_same(void **state)
{
	static const struct { bool extended, short_only, exact_le, sfi_by_itself; size_t portion; } rows[] = {
		{ false, false, false, false, 0 }, { true, false, false, false, 0 }, { true, true, false, false, 0 },
		{ false, false, true, false, 0 }, { false, false, false, true, 0 }, { false, false, false, false, 1 },
		{ false, false, false, false, 100 }, { true, false, false, false, 255 }, { true, true, true, true, 64 },
	};
	struct counter *o = *state;
	const struct card_view plain = show(o), bound = look(o);
	size_t i;

	assert_in_range(plain.commands, 1, 15);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct card_view v;

		put_wire(o, rows[i].extended);
		o->card.short_only = rows[i].short_only;
		o->card.exact_le = rows[i].exact_le;
		o->card.sfi_by_itself = rows[i].sfi_by_itself;
		o->card.portion = rows[i].portion;
		v = show(o);
		assert_whole(&v);
		assert_string_equal(v.token, plain.token);
		assert_int_equal(date_compare(v.expires, plain.expires), 0);
		v = look(o);
		assert_string_equal(v.identity, bound.identity);
		o->card.number[0] = '\0';	/* then the certificate is read whole */
		v = look(o);
		assert_memory_equal(v.identity, "key:", 4);
		o->card.number[0] = '4';
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(card_without_number_and_last_day_is_looked_at, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_to_tell_a_card_by_is_no_identity, setup, teardown),
		cmocka_unit_test_setup_teardown(case_is_bound_to_a_card_without_number, setup, teardown),
		cmocka_unit_test_setup_teardown(one_stumble_hides_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(one_bad_part_hides_no_other, setup, teardown),
		cmocka_unit_test_setup_teardown(damaged_is_said_of_a_dead_chip_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(certificate_that_was_cut_is_not_valid, setup, teardown),
		cmocka_unit_test_setup_teardown(certificate_has_a_first_day, setup, teardown),
		cmocka_unit_test_setup_teardown(counters_that_no_pin_has_are_told, setup, teardown),
		cmocka_unit_test_setup_teardown(every_way_of_answering_shows_the_same, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * A card that is no training card: every byte that reaches it, whatever the desk is asked to do, is on the list of what
 * public clients send (sources(7) C2), and no PIN is tried for what ends in a refusal. Practice sends it no PIN at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "card/jpki.h"
#include "card/virtual/virtual.h"
#include "desk/desk.h"
#include "issuer/local/local.h"
#include "tests/card/any-counter.h"
#include "tests/unit/scratch.h"

/* What may be sent: class, instruction, P1 (-1: any), and whether it comes with data, which a VERIFY counts. */
static const struct { unsigned char cla, ins; int p1; } allowed[] = {
	{ 0x00, 0xa4, 0x04 },	/* SELECT an application */
	{ 0x00, 0xa4, 0x02 },	/* SELECT an EF */
	{ 0x00, 0xb0, -1 },	/* READ BINARY */
	{ 0x00, 0xca, -1 },	/* GET DATA */
	{ 0x00, 0x20, 0x00 },	/* VERIFY and its query */
	{ 0x00, 0x24, 0x01 },	/* CHANGE REFERENCE DATA */
	{ 0x80, 0x32, 0x00 },	/* CHANGE KEY of 住基AP and 共通カードAP */
	{ 0x80, 0x2a, 0x00 },	/* COMPUTE DIGITAL SIGNATURE */
};

/* A wire before the card's, that looks at everything. */
struct watcher { struct wire wire, *inner; unsigned commands, verifies, changes, stray; unsigned char odd[4]; };

static struct watcher *
watcher_of(struct wire *w)
{
	return (struct watcher *)(void *)w;
}

static bool
is_allowed(const unsigned char *c)
{
	size_t i;

	for (i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
		if (c[0] == allowed[i].cla && c[1] == allowed[i].ins && (allowed[i].p1 == -1 ||
		    c[2] == allowed[i].p1))
			return true;
	return false;
}

static enum err
transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *answer, size_t cap,
    size_t *answer_len)
{
	struct watcher *x = watcher_of(w);

	x->commands++;
	x->verifies += command[1] == 0x20 && len > 4;
	x->changes += command[1] == 0x24 || command[1] == 0x32 || command[1] == 0x2c;
	if (!is_allowed(command)) {
		x->stray++;
		memcpy(x->odd, command, 4);
	}
	return x->inner->ops->transmit(x->inner, command, len, answer, cap, answer_len);
}

static enum err
power_on(struct wire *w)
{
	return watcher_of(w)->inner->ops->power_on(watcher_of(w)->inner);
}

static void
power_off(struct wire *w)
{
	watcher_of(w)->inner->ops->power_off(watcher_of(w)->inner);
}

static void
state_of(struct wire *w, struct wire_state *s)
{
	watcher_of(w)->inner->ops->state(watcher_of(w)->inner, s);
}

static const struct wire_ops ops = {
	.name = "watcher", .power_on = power_on, .transmit = transmit, .power_off = power_off, .state = state_of,
};

/* --- the counter -------------------------------------------------------------------------------- */

static const struct sm_keys keys = { .enc = "some-invented-en", .mac = "some-invented-ma",
    .dek = "some-invented-de", .len = 16 };
static const struct person hanako = {
	.name = "番号　花子", .address = "神奈川県川崎市川崎区見本町一丁目2番3号", .born = { 1990, 1, 15 },
	    .sex = SEX_FEMALE,
};
static const char *const old_pins[PIN_COUNT] = { "MADO1234", "1234", "2345", "3456" };
static const char *const new_pins[PIN_COUNT] = { "NEW5678A", "5678", "6789", "7890" };

struct counter { struct scratch folder; struct watcher watcher; struct desk desk; struct desk_pins pins; };

static struct moment
now(void *ctx)
{
	(void)ctx;
	return (struct moment){ { 2026, 11, 20 }, 10, 30, 0 };
}

/* As real cards are: no training application. */
static void
make_card(const char *path)
{
	static const struct cert ca[CERT_COUNT] = { { "\x30\x03" "abc", 5 }, { "\x30\x03" "xyz", 5 } };
	struct virtual_spec spec = {
		.number = "9900000000000017", .city_code = "14131", .expires = { 2032, 1, 15 }, .person = hanako,
		.check_b = "02011520321234",
	};
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		assert_int_equal(secret_set(&spec.pins[k], old_pins[k], strlen(old_pins[k])), ERR_NONE);
	assert_int_equal(virtual_make(path, &spec, ca), ERR_NONE);
}

static int
setup(void **state)
{
	struct counter *c = calloc(1, sizeof(*c));
	char uri[160];
	unsigned k;

	scratch_new(&c->folder);
	make_card(scratch_path(&c->folder, "card"));
	c->watcher = (struct watcher){ .wire = { .ops = &ops }, .inner = virtual_wire_new() };
	assert_int_equal(virtual_wire_put(c->watcher.inner, scratch_path(&c->folder, "card")), ERR_NONE);
	c->desk = (struct desk){
		.wire = &c->watcher.wire, .mode = MODE_TRAINING, .keys = &keys, .clock = { now, NULL },
		    .clerk = "tester",
		    .roles = ROLES_UNSTATED,
		.counter = "01", .city_code = "14131",
	};
	(void)snprintf(uri, sizeof(uri), "sqlite:%s", scratch_path(&c->folder, "store.db"));
	assert_int_equal(store_open(uri, MODE_TRAINING, &c->desk.store), ERR_NONE);
	assert_int_equal(local_ca_open(scratch_path(&c->folder, "ca"), "madoguchi training", now(NULL),
	    &c->desk.issuer), ERR_NONE);
	for (k = 0; k < PIN_COUNT; k++) {
		assert_int_equal(secret_set(&c->pins.pin[k], new_pins[k], strlen(new_pins[k])), ERR_NONE);
		assert_int_equal(secret_set(&c->pins.old[k], old_pins[k], strlen(old_pins[k])), ERR_NONE);
	}
	*state = c;
	return 0;
}

static int
teardown(void **state)
{
	struct counter *c = *state;

	issuer_free(&c->desk.issuer);
	store_close(&c->desk.store);
	wire_free(&c->watcher.inner);
	scratch_free(&c->folder);
	free(c);
	return 0;
}

static void
assert_nothing_stray(const struct watcher *w)
{
	if (w->stray > 0)
		fail_msg("%u of %u commands must not reach such a card, as %02x %02x %02x %02x", w->stray,
		    w->commands, w->odd[0],
		    w->odd[1], w->odd[2], w->odd[3]);
	assert_true(w->commands > 0);
}

static enum err
perform(struct counter *c, const char *procedure, unsigned certificates, unsigned pins)
{
	const struct actor actor = { .clerk = "tester", .counter = "01", .at = now(NULL), .roles = ROLES_UNSTATED };
	struct case_file *file = calloc(1, sizeof(*file));
	struct desk_result *result = calloc(1, sizeof(*result));
	enum err e;

	(void)snprintf(file->procedure, sizeof(file->procedure), "%s", procedure);
	file->certificates = certificates;
	file->pins = pins;
	file->person = hanako;
	assert_int_equal(case_open(c->desk.store, &actor, file, CASE_APPROVED), ERR_NONE);
	assert_int_equal(case_set_person(c->desk.store, &actor, file->number, &hanako), ERR_NONE);
	c->pins.holder_confirmed = true;
	e = desk_perform(&c->desk, file->number, &c->pins, result);
	free(file);
	free(result);
	return e;
}

/* --- what is tried ------------------------------------------------------------------------------- */

static void
procedures_that_write_are_refused_unsent(void **state)
{
	static const struct { const char *procedure; unsigned certificates, pins; } rows[] = {
		{ "issue", CERT_BOTH, 1u << PIN_SIGN | 1u << PIN_AUTH }, { "renew", CERT_BOTH, 0 },
		{ "renew", CERT_BIT(CERT_AUTH), 0 }, { "revoke", CERT_BOTH, 0 },
		{ "unlock", 0, 1u << PIN_SIGN | 1u << PIN_AUTH | 1u << PIN_JUKI | 1u << PIN_ASSIST },
	};
	struct counter *c = *state;
	size_t i;

	c->desk.mode = MODE_WORK;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(perform(c, rows[i].procedure, rows[i].certificates, rows[i].pins),
		    ERR_CARD_NOT_TRAINING);
	assert_nothing_stray(&c->watcher);
	assert_int_equal(c->watcher.verifies, 0);
	c->desk.mode = MODE_TRAINING;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(perform(c, rows[i].procedure, rows[i].certificates, rows[i].pins),
		    ERR_CARD_NOT_PRACTICE);
	assert_int_equal(c->watcher.verifies + c->watcher.changes, 0);
}

static void
what_real_cards_allow_is_done(void **state)
{
	struct counter *c = *state;
	struct card_view view;
	struct card_word word;
	struct desk_pins pins;
	int left;

	c->desk.mode = MODE_WORK;
	assert_int_equal(desk_look(&c->desk, NULL, &view, &left), ERR_NONE);
	assert_false(view.can_write);
	assert_int_equal(view.tries[PIN_SIGN], 5);
	memset(&pins, 0, sizeof(pins));
	assert_int_equal(secret_set(&pins.pin[PIN_ASSIST], old_pins[PIN_ASSIST], 4), ERR_NONE);
	assert_int_equal(desk_person(&c->desk, "", false, &pins, &word, &left), ERR_NONE);
	assert_string_equal(word.holder.name, hanako.name);
	assert_int_equal(perform(c, "change-pin", 0,
	    1u << PIN_SIGN | 1u << PIN_AUTH | 1u << PIN_JUKI | 1u << PIN_ASSIST),
	    ERR_NONE);
	assert_nothing_stray(&c->watcher);
	assert_int_equal(c->watcher.verifies, 12);	/* the word's, twice, and two for each of the five references */
	assert_int_equal(c->watcher.changes, 5);
}

/* A real card may be looked at. No door of practice tries a PIN of it, changes one, or notes whose card it is. */
static void
practice_touches_no_real_card(void **state)
{
	const struct secret b = { "02011520321234", 14 };
	struct counter *c = *state;
	struct case_file *file = calloc(1, sizeof(*file));
	struct card_view view;
	struct card_word word;
	int left = -7;
	unsigned k;

	assert_int_equal(desk_look(&c->desk, NULL, &view, &left), ERR_NONE);
	assert_false(view.can_write);
	assert_int_equal(desk_show(&c->desk, false, NULL, &view, &left), ERR_NONE);
	c->pins.pin[PIN_ASSIST] = c->pins.old[PIN_ASSIST];
	c->pins.pin[PIN_SIGN] = c->pins.old[PIN_SIGN];
	c->pins.check_b = b;
	c->pins.last_tries = ~0u;
	assert_int_equal(desk_look(&c->desk, &c->pins, &view, &left), ERR_NONE);	/* it holds no such certificate */
	assert_int_equal(desk_person(&c->desk, "", false, &c->pins, &word, &left), ERR_CARD_NOT_PRACTICE);
	assert_int_equal(desk_person(&c->desk, "", true, &c->pins, &word, &left), ERR_CARD_NOT_PRACTICE);
	for (k = 0; k < PIN_COUNT; k++)
		assert_int_equal(perform(c, "change-pin", 0, 1u << k), ERR_CARD_NOT_PRACTICE);
	assert_int_equal(case_load(c->desk.store, "26-000001-3", file), ERR_NONE);
	assert_string_equal(file->card, "");
	free(file);
	assert_int_equal(left, -7);
	assert_int_equal(c->watcher.verifies + c->watcher.changes, 0);
	assert_nothing_stray(&c->watcher);
}

static void
privileged_half_stops_at_the_door(void **state)
{
	const struct secret fresh = { "NEW5678A", 8 };
	const struct cert cert = { { 0x30, 0x01, 0x00 }, 3 };
	struct counter *c = *state;
	unsigned char spki[512];
	const struct perso_with with = { &keys, any_counter };
	struct perso_status st;
	struct card card;
	struct perso *p = NULL;
	unsigned before;
	size_t len;

	assert_int_equal(card_open(&card, &c->watcher.wire, CARD_USE_WORK), ERR_NONE);
	before = c->watcher.commands;
	assert_int_equal(perso_open(&training_driver, &card, &with, &p), ERR_CARD_NOT_TRAINING);
	assert_int_equal(c->watcher.commands, before + 1);	/* the SELECT of the training AID */
	assert_int_equal(perso_status(p, CERT_SIGN, &st), ERR_CHANNEL);
	assert_int_equal(perso_generate(p, CERT_SIGN), ERR_CHANNEL);
	assert_int_equal(perso_request(p, CERT_SIGN, spki, sizeof(spki), &len), ERR_CHANNEL);
	assert_int_equal(perso_write(p, CERT_SIGN, &cert), ERR_CHANNEL);
	assert_int_equal(perso_activate(p, CERT_BOTH), ERR_CHANNEL);
	assert_int_equal(perso_revoke(p, CERT_BOTH), ERR_CHANNEL);
	assert_int_equal(perso_drop(p, CERT_BOTH), ERR_CHANNEL);
	assert_int_equal(perso_reset(p, REFERENCE_SIGN, &fresh), ERR_CHANNEL);
	assert_int_equal(c->watcher.commands, before + 1);
	card_close(&card);
	assert_nothing_stray(&c->watcher);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(procedures_that_write_are_refused_unsent, setup, teardown),
		cmocka_unit_test_setup_teardown(what_real_cards_allow_is_done, setup, teardown),
		cmocka_unit_test_setup_teardown(practice_touches_no_real_card, setup, teardown),
		cmocka_unit_test_setup_teardown(privileged_half_stops_at_the_door, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Somebody else's card on the case of every row of the decision tables that lets work begin: whatever is wanted, whoever
 * comes and whichever visit it is, it is refused before a PIN, a key or a byte was written to it. The recorded commands
 * are the witness.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "case/reception.h"
#include "card/virtual/virtual.h"
#include "desk/desk.h"
#include "desk/hand-over.h"
#include "issuer/local/local.h"
#include "rule/table.h"
#include "tests/unit/fixture.h"

/* --- the stranger's card, and what reaches it ---------------------------------------------------- */

#define KEY_B 0x15		/* of 券面事項入力補助AP; see card/reference.c */
#define KEY_ASSIST 0x11

struct watcher { struct wire wire, *inner; unsigned opened, tried, written; };

static struct watcher *
watcher_of(struct wire *w)
{
	return (struct watcher *)(void *)w;
}

/* What only asks: SELECT, READ BINARY, GET DATA and the query for tries. */
static bool
only_asks(const unsigned char *c, size_t len)
{
	return c[0] == 0x00 && (c[1] == 0xa4 || c[1] == 0xb0 || c[1] == 0xca || (c[1] == 0x20 && len == 4));
}

static enum err
transmit(struct wire *w, const unsigned char *c, size_t len, unsigned char *answer, size_t cap, size_t *answer_len)
{
	struct watcher *x = watcher_of(w);
	const bool verify = c[0] == 0x00 && c[1] == 0x20 && len > 4;

	if (verify && ((c[3] & 0x1f) == KEY_B || (c[3] & 0x1f) == KEY_ASSIST))
		x->opened++;
	else if (verify)
		x->tried++;
	else if (!only_asks(c, len))
		x->written++;
	return x->inner->ops->transmit(x->inner, c, len, answer, cap, answer_len);
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

static const struct sm_keys keys = { .enc = "some-invented-en", .mac = "some-invented-ma",
    .dek = "some-invented-de", .len = 16 };
#define CHECK_B "50060620330001"
static const char *const pins[PIN_COUNT] = { "MADO1234", "1234", "1234", "1234" };

static void
make_card(const char *path)
{
	static const struct cert ca[CERT_COUNT] = { { "\x30\x03" "abc", 5 }, { "\x30\x03" "xyz", 5 } };
	struct virtual_spec spec = { .number = "9900000000000025", .city_code = "14131", .expires = { 2033, 6, 6 },
	    .check_b = CHECK_B, .keys = &keys,
	    .person = { .name = "番号　次郎", .address = "東京都千代田区霞が関二丁目１番２号", .born = { 1975, 6, 6 },
	    .sex = SEX_MALE } };
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		assert_int_equal(secret_set(&spec.pins[k], pins[k], strlen(pins[k])), ERR_NONE);
	assert_int_equal(virtual_make(path, &spec, ca), ERR_NONE);
}

/* --- the cases ----------------------------------------------------------------------------------- */

enum { PROCEDURES = PROCEDURE_COUNT, VISITORS = VISITOR_PROXY + 1, VISITS = 3 };

static struct moment today;
static struct watcher watcher;
static struct desk desk;
static unsigned rows, tried, seen[PROCEDURES][VISITORS][VISITS];

static struct moment
now(void *ctx)
{
	(void)ctx;
	return today;
}

static void
open_desk(void)
{
	watcher = (struct watcher){ .wire = { .ops = &ops }, .inner = virtual_wire_new() };
	make_card(scratch_path(&scratch, "card"));
	assert_int_equal(virtual_wire_put(watcher.inner, scratch_path(&scratch, "card")), ERR_NONE);
	desk = (struct desk){ .store = store, .wire = &watcher.wire, .mode = MODE_TRAINING, .keys = &keys,
	    .clock = { now, NULL }, .clerk = "sato", .roles = ROLES_UNSTATED, .counter = "", .city_code = "14131" };
	assert_int_equal(local_ca_open(scratch_path(&scratch, "ca"), "madoguchi training", (struct moment){ { 2026, 11, 20 },
	    10, 0, 0 }, &desk.issuer), ERR_NONE);
}

/* Everything that a person at the counter could type for that card. */
static void
fill_pins(struct desk_pins *p, bool by_b)
{
	unsigned k;

	memset(p, 0, sizeof(*p));
	for (k = 0; k < PIN_COUNT; k++) {
		assert_int_equal(secret_set(&p->pin[k], pins[k], strlen(pins[k])), ERR_NONE);
		assert_int_equal(secret_set(&p->old[k], pins[k], strlen(pins[k])), ERR_NONE);
	}
	if (by_b)
		assert_int_equal(secret_set(&p->check_b, CHECK_B, strlen(CHECK_B)), ERR_NONE);
	p->holder_confirmed = true;
	p->last_tries = ~0u;
}

/* Where there is no card work, or not here, the card isn't even looked at. */
static enum err
refusal(const char *procedure)
{
	if (desk_at_terminal(&desk, procedure))
		return ERR_AT_TERMINAL;
	return procedure_on_paper(procedure_by_code(procedure)) ? ERR_CASE_STATE : ERR_HOLDER_OTHER;
}

static void
expect_refused(const char *where, const char *number, const char *procedure)
{
	const enum err want = refusal(procedure);
	static struct desk_result result;
	struct case_file *f = malloc(sizeof(*f));
	struct desk_pins p;
	unsigned by_b;
	enum err e;

	for (by_b = 0; by_b < 2; by_b++) {
		fill_pins(&p, by_b);
		watcher.opened = watcher.tried = watcher.written = 0;
		e = desk_perform(&desk, number, &p, &result);
		desk_pins_wipe(&p);
		if (e != want || watcher.opened != (want == ERR_HOLDER_OTHER) ||
		    watcher.tried + watcher.written > 0)
			fail_msg("%s: %s; opened %u, tried %u, written %u", where, err_name(e), watcher.opened, watcher.tried,
			    watcher.written);
		assert_int_equal(case_load(store, number, f), ERR_NONE);
		assert_int_equal(f->state, CASE_APPROVED);
		assert_string_equal(f->card, "");
		tried++;
	}
	free(f);
}

/* The case as a row leaves it: its person was typed, visit 1 saw no card of theirs. */
static bool
open_case(const struct profile *profile, const struct table_row *row, struct reception *r)
{
	struct personal personal = { .person = { .name = "番号　花子", .address = "神奈川県川崎市川崎区見本町一丁目",
	    .born = { 1990, 1, 15 }, .sex = SEX_FEMALE } };
	const struct actor actor = { .clerk = "sato", .counter = "", .roles = ROLES_UNSTATED };
	struct actor a = actor;
	char why[FACTS_WHY_MAX];

	r->profile = profile;
	if (table_facts(row, profile, &r->facts, why) != ERR_NONE)
		return false;
	if (facts_known(&r->facts, FACT_BORN) && r->facts.value[FACT_BORN] != FACT_NONE)
		personal.person.born = date_from_days(r->facts.value[FACT_BORN]);
	a.at = today = r->facts.at;
	return reception_open(store, &a, r, &personal) == ERR_NONE && r->file.state == CASE_APPROVED;
}

static void
try_row(const char *where, const struct profile *profile, const struct table_row *row)
{
	static struct reception r;
	const struct facts *f = &r.facts;

	rows++;
	if (open_case(profile, row, &r)) {
		seen[f->value[FACT_PROCEDURE]][f->value[FACT_VISITOR]][f->value[FACT_VISIT] + 1]++;
		if (!r.file.second.needed)
			expect_refused(where, r.file.number, r.file.procedure);
	}
	reception_free(&r);
}

static void
try_table(const char *name)
{
	const char *dir = getenv("MADOGUCHI_DATADIR"), *top = getenv("top_srcdir");
	static struct faults faults;
	struct profile *profile = NULL;
	struct table t;
	struct table_row row;
	char path[1024], where[1200];

	(void)snprintf(path, sizeof(path), "%s/profiles", dir != NULL ? dir : "config");
	assert_int_equal(profile_open(path, name, &profile, &faults), ERR_NONE);
	(void)snprintf(path, sizeof(path), "%s/tests/rules/%s.table", top != NULL ? top : ".", name);
	assert_true(table_open(&t, path));
	while (table_next(&t, &row)) {
		(void)snprintf(where, sizeof(where), "%s:%d", path, t.line);
		if (!row.open)
			try_row(where, profile, &row);
		table_row_clear(&row);
	}
	assert_string_equal(t.fault, "");
	table_close(&t);
	profile_free(&profile);
}

/* Which of procedure, visitor and visit the tables let begin at all; none of them may fall out of the tables unseen. */
static unsigned
kinds_seen(void)
{
	unsigned p, v, n, kinds = 0;

	for (p = 0; p < PROCEDURES; p++)
		for (v = 0; v < VISITORS; v++)
			for (n = 0; n < VISITS; n++)
				kinds += seen[p][v][n] > 0;
	return kinds;
}

static void
every_row_refuses_it(void **state)
{
	static const char *const tables[] = { "kawaguchi", "kawasaki", "national", "odawara", "setagaya", "tachikawa" };
	unsigned p, procedures = 0;
	size_t i;

	(void)state;
	open_desk();
	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		try_table(tables[i]);
	for (p = 0; p < PROCEDURES; p++)
		procedures += memcmp(seen[p], (unsigned [VISITORS][VISITS]){ { 0 } }, sizeof(seen[p])) != 0;
	print_message("%u rows, a stranger's card on %u cases' desks, %u kinds of procedure, visitor and visit\n", rows, tried,
	    kinds_seen());
	assert_int_equal(procedures, PROCEDURES);
	assert_true(tried > 0);
	issuer_free(&desk.issuer);
	wire_free(&watcher.inner);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_row_refuses_it, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

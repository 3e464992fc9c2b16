/* Tries are the applicant's: what a VERIFY needs before it is sent, at every reference, and what its answer says. */
#include "card/reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/scripted-wire.h"

#define SELECT_TRAINING "00a4040c0bf04d41444f475543484901"
#define END { NULL, NULL, 0 }

/* Where each reference lives, its query, and a VERIFY of the value. JPKI is selected when a card has been opened. */
static const struct {
	const char *select, *query, *verify, *change;
	struct secret value;
	int all;
} homes[] = {
	[REFERENCE_SIGN] = { NULL, "0020009b", "0020009b084d41444f31323334", "00240180084d41444f31323334",
	    { "MADO1234", 8 }, 5 },
	[REFERENCE_AUTH] = { NULL, "00200098", "002000980431323334", "002401800431323334", { "1234", 4 }, 3 },
	[REFERENCE_JUKI] = { "00a4040c0ad3921000310001010401", "0020009c", "0020009c0431323334",
	    "803200800431323334", { "1234", 4 }, 3 },
	[REFERENCE_ASSIST] = { "00a4040c0ad3921000310001010408", "00200091", "002000910431323334",
	    "002401800431323334", { "1234", 4 }, 3 },
	[REFERENCE_JUKI_COMMON] = { "00a4040c0ad3921000310001010100", "0020009c", "0020009c0431323334",
	    "803200800431323334", { "1234", 4 }, 3 },
	[REFERENCE_B] = { "00a4040c0ad3921000310001010408", "00200095", "002000950e3035303131353230333531323334", NULL,
	    { "05011520351234", 14 }, 10 },
};

/* The same of 照合番号B, which is no PIN. */
static enum err
told(unsigned r, enum err e)
{
	if (r != REFERENCE_B)
		return e;
	return e == ERR_PIN_FORMAT ? ERR_B_FORMAT : e == ERR_PIN_WRONG ? ERR_B_WRONG :
	    e == ERR_PIN_LOCKED ? ERR_B_LOCKED : e;
}

/* Up to six rows in a script, without those that this reference doesn't need. */
static const struct scripted_row *
script(struct scripted_row out[8], unsigned r, const struct scripted_row *more)
{
	size_t n = 0;

	if (homes[r].select != NULL)
		out[n++] = (struct scripted_row){ homes[r].select, "9000", 0 };
	while (more->command != NULL)
		out[n++] = *more++;
	out[n] = (struct scripted_row)END;
	return out;
}

/* --- the query -------------------------------------------------------------------------------- */

static const struct { const char *answer; enum err want; int left; } queries[] = {
	{ "63c3", ERR_NONE, 3 }, { "63c0", ERR_NONE, 0 }, { "6983", ERR_NONE, 0 }, { "6984", ERR_NONE, 0 },
	{ "6a82", ERR_CARD_NO_FILE, -7 }, { "6a88", ERR_CARD_NO_FILE, -7 }, { "6300", ERR_CARD_ANSWER, -7 },
	{ "6f00", ERR_CARD_DAMAGED, -7 }, { "63", ERR_CARD_ANSWER, -7 },
};

static void
tries_are_asked_where_each_reference_lives(void **state)
{
	struct scripted_row rows[8];
	unsigned r;
	size_t q;

	(void)state;
	for (r = 0; r < REFERENCE_COUNT; r++)
		for (q = 0; q < sizeof(queries) / sizeof(*queries); q++) {
			const struct scripted_row ask[] = { { homes[r].query, queries[q].answer, 0 },
			    { queries[q].want == ERR_CARD_DAMAGED ? homes[r].query : NULL, "6f00", 0 },
			    END };	/* asked once more */
			struct card card;
			struct wire *w = scripted_wire_open_card(&card, script(rows, r, ask));
			int left = -7;

			assert_int_equal(reference_tries(&card, (enum reference)r, &left), queries[q].want);
			assert_int_equal(left, queries[q].left);
			scripted_wire_close_card(&card, w);
		}
}

static void
verified_reference_has_all_its_tries(void **state)
{
	struct scripted_row rows[8];
	unsigned r;

	(void)state;
	for (r = 0; r < REFERENCE_COUNT; r++) {
		const struct scripted_row ask[] = { { homes[r].query, "9000", 0 }, END };
		struct card card;
		struct wire *w = scripted_wire_open_card(&card, script(rows, r, ask));
		int left;

		assert_int_equal(reference_tries(&card, (enum reference)r, &left), ERR_NONE);
		assert_int_equal(left, homes[r].all);
		scripted_wire_close_card(&card, w);
	}
}

static void
query_goes_to_the_selected_file_where_a_card_wants_that(void **state)
{
	static const struct scripted_row rows[] = {
		{ "00200098", "6a86", 0 }, { "00a4020c020018", "9000", 0 }, { "00200080", "63c2", 0 }, END,
	};
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);
	int left;

	(void)state;
	assert_int_equal(reference_tries(&card, REFERENCE_AUTH, &left), ERR_NONE);
	assert_int_equal(left, 2);
	scripted_wire_close_card(&card, w);
}

static void
card_without_the_application_has_no_such_reference(void **state)
{
	static const struct scripted_row rows[] = {
		{ "00a4040c0ad3921000310001010401", "6a82", 0 }, { "00a4040c0ad3921000310001010401", "6a82", 0 }, END,
	};
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);
	int left;

	(void)state;
	assert_int_equal(reference_tries(&card, REFERENCE_JUKI, &left), ERR_CARD_NO_FILE);
	assert_int_equal(reference_verify(&card, REFERENCE_JUKI, &homes[REFERENCE_JUKI].value, ~0u, &left),
	    ERR_PIN_NONE);
	scripted_wire_close_card(&card, w);
}

/* --- before a VERIFY --------------------------------------------------------------------------- */

/* The card's counter as it is now, and whether its last try was confirmed, for this reference or for another. */
static const struct { const char *left; bool mine, others, sent; enum err want; int told; } gates[] = {
	{ "63c0", false, false, false, ERR_PIN_LOCKED, 0 }, { "63c0", true, true, false, ERR_PIN_LOCKED, 0 },
	{ "6983", true, true, false, ERR_PIN_LOCKED, 0 }, { "6984", true, true, false, ERR_PIN_LOCKED, 0 },
	{ "63c1", false, false, false, ERR_PIN_LAST_TRY, 1 }, { "63c1", false, true, false, ERR_PIN_LAST_TRY, 1 },
	{ "63c1", true, false, true, ERR_NONE, 1 }, { "63c1", true, true, true, ERR_NONE, 1 },
	{ "63c2", false, false, true, ERR_NONE, 2 }, { "63c3", true, false, true, ERR_NONE, 3 },
	{ "6a82", true, true, false, ERR_PIN_NONE, -7 }, { "6f00", true, true, false, ERR_CARD_DAMAGED, -7 },
	{ "6982", true, true, false, ERR_CARD_NEEDS_PIN, -7 },
};

static void
last_try_waits_for_its_own_word(void **state)
{
	struct scripted_row rows[8];
	unsigned r;
	size_t g;

	(void)state;
	for (r = 0; r < REFERENCE_COUNT; r++)
		for (g = 0; g < sizeof(gates) / sizeof(*gates); g++) {
			const struct scripted_row both[] = {
				{ homes[r].query, gates[g].left, 0 },
				{ gates[g].sent ? homes[r].verify : gates[g].want == ERR_CARD_DAMAGED ? homes[r].query :
				    NULL,
				    gates[g].sent ? "9000" : "6f00", 0 }, END,
			};
			const unsigned mine = REFERENCE_BIT(r);
			const unsigned last = (gates[g].mine ? mine : 0) | (gates[g].others ? ~mine : 0);
			struct card card;
			struct wire *w = scripted_wire_open_card(&card, script(rows, r, both));
			int left = -7;

			assert_int_equal(reference_verify(&card, (enum reference)r, &homes[r].value, last, &left),
			    told(r, gates[g].want));
			assert_int_equal(left, gates[g].told);
			assert_int_equal(card.verified[r], gates[g].sent);
			scripted_wire_close_card(&card, w);
		}
}

static const struct { unsigned of; struct secret typed; enum err want; } malformed[] = {
	{ REFERENCE_COUNT, { "", 0 }, ERR_PIN_FORMAT }, { REFERENCE_COUNT, { "1", 1 }, ERR_PIN_FORMAT },
	{ REFERENCE_COUNT, { "12345678901234567", 17 }, ERR_PIN_FORMAT },
	    { REFERENCE_COUNT, { "12 4", 4 }, ERR_PIN_FORMAT },
	{ REFERENCE_COUNT, { "\xef\xbc\x91", 3 }, ERR_PIN_FULL_WIDTH },
	{ REFERENCE_SIGN, { "mado1234", 8 }, ERR_PIN_FORMAT }, { REFERENCE_SIGN, { "123456", 6 }, ERR_PIN_FORMAT },
	{ REFERENCE_AUTH, { "12345", 5 }, ERR_PIN_FORMAT }, { REFERENCE_JUKI, { "123A", 4 }, ERR_PIN_FORMAT },
	{ REFERENCE_ASSIST, { "123", 3 }, ERR_PIN_FORMAT },
	    { REFERENCE_JUKI_COMMON, { "MADO1234", 8 }, ERR_PIN_FORMAT },
	{ REFERENCE_B, { "1234", 4 }, ERR_PIN_FORMAT }, { REFERENCE_B, { "0501152035123A", 14 }, ERR_PIN_FORMAT },
	{ REFERENCE_B, { "05023020351234", 14 }, ERR_PIN_FORMAT },
};

static void
malformed_value_never_leaves(void **state)
{
	static const struct scripted_row nothing[] = { END };
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, nothing);
	int left = -7;
	unsigned r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(malformed) / sizeof(*malformed); i++)
		for (r = 0; r < REFERENCE_COUNT; r++) {
			if (malformed[i].of != REFERENCE_COUNT && malformed[i].of != r)
				continue;
			assert_int_equal(reference_verify(&card, (enum reference)r, &malformed[i].typed, ~0u, &left),
			    told(r, malformed[i].want));
			card.verified[r] = true;
			if (r != REFERENCE_B)
				assert_int_equal(reference_change(&card, (enum reference)r, &malformed[i].typed),
				    malformed[i].want);
		}
	assert_int_equal(left, -7);
	scripted_wire_close_card(&card, w);
}

/* --- its answer -------------------------------------------------------------------------------- */

static const struct { const char *answer; enum err want; int left; } verifies[] = {
	{ "9000", ERR_NONE, 3 }, { "63c2", ERR_PIN_WRONG, 2 }, { "63c0", ERR_PIN_LOCKED, 0 },
	    { "6983", ERR_PIN_LOCKED, 0 },
	{ "6984", ERR_PIN_LOCKED, 0 }, { "6700", ERR_CARD_STATUS, 3 }, { NULL, ERR_CARD_REMOVED, 3 },
	{ "90", ERR_CARD_ANSWER, 3 },
	{ "6f00", ERR_CARD_DAMAGED, 3 }, { "6c04", ERR_CARD_STATUS, 3 },	/* never sent twice */
};

static void
verify_counts_what_the_card_says(void **state)
{
	struct scripted_row rows[8];
	unsigned r;
	size_t i;

	(void)state;
	for (r = 0; r < REFERENCE_COUNT; r++)
		for (i = 0; i < sizeof(verifies) / sizeof(*verifies); i++) {
			const struct scripted_row both[] = {
				{ homes[r].query, "63c3", 0 },
				    { homes[r].verify, verifies[i].answer, ERR_CARD_REMOVED }, END,
			};
			struct card card;
			struct wire *w = scripted_wire_open_card(&card, script(rows, r, both));
			int left = -7;

			card.verified[r] = true;
			assert_int_equal(reference_verify(&card, (enum reference)r, &homes[r].value, 0, &left),
			    told(r, verifies[i].want));
			assert_int_equal(left, verifies[i].left);
			assert_int_equal(card.verified[r], verifies[i].want == ERR_NONE);
			scripted_wire_close_card(&card, w);
		}
}

static void
change_follows_its_verify(void **state)
{
	struct scripted_row rows[8];
	char ef[] = "00a4020c020000";
	unsigned r;

	(void)state;
	for (r = 0; r < REFERENCE_B; r++) {
		const struct scripted_row all[] = {
			{ homes[r].query, "63c3", 0 }, { homes[r].verify, "9000", 0 }, { ef, "9000", 0 },
			{ homes[r].change, r == REFERENCE_ASSIST ? "6982" : "9000", 0 }, END,
		};
		struct card card;
		struct wire *w = scripted_wire_open_card(&card, script(rows, r, all));
		int left;

		(void)snprintf(ef + 12, 3, "%02x", (unsigned)strtoul(homes[r].query + 6, NULL, 16) & 0x1f);
		assert_int_equal(reference_change(&card, (enum reference)r, &homes[r].value), ERR_CARD_NEEDS_PIN);
		assert_int_equal(reference_verify(&card, (enum reference)r, &homes[r].value, 0, &left), ERR_NONE);
		assert_int_equal(reference_change(&card, (enum reference)r, &homes[r].value),
		    r == REFERENCE_ASSIST ? ERR_CARD_NEEDS_PIN : ERR_NONE);
		scripted_wire_close_card(&card, w);
	}
}

/* The resident register's two live in two applications: what was verified in one is gone in the other. */
static void
login_ends_with_its_application(void **state)
{
	struct scripted_row one[8], two[8];
	const struct scripted_row juki[] = {
		{ homes[REFERENCE_JUKI].query, "63c3", 0 }, { homes[REFERENCE_JUKI].verify, "9000", 0 }, END };
	const struct scripted_row common[] = {
		{ homes[REFERENCE_JUKI_COMMON].query, "63c3", 0 }, { homes[REFERENCE_JUKI_COMMON].verify, "63c2", 0 },
		    END };
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, script(one, REFERENCE_JUKI, juki));
	int left;

	(void)state;
	assert_int_equal(reference_verify(&card, REFERENCE_JUKI, &homes[REFERENCE_JUKI].value, 0, &left), ERR_NONE);
	scripted_wire_play(w, script(two, REFERENCE_JUKI_COMMON, common));
	assert_int_equal(reference_verify(&card, REFERENCE_JUKI_COMMON, &homes[REFERENCE_JUKI].value, 0, &left),
	    ERR_PIN_WRONG);
	assert_int_equal(left, 2);
	assert_int_equal(reference_change(&card, REFERENCE_JUKI, &homes[REFERENCE_JUKI].value), ERR_CARD_NEEDS_PIN);
	assert_int_equal(reference_change(&card, REFERENCE_JUKI_COMMON, &homes[REFERENCE_JUKI].value),
	    ERR_CARD_NEEDS_PIN);
	assert_int_equal(reference_change(&card, REFERENCE_B, &homes[REFERENCE_B].value), ERR_CARD_NO_FILE);
	scripted_wire_close_card(&card, w);
}

/* --- practice ---------------------------------------------------------------------------------- */

static void
practice_asks_the_card_first(void **state)
{
	static const struct { const char *answer; enum err want; } says[] = {
		{ "6a82", ERR_CARD_NOT_PRACTICE }, { "6d00", ERR_CARD_NOT_PRACTICE }, { "6f00", ERR_CARD_NOT_PRACTICE },
		{ "6982", ERR_CARD_NOT_PRACTICE }, { NULL, ERR_CARD_REMOVED },
	};
	unsigned r;
	size_t i;

	(void)state;
	for (r = 0; r < REFERENCE_COUNT; r++)
		for (i = 0; i < sizeof(says) / sizeof(*says); i++) {
			const bool damaged = says[i].answer != NULL && strcmp(says[i].answer, "6f00") == 0;
			const struct scripted_row rows[] = { { SELECT_TRAINING, says[i].answer, ERR_CARD_REMOVED },
			    { damaged ? SELECT_TRAINING : NULL, "6f00", 0 }, END };
			struct card card;
			struct wire *w = scripted_wire_open_card(&card, rows);
			int left = -7;

			card.use = CARD_USE_PRACTICE;
			assert_int_equal(reference_verify(&card, (enum reference)r, &homes[r].value, ~0u, &left),
			    says[i].want);
			assert_int_equal(left, -7);
			scripted_wire_close_card(&card, w);
		}
}

/* Whoever forgot to ask: nothing secret leaves for a card that hasn't answered. */
static void
nothing_secret_leaves_unasked(void **state)
{
	static const struct scripted_row rows[] = {
		{ "00a4020c020018", "9000", 0 }, { SELECT_TRAINING, "9000", 0 }, { "002401800431323334", "9000", 0 },
		    END,
	};
	const struct apdu secret = { .ins = 0x24, .p1 = 1, .p2 = 0x80, .data = homes[REFERENCE_AUTH].value.bytes,
	    .lc = 4,
	    .secret = true };
	struct reply reply;
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);

	(void)state;
	card.use = CARD_USE_PRACTICE;
	card.verified[REFERENCE_AUTH] = true;
	assert_int_equal(reference_change(&card, REFERENCE_AUTH, &homes[REFERENCE_AUTH].value), ERR_CARD_NOT_PRACTICE);
	assert_int_equal(card_send(&card, &secret, &reply), ERR_CARD_NOT_PRACTICE);
	assert_int_equal(card_prove_practice(&card), ERR_NONE);
	assert_int_equal(card_prove_practice(&card), ERR_NONE);		/* asked once */
	assert_int_equal(card_send(&card, &secret, &reply), ERR_NONE);
	scripted_wire_close_card(&card, w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tries_are_asked_where_each_reference_lives),
		cmocka_unit_test(verified_reference_has_all_its_tries),
		cmocka_unit_test(query_goes_to_the_selected_file_where_a_card_wants_that),
		cmocka_unit_test(card_without_the_application_has_no_such_reference),
		cmocka_unit_test(last_try_waits_for_its_own_word),
		cmocka_unit_test(malformed_value_never_leaves),
		cmocka_unit_test(verify_counts_what_the_card_says),
		cmocka_unit_test(change_follows_its_verify),
		cmocka_unit_test(login_ends_with_its_application),
		cmocka_unit_test(practice_asks_the_card_first),
		cmocka_unit_test(nothing_secret_leaves_unasked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

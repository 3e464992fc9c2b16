/* What was only told goes into no certificate against the card's own word; the register's does, but for new names. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "../faults/stage.h"
#include "case/person.h"

static const struct scenario scene = { "renew", "renew", CERT_BOTH, 0, CERT_BOTH, 0 };
#define BORN { 1990, 1, 15 }
#define UNSAID { 0, -1, 0 }	/* 年月日不詳 */

static int
setup(void **state)
{
	return stage_setup(state, &scene);
}

struct names { const char *name, *former, *alias, *latin; struct date born; };

static const struct { struct names of_case, of_card; enum err told, record; } rows[] = {
	{ { "番号　花子", "", "", "", BORN }, { "番号　花子", "", "", "", BORN }, ERR_NONE, ERR_NONE },
	{ { "番号花子", "", "", "", BORN }, { "番号　花子", "", "", "", BORN }, ERR_NONE, ERR_NONE },
	{ { "番號　花子", "", "", "", BORN }, { "番号　花子", "", "", "", BORN }, ERR_HOLDER_WRITTEN, ERR_NONE },
	{ { "渡辺 葵", "", "", "", BORN }, { "渡邉\U000e0103　葵", "髙﨑", "", "", BORN }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "渡邉\U000e0103 葵", "髙﨑", "", "", BORN }, { "渡邉\U000e0103　葵", "髙﨑", "", "", BORN }, ERR_NONE,
	    ERR_NONE },
	{ { "渡邉\U000e0103 葵", "高崎", "", "", BORN }, { "渡邉\U000e0103　葵", "髙﨑", "", "", BORN },
	    ERR_HOLDER_WRITTEN, ERR_NONE },
	{ { "番号　花子", "佐藤", "", "", BORN }, { "番号　花子", "", "", "", BORN }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "番号［佐藤］花子", "", "", "", BORN }, { "番号　花子", "", "", "", BORN }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "番号[佐藤]花子", "", "", "", BORN }, { "番号　花子", "佐藤", "", "", BORN }, ERR_NONE, ERR_NONE },
	{ { "番号　花子", "佐藤", "", "", BORN }, { "番号　花子", "鈴木", "", "", BORN }, ERR_HOLDER_OTHER,
	    ERR_HOLDER_OTHER },
	{ { "KIM CHOLSU", "", "山田　太郎", "", BORN }, { "KIM CHOLSU（山田　太郎）", "", "", "", BORN }, ERR_NONE,
	    ERR_NONE },
	{ { "KIM CHOLSU", "", "", "", BORN }, { "KIM CHOLSU（山田　太郎）", "", "", "", BORN }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "KIM CHOLSU", "", "山田　太郎", "", BORN }, { "KIM CHOLSU", "", "", "", BORN }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "金　鉄洙", "", "", "KIM CHOLSU", BORN }, { "KIM CHOLSU　金　鉄洙", "", "", "", BORN }, ERR_NONE,
	    ERR_NONE },
	{ { "金　鉄洙", "", "", "KIM CHOLSU", BORN }, { "金　鉄洙", "", "", "", BORN }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "金　鉄洙", "", "", "KIM CHOLSU", BORN }, { "KIM CHOLSU", "", "", "", BORN }, ERR_HOLDER_WRITTEN,
	    ERR_NONE },
	{ { "番号　花子", "", "", "", { 1990, 0, 0 } }, { "番号　花子", "", "", "", BORN }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "番号　花子", "", "", "", { 1990, 1, 0 } }, { "番号　花子", "", "", "", BORN }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "番号　花子", "", "", "", UNSAID }, { "番号　花子", "", "", "", BORN }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "番号　花子", "", "", "", BORN }, { "番号　花子", "", "", "", { 1990, 0, 0 } }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "番号　花子", "", "", "", BORN }, { "番号　花子", "", "", "", UNSAID }, ERR_HOLDER_WRITTEN,
	    ERR_CARD_FACE },
	{ { "番号　花子", "", "", "", UNSAID }, { "番号　花子", "", "", "", UNSAID }, ERR_NONE, ERR_NONE },
	{ { "番号　花子", "", "", "", { 1990, 0, 0 } }, { "番号　花子", "", "", "", { 1990, 0, 0 } }, ERR_NONE,
	    ERR_NONE },
	{ { "番号　花子", "", "", "", { 1991, 0, 0 } }, { "番号　花子", "", "", "", BORN }, ERR_HOLDER_OTHER,
	    ERR_HOLDER_OTHER },
};

static struct person
somebody(const struct names *n, enum person_source source)
{
	struct person p = { .born = n->born, .address = "架空市見本町1", .sex = SEX_FEMALE, .source = source };

	(void)snprintf(p.name, sizeof(p.name), "%s", n->name);
	(void)snprintf(p.former, sizeof(p.former), "%s", n->former);
	(void)snprintf(p.alias, sizeof(p.alias), "%s", n->alias);
	(void)snprintf(p.latin, sizeof(p.latin), "%s", n->latin);
	return p;
}

static enum err
proved_as(struct stage *c, const char *procedure, const struct person *of_case, const struct person *of_card,
    unsigned how)
{
	struct case_file file = c->file;
	struct card_word word = { .holder = *of_card };

	(void)snprintf(file.procedure, sizeof(file.procedure), "%s", procedure);
	file.person = *of_case;
	file.card[0] = '\0';
	return desk_prove(&c->desk, &file, &word, how);
}

static enum err
proved(struct stage *c, const char *procedure, const struct person *of_case, const struct person *of_card)
{
	return proved_as(c, procedure, of_case, of_card, 0);
}

/* A procedure that writes no name goes on with everybody who is the same. */
static void
every_row_is_held_against_the_card(void **state)
{
	struct stage *c = *state;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct person told = somebody(&rows[i].of_case, PERSON_TOLD);
		const struct person record = somebody(&rows[i].of_case, PERSON_RECORD);
		const struct person card = somebody(&rows[i].of_card, PERSON_CARD);
		const enum err other = rows[i].told == ERR_HOLDER_OTHER ? ERR_HOLDER_OTHER : ERR_NONE;
		const enum err e = proved(c, "renew", &told, &card), r = proved(c, "renew", &record, &card);

		if (e != rows[i].told || r != rows[i].record)
			fail_msg("%s | %s: %s, by the record %s", told.name, card.name, err_name(e), err_name(r));
		assert_int_equal(proved(c, "unlock", &told, &card), other);
		assert_int_equal(proved(c, "unlock", &record, &card), other);
	}
}

/* An address is certified as the register has it, or the card, which has it from there; or as told of who has moved. */
static void
an_address_that_was_told_is_the_cards(void **state)
{
	static const struct { const char *of_case; bool outdated; enum err sign, auth; } addresses[] = {
		{ "架空市見本町1", false, ERR_NONE, ERR_NONE },
		{ "架空市見本町１番", false, ERR_NONE, ERR_NONE },
		{ "", false, ERR_NONE, ERR_NONE },
		{ "架空市見本町2", false, ERR_HOLDER_WRITTEN, ERR_NONE },
		{ "架空市〓本町1", false, ERR_HOLDER_WRITTEN, ERR_NONE },
		{ "架空市見本町2", true, ERR_NONE, ERR_NONE },
	};
	const struct names names = { "番号　花子", "", "", "", BORN };
	const struct person card = somebody(&names, PERSON_CARD);
	struct stage *c = *state;
	size_t i;

	for (i = 0; i < sizeof(addresses) / sizeof(*addresses); i++) {
		struct person told = somebody(&names, PERSON_TOLD), before = somebody(&names, PERSON_CARD);

		(void)snprintf(told.address, sizeof(told.address), "%s", addresses[i].of_case);
		(void)snprintf(before.address, sizeof(before.address), "%s", addresses[i].of_case);
		(void)snprintf(c->file.facts, sizeof(c->file.facts), "card-face=%s\n",
		    addresses[i].outdated ? "outdated" : "current");
		c->file.certificates = CERT_BIT(CERT_SIGN);
		if (proved(c, "renew", &told, &card) != addresses[i].sign)
			fail_msg("%s", told.address);
		assert_int_equal(proved(c, "renew", &before, &card), addresses[i].sign);
		c->file.certificates = CERT_BIT(CERT_AUTH);
		assert_int_equal(proved(c, "renew", &told, &card), addresses[i].auth);
		assert_int_equal(proved(c, "unlock", &told, &card), ERR_NONE);
	}
}

/*
 * The record's only one of a name may be somebody else: an outdated face doesn't make that address the holder's. And no
 * 〓, nor a register's own character, is certified where the card has the true one: the card's is taken.
 */
static void
an_address_of_the_record_is_the_holders(void **state)
{
	static const struct {
		const char *of_case;
		enum err current, outdated, confirmed;
		const char *taken;
	} addresses[] = {
		{ "架空市見本町1", ERR_NONE, ERR_NONE, ERR_NONE, "架空市見本町1" },
		{ "架空市見本町１番", ERR_NONE, ERR_NONE, ERR_NONE, "架空市見本町１番" },
		{ "架空市見本町2", ERR_FACE_CURRENT, ERR_PERSON_UNLIKE, ERR_NONE, "架空市見本町2" },
		{ "架空市\ue000本町2", ERR_PERSON_UNLIKE, ERR_PERSON_UNLIKE, ERR_NONE, "架空市\ue000本町2" },
		{ "架空市〓本町1", ERR_CARD_FACE, ERR_CARD_FACE, ERR_CARD_FACE, "架空市見本町1" },
		{ "架空市\ue000本町1", ERR_CARD_FACE, ERR_CARD_FACE, ERR_CARD_FACE, "架空市見本町1" },
	};
	const struct names names = { "番号　花子", "", "", "", BORN };
	const struct person card = somebody(&names, PERSON_CARD);
	struct stage *c = *state;
	const struct actor actor = stage_actor(c);
	size_t i;

	for (i = 0; i < sizeof(addresses) / sizeof(*addresses); i++) {
		struct person record = somebody(&names, PERSON_RECORD);
		struct case_person into;

		(void)snprintf(record.address, sizeof(record.address), "%s", addresses[i].of_case);
		(void)snprintf(c->file.facts, sizeof(c->file.facts), "card-face=current\n");
		if (proved(c, "renew", &record, &card) != addresses[i].current)
			fail_msg("%s", record.address);
		(void)snprintf(c->file.facts, sizeof(c->file.facts), "card-face=outdated\n");
		assert_int_equal(proved(c, "renew", &record, &card), addresses[i].outdated);
		assert_int_equal(proved_as(c, "renew", &record, &card, HOLDER_CONFIRMED), addresses[i].outdated);
		assert_int_equal(proved_as(c, "renew", &record, &card, HOLDER_ADDRESS), addresses[i].confirmed);
		assert_int_equal(proved(c, "unlock", &record, &card), ERR_NONE);
		assert_int_equal(case_set_person(c->desk.store, &actor, c->file.number, &record), ERR_NONE);
		assert_int_equal(case_take_person(c->desk.store, &actor, c->file.number, &card, 0, false, &into),
		    ERR_NONE);
		assert_string_equal(into.now.address, addresses[i].taken);
	}
}

/* The last day of a certificate comes of the birth date, whether a name stands in it or not. */
static void
a_birth_date_known_in_part_ends_no_certificate(void **state)
{
	struct stage *c = *state;
	const struct names whole = { "番号　花子", "", "", "", BORN };
	const struct names part = { "番號　花子", "佐藤", "", "", { 1990, 0, 0 } };
	const struct person told = somebody(&part, PERSON_TOLD), record = somebody(&part, PERSON_RECORD);
	const struct person same = somebody(&whole, PERSON_RECORD), card = somebody(&whole, PERSON_CARD);

	c->file.certificates = CERT_BIT(CERT_AUTH);
	assert_int_equal(proved(c, "renew", &told, &card), ERR_HOLDER_WRITTEN);
	assert_int_equal(proved(c, "renew", &record, &card), ERR_CARD_FACE);
	assert_int_equal(proved(c, "issue", &record, &card), ERR_CARD_FACE);
	assert_int_equal(proved(c, "revoke", &record, &card), ERR_NONE);
	assert_int_equal(proved(c, "renew", &same, &card), ERR_NONE);
}

/* The card is taken where the case has the record: the birth date is of who knows more, all else the record's. */
static void
the_card_tells_what_the_record_does_not_know(void **state)
{
	static const struct { struct date record, card, then; } dates[] = {
		{ { 1990, 0, 0 }, BORN, BORN }, { { 1990, 1, 0 }, BORN, BORN }, { UNSAID, BORN, BORN },
		{ UNSAID, { 1990, 0, 0 }, { 1990, 0, 0 } }, { { 1990, 0, 0 }, { 1990, 1, 0 }, { 1990, 1, 0 } },
		{ BORN, { 1990, 0, 0 }, BORN }, { BORN, UNSAID, BORN }, { BORN, BORN, BORN },
	};
	struct stage *c = *state;
	const struct actor actor = stage_actor(c);
	size_t i;

	for (i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		const struct names ours = { "番號　花子", "", "", "", dates[i].record };
		const struct names theirs = { "番号　花子", "", "", "", dates[i].card };
		const struct person record = somebody(&ours, PERSON_RECORD), card = somebody(&theirs, PERSON_CARD);
		struct case_person into;

		assert_int_equal(case_set_person(c->desk.store, &actor, c->file.number, &record), ERR_NONE);
		assert_int_equal(case_take_person(c->desk.store, &actor, c->file.number, &card, 0, true, &into),
		    ERR_NONE);
		assert_int_equal(case_load(c->desk.store, c->file.number, &c->file), ERR_NONE);
		assert_int_equal(date_compare(c->file.person.born, dates[i].then), 0);
		assert_int_equal(into.taken, date_compare(dates[i].record, dates[i].then) != 0);
		assert_string_equal(c->file.person.name, "番號　花子");
		assert_int_equal(c->file.person.source, PERSON_RECORD);
	}
}

static void
tell_name(struct stage *c, const char *name)
{
	const struct actor actor = stage_actor(c);

	c->file.person.source = PERSON_TOLD;
	(void)snprintf(c->file.person.name, sizeof(c->file.person.name), "%s", name);
	assert_int_equal(case_set_person(c->desk.store, &actor, c->file.number, &c->file.person), ERR_NONE);
}

static bool
certified(const struct stage *c, const char *text)
{
	const struct cert *cert = &c->result.certs[CERT_SIGN].cert;

	return memmem(cert->der, cert->len, text, strlen(text)) != NULL;
}

static bool
see_refusal(void *ctx, const struct case_history *h)
{
	*(bool *)ctx |= strcmp(h->event, "holder-otherwise") == 0 && strcmp(h->why, "holder-written") == 0;
	return true;
}

/* Refused and told; then the clerk takes the card's own, which is what the certificate has. */
static void
the_card_is_taken_and_certified(void **state)
{
	struct stage *c = *state;
	const struct actor actor = stage_actor(c);
	struct case_person taken;
	bool refused = false;

	tell_name(c, "番號　花子");
	assert_int_equal(stage_perform(c), ERR_HOLDER_WRITTEN);
	assert_string_equal(c->result.heard.name, "番号　花子");
	assert_false(c->result.certs[CERT_SIGN].made);
	assert_int_equal(case_history(c->desk.store, c->file.number, see_refusal, &refused), ERR_NONE);
	assert_true(refused);
	assert_int_equal(case_load(c->desk.store, c->file.number, &c->file), ERR_NONE);
	assert_int_equal(c->file.state, CASE_APPROVED);
	assert_int_equal(case_take_person(c->desk.store, &actor, c->file.number, &c->result.heard, 0, true, &taken),
	    ERR_NONE);
	assert_int_equal(stage_perform(c), ERR_NONE);
	assert_true(certified(c, "番号　花子"));
	assert_true(certified(c, taken.now.address));
}

/* Blanks aren't asked about: they are the card's. */
static void
blanks_are_the_cards(void **state)
{
	struct stage *c = *state;

	tell_name(c, "番号花子");
	assert_int_equal(stage_perform(c), ERR_NONE);
	assert_true(certified(c, "番号　花子"));
}

#define AT_COUNTER(test) cmocka_unit_test_setup_teardown(test, setup, stage_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		AT_COUNTER(every_row_is_held_against_the_card),
		AT_COUNTER(an_address_that_was_told_is_the_cards),
		AT_COUNTER(an_address_of_the_record_is_the_holders),
		AT_COUNTER(a_birth_date_known_in_part_ends_no_certificate),
		AT_COUNTER(the_card_tells_what_the_record_does_not_know),
		AT_COUNTER(the_card_is_taken_and_certified),
		AT_COUNTER(blanks_are_the_cards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

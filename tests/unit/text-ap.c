/* The four attributes: opened by either number, taken only when whole, cleaned, and EF 0001 never touched. */
#include "card/text-ap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/scripted-wire.h"

#define SELECT_TEXT "00a4040c0ad3921000310001010408"
#define END { NULL, NULL, 0 }

struct attribute { const char *tag; const char *value; };

/* EF 0002 in hexadecimal, with filler behind it. */
static void
make_file(const struct attribute *a, char *out, size_t size)
{
	char body[4096] = "", *p = body;
	size_t i;

	for (; a->tag != NULL; a++) {
		p += snprintf(p, 16, strlen(a->value) < 0x80 ? "%s%02zx" : "%s82%04zx", a->tag, strlen(a->value));
		for (i = 0; a->value[i] != '\0'; i++)
			p += snprintf(p, 3, "%02x", (unsigned char)a->value[i]);
	}
	(void)snprintf(out, size, "ff2082%04zx%sffffff", strlen(body) / 2, body);
}

/* As a VERIFY leaves it. */
static void
open_by(struct card *card, enum reference which)
{
	assert_int_equal(card_select_ap(card, AP_TEXT), ERR_NONE);
	card->verified[which] = true;
}

#define PIECE 256
#define PIECES_MAX 8

/*
 * What a card answers that has this file, a piece a command: the first goes beyond the end, the last asks for the rest.
 */
static void
cut(const char *file, struct scripted_row *rows)
{
	static char commands[PIECES_MAX][48], answers[PIECES_MAX][2 * PIECE + 5];
	const size_t whole = strlen(file) / 2, len = whole - 3;	/* without its filler */
	size_t i, at;

	for (i = at = 0; at < (i == 0 ? whole : len); i++, at += PIECE) {
		assert_true(i < PIECES_MAX);
		(void)snprintf(commands[i], sizeof(commands[i]), "00b0%04zx%02zx", at,
		    i > 0 && len - at < PIECE ? len - at : 0);
		(void)snprintf(answers[i], sizeof(answers[i]), "%.*s9000",
		    (int)(2 * (i > 0 && len - at < PIECE ? len - at : PIECE)),
		    file + 2 * at);
		rows[i] = (struct scripted_row){ commands[i], answers[i], 0 };
	}
	rows[i] = (struct scripted_row)END;
}

static enum err
read_file(const struct attribute *a, struct person *p)
{
	static char file[5000];
	struct scripted_row rows[2 + PIECES_MAX + 1] = { { SELECT_TEXT, "9000", 0 }, { "00a4020c020002", "9000", 0 } };
	struct card card;
	struct wire *w;
	enum err e;

	make_file(a, file, sizeof(file));
	cut(file, rows + 2);
	w = scripted_wire_open_card(&card, rows);
	open_by(&card, REFERENCE_ASSIST);
	e = text_ap_read(&card, p);
	scripted_wire_close_card(&card, w);
	return e;
}

static void
attributes_are_taken(void **state)
{
	static const struct attribute whole[] = {
		{ "df21", "12345678" }, { "df22", "番号　花子" },
		{ "df23", "架空県架空市一丁目\033[31m\xe2\x80\xae𠮷葛\xf3\xa0\x84\x80" }, { "df24", "19900205" },
		{ "df25", "2" }, { NULL, NULL },
	};
	struct person p;

	(void)state;
	assert_int_equal(read_file(whole, &p), ERR_NONE);
	assert_string_equal(p.name, "番号　花子");
	assert_string_equal(p.address, "架空県架空市一丁目?[31m?𠮷葛\xf3\xa0\x84\x80");
	assert_int_equal(p.born.year * 10000 + p.born.month * 100 + p.born.day, 19900205);
	assert_int_equal(p.sex, SEX_FEMALE);
	assert_string_equal(p.kana, "");
}

/* What stands in brackets behind a family name is the former name. */
static void
a_former_name_is_told_as_one(void **state)
{
	static const struct attribute whole[] = { { "df21", "12345678" }, { "df22", "番号［佐藤］　花子" },
	    { "df23", "架空市" }, { "df24", "19900205" }, { "df25", "2" }, { NULL, NULL } };
	struct person p;

	(void)state;
	assert_int_equal(read_file(whole, &p), ERR_NONE);
	assert_string_equal(p.name, "番号　花子");
	assert_string_equal(p.former, "佐藤");
}

static void
birthdays_may_be_known_in_part(void **state)
{
	static const struct { const char *digits, *iso; } rows[] = {
		{ "19900000", "1990-00-00" }, { "19900200", "1990-02-00" }, { "00000000", "0000-00-00" },
		{ "19901300", "" }, { "19900230", "" }, { "19900005", "" },
	};
	struct attribute unknown[] = {
		{ "df22", "番号　花子" }, { "df23", "架空市" }, { "df24", NULL }, { "df25", "9" },
		{ NULL, NULL },
	};
	struct person p;
	char iso[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		unknown[2].value = rows[i].digits;
		assert_int_equal(read_file(unknown, &p), ERR_NONE);
		date_format_iso(p.born, iso, sizeof(iso));
		assert_string_equal(iso, rows[i].iso);
		assert_int_equal(p.sex, SEX_UNKNOWN);
	}
}

static const struct attribute broken[][5] = {
	{ { "df23", "架空市" }, { "df24", "19900205" }, { "df25", "2" } },				/* no name */
	{ { "df22", "番号" }, { "df23", "架空市" }, { "df24", "1990020" }, { "df25", "2" } },
	{ { "df22", "番号" }, { "df23", "架空市" }, { "df24", "1990020x" }, { "df25", "2" } },
	{ { "df22", "番号" }, { "df23", "架空市" }, { "df24", "19900205" }, { "df25", "" } },
	/* a cut character */
	{ { "df22", "\xe7\x95" }, { "df23", "架空市" }, { "df24", "19900205" }, { "df25", "2" } },
	{ { "df22", "番号" }, { "df23", "\xff" }, { "df24", "19900205" }, { "df25", "2" } },
};

static void
broken_files_give_nothing(void **state)
{
	struct person p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		memset(&p, 0x5a, sizeof(p));
		assert_int_equal(read_file(broken[i], &p), ERR_CARD_ANSWER);
		assert_int_equal(p.name[0], 0x5a);
	}
}

/* As much as a register holds is read, one byte more refused. */
static void
names_and_addresses_have_a_longest(void **state)
{
	static char name[PERSON_NAME_MAX + 2], address[PERSON_ADDRESS_MAX + 2];
	const struct attribute file[] = {
		{ "df22", name }, { "df23", address }, { "df24", "19900205" }, { "df25", "2" }, { NULL, NULL },
	};
	struct person p;

	(void)state;
	memset(name, 'a', PERSON_NAME_MAX);
	memset(address, 'b', PERSON_ADDRESS_MAX);
	assert_int_equal(read_file(file, &p), ERR_NONE);
	assert_string_equal(p.name, name);
	assert_string_equal(p.address, address);
	name[PERSON_NAME_MAX] = 'a';
	assert_int_equal(read_file(file, &p), ERR_CARD_ANSWER);
	name[PERSON_NAME_MAX] = '\0';
	address[PERSON_ADDRESS_MAX] = 'b';
	assert_int_equal(read_file(file, &p), ERR_CARD_ANSWER);
}

static const char *const lying[] = { "ff20820800df229000", "ff2083ffffff9000", "ff2003df2205419000", "ff219000",
    "ff209000" };

static void
lengths_that_lie_are_refused(void **state)
{
	struct person p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lying) / sizeof(*lying); i++) {
		const struct scripted_row rows[] = {
			{ SELECT_TEXT, "9000", 0 }, { "00a4020c020002", "9000", 0 },
			{ "00b0000000", lying[i], 0 }, END,
		};
		struct card card;
		struct wire *w = scripted_wire_open_card(&card, rows);

		open_by(&card, REFERENCE_B);
		assert_int_equal(text_ap_read(&card, &p), ERR_CARD_ANSWER);
		scripted_wire_close_card(&card, w);
	}
}

static void
closed_attributes_are_not_asked_for(void **state)
{
	static const struct scripted_row rows[] = { { SELECT_TEXT, "9000", 0 }, END };
	struct person p;
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);

	(void)state;
	card.verified[REFERENCE_SIGN] = true;
	assert_int_equal(text_ap_read(&card, &p), ERR_CARD_NEEDS_PIN);
	assert_int_equal(card_select_ap(&card, AP_TEXT), ERR_NONE);
	assert_int_equal(text_ap_read(&card, &p), ERR_CARD_NEEDS_PIN);
	scripted_wire_close_card(&card, w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes_are_taken),
		cmocka_unit_test(a_former_name_is_told_as_one),
		cmocka_unit_test(birthdays_may_be_known_in_part),
		cmocka_unit_test(broken_files_give_nothing),
		cmocka_unit_test(names_and_addresses_have_a_longest),
		cmocka_unit_test(lengths_that_lie_are_refused),
		cmocka_unit_test(closed_attributes_are_not_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

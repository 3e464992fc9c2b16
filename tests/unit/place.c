/* Where an address is: each of the five municipalities among its own, its neighbours' and namesakes' addresses. */
#include "people/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "rule/profile.h"

static const struct { const char *profile, *begins, *address; enum address_place place; } rows[] = {
	{ "kawaguchi", "埼玉県川口市", "埼玉県川口市青木二丁目１番１号", PLACE_HERE },
	{ "kawaguchi", "埼玉県川口市", "埼玉県さいたま市浦和区常盤六丁目４番４号", PLACE_ELSEWHERE },
	{ "kawasaki", "神奈川県川崎市", "神奈川県川崎市川崎区宮本町１番地", PLACE_HERE },
	{ "kawasaki", "神奈川県川崎市", "川崎市幸区戸手本町一丁目11番地1", PLACE_HERE },
	{ "kawasaki", "神奈川県川崎市", "横浜市中区本町6-50-10", PLACE_ELSEWHERE },
	{ "kawasaki", "神奈川県川崎市", "福岡県田川郡川崎町大字田原789-2", PLACE_ELSEWHERE },
	{ "odawara", "神奈川県小田原市", "神奈川県　小田原市　荻窪300番地", PLACE_HERE },
	{ "odawara", "神奈川県小田原市", "神奈川県足柄下郡箱根町湯本256", PLACE_ELSEWHERE },
	{ "setagaya", "東京都世田谷区", "東京都世田谷区世田谷4-21-27", PLACE_HERE },
	{ "setagaya", "東京都世田谷区", "東京都千代田区霞が関二丁目１番２号", PLACE_ELSEWHERE },
	{ "tachikawa", "東京都立川市", "東京都立川市泉町1156番地の9", PLACE_HERE },
	{ "tachikawa", "東京都立川市", "東京都千代田区霞が関二丁目１番２号", PLACE_ELSEWHERE },
	{ "tachikawa", "東京都立川市", "泉町1156番地の9", PLACE_UNTOLD },
	{ "tachikawa", "東京都立川市", "", PLACE_UNTOLD },
	{ "national", "", "東京都千代田区霞が関二丁目１番２号", PLACE_UNTOLD },
};

static void
five_municipalities(void **state)
{
	const char *data = getenv("MADOGUCHI_DATADIR");
	struct profile *profile;
	char folder[1024], begins[64];
	size_t i;

	(void)state;
	(void)snprintf(folder, sizeof(folder), "%s/profiles", data != NULL ? data : "config");
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(profile_open(folder, rows[i].profile, &profile, NULL), ERR_NONE);
		place_begins(profile_city_code(profile), profile_name(profile), begins, sizeof(begins));
		assert_string_equal(begins, rows[i].begins);
		if (address_place(rows[i].address, profile_city_code(profile), profile_name(profile)) != rows[i].place)
			fail_msg("%s: %s", rows[i].profile, rows[i].address);
		profile_free(&profile);
	}
}

static const struct { const char *code, *name, *address; enum address_place place; } others[] = {
	{ "132063", "府中市", "東京都府中市宮西町2-24", PLACE_HERE },
	{ "132063", "府中市", "広島県府中市府川町315", PLACE_ELSEWHERE },
	{ "133035", "瑞穂町", "東京都西多摩郡瑞穂町大字箱根ケ崎2335", PLACE_HERE },
	{ "072036", "郡山市", "福島県郡山市朝日一丁目23-7", PLACE_HERE },
	{ "011002", "札幌市", "北海道札幌市中央区北一条西二丁目", PLACE_HERE },
	{ "992063", "府中市", "東京都府中市宮西町2-24", PLACE_UNTOLD },
	{ "", "府中市", "東京都府中市宮西町2-24", PLACE_UNTOLD },
	{ "1", "府中市", "東京都府中市宮西町2-24", PLACE_UNTOLD },
};

static void
namesakes_and_districts(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (address_place(others[i].address, others[i].code, others[i].name) != others[i].place)
			fail_msg("%s %s: %s", others[i].code, others[i].name, others[i].address);
}

static void
face_is_as_the_record(void **state)
{
	struct person card = { .address = "東京都立川市泉町一丁目２番３号" }, record = { .address = "" };

	(void)state;
	assert_int_equal(address_face(&card, &record), FACE_UNTOLD);
	(void)strcpy(record.address, "東京都立川市泉町1-2-3");
	assert_int_equal(address_face(&card, &record), FACE_CURRENT);
	(void)strcpy(record.address, "東京都立川市泉町1-2-4");
	assert_int_equal(address_face(&card, &record), FACE_OUTDATED);
	(void)strcpy(record.address, "東京都立川市\uE000町1-2-3");	/* a register's own character */
	assert_int_equal(address_face(&card, &record), FACE_UNTOLD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(five_municipalities),
		cmocka_unit_test(namesakes_and_districts),
		cmocka_unit_test(face_is_as_the_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

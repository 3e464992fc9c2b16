/* Every door by which text comes in or goes out, tried with every kind of character that no text may have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/ini.h"
#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "case/case.h"
#include "fixture.h"
#include "forms/field.h"
#include "base/jis.h"
#include "people/residents.h"
#include "rule/facts.h"

static const struct { const char *bytes, *what; } barred[] = {
	{ "\x01", "U+0001" }, { "\a", "BEL" }, { "\t", "tab" }, { "\n", "newline" }, { "\r", "CR" }, { "\x1b", "ESC" },
	{ "\x7f", "DEL" }, { "\xc2\x85", "U+0085, C1" }, { "\xc2\x9b", "U+009B, CSI" }, { "\u00ad", "U+00AD" },
	{ "\u034f", "U+034F" }, { "\u0378", "U+0378, unassigned" }, { "\u061c", "U+061C" }, { "\u115f", "U+115F" },
	{ "\u1160", "U+1160" }, { "\u17b4", "U+17B4" }, { "\u180b", "U+180B" }, { "\u180e", "U+180E" },
	{ "\u200b", "U+200B" }, { "\u200c", "U+200C" }, { "\u200d", "U+200D" }, { "\u200e", "U+200E" },
	{ "\u2028", "U+2028" }, { "\u2029", "U+2029" }, { "\u202e", "U+202E, bidi" }, { "\u2060", "U+2060" },
	{ "\u2066", "U+2066, bidi" }, { "\u2069", "U+2069, bidi" }, { "\u206a", "U+206A" }, { "\u2800", "U+2800" },
	{ "\u3164", "U+3164" }, { "\xed\xa0\x80", "a surrogate" }, { "\ufdd0", "a noncharacter" }, { "\ufe0f", "U+FE0F" },
	{ "\ufeff", "U+FEFF" }, { "\uffa0", "U+FFA0" }, { "\ufff9", "U+FFF9" }, { "\ufffc", "U+FFFC" },
	{ "\ufffd", "U+FFFD" }, { "\uffff", "U+FFFF" }, { "\U0001d173", "U+1D173" }, { "\U0002fffe", "U+2FFFE" },
	{ "\U000e0001", "U+E0001" }, { "\U000e0041", "U+E0041" }, { "\U000e0100", "a selector behind no kanji" },
	{ "\U0010ffff", "U+10FFFF" }, { "\xf4\x90\x80\x80", "over U+10FFFF" }, { "\xff", "no UTF-8" },
};

#define BARRED (sizeof(barred) / sizeof(*barred))

static const struct actor sato = { "sato", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };

/* Tries a value; what was taken of it, or what goes out for it, is added to out: nothing where it was refused. */
typedef void door(const char *value, struct buf *out);

/* --- in ---------------------------------------------------------------------------------------- */

static const struct date today = { 2026, 11, 20 };

static void
by_forms(const char *value, struct buf *out)
{
	char tidy[FIELD_VALUE_MAX];
	unsigned form;
	size_t i;

	for (form = 0; form < FORM_COUNT; form++) {
		for (i = 0; i < form_fields((enum form)form); i++) {
			const struct field *f = form_field((enum form)form, i);

			if (f->type != FIELD_PIN && field_tidy(f, value, today, tidy) == ERR_NONE)
				buf_puts(out, tidy);
		}
	}
}

static void
by_facts(const char *value, struct buf *out)
{
	static const char *const keys[] = { "name", "kana", "address", "postcode", "proxy-name", "proxy-address",
	    "proxy-relation", "counter", "doc=applicant:" };
	static struct personal p;
	static struct facts f;
	char text[256], why[FACTS_WHY_MAX];
	size_t i;

	memset(&f, 0, sizeof(f));
	memset(&p, 0, sizeof(p));
	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		(void)snprintf(text, sizeof(text), strchr(keys[i], '=') != NULL ? "%s%s" : "%s=%s", keys[i], value);
		(void)facts_read(&f, &p, text, why);
	}
	buf_printf(out, "%s%s%s%s%s%s", p.person.name, p.person.kana, p.person.address, p.proxy_name, p.proxy_address,
	    p.proxy_relation);
	buf_printf(out, "%s%s", f.counter, f.held_count > 0 ? f.held[0].label : "");
}

static bool
see_resident(void *ctx, const struct resident *r)
{
	buf_printf(ctx, "%s%s%s", r->person.name, r->person.kana, r->person.address);
	return true;
}

static void
by_extract(const char *value, struct buf *out)
{
	static const struct actor admin = { "kuroda", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };
	static struct faults faults;
	struct buf csv = { 0 };
	int64_t count;
	size_t i;
	FILE *in;

	for (i = 0; i < 2; i++) {
		memset(&faults, 0, sizeof(faults));
		buf_clear(&csv);
		buf_puts(&csv, "氏名,生年月日,住所\n");
		buf_printf(&csv, i == 0 ? "\"%s\",1990-02-03,川口市\n" : "番号 花子,1990-02-03,\"%s\"\n", value);
		assert_non_null(in = fmemopen(csv.text, csv.len, "r"));
		if (residents_import(store, &admin, in, "x.csv", NULL, &faults, &count) == ERR_NONE)
			assert_int_equal(residents_find(store, &sato, NULL, NULL, 0, see_resident, out), ERR_NONE);
		(void)fclose(in);
	}
	buf_free(&csv);
}

static bool
see_history(void *ctx, const struct case_history *h)
{
	buf_puts(ctx, h->why);
	return true;
}

static void
by_reason(const char *value, struct buf *out)
{
	struct case_file f = { .procedure = "renew", .certificates = CERT_BOTH, .facts = "visitor=self\n" };

	assert_int_equal(case_open(store, &sato, &f, CASE_RECEIVED), ERR_NONE);
	(void)case_event(store, &sato, f.number, EVENT_NOTE, value);
	assert_int_equal(case_history(store, f.number, see_history, out), ERR_NONE);
}

static void
by_person(const char *value, struct buf *out)
{
	static struct case_file f, again;

	f = (struct case_file){ .procedure = "renew", .certificates = CERT_BOTH, .facts = "visitor=self\n" };
	(void)snprintf(f.person.name, sizeof(f.person.name), "%s", value);
	(void)snprintf(f.person.address, sizeof(f.person.address), "%s", value);
	if (case_open(store, &sato, &f, CASE_RECEIVED) == ERR_NONE && case_load(store, f.number, &again) == ERR_NONE)
		buf_printf(out, "%s%s", again.person.name, again.person.address);
}

static void
by_proxy(const char *value, struct buf *out)
{
	static struct case_file f, again;

	f = (struct case_file){ .procedure = "renew", .certificates = CERT_BOTH, .facts = "visitor=proxy\n" };
	(void)snprintf(f.proxy.name, sizeof(f.proxy.name), "%s", value);
	(void)snprintf(f.proxy.relation, sizeof(f.proxy.relation), "%s", value);
	if (case_open(store, &sato, &f, CASE_RECEIVED) == ERR_NONE && case_load(store, f.number, &again) == ERR_NONE)
		buf_printf(out, "%s%s", again.proxy.name, again.proxy.relation);
}

static void
by_place(const char *value, struct buf *out)
{
	struct case_file f = { .procedure = "renew", .certificates = CERT_BOTH, .facts = "visitor=self\n",
	    .outcome = "keep" };

	(void)snprintf(f.particulars.place, sizeof(f.particulars.place), "%s", value);
	if (case_open(store, &sato, &f, CASE_KEPT) == ERR_NONE)
		buf_puts(out, value);
}

static void
by_settings(const char *value, struct buf *out)
{
	static const struct ini_shape shapes[] = { { "place", false, NULL }, { NULL, false, NULL } };
	static struct faults faults;
	char text[128];
	struct ini ini;

	memset(&faults, 0, sizeof(faults));
	(void)snprintf(text, sizeof(text), "[place]\nname = \"%s\"\n", value);
	if (ini_read_text("x.ini", text, strlen(text), shapes, &ini, &faults) != ERR_NONE)
		return;
	buf_puts(out, ini_value(&ini, "place", "", "name"));
	ini_free(&ini);
}

static void
by_certificate(const char *value, struct buf *out)
{
	struct jis_pairs pairs = { .count = 0 };
	struct jis_text t;

	if (jis_lacking(value, &pairs) == ERR_NONE && jis_substitute(value, JIS_CHARS_MAX, &pairs, &t) == ERR_NONE)
		buf_puts(out, t.text);
}

/* --- out --------------------------------------------------------------------------------------- */

static void
to_screen(const char *value, struct buf *out)
{
	char clean[128];

	text_clean(value, strlen(value), clean, sizeof(clean));
	buf_puts(out, clean);
}

static void
to_json(const char *value, struct buf *out)
{
	json_object(out, NULL);
	json_string(out, "why", value);
	json_object_end(out);
}

/* What was stored as an object may say what it likes inside itself, but nothing behind itself. */
static void
to_json_raw(const char *value, struct buf *out)
{
	char object[128];

	(void)snprintf(object, sizeof(object), "{\"a\":\"%s\"}", value);
	json_object(out, NULL);
	json_raw(out, "decision", object);
	json_object_end(out);
}

static void
to_log(const char *value, struct buf *out)
{
	const char *path = scratch_path(&scratch, "log");
	const struct actor a = { value, "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };
	char line[512];
	struct log *log;
	FILE *f;

	(void)unlink(path);
	assert_int_equal(log_open(path, &log), ERR_NONE);
	log_failure(log, &a, "note", "", ERR_DATA);
	log_close(&log);
	assert_non_null(f = fopen(path, "r"));
	assert_non_null(fgets(line, sizeof(line), f));
	line[strlen(line) - 1] = '\0';
	buf_puts(out, line);
	assert_null(fgets(line, sizeof(line), f));
	(void)fclose(f);
}

static const struct { door *door; const char *what; } doors[] = {
	{ by_forms, "forms" }, { by_facts, "arguments and standard input" }, { by_extract, "extract" },
	{ by_reason, "reason, note" }, { by_person, "person" }, { by_proxy, "proxy" }, { by_place, "place" },
	{ by_settings, "settings" }, { by_certificate, "certificate" }, { to_screen, "screen, terminal" },
	{ to_json, "JSON" }, { to_json_raw, "JSON, stored" }, { to_log, "log" },
};

#define DOORS (sizeof(doors) / sizeof(*doors))

static void
nothing_passes(void **state)
{
	struct buf out = { 0 };
	char value[64];
	size_t d, i, passed = 0;

	(void)state;
	for (d = 0; d < DOORS; d++) {
		for (i = 0; i < BARRED; i++) {
			(void)snprintf(value, sizeof(value), "バa%sン", barred[i].bytes);
			buf_clear(&out);
			doors[d].door(value, &out);
			if (out.len == 0 || strstr(out.text, barred[i].bytes) == NULL)
				continue;
			printf("%s lets %s through\n", doors[d].what, barred[i].what);
			passed++;
		}
	}
	buf_free(&out);
	printf("%zu doors, %zu characters: %zu tried, %zu passed\n", DOORS, BARRED, DOORS * BARRED, passed);
	assert_int_equal(passed, 0);
}

/* Nor does an individual number, however it is set. */
static void
no_number_passes(void **state)
{
	static const char *const numbers[] = { "123456789018", "1234 5678 9018", "1234-5678-9018", "1234.5678.9018",
	    "1234/5678/9018", "1234_5678_9018", "1234、5678、9018", "1234・5678・9018", "12,345,6789018",
	    "１２３４５６７８９０１８", "一二三四五六七八九〇一八", "①②③④⑤⑥⑦⑧⑨⓪①⑧", "1234ｰ5678ｰ9018",
	    "1234：5678：9018", "一二三四五六七八九○一八", "123456789018123456789018",
	    "個人番号123456789012", "١٢٣٤٥٦٧٨٩٠١٨" };
	static door *const in[] = { by_forms, by_facts, by_extract, by_reason, by_person, by_proxy, by_place };
	struct buf out = { 0 };
	char value[128];
	size_t d, i, passed = 0;

	(void)state;
	for (d = 0; d < sizeof(in) / sizeof(*in); d++) {
		for (i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
			(void)snprintf(value, sizeof(value), "架空市%s", numbers[i]);
			buf_clear(&out);
			in[d](value, &out);
			if (strstr(buf_text(&out), numbers[i]) == NULL)
				continue;
			printf("door %zu lets %s through\n", d, numbers[i]);
			passed++;
		}
	}
	buf_free(&out);
	assert_int_equal(passed, 0);
}

/* The doors are open: what every register has passes all of them unchanged. */
static void
names_pass(void **state)
{
	static const char *const names[] = { "番号花子", "葛\U000e0100城", "髙橋", "\ufa11崎", "𠮷田", "山田　太郎" };
	struct buf out = { 0 };
	size_t d, i;

	(void)state;
	for (d = 0; d < DOORS; d++) {
		for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
			buf_clear(&out);
			doors[d].door(names[i], &out);
			if (doors[d].door == to_json && strstr(names[i], "\U000e0100") != NULL)
				assert_non_null(strstr(buf_text(&out), "葛\\udb40\\udd00城"));
			else if (doors[d].door != by_certificate)
				assert_non_null(strstr(buf_text(&out), names[i]));
			else
				assert_int_not_equal(out.len, 0);
		}
	}
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_passes, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_number_passes, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_pass, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests_name("text-doors", tests, NULL, NULL);
}

/*
 * A set of characters, one a line of a file, each once through form, extract, store, search, certificate and screen;
 * what became of them is counted. Usage: characters NAME FILE JIS, where JIS has those that certificates hold.
 */
#include "config.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/fold.h"
#include "base/jis.h"
#include "base/text.h"
#include "forms/field.h"
#include "issuer/othername-private.h"
#include "people/residents.h"
#include "tests/unit/fixture.h"

#define SET_MAX 80000
#define SEARCHED 64		/* one in so many is also looked for in the store: each look is an audit line on disk */

static const struct actor clerk = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };
static const char *name, *file, *jis_file;
static char set[SET_MAX][JIS_FROM_MAX];
static size_t count;
static unsigned char in_jis[0x110000 / 8];
static struct { size_t form, imported, stored, searched, whole, agreed, geta, drawn, by_geta; } n;

static bool
next_line(FILE *f, char line[JIS_FROM_MAX])
{
	if (fgets(line, JIS_FROM_MAX, f) == NULL)
		return false;
	line[strcspn(line, "\n")] = '\0';
	return true;
}

static void
read_sets(void)
{
	char line[JIS_FROM_MAX];
	FILE *f = fopen(jis_file, "r");
	uint32_t c;

	assert_non_null(f);
	while (next_line(f, line)) {
		(void)text_decode(line, strlen(line), &c);
		in_jis[c / 8] |= (unsigned char)(1u << c % 8);
	}
	assert_int_equal(fclose(f), 0);
	assert_non_null(f = fopen(file, "r"));
	for (count = 0; count < SET_MAX && next_line(f, set[count]); count++)
		;
	assert_int_equal(fclose(f), 0);
	assert_true(count > 0);
}

/* Each in a name that no other has. */
static void
named(const char *c, size_t i, char out[PERSON_NAME_MAX + 1])
{
	(void)snprintf(out, PERSON_NAME_MAX + 1, "番%s子%05zu", c, i);
}

static const struct date today = { 2026, 11, 20 };

static void
through_the_form(size_t i, char value[PERSON_NAME_MAX + 1])
{
	char typed[PERSON_NAME_MAX + 1], tidy[FIELD_VALUE_MAX];

	named(set[i], i, typed);
	if (field_tidy(field_by_key("name"), typed, today, tidy) != ERR_NONE)
		fail_msg("%s: the form refuses %s", name, set[i]);
	(void)snprintf(value, PERSON_NAME_MAX + 1, "%.*s", PERSON_NAME_MAX, tidy);
	n.form++;
}

/* Found by what is proposed for it, and by itself. */
static void
through_the_fold(size_t i, const struct jis_pairs *pairs)
{
	char one[PERSON_NAME_MAX + 1], other[PERSON_NAME_MAX + 1], a[512], b[512];

	if (pairs->count != 1 || strcmp(pairs->pair[0].to, "〓") == 0)
		return;
	named(set[i], i, one);
	named(pairs->pair[0].to, i, other);
	fold_name(one, FOLD_SOUND, a, sizeof(a));
	fold_name(other, FOLD_SOUND, b, sizeof(b));
	if (strcmp(a, b) != 0)
		fail_msg("%s: %s isn't found by %s", name, set[i], pairs->pair[0].to);
}

/* Only what isn't in JIS is marked, and all of that; a half-width kana is marked without a question. */
static void
through_the_certificate(size_t i, const char *value)
{
	struct person p = { .born = { 1990, 2, 3 }, .sex = SEX_FEMALE, .address = "東京都" };
	struct jis_pairs pairs = { .count = 0 };
	GENERAL_NAMES *names;
	struct jis_text t;
	uint32_t c;
	/* As it was taken: U+1F71 is U+03AC by now. */
	const size_t len = strlen(value) - strlen("番子00000");
	const bool alone = text_decode(value + strlen("番"), len, &c) == len;
	const bool narrow = c >= 0xff61 && c <= 0xff9f, mark = text_modifies(c);
	/* Another blank became U+0020. */
	const bool whole = alone && c != 0x3013 && ((in_jis[c / 8] & 1u << c % 8) != 0 || c == ' ');

	(void)snprintf(p.name, sizeof(p.name), "%s", value);
	assert_int_equal(jis_lacking(value, &pairs), ERR_NONE);
	/* A mark is part of 番, and the kana that stands for ヷ has another sound. */
	if (!mark && !(c >= 0x3041 && c <= 0x31ff))
		through_the_fold(i, &pairs);
	if ((pairs.count == 0) != (whole || narrow))
		fail_msg("%s: %s: %zu substitutes", name, set[i], pairs.count);
	if (pairs.count > 0)
		assert_int_equal(jis_substitute(value, 100, NULL, &t), ERR_SUBSTITUTES);
	assert_int_equal(jis_substitute(value, 100, &pairs, &t), ERR_NONE);
	if ((strchr(t.marks, '1') == NULL) != whole || (t.marks[0] == '0') == mark || strlen(t.marks) != t.chars)
		fail_msg("%s: %s: marks %s", name, set[i], t.marks);
	assert_non_null(names = othername_make(&p, &pairs));
	assert_int_equal(sk_GENERAL_NAME_num(names), OTHERNAME_COUNT);
	GENERAL_NAMES_free(names);
	n.whole += whole;
	n.geta += pairs.count > 0 && strcmp(pairs.pair[0].to, "〓") == 0;
	n.agreed += !whole && !(pairs.count > 0 && strcmp(pairs.pair[0].to, "〓") == 0);
}

/* As it is, or as 〓; as wide as it was measured. */
static void
through_the_screen(size_t i, const char *value)
{
	char clean[PERSON_NAME_MAX + 1];

	text_clean(value, strlen(value), clean, sizeof(clean));
	if (strchr(clean, '?') != NULL && strchr(set[i], '?') == NULL)
		fail_msg("%s: %s isn't shown", name, set[i]);
	if (text_cells(clean) != text_cells(value))
		fail_msg("%s: %s is measured otherwise than it is drawn", name, set[i]);
	n.by_geta += strcmp(clean, value) != 0;
	n.drawn += strcmp(clean, value) == 0;
}

static char (*values)[PERSON_NAME_MAX + 1];

static bool
see(void *ctx, const struct resident *r)
{
	const char *digits = r->person.name + strlen(r->person.name) - 5;
	const size_t i = strtoul(digits, NULL, 10);

	(void)ctx;
	if (i >= count || strcmp(values[i], r->person.name) != 0)
		fail_msg("%s: stored is %s", name, r->person.name);
	n.stored++;
	return true;
}

static bool
found(void *ctx, const struct resident *r)
{
	n.searched += strcmp(ctx, r->person.name) == 0;
	return true;
}

static void
through_the_store(void)
{
	/* What a conversion writes for what it lost is right where the settings have it. */
	struct residents_how how = { .as_written = "番?, 番？, 番¿, 番■, 番□" };
	struct faults faults = { 0 };
	int64_t imported;
	FILE *f = tmpfile();
	size_t i, looked;

	assert_non_null(f);
	(void)fputs("氏名,生年月日,住所\n", f);
	for (i = 0; i < count; i++)
		(void)fprintf(f, "\"%s\",1990-02-03,東京都\n", strcmp(set[i], "\"") == 0 ? "番\"\"子00000" : values[i]);
	rewind(f);
	if (residents_import(store, &clerk, f, "x.csv", &how, &faults, &imported) != ERR_NONE)
		fail_msg("%s: %s", name, faults.count > 0 ? faults.list[0].message : "not imported");
	n.imported = (size_t)imported;
	assert_int_equal(fclose(f), 0);
	assert_int_equal(residents_find(store, &clerk, NULL, NULL, SET_MAX, see, NULL), ERR_NONE);
	for (i = 0, looked = 0; i < count; i += SEARCHED, looked++)
		assert_int_equal(residents_find(store, &clerk, NULL, values[i], 0, found, values[i]), ERR_NONE);
	assert_int_equal(n.searched, looked);
}

static void
each_once(void **state)
{
	size_t i;

	(void)state;
	read_sets();
	assert_non_null(values = calloc(count, sizeof(*values)));
	for (i = 0; i < count; i++) {
		through_the_form(i, values[i]);
		through_the_certificate(i, values[i]);
		through_the_screen(i, values[i]);
	}
	through_the_store();
	free(values);
	assert_int_equal(n.form, count);
	assert_int_equal(n.imported, count);
	assert_int_equal(n.stored, count);
	printf("%s: %zu characters: form %zu, extract %zu, store %zu, searched there %zu; certificate: %zu whole, "
	    "%zu by another, %zu by 〓; screen: %zu drawn, %zu by 〓\n", name, count, n.form, n.imported, n.stored,
	    n.searched, n.whole, n.agreed, n.geta, n.drawn, n.by_geta);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_once, fixture_setup_store, fixture_teardown),
	};

	if (argc != 4)
		return 2;
	name = argv[1];
	file = argv[2];
	jis_file = argv[3];
	return cmocka_run_group_tests(tests, NULL, NULL);
}

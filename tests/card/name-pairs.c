/* Two hundred pairs of names: comparison, search, kana of the extract and holder's step agree. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../faults/stage.h"
#include "case/case.h"
#include "case/person.h"
#include "people/compare.h"
#include "people/residents.h"

#define NAME_MAX_BYTES 192

/* A line of the table. */
struct pair { char field[8], verdict[16], search[16], one[NAME_MAX_BYTES], other[NAME_MAX_BYTES]; };

static const struct scenario scene = { "unlock", "unlock", 0, 1u << PIN_AUTH, CERT_BOTH, 1u << PIN_AUTH };
static int wrong;			/* verdicts, each printed */
static const struct date born = { 1990, 1, 15 };

static int
setup(void **state)
{
	return stage_setup(state, &scene);
}

static bool
read_pair(const char *line, struct pair *p)
{
	const char *between = strstr(line, " | ");
	int at = 0;

	if (line[0] == '#' || between == NULL ||
	    sscanf(line, "%7s %15s %15s %n", p->field, p->verdict, p->search, &at) != 3)
		return false;
	(void)snprintf(p->one, sizeof(p->one), "%.*s", (int)(between - line - at), line + at);
	(void)snprintf(p->other, sizeof(p->other), "%s", between + strlen(" | "));
	p->other[strcspn(p->other, "\n")] = '\0';
	return true;
}

static enum person_field
field_by_code(const char *code)
{
	unsigned f;

	for (f = 0; f < PERSON_FIELD_COUNT && strcmp(person_field_code((enum person_field)f), code) != 0; f++)
		;
	return (enum person_field)f;
}

/* What stands behind the name is cut off: " +alias=山田 太郎". */
static char *
next_other(char *text)
{
	char *plus = strstr(text, " +");

	if (plus != NULL)
		*plus = '\0';
	return plus != NULL ? plus + 2 : NULL;
}

/* With this name or these kana, and with the other names behind it; of the rest nothing differs. */
static struct person
somebody(enum person_field field, const char *text)
{
	struct person p = { .born = born, .sex = SEX_FEMALE, .address = "架空市見本町1" };
	char copy[2 * NAME_MAX_BYTES], *rest, *value;

	(void)snprintf(copy, sizeof(copy), "%s", text);
	if (field != PERSON_NAME)
		assert_null(person_read(&p, PERSON_NAME, "番号 花子"));
	rest = next_other(copy);
	assert_null(person_read(&p, field, copy));
	while (rest != NULL) {
		char *code = rest;

		rest = next_other(code);
		assert_non_null(value = strchr(code, '='));
		*value = '\0';
		assert_null(person_read(&p, field_by_code(code), value + 1));
	}
	p.source = PERSON_RECORD;
	return p;
}

static bool
see_case(void *ctx, const struct case_file *f)
{
	(void)f;
	*(bool *)ctx = true;
	return true;
}

static bool
is_found(struct stage *c, const struct person *p, const char *text)
{
	const struct case_filter filter = { .any_state = true, .text = text };
	const struct actor actor = stage_actor(c);
	bool found = false;

	assert_int_equal(case_set_person(c->desk.store, &actor, c->file.number, p), ERR_NONE);
	assert_int_equal(case_list(c->desk.store, &filter, see_case, &found), ERR_NONE);
	return found;
}

/* Whether a record of the first is where the second's kana come from. */
static bool
gives_kana(struct stage *c, const struct person *record, const struct person *p)
{
	const struct actor admin = { "kuroda", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };
	char csv[5 * PERSON_NAME_MAX], kana[PERSON_NAME_MAX + 1];
	struct faults faults = { .count = 0 };
	int64_t count;
	FILE *in;

	(void)snprintf(csv, sizeof(csv), "氏名,フリガナ,生年月日,住所,旧氏,通称,英字氏名\n"
	    "%s,バンゴウ,1990-01-15,架空市見本町1,%s,%s,%s\n",
	    record->name, record->former, record->alias, record->latin);
	assert_non_null(in = fmemopen(csv, strlen(csv), "r"));
	assert_int_equal(residents_import(c->desk.store, &admin, in, "x.csv", NULL, &faults, &count),
	    ERR_NONE);
	(void)fclose(in);
	assert_int_equal(residents_kana(c->desk.store, p, kana), ERR_NONE);
	return kana[0] != '\0';
}

/* The card says the second name, the case has the first. */
static enum err
holder(struct stage *c, const struct person *one, const struct person *other)
{
	struct case_file file = c->file;
	struct card_word word = { .holder = *other };

	file.person = *one;
	file.card[0] = '\0';
	return desk_prove(&c->desk, &file, &word, false);
}

/* The same card, taken into a case that has the first. */
static enum err
taken(struct stage *c, const struct person *one, const struct person *other)
{
	const struct actor actor = stage_actor(c);
	struct person told = *one, card = *other;
	struct case_person into;

	told.source = PERSON_CARD;	/* who may lack the kana of a former name */
	card.source = PERSON_CARD;
	assert_int_equal(case_set_person(c->desk.store, &actor, c->file.number, &told), ERR_NONE);
	return case_take_person(c->desk.store, &actor, c->file.number, &card, 0, true, &into);
}

static void
must(const struct pair *p, bool right, const char *what)
{
	if (!right)
		print_error("%s | %s: %s\n", p->one, p->other, what);
	wrong += !right;
}

static void
judge(struct stage *c, const struct pair *p)
{
	const enum person_field field = strcmp(p->field, "typed") == 0 ? PERSON_KANA : field_by_code(p->field);
	const struct person one = somebody(field, p->one);
	char typed[NAME_MAX_BYTES];
	enum person_verdict ab[PERSON_FIELD_COUNT], ba[PERSON_FIELD_COUNT];
	const bool different = strcmp(p->verdict, "different") == 0, unread = strcmp(p->verdict, "unread") == 0;
	struct person other;

	(void)snprintf(typed, sizeof(typed), "%s", p->other);
	(void)next_other(typed);
	must(p, is_found(c, &one, typed) == (strcmp(p->search, "found") == 0), "search");
	if (strcmp(p->field, "typed") == 0)
		return;
	other = somebody(field, p->other);
	person_compare(&one, &other, ab);
	person_compare(&other, &one, ba);
	must(p, strcmp(person_verdict_code(ab[field]), p->verdict) == 0 && ab[field] == ba[field], "comparison");
	if (field == PERSON_KANA)
		return;
	if (field == PERSON_NAME)	/* a former name on one side alone may be somebody else's */
		must(p, gives_kana(c, &one, &other) == (!different && !unread && ab[PERSON_FORMER] != PERSON_ONE_SIDED),
		    "the extract's kana");
	must(p, holder(c, &one, &other) == (different ? ERR_HOLDER_OTHER : unread ? ERR_HOLDER_UNCONFIRMED : ERR_NONE),
	    "the holder's step");
	must(p, taken(c, &one, &other) == (different ? ERR_HOLDER_OTHER : ERR_NONE), "the card that is taken");
}

static void
every_pair_has_one_verdict(void **state)
{
	const char *top = getenv("top_srcdir");
	char path[4096], line[512];
	int same = 0, different = 0;
	struct pair p;
	FILE *in;

	(void)snprintf(path, sizeof(path), "%s/tests/card/name-pairs.table", top != NULL ? top : ".");
	assert_non_null(in = fopen(path, "r"));
	while (fgets(line, sizeof(line), in) != NULL) {
		if (!read_pair(line, &p))
			continue;
		judge(*state, &p);
		*(strcmp(p.verdict, "different") == 0 ? &different : &same) += 1;
	}
	(void)fclose(in);
	print_message("%d pairs of one person, %d of two\n", same, different);
	assert_int_equal(wrong, 0);
	assert_true(same >= 100 && different >= 75 && same + different >= 200);
}

/* No-break space once was the same for one comparison and somebody else's for the other: past the gate, too. */
static void
blank_is_a_blank_everywhere(void **state)
{
	static const char *const blanks[] = { "\u00a0", "\u2003", "\u3000", "\u202f", "" };
	struct person one = somebody(PERSON_NAME, "番号 花子"), other = one;
	enum person_verdict v[PERSON_FIELD_COUNT];
	struct stage *c = *state;
	size_t i;

	for (i = 0; i < sizeof(blanks) / sizeof(*blanks); i++) {
		(void)snprintf(other.name, sizeof(other.name), "番号%s花子", blanks[i]);
		person_compare(&one, &other, v);
		assert_int_equal(v[PERSON_NAME], PERSON_OTHERWISE);
		assert_int_equal(holder(c, &one, &other), ERR_NONE);
		assert_true(gives_kana(c, &one, &other));
		assert_true(is_found(c, &one, other.name));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_pair_has_one_verdict, setup, stage_teardown),
		cmocka_unit_test_setup_teardown(blank_is_a_blank_everywhere, setup, stage_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

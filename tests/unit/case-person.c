/* Whose case it is: card, record and what was told; and a case that ended gives its person up, while the audit holds. */
#include "config.h"

#include "case/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "people/residents.h"

static const struct actor clerk = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };
static const struct actor other = { "baba", "hall", { { 2026, 11, 20 }, 10, 40, 0 }, ROLES_UNSTATED };
static const struct actor counter = { "cho", "hall", { { 2026, 11, 20 }, 10, 50, 0 }, ROLE_BIT(ROLE_COUNTER) };

static const struct person told = { .name = "番号花子", .kana = "バンゴウ ハナコ", .born = { 1990, 2, 3 } };
static const struct person card = { .name = "番号　花子", .address = "東京都千代田区霞が関一丁目1番", .born = { 1990, 2, 3 },
    .sex = SEX_FEMALE, .source = PERSON_CARD };
static const struct person record = { .name = "番号　花子", .kana = "バンゴウ ハナコ", .postcode = "100-0013",
    .address = "東京都千代田区霞ヶ関1-1", .born = { 1990, 2, 3 }, .sex = SEX_FEMALE, .source = PERSON_RECORD };
static const struct person stranger = { .name = "番号 太郎", .born = { 1988, 1, 1 } };

static struct case_file
open_case(const struct person *p, enum case_state first)
{
	struct case_file f = { .procedure = "renew",
	    .facts = "procedure=renew\nvisitor=proxy\nborn=1990-02-03\ncard-expires=2031-02-03\n"
	    "doc=proxy:driving-licence,expires=2028-05-06\n", .card = "0123456789abcdef",
	    .decision = "{\"outcome\":\"proceed\"}", .proxy = { .name = "番号 次郎", .address = "川崎市", .relation = "兄" } };

	if (p != NULL)
		f.person = *p;
	assert_int_equal(case_open(store, &clerk, &f, first), ERR_NONE);
	return f;
}

static void
run(const char *sql)
{
	assert_int_equal(store_run(store, sql, NULL, 0, NULL, NULL), ERR_NONE);
}

static bool
last_why(void *ctx, const struct case_history *h)
{
	(void)snprintf(ctx, CASE_WHY_MAX + 40, "%s %s", h->event, h->why);
	return true;
}

static void
history_ends_in(const char *number, const char *what)
{
	char last[CASE_WHY_MAX + 40] = "";

	assert_int_equal(case_history(store, number, last_why, last), ERR_NONE);
	assert_string_equal(last, what);
}

static void
a_card_fills_in_what_was_told(void **state)
{
	struct case_file f = open_case(&told, CASE_RECEIVED);
	struct case_person c;

	(void)state;
	assert_int_equal(case_take_person(store, &clerk, f.number, &card, 0, true, &c), ERR_NONE);
	assert_true(c.known && c.taken);
	assert_int_equal(c.verdict[PERSON_NAME], PERSON_OTHERWISE);
	assert_int_equal(c.verdict[PERSON_BORN], PERSON_SAME);
	assert_int_equal(c.verdict[PERSON_ADDRESS], PERSON_ONE_SIDED);
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_memory_equal(&f.person, &c.now, sizeof(c.now));
	assert_string_equal(f.person.name, "番号　花子");
	assert_string_equal(f.person.kana, "バンゴウ ハナコ");
	assert_int_equal(f.person.source, PERSON_CARD);
	history_ends_in(f.number, "person-compared card: name:otherwise");
}

/* The certificate's contents are the record's: the card is only compared. */
static void
the_record_stays(void **state)
{
	struct case_file f = open_case(NULL, CASE_RECEIVED);
	struct case_person c;

	(void)state;
	assert_int_equal(case_take_person(store, &clerk, f.number, &card, 0, true, &c), ERR_NONE);
	assert_false(c.known);
	history_ends_in(f.number, "person-compared card");
	assert_int_equal(case_take_person(store, &clerk, f.number, &record, 0, true, &c), ERR_NONE);
	assert_true(c.taken);
	assert_int_equal(case_take_person(store, &clerk, f.number, &card, 0, true, &c), ERR_NONE);
	assert_true(c.known && !c.taken);
	assert_int_equal(c.verdict[PERSON_ADDRESS], PERSON_OTHERWISE);
	assert_string_equal(c.now.address, "東京都千代田区霞ヶ関1-1");
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_memory_equal(&f.person, &record, sizeof(record));
}

/* Whom a case is about is said by people: another's card changes nothing of it, and is on record. */
static void
card_of_another_is_refused(void **state)
{
	static const struct person differs[] = {
		{ .name = "番号 太郎", .born = { 1990, 2, 3 }, .sex = SEX_FEMALE, .source = PERSON_CARD },
		{ .name = "番号　花子", .born = { 1990, 2, 4 }, .sex = SEX_FEMALE, .source = PERSON_CARD },
		{ .name = "番号　花子", .born = { 1990, 2, 3 }, .sex = SEX_MALE, .source = PERSON_CARD },
	};
	static const struct person *const known[] = { &record, &card };
	struct case_person c;
	size_t i, k;

	(void)state;
	for (k = 0; k < 2; k++) {
		struct case_file f = open_case(known[k], CASE_RECEIVED);

		for (i = 0; i < sizeof(differs) / sizeof(*differs); i++)
			assert_int_equal(case_take_person(store, &clerk, f.number, &differs[i], 0, true, &c),
			    ERR_HOLDER_OTHER);
		assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
		assert_memory_equal(&f.person, known[k], sizeof(f.person));
	}
	assert_int_equal(fixture_count_audit("refused", "holder-other"), 6);
}

/* Of another person nothing is left over. */
static void
another_person_brings_all_his_own(void **state)
{
	struct case_file f = open_case(&told, CASE_RECEIVED);
	struct case_person c;

	(void)state;
	assert_int_equal(case_take_person(store, &clerk, f.number, &stranger, 0, true, &c), ERR_NONE);
	assert_string_equal(c.now.kana, "");
	assert_int_equal(c.verdict[PERSON_NAME], PERSON_DIFFERENT);
}

static void
import(const char *csv)
{
	FILE *in = fmemopen((void *)(uintptr_t)csv, strlen(csv), "r");
	struct faults faults = { .count = 0 };
	int64_t count;

	assert_non_null(in);
	assert_int_equal(residents_import(store, &clerk, in, "x.csv", NULL, &faults, &count), ERR_NONE);
	(void)fclose(in);
}

/* No card holds it; the extract's says so in the history, and what stands there isn't replaced. */
static void
kana_comes_from_the_extract(void **state)
{
	struct case_file f;
	struct case_person c;

	(void)state;
	import("氏名,フリガナ,生年月日,住所\n番号　花子,バンゴウ ハナコ,1990-02-03,東京都千代田区霞が関1-1\n"
	    "番号 太郎,バンゴウ タロウ,1988-01-01,東京都\n");
	f = open_case(&card, CASE_RECEIVED);
	history_ends_in(f.number, "kana-from-record ");
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_string_equal(f.person.kana, "バンゴウ ハナコ");
	assert_int_equal(f.person.source, PERSON_CARD);
	assert_int_equal(case_take_person(store, &clerk, f.number, &stranger, 0, true, &c), ERR_NONE);
	assert_true(c.kana_found);
	assert_string_equal(c.now.kana, "バンゴウ タロウ");
	assert_int_equal(case_take_person(store, &clerk, f.number, &stranger, 0, true, &c), ERR_NONE);
	assert_false(c.kana_found);
	assert_int_equal(case_set_kana(store, &clerk, f.number, "ばんごう ふとろう"), ERR_NONE);
	assert_int_equal(case_take_person(store, &clerk, f.number, &stranger, 0, true, &c), ERR_NONE);
	assert_string_equal(c.now.kana, "バンゴウ フトロウ");
}

/* Kana alone says nothing of where the rest is known from. */
static void
kana_that_is_told_leaves_the_source(void **state)
{
	static const struct person only = { .kana = "バンゴウ ハナコ" };
	struct case_file f = open_case(&card, CASE_RECEIVED);
	struct case_person c;

	(void)state;
	assert_int_equal(case_take_person(store, &clerk, f.number, &only, 0, true, &c), ERR_NONE);
	assert_int_equal(c.now.source, PERSON_CARD);
	assert_string_equal(c.now.name, card.name);
	assert_string_equal(c.now.kana, only.kana);
}

/* Approved stays approved by both, and the state is none to ask for; but a colleague's case, and whom nobody knows … */
static void
kana_is_written_down_later(void **state)
{
	struct case_file f = open_case(&card, CASE_APPROVED), nobody = open_case(NULL, CASE_RECEIVED), g;
	struct actor idle = clerk;
	char holder[33];

	(void)state;
	run("UPDATE cases SET second_needed = 1, seconded_by = 'baba', worked_by = 'aoki'");
	assert_int_equal(case_set_kana(store, &clerk, f.number, "ﾊﾞﾝｺﾞｳ　はなこ"), ERR_NONE);
	history_ends_in(f.number, "kana-set ");
	assert_int_equal(case_load(store, f.number, &g), ERR_NONE);
	assert_string_equal(g.person.kana, "バンゴウ ハナコ");
	assert_int_equal(g.person.source, PERSON_CARD);
	assert_int_equal(g.state, CASE_APPROVED);
	assert_string_equal(g.second.by, "baba");
	assert_int_equal(case_set_kana(store, &clerk, f.number, "番号"), ERR_FIELD_KANA);
	assert_int_equal(case_set_kana(store, &clerk, nobody.number, "バンゴウ"), ERR_CASE_STATE);
	assert_int_equal(case_set_kana(store, &clerk, "26-000009-6", "バンゴウ"), ERR_CASE_UNKNOWN);
	idle.roles = 0;
	assert_int_equal(case_set_kana(store, &idle, f.number, ""), ERR_ROLE);
	assert_int_equal(case_claim(store, &clerk, f.number, false, holder), ERR_NONE);
	assert_int_equal(case_set_kana(store, &other, f.number, ""), ERR_CASE_CLAIMED);
	assert_int_equal(case_event(store, &clerk, f.number, EVENT_WITHDRAW, ""), ERR_NONE);
	assert_int_equal(case_set_kana(store, &other, f.number, ""), ERR_NONE);
	assert_int_equal(case_load(store, f.number, &g), ERR_NONE);
	assert_string_equal(g.person.kana, "");
	assert_int_equal(case_erase(store, &clerk, f.number), ERR_NONE);
	assert_int_equal(case_set_kana(store, &clerk, f.number, "バンゴウ"), ERR_CASE_STATE);
}

static void
who_may_not_is_refused(void **state)
{
	struct case_file f = open_case(&told, CASE_APPROVED);
	struct actor nobody = clerk;
	struct case_person c;
	char holder[33];

	(void)state;
	assert_int_equal(case_claim(store, &clerk, f.number, false, holder), ERR_NONE);
	assert_int_equal(case_take_person(store, &other, f.number, &card, 0, true, &c), ERR_CASE_CLAIMED);
	nobody.roles = 0;
	assert_int_equal(case_take_person(store, &nobody, f.number, &card, 0, true, &c), ERR_ROLE);
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_event_within(store, &clerk, f.number, EVENT_BEGIN_CARD_WORK, ""), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
	assert_int_equal(case_take_person(store, &clerk, f.number, &card, 0, true, &c), ERR_CASE_STATE);
	assert_int_equal(case_take_person(store, &clerk, "26-000009-6", &card, 0, true, &c), ERR_CASE_UNKNOWN);
	f = open_case(&told, CASE_REFUSED);
	assert_int_equal(case_take_person(store, &clerk, f.number, &card, 0, true, &c), ERR_CASE_STATE);
}

/* --- other names ------------------------------------------------------------------------------- */

/* Where a card's one name has them as they were told; of the former name it has no kana. */
static void
other_names_are_kept_that_the_card_has(void **state)
{
	const struct person with = { .name = "番号 花子", .kana = "バンゴウ ハナコ", .alias = "山田　花",
	    .latin = "BANGO HANAKO", .born = { 1990, 2, 3 }, .source = PERSON_TOLD };
	const struct person former = { .name = "番号 花子", .former = "齋藤", .former_kana = "サイトウ",
	    .born = { 1990, 2, 3 } };
	const struct person fresh = { .former = "鈴木", .former_kana = "スズキ" };
	struct case_file f = open_case(&former, CASE_RECEIVED), g;
	struct person whole = card;
	struct case_person c;

	(void)state;
	(void)snprintf(whole.former, sizeof(whole.former), "斎藤");
	assert_int_equal(case_take_person(store, &clerk, f.number, &whole, 0, true, &c), ERR_NONE);
	assert_string_equal(c.now.former, "斎藤");
	assert_string_equal(c.now.former_kana, "サイトウ");
	f = open_case(&with, CASE_RECEIVED);
	whole = card;
	(void)snprintf(whole.name, sizeof(whole.name), "BANGO HANAKO　番号　花子（山田　花）");
	assert_int_equal(case_take_person(store, &clerk, f.number, &whole, 0, true, &c), ERR_NONE);
	assert_int_equal(case_load(store, f.number, &g), ERR_NONE);
	assert_string_equal(g.person.name, "番号 花子");
	assert_string_equal(g.person.alias, "山田　花");
	assert_string_equal(g.person.latin, "BANGO HANAKO");
	assert_int_equal(g.person.source, PERSON_CARD);
	assert_int_equal(case_take_person(store, &clerk, f.number, &fresh, 0, true, &c), ERR_NONE);
	assert_int_equal(case_load(store, f.number, &g), ERR_NONE);
	assert_string_equal(g.person.name, "番号 花子");
	assert_string_equal(g.person.former, "鈴木");
	assert_string_equal(g.person.alias, "山田　花");
	assert_int_equal(g.person.source, PERSON_TOLD);		/* a clerk's word, not the card's */
}

/* A card has all of its holder's names in one: what was told besides isn't so, and that is on record. */
static void
names_that_the_card_lacks_go(void **state)
{
	const struct person with = { .name = "番號　花子", .kana = "バンゴウ ハナコ", .former = "佐藤",
	    .former_kana = "サトウ", .alias = "山田　花", .latin = "BANGO HANAKO", .born = { 1990, 2, 3 } };
	struct case_file f = open_case(&with, CASE_APPROVED);
	struct case_person c;

	(void)state;
	assert_int_equal(case_take_person(store, &clerk, f.number, &card, 0, true, &c), ERR_NONE);
	history_ends_in(f.number, "person-compared card: name:otherwise,former-name:one-sided,alias:one-sided,"
	    "latin-name:one-sided");
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_string_equal(f.person.name, card.name);
	assert_string_equal(f.person.kana, "バンゴウ ハナコ");
	assert_string_equal(f.person.former, "");
	assert_string_equal(f.person.former_kana, "");
	assert_string_equal(f.person.alias, "");
	assert_string_equal(f.person.latin, "");
	assert_int_equal(f.person.source, PERSON_CARD);
	assert_int_equal(f.state, CASE_APPROVED);
}

/* Said to be none, they go, the former name with its kana; what nobody may be without stays. */
static void
what_is_not_so_goes(void **state)
{
	const struct person with = { .name = "番号　花子", .former = "佐藤", .former_kana = "サトウ",
	    .alias = "山田　花", .latin = "BANGO HANAKO", .sex = SEX_FEMALE, .born = { 1990, 2, 3 },
	    .postcode = "100-0013", .source = PERSON_RECORD };
	static const struct person nothing;
	struct case_file f = open_case(&with, CASE_RECEIVED), g;
	struct case_person c;

	(void)state;
	assert_int_equal(case_take_person(store, &clerk, f.number, &nothing, PERSON_BIT(PERSON_POSTCODE) |
	    PERSON_BIT(PERSON_KANA), true, &c), ERR_NONE);
	assert_int_equal(c.now.source, PERSON_RECORD);		/* no card holds these */
	history_ends_in(f.number, "person-compared told: postcode:gone");
	assert_int_equal(case_take_person(store, &clerk, f.number, &nothing, PERSON_BIT(PERSON_FORMER) |
	    PERSON_BIT(PERSON_ALIAS) | PERSON_BIT(PERSON_NAME) | PERSON_BIT(PERSON_BORN) | PERSON_BIT(PERSON_ADDRESS),
	    true, &c), ERR_NONE);
	history_ends_in(f.number, "person-compared told: former-name:gone,former-kana:gone,alias:gone");
	assert_int_equal(case_load(store, f.number, &g), ERR_NONE);
	assert_string_equal(g.person.name, "番号　花子");
	assert_string_equal(g.person.former, "");
	assert_string_equal(g.person.former_kana, "");
	assert_string_equal(g.person.alias, "");
	assert_string_equal(g.person.latin, "BANGO HANAKO");
	assert_int_equal(g.person.sex, SEX_FEMALE);
	assert_int_equal(g.person.born.year, 1990);
	assert_int_equal(g.person.source, PERSON_TOLD);
	/* The kana of a former name aren't so; the name stands alone no more. */
	assert_int_equal(case_take_person(store, &clerk, f.number, &with, PERSON_BIT(PERSON_FORMER_KANA), true, &c),
	    ERR_NONE);	/* by the record, which may lack them */
	assert_string_equal(c.now.former, "佐藤");
	assert_string_equal(c.now.former_kana, "");
	assert_int_equal(case_take_person(store, &clerk, f.number, &nothing, PERSON_MAY_LACK, true, &c), ERR_NONE);
	assert_string_equal(c.now.latin, "");
	assert_int_equal(c.now.sex, SEX_UNKNOWN);
	/* Of the card nobody takes anything away from what the record says. */
	assert_int_equal(case_take_person(store, &clerk, f.number, &with, 0, true, &c), ERR_NONE);
	assert_int_equal(case_take_person(store, &clerk, f.number, &card, PERSON_BIT(PERSON_ALIAS), true, &c),
	    ERR_NONE);
	assert_string_equal(c.now.alias, "山田　花");
}

/* The kana of one former name are never put to another. */
static void
one_of_two_is_refused(void **state)
{
	static const struct person half = { .former = "佐藤" }, kana = { .former_kana = "サトウ" },
	    whole = { .former = "佐藤", .former_kana = "サトウ" }, another = { .former = "鈴木" };
	struct person old = { .name = "番号　花子", .former = "佐藤", .born = { 1990, 2, 3 }, .source = PERSON_RECORD };
	struct case_file f = open_case(&told, CASE_RECEIVED);
	struct case_person c;

	(void)state;
	assert_int_equal(case_take_person(store, &clerk, f.number, &half, 0, true, &c), ERR_FIELD_FORMER);
	assert_int_equal(case_take_person(store, &clerk, f.number, &kana, 0, true, &c), ERR_FIELD_FORMER);
	assert_int_equal(case_take_person(store, &clerk, f.number, &whole, 0, true, &c), ERR_NONE);
	assert_int_equal(case_take_person(store, &clerk, f.number, &another, 0, true, &c), ERR_FIELD_FORMER);
	assert_int_equal(case_take_person(store, &clerk, f.number, &old, 0, true, &c), ERR_NONE);
	assert_string_equal(c.now.former_kana, "サトウ");	/* of the same name */
	memcpy(old.former, "鈴木", sizeof("鈴木"));
	assert_int_equal(case_take_person(store, &clerk, f.number, &old, 0, true, &c), ERR_NONE);
	assert_string_equal(c.now.former_kana, "");	/* recorded before there were kana */
}

/* --- erased ------------------------------------------------------------------------------------ */

static void
an_ended_case_gives_its_person_up(void **state)
{
	static const char *const personal[] = { "番号　花子", "バンゴウ", "ハンコハンアコ", "霞ヶ関", "100-0013", "1990-02-03",
	    "番号 次郎", "川崎市", "0123456789abcdef", "certificate of hanako", "お母様より電話", "2028-05-06",
	    "佐藤", "サトウ", "サトハンアコ", "山田", "BANGO", "bango" };
	struct person p = record;
	struct case_file f;
	size_t i;

	(void)state;
	memcpy(p.former, "佐藤", sizeof("佐藤"));
	memcpy(p.former_kana, "サトウ", sizeof("サトウ"));
	memcpy(p.alias, "山田　花", sizeof("山田　花"));
	memcpy(p.latin, "BANGO HANAKO", sizeof("BANGO HANAKO"));
	f = open_case(&p, CASE_RECEIVED);
	assert_int_equal(case_event(store, &clerk, f.number, EVENT_NOTE, "お母様より電話"), ERR_NONE);
	run("INSERT INTO procedures (id, case_number, kind, host, boot, pid, start, clerk, begun, ended) VALUES (1, '26-000001-3',"
	    " 'renew', '', '', 0, 0, '', '', '2026')");
	run("INSERT INTO steps (procedure, seq, code, begun, data) VALUES (1, 0, 'request', '', CAST('certificate of hanako' AS BLOB))");
	for (i = 0; i < sizeof(personal) / sizeof(*personal); i++)
		assert_true(fixture_store_has(personal[i]));
	assert_int_equal(case_erase(store, &clerk, f.number), ERR_CASE_STATE);
	assert_int_equal(case_event(store, &clerk, f.number, EVENT_WITHDRAW, "都合により"), ERR_NONE);
	assert_int_equal(case_erase(store, &counter, f.number), ERR_ROLE);
	assert_true(fixture_store_has("番号　花子"));
	assert_int_equal(case_erase(store, &clerk, f.number), ERR_NONE);
	for (i = 0; i < sizeof(personal) / sizeof(*personal); i++) {
		if (fixture_store_has(personal[i]))
			fail_msg("%s is still there", personal[i]);
	}
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_string_equal(f.person.name, "");
	assert_string_equal(f.facts, "procedure=renew\nvisitor=proxy\ndoc=proxy:driving-licence\n");
	assert_int_equal(f.state, CASE_WITHDRAWN);
	history_ends_in(f.number, "erased ");
	assert_int_equal(case_erase(store, &clerk, f.number), ERR_NONE);
	assert_int_equal(case_erase(store, &clerk, "26-000009-6"), ERR_CASE_UNKNOWN);
}

/* Half-done card work, a card that has to go back and a sheet to be shredded need their person. */
static void
what_is_not_over_is_not_erased(void **state)
{
	struct case_file f = open_case(&record, CASE_REFUSED);

	(void)state;
	run("INSERT INTO procedures (id, case_number, kind, host, boot, pid, start, clerk, begun) VALUES (1, '26-000001-3',"
	    " 'renew', '', '', 0, 0, '', '')");
	assert_int_equal(case_erase(store, &clerk, f.number), ERR_HALF_DONE);
	run("UPDATE procedures SET ended = '2026'");
	run("INSERT INTO kept (number, since, system) VALUES ('26-000001-3', '', 'down')");
	assert_int_equal(case_erase(store, &clerk, f.number), ERR_CASE_STATE);
	run("UPDATE kept SET returned_at = '2026'");
	run("UPDATE cases SET sheet = 1");
	assert_int_equal(case_erase(store, &clerk, f.number), ERR_CASE_STATE);
	run("UPDATE cases SET sheet = 0");
	assert_true(fixture_store_has("番号　花子"));
	assert_int_equal(case_erase(store, &clerk, f.number), ERR_NONE);
}

static void
add_number(void *ctx, const char *number)
{
	char *all = ctx;

	(void)snprintf(all + strlen(all), 64 - strlen(all), "%c", number[8]);
}

static void
those_that_ended_before_a_day(void **state)
{
	char all[64] = "";
	struct case_file f;

	(void)state;
	(void)open_case(&record, CASE_REFUSED);		/* 1 */
	(void)open_case(&record, CASE_RECEIVED);	/* 2 goes on */
	(void)open_case(&record, CASE_REFUSED);		/* 3 ended later */
	(void)open_case(&record, CASE_REFUSED);		/* 4 its sheet is still there */
	f = open_case(&record, CASE_RECEIVED);		/* 5 */
	assert_int_equal(case_event(store, &clerk, f.number, EVENT_WITHDRAW, ""), ERR_NONE);
	run("UPDATE cases SET changed_at = '2026-11-21T00:00:00' WHERE number LIKE '26-000003%'");
	run("UPDATE cases SET sheet = 1 WHERE number LIKE '26-000004%'");
	assert_int_equal(case_erase_before(store, &counter, (struct date){ 2026, 11, 21 }, add_number, all), ERR_ROLE);
	assert_int_equal(case_erase_before(store, &clerk, (struct date){ 2026, 11, 20 }, add_number, all), ERR_NONE);
	assert_string_equal(all, "");
	assert_int_equal(case_erase_before(store, &clerk, (struct date){ 2026, 11, 21 }, add_number, all), ERR_NONE);
	assert_string_equal(all, "15");
	assert_int_equal(case_erase_before(store, &clerk, (struct date){ 2026, 11, 21 }, add_number, all), ERR_NONE);
	assert_string_equal(all, "15");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_card_fills_in_what_was_told, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_record_stays, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(card_of_another_is_refused, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(another_person_brings_all_his_own, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(kana_comes_from_the_extract, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(kana_that_is_told_leaves_the_source, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(kana_is_written_down_later, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(other_names_are_kept_that_the_card_has, fixture_setup_store,
		    fixture_teardown),
		cmocka_unit_test_setup_teardown(names_that_the_card_lacks_go, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_not_so_goes, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(one_of_two_is_refused, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(who_may_not_is_refused, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_ended_case_gives_its_person_up, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_not_over_is_not_erased, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(those_that_ended_before_a_day, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

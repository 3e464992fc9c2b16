/* Bookings and numbers: a list is taken whole or not at all, a visitor's moments add up, names end with their days. */
#include "config.h"

#include "case/booking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "case/booking-private.h"
#include "case/case.h"
#include "case/forecast.h"
#include "case/person.h"
#include "case/ticket.h"
#include "case/waiting.h"
#include "fixture.h"

#define HEADER "予約番号,予約日時,手続,来庁者,氏名,生年月日\n"

static struct faults faults;
static struct actor sato;
static struct booking_sums sums;

static int
setup(void **state)
{
	sato = (struct actor){ "sato", "1", { { 2026, 11, 20 }, 9, 0, 0 }, ROLES_UNSTATED };
	return fixture_setup_store(state);
}

static enum err
import(const char *words, const char *columns, const char *text)
{
	const struct booking_how how = { .columns = columns, .words = words };
	FILE *in = tmpfile();
	enum err e;

	assert_non_null(in);
	assert_true(fputs(text, in) >= 0);
	rewind(in);
	memset(&faults, 0, sizeof(faults));
	e = booking_import(store, &sato, in, "b.csv", &how, &faults, &sums);
	(void)fclose(in);
	return e;
}

struct seen { char text[1024]; };

static bool
see(void *ctx, const struct booking *b)
{
	struct seen *s = ctx;
	const size_t n = strlen(s->text);
	char born[16] = "";

	if (date_told(b->person.born))
		date_format_iso(b->person.born, born, sizeof(born));
	(void)snprintf(s->text + n, sizeof(s->text) - n, "%lld %02d:%02d %s %s %s %s %s %s;", (long long)b->id,
	    b->at.hour, b->at.minute, b->reference, b->procedure, b->visitor, b->person.name, born,
	    booking_state_code(b->state));
	return true;
}

static void
expect(const char *want)
{
	struct seen s = { "" };

	assert_int_equal(booking_list(store, (struct date){ 2026, 11, 20 }, (struct date){ 2026, 11, 20 }, sato.at.date,
	    see, &s), ERR_NONE);
	assert_string_equal(s.text, want);
}

/* --- the list ---------------------------------------------------------------------------------- */

static void
a_list_is_taken(void **state)
{
	static const char list[] = HEADER
	    "A1,2026-11-20 10:30,更新,本人,番号 花子,S61.1.20\n"
	    "A2,令和8年11月20日(金) 11:00～11:15,renew,ご家族,番号 一郎,\n"
	    "A3,2026/11/20 9:15:00,交付,本人,番号 三郎,\n"
	    "A4,2026-11-19 9:15,更新,本人,番号 四郎,\n";

	(void)state;
	assert_int_equal(import("ご家族=household, 交付=-", NULL, list), ERR_NONE);
	assert_int_equal(sums.added, 2);
	assert_int_equal(sums.other, 2);
	expect("1 10:30 A1 renew self 番号 花子 1986-01-20 open;2 11:00 A2 renew household 番号 一郎  open;");
	/* The same list again changes nothing; another time for a number moves it. */
	assert_int_equal(import("ご家族=household, 交付=-", NULL, list), ERR_NONE);
	assert_int_equal(sums.added, 0);
	assert_int_equal(sums.same, 2);
	assert_int_equal(import(NULL, NULL, HEADER "A1,2026-11-20 10:45,更新,本人,番号 花子,S61.1.20\n"), ERR_NONE);
	assert_int_equal(sums.changed, 1);
	expect("1 10:45 A1 renew self 番号 花子 1986-01-20 open;2 11:00 A2 renew household 番号 一郎  open;");
	/* What was called off here isn't called back by a list. */
	assert_int_equal(booking_mark(store, &sato, 1, BOOKING_CANCELLED), ERR_NONE);
	assert_int_equal(import(NULL, NULL, HEADER "A1,2026-11-20 12:00,更新,本人,番号 花子,S61.1.20\n"), ERR_NONE);
	assert_int_equal(sums.same, 1);
	expect("1 10:45 A1 renew self 番号 花子 1986-01-20 cancelled;2 11:00 A2 renew household 番号 一郎  open;");
}

/* Each column may have any name; without a number it is moment and name that tell two apart. */
static void
columns_are_named_by_the_settings(void **state)
{
	(void)state;
	assert_int_equal(import(NULL, "day=いつ, time=何時, family-name=お名前の姓, given-name=お名前の名, -=電話",
	    "いつ,何時,お名前の姓,お名前の名,電話\n2026-11-20,10時30分,番号,花子,03-1234-5678\n"), ERR_NONE);
	assert_int_equal(sums.added, 1);
	expect("1 10:30    番号　花子  open;");
	assert_int_equal(import(NULL, NULL, "予約日,予約時間,氏名\n2026/11/20,10:30,番号　花子\n"), ERR_NONE);
	assert_int_equal(sums.same, 1);
}

static void
refuse(const char *words, const char *text, const char *told)
{
	assert_int_equal(import(words, NULL, text), ERR_DATA);
	assert_true(faults.count >= 1);
	if (strstr(faults.list[0].message, told) == NULL)
		fail_msg("%s: %s", text, faults.list[0].message);
}

static void
a_fault_takes_nothing(void **state)
{
	static const struct { const char *text, *told; } rows[] = {
		{ HEADER "A1,2026-11-20 10:30,更新,本人,番号 花子,\nA2,2026-11-20,更新,本人,番号 一郎,\n",
		    "予約日時: 日時として" },
		{ HEADER "A1,2026-11-20 10:30,更新,本人,番号 花子,\nA1,2026-11-20 11:30,更新,本人,番号 一郎,\n",
		    "予約番号: 同じ番号の別の予約" },
		{ HEADER "A1,2026-11-20 25:00,更新,本人,番号 花子,\n", "予約日時: 日時として" },
		{ HEADER "A1,2026-11-20 10:30,引っ越し,本人,番号 花子,\n", "手続: 知らない言葉です" },
		{ HEADER "A1,2026-11-20 10:30,更新,友人,番号 花子,\n", "来庁者: 知らない言葉です" },
		{ HEADER "A1,2026-11-20 10:30,更新,本人,,\n", "氏名" },
		{ HEADER "A1,2026-11-20 10:30,更新,本人,番号 花子,2027-01-01\n", "生年月日が今日より後" },
		{ HEADER "A1,2026-11-20 10:30,更新,本人,番号 123456789018,\n", "個人番号らしい" },
		{ HEADER "123456789018,2026-11-20 10:30,更新,本人,番号 花子,\n", "個人番号らしい" },
		{ HEADER "A1,2026-11-20 10:30,更新,本人,番号 ?子,\n", "文字コードの変換で" },
		{ "予約日時,名\n2026-11-20 10:30,花子\n", "この列がありません" },
		{ "氏名,予約日\n番号 花子,2026-11-20\n", "この列がありません" },
		{ "氏名,予約日時,電話\n番号 花子,2026-11-20 10:30,1\n", "booking-columns" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		refuse(NULL, rows[i].text, rows[i].told);
	expect("");
	assert_true(booking_words_sound("") && booking_words_sound("更新手続き=renew, 家族=household,x=-"));
	assert_false(booking_words_sound("更新") || booking_words_sound("更新=extend") ||
	    booking_words_sound("=renew"));
}

/* A list without an end is told, and nothing of it is taken. */
static void
a_list_has_an_end(void **state)
{
	static char list[sizeof(HEADER) + 40 * (BOOKING_LINES_MAX + 2)];
	size_t n = (size_t)snprintf(list, sizeof(list), HEADER);
	int i;

	(void)state;
	for (i = 0; i <= BOOKING_LINES_MAX; i++)
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%d,2026-11-20 10:30,,,花,\n", i);
	assert_int_equal(import(NULL, NULL, list), ERR_TOO_LONG);
	assert_non_null(strstr(faults.list[0].message, "予約が多すぎます"));
	expect("");
}

/* Whoever reads a list for us is believed nothing that a list can't say. */
static void
a_reader_may_not_lie(void **state)
{
	static const struct { size_t at; const char *lie; } rows[] = {
		{ offsetof(struct booking_line, name), "" },
		{ offsetof(struct booking_line, name), "花\033子" },
		{ offsetof(struct booking_line, kana), "\xff" },
		{ offsetof(struct booking_line, at), "2026-11-31T10:00:00" },
		{ offsetof(struct booking_line, at), "2026-11-20" },
		{ offsetof(struct booking_line, procedure), "-" },
		{ offsetof(struct booking_line, visitor), "friend" },
		{ offsetof(struct booking_line, born), "tomorrow" },
	};
	static struct booking_lines lines;
	const struct booking_line sound = { "A1", "2026-11-20T10:00:00", "", "renew", "self", "番号 花子", "",
	    "1986-01-20" };
	size_t i;

	(void)state;
	lines.ended = true;
	lines.count = 1;
	lines.list[0] = sound;
	assert_true(booking_lines_hold(&lines));
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		lines.list[0] = sound;
		strcpy((char *)&lines.list[0] + rows[i].at, rows[i].lie);
		assert_false(booking_lines_hold(&lines));
	}
	lines.list[0] = sound;
	memset(lines.list[0].reference, 'A', sizeof(lines.list[0].reference));
	assert_false(booking_lines_hold(&lines));
	lines.list[0] = sound;
	lines.count = BOOKING_LINES_MAX + 1;
	assert_false(booking_lines_hold(&lines));
	lines.count = 1;
	lines.other = -1;
	assert_false(booking_lines_hold(&lines));
	lines.other = 0;
	lines.e = ERR_COUNT;
	assert_false(booking_lines_hold(&lines));
	lines.e = ERR_NONE;
	lines.ended = false;
	assert_false(booking_lines_hold(&lines));
}

static void
only_who_receives(void **state)
{
	struct ticket t;

	(void)state;
	sato.roles = ROLE_BIT(ROLE_AUDITOR);
	assert_int_equal(import(NULL, NULL, HEADER), ERR_ROLE);
	assert_int_equal(booking_mark(store, &sato, 1, BOOKING_CAME), ERR_ROLE);
	assert_int_equal(ticket_draw(store, &sato, 0, &t), ERR_ROLE);
	assert_int_equal(ticket_call(store, &sato, 0, &t), ERR_ROLE);
}

/* --- a day ------------------------------------------------------------------------------------- */

/* A case of that booking and number. */
static struct case_file
open_case(int64_t booking, int ticket)
{
	struct case_file f = { .procedure = "change-pin", .decision = "{}", .particulars = { .booking = booking,
	    .ticket = ticket } };

	assert_int_equal(case_open(store, &sato, &f, CASE_APPROVED), ERR_NONE);
	return f;
}

static void
event(const char *number, enum case_event event)
{
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, &sato, number, case_event_within(store, &sato, number, event, "")),
	    ERR_NONE);
}

static void
at(int hour, int minute)
{
	sato.at.hour = hour;
	sato.at.minute = minute;
}

static void
moments_add_up(void **state)
{
	struct waiting w;
	struct ticket t;
	struct ticket_queue q;
	struct case_file f;

	(void)state;
	assert_int_equal(import(NULL, NULL, HEADER "A1,2026-11-20 10:00,,,番号 花子,\n"
	    "A2,2026-11-20 11:00,,,番号 一郎,\n"
	    "A3,2026-11-20 12:00,,,番号 三郎,\n"), ERR_NONE);
	assert_int_equal(ticket_call(store, &sato, 0, &t), ERR_TICKET_NONE);
	assert_int_equal(ticket_draw(store, &sato, 0, &t), ERR_NONE);
	assert_int_equal(t.ticket, 1);
	at(9, 50);
	assert_int_equal(ticket_draw(store, &sato, 1, &t), ERR_NONE);
	assert_int_equal(ticket_draw(store, &sato, 1, &t), ERR_BOOKING_DONE);
	assert_int_equal(ticket_draw(store, &sato, 9, &t), ERR_BOOKING);
	assert_int_equal(ticket_queue(store, &sato, &q), ERR_NONE);
	assert_int_equal(q.waiting, 2);
	assert_int_equal(q.since.hour, 9);
	assert_int_equal(q.since.minute, 0);
	at(9, 10);
	assert_int_equal(ticket_call(store, &sato, 0, &t), ERR_NONE);
	assert_int_equal(t.ticket, 1);
	assert_int_equal(ticket_away(store, &sato, 1), ERR_NONE);
	at(10, 5);
	assert_int_equal(ticket_call(store, &sato, 0, &t), ERR_NONE);
	assert_int_equal(t.ticket, 2);
	assert_int_equal(ticket_call(store, &sato, 0, &t), ERR_TICKET_NONE);
	at(10, 8);
	f = open_case(1, 2);
	at(10, 10);
	event(f.number, EVENT_BEGIN_CARD_WORK);
	at(10, 14);
	event(f.number, EVENT_CARD_WORK_DONE);
	at(10, 55);
	(void)open_case(2, 0);		/* before its time, and without a number */
	assert_int_equal(waiting_days(store, sato.at.date, sato.at.date, sato.at.date, &w), ERR_NONE);
	assert_int_equal(w.drawn, 2);
	assert_int_equal(w.called, 2);
	assert_int_equal(w.away, 1);
	assert_int_equal(w.bookings[BOOKING_CAME], 2);
	assert_int_equal(w.bookings[BOOKING_OPEN], 1);
	assert_int_equal(w.steps[WAITING_NUMBER].count, 2);
	assert_int_equal(w.steps[WAITING_NUMBER].median, 10);
	assert_int_equal(w.steps[WAITING_NUMBER].longest, 15);
	assert_true(w.steps[WAITING_NUMBER].average > 12.4 && w.steps[WAITING_NUMBER].average < 12.6);
	assert_int_equal(w.steps[WAITING_BOOKED].count, 2);
	assert_int_equal(w.steps[WAITING_BOOKED].longest, 5);
	assert_int_equal(w.steps[WAITING_BOOKED].median, 0);
	assert_int_equal(w.steps[WAITING_DECIDED].count, 2);
	assert_int_equal(w.steps[WAITING_DECIDED].longest, 3);
	assert_int_equal(w.steps[WAITING_WORK].longest, 2);
	assert_int_equal(w.steps[WAITING_DONE].longest, 4);
	assert_int_equal(w.steps[WAITING_HANDED].count, 0);
	/* The number runs anew at another counter, and on another day. */
	sato.counter = "2";
	assert_int_equal(ticket_draw(store, &sato, 0, &t), ERR_NONE);
	assert_int_equal(t.ticket, 1);
	sato.at.date.day = 21;
	sato.counter = "1";
	assert_int_equal(ticket_draw(store, &sato, 0, &t), ERR_NONE);
	assert_int_equal(t.ticket, 1);
}

static void
whoever_did_not_come_is_marked(void **state)
{
	int counts[BOOKING_STATE_COUNT];
	int64_t missed;

	(void)state;
	assert_int_equal(import(NULL, NULL, HEADER "A1,2026-11-20 10:00,,,番号 花子,\n"
	    "A2,2026-11-20 11:00,,,番号 一郎,\n"
	    "A3,2026-11-21 12:00,,,番号 三郎,\n"), ERR_NONE);
	assert_int_equal(booking_mark(store, &sato, 1, BOOKING_CAME), ERR_NONE);
	assert_int_equal(booking_mark(store, &sato, 1, BOOKING_CAME), ERR_BOOKING_DONE);
	assert_int_equal(booking_close(store, &sato, sato.at.date, &missed), ERR_NONE);
	assert_int_equal(missed, 1);
	expect("1 10:00 A1   番号 花子  came;2 11:00 A2   番号 一郎  missed;");
	assert_int_equal(booking_mark(store, &sato, 2, BOOKING_OPEN), ERR_NONE);
	sato.at.date.day = 21;
	expect("1 10:00 A1   番号 花子  came;2 11:00 A2   番号 一郎  missed;");	/* the day is over */
	assert_int_equal(booking_counts(store, (struct date){ 2026, 11, 20 }, (struct date){ 2026, 11, 21 },
	    sato.at.date, counts), ERR_NONE);
	assert_int_equal(counts[BOOKING_CAME], 1);
	assert_int_equal(counts[BOOKING_MISSED], 1);
	assert_int_equal(counts[BOOKING_OPEN], 1);
	assert_int_equal(fixture_count_audit("bookings-closed", "1"), 1);
	assert_int_equal(fixture_count_audit("booking-reopened", "2"), 1);
}

/* What isn't there opens no case. */
static void
a_case_of_nothing_is_refused(void **state)
{
	struct case_file f = { .procedure = "renew", .decision = "{}", .particulars = { .booking = 7 } };

	(void)state;
	assert_int_equal(case_open(store, &sato, &f, CASE_RECEIVED), ERR_BOOKING);
	f.particulars = (struct particulars){ .ticket = 3 };
	assert_int_equal(case_open(store, &sato, &f, CASE_RECEIVED), ERR_TICKET_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM cases"), 0);
}

/* --- the end ----------------------------------------------------------------------------------- */

static void
names_end_with_their_days(void **state)
{
	struct case_file f;
	struct date first, last;
	int64_t count;

	(void)state;
	assert_int_equal(import(NULL, NULL, HEADER "A1,2026-11-20 10:00,,,番号 桜子,S61.1.20\n"
	    "A2,2026-11-21 11:00,,,番号 楓,\n"), ERR_NONE);
	f = open_case(2, 0);
	event(f.number, EVENT_WITHDRAW);
	assert_int_equal(booking_before(store, (struct date){ 2026, 11, 21 }, &count, &first, &last), ERR_NONE);
	assert_int_equal(count, 1);
	assert_int_equal(first.day, 20);
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(store_end(store, booking_forget(store, (struct date){ 2026, 11, 21 })), ERR_NONE);
	assert_int_equal(case_erase(store, &sato, f.number), ERR_NONE);
	assert_int_equal(booking_before(store, (struct date){ 2027, 1, 1 }, &count, &first, &last), ERR_NONE);
	assert_int_equal(count, 0);
	assert_int_equal(store_wipe(store), ERR_NONE);
	assert_false(fixture_store_has("桜子") || fixture_store_has("楓") || fixture_store_has("1986-01-20"));
	expect("1 10:00      open;");
}

static void
weeks_to_come(void **state)
{
	struct forecast_week w[2];
	struct case_file f = { .procedure = "renew", .certificates = CERT_BOTH, .card = "c1",
	    .decision = "{\"expiry\":{\"sign\":\"2026-11-24\",\"auth\":\"2031-11-24\"}}" };

	(void)state;
	assert_int_equal(import(NULL, NULL, HEADER "A1,2026-11-20 10:00,,,番号 花子,\n"
	    "A2,2026-11-24 11:00,,,番号 一郎,\n"
	    "A3,2026-12-24 11:00,,,番号 三郎,\n"), ERR_NONE);
	assert_int_equal(case_open(store, &sato, &f, CASE_APPROVED), ERR_NONE);
	event(f.number, EVENT_BEGIN_CARD_WORK);
	event(f.number, EVENT_CARD_WORK_DONE);
	assert_int_equal(forecast_weeks(store, sato.at.date, 2, w), ERR_NONE);
	assert_int_equal(w[0].from.day, 20);
	assert_int_equal(w[0].to.day, 22);
	assert_int_equal(w[0].bookings, 1);
	assert_int_equal(w[1].from.day, 23);
	assert_int_equal(w[1].bookings, 1);
	assert_int_equal(w[1].expiries[CERT_SIGN], 1);
	assert_int_equal(w[1].expiries[CERT_AUTH], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_list_is_taken, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(columns_are_named_by_the_settings, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_fault_takes_nothing, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_list_has_an_end, setup, fixture_teardown),
		cmocka_unit_test(a_reader_may_not_lie),
		cmocka_unit_test_setup_teardown(only_who_receives, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(moments_add_up, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(whoever_did_not_come_is_marked, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_case_of_nothing_is_refused, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_end_with_their_days, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(weeks_to_come, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

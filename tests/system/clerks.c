/*
 * Four eyes on the screens of two accounts: one clerk receives and can't approve his own work, another sees the case in
 * her own program and approves, an edit undoes it, and after another approval the first finishes. Who stood in the
 * queue when the counter shut is let in by her, not by him who refused.
 *
 * usage: clerks FOLDER FIRST SECOND: the accounts; in the folder are the settings office.ini, and for each account a
 * command of its name that runs another one as that account, and home.NAME
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "tests/screens/counter.h"

#define NUMBER "26-000001-3"
#define TURNED_AWAY "26-000002-1"

static const char *folder;
static struct clerk { const char *name; struct counter at; } first, second;

static void
sit_down(struct clerk *c, const char *card, const char *at)
{
	char become[256], config[256], shown[32];
	const char *const through[] = { become, NULL };

	(void)snprintf(become, sizeof become, "%s/%s", folder, c->name);
	(void)snprintf(config, sizeof config, "%s/office.ini", folder);
	(void)snprintf(c->at.scratch.folder, sizeof c->at.scratch.folder, "%s/home.%s", folder, c->name);
	counter_open_in(&c->at, card, &(struct counter_terminal){ .through = through, .config = config,
	    .at = at });
	(void)snprintf(shown, sizeof shown, strlen(c->name) > 16 ? " %.13s..." : " %s", c->name);	/* cut, with its mark */
	harness_expect(c->at.h, shown);
}

/* Whatever number it has in the list. */
static void
choose(struct clerk *c, const char *label)
{
	char line[128], key[] = "1";

	for (; key[0] <= '9'; key[0]++) {
		(void)snprintf(line, sizeof line, "%s %s", key, label);
		if (harness_shows(c->at.h, line)) {
			harness_press(c->at.h, key);
			return;
		}
	}
	harness_fail(c->at.h, label);
}

static void
go_home(struct clerk *c)
{
	int n;

	for (n = 0; n < 5 && !harness_shows(c->at.h, "カードを置くか Enter"); n++)
		harness_press(c->at.h, KEY_ESC);
}

static void
open_again(struct clerk *c, const char *number)
{
	go_home(c);
	harness_press(c->at.h, KEY_F3);
	harness_press(c->at.h, number);
	harness_press(c->at.h, KEY_ENTER);
	harness_expect(c->at.h, "経過");
}

static void
list_waiting(struct clerk *c)
{
	go_home(c);
	harness_press(c->at.h, KEY_F6);
	harness_press(c->at.h, "\t");
	harness_expect(c->at.h, "状態: もう一人の承認待ち");
}

static void
expect_history(struct clerk *c, const struct clerk *who, const char *what)
{
	char line[128];

	(void)snprintf(line, sizeof line, "%s %s", who->name, what);
	harness_expect(c->at.h, line);
}

/* He has the role, but it is his own work. */
static void
expect_waiting(void)
{
	harness_expect(first.at.h, "もう一人の承認待ち");
	harness_refuse(first.at.h, "カードの処理に進む");
	harness_refuse(first.at.h, "もう一人として承認する");
}

/* What is approved can be seen, and not be changed. */
static void
look_at_papers(struct clerk *c)
{
	harness_press(c->at.h, KEY_F4);
	harness_expect(c->at.h, "来庁した方");
	harness_expect(c->at.h, "本人 マイナンバーカード");
	harness_refuse(c->at.h, "直す");
	harness_press(c->at.h, KEY_ESC);
}

static void
approve(void)
{
	char held[128];

	list_waiting(&second);
	harness_expect(second.at.h, NUMBER);
	harness_press(second.at.h, KEY_ENTER);
	harness_expect(second.at.h, "更新 署名用+利用者証明用");
	harness_expect(second.at.h, "番号　花子");
	harness_expect(second.at.h, "霞が関二丁目");
	(void)snprintf(held, sizeof held, "いま %s が扱っています", first.name);
	harness_expect(second.at.h, held);
	harness_expect(second.at.h, "もう一人の承認待ち");
	harness_refuse(second.at.h, "カードの処理に進む");
	look_at_papers(&second);
	choose(&second, "もう一人として承認する");
	harness_press(second.at.h, KEY_ENTER);
	harness_expect(second.at.h, "記録しました: もう一人の承認");
	expect_history(&second, &second, "もう一人の承認");
	harness_refuse(second.at.h, "もう一人として承認する");
	list_waiting(&second);
	harness_refuse(second.at.h, NUMBER);
}

/* The postcode, which no card has, is added; the papers are looked at again. */
static void
edit(void)
{
	choose(&first, "本人の氏名や住所を直す");
	harness_press(first.at.h, KEY_UP KEY_UP);
	harness_press(first.at.h, "1000013");
	harness_press(first.at.h, KEY_F2);
	harness_expect(first.at.h, "記録しました: 訂正");
	expect_history(&first, &first, "承認が無効に");
	choose(&first, "書類を確かめて進める");
	harness_expect(first.at.h, "カードに書く前の確認");
	harness_press(first.at.h, KEY_ENTER);
}

static void
one_works_and_another_approves(void **state)
{
	(void)state;
	sit_down(&first, "about-to-expire", NULL);
	sit_down(&second, NULL, NULL);
	counter_to_summary(&first.at);
	harness_press(first.at.h, KEY_ENTER);
	harness_expect(first.at.h, "もう一人の承認が要ります");
	expect_waiting();
	approve();
	harness_press(first.at.h, KEY_F2);
	expect_history(&first, &second, "もう一人の承認");
	harness_expect(first.at.h, "カードの処理に進む");
	edit();
	expect_waiting();
	approve();
	open_again(&first, NUMBER);
	choose(&first, "カードの処理に進む");
	harness_expect(first.at.h, "カードに書く前の確認");
	counter_prove(&first.at);
	harness_press(first.at.h, "MADO1234" KEY_ENTER);
	harness_press(first.at.h, "1234" KEY_ENTER);
	harness_expect(first.at.h, "更新が終わりました");
	harness_press(first.at.h, KEY_ENTER);
	counter_close(&first.at);
	counter_close(&second.at);
}

static void
refuse_for_hours(void)
{
	harness_press(first.at.h, KEY_F2 KEY_F2);
	harness_expect(first.at.h, "カードのない受付");
	harness_press(first.at.h, "1");
	harness_expect(first.at.h, "F3で断りを記録");
	harness_press(first.at.h, KEY_ENTER);
	harness_press(first.at.h, KEY_F3);
	harness_expect(first.at.h, "受付できません: この窓口は開いていません");
	harness_press(first.at.h, KEY_F2);
	harness_expect(first.at.h, "で記録しました");
}

static void
open_turned_away(struct clerk *c)
{
	go_home(c);
	harness_expect(c->at.h, "お断りの一覧(Tab)");
	harness_press(c->at.h, "\t");
	harness_expect(c->at.h, "状態: 不受理");
	harness_press(c->at.h, KEY_ENTER);
	harness_expect(c->at.h, "窓口の時間外");
}

/* He is a supervisor, too, but it is his own refusal. */
static void
who_queued_is_let_in_by_another(void **state)
{
	static const char late[] = "2026-11-20T16:45";

	(void)state;
	sit_down(&first, NULL, late);
	sit_down(&second, NULL, late);
	refuse_for_hours();
	open_turned_away(&first);
	harness_refuse(first.at.h, "並んでいた方を受け付ける");
	open_turned_away(&second);
	choose(&second, "閉まる前から並んでいた方を受け付ける");
	harness_press(second.at.h, KEY_ENTER);
	harness_expect(second.at.h, "記録しました: 並んでいた方を受付");
	expect_history(&second, &second, "並んでいた方を受付  16:29");
	open_again(&first, TURNED_AWAY);
	expect_history(&first, &second, "並んでいた方を受付  16:29");
	harness_refuse(first.at.h, "状態: 不受理");
	counter_close(&first.at);
	counter_close(&second.at);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_works_and_another_approves),
		cmocka_unit_test(who_queued_is_let_in_by_another),
	};

	if (argc != 4)
		return 2;
	folder = argv[1];
	first.name = argv[2];
	second.name = argv[3];
	return cmocka_run_group_tests_name("clerks", tests, NULL, NULL);
}

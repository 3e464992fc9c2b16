/* The screens of a visit that begins with a card. */
#include <stdio.h>

#include "tests/screens/shot.h"
#include "tui/flow/decide.h"
#include "tui/app/dialog.h"
#include "tui/screen/screens.h"

static void
home(void)
{
}

static void
fill_half_done(void)
{
	struct half_done *h = shot_app.work.half_done;

	h[0] = (struct half_done){ .number = "26-000123-4", .name = "番号　花子", .procedure = "renew",
	    .step = "新しい証明書への切替え",
	    .since = { { 2026, 11, 20 }, 10, 5, 0 }, .clerk = "sato", .card_for = "カードは、新しい証明書に切り替わったかを読むために要ります" };
	h[1] = (struct half_done){ .number = "26-000124-2", .name = "番号　太郎", .procedure = "unlock",
	    .step = "暗証番号の再設定 (署名用)",
	    .since = { { 2026, 11, 20 }, 10, 9, 0 }, .clerk = "tanaka", .pins_in_doubt = 1u << PIN_SIGN };
	shot_app.work.half_done_count = 2;
	shot_app.half_done = 2;
	shot_app.oldest = h[0];
}

static void
home_half_done(void)
{
	fill_half_done();
}

static void
plug_two(void)
{
	shot_app.reader.readers = 2;
	(void)snprintf(shot_app.reader.reader, sizeof shot_app.reader.reader, "%s", "SCM Microsystems Inc. SCR 3310 [CCID Interface] 00 00");
}

static void
home_readers(void)
{
	fill_half_done();
	plug_two();
}

static void
readers(void)
{
	struct pcsc_reader *r = shot_app.work.readers;

	plug_two();
	r[0] = (struct pcsc_reader){ "SCM Microsystems Inc. SCR 3310 [CCID Interface] 00 00", false };
	r[1] = (struct pcsc_reader){ "Sony FeliCa RC-S300/P (0123456) [CCID Interface] (0123456) 01 00", true };
	shot_app.work.reader_count = 2;
	shot_press(PRESS_F8);
	app_show(&shot_app);
	shot_press(PRESS_DOWN);
}

/* A letter narrows the list. */
static void
readers_found(void)
{
	readers();
	shot_type("so");
}

static void
card_waiting(void)
{
	app_open(&shot_app, &card_screen);
}

static void
card(void)
{
	app_open(&shot_app, &card_screen);
	shot_put_card();
	shot_app.work.card = shot_app.visit.card;
	app_show(&shot_app);
}

static void
card_locked(void)
{
	card();
	shot_app.work.card.tries[PIN_SIGN] = 0;
	shot_app.work.card.tries[PIN_ASSIST] = -1;
	shot_app.work.card.tries[REFERENCE_JUKI_COMMON] = 1;
	shot_app.work.card.certs[CERT_AUTH].state = VIEW_ABSENT;
	shot_app.work.card.certs[CERT_AUTH].expires = (struct date){ 0, 0, 0 };
	app_show(&shot_app);
}

static void
visitor(void)
{
	shot_choose("renew", CERT_BOTH, 0);
	app_open(&shot_app, &visitor_screen);
}

static void
person_b(void)
{
	shot_choose("renew", CERT_BOTH, 0);
	app_open(&shot_app, &person_screen);
	shot_type("8４1224203");
}

/* A holder who lives here, is no ward and knows both PINs. */
static void
agree(void)
{
	decide_answer(&shot_app, FACT_VISITOR, VISITOR_SELF);
	decide_answer(&shot_app, FACT_RESIDENT, ANSWER_YES);
	decide_answer(&shot_app, FACT_WARD, ANSWER_NO);
	decide_answer(&shot_app, FACT_SIGN_PIN, STATE_KNOWN);
	decide_answer(&shot_app, FACT_AUTH_PIN, STATE_KNOWN);
	decide_person(&shot_app);
}

static void
person(void)
{
	shot_choose("renew", CERT_BOTH, 0);
	app_open(&shot_app, &person_screen);
	shot_name_person("番号　花子", "神奈川県川崎市川崎区宮本町1番地");
	agree();
}

static void
refused(void)
{
	shot_choose("renew", CERT_BOTH, 0);
	decide_answer(&shot_app, FACT_RESIDENT, ANSWER_NO);
	app_open(&shot_app, &visitor_screen);
}

static void
date(void)
{
	shot_choose("renew", CERT_BOTH, 0);
	agree();
	app_open(&shot_app, &visitor_screen);
	shot_type("昭和59年12月24");
}

/* Rare kanji, a combining character, and a name longer than its place. */
static void
person_long(void)
{
	shot_choose("renew", CERT_BOTH, 0);
	app_open(&shot_app, &person_screen);
	shot_name_person("𠮷田　葛\U000E0100之介マクシミリアン・アレクサンダー・フォン・ホーエンツォレルン＝ジークマリンゲン",
	    "東京都千代田区霞が関二丁目一番二号中央合同庁舎第二号館別館北棟地下一階第三会議室前廊下突当り右側の小さな机の引出しの中から二番目の段");
}

static void
card_left(void)
{
	shot_app.reader.card = false;
	app_event(&shot_app, &(struct input){ .kind = INPUT_CARD });
}

static void
person_long_card_left(void)
{
	person_long();
	(void)snprintf(shot_app.visit.number, sizeof shot_app.visit.number, "26-000123-4");
	card_left();
}

static void
confirm(void)
{
	person();
	app_open(&shot_app, &confirm_screen);
}

static void
confirm_names(void)
{
	struct person *p = &shot_app.visit.person;

	confirm();
	(void)snprintf(p->former, sizeof p->former, "佐藤");
	(void)snprintf(p->alias, sizeof p->alias, "山田　花");
	(void)snprintf(p->latin, sizeof p->latin, "BANGO HANAKO");
}

static void
confirm_second(void)
{
	confirm();
	shot_app.visit.reception.file.second.needed = true;
}

static void
confirm_reader_gone(void)
{
	confirm();
	shot_app.reader.fault = ERR_READER_GONE;
	card_left();
}

static void
pin_of(enum pin_kind kind, bool fresh)
{
	confirm();
	visit_plan(&shot_app.visit, fresh ? 0 : 1u << kind, fresh ? 1u << kind : 0, 0, NULL);
	app_open(&shot_app, &pin_screen);
}

static void
pin_auth(void)
{
	pin_of(PIN_AUTH, false);
	shot_type("12");
}

static void
pin_sign(void)
{
	pin_of(PIN_SIGN, false);
	shot_type("MADO1");
	shot_press(PRESS_ENTER);
}

static void
pin_full_width(void)
{
	pin_of(PIN_AUTH, false);
	shot_type("１");
}

/* What was typed goes with the card. */
static void
pin_card_left(void)
{
	pin_of(PIN_AUTH, false);
	shot_type("12");
	card_left();
}

static void
pin_last_try(void)
{
	confirm();
	shot_app.visit.card.tries[PIN_AUTH] = 1;
	visit_plan(&shot_app.visit, 1u << PIN_AUTH, 0, 0, NULL);
	app_open(&shot_app, &pin_screen);
	shot_type("1234");
	shot_press(PRESS_ENTER);
}

static void
pin_again(void)
{
	pin_of(PIN_SIGN, true);
	shot_type("MADO7263");
	shot_press(PRESS_ENTER);
	shot_type("MA");
}

static void
pin_easy(void)
{
	pin_of(PIN_AUTH, true);
	shot_type("1234");
	shot_press(PRESS_ENTER);
}

/* Gone on with, it is typed again; so is another one, from the beginning. */
static void
pin_easy_kept(void)
{
	pin_easy();
	shot_press(PRESS_F5);
}

static void
pin_easy_other(void)
{
	pin_easy();
	shot_press(PRESS_F3);
}

static void
pin_help(void)
{
	pin_of(PIN_AUTH, false);
	shot_press(PRESS_F1);
}

static void
steps(void)
{
	size_t i;

	confirm();
	(void)snprintf(shot_app.visit.number, sizeof shot_app.visit.number, "26-000123-4");
	app_open(&shot_app, &steps_screen);
	for (i = 0; i < 6; i++)
		shot_app.visit.phases[i] = STEP_DONE;
	shot_app.visit.phases[6] = STEP_RUNNING;
}

static void
steps_card_left(void)
{
	steps();
	card_left();
}

static void
visitor_card_left(void)
{
	visitor();
	card_left();
}

static void
result(void)
{
	confirm();
	shot_app.work.result.certs[CERT_SIGN].made = shot_app.work.result.certs[CERT_AUTH].made = true;
	shot_app.work.result.certs[CERT_SIGN].expires = shot_app.work.result.certs[CERT_AUTH].expires = (struct date){ 2031, 5,
	    1 };
	app_open(&shot_app, &result_screen);
}

static void
half_done(void)
{
	fill_half_done();
	app_open(&shot_app, &half_done_screen);
	app_show(&shot_app);
	shot_press(PRESS_DOWN);
}

static void
half_done_elsewhere(void)
{
	struct half_done *h = &shot_app.work.half_done[0];

	fill_half_done();
	(void)snprintf(h->host, sizeof h->host, "madoguchi-2");
	h->live = h->elsewhere = true;
	app_open(&shot_app, &half_done_screen);
	app_show(&shot_app);
}

static void
half_done_gone(void)
{
	half_done_elsewhere();
	shot_press(PRESS_F7);
}

static void
half_done_card(void)
{
	half_done();
	shot_press(PRESS_UP);
}

/* The one in focus was finished: the list has a line less. */
static void
half_done_less(void)
{
	half_done();
	shot_app.work.half_done_count = 1;
	app_show(&shot_app);
}

static void
practice(void)
{
	app_open(&shot_app, &practice_screen);
}

static void
help(void)
{
	shot_press(PRESS_F1);
}

static void
commands(void)
{
	shot_press(PRESS_INSERT);
}

static void
bad_date(void)
{
	date();
	shot_press(PRESS_ENTER);
}

static void
why(void)
{
	refused();
	shot_press(PRESS_F1);
}

static void
fail_wrong_pin(void)
{
	steps();
	dialog_fail(&shot_app, ERR_PIN_WRONG, "残り 2 回です", &(struct dialog_choice){
	    .label = "もう一度入力する", .act = app_home });
}

static void
ask_end(void)
{
	confirm();
	shot_press(PRESS_F10);
}

const struct shot counter_shots[] = {
	{ "home", 24, 80, home },
	{ "home-half-done", 24, 80, home_half_done },
	{ "home-132x40", 40, 132, home_half_done },
	{ "home-readers", 24, 80, home_readers },
	{ "readers", 24, 80, readers },
	{ "readers-found", 24, 80, readers_found },
	{ "card-waiting", 24, 80, card_waiting },
	{ "card", 24, 80, card },
	{ "card-132x40", 40, 132, card },
	{ "card-locked", 24, 80, card_locked },
	{ "visitor", 24, 80, visitor },
	{ "visitor-refused", 24, 80, refused },
	{ "visitor-date", 24, 80, date },
	{ "visitor-bad-date", 24, 80, bad_date },
	{ "visitor-help", 24, 80, why },
	{ "person-b", 24, 80, person_b },
	{ "person", 24, 80, person },
	{ "person-long", 24, 80, person_long },
	{ "person-long-card-left", 24, 80, person_long_card_left },
	{ "visitor-card-left", 24, 80, visitor_card_left },
	{ "confirm", 24, 80, confirm },
	{ "confirm-reader-gone", 24, 80, confirm_reader_gone },
	{ "confirm-names", 24, 80, confirm_names },
	{ "confirm-second", 24, 80, confirm_second },
	{ "confirm-132x40", 40, 132, confirm },
	{ "pin-auth", 24, 80, pin_auth },
	{ "pin-auth-132x40", 40, 132, pin_auth },
	{ "pin-sign-malformed", 24, 80, pin_sign },
	{ "pin-full-width", 24, 80, pin_full_width },
	{ "pin-card-left", 24, 80, pin_card_left },
	{ "pin-last-try", 24, 80, pin_last_try },
	{ "pin-again", 24, 80, pin_again },
	{ "pin-easy", 24, 80, pin_easy },
	{ "pin-easy-kept", 24, 80, pin_easy_kept },
	{ "pin-easy-other", 24, 80, pin_easy_other },
	{ "pin-help", 24, 80, pin_help },
	{ "steps", 24, 80, steps },
	{ "steps-card-left", 24, 80, steps_card_left },
	{ "result", 24, 80, result },
	{ "half-done", 24, 80, half_done },
	{ "half-done-card", 24, 80, half_done_card },
	{ "half-done-elsewhere", 24, 80, half_done_elsewhere },
	{ "half-done-gone", 24, 80, half_done_gone },
	{ "half-done-less", 24, 80, half_done_less },
	{ "practice", 24, 80, practice },
	{ "help", 24, 80, help },
	{ "commands", 24, 80, commands },
	{ "dialog-wrong-pin", 24, 80, fail_wrong_pin },
	{ "dialog-end", 24, 80, ask_end },
	{ "too-small", 20, 60, home },
	{ .name = NULL },
};

/* The same in English, from the translation that was just compiled. */
const struct shot counter_shots_english[] = {
	{ "home-en", 24, 80, home_half_done },
	{ "home-readers-en", 24, 80, home_readers },
	{ "readers-en", 24, 80, readers },
	{ "card-en", 24, 80, card },
	{ "confirm-en", 24, 80, confirm },
	{ "confirm-reader-gone-en", 24, 80, confirm_reader_gone },
	{ "pin-auth-en", 24, 80, pin_auth },
	{ "pin-easy-en", 24, 80, pin_easy },
	{ "half-done-en", 24, 80, half_done },
	{ "half-done-gone-en", 24, 80, half_done_gone },
	{ "dialog-end-en", 24, 80, ask_end },
	{ .name = NULL },
};

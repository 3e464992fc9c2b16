/* The screens of cases that live longer than a visit. */
#include <stdio.h>
#include <string.h>

#include "tests/screens/shot.h"
#include "tui/flow/decide.h"
#include "tui/flow/entry.h"
#include "tui/screen/screens.h"
#include "tui/flow/navigate.h"

static void
procedures(void)
{
	app_open(&shot_app, &procedure_screen);
}

static void
set_pins(void)
{
	shot_put_card();
	set_screen_open(&shot_app, PROCEDURE_UNLOCK);
	shot_type("24");
}

/* A proxy's first visit, up to what is asked after that. */
static void
proxy(void)
{
	shot_choose("renew", CERT_BOTH, 0);
	decide_answer(&shot_app, FACT_RESIDENT, ANSWER_YES);
	decide_answer(&shot_app, FACT_VISITOR, VISITOR_PROXY);
	app_open(&shot_app, &visitor_screen);
}

static void
usual(void)
{
	proxy();
}

static void
proxy_papers(void)
{
	shot_choose("renew", CERT_BOTH, 0);
	shot_name_person("番号　花子", "神奈川県川崎市川崎区宮本町1番地");
	decide_person(&shot_app);
	decide_answer(&shot_app, FACT_RESIDENT, ANSWER_YES);
	decide_answer(&shot_app, FACT_VISITOR, VISITOR_PROXY);
	decide_answer(&shot_app, FACT_SIGN_PIN, STATE_KNOWN);
	decide_answer(&shot_app, FACT_AUTH_PIN, STATE_KNOWN);
	decide_answer(&shot_app, FACT_REPLY, REPLY_NONE);
	decide_answer(&shot_app, FACT_WARD, ANSWER_NO);
	app_open(&shot_app, &visitor_screen);
}

static void
papers_found(void)
{
	proxy_papers();
	shot_type("unten");
}

static void
papers_inquiry(void)
{
	papers_found();
	shot_press(PRESS_ENTER);
}

/* The record of a driver counts from its day of issue on: that is asked for at once. */
static void
document(void)
{
	proxy_papers();
	shot_type("うんてんけいれき");
	shot_type(" ");
	shot_type("Ｒ元．５．１");
	shot_press(PRESS_ENTER);
	shot_type("2019-02-30");
	shot_press(PRESS_ENTER);
}

static void
person_typed(void)
{
	entry_open_person(&shot_app);
	shot_type("番号　花子");
	shot_press(PRESS_ENTER);
	shot_type("花子");
	shot_press(PRESS_ENTER);
	shot_type("昭和59年12月24日");
	shot_press(PRESS_TAB);
	shot_type("2");
}

/* More faults than there is room for, with the focus near the end. */
static void
person_faults(void)
{
	entry_open_person(&shot_app);
	shot_type("番号");
	shot_press(PRESS_ENTER);
	shot_type("漢字");
	shot_press(PRESS_ENTER);
	shot_type("100101");
	shot_press(PRESS_F5);
	shot_type("佐藤");
	shot_press(PRESS_TAB);
	shot_press(PRESS_TAB);
	shot_press(PRESS_TAB);
	shot_type("花子");
	shot_press(PRESS_F2);
	shot_press(PRESS_UP);
	shot_press(PRESS_UP);
	shot_press(PRESS_UP);
}

/* One of the two that go together is lacking. */
static void
person_names(void)
{
	entry_open_person(&shot_app);
	shot_type("番号　花子");
	shot_press(PRESS_ENTER);
	shot_press(PRESS_ENTER);
	shot_type("昭和59年12月24日");
	shot_press(PRESS_TAB);
	shot_press(PRESS_TAB);
	shot_press(PRESS_TAB);
	shot_type("神奈川県川崎市川崎区宮本町1番地");
	shot_press(PRESS_F5);
	shot_type("佐藤");
	shot_press(PRESS_F2);
}

static void
person_again(void)
{
	person_typed();
	shot_press(PRESS_UP);
	shot_press(PRESS_UP);
	shot_press(PRESS_ENTER);
	shot_press(PRESS_ENTER);
	shot_press(PRESS_ENTER);
	shot_press(PRESS_ENTER);
	shot_type("神奈川県川崎市川崎区宮本町1番地");
	shot_press(PRESS_UP);
	shot_press(PRESS_UP);
	shot_press(PRESS_UP);
	shot_press(PRESS_UP);
	shot_press(PRESS_CTRL_U);
	shot_press(PRESS_F2);
	shot_type("番号　花美");
	shot_press(PRESS_F2);
}

static void
who_comes(void)
{
	papers_inquiry();
	shot_press(PRESS_F2);
	shot_type("番号　太郎");
}

/* A day that has passed is none for a letter. */
static void
until(void)
{
	papers_inquiry();
	entry_open_until(&shot_app);
	shot_type("令和８年１１月１日");
	shot_press(PRESS_ENTER);
}

static void
record(void)
{
	who_comes();
	shot_press(PRESS_F2);
}

static void
add_history(int day, const char *event, const char *why)
{
	struct open_case *o = &shot_app.work.open;
	struct case_history *h = &o->history[o->history_count++];

	*h = (struct case_history){ .at = { { 2026, 11, day }, 10, 5 + (int)o->history_count, 0 }, .clerk = "tanaka" };
	(void)snprintf(h->event, sizeof h->event, "%s", event);
	(void)snprintf(h->why, sizeof h->why, "%s", why);
}

/* A letter is out, and somebody has come for the holder. */
static void
fill_case(enum case_state state, unsigned may)
{
	struct open_case *o = &shot_app.work.open;
	struct case_file *f = &o->file;

	navigate_case(&shot_app, "26-000123-4");
	memset(o, 0, sizeof *o);
	f->state = state;
	(void)snprintf(f->number, sizeof f->number, "26-000123-4");
	(void)snprintf(f->procedure, sizeof f->procedure, "renew");
	f->certificates = CERT_BOTH;
	(void)snprintf(f->facts, sizeof f->facts, "procedure=renew\nvisitor=proxy\n");
	(void)snprintf(f->person.name, sizeof f->person.name, "番号　花子");
	(void)snprintf(f->person.address, sizeof f->person.address, "神奈川県川崎市川崎区宮本町1番地");
	(void)snprintf(f->person.postcode, sizeof f->person.postcode, "210-8577");
	f->person.born = (struct date){ 1984, 12, 24 };
	(void)snprintf(f->proxy.name, sizeof f->proxy.name, "番号　太郎");
	(void)snprintf(f->proxy.relation, sizeof f->proxy.relation, "兄");
	o->letter = (struct inquiry){ .letter = 1, .ordered = { { 2026, 11, 5 }, 10, 6, 0 },
	    .posted = { { 2026, 11, 6 }, 9, 0, 0 }, .until = { 2026, 12, 5 }, .open = true };
	o->may = may;
	add_history(5, "opened", "");
	add_history(5, "inquiry-ordered", "");
	add_history(6, "posted", "");
	add_history(10, "noted", "兄から電話。12月に来庁");
}

static void
case_posted(void)
{
	fill_case(CASE_POSTED, 1u << EVENT_CORRECT | 1u << EVENT_RETURNED_UNDELIVERED | 1u << EVENT_INQUIRE |
	    1u << EVENT_NOTE | 1u << EVENT_CANCEL | 1u << EVENT_WITHDRAW | 1u << EVENT_EXPIRE | 1u << EVENT_REFUSE);
	app_show(&shot_app);
	shot_press(PRESS_DOWN);
}

static void
case_long(void)
{
	struct case_file *f = &shot_app.work.open.file;

	fill_case(CASE_INCOMPLETE, 1u << EVENT_CORRECT | 1u << EVENT_NOTE);
	(void)snprintf(f->person.name, sizeof f->person.name,
	    "𠮷田　葛\U000E0100之介マクシミリアン・アレクサンダー・フォン・ホーエンツォレルン＝ジークマリンゲン");
	(void)snprintf(f->person.address, sizeof f->person.address,
	    "東京都千代田区霞が関二丁目一番二号中央合同庁舎第二号館別館北棟地下一階第三会議室前廊下突当り右側");
	shot_app.work.open.letter.until = (struct date){ 2026, 11, 18 };
	app_show(&shot_app);
}

static void
case_names(void)
{
	struct person *p = &shot_app.work.open.file.person;

	fill_case(CASE_INCOMPLETE, 1u << EVENT_CORRECT | 1u << EVENT_NOTE);
	(void)snprintf(p->former, sizeof p->former, "佐藤");
	(void)snprintf(p->former_kana, sizeof p->former_kana, "サトウ");
	(void)snprintf(p->alias, sizeof p->alias, "山田　花子マリア");
	(void)snprintf(p->latin, sizeof p->latin,
	    "BANGO HANAKO MARIA ALEXANDRA ANTOINETTE MAGDALENA JOSEPHINE ELISABETH");
	app_show(&shot_app);
}

/* Over, and still found by kana: it came from the residents' extract, or is put right. */
static void
case_done(void)
{
	struct open_case *o = &shot_app.work.open;

	fill_case(CASE_DONE, 1u << EVENT_NOTE);
	(void)snprintf(o->file.person.kana, sizeof o->file.person.kana, "バンゴウ ハナコ");
	o->letter.letter = 0;
	o->history_count = 0;
	add_history(5, "opened", "");
	add_history(5, "kana-from-record", "");
	add_history(5, "card-work-done", "");
	app_show(&shot_app);
}

static void
case_kana(void)
{
	case_done();
	shot_press(PRESS_F6);
}

static void
case_held(void)
{
	fill_case(CASE_POSTED, 1u << EVENT_TAKE_OVER | 1u << EVENT_NOTE);
	(void)snprintf(shot_app.work.open.holder, sizeof shot_app.work.open.holder, "tanaka");
	app_show(&shot_app);
}

static void
case_to_second(void)
{
	struct open_case *o = &shot_app.work.open;

	fill_case(CASE_APPROVED, 1u << EVENT_SECOND | 1u << EVENT_NOTE | 1u << EVENT_TAKE_OVER);
	o->file.second.needed = true;
	o->letter.letter = 0;
	add_history(20, "second-undone", "");
	add_history(20, "approved", "");
	(void)snprintf(o->holder, sizeof o->holder, "tanaka");
	app_show(&shot_app);
}

/* To a supervisor, sato here, who had no part in it: tanaka received it. */
static void
case_let_in(void)
{
	struct open_case *o = &shot_app.work.open;

	fill_case(CASE_REFUSED, 1u << EVENT_LET_IN | 1u << EVENT_NOTE | 1u << EVENT_CANCEL);
	o->letter.letter = 0;
	o->history_count = 0;
	add_history(20, "opened", "counter-closed");
	(void)snprintf(o->file.decision, sizeof o->file.decision, "{\"reasons\":[{\"code\":\"counter-closed\"}]}");
	app_show(&shot_app);
}

/* What is read before a letter leaves, with the setting that has the envelope read, too. */
static void
case_post(void)
{
	fill_case(CASE_INQUIRY_ORDERED, 1u << EVENT_POST);
	shot_app.envelope_number = true;
	app_show(&shot_app);
	shot_type("1");
	shot_type("26-000123-4");
	shot_app.envelope_number = false;
}

static void
case_note(void)
{
	case_posted();
	shot_press(PRESS_F5);
	shot_type("兄が12月4日に来るとのこと");
}

static void
papers_to_print(void)
{
	case_posted();
	shot_app.work.open.may_print = true;
	shot_press(PRESS_F8);
}

static void
case_ask(void)
{
	case_posted();
	shot_type("2");
}

/* The birth date was read from the card, and isn't asked for. */
static void
case_holder(void)
{
	case_posted();
	shot_app.work.open.file.person.source = PERSON_CARD;
	shot_type("5");
}

/* What a correction says is in words. */
static void
case_corrected(void)
{
	case_posted();
	shot_app.work.open.history_count = 0;
	add_history(20, "fact-corrected", "auth-pin: known > -");
	add_history(20, "fact-corrected", "born: 1990-02-03 > 1991-02-03");
	add_history(20, "fact-corrected", "-doc=proxy:運転免許証");
	add_history(20, "person-compared", "record: name:otherwise,address:different");
}

/* What would be taken back, and where that leads, is said before it is. */
static void
case_cancel(void)
{
	case_posted();
	shot_app.work.open.last = (struct case_last_step){ .at = { { 2026, 11, 6 }, 10, 8, 0 }, .clerk = "tanaka",
	    .event = "posted", .before = CASE_INQUIRY_ORDERED };
	shot_type("6");
}

/* The facts of the case that stands there, as it is gone on with. */
static void
take_up(void)
{
	decide_begin(&shot_app, &(struct choice){ PROCEDURE_RENEW, CERT_BOTH, 0, false });
	memcpy(shot_app.visit.number, shot_app.work.open.file.number, sizeof shot_app.visit.number);
}

/* The second visit: the reply before it is opened. */
static void
reply(void)
{
	case_posted();
	take_up();
	app_open(&shot_app, &visitor_screen);
	app_open(&shot_app, &reply_screen);
	shot_type("1");
	shot_type("２");
	shot_type("4");
}

static void
correction(void)
{
	case_posted();
	app_open(&shot_app, &facts_screen);
	take_up();
	decide_answer(&shot_app, FACT_RESIDENT, ANSWER_YES);
	decide_answer(&shot_app, FACT_VISITOR, VISITOR_PROXY);
	app_show(&shot_app);
}

/* A colleague's, by whoever gives the second approval: nothing can be changed. */
static void
facts_look(void)
{
	struct facts *f = &shot_app.visit.reception.facts;

	correction();
	(void)snprintf(shot_app.work.open.holder, sizeof shot_app.work.open.holder, "tanaka");
	f->held_count = 0;
	f->held[f->held_count++] = (struct held){ .holder = HOLDER_PROXY, .label = "運転免許証", .expires = { 2029, 5, 1 } };
	f->held[f->held_count++] = (struct held){ .holder = HOLDER_APPLICANT, .label = "マイナンバーカード" };
	app_show(&shot_app);
}

static void
correction_answer(void)
{
	correction();
	shot_press(PRESS_DOWN);
	shot_press(PRESS_ENTER);
}

static void
paper_pins(void)
{
	proxy_papers();
	app_open(&shot_app, &confirm_screen);
	visit_plan(&shot_app.visit, 1u << PIN_SIGN, 0, 0, NULL);
	app_open(&shot_app, &pin_screen);
}

const struct shot case_shots[] = {
	{ "procedure", 24, 80, procedures },
	{ "set-pins", 24, 80, set_pins },
	{ "visitor-usual", 24, 80, usual },
	{ "visitor-papers", 24, 80, proxy_papers },
	{ "visitor-papers-132x40", 40, 132, proxy_papers },
	{ "visitor-papers-found", 24, 80, papers_found },
	{ "visitor-inquiry", 24, 80, papers_inquiry },
	{ "entry-document", 24, 80, document },
	{ "entry-person", 24, 80, person_typed },
	{ "entry-person-faults", 24, 80, person_faults },
	{ "entry-person-names", 24, 80, person_names },
	{ "entry-person-names-en", 24, 80, person_names },
	{ "entry-person-again", 24, 80, person_again },
	{ "entry-proxy", 24, 80, who_comes },
	{ "entry-until", 24, 80, until },
	{ "record", 24, 80, record },
	{ "case-posted", 24, 80, case_posted },
	{ "case-posted-132x40", 40, 132, case_posted },
	{ "case-long", 24, 80, case_long },
	{ "case-names", 24, 80, case_names },
	{ "case-done", 24, 80, case_done },
	{ "case-kana", 24, 80, case_kana },
	{ "case-held", 24, 80, case_held },
	{ "case-to-second", 24, 80, case_to_second },
	{ "case-let-in", 24, 80, case_let_in },
	{ "case-note", 24, 80, case_note },
	{ "case-post", 24, 80, case_post },
	{ "case-ask", 24, 80, case_ask },
	{ "case-holder", 24, 80, case_holder },
	{ "case-corrected", 24, 80, case_corrected },
	{ "case-cancel", 24, 80, case_cancel },
	{ "print", 24, 80, papers_to_print },
	{ "reply", 24, 80, reply },
	{ "facts", 24, 80, correction },
	{ "facts-answer", 24, 80, correction_answer },
	{ "facts-look", 24, 80, facts_look },
	{ "pin-from-paper", 24, 80, paper_pins },
	{ .name = NULL },
};

const struct shot case_shots_english[] = {
	{ "visitor-papers-en", 24, 80, proxy_papers },
	{ "entry-until-en", 24, 80, until },
	{ "record-en", 24, 80, record },
	{ "case-posted-en", 24, 80, case_posted },
	{ "case-let-in-en", 24, 80, case_let_in },
	{ "case-cancel-en", 24, 80, case_cancel },
	{ "reply-en", 24, 80, reply },
	{ "entry-person-en", 24, 80, person_typed },
	{ .name = NULL },
};

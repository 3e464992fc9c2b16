/* What can be done to the case on the screen. */
#include "tui/flow/case-action.h"

#include <stdio.h>
#include <string.h>

#include "audit/event.h"
#include "base/lang.h"
#include "base/text.h"
#include "case/reception.h"
#include "tui/flow/case-draw.h"
#include "tui/flow/case-leaves.h"
#include "tui/flow/decide.h"
#include "tui/app/dialog.h"
#include "tui/flow/entry.h"
#include "tui/app/jobs.h"
#include "tui/flow/navigate.h"
#include "tui/flow/offer.h"
#include "tui/flow/perform.h"
#include "tui/app/words.h"

static const struct open_case *
open_of(const struct app *app)
{
	return &app->work.open;
}

/* A form that was refused stays beneath the words, as it was typed. */
static void
say_done(struct app *app, enum err e, const char *event)
{
	char said[128];

	if (e != ERR_NONE) {
		dialog_fail(app, e, e == ERR_PAPER_OTHER ? case_leaves_which(app, said, sizeof said) : NULL, NULL);
		return;
	}
	if (app->work.deed.form)
		app_close(app);
	(void)snprintf(said, sizeof said, tr("記録しました: %s"), event_name_of_case(event, lang_now()));
	app_close(app);		/* the case's screen is closed and opened anew: what can be done is another thing now */
	navigate_case(app, app->work.deed.number);
	app_say(app, said);
}

static void
did(struct app *app, enum err e)
{
	say_done(app, e, flow_event_code(app->work.deed.event));
}

void
case_action_apply(struct app *app)
{
	app_work(app, job_deed, did);
}

static const struct field
    why_field = { .key = "why", .label = "理由・メモ", .max = 60, .required = true },
    kana_field = { .key = "kana", .label = "フリガナ", .type = FIELD_KANA, .max = PERSON_NAME_CHARS };

static void
fill_why(struct app *app, struct formview *v)
{
	(void)app;
	formview_add(v, &why_field);
}

static void
take_why(struct app *app, const struct formview *v)
{
	char value[FIELD_VALUE_MAX];

	(void)formview_value(v, "why", value);
	text_mend(value, strlen(value), app->work.deed.why, sizeof app->work.deed.why);
}

/* The record that is taken back, and where the case stands without it. */
static void
about_last(const struct app *app, char *out, size_t size)
{
	const struct case_last_step *l = &open_of(app)->last;
	char day[64];

	date_words(l->at.date, day, sizeof day);
	(void)snprintf(out, size, tr("取り消す記録: %s (%s)  %s %02d:%02d %s\n取り消すと「%s」に戻ります"),
	    event_name_of_case(l->event, lang_now()),
	    flow_state_name(open_of(app)->file.state, lang_now()), day, l->at.hour, l->at.minute, l->clerk,
	    flow_state_name(l->before, lang_now()));
}

static void
take_until(struct app *app, const struct formview *v)
{
	app->work.deed.particulars.until = entry_until(v);
}

static void
fill_kana(struct app *app, struct formview *v)
{
	formview_add(v, &kana_field);
	formview_set(v, "kana", open_of(app)->file.person.kana);
}

static void
kana_written(struct app *app, enum err e)
{
	say_done(app, e, "kana-set");
}

static void
write_kana(struct app *app)
{
	app_work(app, job_kana, kana_written);
}

static const struct entry_plan
    ask_why = { "理由か、残すことを入力してください", false, false, fill_why, take_why, case_action_apply, NULL, true },
    ask_cancel = { "取り消す理由を入力してください。取り消したことも経過に残ります", false, false, fill_why, take_why, case_action_apply,
	about_last, true },
    ask_answer = { "担当部署の回答を入力してください。承認の記録に残ります", false, false, fill_why, take_why, case_action_apply, NULL,
	true },
    ask_holder = { "本人の氏名や住所を直してください。直したことは経過に残ります", false, false, entry_fill_holder,
	entry_take_holder, case_action_apply, NULL, true },
    ask_kana = { "本人のフリガナを入力してください。案件をさがすときに使います", false, false, fill_kana, entry_take_holder,
	write_kana, NULL, true },
    ask_until = { entry_what_until, false, false, entry_fill_until, take_until, case_action_apply, NULL, true };

/* The visit goes on from the case as it is kept: with somebody there again, or straight to the card. */
static void
resume_visit(struct app *app, enum err e)
{
	bool waits = flow_waits(open_of(app)->file.state) || open_of(app)->letter.open, looked = app->visit.card_known;

	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	decide_resume(app, true, waits);
	app_open(app, app_screen(app, SCREEN_VISITOR));
	if (waits)
		app_open(app, app_screen(app, SCREEN_REPLY));
	else
		(void)navigate_on(app);
	if (looked && !app->visit.card_known)
		perform_refuse_card(app);
}

/* The card that lies there is held against the case before anything is said of it. */
static void
resume_card(struct app *app, enum err e)
{
	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	decide_resume(app, false, false);
	app_open(app, app_screen(app, SCREEN_CONFIRM));
	if (app->reader.card && !app->visit.card_known)
		perform_card(app, NULL);
}

static void
begin(struct app *app, app_done *done)
{
	memcpy(app->work.number, open_of(app)->file.number, sizeof app->work.number);
	app_work(app, job_resume, done);
}

static void
go_to_card(struct app *app)
{
	begin(app, resume_card);
}

static void
go_to_visit(struct app *app)
{
	begin(app, resume_visit);
}

/* A colleague's case is only looked at; but the second approval is somebody else's by its nature. */
static bool
may(const struct app *app, enum case_event event)
{
	return (open_of(app)->may & 1u << event) != 0 && (open_of(app)->holder[0] == '\0' || event == EVENT_SECOND);
}

bool
case_action_may_correct(const struct app *app)
{
	return may(app, EVENT_CORRECT);
}

static bool
can_card(const struct app *app)
{
	const struct case_file *f = &open_of(app)->file;

	return may(app, EVENT_TAKE_OVER) && (f->state == CASE_CARD_WORK ||
	    (f->state == CASE_APPROVED && may(app, EVENT_BEGIN_CARD_WORK)));
}

static bool
can_visit(const struct app *app)
{
	enum case_state s = open_of(app)->file.state;

	return may(app, EVENT_CORRECT) && (s == CASE_RECEIVED || s == CASE_INCOMPLETE || s == CASE_KEPT ||
	    s == CASE_REPLY_RECEIVED || s == CASE_POSTED);
}

static bool
letter_is_out(const struct app *app)
{
	return open_of(app)->letter.letter > 0 && open_of(app)->letter.open;
}

static bool
can_reply(const struct app *app)
{
	return can_visit(app) && letter_is_out(app);
}

static bool
can_papers(const struct app *app)
{
	return can_visit(app) && !letter_is_out(app);
}

/* What was approved needs none; where a PIN from a paper was refused the rules order one. */
static bool
can_inquire(const struct app *app)
{
	return may(app, EVENT_INQUIRE) && open_of(app)->letter.letter == 0 && open_of(app)->file.state != CASE_APPROVED &&
	    open_of(app)->file.letter;
}

static bool
can_inquire_again(const struct app *app)
{
	return may(app, EVENT_INQUIRE) && open_of(app)->letter.letter > 0;
}

static bool
had_part(const struct app *app)
{
	const struct open_case *o = open_of(app);
	size_t i;

	for (i = 0; i < o->history_count; i++)
		if (strcmp(o->history[i].clerk, app->place.clerk) == 0 && case_takes_part(o->history[i].event))
			return true;
	return false;
}

/* Offered where the hours refused, or would; whoever had a part in the case looks for a colleague. */
static bool
can_let_in(const struct app *app)
{
	const struct case_file *f = &open_of(app)->file;
	char words[128];

	if (!may(app, EVENT_LET_IN) || had_part(app))
		return false;
	if (f->state != CASE_REFUSED)
		return offer_counter_shut(app, words, sizeof words);
	return strstr(f->decision, "\"counter-closed\"") != NULL ||
	    strstr(f->decision, "\"after-last-acceptance\"") != NULL;
}

/* The municipality was asked, and its answer approves. */
static bool
can_answer(const struct app *app)
{
	return may(app, EVENT_CORRECT) && open_of(app)->file.state == CASE_RECEIVED &&
	    outcome_by_code(open_of(app)->file.outcome) == OUTCOME_CONSULT;
}

static bool
can_return(const struct app *app)
{
	const struct kept *k = &open_of(app)->kept;

	return may(app, EVENT_CARD_RETURNED) && k->number[0] != '\0' && !date_given(k->returned.date);
}

static bool
can_shred(const struct app *app)
{
	return may(app, EVENT_SHRED) && open_of(app)->file.sheet;
}

static bool
can_take_back(const struct app *app)
{
	return may(app, EVENT_TAKE_OVER) && open_of(app)->file.state == CASE_HANDED_OVER;
}

static void
open_with_number(struct app *app, enum screen_name screen)
{
	char number[CASE_NUMBER_MAX];

	memcpy(number, open_of(app)->file.number, sizeof number);
	app_close(app);		/* it is loaded anew there, and released when that is left */
	app_open_with(app, app_screen(app, screen), number);
}

static void
take_back(struct app *app)
{
	open_with_number(app, SCREEN_TAKEN);
}

static void
see_terminal(struct app *app)
{
	open_with_number(app, SCREEN_TERMINAL);
}

/* In the order in which they are offered: what leads on first, what ends it last. */
static const struct case_action_row {
	const char *label;
	enum case_event event;
	bool (*can)(const struct app *);	/* NULL: where the event may happen */
	void (*act)(struct app *);		/* NULL: the event, after the plan or the question */
	const struct entry_plan *plan;
} rows[] = {
	{ "カードの処理に進む", CASE_EVENT_COUNT, can_card, go_to_card, NULL },
	{ "統合端末から受け取る", CASE_EVENT_COUNT, can_take_back, take_back, NULL },
	{ "統合端末ですることを見る", CASE_EVENT_COUNT, can_take_back, see_terminal, NULL },
	{ "書面で回答した", EVENT_ANSWER, NULL, NULL, NULL },
	{ "もう一人として承認する", EVENT_SECOND, NULL, NULL, NULL },
	{ "閉まる前から並んでいた方を受け付ける", EVENT_LET_IN, can_let_in, NULL, NULL },
	{ "来庁: 回答書と書類を確かめて進める", CASE_EVENT_COUNT, can_reply, go_to_visit, NULL },
	{ "書類を確かめて進める", CASE_EVENT_COUNT, can_papers, go_to_visit, NULL },
	{ "照会書を発送した", EVENT_POST, NULL, NULL, &case_leaves_post },
	{ "担当部署の回答で承認する", EVENT_APPROVE, can_answer, NULL, &ask_answer },
	{ "カードを窓口で返した", EVENT_CARD_RETURNED, can_return, NULL, &case_leaves_by_hand },
	{ "カードを郵便で返した", EVENT_CARD_RETURNED, can_return, NULL, &case_leaves_by_mail },
	{ "暗証番号の用紙をシュレッダーにかけた", EVENT_SHRED, can_shred, NULL, NULL },
	{ "照会書が返戻された", EVENT_RETURNED_UNDELIVERED, NULL, NULL, NULL },
	{ "照会書を送る", EVENT_INQUIRE, can_inquire, NULL, NULL },
	{ "照会書をもう一度送る", EVENT_INQUIRE, can_inquire_again, NULL, NULL },
	{ "聞き取ったことを訂正する", EVENT_CORRECT, NULL, case_action_facts, NULL },
	{ "本人の氏名や住所を直す", EVENT_CORRECT, NULL, NULL, &ask_holder },
	{ "最後の記録を取り消す", EVENT_CANCEL, NULL, NULL, &ask_cancel },
	{ "取り下げる", EVENT_WITHDRAW, NULL, NULL, &ask_why },
	{ "期限切れで終える", EVENT_EXPIRE, NULL, NULL, &ask_why },
	{ "受付できないことにする", EVENT_REFUSE, NULL, NULL, &ask_why },
};

void
case_action_list(const struct app *app, struct listbox *list)
{
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (rows[i].can != NULL ? rows[i].can(app) : may(app, rows[i].event))
			listbox_add(list, tr(rows[i].label), NULL, (int)i);
	}
}

static void
begin_deed(struct app *app, enum case_event event)
{
	app->work.deed = (struct case_action){ .event = event };
	memcpy(app->work.deed.number, open_of(app)->file.number, sizeof app->work.deed.number);
	app->work.deed.particulars.seen = open_of(app)->file.version;
}

static void
ask(struct app *app, const struct entry_plan *plan)
{
	app->work.deed.form = true;
	entry_open(app, plan);
}

void
case_action_do(struct app *app, int which)
{
	const struct case_action_row *row = &rows[which];

	begin_deed(app, row->event);
	if (row->act != NULL)
		row->act(app);
	else if (row->event == EVENT_INQUIRE && open_of(app)->until_by_hand)
		ask(app, &ask_until);
	else if (row->plan != NULL)
		ask(app, row->plan);
	else
		dialog_ask(app, "案件", row->label, &(struct dialog_choice){ .label = "記録する", .act = case_action_apply });
}

void
case_action_facts(struct app *app)
{
	begin_deed(app, EVENT_CORRECT);
	app_open(app, app_screen(app, SCREEN_FACTS));
}

void
case_action_note(struct app *app)
{
	begin_deed(app, EVENT_NOTE);
	ask(app, &ask_why);
}

void
case_action_kana(struct app *app)
{
	begin_deed(app, CASE_EVENT_COUNT);
	ask(app, &ask_kana);
}

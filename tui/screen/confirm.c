/* One summary before anything on the card changes: who, what, which certificates, until when, how much. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/flow/certified-draw.h"
#include "tui/flow/perform.h"
#include "tui/flow/terminal.h"
#include "tui/flow/navigate.h"
#include "tui/app/words.h"
#include "tui/term/term.h"

static bool
is_put_on_record(struct app *app, enum err e)
{
	struct visit *v = &app->visit;

	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return false;
	}
	if (!v->recorded)
		(void)snprintf(v->number, sizeof v->number, "%s", app->work.number);
	v->recorded = true;
	return true;
}

/* Where the rules ask for somebody else's approval the case waits for it. */
static bool
waits_for_another(struct app *app)
{
	char number[CASE_NUMBER_MAX];

	if (!app->visit.reception.file.second.needed)
		return false;
	memcpy(number, app->visit.number, sizeof number);
	app_home(app);
	navigate_case(app, number);
	app_say(app, tr("もう一人の承認が要ります。承認されると、カードの処理に進めます"));
	return true;
}

static void
opened(struct app *app, enum err e)
{
	if (is_put_on_record(app, e == ERR_NOT_SECONDED ? ERR_NONE : e) && !waits_for_another(app))
		perform_begin(app);
}

/* It is signed before anything happens to the card. */
static void
opened_for_paper(struct app *app, enum err e)
{
	char number[CASE_NUMBER_MAX];

	if (!is_put_on_record(app, e == ERR_NOT_SECONDED ? ERR_NONE : e))
		return;
	app->visit.paper = true;
	memcpy(number, app->visit.number, sizeof number);
	(void)waits_for_another(app);
	print_at_once(app, number, PAPER_APPLICATION);
}

/* What the section in charge has approved stays approved, where that is still all that the rules say. */
static bool
proceeds(const struct app *app)
{
	const struct reception *r = &app->visit.reception;

	return r->decision.outcome == OUTCOME_PROCEED || (r->decision.outcome == OUTCOME_CONSULT &&
	    r->file.state == CASE_APPROVED && strcmp(r->file.outcome, outcome_code(OUTCOME_CONSULT)) == 0);
}

static void
go(struct app *app, void *state)
{
	struct visit *v = &app->visit;

	(void)state;
	/* The card may be at the terminal already: what comes back is held against the case. */
	if ((app->reader.card || !terminal_does(app)) && !perform_sure(app))
		return;
	if (!proceeds(app)) {		/* the card tells otherwise than when the case was opened */
		app_say(app, tr("3行目のとおり、いまは進めません"));
		term_beep();
		return;
	}
	v->confirmed = true;
	app->work.goal = OUTCOME_PROCEED;
	if (v->recorded && !v->paper)
		perform_begin(app);
	else
		app_work(app, v->recorded ? job_record_again : job_record, opened);
}

/* The reception gets its number now, and stays here: what is corrected before Enter replaces what was recorded. */
static void
print_application(struct app *app, void *state)
{
	struct visit *v = &app->visit;

	(void)state;
	if (v->recorded && !v->paper) {
		print_at_once(app, v->number, PAPER_APPLICATION);
		return;
	}
	app->work.goal = OUTCOME_PROCEED;
	app_work(app, v->recorded ? job_record_again : job_record, opened_for_paper);
}

static bool
can_print(const struct app *app, const void *state)
{
	(void)state;
	return proceeds(app) && app_may(app, ACT_PRINT);
}

static int
line_as(enum look look, int y, const char *label, const char *text)
{
	(void)draw_text(y, FRAME_LEFT, 14, LOOK_PLAIN, label);
	return y + draw_wrap(y, FRAME_LEFT + 14, draw_cols() - 2 * FRAME_LEFT - 14, 2, look, text);
}

static int
line(int y, const char *label, const char *text)
{
	return line_as(LOOK_STRONG, y, label, text);
}

static int
draw_until(int y, const struct visit *v, enum cert_kind kind)
{
	char date[64], text[128];

	if ((v->certificates & CERT_BIT(kind)) == 0)
		return y;
	date_words(v->expires[kind], date, sizeof date);
	if (date[0] == '\0')
		(void)snprintf(text, sizeof text, "%s", tr("暗証番号を確かめると決まります"));
	else
		(void)snprintf(text, sizeof text, tr("%s まで"), date);
	(void)draw_text(y, FRAME_LEFT + 14, 28, LOOK_PLAIN, cert_name(kind, lang_now()));
	(void)draw_text(y, FRAME_LEFT + 42, draw_cols() - FRAME_LEFT - 42, LOOK_STRONG, text);
	return y + 1;
}

static int
draw_pins(int y, const struct visit *v)
{
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++) {
		if (v->pins & 1u << k)
			y = line(y, tr("設定し直す"), pin_label((enum pin_kind)k));
	}
	return y;
}

/* The names beside the one, each of whom has any: where a certificate is made here, they stand in its name. */
static int
draw_names(int y, const struct person *p)
{
	static const enum person_field names[] = { PERSON_FORMER, PERSON_ALIAS, PERSON_LATIN };
	char name[PERSON_ADDRESS_MAX + 1], text[PERSON_ADDRESS_MAX + 32];
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		person_field_text(p, names[i], name, sizeof name);
		if (name[0] == '\0')
			continue;
		(void)snprintf(text, sizeof text, "%s %s", tr(person_field_name(names[i])), name);
		y = line_as(LOOK_PERSON, y, "", text);
	}
	return y;
}

/* Somebody else than the holder: who, and their name where it was asked for. */
static int
draw_visitor(int y, const struct app *app)
{
	const struct visit *v = &app->visit;
	const struct facts *f = &v->reception.facts;
	char text[512];
	size_t n;

	if (!facts_known(f, FACT_VISITOR) || f->value[FACT_VISITOR] == VISITOR_SELF)
		return y;
	navigate_answer_words(app, f, FACT_VISITOR, text, sizeof text);
	n = strlen(text);
	(void)snprintf(text + n, sizeof text - n, "%s%.400s", v->proxy.name[0] != '\0' ? "  " : "", v->proxy.name);
	return line(y, tr("来た方"), text);
}

/* It can be finished where only the address is from before; the card's own word decides, and this says it beforehand. */
static int
draw_face(int y, const struct visit *v)
{
	const struct facts *f = &v->reception.facts;

	if (!visit_issues(v) || !facts_known(f, FACT_CARD_FACE) ||
	    f->value[FACT_CARD_FACE] != fact_word(FACT_CARD_FACE, "outdated"))
		return y;
	return line(y, tr("券面"), tr("古いまま。氏名か生年月日が違うときは、先に住民窓口で直してもらいます"));
}

/* What Enter leads to. What is on record already was approved by somebody else too, where the rules ask for it. */
static const char *
navigate_words(const struct app *app)
{
	const struct visit *v = &app->visit;

	if (!proceeds(app))
		return tr("> 3行目のとおり、いまは進めません。Esc で戻ってください");
	if (v->reception.file.second.needed && !v->recorded)
		return tr("> よければ Enter を押してください。もう一人が承認するのを待ちます");
	if (terminal_does(app))
		return tr("> よければ Enter を押してください。統合端末に引き渡します");
	return v->by_staff ? tr("> よければ Enter を押し、封を開いて暗証番号を入力してください") :
	    tr("> よければ Enter を押し、本人に画面を向けてください");
}

/* What stands in the certificate for characters that it lacks may have been agreed to before. */
static void
enter(struct app *app, void *state)
{
	(void)state;
	if (!app->visit.recorded || !perform_lacks_letters(app))
		return;
	memcpy(app->work.number, app->visit.number, sizeof app->work.number);
	app_ask(app, job_consent, NULL);
}

static void
show(struct app *app, void *state)
{
	(void)state;
	perform_note_consent(app);
}

#define BENEATH 6	/* rows: two last days, the fee, a blank one, and what Enter leads to */

static void
draw(struct app *app, void *state)
{
	const struct visit *v = &app->visit;
	const bool heard = v->word.card[0] != '\0';
	const int last = FRAME_BODY + frame_rows() - 2;
	char text[256], born[64];
	int y = FRAME_BODY + 1;

	(void)state;
	date_words(v->person.born, born, sizeof born);
	y = line_as(LOOK_PERSON, y, tr("だれの"), v->person.name);
	if (!certified_wanted(app))
		y = draw_names(y, &v->person);
	y = draw_face(draw_visitor(line_as(LOOK_PERSON, y, "", born), app), v) + 1;
	visit_name(v, text, sizeof text);
	y = line(y, tr("なにを"), text);
	y = draw_pins(y, v);
	if (certified_wanted(app))
		y = certified_draw(y, FRAME_BODY + frame_rows() - y - BENEATH, 14, app, &v->person,
		    heard ? &v->word.holder : NULL, true);
	if (visit_issues(v) && v->certificates != 0) {
		(void)draw_text(y, FRAME_LEFT, 14, LOOK_PLAIN, tr("いつまで"));
		y = draw_until(y, v, CERT_SIGN);
		y = draw_until(y, v, CERT_AUTH);
	}
	if (procedure_ends(procedure_by_code(v->procedure)))
		y = line(y, "", tr("失効すると元に戻せません。また使うには発行の手続が要ります"));
	(void)snprintf(text, sizeof text, v->fee > 0 ? tr("%ld円") : tr("%ld円 (無料)"), v->fee);
	y = line(y, tr("手数料"), text) + 1;
	y = y < last ? y : last;
	draw_blank(y, 0, 2, draw_cols());
	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, navigate_words(app));
	(void)draw_text(y + 1, FRAME_LEFT + 2, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
	    tr("まだカードには何も書いていません"));
	app_cursor(app, y, FRAME_LEFT);
}

static const struct key keys[] = {
	{ .key = PRESS_F8, .twin = PRESS_CTRL_O, .label = "申請書", .act = print_application, .can = can_print,
	    .help = "受付を記録して番号を付け、申請書を印刷します。カードに書く前に記入してもらいます" },
	{ .key = PRESS_ENTER, .label = "確認した", .help = "受付を記録し、暗証番号の入力か、もう一人の承認に進みます", .act = go },
	{ .label = NULL },
};

const struct screen confirm_screen = {
	.name = "confirm",
	.title = "カードに書く前の確認",
	.help =
	    "だれの、なにを、いつまで、いくらで行うのかを見て、違っていれば Esc で戻って直します。Enter を押すまでカードは変わりません。",
	.keys = keys,
	.fresh_keys = true,
	.enter = enter,
	.show = show,
	.draw = draw,
	.card = perform_card,
};

/* The holder's four attributes, read from the card: opened by 照合番号B from its face, or by the holder's PIN. */
#include "tui/screen/screens.h"

#include <stdio.h>

#include "base/lang.h"
#include "base/text.h"
#include "case/person.h"
#include "tui/app/app.h"
#include "tui/flow/decide.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/flow/entry.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/flow/own-card.h"
#include "tui/flow/perform.h"
#include "tui/flow/navigate.h"
#include "tui/app/words.h"
#include "tui/term/term.h"

/* last: the card leaves 照合番号B one try, and waits for the key that confirms it. */
struct person_state { bool last; };

/* A card that comes back may be known by another key now: it is held against the case when it is read. */
static bool
sure(struct app *app)
{
	return app->visit.taking == TAKING_ASKED || perform_sure(app);
}

/* A visit that is on record has its person: the card is only held against it. */
static bool
proves(const struct app *app)
{
	return app->visit.recorded;
}

static void
heard(struct app *app)
{
	struct visit *v = &app->visit;

	v->word = app->work.word;
	if (v->person_known)
		return;
	v->person = v->word.holder;
	v->person_known = true;
	if (!proves(app))
		decide_person(app);
}

/* In place of this screen: the case's person beside the card's word. */
static void
show_proof(struct app *app, enum err e)
{
	app_close(app);
	app_open_with(app, &compare_screen, &(struct compare_with){ .person = &app->work.word.holder, .proof = true,
	    .like = e == ERR_NONE || e == ERR_HOLDER_WRITTEN, .written = e == ERR_HOLDER_WRITTEN,
	    .face = e == ERR_CARD_FACE || e == ERR_FACE_CURRENT, .twin = &app->work.twin, .twins = app->work.twins });
}

/* Of a face that differs by what the record knows less of alone the card's is taken as of one who was only told. */
static enum err
by_face(const struct app *app, enum err e)
{
	return e == ERR_CARD_FACE && case_takes_more(&app->visit.person, &app->work.word.holder) ?
	    ERR_HOLDER_WRITTEN : e;
}

static void ask_pin(struct app *, void *state);

static void
ask_pin_again(struct app *app)
{
	ask_pin(app, NULL);
}

/* The PIN that didn't fit is asked again, not the number on the face. */
static void
fail(struct app *app, enum err e, const struct desk_result *told)
{
	static const struct dialog_choice again = { .label = "もう一度入力する", .act = ask_pin_again };
	const bool slip = told->reference == REFERENCE_ASSIST && (e == ERR_PIN_WRONG || e == ERR_PIN_LAST_TRY);
	char more[512];

	desk_failed_words(e, told, more, sizeof more);
	if (e == ERR_CARD_OTHER)
		own_card_whose(&app->visit, more, sizeof more);
	dialog_fail(app, e, more, slip ? &again : NULL);
}

static void
read_done(struct app *app, enum err e)
{
	struct person_state *s = app_top(app) == &person_screen ? app_state(app) : NULL;
	const struct desk_result told = { .reference = app->work.by_b ? REFERENCE_B : REFERENCE_ASSIST,
	    .left = app->work.left };

	app->visit.secrets.last_tries = 0;
	if (s != NULL)
		s->last = e == ERR_PIN_LAST_TRY && app->work.by_b;
	e = by_face(app, e);
	if (e == ERR_NONE || e == ERR_HOLDER_WRITTEN)
		heard(app);
	if (e == ERR_NONE || e == ERR_HOLDER_OTHER || e == ERR_HOLDER_WRITTEN || e == ERR_CARD_FACE ||
	    e == ERR_FACE_CURRENT) {
		/* Its word counts from here on; but a card that nothing tells from others has to say it again. */
		if (app->work.word.card[0] != '\0') {
			secret_wipe(&app->visit.secrets.check_b);
			secret_wipe(&app->visit.secrets.pin[PIN_ASSIST]);
		}
		if (e == ERR_HOLDER_OTHER) {
			own_card_refuse(&app->visit);
			decide_again(app);
		}
		if (proves(app) && s != NULL)
			show_proof(app, e);
		return;
	}
	if (s != NULL && s->last) {	/* what was typed stays: it wasn't sent */
		term_beep();
		return;
	}
	if (app->work.by_b)
		secret_wipe(&app->visit.secrets.check_b);
	else
		secret_wipe(&app->visit.secrets.pin[PIN_ASSIST]);
	if (e == ERR_PIN_WRONG || e == ERR_PIN_LOCKED || e == ERR_PIN_LAST_TRY || e == ERR_B_WRONG || e == ERR_B_LOCKED)
		app->visit.card.tries[told.reference] = told.left;
	fail(app, e, &told);
}

/* Where a case is taken back the screen beneath holds the card against it. */
static void
read_by(struct app *app, bool by_b)
{
	if (app->visit.taking == TAKING_ASKED) {
		app->visit.taking = TAKING_TYPED;
		app_close(app);
		return;
	}
	app->work.by_b = by_b;
	app_work(app, job_person, read_done);
}

static void
read_by_pin(struct app *app)
{
	read_by(app, false);
}

static void
ask_pin(struct app *app, void *state)
{
	(void)state;
	if (!sure(app))
		return;
	secret_wipe(&app->visit.secrets.check_b);	/* the card work would take it, half typed as it is */
	visit_plan(&app->visit, 1u << PIN_ASSIST, 0, 0, read_by_pin);
	app_open(app, &pin_screen);
}

static bool
unread(const struct app *app, const void *state)
{
	(void)state;
	return proves(app) || !app->visit.person_known;
}

static bool
can_by_hand(const struct app *app, const void *state)
{
	return !proves(app) && unread(app, state);
}

/* Ten wrong ones lock it, and nobody sets it anew here. */
static bool
b_locked(const struct app *app)
{
	return app->visit.card.tries[REFERENCE_B] == 0;
}

static bool
can_next(const struct app *app, const void *state)
{
	return !unread(app, state) || !b_locked(app);
}

static bool
can_pin(const struct app *app, const void *state)
{
	return unread(app, state) && app->visit.card.tries[PIN_ASSIST] > 0;
}

/* What the card told may have settled the matter, or opened another question. */
static void
go_on(struct app *app)
{
	if (!navigate_on(app))
		app_close(app);
}

static void
look_up(struct app *app, void *state)
{
	(void)state;
	app_open(app, &resident_screen);
}

static bool
known(const struct app *app, const void *state)
{
	(void)state;
	return !unread(app, state);
}

static void
by_hand(struct app *app, void *state)
{
	(void)state;
	secret_wipe(&app->visit.secrets.check_b);
	app_close(app);
	entry_open_person(app);
}

static bool
at_last(const struct app *app, const void *state)
{
	(void)app;
	return ((const struct person_state *)state)->last;
}

static void
accept_last(struct app *app, void *state)
{
	(void)state;
	app->visit.secrets.last_tries = REFERENCE_BIT(REFERENCE_B);
	read_by(app, true);
}

static void
next(struct app *app, void *state)
{
	enum err e;

	if (!unread(app, state)) {
		go_on(app);
		return;
	}
	if (app->visit.secrets.check_b.len == 0)
		app_say(app, tr("照合番号Bが入力されていません"));
	else if ((e = pin_check_b(&app->visit.secrets.check_b)) != ERR_NONE)
		app_refuse(app, e);
	else if (sure(app))
		read_by(app, true);
}

/* The clerk reads it off the card, so it is shown; full-width digits are digits. */
static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct secret *b = &app->visit.secrets.check_b;
	struct person_state *s = state;
	uint32_t c = p->c >= 0xff10 && p->c <= 0xff19 ? p->c - 0xff10 + '0' : p->c;

	if (!unread(app, state) || b_locked(app) || (p->key != PRESS_BACKSPACE && p->key != PRESS_NONE))
		return false;
	s->last = false;
	if (p->key == PRESS_BACKSPACE)
		return secret_pop(b);
	if (c < '0' || c > '9' || b->len >= PIN_B_DIGITS)
		return false;
	return secret_push(b, (unsigned char)c);
}

/* Whose card it is only the card can say: one that says it by neither is not for this terminal. */
static void
draw_locked(struct app *app, int y)
{
	const int room = draw_cols() - 2 * FRAME_LEFT;

	(void)draw_text(y, FRAME_LEFT, room, LOOK_STRONG, err_what(ERR_B_LOCKED, lang_now()));
	(void)draw_wrap(y + 2, FRAME_LEFT, room, 3, LOOK_PLAIN, can_pin(app, NULL) ?
	    tr("F2 を押し、本人に券面事項入力補助用の暗証番号を入力してもらってください") :
	    tr("券面事項入力補助用の暗証番号も使えないため、だれのカードか確かめられません。"
	       "このカードの手続は、統合端末で行ってください"));
	app_cursor(app, y, FRAME_LEFT);
}

static void
draw_b(struct app *app, const struct person_state *s, int y)
{
	const struct secret *b = &app->visit.secrets.check_b;
	int x = FRAME_LEFT + 14, at = x;
	char one[2] = "";
	size_t i;

	(void)draw_text(y, FRAME_LEFT, draw_cols(), LOOK_PLAIN, tr("カードの表にある照合番号Bを入力してください"));
	(void)draw_text(y + 1, FRAME_LEFT, draw_cols(), LOOK_PLAIN,
	    tr("(和暦の生年月日6桁 + 有効期限の西暦4桁 + セキュリティコード4桁)"));
	(void)draw_text(y + 3, FRAME_LEFT, 13, LOOK_PLAIN, tr("照合番号B"));
	for (i = 0; i < PIN_B_DIGITS; i++) {
		int column = x + (int)i + (i >= 6) + (i >= 10);

		one[0] = i < b->len ? (char)b->bytes[i] : '_';
		(void)draw_text(y + 3, column, 1, LOOK_PLAIN, one);
		if (i == b->len)
			at = column;
	}
	app_cursor(app, y + 3, b->len < PIN_B_DIGITS ? at : x + PIN_B_DIGITS + 2);
	if (s->last)
		(void)draw_wrap(y + 5, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 2, LOOK_STRONG,
		    tr("照合番号Bの残りは1回で、まだ送っていません。まちがえるとロックされます。確かなときだけ F5 を押してください"));
	else if (can_pin(app, NULL))
		(void)draw_text(y + 5, FRAME_LEFT, draw_cols(), LOOK_PLAIN, app->practice.on ?
		    tr("練習用のカードには表がありません。F2 を押し、暗証番号 1234 で読んでください") :
		    tr("読めないときは F2: 本人に券面事項入力補助用の暗証番号を入力してもらいます"));
}

static int
draw_line(int y, int rows, const char *label, const char *text)
{
	(void)draw_text(y, FRAME_LEFT, 14, LOOK_PLAIN, label);
	return y + draw_wrap(y, FRAME_LEFT + 14, draw_cols() - 2 * FRAME_LEFT - 14, rows, LOOK_PERSON, text);
}

/* A proxy stands there in the holder's place. */
static bool
holder_is_here(const struct app *app)
{
	const struct facts *f = &app->visit.reception.facts;

	return !facts_known(f, FACT_VISITOR) || f->value[FACT_VISITOR] == VISITOR_SELF ||
	    f->value[FACT_VISITOR] == VISITOR_SELF_GUARDIAN;
}

static void
draw_person(struct app *app, int y)
{
	static const char *const sexes[] = { [SEX_UNKNOWN] = "不明", [SEX_MALE] = "男", [SEX_FEMALE] = "女" };
	const struct person *p = &app->visit.person;
	char born[64];

	date_words(p->born, born, sizeof born);
	y = draw_line(y, 3, tr("氏名"), p->name);
	if (p->former[0] != '\0')
		y = draw_line(y, 2, tr("旧氏"), p->former);
	y = draw_line(y, 1, tr("生年月日"), born);
	y = draw_line(y, 1, tr("性別"), tr(sexes[p->sex]));
	y = draw_line(y, frame_rows() - (y - FRAME_BODY) - 2, tr("住所"), p->address) + 1;	/* all that is left but one for the question */
	app_cursor(app, y, FRAME_LEFT);
	(void)draw_text(y, FRAME_LEFT, draw_cols(), LOOK_STRONG,
	    holder_is_here(app) ? tr("> 目の前の人と、住民記録に合っていれば Enter を押してください") :
	    tr("> 書類と住民記録の本人に合っていれば Enter を押してください"));
}

static void
draw(struct app *app, void *state)
{
	if (unread(app, state) && b_locked(app))
		draw_locked(app, FRAME_BODY + 1);
	else if (unread(app, state))
		draw_b(app, state, FRAME_BODY + 1);
	else
		draw_person(app, FRAME_BODY + 1);
}

static void
card(struct app *app, void *state)
{
	if (app->visit.taking == TAKING_ASKED)
		app_close(app);		/* it is read anew */
	else
		perform_card(app, state);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "暗証番号で読む",
	    .help = "本人に券面事項入力補助用の暗証番号を入力してもらって読みます",
	    .act = ask_pin, .can = can_pin },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "手で入力",
	    .help = "カードから読まずに、書類か住民記録のとおりに2回入力します", .act = by_hand, .can = can_by_hand },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "住民記録と比べる",
	    .help = "読んだものを住民記録と並べて見ます", .act = look_up, .can = known },
	{ .key = PRESS_F5, .twin = PRESS_CTRL_Y, .label = "これで確かめる",
	    .help = "照合番号Bの残りが1回のとき、確かなときだけ押します", .act = accept_last, .can = at_last },
	{ .key = PRESS_ENTER, .label = "次へ", .help = "券面事項を読みます。読めていれば次に進みます", .act = next,
	    .can = can_next },
	{ .label = NULL },
};

const struct screen person_screen = {
	.name = "person",
	.title = "本人の確認",
	.help =
	    "カードから氏名、生年月日、性別、住所を読みます。照合番号Bはカードの表の数字です。個人番号(12桁)は読みません。",
	.keys = keys,
	.state_size = sizeof(struct person_state),
	.draw = draw,
	.press = press,
	.card = card,
};

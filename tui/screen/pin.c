/* The applicant's moment: large plain words, one PIN at a time, no case data, nothing typed ahead. */
#include "tui/screen/screens.h"

#include <stdio.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/widget/draw.h"
#include "tui/flow/on-reader.h"
#include "tui/flow/perform.h"
#include "tui/widget/pinpad.h"
#include "tui/term/term.h"
#include "tui/app/words.h"

/*
 * A new PIN is typed twice, and one that is easy to guess is asked about; the last try is confirmed by a second key.
 * Where the reader has keys it will ask itself, unless the keyboard is preferred.
 */
enum stage { STAGE_TYPE, STAGE_AGAIN, STAGE_EASY, STAGE_LAST_TRY, STAGE_READER };

struct pin { enum stage stage; bool keyboard, reader; char said[512]; };

static struct pin_ask *
now_asked(struct app *app)
{
	return &app->visit.plan.asks[app->visit.plan.at];
}

static struct pinpad
pad_of(struct app *app, const struct pin *s)
{
	return (struct pinpad){ now_asked(app)->kind, &app->visit.typed[s->stage == STAGE_AGAIN] };
}

static void
wipe(struct app *app)
{
	secret_wipe(&app->visit.typed[0]);
	secret_wipe(&app->visit.typed[1]);
}

/* Every PIN is begun with nothing typed ahead: it could have been meant for another field. */
static void
begin(struct app *app, struct pin *s)
{
	wipe(app);
	s->reader = !s->keyboard && on_reader_may(app, now_asked(app));
	s->stage = s->reader ? STAGE_READER : STAGE_TYPE;
	app_flush(app);
}

static void
enter(struct app *app, void *state)
{
	begin(app, state);
}

static void
leave(struct app *app, void *state)
{
	(void)state;
	wipe(app);
	app_flush(app);
}

static void
say(struct pin *s, enum err e)
{
	(void)snprintf(s->said, sizeof s->said, lang_now() == LANG_JA ? "%s。%s" : "%s. %s", err_what(e, lang_now()),
	    err_next(e, lang_now()));
	term_beep();
}

static struct secret *
place_of(struct app *app, const struct pin_ask *a)
{
	return a->what == ASK_OLD ? &app->visit.secrets.old[a->kind] : &app->visit.secrets.pin[a->kind];
}

/* To the next PIN, or away when it was the last one. */
static void
keep(struct app *app, struct pin *s)
{
	struct pin_plan *plan = &app->visit.plan;
	const unsigned bit = 1u << now_asked(app)->kind;
	unsigned *at_reader = &app->visit.secrets.at_reader;
	void (*then)(struct app *) = plan->then;

	(void)secret_set(place_of(app, now_asked(app)), app->visit.typed[0].bytes, app->visit.typed[0].len);
	if (now_asked(app)->what != ASK_FRESH)
		*at_reader = s->reader ? *at_reader | bit : *at_reader & ~bit;
	s->said[0] = '\0';
	/* The reader will ask for the new value of one that it changes. */
	while (++plan->at < plan->count && now_asked(app)->what == ASK_FRESH && *at_reader & 1u << now_asked(app)->kind)
		continue;
	if (plan->at < plan->count) {
		begin(app, s);
		return;
	}
	plan->at = plan->count - 1;
	app_close(app);
	then(app);
}

static void
accept_again(struct app *app, struct pin *s)
{
	if (secret_equal(&app->visit.typed[0], &app->visit.typed[1])) {
		keep(app, s);
		return;
	}
	begin(app, s);
	say(s, ERR_PIN_MISMATCH);
}

static void
go_to(struct app *app, struct pin *s, enum stage stage)
{
	s->stage = stage;
	app_flush(app);
}

static bool
easy(const struct app *app, enum pin_kind kind)
{
	const struct visit *v = &app->visit;

	return pin_weak(kind, &v->typed[0], v->person_known ? v->person.born : (struct date){ 0, 0, 0 }) != PIN_NOT_WEAK;
}

static void
accept(struct app *app, void *state)
{
	struct pin *s = state;
	const struct pin_ask *a = now_asked(app);
	unsigned last;
	enum err e;

	s->said[0] = '\0';
	if (s->stage == STAGE_READER) {
		if (desk_view_tries(&app->visit.card, a->kind, &last) == 1)
			go_to(app, s, STAGE_LAST_TRY);
		else
			keep(app, s);
		return;
	}
	if ((e = pin_check(a->kind, &app->visit.typed[s->stage == STAGE_AGAIN])) != ERR_NONE) {
		begin(app, s);
		say(s, e);
	} else if (s->stage == STAGE_AGAIN) {
		accept_again(app, s);
	} else if (a->what == ASK_FRESH) {
		go_to(app, s, easy(app, a->kind) ? STAGE_EASY : STAGE_AGAIN);
	} else if (desk_view_tries(&app->visit.card, a->kind, &last) == 1) {
		go_to(app, s, STAGE_LAST_TRY);
	} else {
		keep(app, s);
	}
}

static void
accept_last(struct app *app, void *state)
{
	unsigned last;

	(void)desk_view_tries(&app->visit.card, now_asked(app)->kind, &last);
	app->visit.secrets.last_tries |= last;
	keep(app, state);
}

static void
accept_easy(struct app *app, void *state)
{
	go_to(app, state, STAGE_AGAIN);
}

static bool
at_easy(const struct app *app, const void *state)
{
	(void)app;
	return ((const struct pin *)state)->stage == STAGE_EASY;
}

static bool
at_last(const struct app *app, const void *state)
{
	(void)app;
	return ((const struct pin *)state)->stage == STAGE_LAST_TRY;
}

static bool
typing(const struct app *app, const void *state)
{
	return !at_last(app, state) && !at_easy(app, state);
}

static bool
at_reader(const struct app *app, const void *state)
{
	(void)app;
	return ((const struct pin *)state)->stage == STAGE_READER;
}

static void
use_keyboard(struct app *app, void *state)
{
	((struct pin *)state)->keyboard = true;
	begin(app, state);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct pin *s = state;
	struct pinpad pad = pad_of(app, s);
	enum pinpad_did did;

	if (!typing(app, s) || at_reader(app, s) || (did = pinpad_press(&pad, p)) == PINPAD_OTHER)
		return false;
	s->said[0] = '\0';
	if (did == PINPAD_FULL_WIDTH)
		say(s, ERR_PIN_FULL_WIDTH);
	else if (did == PINPAD_BAD || did == PINPAD_FULL)
		term_beep();
	return true;
}

/* No PIN outlives its card on the reader; the screen itself is closed only by a key. */
static void
card(struct app *app, void *state)
{
	perform_card(app, state);
	if (app->reader.card)
		return;
	app->visit.plan.at = 0;
	begin(app, state);
}

static const char *
request(const struct app *app, const struct pin_ask *a, const struct pin *s)
{
	if (s->reader)
		return tr("カードリーダーのボタンで入力していただきます");
	if (s->stage == STAGE_AGAIN)
		return tr("確かめのため、同じものをもう一度入力してください");
	if (app->visit.by_staff)
		return tr("封を開き、紙に書かれているとおりに入力してください");
	return a->what == ASK_FRESH ? tr("新しい暗証番号を決めて、入力してください") :
	    a->what == ASK_OLD ? tr("いまの暗証番号を入力してください") : tr("暗証番号を入力してください");
}

static void
draw_tries(const struct app *app, const struct pin_ask *a, int y)
{
	unsigned last;
	char text[128];
	int left = desk_view_tries(&app->visit.card, a->kind, &last);

	if (a->what == ASK_FRESH || left < 0)
		return;
	(void)snprintf(text, sizeof text, left == 1 ? tr("残り %d 回。まちがえるとロックされます") : tr("残り %d 回"),
	    left);
	draw_centre(y, left == 1 ? LOOK_STRONG : LOOK_PLAIN, text);
}

static void
draw(struct app *app, void *state)
{
	struct pin *s = state;
	const struct pin_ask *a = now_asked(app);
	struct pinpad pad = pad_of(app, s);
	int y = draw_rows() / 2 - 7;

	draw_centre(y, LOOK_STRONG, pin_label(a->kind));
	draw_centre(y + 3, LOOK_PLAIN, request(app, a, s));
	draw_centre(y + 5, LOOK_PLAIN, pin_format_words(a->kind));
	if (s->stage == STAGE_READER)
		draw_centre(y + 8, LOOK_PLAIN, tr("Enter を押すと、リーダーが暗証番号をたずねます"));
	app_cursor(app, y + 8, s->reader ? 0 : pinpad_draw(&pad, y + 8));
	draw_tries(app, a, y + 10);
	if (s->stage == STAGE_LAST_TRY)
		draw_centre(y + 12, LOOK_STRONG, tr("確かなときだけ F2 を押してください。やめるときは Esc です"));
	else if (s->stage == STAGE_EASY)
		(void)draw_wrap(y + 10, 6, draw_cols() - 12, 3, LOOK_STRONG,
		    tr("生年月日や1234のような数字は、ほかの人に当てられやすい暗証番号です。別のものをお勧めします"));
	else if (s->said[0] != '\0')
		(void)draw_wrap(y + 12, 6, draw_cols() - 12, 3, LOOK_STRONG, s->said);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "次へ", .help = "形が合えば次に進みます。合わないときはカードに送りません",
	    .act = accept, .can = typing },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "別のものにする",
	    .help = "当てられやすい暗証番号をやめて、はじめから入力します",
	    .act = enter, .can = at_easy },
	{ .key = PRESS_F5, .twin = PRESS_CTRL_Y, .label = "このまま使う",
	    .help = "当てられやすい暗証番号でも、本人がよければ押します",
	    .act = accept_easy, .can = at_easy },
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "これで確かめる",
	    .help = "残り1回のとき、確かなときだけ押します",
	    .act = accept_last, .can = at_last },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "キーボードで",
	    .help = "リーダーのボタンを使わずに、キーボードで入力します", .act = use_keyboard, .can = at_reader },
	{ .label = NULL },
};

const struct screen pin_screen = {
	.name = "pin",
	.title = "暗証番号",
	.help = "本人が入力します。画面には * だけが出ます。形が違うものや全角の文字は、カードに送らずに知らせます。",
	.keys = keys,
	.state_size = sizeof(struct pin),
	.alone = true,
	.pins = true,
	.enter = enter,
	.draw = draw,
	.press = press,
	.card = card,
	.leave = leave,
};

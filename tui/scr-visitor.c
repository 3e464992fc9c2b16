/* Who came, and what is still to be asked. */
#include "tui/scr.h"

#include <stdio.h>

#include "lang.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/frame.h"
#include "tui/listbox.h"

enum answer { ANSWER_SELF, ANSWER_OTHER, ANSWER_DOCUMENT, ANSWER_NO_DOCUMENT };

/* One question at a time; only what still changes the answer is asked. */
struct visitor { struct listbox list; bool self; };

static void
ask(struct app *app, struct visitor *s)
{
	(void)app;
	s->list = (struct listbox){ .numbers = true };
	if (!s->self) {
		listbox_add(&s->list, tr("本人"), NULL, ANSWER_SELF);
		listbox_add(&s->list, tr("本人以外"), NULL, ANSWER_OTHER);
		return;
	}
	listbox_add(&s->list, tr("あります"), tr("A か B のどれか1点"), ANSWER_DOCUMENT);
	listbox_add(&s->list, tr("ありません"), NULL, ANSWER_NO_DOCUMENT);
}

static void
enter(struct app *app, void *state)
{
	struct visitor *s = state;

	s->self = false;
	app->visit.verdict[0] = '\0';
	ask(app, s);
}

static void
draw(struct app *app, void *state)
{
	struct visitor *s = state;

	(void)draw_text(FRAME_BODY + 1, FRAME_LEFT, draw_cols(), LOOK_PLAIN, !s->self ? tr("どなたが来ましたか") :
	    tr("暗証番号を設定し直すため、カードのほかに本人確認書類が要ります。ありますか"));
	app_cursor(app, listbox_draw(&s->list, FRAME_BODY + 3, FRAME_LEFT - 2, frame_rows() - 4, draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
}

static void
verdict(struct app *app, const char *words)
{
	(void)snprintf(app->visit.verdict, sizeof app->visit.verdict, "%s", words);
}

static void
answer(struct app *app, struct visitor *s, enum answer a)
{
	if (a == ANSWER_OTHER) {
		verdict(app, tr("受付できません: 代理人の手続は、この版ではまだできません"));
		return;
	}
	if (a == ANSWER_NO_DOCUMENT) {
		verdict(app, tr("不足: 本人確認書類 A または B 1点"));
		return;
	}
	if (a == ANSWER_SELF && app->visit.pins != 0) {
		s->self = true;
		ask(app, s);
		return;
	}
	verdict(app, tr("完了できます"));
	app_open(app, &person_screen);
}

static void
take(struct app *app, void *state)
{
	struct visitor *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);

	if (row != NULL)
		answer(app, s, (enum answer)row->value);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct visitor *s = state;
	bool taken, mine = listbox_press(&s->list, p, &taken);

	if (mine && taken)
		take(app, state);
	return mine;
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "選ぶ", .help = "選んだ答えで進みます。先頭の数字でも選べます", .act = take },
	{ .label = NULL },
};

const struct screen visitor_screen = {
	.name = "visitor",
	.title = "来た人と書類",
	.help = "答えがまだ変わることだけを聞きます。3行目に、今日できるかどうかがいつも出ています。",
	.keys = keys,
	.state_size = sizeof(struct visitor),
	.enter = enter,
	.draw = draw,
	.press = press,
};

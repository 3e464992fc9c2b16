/* Why the authority's terminal did not do what was wanted: a key a reason; the rules say where it goes. */
#include "tui/screen/screens.h"

#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/app/words.h"
#include "tui/flow/navigate.h"
#include "tui/widget/draw.h"
#include "tui/widget/listbox.h"

struct refusal { struct listbox list; bool of_pin; };

/* PINs typed at the terminal. */
static unsigned
pins_there(const struct app *app)
{
	unsigned verify, fresh, old;

	desk_pins_wanted(&app->work.open.file, &verify, &fresh, &old);
	return verify | fresh | old;
}

static void
list(struct app *app, struct refusal *s)
{
	unsigned i;

	s->list = (struct listbox){ .numbers = true };
	for (i = 0; !s->of_pin && i < TERMINAL_REFUSAL_COUNT; i++)
		listbox_add(&s->list, terminal_refusal_name((enum terminal_refusal)i, lang_now()), NULL, (int)i);
	for (i = 0; s->of_pin && i < PIN_COUNT; i++) {
		if (pins_there(app) & 1u << i)
			listbox_add(&s->list, pin_label((enum pin_kind)i), NULL, (int)i);
	}
}

static void
enter(struct app *app, void *state)
{
	list(app, state);
}

static void
refused(struct app *app, enum err e)
{
	navigate_recorded(app, e, app->work.number,
	    tr("統合端末でできなかったことを記録しました。3行目と、できることを見てください"));
}

static void
give(struct app *app)
{
	memcpy(app->work.number, app->work.open.file.number, sizeof app->work.number);
	app_work(app, job_terminal_refused, refused);
}

static void
take(struct app *app, void *state)
{
	struct refusal *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);
	const unsigned pins = pins_there(app);
	unsigned k;

	if (row == NULL)
		return;
	if (s->of_pin) {
		app->work.refused_pin = (enum pin_kind)row->value;
		give(app);
		return;
	}
	app->work.refusal = (enum terminal_refusal)row->value;
	for (k = 0; k < PIN_COUNT && (pins & 1u << k) == 0; k++)
		;
	app->work.refused_pin = (enum pin_kind)(k < PIN_COUNT ? k : 0);
	s->of_pin = (row->value == TERMINAL_PIN_WRONG || row->value == TERMINAL_PIN_LOCKED) && (pins & (pins - 1)) != 0;
	if (s->of_pin)
		list(app, s);
	else
		give(app);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	bool taken, mine = listbox_press(&((struct refusal *)state)->list, p, &taken);

	if (taken)
		take(app, state);
	return mine;
}

static void
draw(struct app *app, void *state)
{
	struct refusal *s = state;
	const int y = FRAME_BODY + 1;

	(void)draw_text(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, s->of_pin ? tr("どの暗証番号ですか") :
	    tr("統合端末でできなかった理由は何ですか"));
	app_cursor(app, listbox_draw(&s->list, y + 2, FRAME_LEFT - 2, frame_rows() - 4, draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "記録する", .help = "選んだ理由を記録します。先頭の数字でも選べます",
	    .act = take },
	{ .label = NULL },
};

const struct screen refusal_screen = {
	.name = "refusal",
	.title = "統合端末でできなかった",
	.help = "統合端末が断った理由を選びます。案件は、その自治体の規則のとおりに次へ進みます。",
	.keys = keys,
	.state_size = sizeof(struct refusal),
	.enter = enter,
	.draw = draw,
	.press = press,
};

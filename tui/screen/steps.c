/* The steps as they run. */
#include "tui/screen/screens.h"

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/flow/on-reader.h"
#include "tui/flow/perform.h"

static const char *const words[] = {
	[STEP_WAITING] = "まだ", [STEP_RUNNING] = "実行中", [STEP_DONE] = "済", [STEP_FAILED] = "止まりました",
};

static const enum look looks[] = {
	[STEP_WAITING] = LOOK_PLAIN, [STEP_RUNNING] = LOOK_STRONG, [STEP_DONE] = LOOK_GOOD, [STEP_FAILED] = LOOK_BAD,
};

/* The step that runs, in the words of the list. */
static const char *
running(const struct app *app, const char *names[], unsigned n)
{
	unsigned i;

	for (i = 0; i < n; i++)
		if (app->visit.phases[i] == STEP_RUNNING)
			return tr(names[i]);
	return "";
}

static void
draw(struct app *app, void *state)
{
	const char *names[DESK_STEPS_MAX];
	struct case_file f;
	unsigned i, n;
	int at = FRAME_BODY;

	(void)state;
	visit_case(&app->visit, &f);
	n = desk_steps(&f, names);
	if (on_reader_draw(app, running(app, names, n)))
		return;
	for (i = 0; i < n && (int)i < frame_rows() - 2; i++) {
		enum step_phase phase = app->visit.phases[i];
		int y = FRAME_BODY + (int)i;

		(void)draw_text(y, FRAME_LEFT, 14, looks[phase], tr(words[phase]));
		(void)draw_text(y, FRAME_LEFT + 15, draw_cols() - FRAME_LEFT - 15, LOOK_PLAIN, tr(names[i]));
		if (phase != STEP_WAITING)
			at = y;
	}
	(void)draw_text(FRAME_BODY + frame_rows() - 1, FRAME_LEFT, draw_cols(), LOOK_STRONG,
	    tr("カードを動かさないでください"));
	app_cursor(app, at, FRAME_LEFT);
}

static const struct key keys[] = { { .label = NULL } };

const struct screen steps_screen = {
	.name = "steps",
	.live = true,
	.pins = true,
	.title = "カードの処理",
	.help = "カードと認証局の処理を順に行います。カードが離れても、途中の処理として残り、続けるか元に戻せます。",
	.keys = keys,
	.draw = draw,
	.card = perform_card,
};

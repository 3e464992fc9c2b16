/* PINs on the reader's own keys. */
#include "tui/flow/on-reader.h"

#include "base/lang.h"
#include "card/reference.h"
#include "tui/widget/draw.h"

bool
on_reader_may(const struct app *app, const struct pin_ask *a)
{
	const struct visit *v = &app->visit;
	const unsigned wanted = WIRE_TYPES(WIRE_VERIFY) | (a->what == ASK_OLD ? WIRE_TYPES(WIRE_MODIFY) : 0);

	return a->what != ASK_FRESH && !v->by_staff && v->card_known && reference_typed((enum reference)a->kind) &&
	    (v->card.types & wanted) == wanted;
}

bool
on_reader_draw(struct app *app, const char *what)
{
	const int y = draw_rows() / 2 - 7;

	if (app->visit.asks == 0)
		return false;
	draw_centre(y, LOOK_STRONG, what);
	draw_centre(y + 3, LOOK_PLAIN, app->visit.asks == WIRE_TYPES(WIRE_MODIFY) ?
	    tr("リーダーのボタンで、新しい暗証番号を2回入力してください") :
	    tr("リーダーのボタンで、暗証番号を入力してください"));
	draw_centre(y + 5, LOOK_PLAIN, tr("数字4桁を押し、リーダーの確定のボタンを押します"));
	app_cursor(app, y + 3, 0);
	return true;
}

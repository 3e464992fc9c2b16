/* F1: what is done on the screen beneath, and its keys, from the same table as the bar. */
#include "tui/scr.h"

#include "lang.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/frame.h"
#include "tui/keybar.h"

static const struct screen *
beneath(const struct app *app)
{
	return app->depth > 1 ? app->stack[app->depth - 2].screen : app_top(app);
}

static bool
has(const struct key *keys, enum press key)
{
	for (; keys != NULL && keys->label != NULL; keys++) {
		if (keys->key == key)
			return true;
	}
	return false;
}

/* But for those that mean something else on this screen; what finds no room is in the manual. */
static int
draw_keys(int y, const struct key *k, const struct key *instead)
{
	for (; k != NULL && k->label != NULL && y < draw_rows() - 2; k++) {
		if (has(instead, k->key))
			continue;
		(void)draw_text(y, FRAME_LEFT, 10, LOOK_STRONG, keybar_name(k->key));
		(void)draw_text(y, FRAME_LEFT + 10, 6, LOOK_PLAIN, keybar_name(k->twin));
		(void)draw_text(y, FRAME_LEFT + 16, draw_cols() - FRAME_LEFT - 16, LOOK_PLAIN, tr(k->help));
		y++;
	}
	return y;
}

/* Why: the rules that made the verdict, and where each is written. */
static int
draw_why(const struct decision *d, int y)
{
	size_t i;

	for (i = 0; i < d->reason_count && i < 2; i++) {
		y += draw_wrap(y, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 2, LOOK_PLAIN, d->reasons[i].text);
		y += draw_wrap(y, FRAME_LEFT + 2, draw_cols() - 2 * FRAME_LEFT - 2, 1, LOOK_FAINT, d->reasons[i].source);
	}
	return y + (i > 0);
}

static void
draw(struct app *app, void *state)
{
	const struct screen *s = beneath(app);
	int y = FRAME_BODY;

	(void)state;
	app_cursor(app, y, FRAME_LEFT);
	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, tr(s->title));
	y += 1 + draw_wrap(y + 1, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 4, LOOK_PLAIN, tr(s->help)) + 1;
	if (!app_alone(app))
		y = draw_why(&app->visit.reception.decision, y);
	y = draw_keys(y, s->keys, NULL);
	(void)draw_keys(y, app_keys, s->keys);
}

static const struct key keys[] = { { .label = NULL } };

const struct screen help_screen = {
	.name = "help",
	.title = "説明",
	.help = "キーの名前の右は、ファンクションキーがないときの代わりです(^G は Ctrl を押しながら G)。",
	.keys = keys,
	.draw = draw,
};

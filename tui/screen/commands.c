/* All that can be done on the screen beneath, to be found by typing: who knows the word needs no key by heart. */
#include "tui/screen/screens.h"

#include <stdio.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/app/frame.h"
#include "tui/widget/draw.h"
#include "tui/widget/keybar.h"
#include "tui/widget/label.h"
#include "tui/widget/listbox.h"

#define COMMANDS_MAX 40
#define NAME_CELLS 9
#define LABEL_CELLS 20
#define HELP_ROWS 2

struct commands {
	struct listbox list;
	const struct key *keys[COMMANDS_MAX];
	char text[COMMANDS_MAX][512];
	size_t count;
};

static bool
has(const struct commands *s, enum press key)
{
	size_t i;

	for (i = 0; i < s->count; i++) {
		if (s->keys[i]->key == key)
			return true;
	}
	return false;
}

static void
add(struct commands *s, const struct key *k)
{
	char *text = s->text[s->count];
	const int pad = LABEL_CELLS - (int)text_cells(tr(k->label));

	(void)snprintf(text, sizeof s->text[0], "%-*s%s%*s%s", NAME_CELLS, keybar_name(k->key), tr(k->label),
	    pad > 2 ? pad : 2, "", tr(k->help));
	listbox_add(&s->list, text, NULL, (int)s->count);
	s->list.rows[s->list.count - 1].reading = label_reading(k->label);
	s->keys[s->count++] = k;
}

/* What can be done now; a screen's own meaning of a key goes before the common one. */
static void
list(const struct app *app, struct commands *s)
{
	const struct frame *top = &app->stack[app->depth - 1];
	const struct key *const tables[] = { top->screen->keys, app_keys };
	const struct key *k;
	size_t i;

	s->list = (struct listbox){ .finds = true };
	for (s->count = i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		for (k = tables[i]; k->label != NULL; k++) {
			const bool itself = k->key == PRESS_INSERT;

			if (s->count < COMMANDS_MAX && !itself && !has(s, k->key) && keybar_usable(k, app, top->state))
				add(s, k);
		}
	}
}

/* A key knows whether it does something by what is on top: for so long this screen isn't. */
static void
enter(struct app *app, void *state)
{
	app->depth--;
	list(app, state);
	app->depth++;
}

static void
draw(struct app *app, void *state)
{
	struct commands *s = state;
	const int y = FRAME_BODY + 1, rows = frame_rows() - 3 - HELP_ROWS, cells = draw_cols() - 2 * FRAME_LEFT;
	const struct listbox_row *row = listbox_focus(&s->list);

	app_cursor(app, listbox_draw(&s->list, y, FRAME_LEFT - 2, rows, cells), FRAME_LEFT - 2);
	if (row != NULL)
		(void)draw_wrap(y + rows + 1, FRAME_LEFT, cells, HELP_ROWS, LOOK_STRONG, tr(s->keys[row->value]->help));
}

static void
take(struct app *app, void *state)
{
	const struct commands *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);
	enum press key = row != NULL ? s->keys[row->value]->key : PRESS_NONE;

	if (row == NULL)
		return;
	app_close(app);
	app_press(app, key);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	bool taken;

	(void)app;
	return listbox_press(&((struct commands *)state)->list, p, &taken);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "する", .help = "選んだことを、前の画面でします。文字を打つと絞り込めます",
	    .act = take },
	{ .label = NULL },
};

const struct screen commands_screen = {
	.name = "commands",
	.title = "できること",
	.help = "前の画面で今できることの一覧です。ことばを打つと絞り込めます。",
	.keys = keys,
	.state_size = sizeof(struct commands),
	.enter = enter,
	.draw = draw,
	.press = press,
};

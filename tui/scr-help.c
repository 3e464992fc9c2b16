/* F1: what is done on the screen beneath, why the rules say so, words to read aloud, and the keys of its table. */
#include "tui/scr.h"

#include <stdio.h>
#include <string.h>

#include "lang.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/frame.h"
#include "tui/keybar.h"

/* How far it is scrolled, and how long it is. */
struct help { int top, rows; };

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

/* But for those that mean something else on this screen. */
static int
draw_keys(int y, const struct key *k, const struct key *instead)
{
	for (; k != NULL && k->label != NULL; k++) {
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
	int cells = draw_cols() - 2 * FRAME_LEFT - 2;
	size_t i;

	if (d->reason_count > 0)
		(void)draw_text(y++, FRAME_LEFT, cells, LOOK_STRONG, tr("なぜ"));
	for (i = 0; i < d->reason_count; i++) {
		y += draw_wrap(y, FRAME_LEFT + 2, cells, 4, LOOK_PLAIN, d->reasons[i].text);
		y += draw_wrap(y, FRAME_LEFT + 4, cells - 2, 2, LOOK_FAINT, d->reasons[i].source);
	}
	return y + (d->reason_count > 0);
}

/* As a clerk can say it to the visitor. */
static int
draw_aloud(const struct decision *d, int y)
{
	struct buf b = { .len = 0 };
	const char *line;
	size_t n;

	decision_text(d, &b);
	if (buf_check(&b) != ERR_NONE || b.len == 0)
		goto out;
	(void)draw_text(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, tr("声に出すことば"));
	for (line = buf_text(&b); *line != '\0'; line += n + (line[n] != '\0')) {
		char text[1024];

		n = strcspn(line, "\n");
		(void)snprintf(text, sizeof text, "%.*s", (int)n, line);
		y += draw_wrap(y, FRAME_LEFT + 2, draw_cols() - 2 * FRAME_LEFT - 2, 4, LOOK_PLAIN, text);
	}
	y++;
out:
	buf_free(&b);
	return y;
}

/* All of it from row y on; the row behind. */
static int
draw_all(const struct app *app, int y)
{
	const struct screen *s = beneath(app);
	const struct visit *v = &app->visit;

	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, tr(s->title));
	y += 1 + draw_wrap(y + 1, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 4, LOOK_PLAIN, tr(s->help)) + 1;
	if (!app_alone(app) && v->procedure[0] != '\0' && v->reception.profile != NULL) {
		y = draw_why(&v->reception.decision, y);
		/* The visitor is spoken to in Japanese. */
		if (lang_now() == LANG_JA)
			y = draw_aloud(&v->reception.decision, y);
	}
	return draw_keys(draw_keys(y, s->keys, NULL), app_keys, s->keys);
}

static void
draw(struct app *app, void *state)
{
	struct help *h = state;
	int rows = draw_rows() - FRAME_BODY - 2;

	draw_clip(FRAME_BODY, rows);
	h->rows = draw_all(app, FRAME_BODY - h->top) - FRAME_BODY + h->top;
	draw_unclip();
	app_cursor(app, FRAME_BODY, FRAME_LEFT);
	if (h->rows - h->top > rows)
		draw_right(draw_rows() - 2, draw_cols() - 2, LOOK_STRONG, tr(" 続きは Space "));
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct help *h = state;
	int page = draw_rows() - FRAME_BODY - 4, last = h->rows - page - 2, to = h->top;

	(void)app;
	if (p->key == PRESS_DOWN)
		to++;
	else if (p->key == PRESS_UP)
		to--;
	else if (p->key == PRESS_PAGE_DOWN || (p->key == PRESS_NONE && (p->c == ' ' || p->c == 0x3000)))
		to += page;
	else if (p->key == PRESS_PAGE_UP)
		to -= page;
	else
		return false;
	h->top = to > last ? (last > 0 ? last : 0) : to < 0 ? 0 : to;
	return true;
}

static const struct key keys[] = { { .label = NULL } };

const struct screen help_screen = {
	.name = "help",
	.title = "説明",
	.help = "キーの名前の右は、ファンクションキーがないときの代わりです(^G は Ctrl を押しながら G)。",
	.keys = keys,
	.state_size = sizeof(struct help),
	.draw = draw,
	.press = press,
};

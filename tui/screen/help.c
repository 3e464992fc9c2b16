/* F1: what is done on the screen beneath, why the rules say so, words to read aloud, and the keys of its table. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/widget/keybar.h"
#include "tui/widget/cut.h"
#include "tui/widget/odd.h"

/* How far it is scrolled, and how long it is. */
struct help {
	int top, rows;
	bool entered;
	struct odd odd;			/* on the screen beneath */
};

/* Before it is drawn for the first time what was drawn last is the screen beneath. */
static void
enter(struct app *app, void *state)
{
	struct help *h = state;

	(void)app;
	if (!h->entered) {
		h->odd = *odd_drawn();
		cut_keep();
	}
	h->entered = true;
}

static const struct frame *
beneath(const struct app *app)
{
	return &app->stack[app->depth > 1 ? app->depth - 2 : 0];
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

static int
draw_key(int y, const struct key *k)
{
	(void)draw_text(y, FRAME_LEFT, 10, LOOK_STRONG, keybar_name(k->key));
	(void)draw_text(y, FRAME_LEFT + 10, 6, LOOK_PLAIN, keybar_name(k->twin));
	return y + draw_wrap(y, FRAME_LEFT + 16, draw_cols() - FRAME_LEFT - 17, 2, LOOK_PLAIN, tr(k->help));
}

/* As far as they do something now; the screen's own go before the common ones. F1 is what is being read. */
static int
draw_keys(const struct app *app, int y)
{
	const struct frame *f = beneath(app);
	const struct key *k;

	for (k = f->screen->keys; k->label != NULL; k++) {
		if (keybar_usable(k, app, f->state))
			y = draw_key(y, k);
	}
	for (k = app_keys; k->label != NULL; k++) {
		if (!has(f->screen->keys, k->key) && (k->key == PRESS_F1 || keybar_usable(k, app, f->state)))
			y = draw_key(y, k);
	}
	return y;
}

/* Why: the rules that made the verdict, where each is written, and of which day the municipality's page is. */
static int
draw_why(const struct reception *r, int y)
{
	const struct decision *d = &r->decision;
	int cells = draw_cols() - 2 * FRAME_LEFT - 2;
	char page[512];
	size_t i;

	if (d->reason_count > 0)
		(void)draw_text(y++, FRAME_LEFT, cells, LOOK_STRONG, tr("なぜ"));
	for (i = 0; i < d->reason_count; i++) {
		y += draw_wrap(y, FRAME_LEFT + 2, cells, 4, LOOK_PLAIN, d->reasons[i].text);
		y += draw_wrap(y, FRAME_LEFT + 4, cells - 2, 2, LOOK_FAINT, d->reasons[i].source);
	}
	if (d->reason_count == 0)
		return y;
	(void)snprintf(page, sizeof page, tr("案内: %s"), profile_source(r->profile));
	return y + draw_wrap(y, FRAME_LEFT + 2, cells, 2, LOOK_FAINT, page) + 1;
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

/* The numbers of characters that the terminal may not have: what 〓 stands for, and which shape was chosen. */
static int
draw_odd(const struct odd *odd, int y)
{
	char codes[TEXT_CODES_MAX];
	size_t i;

	if (odd->count == 0)
		return y;
	(void)draw_text(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
	    tr("この画面の、端末にないことがある文字"));
	for (i = 0; i < odd->count; i++)
		(void)draw_format(y++, FRAME_LEFT + 2, draw_cols() - FRAME_LEFT - 2, LOOK_PLAIN, "%s  %s", odd->text[i],
		    text_codes(odd->text[i], codes));
	return y + 1;
}

/* What has no room there, a name of a hundred characters: nothing is taken unread. */
static int
draw_cut(const struct cut *cut, int y)
{
	size_t i;

	if (cut->count == 0)
		return y;
	(void)draw_text(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, tr("この画面で切れているものの全部"));
	for (i = 0; i < cut->count; i++)
		y += draw_wrap(y, FRAME_LEFT + 2, draw_cols() - 2 * FRAME_LEFT - 2, 20, LOOK_PERSON, cut->text[i]);
	return y + 1;
}

/* All of it from row y on; the row behind. */
static int
draw_all(const struct app *app, const struct help *h, int y)
{
	const struct screen *s = beneath(app)->screen;
	const struct visit *v = &app->visit;

	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, tr(s->title));
	y += 1 + draw_wrap(y + 1, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 4, LOOK_PLAIN, tr(s->help)) + 1;
	y = draw_cut(cut_kept(), y);
	y = draw_odd(&h->odd, y);
	if (!app_alone(app) && v->procedure[0] != '\0' && v->reception.profile != NULL && !v->at_rest) {
		y = draw_why(&v->reception, y);
		/* The visitor is spoken to in Japanese. */
		if (lang_now() == LANG_JA)
			y = draw_aloud(&v->reception.decision, y);
	}
	return draw_keys(app, y);
}

static void
draw(struct app *app, void *state)
{
	struct help *h = state;
	int rows = draw_rows() - FRAME_BODY - 2;

	draw_clip(FRAME_BODY, rows);
	h->rows = draw_all(app, h, FRAME_BODY - h->top) - FRAME_BODY + h->top;
	app_cursor(app, draw_unclip(), FRAME_LEFT);
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
	.enter = enter,
	.draw = draw,
	.press = press,
};

/* A form that is typed by hand, once or twice. */
#include "tui/flow/entry.h"

#include <string.h>

#include "base/lang.h"
#include "base/person-name.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/screen/screens.h"
#include "tui/term/term.h"

struct entry {
	const struct entry_plan *plan;
	struct formview view, before;
	bool again;			/* it is typed the second time */
	bool differs;
	bool lent;			/* what is typed stands in the visit, to be held against the record */
};

static void
begin(struct app *app, void *state, const void *what)
{
	struct entry *s = state;

	s->plan = what;
	s->view.today = app_now(app).date;
	s->plan->fill(app, &s->view);
}

static void
finish(struct app *app, struct entry *s)
{
	const struct entry_plan *plan = s->plan;

	plan->take(app, &s->view);
	if (!plan->stays)
		app_close(app);
	if (plan->then != NULL)
		plan->then(app);
}

/* The second time the fields are empty; what was chosen from two or three words isn't asked again. */
static void
begin_again(struct entry *s)
{
	size_t i;

	s->before = s->view;
	s->again = true;
	s->view.at = 0;
	for (i = 0; i < s->view.count; i++)
		lineedit_set(&s->view.lines[i].text, "");
}

/* All names together are one in a certificate: told where they are typed, at the last of them. */
static bool
has_room(struct entry *s)
{
	static const char *const keys[] = { "latin-name", "alias", "former-name", "name" };
	struct person p = { .name = "" };
	char value[FIELD_VALUE_MAX];
	size_t i;

	entry_read_person(&s->view, &p);
	if (person_name_chars(&p) <= PERSON_NAME_CHARS)
		return true;
	for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (formview_value(&s->view, keys[i], value) != ERR_NONE || value[0] == '\0')
			continue;
		formview_fault(&s->view, keys[i], ERR_NAME_LONG);
		break;
	}
	return false;
}

static void
done(struct app *app, struct entry *s)
{
	if (!has_room(s)) {
		term_beep();
		return;
	}
	if (!formview_both(&s->view, "former-name", "former-kana", ERR_FIELD_FORMER)) {
		term_beep();
		return;
	}
	if (s->plan->twice && !s->again) {
		begin_again(s);
		return;
	}
	s->differs = s->again && !formview_same(&s->view, &s->before);
	if (s->differs)
		term_beep();
	else
		finish(app, s);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct entry *s = state;
	enum formview_did did = formview_press(&s->view, p);

	if (did == FORMVIEW_DONE)
		done(app, s);
	return did != FORMVIEW_OTHER;
}

static void
accept(struct app *app, void *state)
{
	struct entry *s = state;

	if (formview_check(&s->view))
		done(app, s);
	else
		term_beep();
}

/* What was typed first stands again, to be corrected where the first time was the wrong one. */
static void
first_again(struct app *app, void *state)
{
	struct entry *s = state;

	(void)app;
	s->view = s->before;
	s->again = s->differs = false;
}

static bool
can_first_again(const struct app *app, const void *state)
{
	(void)app;
	return ((const struct entry *)state)->again;
}

/* Who is typed already is looked for, and stands beside the record: nothing of it is lost. */
static void
look_up(struct app *app, void *state)
{
	struct entry *s = state;

	entry_read_person(s->again ? &s->before : &s->view, &app->visit.person);
	s->lent = true;
	app_open(app, &resident_screen);
}

/* Back without anybody: the form has what was typed, and the visit knows nobody. */
static void
enter(struct app *app, void *state)
{
	struct entry *s = state;

	if (s->lent && !app->visit.person_known)
		memset(&app->visit.person, 0, sizeof app->visit.person);
	s->lent = false;
}

static bool
can_look_up(const struct app *app, const void *state)
{
	(void)app;
	return ((const struct entry *)state)->plan->on_record;
}

/* Behind the fields that everybody has; the second time they stand there as the first. */
static void
more_names(struct app *app, void *state)
{
	struct entry *s = state;
	const size_t first = s->view.count;

	(void)app;
	formview_add_form(&s->view, FORM_OTHER_NAMES);
	s->view.at = first;
}

static bool
has_field(const struct entry *s, const char *key)
{
	size_t i;

	for (i = 0; i < s->view.count && strcmp(s->view.lines[i].field->key, key) != 0; i++)
		;
	return i < s->view.count;
}

/* Where a holder is typed who has none of them yet. */
static bool
can_more_names(const struct app *app, const void *state)
{
	const struct entry *s = state;

	(void)app;
	return has_field(s, "address") && !s->again && !has_field(s, "former-name");
}

static void
back(struct app *app, void *state)
{
	if (can_first_again(app, state))
		first_again(app, state);
	else
		app_close(app);
}

static void
draw(struct app *app, void *state)
{
	struct entry *s = state;
	char about[512];
	int y = FRAME_BODY + 1;

	y += draw_wrap(y, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 2, LOOK_STRONG, tr(s->plan->what)) + 1;
	if (s->plan->about != NULL) {
		s->plan->about(app, about, sizeof about);
		y += draw_wrap(y, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 4, LOOK_PLAIN, about) + 1;
	}
	y = formview_draw(&s->view, app, y, FRAME_BODY + frame_rows() - y - (s->again ? 2 : 0)) + 1;
	if (s->again)
		(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
		    tr("確かめのため、もう一度入力してください。Esc で1回目に戻ります"));
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "これでよい",
	    .help = "書き終わりです。最後の欄で Enter を押しても同じです", .act = accept },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "1回目を直す", .help = "1回目に入力したものに戻ります",
	    .act = first_again, .can = can_first_again },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "住民記録から", .help = "住民記録から本人をさがします",
	    .act = look_up, .can = can_look_up },
	{ .key = PRESS_F5, .twin = PRESS_CTRL_Y, .label = "旧氏・通称",
	    .help = "旧氏とカナ、通称、英字氏名の欄を足します", .act = more_names, .can = can_more_names },
	{ .key = PRESS_ESC, .label = "戻る", .help = "書いたものを捨てて戻ります。2回目の入力からは1回目に戻ります",
	    .act = back, .quiet = true },
	{ .label = NULL },
};

const struct screen entry_screen = {
	.name = "entry",
	.title = "記入",
	.help = "Enter、Tab、上下の矢印で欄を移ります。日付はどの書き方でもよく、全角の数字も使えます。選ぶ欄は数字かスペースキーです。",
	.keys = keys,
	.state_size = sizeof(struct entry),
	.begin = begin,
	.enter = enter,
	.draw = draw,
	.press = press,
};

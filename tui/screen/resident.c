/* Looks the holder up in the extract of the residents' record. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/person-name.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/gate.h"
#include "tui/app/jobs.h"
#include "tui/widget/lineedit.h"
#include "tui/widget/listbox.h"
#include "tui/app/words.h"

struct residents {
	struct lineedit line;
	struct listbox list;
	bool searched;
	char texts[VISIT_RESIDENTS_MAX][2 * PERSON_NAME_MAX + 2 + PERSON_ADDRESS_MAX + 1];
	char notes[VISIT_RESIDENTS_MAX][64];
};

static void
show(struct app *app, void *state)
{
	struct residents *s = state;
	const struct work *w = &app->work;
	size_t i;

	s->searched = true;
	s->list = (struct listbox){ .note_at = 56 };
	for (i = 0; i < w->resident_count; i++) {
		const struct person *p = &w->residents[i];
		char name[PERSON_NAME_MAX + 1], coded[2 * PERSON_NAME_MAX];

		if (person_name_whole(p, &person_name_usual, name) != ERR_NONE)
			memcpy(name, p->name, sizeof name);
		text_tell_codes(name, coded, sizeof coded);
		(void)snprintf(s->texts[i], sizeof s->texts[i], "%s  %s", coded, p->address);
		date_words(p->born, s->notes[i], sizeof s->notes[i]);
		listbox_add(&s->list, s->texts[i], s->notes[i], (int)i);
	}
}

/* For the case; before it has its number, for who stands at the counter. */
static void
search(struct app *app, struct residents *s)
{
	if (!gate_takes(app, &s->line))
		return;
	(void)snprintf(app->work.number, sizeof app->work.number, "%s", app->visit.number);
	app->work.purpose = LOOKUP_VISITOR;
	text_mend(s->line.text, strlen(s->line.text), app->work.text, sizeof app->work.text);
	app_ask(app, job_residents, NULL);
}

/* Whoever is known already is looked for at once. */
static void
enter(struct app *app, void *state)
{
	struct residents *s = state;

	if (s->searched || app->visit.person.name[0] == '\0')
		return;
	lineedit_set(&s->line, app->visit.person.name);
	search(app, s);
}

static void
compare(struct app *app, void *state, enum err e)
{
	const struct work *w = &app->work;

	(void)state;
	if (e != ERR_NONE)
		app_refuse(app, e);
	else
		app_open_with(app, &compare_screen, &(struct compare_with){ .person = &w->residents[w->resident_at],
		    .twin = &w->twin, .twins = w->twins });
}

static void
take(struct app *app, void *state)
{
	struct residents *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);

	if (!s->searched)
		search(app, s);
	else if (row != NULL) {
		app->work.resident_at = (size_t)row->value;
		app_ask(app, job_twin, compare);
	}
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct residents *s = state;
	bool taken;

	(void)app;
	if (listbox_moves(p))
		return listbox_press(&s->list, p, &taken);
	if (!lineedit_press(&s->line, p))
		return false;
	s->searched = false;
	return true;
}

static void
draw(struct app *app, void *state)
{
	struct residents *s = state;
	int y = FRAME_BODY;

	(void)draw_text(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
	    tr("住民記録から本人をさがします。氏名、フリガナ、生年月日を入力してください"));
	(void)draw_text(y, FRAME_LEFT, 8, LOOK_PLAIN, tr("さがす"));
	app_cursor(app, y, lineedit_draw(&s->line, y, FRAME_LEFT + 10, draw_cols() - 2 * FRAME_LEFT - 12));
	if (s->searched)
		app_cursor(app, listbox_draw(&s->list, y + 2, FRAME_LEFT - 2, draw_rows() - FRAME_FOOT - y - 2,
		    draw_cols() - FRAME_LEFT), FRAME_LEFT - 2);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "さがす・選ぶ",
	    .help = "さがします。見つかった人は上下の矢印で選び、もう一度押すと比べます", .act = take },
	{ .label = NULL },
};

const struct screen resident_screen = {
	.name = "resident",
	.title = "住民記録",
	.help = "取り込まれている住民記録の抄本から本人をさがします。見たことは監査の記録に残ります。",
	.keys = keys,
	.state_size = sizeof(struct residents),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};

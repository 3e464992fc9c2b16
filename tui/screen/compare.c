/* The holder's card, or what was typed, beside the residents' record, field by field. */

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "people/compare.h"
#include "tui/flow/decide.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/screen/screens.h"
#include "tui/flow/navigate.h"

#define LABEL_CELLS 11
#define VERDICT_CELLS 19

struct compare { struct person record; };

static void
begin(struct app *app, void *state, const void *what)
{
	(void)app;
	((struct compare *)state)->record = *(const struct person *)what;
}

static const char *
source_words(const struct app *app)
{
	return app->visit.person.source == PERSON_CARD ? tr("カード") : tr("聞き取り");
}

static int
half_cells(void)
{
	return (draw_cols() - FRAME_LEFT - LABEL_CELLS - VERDICT_CELLS) / 2;
}

static int
draw_pair(const struct person *known, const struct person *record, enum person_field f, enum person_verdict verdict,
    int y)
{
	char left[PERSON_ADDRESS_MAX + 1], right[PERSON_ADDRESS_MAX + 1];
	int half = half_cells(), x = FRAME_LEFT + LABEL_CELLS, rows, more;
	bool same = verdict == PERSON_SAME || verdict == PERSON_ONE_SIDED;

	person_field_text(known, f, left, sizeof left);
	person_field_text(record, f, right, sizeof right);
	(void)draw_text(y, FRAME_LEFT, LABEL_CELLS - 1, LOOK_PLAIN, tr(person_field_name(f)));
	rows = draw_wrap(y, x, half - 2, 4, LOOK_PLAIN, left);
	more = draw_wrap(y, x + half, half - 2, 4, LOOK_STRONG, right);
	(void)draw_text(y, x + 2 * half, VERDICT_CELLS, same ? LOOK_PLAIN : LOOK_STRONG,
	    tr(person_verdict_name(verdict)));
	return y + (rows > more ? rows : more > 0 ? more : 1);
}

static void
draw(struct app *app, void *state)
{
	const struct compare *s = state;
	const struct person *known = &app->visit.person;
	enum person_verdict verdicts[PERSON_FIELD_COUNT];
	int y = FRAME_BODY + 1, half = half_cells();
	unsigned f;

	person_compare(known, &s->record, verdicts);
	(void)draw_text(y, FRAME_LEFT + LABEL_CELLS, half - 2, LOOK_STRONG, source_words(app));
	(void)draw_text(y++, FRAME_LEFT + LABEL_CELLS + half, half - 2, LOOK_STRONG, tr("住民記録"));
	for (f = 0; f < PERSON_FIELD_COUNT; f++)
		y = draw_pair(known, &s->record, (enum person_field)f, verdicts[f], y);
	(void)draw_text(y + 1, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
	    tr("> 同じ人であれば Enter: 証明書には住民記録のとおりに書きます"));
	app_cursor(app, y + 1, FRAME_LEFT);
}

/* The record is what certificates are made from; the birth date may open or close a question. */
static void
take(struct app *app, void *state)
{
	const struct compare *s = state;

	app->visit.person = s->record;
	app->visit.person_known = true;
	app_close(app);
	app_close(app);		/* the search; what it was begun from shows the holder now */
	decide_person(app);
	if (app_top(app) == &entry_screen) {
		app_close(app);
		(void)navigate_on(app);
	}
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "この人", .help = "住民記録のとおりにします。違う人なら Esc で戻ります", .act = take },
	{ .label = NULL },
};

const struct screen compare_screen = {
	.name = "compare",
	.title = "住民記録との照合",
	.help = "左がカードか聞き取ったもの、右が住民記録です。「書き方が違う」は、同じかどうかを目で確かめてください。",
	.keys = keys,
	.state_size = sizeof(struct compare),
	.begin = begin,
	.draw = draw,
};

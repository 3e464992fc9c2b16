/* What stands in the certificate for characters of name and address that it lacks, for the holder to agree. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "forms/field.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/flow/certified-draw.h"
#include "tui/flow/entry.h"
#include "tui/flow/perform.h"
#include "tui/widget/draw.h"
#include "tui/widget/listbox.h"

#define LINE_MAX 160

struct consent { struct listbox list; char lines[JIS_PAIRS_MAX][LINE_MAX]; };

static void
list(const struct app *app, struct consent *s)
{
	const struct jis_pairs *pairs = &app->work.consent.pairs;
	const size_t at = s->list.at;
	char codes[TEXT_CODES_MAX];
	size_t i;

	s->list = (struct listbox){ .note_at = 48, .at = at };
	for (i = 0; i < pairs->count; i++) {
		(void)snprintf(s->lines[i], sizeof s->lines[i], "%s  (%s)", pairs->pair[i].from,
		    text_codes(pairs->pair[i].from, codes));
		listbox_add(&s->list, s->lines[i], pairs->pair[i].to, (int)i);
	}
	listbox_settle(&s->list);
}

static void
enter(struct app *app, void *state)
{
	list(app, state);
}

static void
agreed(struct app *app, void *state, enum err e)
{
	(void)state;
	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	app_close(app);
	perform_agreed(app);
}

static void
agree(struct app *app, void *state)
{
	(void)state;
	app_ask(app, job_agree, agreed);
}

/* --- another one -------------------------------------------------------------------------------- */

static enum err
check(const char *value)
{
	return jis_may_stand(value) ? ERR_NONE : ERR_SUBSTITUTE;
}

static const struct field field = { .key = "substitute", .label = "代わりの文字", .max = JIS_TO_CHARS, .required = true,
    .check = check };

static void
fill(struct app *app, struct formview *v)
{
	(void)app;
	formview_add(v, &field);
}

static void
take(struct app *app, const struct formview *v)
{
	struct jis_pair *p = &app->work.consent.pairs.pair[app->work.consent_at];
	char value[FIELD_VALUE_MAX];

	if (formview_value(v, field.key, value) == ERR_NONE && strlen(value) < sizeof p->to)
		memcpy(p->to, value, strlen(value) + 1);
	perform_note_consent(app);
}

static void
about(const struct app *app, char *out, size_t size)
{
	const struct jis_pair *p = &app->work.consent.pairs.pair[app->work.consent_at];
	char codes[TEXT_CODES_MAX];

	(void)snprintf(out, size, "%s  (%s)", p->from, text_codes(p->from, codes));
}

static void
choose(struct app *app, void *state)
{
	static const struct entry_plan plan = {
		.what = "本人が選んだ代わりの文字を入力してください。JIS の漢字・仮名・英字で、4文字までです",
		.fill = fill, .take = take, .about = about,
	};
	const struct listbox_row *row = listbox_focus(&((struct consent *)state)->list);

	if (row == NULL)
		return;
	app->work.consent_at = (size_t)row->value;
	entry_open(app, &plan);
}

/* --- what is shown ------------------------------------------------------------------------------ */

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	bool taken;

	(void)app;
	return listbox_press(&((struct consent *)state)->list, p, &taken);
}

#define LABEL_CELLS 11
#define BENEATH 8	/* rows of the certificate and of what may be done */

static void
draw(struct app *app, void *state)
{
	struct consent *s = state;
	const struct visit *v = &app->visit;
	const struct person *card = v->word.card[0] != '\0' ? &v->word.holder : NULL;
	const int cells = draw_cols() - 2 * FRAME_LEFT;
	int y = FRAME_BODY + 1, rows;

	y += draw_wrap(y, FRAME_LEFT, cells, 2, LOOK_STRONG,
	    tr("電子証明書に入れられない文字があります。右の文字を代わりに入れることを、本人に確かめてください")) + 1;
	rows = frame_rows() + FRAME_BODY - y - BENEATH;
	rows = rows > (int)s->list.count ? (int)s->list.count : rows;
	app_cursor(app, listbox_draw(&s->list, y, FRAME_LEFT - 2, rows, cells), FRAME_LEFT - 2);
	y += rows + 1;
	if (certified_wanted(app))
		y = certified_draw(y, BENEATH - 3, LABEL_CELLS, app, &v->person, card, false) + 1;
	(void)draw_wrap(y, FRAME_LEFT, cells, 2, LOOK_PLAIN,
	    tr("同意があれば Enter。ほかの文字を選ぶときは F3。聞くのはこの受付で一度だけです"));
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "同意あり",
	    .help = "右の文字を代わりに入れることに本人が同意したと記録し、先に進みます",
	    .act = agree },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "ほかの文字", .help = "本人が選んだ代わりの文字を入力します",
	    .act = choose },
	{ .label = NULL },
};

const struct screen consent_screen = {
	.name = "consent",
	.title = "代わりの文字",
	.help =
	    "氏名や住所にある、JIS にない文字です。電子証明書には代わりの文字が入り、代わりであることも記されます。",
	.keys = keys,
	.state_size = sizeof(struct consent),
	.fresh_keys = true,
	.enter = enter,
	.draw = draw,
	.press = press,
	.card = perform_card,
};

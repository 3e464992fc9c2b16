/* Shows name and address as they will stand in the certificate. */
#include "tui/flow/certified-draw.h"

#include <stdio.h>

#include "base/lang.h"
#include "base/text.h"
#include "case/certified.h"
#include "tui/app/app.h"
#include "tui/app/frame.h"
#include "tui/flow/terminal.h"
#include "tui/widget/cut.h"
#include "tui/widget/draw.h"

#define SOURCE_CELLS 19

bool
certified_wanted(const struct app *app)
{
	const struct visit *v = &app->visit;

	return visit_issues(v) && (v->certificates & CERT_BIT(CERT_SIGN)) != 0 && !terminal_does(app);
}

/* Who was only told is held against the card first. */
static const char *
source_words(enum person_source from, bool heard)
{
	return tr(from == PERSON_TOLD && !heard ? "聞き取り(照合前)" : certified_source(from));
}

static int
draw_one(int y, int most, int x, const char *text, enum person_source from, bool heard)
{
	const int cells = draw_cols() - x - SOURCE_CELLS;
	int rows;

	if (text[0] == '\0') {
		(void)draw_text(y, x, draw_cols() - x, LOOK_PLAIN, tr("カードを読むと決まります"));
		return y + 1;
	}
	rows = draw_wrap(y, x, cells - 1, most, LOOK_PERSON, text);
	(void)draw_text(y, x + cells, SOURCE_CELLS, LOOK_PLAIN, source_words(from, heard));
	if (y + rows > FRAME_BODY + frame_rows() - 1)
		cut_note(text);		/* beyond the screen, or beneath what is to be answered */
	if (rows > 1 && (int)text_cells(text) > rows * (cells - 1))
		(void)draw_text(y + 1, x + cells, SOURCE_CELLS, LOOK_STRONG, tr("全部は F1"));
	return y + (rows > 0 ? rows : 1);
}

/* 﨑(U+FA11)=崎: what no font has is told by its code. */
static int
draw_pairs(int y, int most, int x, const struct jis_pairs *pairs, bool agreed)
{
	char text[1024], codes[TEXT_CODES_MAX];
	size_t at, i;

	at = (size_t)snprintf(text, sizeof text, "%s",
	    agreed ? tr("代わりの文字(同意あり):") : tr("代わりの文字(本人に確かめます):"));
	for (i = 0; i < pairs->count && at < sizeof text; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, " %s(%s)=%s", pairs->pair[i].from,
		    text_codes(pairs->pair[i].from, codes), pairs->pair[i].to);
	return y + draw_wrap(y, x, draw_cols() - x - 1, most, LOOK_PLAIN, text);
}

/* Of what is left. */
static int
share(int left, int most)
{
	return left < 1 ? 1 : left < most ? left : most;
}

int
certified_draw(int y, int rows, int label_cells, const struct app *app, const struct person *p,
    const struct person *card, bool pairs)
{
	const struct name_form form = app->profile != NULL ? profile_name_form(app->profile) : person_name_usual;
	const struct visit *v = &app->visit;
	const int x = FRAME_LEFT + label_cells, end = y + (rows > CERTIFIED_ROWS ? rows : CERTIFIED_ROWS);
	static struct certified c;	/* the screen's thread alone draws */
	enum err e = certified_as(p, card, &form, &v->substitutes, &c);

	(void)draw_text(y, FRAME_LEFT, label_cells - 1, LOOK_PLAIN, tr("証明書"));
	if (e != ERR_NONE)
		return y + draw_wrap(y, x, draw_cols() - x - 1, 2, LOOK_STRONG, err_what(e, lang_now()));
	pairs = pairs && c.pairs.count > 0;
	y = draw_one(y, share((end - y - pairs + 1) / 2, 3), x, c.name.text, c.name_from, card != NULL);
	y = draw_one(y, share(end - y - pairs, 3), x, c.address.text, c.address_from, card != NULL);
	return pairs ? draw_pairs(y, share(end - y, 2), x, &c.pairs, v->substitutes_agreed) : y;
}

/* What the case's screen says of it. */
#include "tui/flow/case-draw.h"

#include <stdio.h>
#include <string.h>

#include "audit/event.h"
#include "base/lang.h"
#include "tui/flow/case-why-private.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/words.h"

#define HISTORY_ROWS 4		/* even where the list beneath has to scroll */
#define LABEL_CELLS 11

void
case_say_state(struct app *app)
{
	struct visit *v = &app->visit;
	const struct open_case *o = &app->work.open;
	char until[64];
	int left;

	v->verdict_look = LOOK_STRONG;
	(void)snprintf(v->verdict, sizeof v->verdict, tr("状態: %s"), flow_state_name(o->file.state, lang_now()));
	(void)snprintf(v->way_out, sizeof v->way_out, "%s",
	    case_awaits_second(&o->file) ? tr("もう一人の承認待ち") : "");
	if (o->letter.letter == 0 || !o->letter.open || !date_given(o->letter.until))
		return;
	date_words(o->letter.until, until, sizeof until);
	left = date_days(o->letter.until) - date_days(app_now(app).date);
	(void)snprintf(v->way_out, sizeof v->way_out, left >= 0 ? tr("回答は %s まで (あと%d日)") :
	    tr("回答は %s まで (%d日過ぎました)"), until, left >= 0 ? left : -left);
}

static int
line(int y, const char *label, enum look look, const char *text)
{
	if (text[0] == '\0')
		return y;
	(void)draw_text(y, FRAME_LEFT, LABEL_CELLS - 1, LOOK_PLAIN, label);
	return y + draw_wrap(y, FRAME_LEFT + LABEL_CELLS, draw_cols() - FRAME_LEFT - LABEL_CELLS - 1, 2, look, text);
}

/* Names that most people don't have, in a line: 旧氏 佐藤 旧氏カナ サトウ 通称 山田　花. */
static void
other_names(const struct person *p, char *out, size_t size)
{
	static const enum person_field names[] = { PERSON_FORMER, PERSON_FORMER_KANA, PERSON_ALIAS, PERSON_LATIN };
	char text[PERSON_ADDRESS_MAX + 1];
	size_t i, at = 0;

	out[0] = '\0';
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (!person_field_shown(p, names[i]) || at >= size)
			continue;
		person_field_text(p, names[i], text, sizeof text);
		at += (size_t)snprintf(out + at, size - at, "%s%s %s", at > 0 ? "  " : "",
		    tr(person_field_name(names[i])), text);
	}
}

static int
draw_people(const struct open_case *o, int y)
{
	const struct person *p = &o->file.person;
	const struct case_proxy *proxy = &o->file.proxy;
	char text[4 * PERSON_NAME_MAX + 100], born[64];

	y = line(y, tr("フリガナ"), LOOK_PERSON, p->kana);
	other_names(p, text, sizeof text);
	y = line(y, tr("ほかの氏名"), LOOK_PERSON, text);
	date_words(p->born, born, sizeof born);
	(void)snprintf(text, sizeof text, "%s%s%s%s%s", born, born[0] != '\0' ? "  " : "", p->postcode,
	    p->postcode[0] != '\0' ? " " : "", p->address);
	y = line(y, tr("本人"), LOOK_PERSON, text);
	(void)snprintf(text, sizeof text, proxy->relation[0] != '\0' ? "%s (%s)" : "%s%s", proxy->name,
	    proxy->relation);
	return line(y, tr("来た方"), LOOK_PERSON, text);
}

static void
add_day(char *text, size_t size, const char *label, struct moment m)
{
	size_t n = strlen(text);
	char day[64];

	if (!date_given(m.date) || n >= size)
		return;
	date_words(m.date, day, sizeof day);
	(void)snprintf(text + n, size - n, "%s%s %s", n > 0 ? "  " : "", label, day);
}

static int
draw_letter(const struct open_case *o, int y)
{
	const struct inquiry *i = &o->letter;
	char text[256] = "";

	if (i->letter == 0)
		return y;
	add_day(text, sizeof text, i->by_telephone ? tr("電話で申請") : tr("申請"), i->ordered);
	add_day(text, sizeof text, tr("発送"), i->posted);
	add_day(text, sizeof text, tr("返戻"), i->returned);
	if (!date_given(i->returned.date))
		add_day(text, sizeof text, tr("回答"), i->answered);
	return line(y, tr("照会"), LOOK_PLAIN, text);
}

static int
draw_kept(const struct open_case *o, int y)
{
	const struct kept *k = &o->kept;
	char text[256] = "";

	if (k->number[0] == '\0')
		return y;
	add_day(text, sizeof text, tr("預かり"), k->since);
	add_day(text, sizeof text, tr("処理"), k->worked);
	add_day(text, sizeof text, tr("返却"), k->returned);
	return line(y, tr("カード"), LOOK_PLAIN, text);
}

/* Opening and closing of the case is everyday, and not what is looked for. */
static bool
told(const struct case_history *h)
{
	return strcmp(h->event, "claimed") != 0 && strcmp(h->event, "released") != 0 &&
	    strcmp(h->event, "decided") != 0;
}

static int
draw_history(const struct app *app, int y, int rows)
{
	const struct open_case *o = &app->work.open;
	size_t from = o->history_count, i;
	char why[512];
	int n = 0;

	while (from > 0 && n < rows)
		n += told(&o->history[--from]);
	for (i = from; i < o->history_count; i++) {
		const struct case_history *h = &o->history[i];

		if (!told(h))
			continue;
		if (i == from)
			(void)draw_text(y, FRAME_LEFT, LABEL_CELLS - 1, LOOK_PLAIN, tr("経過"));
		case_why_words(app->profile, h, why, sizeof why);
		(void)draw_format(y++, FRAME_LEFT + LABEL_CELLS, draw_cols() - FRAME_LEFT - LABEL_CELLS - 1, LOOK_PLAIN,
		    "%02d-%02d %02d:%02d %s %s  %s", h->at.date.month, h->at.date.day, h->at.hour, h->at.minute, h->clerk,
		    event_name_of_case(h->event, lang_now()), why);
	}
	return y;
}

int
case_draw(const struct app *app, int y, int below)
{
	const struct open_case *o = &app->work.open;
	int rows;

	y = draw_people(o, y);
	y = draw_letter(o, y);
	y = draw_kept(o, y);
	if (o->holder[0] != '\0')
		(void)draw_format(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
		    tr("いま %s が扱っています"), o->holder);
	rows = draw_rows() - FRAME_FOOT - y - below - 1;
	return draw_history(app, y, rows > HISTORY_ROWS ? rows : HISTORY_ROWS);
}

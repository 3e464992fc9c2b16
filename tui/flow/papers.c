/* What the visitor has brought and what is still missing. */
#include "tui/flow/papers.h"

#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/flow/decide.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/flow/verdict.h"
#include "tui/app/words.h"

#define WHOLE_ROWS 3	/* a blank one, and two for the name */
#define UNLISTED (-1)	/* the row of what no list has */

static const struct decision *
decision(const struct app *app)
{
	return &app->visit.reception.decision;
}

const struct paper_line *
papers_focus(const struct papers *p)
{
	return p->at < p->count ? &p->lines[p->at] : NULL;
}

static void list_for_focus(struct papers *, struct app *);

const struct missing *
papers_missing(const struct papers *p, const struct app *app)
{
	const struct paper_line *line = papers_focus(p);

	return line != NULL && !line->held ? &decision(app)->missing[line->index] : NULL;
}

/* A need is a sum of classes and documents with "|" between: "A+B | acts-paper" names A, B and acts-paper. */
static bool
names(const char *need, const char *code)
{
	size_t len = strlen(code);
	const char *p;

	for (p = need; (p = strstr(p, code)) != NULL; p += len) {
		if ((p == need || strchr(" +|", p[-1]) != NULL) && strchr(" +|", p[len]) != NULL)
			return true;
	}
	return false;
}

/* Of the classes asked for, the one that it is in. */
static const char *
class_of(const struct profile *p, const char *need, struct document_view d)
{
	size_t i;

	for (i = 0; i < profile_classes(p); i++) {
		if (d.classes & 1u << i && names(need, profile_class_code(p, i)))
			return profile_class_code(p, i);
	}
	return names(need, d.code) ? "" : NULL;
}

/* The card itself is no second document of its holder (sources(7), section 3), and who has none shows none. */
static bool
own_card(const struct app *app, enum holder holder, const char *need, struct document_view d)
{
	const struct profile *p = decide_profile(app);
	const struct facts *f = &app->visit.reception.facts;
	const bool none = facts_known(f, FACT_CARD) && f->value[FACT_CARD] == CARD_NONE;
	size_t i;

	for (i = 0; i < profile_classes(p); i++) {
		if (d.classes & 1u << i && strcmp(profile_class_code(p, i), "card") == 0)
			return holder == HOLDER_APPLICANT && (none || !names(need, "card"));
	}
	return false;
}

/* A kind that the law has ended, or doesn't know yet, stays in the list, so that whoever looks for it is told. */
static void
add_document(struct papers *s, struct app *app, const struct document_view *d, const char *note, int i)
{
	const struct date today = app_now(app).date;
	struct listbox_row *row;

	listbox_add(&s->list, d->name, note, i);
	row = &s->list.rows[s->list.count - 1];
	row->reading = d->reading;
	row->off = (date_given(d->from) && date_compare(today, d->from) < 0) ||
	    (date_given(d->until) && date_compare(today, d->until) > 0);
	if (row->off)
		row->note = tr("今は使えません");
}

/* Where the page's list ends in 等, that it does is said at the end of ours. */
static void
add_unlisted(struct papers *s, const struct profile *p, const char *need)
{
	size_t i;

	for (i = 0; i < profile_classes(p); i++) {
		if (!profile_class_open(p, i) || !names(need, profile_class_code(p, i)))
			continue;
		listbox_add(&s->list, tr("一覧にない書類"), tr("担当に確認"), UNLISTED);
		s->list.rows[s->list.count - 1].off = true;
		return;
	}
}

static void
list_documents(struct papers *s, struct app *app, const struct missing *m)
{
	const struct profile *p = decide_profile(app);
	const bool several = strpbrk(m->need, "+|") != NULL;	/* otherwise its class goes without saying */
	const char *class;
	size_t i;

	s->fact = FACT_COUNT;
	s->holder = holder_by_code(m->who);
	s->list = (struct listbox){ .finds = true, .numbers = true };
	for (i = 0; i < profile_documents(p); i++) {
		struct document_view d = profile_document(p, i);

		if ((class = class_of(p, m->need, d)) == NULL || decide_held(app, s->holder, (int)i) != NULL ||
		    own_card(app, s->holder, m->need, d))
			continue;
		add_document(s, app, &d, several && strlen(class) <= 3 ? class : NULL, (int)i);
	}
	add_unlisted(s, p, m->need);
}

static void
list_answers(struct papers *s, enum fact fact)
{
	const struct fact_info *info = fact_info(fact);
	int i;

	s->fact = fact;
	s->list = (struct listbox){ .numbers = true };
	for (i = 0; info->type == FACT_CHOICE && i < FACT_WORDS_MAX && info->words[i] != NULL; i++)
		listbox_add(&s->list, tr(info->ja_words[i]), NULL, i);
}

static void
list_all(struct papers *s, struct app *app)
{
	static const enum holder holders[] = {
		[VISITOR_SELF] = HOLDER_APPLICANT, [VISITOR_SELF_GUARDIAN] = HOLDER_GUARDIAN,
		[VISITOR_GUARDIAN] = HOLDER_GUARDIAN, [VISITOR_HOUSEHOLD] = HOLDER_HOUSEHOLD, [VISITOR_PROXY] = HOLDER_PROXY,
	};
	const struct facts *f = &app->visit.reception.facts;
	const struct profile *p = decide_profile(app);
	size_t i;

	s->fact = FACT_COUNT;
	s->holder = s->others == 1 && facts_known(f, FACT_VISITOR) ? holders[f->value[FACT_VISITOR]] : HOLDER_APPLICANT;
	s->list = (struct listbox){ .finds = true, .numbers = true };
	for (i = 0; i < profile_documents(p); i++) {
		struct document_view d = profile_document(p, i);

		if (decide_held(app, s->holder, (int)i) != NULL)
			continue;
		add_document(s, app, &d, NULL, (int)i);
	}
}

void
papers_others(struct papers *s, struct app *app)
{
	s->others = (s->others + 1) % 3;
	if (s->others > 0)
		list_all(s, app);
	else
		list_for_focus(s, app);
}

static void
list_for_focus(struct papers *s, struct app *app)
{
	const struct missing *m = papers_missing(s, app);

	s->list = (struct listbox){ .numbers = false };
	s->fact = FACT_COUNT;
	if (m != NULL && m->who != NULL)
		list_documents(s, app, m);
	else if (m != NULL && verdict_fact_of(m) != FACT_COUNT)
		list_answers(s, verdict_fact_of(m));
}

void
papers_list(struct papers *s, struct app *app)
{
	const struct facts *f = &app->visit.reception.facts;
	size_t i;

	s->count = 0;
	s->others = 0;
	for (i = 0; i < f->held_count; i++)
		s->lines[s->count++] = (struct paper_line){ true, i };
	s->at = s->count;
	for (i = 0; i < decision(app)->missing_count; i++)
		s->lines[s->count++] = (struct paper_line){ false, i };
	if (s->at == s->count && s->count > 0)
		s->at = s->count - 1;
	list_for_focus(s, app);
}

static void
move(struct papers *s, struct app *app, int by)
{
	if (s->count == 0)
		return;
	s->at = (s->at + s->count + (size_t)by) % s->count;
	s->others = 0;
	list_for_focus(s, app);
}

bool
papers_press(struct papers *s, struct app *app, const struct press_event *p, bool *taken)
{
	bool list = s->list.count > 0;

	*taken = false;
	if (p->key == PRESS_TAB || (!list && p->key == PRESS_DOWN))
		move(s, app, 1);
	else if (p->key == PRESS_BACKTAB || (!list && p->key == PRESS_UP))
		move(s, app, -1);
	else
		return list && listbox_press(&s->list, p, taken);
	return true;
}

static bool
take_back(struct papers *s, struct app *app)
{
	const struct held *h = &app->visit.reception.facts.held[s->lines[s->at].index];
	int document = profile_find_document(decide_profile(app), h->label);

	if (document < 0)
		return false;
	decide_document(app, h->holder, document);
	return true;
}

bool
papers_tick(struct papers *s, struct app *app)
{
	const struct paper_line *line = papers_focus(s);
	const struct listbox_row *row = listbox_focus(&s->list);

	if (line != NULL && line->held && s->others == 0)
		return take_back(s, app);
	if (row == NULL)
		return false;
	if (row->off) {
		app_say(app, row->value == UNLISTED ?
		    tr("市区町村の一覧は「等」で終わっています。一覧にない書類が使えるかは、担当に確かめてください") :
		    tr("この書類は、法律の改正などで、今は使えません。ほかの書類を聞いてください"));
		return false;
	}
	if (s->fact != FACT_COUNT)
		decide_answer(app, s->fact, row->value);
	else
		decide_document(app, s->holder, row->value);
	return true;
}

static int
half(void)
{
	return draw_cols() / 2 - 1;
}

static void
draw_line(const struct papers *s, const struct app *app, size_t i, int y)
{
	const struct paper_line *line = &s->lines[i];
	const struct held *h;
	int x = FRAME_LEFT, document;

	if (i == s->at)
		draw_focus(y, FRAME_LEFT - 2, 1);
	x += draw_text(y, x, 8, line->held ? LOOK_PLAIN : LOOK_STRONG, line->held ? tr("済") : tr("未")) + 1;
	if (!line->held) {
		(void)draw_text(y, x, half() - x, LOOK_STRONG, decision(app)->missing[line->index].text);
		return;
	}
	h = &app->visit.reception.facts.held[line->index];
	document = profile_find_document(decide_profile(app), h->label);
	x += draw_text(y, x, half() - x, LOOK_PLAIN, tr(holder_name(h->holder))) + 1;
	(void)draw_text(y, x, half() - x, LOOK_PLAIN,
	    document >= 0 ? profile_document(decide_profile(app), (size_t)document).name : h->label);
}

static int
draw_lines(const struct papers *s, const struct app *app, int y)
{
	size_t rows = (size_t)frame_rows() - 1, top = s->at >= rows ? s->at - rows + 1 : 0, i;

	if (s->count == 0)
		(void)draw_text(y, FRAME_LEFT, half() - FRAME_LEFT, LOOK_PLAIN, tr("書類はまだありません"));
	for (i = top; i < s->count && i < top + rows; i++)
		draw_line(s, app, i, y + (int)(i - top));
	return y + (int)(s->at - top);
}

static int
draw_date(int y, int x, const char *label, struct date d)
{
	char text[64];

	if (!date_given(d))
		return y;
	date_words(d, text, sizeof text);
	(void)draw_format(y, x, draw_cols() - x - 1, LOOK_PLAIN, "%s %s", label, text);
	return y + 1;
}

static void
draw_held(const struct app *app, const struct held *h, int y, int x)
{
	int document = profile_find_document(decide_profile(app), h->label);

	y += draw_wrap(y, x, draw_cols() - x - 1, 3, LOOK_STRONG, document >= 0 ?
	    profile_document(decide_profile(app), (size_t)document).name : h->label) + 1;
	y = draw_date(y, x, tr("有効期限"), h->expires);
	y = draw_date(y, x, tr("交付日"), h->issued);
	if (h->sealed)
		(void)draw_text(y++, x, draw_cols() - x - 1, LOOK_PLAIN, tr("公印あり"));
	if (h->verified)
		(void)draw_text(y++, x, draw_cols() - x - 1, LOOK_PLAIN, tr("暗証番号を照合しました"));
	if (h->visit_1)
		(void)draw_text(y++, x, draw_cols() - x - 1, LOOK_PLAIN, tr("1回目の来庁でも見ました"));
	(void)draw_wrap(y + 1, x, draw_cols() - x - 1, 3, LOOK_PLAIN,
	    tr("Space で取り消します。F3 で期限などを書きます"));
}

/* Nothing is missing: why it is so, and how to go on. */
static int
draw_verdict(const struct app *app, int y, int x)
{
	const struct decision *d = decision(app);
	int cells = draw_cols() - x - 1;
	size_t i;

	for (i = 0; i < d->reason_count && i < 3; i++) {
		y += draw_wrap(y, x, cells, 4, LOOK_PLAIN, d->reasons[i].text);
		y += draw_wrap(y, x, cells, 2, LOOK_FAINT, d->reasons[i].source) + 1;
	}
	return y;
}

static const char *
navigate_on(const struct decision *d)
{
	return d->outcome == OUTCOME_PROCEED ? tr("> Enter で進みます") :
	    d->outcome == OUTCOME_INQUIRY ? tr("> Enter で照会にします") :
	    d->outcome == OUTCOME_KEEP ? tr("> Enter で預かります") : tr("> F2 でこの結果のまま記録します");
}

/* Two documents may differ at the end of their names: the one in focus stands whole beneath. */
static int
draw_whole(const struct papers *s, int rows, int y, int x, int cells)
{
	const struct listbox_row *row = listbox_focus(&s->list);

	if (!listbox_cuts(&s->list, NULL, cells + 2) || rows <= 2 * WHOLE_ROWS)
		return rows;
	if (row != NULL && listbox_cuts(&s->list, row, cells + 2))
		(void)draw_wrap(y + rows - WHOLE_ROWS + 1, x, cells, WHOLE_ROWS - 1, LOOK_PLAIN, row->text);
	return rows - WHOLE_ROWS;
}

/* Where nothing is found the mark at the left is the only one. */
static void
draw_list(struct papers *s, struct app *app, int y, int x, int at)
{
	int cells = draw_cols() - x - 1, focus = at;

	s->list.note_at = cells - 5;
	if (s->list.count > 0)
		focus = listbox_draw(&s->list, y, x - 2, draw_whole(s, draw_rows() - FRAME_FOOT - y, y, x, cells), cells + 2);
	if (listbox_focus(&s->list) != NULL)
		app_cursor(app, focus, x - 2);
	else
		app_cursor(app, at, FRAME_LEFT - 2);
}

static void
draw_side(struct papers *s, struct app *app, int y, int x, int at)
{
	const struct missing *m = papers_missing(s, app);
	const struct paper_line *line = papers_focus(s);
	int cells = draw_cols() - x - 1;

	if (s->others > 0) {
		(void)draw_format(y, x, cells, LOOK_STRONG, tr("%sのほかの書類"), tr(holder_name(s->holder)));
		draw_list(s, app, y + 2, x, at);
		return;
	}
	if (m == NULL && (decision(app)->outcome != OUTCOME_INCOMPLETE || line == NULL)) {
		y = draw_verdict(app, y, x);
		(void)draw_text(y, x, cells, LOOK_STRONG, navigate_on(decision(app)));
		app_cursor(app, line != NULL && s->count > 0 ? at : y, line != NULL ? FRAME_LEFT - 2 : x);
		return;
	}
	if (m == NULL) {
		draw_held(app, &app->visit.reception.facts.held[line->index], y, x);
		app_cursor(app, at, FRAME_LEFT - 2);
		return;
	}
	y += draw_wrap(y, x, cells, 3, LOOK_STRONG, m->text) + 1;
	draw_list(s, app, y, x, at);
}

void
papers_draw(struct papers *s, struct app *app)
{
	int y = FRAME_BODY + 1, at = draw_lines(s, app, y);

	draw_column(FRAME_BODY, half(), frame_rows() + 1);
	draw_side(s, app, y, half() + 4, at);
}

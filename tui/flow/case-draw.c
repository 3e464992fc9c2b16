/* What the case's screen says of it. */
#include "tui/flow/case-draw.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/flow/case-why-private.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/words.h"

#define HISTORY_ROWS 4		/* even where the list beneath has to scroll */
#define LABEL_CELLS 11

static const struct { const char *code, *words; } events[] = {
	{ "opened", "受付" }, { "inquiry-ordered", "照会の申請" }, { "posted", "照会書を発送" },
	{ "returned-undelivered", "照会書が返戻" }, { "reply-received", "回答を受領" }, { "found-incomplete", "不足" },
	{ "approved", "承認" }, { "seconded", "もう一人の承認" }, { "card-work-begun", "カードの処理を開始" },
	{ "card-work-done", "カードの処理が完了" }, { "card-work-undone", "カードの処理を取消し" }, { "refused", "不受理" },
	{ "handed-over", "統合端末へ引渡し" }, { "taken-back", "統合端末の処理を確認" },
	{ "not-as-wanted", "統合端末の処理が違う" }, { "terminal-refused", "統合端末で不可" },
	{ "withdrawn", "取下げ" }, { "expired", "期限切れ" }, { "kept", "預かり" }, { "corrected", "訂正" },
	{ "cancelled", "取消し" }, { "taken-over", "引継ぎ" }, { "noted", "メモ" }, { "sheet-shredded", "用紙を裁断" },
	{ "card-returned", "カードを返却" }, { "decided", "判定" }, { "card-bound", "カードを確認" },
	{ "person-set", "本人を記録" }, { "proxy-set", "来た方を記録" }, { "shown-before", "前回の書類" },
	{ "fact-corrected", "訂正" }, { "pin-refused", "暗証番号が合わない" }, { "printed", "印刷" },
	{ "erased", "本人の氏名などを消去" }, { "second-undone", "承認が無効に" },
	{ "holder-confirmed", "本人を確認" }, { "holder-refused", "本人のカードではない" }, { "person-compared", "比較" },
	{ "pin-set", "暗証番号を設定" }, { "pin-in-doubt", "暗証番号が不確か" },
	{ "cert-new", "電子証明書は新しい" }, { "cert-lost", "電子証明書が失われた" },
	{ "terminal-gone", "ほかの端末がもうないと記録" }, { "kana-from-record", "フリガナは住民記録から" },
	{ "kana-set", "フリガナを記録" }, { "claimed", "受け持った" }, { "released", "手放した" },
};

const char *
case_event_words(const char *code)
{
	size_t i;

	for (i = 0; i < sizeof events / sizeof events[0]; i++) {
		if (strcmp(events[i].code, code) == 0)
			return tr(events[i].words);
	}
	return code;
}

void
case_say_state(struct app *app)
{
	struct visit *v = &app->visit;
	const struct open_case *o = &app->work.open;
	char until[64];
	int left;

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
line(int y, const char *label, const char *text)
{
	if (text[0] == '\0')
		return y;
	(void)draw_text(y, FRAME_LEFT, LABEL_CELLS - 1, LOOK_PLAIN, label);
	return y + draw_wrap(y, FRAME_LEFT + LABEL_CELLS, draw_cols() - FRAME_LEFT - LABEL_CELLS - 1, 2, LOOK_PLAIN,
	    text);
}

static int
draw_people(const struct open_case *o, int y)
{
	const struct person *p = &o->file.person;
	const struct case_proxy *proxy = &o->file.proxy;
	char text[1400], born[64];

	y = line(y, tr("フリガナ"), p->kana);
	date_words(p->born, born, sizeof born);
	(void)snprintf(text, sizeof text, "%s%s%s%s%s", born, born[0] != '\0' ? "  " : "", p->postcode,
	    p->postcode[0] != '\0' ? " " : "", p->address);
	y = line(y, tr("本人"), text);
	(void)snprintf(text, sizeof text, proxy->relation[0] != '\0' ? "%s (%s)" : "%s%s", proxy->name,
	    proxy->relation);
	return line(y, tr("来た方"), text);
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
	return line(y, tr("照会"), text);
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
	return line(y, tr("カード"), text);
}

/* Opening and closing of the case is everyday, and not what is looked for. */
static bool
told(const struct case_history *h)
{
	return strcmp(h->event, "claimed") != 0 && strcmp(h->event, "released") != 0 &&
	    strcmp(h->event, "decided") != 0;
}

static int
draw_history(const struct open_case *o, int y, int rows)
{
	static const char printed[] = "printed:";
	size_t from = o->history_count, i;
	char why[512];
	int n = 0;

	while (from > 0 && n < rows)
		n += told(&o->history[--from]);
	for (i = from; i < o->history_count; i++) {
		const struct case_history *h = &o->history[i];
		bool paper = strncmp(h->event, printed, sizeof printed - 1) == 0;

		if (!told(h))
			continue;
		if (i == from)
			(void)draw_text(y, FRAME_LEFT, LABEL_CELLS - 1, LOOK_PLAIN, tr("経過"));
		case_why_words(h, why, sizeof why);
		(void)draw_format(y++, FRAME_LEFT + LABEL_CELLS, draw_cols() - FRAME_LEFT - LABEL_CELLS - 1, LOOK_PLAIN,
		    "%02d-%02d %02d:%02d %s %s  %s", h->at.date.month, h->at.date.day, h->at.hour, h->at.minute, h->clerk,
		    paper ? tr("印刷") : case_event_words(h->event),
		    paper ? tr(paper_name(paper_by_code(h->event + sizeof printed - 1))) : why);
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
	return draw_history(o, y, rows > HISTORY_ROWS ? rows : HISTORY_ROWS);
}

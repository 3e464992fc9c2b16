/* 日計表: what was done on the day, by whom, what fees were taken, how long people waited, what lies here. */
#include "forms/sheet-private.h"

#include <stdio.h>

#include "case/breakdown.h"
#include "case/ledger.h"
#include "case/waiting.h"

#define ROW 620
#define CLERKS_MAX 8

static int
done_of(const struct tally *t)
{
	int i, n = 0;

	for (i = 0; i < TALLY_PROCEDURES; i++)
		n += t->done[i];
	return n;
}

/* In two columns of a name and a figure. */
static void
figure(struct page *page, int *y, int *column, const char *name, const char *field, long n)
{
	const int x = LEFT + *column * (WIDE / 2);

	sheet_cell(page, x, *y, 5500, ROW, "", PAGE_LEFT, "%s", name);
	sheet_cell(page, x + 5500, *y, WIDE / 2 - 5500, ROW, field, PAGE_RIGHT, "%ld", n);
	*column = 1 - *column;
	if (*column == 0)
		*y += ROW;
}

static int
figures(struct page *page, int y, const struct tally *t)
{
	static const struct { enum case_event event; const char *name; } events[] = {
		{ EVENT_INQUIRE, "照会の申請" }, { EVENT_POST, "照会書を発送" },
		{ EVENT_RETURNED_UNDELIVERED, "照会書が返戻" }, { EVENT_REPLY_RECEIVED, "回答を受領" },
		{ EVENT_FOUND_INCOMPLETE, "不足" }, { EVENT_REFUSE, "不受理" }, { EVENT_WITHDRAW, "取下げ" },
		{ EVENT_EXPIRE, "期限切れ" }, { EVENT_KEEP, "預かり" }, { EVENT_CARD_RETURNED, "カードを返却" },
		{ EVENT_SHRED, "用紙を裁断" }, { EVENT_CANCEL, "取消し" },
	};
	char words[BREAKDOWN_KEY_MAX + 64];
	int column = 0, i;
	size_t k;

	figure(page, &y, &column, "受付", "opened", t->opened);
	figure(page, &y, &column, "完了", "done", done_of(t));
	for (i = 0; i < TALLY_PROCEDURES; i++) {
		if (t->done[i] == 0)
			continue;
		breakdown_words(BY_PROCEDURE, fact_info(FACT_PROCEDURE)->words[i], words, sizeof(words));
		figure(page, &y, &column, words, "done", t->done[i]);
	}
	for (k = 0; k < sizeof(events) / sizeof(*events); k++)
		figure(page, &y, &column, events[k].name, flow_event_code(events[k].event),
		    tally_times(t, events[k].event));
	figure(page, &y, &column, cert_name(CERT_SIGN, LANG_JA), "sign", t->certificates[CERT_SIGN]);
	figure(page, &y, &column, cert_name(CERT_AUTH, LANG_JA), "auth", t->certificates[CERT_AUTH]);
	figure(page, &y, &column, "手数料(円)", "fee", t->yen);
	return column == 0 ? y : y + ROW;
}

/* Who had an appointment, who drew a number, and how long they waited; nothing where nobody did. */
static enum err
waits(const struct sheet_matter *m, struct page *page, int *y)
{
	static const struct { enum booking_state state; const char *name, *field; } bookings[] = {
		{ BOOKING_CAME, "予約の方の来庁", "came" }, { BOOKING_MISSED, "予約の方の来庁なし", "missed" },
		{ BOOKING_CANCELLED, "予約の取消し", "booking-cancelled" },
		{ BOOKING_OPEN, "まだ来ていない予約", "open" },
	};
	static const enum waiting_step steps[] = { WAITING_NUMBER, WAITING_BOOKED };
	struct waiting w;
	enum err e = waiting_days(m->store, m->day, m->day, m->printing->actor->at.date, &w);
	int column = 0, booked = 0;
	size_t i;

	for (i = 0; i < BOOKING_STATE_COUNT; i++)
		booked += w.bookings[i];
	for (i = 0; i < sizeof(bookings) / sizeof(*bookings) && booked > 0; i++)
		figure(page, y, &column, bookings[i].name, bookings[i].field, w.bookings[bookings[i].state]);
	if (w.drawn > 0) {
		figure(page, y, &column, "番号札", "drawn", w.drawn);
		figure(page, y, &column, "呼んだ番号札", "called", w.called);
	}
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		const struct waiting_time *t = &w.steps[steps[i]];

		if (t->count == 0)
			continue;
		sheet_cell(page, LEFT, *y, 5500, ROW, "", PAGE_LEFT, "%s", waiting_name(steps[i], LANG_JA));
		sheet_cell(page, LEFT + 5500, *y, WIDE - 5500, ROW, "waited", PAGE_LEFT,
		    "平均 %.0f分　中央 %d分　最長 %d分", t->average, t->median, t->longest);
		*y += ROW;
	}
	return e;
}

static enum err
clerks(const struct sheet_matter *m, struct page *page, int *y)
{
	static const char *const heads[] = { "職員", "受付", "完了", "手数料(円)" };
	const int w = WIDE / 4;
	struct breakdown b = { 0 };
	enum err e = breakdown_days(m->store, m->day, m->day, BY_CLERK, &b);
	size_t i;
	int k;

	for (k = 0; k < 4 && b.count > 0; k++)
		sheet_cell(page, LEFT + k * w, *y, w, ROW, "", k == 0 ? PAGE_LEFT : PAGE_RIGHT, "%s", heads[k]);
	*y += b.count > 0 ? ROW : 0;
	for (i = 0; i < b.count && i < CLERKS_MAX && e == ERR_NONE; i++, *y += ROW) {
		const struct tally *t = &b.parts[i].tally;

		sheet_cell(page, LEFT, *y, w, ROW, "clerk", PAGE_LEFT, "%s", b.parts[i].key);
		sheet_cell(page, LEFT + w, *y, w, ROW, "opened", PAGE_RIGHT, "%d", t->opened);
		sheet_cell(page, LEFT + 2 * w, *y, w, ROW, "done", PAGE_RIGHT, "%d", done_of(t));
		sheet_cell(page, LEFT + 3 * w, *y, w, ROW, "fee", PAGE_RIGHT, "%ld", t->yen);
	}
	if (b.count > CLERKS_MAX) {
		part_text(page, (struct page_item){ .x = LEFT, .y = *y + 60, .w = WIDE, .h = 450, .size = 85 },
		    "ほか%zu人", b.count - CLERKS_MAX);
		*y += 500;
	}
	breakdown_free(&b);
	return e;
}

static bool
count_one(void *ctx, const struct ledger_item *item)
{
	(void)item;
	++*(size_t *)ctx;
	return true;
}

/* Who counted it on this day, and who counted with them; room to write where nobody did. */
static void
counted_words(const struct sheet_matter *m, const struct ledger_counted *c, char *out, size_t size)
{
	if (date_days(c->at.date) != date_days(m->day) || !date_given(c->at.date))
		(void)snprintf(out, size, "数えていません");
	else if (c->missing > 0 || c->surplus > 0)
		(void)snprintf(out, size, "%zu　不足%zu　余り%zu　%s", c->found, c->missing, c->surplus, c->clerk);
	else
		(void)snprintf(out, size, "%zu　一致　%s%s%s", c->found, c->clerk,
		    date_given(c->seconded.date) ? "・" : "", date_given(c->seconded.date) ? c->second : "");
}

/* What the ledger has now; of another day only how it was counted is known. */
static enum err
ledger(const struct sheet_matter *m, struct page *page, int *y)
{
	const int w[] = { 6500, 2500, 8000 };
	struct ledger_counted counted;
	char words[256];
	enum err e = ERR_NONE;
	unsigned k;

	sheet_cell(page, LEFT, *y, w[0], ROW, "", PAGE_LEFT, "手元にあるもの");
	sheet_cell(page, LEFT + w[0], *y, w[1], ROW, "", PAGE_RIGHT, "記録の数");
	sheet_cell(page, LEFT + w[0] + w[1], *y, w[2], ROW, "", PAGE_LEFT, "数えた数");
	*y += ROW;
	for (k = 0; k < LEDGER_COUNT && e == ERR_NONE; k++, *y += ROW) {
		size_t n = 0;

		e = ledger_list(m->store, (enum ledger_kind)k, m->printing->actor->at.date, count_one, &n);
		words[0] = '\0';
		if (e == ERR_NONE && k < LEDGER_COUNTED &&
		    (e = ledger_last(m->store, (enum ledger_kind)k, &counted)) == ERR_NONE)
			counted_words(m, &counted, words, sizeof(words));
		sheet_cell(page, LEFT, *y, w[0], ROW, "", PAGE_LEFT, "%s", ledger_name((enum ledger_kind)k, LANG_JA));
		if (date_days(m->day) == date_days(m->printing->actor->at.date))
			sheet_cell(page, LEFT + w[0], *y, w[1], ROW, ledger_code((enum ledger_kind)k), PAGE_RIGHT,
			    "%zu", n);
		else
			sheet_cell(page, LEFT + w[0], *y, w[1], ROW, "", PAGE_RIGHT, "%s", "");
		sheet_cell(page, LEFT + w[0] + w[1], *y, w[2], ROW, "counted", PAGE_LEFT, "%s", words);
	}
	return e;
}

static void
signatures(const struct sheet_matter *m, struct page *page)
{
	static const char *const names[] = { "作成", "照合", "所属長" };
	const int w = 2600, y = 26700;
	int i;

	for (i = 0; i < 3; i++) {
		const int x = RIGHT - (3 - i) * w;

		sheet_cell(page, x, y, w, 500, "", PAGE_CENTRE, "%s", names[i]);
		sheet_cell(page, x, y + 500, w, 1100, i == 0 ? "clerk" : "", PAGE_CENTRE, "%s",
		    i == 0 ? m->printing->actor->clerk : "");
	}
}

enum err
sheet_day(const struct sheet_matter *m, struct page *page)
{
	struct tally t;
	enum err e;
	int y = sheet_head(m, page, page->title);

	if ((e = tally_days(m->store, m->day, m->day, &t)) != ERR_NONE)
		return e;
	y = figures(page, y, &t);
	if ((e = waits(m, page, &y)) != ERR_NONE)
		return e;
	y += 400;
	if ((e = clerks(m, page, &y)) != ERR_NONE)
		return e;
	y += 400;
	if ((e = ledger(m, page, &y)) != ERR_NONE)
		return e;
	signatures(m, page);
	return ERR_NONE;
}

/* A counter's hours in words, as they stand on a paper. */
#include "rule/calendar-private.h"

static const char *const week[] = { "日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日" };

static void
say_nth(const struct calendar_day *c, struct buf *b)
{
	if (c->nth == 0)
		buf_printf(b, "最終%s", week[c->first]);
	else
		buf_printf(b, "第%d%s", c->nth, week[c->first]);
	if (c->after == 1)
		buf_puts(b, "の翌日");
	else if (c->after > 1)
		buf_printf(b, "の%d日後", c->after);
}

static void
say_date(struct date d, struct buf *b)
{
	char day[64];

	if (date_given(d)) {
		date_format_era(d, day, sizeof(day));
		buf_puts(b, day);
	} else
		buf_printf(b, "%d月%d日", d.month, d.day);
}

static void
say_day(const struct calendar_day *c, struct buf *b)
{
	switch (c->kind) {
	case CALENDAR_DAILY:
		buf_puts(b, "毎日");
		break;
	case CALENDAR_WEEKDAY:
		buf_puts(b, "平日");
		break;
	case CALENDAR_HOLIDAY:
		buf_puts(b, "祝日");
		break;
	case CALENDAR_WEEK:
		buf_printf(b, c->first == c->last ? "%s" : "%sから%s", week[c->first], week[c->last]);
		break;
	case CALENDAR_MOVED:
		buf_printf(b, "%s(祝日のときは次の平日)", week[c->first]);
		break;
	case CALENDAR_NTH:
		say_nth(c, b);
		break;
	case CALENDAR_NTH_MOVED:
		say_nth(c, b);
		buf_puts(b, "(祝日のときは次の平日)");
		break;
	case CALENDAR_SPAN:
		say_date(c->from, b);
		if (date_compare(c->from, c->to) != 0) {
			buf_puts(b, "から");
			say_date(c->to, b);
		}
		break;
	}
}

static void
say_days(const struct calendar_day *days, size_t count, struct buf *b)
{
	size_t i;

	for (i = 0; i < count; i++) {
		say_day(&days[i], b);
		if (i + 1 < count)
			buf_puts(b, days[i].both ? "で" : "・");
	}
}

static void
say_time(int minutes, struct buf *b)
{
	buf_printf(b, minutes % 60 != 0 ? "%d時%d分" : "%d時", minutes / 60, minutes % 60);
}

static void
say_span(int from, int to, struct buf *b)
{
	say_time(from, b);
	buf_puts(b, "から");
	say_time(to, b);
}

static void
say_table(const struct calendar_table *t, struct buf *b)
{
	size_t i;

	for (i = 0; i < t->count; i++) {
		const struct calendar_hours *h = &t->hours[i];

		if (b->len > 0)
			buf_puts(b, "、");
		say_days(&t->days.day[h->first], h->count, b);
		buf_puts(b, " ");
		say_span(h->opens, h->closes, b);
		if (h->last >= 0) {
			buf_puts(b, "(受付は");
			say_time(h->last, b);
			buf_puts(b, "まで)");
		}
		if (h->lunch >= 0) {
			buf_puts(b, "(");
			say_span(h->lunch, h->lunch_end, b);
			buf_puts(b, "を除く)");
		}
	}
}

void
calendar_words(const struct calendar_counter *c, struct buf *b)
{
	say_table(&c->hours, b);
	say_table(&c->extra, b);
	if (b->len > 0 && c->closed.count > 0) {
		buf_puts(b, "。");
		say_days(c->closed.day, c->closed.count, b);
		buf_puts(b, "は休み");
	}
}

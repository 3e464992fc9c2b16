/* Until when a new certificate is valid, and when renewal opens. */
#include "rule/validity.h"

const struct validity_line validity_usual = { .birthdays = 5, .renewed = 6, .months = 3, .day_after = true };

static struct date
earlier(struct date a, struct date b)
{
	return !date_given(a) || (date_given(b) && date_compare(b, a) < 0) ? b : a;
}

static struct date
opens(const struct validity_line *l, struct date expires)
{
	struct date before = date_add_months(expires, -l->months);

	return l->day_after ? date_add_days(before, 1) : before;
}

/* What has expired is in no window: nothing of the old time is left to be kept. */
bool
validity_in_window(const struct validity_line *l, struct date expires, struct date day)
{
	return date_given(expires) && date_compare(day, expires) <= 0 && !validity_early(l, expires, day);
}

bool
validity_early(const struct validity_line *l, struct date expires, struct date day)
{
	return date_compare(day, opens(l, expires)) < 0;
}

/*
 * The first day after the issue that may be a birthday, where only a part of the birth date is known: what is issued is
 * never valid for longer than the law allows.
 */
static struct date
first_possible_birthday(struct date born, struct date issued)
{
	struct date next = date_add_days(issued, 1);

	if (born.month <= 0 || next.month == born.month)
		return next;
	return (struct date){ next.month < born.month ? next.year : next.year + 1, born.month, 1 };
}

static struct date
nth_birthday(const struct validity *v, int n)
{
	if (date_valid(v->born))
		return date_nth_birthday_after(v->born, v->issued, n);
	return date_birthday(first_possible_birthday(v->born, v->issued), n - 1);
}

struct date
validity_auth(const struct validity_line *l, const struct validity *v)
{
	const bool renewed = validity_in_window(l, v->renews, v->issued);

	return earlier(nth_birthday(v, renewed ? l->renewed : l->birthdays), v->card_expires);
}

struct date
validity_sign(const struct validity_line *l, const struct validity *v, struct date auth_expires)
{
	return earlier(validity_auth(l, v), auth_expires);
}

const struct validity_line *
validity_on(const struct validity_line *lines, size_t count, struct date day)
{
	while (count > 1 && date_compare(day, lines[count - 1].from) < 0)
		count--;
	return &lines[count - 1];
}

/* A line opens no window before its own first day, and none from the next one's on. */
struct date
validity_window_opens(const struct validity_line *lines, size_t count, struct date expires)
{
	struct date day;
	size_t i;

	for (i = 0;; i++) {
		day = opens(&lines[i], expires);
		if (i > 0 && date_compare(day, lines[i].from) < 0)
			day = lines[i].from;
		if (i + 1 == count || date_compare(day, lines[i + 1].from) < 0)
			return day;
	}
}

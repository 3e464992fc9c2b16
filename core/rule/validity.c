/* Until when a new certificate is valid, and when renewal opens. */
#include "rule/validity.h"

static struct date
earlier(struct date a, struct date b)
{
	return !date_given(a) || (date_given(b) && date_compare(b, a) < 0) ? b : a;
}

/* Renewed in the window is only what has not expired yet: after that nothing of the old time is left to be kept. */
static bool
keeps_old_time(const struct validity *v)
{
	return v->count_from_window && date_given(v->old_expires) && date_compare(v->issued, v->old_expires) <= 0;
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
validity_auth(const struct validity *v)
{
	struct date birthday = nth_birthday(v, keeps_old_time(v) ? 6 : 5);

	return earlier(birthday, v->card_expires);
}

struct date
validity_sign(const struct validity *v, struct date auth_expires)
{
	return earlier(validity_auth(v), auth_expires);
}

struct date
validity_window_opens(struct date expires, int months, bool day_after)
{
	struct date before = date_add_months(expires, -months);

	return day_after ? date_add_days(before, 1) : before;
}

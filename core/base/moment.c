/* Moments: read, and to and from a count of seconds. */
#include "base/date.h"

#include <string.h>

#include "base/date-private.h"
#include "base/text.h"

#define DAY 86400
#define OFFSET (9 * 3600)	/* 標準時ニ関スル件 (明治28年勅令第167号): Japan's only time, and no summer time since 1952 */

struct moment
moment_from_unix(int64_t seconds)
{
	const int64_t least = (int64_t)date_days((struct date){ 1868, 1, 25 }) * DAY;
	const int64_t most = ((int64_t)date_days((struct date){ 9999, 12, 31 }) + 1) * DAY;
	int64_t days, left;

	if (seconds < least - OFFSET || seconds >= most - OFFSET)
		return (struct moment){ .hour = -1 };
	left = ((seconds + OFFSET) % DAY + DAY) % DAY;
	days = (seconds + OFFSET - left) / DAY;
	return (struct moment){
		.date = date_from_days((int32_t)days),
		.hour = (int)(left / 3600), .minute = (int)(left / 60 % 60), .second = (int)(left % 60),
	};
}

int64_t
moment_to_unix(struct moment m)
{
	int64_t seconds = m.hour < 0 ? 0 : m.hour * 3600 + m.minute * 60 + m.second;

	return (int64_t)date_days(m.date) * DAY + seconds - OFFSET;
}

static bool
clock_parse(const char *p, struct moment *m)
{
	if (!date_take_number(&p, 2, &m->hour) || !text_take_word(&p, ":") || !date_take_number(&p, 2, &m->minute))
		return false;
	m->second = 0;
	if (text_take_word(&p, ":") && !date_take_number(&p, 2, &m->second))
		return false;
	return *p == '\0' && m->hour < 24 && m->minute < 60 && m->second < 60;
}

enum err
moment_parse(const char *text, struct moment *out)
{
	struct moment m = { .hour = -1 };
	char typed[DATE_TYPED_MAX], *t;
	enum err e;

	*out = m;
	if (strlen(text) >= sizeof(typed))
		return ERR_DATE;
	text_narrow(text, typed, sizeof(typed));
	/* not the T of 大正 at the very beginning */
	if (typed[0] != '\0' && (t = strchr(typed + 1, 'T')) != NULL) {
		*t = '\0';
		if (!clock_parse(t + 1, &m))
			return ERR_DATE;
	}
	if ((e = date_parse(typed, &m.date)) != ERR_NONE)
		return e;
	*out = m;
	return ERR_NONE;
}

/* Japan's public holidays, computed from the law and its history. */
#include "base/holiday.h"

/* Years from and until (included); the nth Monday of the month where monday is not 0. */
struct fixed { const char *name; int from, until, month, day, monday; };

/*
 * 国民の祝日に関する法律, in force since 1948-07-20, and its changes: 昭和41年法律第86号 (1966, and 1967 by 政令第376号),
 * 平成元年法律第5号 (1989), 平成7年法律第22号 (1996), 平成10年法律第141号 (Mondays, 2000), 平成13年法律第59号 (Mondays,
 * 2003), 平成17年法律第43号 (2007), 平成26年法律第43号 (2016), 平成29年法律第63号 (天皇誕生日, 2019-05-01),
 * 平成30年法律第57号 (スポーツの日, 2020).
 */
static const struct fixed fixed[] = {
	{ "元日", 1949, 9999, 1, 1, 0 },
	{ "成人の日", 1949, 1999, 1, 15, 0 },
	{ "成人の日", 2000, 9999, 1, 0, 2 },
	{ "建国記念の日", 1967, 9999, 2, 11, 0 },
	{ "天皇誕生日", 2020, 9999, 2, 23, 0 },
	{ "天皇誕生日", 1949, 1988, 4, 29, 0 },
	{ "みどりの日", 1989, 2006, 4, 29, 0 },
	{ "昭和の日", 2007, 9999, 4, 29, 0 },
	{ "憲法記念日", 1949, 9999, 5, 3, 0 },
	{ "みどりの日", 2007, 9999, 5, 4, 0 },
	{ "こどもの日", 1949, 9999, 5, 5, 0 },
	{ "海の日", 1996, 2002, 7, 20, 0 },
	{ "海の日", 2003, 9999, 7, 0, 3 },
	{ "山の日", 2016, 9999, 8, 11, 0 },
	{ "敬老の日", 1966, 2002, 9, 15, 0 },
	{ "敬老の日", 2003, 9999, 9, 0, 3 },
	{ "体育の日", 1966, 1999, 10, 10, 0 },
	{ "体育の日", 2000, 2019, 10, 0, 2 },
	{ "スポーツの日", 2020, 9999, 10, 0, 2 },
	{ "文化の日", 1948, 9999, 11, 3, 0 },
	{ "勤労感謝の日", 1948, 9999, 11, 23, 0 },
	{ "天皇誕生日", 1989, 2018, 12, 23, 0 },
};

/* A day that a special law makes a holiday, or (no name) an ordinary day. */
struct special { struct date date; const char *name; };

static const struct special specials[] = {
	{ { 1959, 4, 10 }, "皇太子明仁親王の結婚の儀" },	/* 昭和34年法律第16号 */
	{ { 1989, 2, 24 }, "昭和天皇の大喪の礼" },		/* 平成元年法律第4号 */
	{ { 1990, 11, 12 }, "即位礼正殿の儀" },			/* 平成2年法律第24号 */
	{ { 1993, 6, 9 }, "皇太子徳仁親王の結婚の儀" },		/* 平成5年法律第32号 */
	{ { 2019, 5, 1 }, "天皇の即位の日" },			/* 平成30年法律第99号, also for the next */
	{ { 2019, 10, 22 }, "即位礼正殿の儀" },
	/* 平成27年法律第33号 art. 32 (Tokyo Games), as changed by 平成30年法律第55号 */
	{ { 2020, 7, 20 }, NULL }, { { 2020, 7, 23 }, "海の日" },
	{ { 2020, 10, 12 }, NULL }, { { 2020, 7, 24 }, "スポーツの日" },
	{ { 2020, 8, 11 }, NULL }, { { 2020, 8, 10 }, "山の日" },
	/* the same, as changed by 令和2年法律第68号 when the Games were put off */
	{ { 2021, 7, 19 }, NULL }, { { 2021, 7, 22 }, "海の日" },
	{ { 2021, 10, 11 }, NULL }, { { 2021, 7, 23 }, "スポーツの日" },
	{ { 2021, 8, 11 }, NULL }, { { 2021, 8, 8 }, "山の日" },
};

/*
 * The formula of 海上保安庁水路部 暦計算研究会編「新こよみ便利帳」, good for 1900 to 2150, in millionths of a day:
 * start + 0.242194 (year - 1980) - [(year - 1980) / 4], the last term from 1983 on for years before 1980.
 */
struct equinox { int from, until, base; long spring, autumn; };

static const struct equinox equinoxes[] = {
	{ 1900, 1979, 1983, 20835700, 23258800 },
	{ 1980, 2099, 1980, 20843100, 23248800 },
	{ 2100, 2150, 1980, 21851000, 24248800 },
};

static int
equinox_day(int year, bool spring)
{
	size_t i;

	for (i = 0; i < sizeof(equinoxes) / sizeof(*equinoxes); i++) {
		const struct equinox *e = &equinoxes[i];

		if (year >= e->from && year <= e->until)
			return (int)(((spring ? e->spring : e->autumn) + 242194L * (year - 1980)) / 1000000 -
			    (year - e->base) / 4);
	}
	return 0;
}

static bool
falls_on(const struct fixed *f, struct date d)
{
	if (d.month != f->month || d.year < f->from || d.year > f->until)
		return false;
	if (f->monday == 0)
		return d.day == f->day;
	return date_weekday(d) == 1 && (d.day + 6) / 7 == f->monday;
}

/* A holiday by its own name (国民の祝日). */
static const char *
named(struct date d)
{
	size_t i;

	for (i = 0; i < sizeof(specials) / sizeof(*specials); i++)
		if (date_compare(d, specials[i].date) == 0)
			return specials[i].name;
	for (i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		if (falls_on(&fixed[i], d))
			return fixed[i].name;
	if (d.month == 3 && d.year >= 1949 && d.day == equinox_day(d.year, true))
		return "春分の日";
	if (d.month == 9 && d.year >= 1948 && d.day == equinox_day(d.year, false))
		return "秋分の日";
	return NULL;
}

/*
 * Art. 3 (2): a holiday on a Sunday gives the day after it (昭和48年法律第10号, from 1973-04-12), since 2007 the first day
 * after it that is none itself (平成17年法律第43号).
 */
static bool
substitute(struct date d)
{
	struct date before = date_add_days(d, -1);

	if (date_compare(d, (struct date){ 1973, 4, 12 }) < 0)
		return false;
	for (; named(before) != NULL; before = date_add_days(before, -1)) {
		if (date_weekday(before) == 0)
			return true;
		if (d.year < 2007)
			return false;
	}
	return false;
}

/* Art. 3 (3): the day between two holidays (昭和60年法律第103号, from 1985-12-27), until 2006 not a Sunday. */
static bool
between(struct date d)
{
	if (date_compare(d, (struct date){ 1985, 12, 27 }) < 0 || (d.year < 2007 && date_weekday(d) == 0))
		return false;
	return named(date_add_days(d, -1)) != NULL && named(date_add_days(d, 1)) != NULL;
}

const char *
holiday_name(struct date d)
{
	const char *name = named(d);

	if (name != NULL)
		return name;
	return substitute(d) ? "振替休日" : between(d) ? "国民の休日" : NULL;
}

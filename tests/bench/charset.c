/*
 * One extract imported as UTF-8 and as CP932, in turns: what the other encoding costs of the processor's time.
 * "charset PEOPLE" takes another number of them.
 */
#include "config.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "people/residents.h"
#include "tests/bench/figure.h"
#include "tests/bench/names.h"
#include "tests/bench/roll.h"
#include "tests/bench/timing.h"
#include "tests/unit/scratch.h"

#define PEOPLE 20000
#define TURNS 5
#define LIMIT 1.5	/* times the import of UTF-8 */

static const struct actor clerk = { "bench", "hall", { { 2026, 11, 25 }, 8, 30, 0 }, ROLES_UNSTATED };

struct extract { char *bytes; size_t len; };

static void
need(bool good, const char *what)
{
	if (good)
		return;
	(void)fprintf(stderr, "charset: %s\n", what);
	exit(1);
}

static struct extract
make_utf8(long people)
{
	char kana[PERSON_NAME_MAX + 1], name[PERSON_NAME_MAX + 1];
	struct extract x = { NULL, 0 };
	FILE *f = open_memstream(&x.bytes, &x.len);
	unsigned year, month, day;
	long i;

	need(f != NULL, "memory");
	(void)fputs("氏名,フリガナ,生年月日,住所\r\n", f);
	for (i = 0; i < people; i++) {
		names_make(kana, name);
		year = 1930 + roll(90), month = 1 + roll(12), day = 1 + roll(28);
		(void)fprintf(f, "%s,%s,%u-%02u-%02u,架空県番号市本町%u丁目\r\n", name, kana, year, month, day,
		    1 + roll(9));
	}
	need(fclose(f) == 0, "memory");
	return x;
}

static struct extract
as_cp932(struct extract utf8)
{
	struct extract x = { malloc(utf8.len), 0 };
	char *in = utf8.bytes, *out = x.bytes;
	size_t left = utf8.len, room = utf8.len;
	iconv_t way = iconv_open("CP932", "UTF-8");

	need(x.bytes != NULL && way != (iconv_t)-1, "CP932");
	need(iconv(way, &in, &left, &out, &room) == 0 && iconv_close(way) == 0, "a name that CP932 lacks");
	x.len = utf8.len - room;
	return x;
}

/* Seconds of the processor. */
static double
import(struct store *s, struct extract x, long people)
{
	static struct faults faults;
	FILE *in = fmemopen(x.bytes, x.len, "r");
	double since = timing_cpu();
	int64_t count;

	need(in != NULL && residents_import(s, &clerk, in, "x.csv", NULL, &faults, &count) == ERR_NONE &&
	    count == people, "import");
	since = timing_cpu() - since;
	(void)fclose(in);
	return since;
}

int
main(int argc, char **argv)
{
	const long people = argc > 1 ? atol(argv[1]) : PEOPLE;
	const struct extract utf8 = make_utf8(people), cp932 = as_cp932(utf8);
	double plain[TURNS], other[TURNS];
	struct scratch scratch;
	struct store *s;
	bool good;
	int i;

	scratch_new_fast(&scratch);
	need(store_open(scratch_path(&scratch, "s.db"), MODE_WORK, &s) == ERR_NONE, "store");
	for (i = 0; i < TURNS; i++) {
		plain[i] = import(s, utf8, people);
		other[i] = import(s, cp932, people);
	}
	good = figure("an extract in CP932; in UTF-8", "ms", timing_median(other, TURNS) * 1e3,
	    timing_median(plain, TURNS) * 1e3, LIMIT);
	store_close(&s);
	scratch_free(&scratch);
	free(utf8.bytes);
	free(cp932.bytes);
	return good ? 0 : 1;
}

/* Sums the cases' history up, part by part. */
#include "case/breakdown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "case/tally-private.h"

/* An event of the history and the case as it stands: as the query below selects them. */
struct line { const char *event, *state, *at, *clerk, *counter, *procedure, *facts; unsigned certificates; long fee; };

struct counting { struct breakdown *into; enum breakdown_by by; enum err e; };

/* --- the kinds: what tells a line's part, and what the part is called --- */

static void
put(struct breakdown_part *p, int order, const char *key, size_t len)
{
	p->order = order;
	(void)snprintf(p->key, sizeof(p->key), "%.*s", (int)len, key);
}

static void
of_day(const struct line *l, struct breakdown_part *p)
{
	put(p, 0, l->at, strlen("2026-11-20"));
}

static void
of_hour(const struct line *l, struct breakdown_part *p)
{
	const char *t = strchr(l->at, 'T');

	put(p, 0, t != NULL ? t + 1 : "", 2);
}

static void
of_clerk(const struct line *l, struct breakdown_part *p)
{
	put(p, 0, l->clerk, strlen(l->clerk));
}

static void
of_counter(const struct line *l, struct breakdown_part *p)
{
	put(p, 0, l->counter, strlen(l->counter));
}

static void
of_procedure(const struct line *l, struct breakdown_part *p)
{
	put(p, (int)procedure_by_code(l->procedure), l->procedure, strlen(l->procedure));
}

static void
of_visitor(const struct line *l, struct breakdown_part *p)
{
	p->order = case_fact(l->facts, FACT_VISITOR, p->key, sizeof(p->key)) ? fact_word(FACT_VISITOR, p->key) :
	    (int)FACT_WORDS_MAX;
}

/* "sign", "sign,auth": what is asked for; "": PINs alone. */
static void
of_certificate(const struct line *l, struct breakdown_part *p)
{
	unsigned k;
	size_t n = 0;

	p->key[0] = '\0';
	p->order = l->certificates == 0 ? 1 << CERT_COUNT : (int)l->certificates;
	for (k = 0; k < CERT_COUNT; k++)
		if ((l->certificates >> k & 1) != 0)
			n += (size_t)snprintf(p->key + n, sizeof(p->key) - n, "%s%s", n > 0 ? "," : "",
			    cert_code((enum cert_kind)k));
}

/* The first ages of the bands. */
static const int bands[] = { 0, 15, 20, 30, 40, 50, 60, 70, 80, 90 };
#define BANDS ((int)(sizeof(bands) / sizeof(*bands)))

static int
band_of(struct date born, struct date day)
{
	int band = BANDS - 1;

	while (band > 0 && date_is_under(born, bands[band], day, DATE_AGE_DAY_BEFORE))
		band--;
	return band;
}

/* Of a birth date that is known in part only where each day it may be is in one band. */
static void
of_age(const struct line *l, struct breakdown_part *p)
{
	char text[32], day_text[16];
	struct date born, day;
	int band;

	put(p, BANDS, "", 0);
	(void)snprintf(day_text, sizeof(day_text), "%.10s", l->at);
	if (!case_fact(l->facts, FACT_BORN, text, sizeof(text)) || date_parse_partly(text, &born) != ERR_NONE ||
	    !date_given(born) || date_parse(day_text, &day) != ERR_NONE)
		return;
	band = band_of(date_earliest(born), day);
	if (band != band_of(date_latest(born), day))
		return;
	p->order = band;
	if (band + 1 < BANDS)
		(void)snprintf(p->key, sizeof(p->key), "%d-%d", bands[band], bands[band + 1] - 1);
	else
		(void)snprintf(p->key, sizeof(p->key), "%d-", bands[band]);
}

static void
words_fact(enum fact f, const char *key, char *out, size_t size)
{
	const int word = fact_word(f, key);

	(void)snprintf(out, size, "%s", word >= 0 ? tr(fact_info(f)->ja_words[word]) : key);
}

static void
words_day(const char *key, char *out, size_t size)
{
	struct date day;

	if (date_parse(key, &day) != ERR_NONE)
		(void)snprintf(out, size, "%s", key);
	else if (lang_now() == LANG_JA)
		date_format_era(day, out, size);
	else
		date_format_iso(day, out, size);
}

static void
words_hour(const char *key, char *out, size_t size)
{
	(void)snprintf(out, size, tr("%d時台"), atoi(key));
}

static void
words_procedure(const char *key, char *out, size_t size)
{
	words_fact(FACT_PROCEDURE, key, out, size);
}

static void
words_visitor(const char *key, char *out, size_t size)
{
	words_fact(FACT_VISITOR, key, out, size);
}

static void
words_certificate(const char *key, char *out, size_t size)
{
	const bool sign = strstr(key, cert_code(CERT_SIGN)) != NULL, auth = strstr(key, cert_code(CERT_AUTH)) != NULL;

	(void)snprintf(out, size, "%s%s%s", sign ? tr("署名用") : "", sign && auth ? "+" : "",
	    auth ? tr("利用者証明用") : "");
}

static void
words_age(const char *key, char *out, size_t size)
{
	int from = 0, to = 0;

	if (sscanf(key, "%d-%d", &from, &to) == 2)
		(void)snprintf(out, size, tr("%d歳から%d歳"), from, to);
	else
		(void)snprintf(out, size, tr("%d歳以上"), from);
}

static const struct {
	const char *code, *name;
	void (*part)(const struct line *, struct breakdown_part *);
	void (*words)(const char *key, char *out, size_t size);	/* NULL: the key itself */
	const char *unknown;					/* what "" is called */
} kinds[BREAKDOWN_COUNT] = {
	[BY_DAY] = { "day", "日", of_day, words_day, "不明" },
	[BY_HOUR] = { "hour", "時間帯", of_hour, words_hour, "不明" },
	[BY_CLERK] = { "clerk", "職員", of_clerk, NULL, "不明" },
	[BY_COUNTER] = { "counter", "窓口", of_counter, NULL, "窓口の指定なし" },
	[BY_PROCEDURE] = { "procedure", "手続", of_procedure, words_procedure, "不明" },
	[BY_VISITOR] = { "visitor", "来庁した方", of_visitor, words_visitor, "不明" },
	[BY_CERTIFICATE] = { "certificate", "電子証明書", of_certificate, words_certificate, "暗証番号だけ" },
	[BY_AGE] = { "age", "年齢", of_age, words_age, "不明" },
};

const char *
breakdown_code(enum breakdown_by by)
{
	return kinds[by].code;
}

const char *
breakdown_name(enum breakdown_by by)
{
	return kinds[by].name;
}

enum breakdown_by
breakdown_by_code(const char *code)
{
	unsigned by;

	for (by = 0; by < BREAKDOWN_COUNT && strcmp(kinds[by].code, code) != 0; by++)
		;
	return (enum breakdown_by)by;
}

void
breakdown_words(enum breakdown_by by, const char *key, char *out, size_t size)
{
	if (key[0] == '\0')
		(void)snprintf(out, size, "%s", tr(kinds[by].unknown));
	else if (kinds[by].words != NULL)
		kinds[by].words(key, out, size);
	else
		(void)snprintf(out, size, "%s", key);
}

/* --- counting --- */

static int
compare(const struct breakdown_part *a, const struct breakdown_part *b)
{
	return a->order != b->order ? (a->order > b->order) - (a->order < b->order) : strcmp(a->key, b->key);
}

/* The part with that order and key, put where it belongs if it is new. NULL: no memory. */
static struct breakdown_part *
part_of(struct breakdown *b, const struct breakdown_part *wanted)
{
	size_t low = 0, high = b->count, middle, room = b->room == 0 ? 16 : 2 * b->room;
	struct breakdown_part *parts;
	int c;

	while (low < high) {
		middle = (low + high) / 2;
		if ((c = compare(wanted, &b->parts[middle])) == 0)
			return &b->parts[middle];
		if (c < 0)
			high = middle;
		else
			low = middle + 1;
	}
	if (b->count == b->room) {
		if ((parts = reallocarray(b->parts, room, sizeof(*parts))) == NULL)
			return NULL;
		b->parts = parts;
		b->room = room;
	}
	memmove(&b->parts[low + 1], &b->parts[low], (b->count++ - low) * sizeof(*b->parts));
	b->parts[low] = *wanted;
	return &b->parts[low];
}

static bool
see_line(void *ctx, const struct store_value *v, size_t n)
{
	struct counting *c = ctx;
	const struct line l = { store_as_text(&v[0]), store_as_text(&v[1]), store_as_text(&v[2]), store_as_text(&v[3]),
	    store_as_text(&v[4]), store_as_text(&v[5]), store_as_text(&v[6]), (unsigned)store_as_int(&v[7]),
	    (long)store_as_int(&v[8]) };
	struct breakdown_part wanted = { .order = 0 }, *part;

	(void)n;
	kinds[c->by].part(&l, &wanted);
	if ((part = part_of(c->into, &wanted)) == NULL) {
		c->e = ERR_MEMORY;
		return false;
	}
	tally_count(&part->tally, l.event, l.state, 1);
	if (tally_is_done(l.event))
		tally_count_done(&part->tally, l.procedure, l.certificates, l.fee);
	return true;
}

enum err
breakdown_days(struct store *s, struct date from, struct date to, enum breakdown_by by, struct breakdown *b)
{
	const struct tally_range r = tally_range_of(from, to);
	struct counting c = { b, by, ERR_NONE };
	enum err e;

	e = store_run(s, "SELECT h.event, h.state, h.at, h.clerk, h.counter, c.procedure, c.facts, c.certificates,"
	    " c.fee FROM case_history h JOIN cases c ON c.number = h.number WHERE h.at >= ?1 AND h.at < ?2",
	    (struct store_value[]){ store_text(r.from), store_text(r.to) }, 2, see_line, &c);
	return c.e != ERR_NONE ? c.e : e;
}

void
breakdown_free(struct breakdown *b)
{
	free(b->parts);
	*b = (struct breakdown){ 0 };
}

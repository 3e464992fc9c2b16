/* The lists of letters: what is to be posted, due, late, came back, is waited for; which sheets are to be shredded. */
#include "case/inquiry.h"

#include <stdio.h>
#include <string.h>

#define LETTER "i.letter, i.channel, i.ordered_at, i.reply_until, i.posted_at, i.mail_number, i.returned_at, i.answered_at," \
	" i.is_open"
enum { LETTER_NO, CHANNEL, ORDERED, UNTIL, POSTED, MAIL, RETURNED, ANSWERED, OPEN, LETTER_COLUMNS };
enum { NUMBER = LETTER_COLUMNS, STATE, PROCEDURE, CLAIMED_BY, NAME, KANA, ADDRESS, POSTCODE, FACTS };

#define OF_CASE ", c.number, c.state, c.procedure, c.claimed_by, p.name, p.kana, p.address, p.postcode," \
	" c.facts"
#define LETTERS " FROM inquiry i JOIN cases c ON c.number = i.number LEFT JOIN person p ON p.number = i.number" \
	" WHERE i.is_open = 1 AND "
#define OUT "i.posted_at <> '' AND i.returned_at = '' AND "
#define DUE OUT "i.reply_until = ?1"
#define LATE OUT "i.reply_until < ?1 AND i.reply_until <> ''"
#define WAITING OUT "(i.reply_until > ?1 OR i.reply_until = '')"
#define BY_DAY "i.reply_until, i.number"

/* A sheet that the check or the card work still needs isn't to be shredded. */
#define IDLE "c.state NOT IN ('received', 'reply-received', 'incomplete', 'approved', 'card-work', 'handed-over', 'kept')"
#define SHEETS " FROM cases c LEFT JOIN person p ON p.number = c.number LEFT JOIN inquiry i ON i.number = c.number" \
	" AND i.letter = (SELECT max(letter) FROM inquiry WHERE number = c.number) WHERE c.sheet = 1 AND " IDLE

static const struct { const char *code, *ja, *en, *where, *order; bool by_day; } lists[] = {
	[INQUIRY_TO_POST] = { "to-post", "発送待ち", "to be posted", LETTERS "i.posted_at = ''", BY_DAY, false },
	[INQUIRY_DUE] = { "due", "今日が期限", "due today", LETTERS DUE, BY_DAY, true },
	[INQUIRY_LATE] = { "late", "期限を過ぎたもの", "late", LETTERS LATE, BY_DAY, true },
	[INQUIRY_RETURNED] = { "returned", "返戻", "returned undelivered", LETTERS "i.returned_at <> ''", BY_DAY, false },
	[INQUIRY_WAITING] = { "waiting", "回答待ち", "waiting for the reply", LETTERS WAITING, BY_DAY, true },
	[INQUIRY_SHEETS] = { "sheets", "回答書の裁断待ち", "sheets to be shredded", SHEETS, "c.changed_at", false },
};
_Static_assert(sizeof(lists) / sizeof(*lists) == INQUIRY_LIST_COUNT, "a list has no statement");

const char *
inquiry_list_code(enum inquiry_list list)
{
	return (unsigned)list < INQUIRY_LIST_COUNT ? lists[list].code : "";
}

const char *
inquiry_list_name(enum inquiry_list list, enum lang lang)
{
	if ((unsigned)list >= INQUIRY_LIST_COUNT)
		return "";
	return lang == LANG_EN ? lists[list].en : lists[list].ja;
}

/* Null where a sheet came without a letter of ours. */
static bool
read_letter(const struct store_value *v, struct inquiry *q)
{
	memset(q, 0, sizeof(*q));
	q->letter = (int)store_as_int(&v[LETTER_NO]);
	q->by_telephone = strcmp(store_as_text(&v[CHANNEL]), "telephone") == 0;
	q->open = store_as_int(&v[OPEN]) != 0;
	return (v[UNTIL].len == 0 || date_parse(store_as_text(&v[UNTIL]), &q->until) == ERR_NONE) &&
	    store_read_moment(&v[ORDERED], &q->ordered) && store_read_moment(&v[POSTED], &q->posted) &&
	    store_read_moment(&v[RETURNED], &q->returned) && store_read_moment(&v[ANSWERED], &q->answered) &&
	    store_read_text(&v[MAIL], q->mail_number, sizeof(q->mail_number));
}

struct letters { bool (*row)(void *, const struct inquiry *); void *ctx; const char *number; enum err e; };

static bool
see_letter(void *ctx, const struct store_value *v, size_t n)
{
	struct letters *l = ctx;
	struct inquiry q;

	(void)n;
	if (!read_letter(v, &q)) {
		l->e = ERR_STORE_CORRUPT;
		return false;
	}
	(void)snprintf(q.number, sizeof(q.number), "%s", l->number);
	return l->row(l->ctx, &q);
}

enum err
inquiry_letters(struct store *s, const char *number, bool (*row)(void *, const struct inquiry *), void *ctx)
{
	const struct store_value values[] = { store_text(number) };
	struct letters l = { .row = row, .ctx = ctx, .number = number };
	enum err e = store_run(s, "SELECT " LETTER " FROM inquiry i WHERE i.number = ?1 ORDER BY i.letter", values, 1,
	    see_letter, &l);

	return e != ERR_NONE ? e : l.e;
}

static bool
keep(void *ctx, const struct inquiry *q)
{
	*(struct inquiry *)ctx = *q;
	return true;
}

enum err
inquiry_last(struct store *s, const char *number, struct inquiry *q)
{
	memset(q, 0, sizeof(*q));
	return inquiry_letters(s, number, keep, q);
}

struct listing { bool (*row)(void *, const struct inquiry_row *); void *ctx; enum err e; };

static bool
see_row(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;
	struct inquiry_row r = { .state = flow_state_by_code(store_as_text(&v[STATE])) };

	(void)n;
	if (r.state == CASE_STATE_COUNT || !read_letter(v, &r.inquiry) ||
	    !store_read_text(&v[NUMBER], r.inquiry.number, sizeof(r.inquiry.number)) ||
	    !store_read_text(&v[PROCEDURE], r.procedure, sizeof(r.procedure)) ||
	    !store_read_text(&v[CLAIMED_BY], r.claimed_by, sizeof(r.claimed_by)) ||
	    !store_read_text(&v[NAME], r.name, sizeof(r.name)) || !store_read_text(&v[KANA], r.kana, sizeof(r.kana)) ||
	    !store_read_text(&v[ADDRESS], r.address, sizeof(r.address)) ||
	    !store_read_text(&v[POSTCODE], r.postcode, sizeof(r.postcode))) {
		l->e = ERR_STORE_CORRUPT;
		return false;
	}
	(void)case_fact(store_as_text(&v[FACTS]), FACT_VISITOR, r.visitor, sizeof(r.visitor));
	return l->row(l->ctx, &r);
}

enum err
inquiry_list(struct store *s, enum inquiry_list list, struct date today, int limit,
    bool (*row)(void *, const struct inquiry_row *), void *ctx)
{
	struct listing l = { .row = row, .ctx = ctx };
	struct buf sql = { 0 };
	char day[16];
	enum err e;

	if ((unsigned)list >= INQUIRY_LIST_COUNT)
		return ERR_DATA;
	date_format_iso(today, day, sizeof(day));
	buf_puts(&sql, "SELECT " LETTER OF_CASE);
	buf_puts(&sql, lists[list].where);
	buf_printf(&sql, " ORDER BY %s LIMIT %d", lists[list].order, limit > 0 ? limit : INT32_MAX);
	if ((e = buf_check(&sql)) == ERR_NONE)
		e = store_run(s, sql.text, (struct store_value[]){ store_text(day) }, lists[list].by_day ? 1 : 0, see_row, &l);
	buf_free(&sql);
	return e != ERR_NONE ? e : l.e;
}

static bool
see_counts(void *ctx, const struct store_value *v, size_t n)
{
	int *counts = ctx;
	size_t i;

	for (i = 0; i < n; i++)
		counts[i] = (int)store_as_int(&v[i]);
	return true;
}

enum err
inquiry_counts(struct store *s, struct date today, int counts[INQUIRY_LIST_COUNT])
{
	char day[16];
	enum err e;

	_Static_assert(INQUIRY_TO_POST == 0 && INQUIRY_SHEETS == INQUIRY_LIST_COUNT - 1, "columns are in the order of lists");
	date_format_iso(today, day, sizeof(day));
	memset(counts, 0, INQUIRY_LIST_COUNT * sizeof(*counts));
	e = store_run(s, "SELECT count(CASE WHEN i.posted_at = '' THEN 1 END), count(CASE WHEN " DUE " THEN 1 END),"
	    " count(CASE WHEN " LATE " THEN 1 END), count(CASE WHEN i.returned_at <> '' THEN 1 END),"
	    " count(CASE WHEN " WAITING " THEN 1 END) FROM inquiry i WHERE i.is_open = 1",
	    (struct store_value[]){ store_text(day) }, 1, see_counts, counts);
	return e != ERR_NONE ? e : store_run(s, "SELECT count(*) FROM cases c WHERE c.sheet = 1 AND " IDLE, NULL, 0,
	    see_counts, &counts[INQUIRY_SHEETS]);
}

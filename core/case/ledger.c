/* Lists what lies at the office: each kind is a statement over cases, letters and kept cards. */
#include "case/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/case-number.h"

/* Who put it there wrote the line of the history at that moment. */
#define SELECT(since, place, from) \
	"SELECT c.number, c.state, " since " AS since, " place ", coalesce((SELECT h.clerk FROM case_history h" \
	" WHERE h.number = c.number AND h.at = " since " ORDER BY h.id DESC LIMIT 1), ''), c.procedure," \
	" coalesce((SELECT p.name FROM person p WHERE p.number = c.number), '') FROM cases c " from \
	" ORDER BY since, c.number"
#define LETTER "JOIN inquiry i ON i.number = c.number AND i.is_open = 1 AND "

static const struct { const char *code, *ja, *en, *sql; } kinds[] = {
	[LEDGER_CARD] = { "card", "預かったカード", "kept cards",
	    SELECT("k.since", "k.place", "JOIN kept k ON k.number = c.number AND k.returned_at = ''") },
	[LEDGER_SHEET] = { "sheet", "暗証番号の書かれた用紙", "papers with PINs",
	    SELECT("c.changed_at", "''", "WHERE c.sheet = 1") },
	[LEDGER_TO_POST] = { "to-post", "発送前の照会書", "letters to be posted",
	    SELECT("i.ordered_at", "''", LETTER "i.posted_at = ''") },
	[LEDGER_RETURNED] = { "returned", "返戻された照会書", "letters that came back",
	    SELECT("i.returned_at", "''", LETTER "i.returned_at <> ''") },
	[LEDGER_LEFT] = { "left", "前日までに終わらなかった受付", "cases left unfinished before today",
	    SELECT("c.changed_at", "''", "LEFT JOIN kept k ON k.number = c.number AND k.returned_at = ''"
	    " WHERE c.state IN ('reply-received', 'approved', 'card-work', 'handed-over') AND c.changed_at < ?1"
	    " AND k.number IS NULL") },
};
_Static_assert(sizeof(kinds) / sizeof(*kinds) == LEDGER_COUNT, "a kind has no statement");

const char *
ledger_code(enum ledger_kind kind)
{
	return kinds[kind].code;
}

const char *
ledger_name(enum ledger_kind kind, enum lang lang)
{
	return lang == LANG_EN ? kinds[kind].en : kinds[kind].ja;
}

enum ledger_kind
ledger_by_code(const char *code)
{
	unsigned kind;

	for (kind = 0; kind < LEDGER_COUNT && strcmp(kinds[kind].code, code) != 0; kind++)
		;
	return (enum ledger_kind)kind;
}

struct listing { bool (*row)(void *, const struct ledger_item *); void *ctx; enum err e; };

static bool
see_item(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;
	struct ledger_item item = { .state = flow_state_by_code(store_as_text(&v[1])) };

	(void)n;
	if (item.state == CASE_STATE_COUNT || !store_read_text(&v[0], item.number, sizeof(item.number)) ||
	    !store_read_moment(&v[2], &item.since) || !store_read_text(&v[3], item.place, sizeof(item.place)) ||
	    !store_read_text(&v[4], item.clerk, sizeof(item.clerk)) ||
	    !store_read_text(&v[5], item.procedure, sizeof(item.procedure)) ||
	    !store_read_text(&v[6], item.name, sizeof(item.name))) {
		l->e = ERR_STORE_CORRUPT;
		return false;
	}
	return l->row(l->ctx, &item);
}

enum err
ledger_list(struct store *s, enum ledger_kind kind, struct date today,
    bool (*row)(void *, const struct ledger_item *), void *ctx)
{
	struct listing l = { .row = row, .ctx = ctx };
	char day[16];
	enum err e;

	date_format_iso(today, day, sizeof(day));
	e = store_run(s, kinds[kind].sql, (struct store_value[]){ store_text(day) }, kind == LEDGER_LEFT ? 1 : 0,
	    see_item, &l);

	return e != ERR_NONE ? e : l.e;
}

/* --- numbers --------------------------------------------------------------------------------- */

/* Where the number is, or belongs. */
static size_t
place_of(const struct ledger_numbers *n, const char *number, bool *there)
{
	size_t low = 0, high = n->count, middle;
	int c;

	for (*there = false; low < high && !*there;) {
		middle = (low + high) / 2;
		if ((c = strcmp(number, n->list[middle])) == 0) {
			*there = true;
			low = middle;
		} else if (c < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

enum err
ledger_add(struct ledger_numbers *n, const char *number)
{
	const size_t room = n->room == 0 ? 64 : 2 * n->room;
	enum err e = case_number_check(number);
	char (*list)[CASE_NUMBER_MAX];
	bool there;
	size_t at;

	if (e != ERR_NONE)
		return e;
	at = place_of(n, number, &there);
	if (there)
		return ERR_NONE;
	if (n->count == LEDGER_MAX)
		return ERR_TOO_LONG;
	if (n->count == n->room) {
		if ((list = reallocarray(n->list, room, sizeof(*list))) == NULL)
			return ERR_MEMORY;
		n->list = list;
		n->room = room;
	}
	memmove(n->list[at + 1], n->list[at], (n->count++ - at) * sizeof(*n->list));
	memcpy(n->list[at], number, strlen(number) + 1);
	return ERR_NONE;
}

void
ledger_free(struct ledger_numbers *n)
{
	free(n->list);
	*n = (struct ledger_numbers){ 0 };
}

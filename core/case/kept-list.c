/* Kept cards: the queue that is to be worked through, and those that have to go back. */
#include "case/kept.h"

#include <stdio.h>
#include <string.h>

#define SELECT "SELECT k.number, k.since, k.system, k.place, k.worked_at, k.returned_at, k.way, k.mail_number, c.state," \
	" p.name, p.kana, c.claimed_by, c.procedure, c.facts FROM kept k" \
	" JOIN cases c ON c.number = k.number LEFT JOIN person p ON p.number = k.number"
#define TO_WORK "c.state IN ('kept', 'approved', 'card-work', 'handed-over')"
#define TO_RETURN "c.state NOT IN ('kept', 'approved', 'card-work', 'handed-over')"
#define HERE " WHERE k.returned_at = '' AND "

static const struct { const char *code, *ja, *en, *sql; } lists[] = {
	[KEPT_TO_WORK] = { "to-work", "預かり: 処理待ち", "kept cards to be worked on", SELECT HERE TO_WORK },
	[KEPT_TO_RETURN] = { "to-return", "預かり: 返送待ち", "kept cards to be returned", SELECT HERE TO_RETURN },
};
_Static_assert(sizeof(lists) / sizeof(*lists) == KEPT_LIST_COUNT, "a list has no statement");

const char *
kept_list_code(enum kept_list list)
{
	return (unsigned)list < KEPT_LIST_COUNT ? lists[list].code : "";
}

const char *
kept_list_name(enum kept_list list, enum lang lang)
{
	if ((unsigned)list >= KEPT_LIST_COUNT)
		return "";
	return lang == LANG_EN ? lists[list].en : lists[list].ja;
}

static bool
read_kept(const struct store_value *v, struct kept *k)
{
	memset(k, 0, sizeof(*k));
	(void)case_fact(store_as_text(&v[13]), FACT_VISITOR, k->visitor, sizeof(k->visitor));
	k->state = flow_state_by_code(store_as_text(&v[8]));
	return k->state != CASE_STATE_COUNT && store_read_text(&v[0], k->number, sizeof(k->number)) &&
	    store_read_moment(&v[1], &k->since) && store_read_text(&v[2], k->system, sizeof(k->system)) &&
	    store_read_text(&v[3], k->place, sizeof(k->place)) && store_read_moment(&v[4], &k->worked) &&
	    store_read_moment(&v[5], &k->returned) && store_read_text(&v[6], k->way, sizeof(k->way)) &&
	    store_read_text(&v[7], k->mail_number, sizeof(k->mail_number)) && store_read_text(&v[9], k->name, sizeof(k->name)) &&
	    store_read_text(&v[10], k->kana, sizeof(k->kana)) &&
	    store_read_text(&v[11], k->claimed_by, sizeof(k->claimed_by)) &&
	    store_read_text(&v[12], k->procedure, sizeof(k->procedure));
}

struct listing { bool (*row)(void *, const struct kept *); void *ctx; enum err e; };

static bool
see_kept(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;
	struct kept k;

	(void)n;
	if (!read_kept(v, &k)) {
		l->e = ERR_STORE_CORRUPT;
		return false;
	}
	return l->row(l->ctx, &k);
}

static bool
take(void *ctx, const struct kept *k)
{
	*(struct kept *)ctx = *k;
	return false;
}

enum err
kept_last(struct store *s, const char *number, struct kept *k)
{
	const struct store_value values[] = { store_text(number) };
	struct listing l = { .row = take, .ctx = k };
	enum err e;

	memset(k, 0, sizeof(*k));
	e = store_run(s, SELECT " WHERE k.number = ?1", values, 1, see_kept, &l);
	return e != ERR_NONE ? e : l.e;
}

enum err
kept_list(struct store *s, enum kept_list list, int limit, bool (*row)(void *, const struct kept *), void *ctx)
{
	struct listing l = { .row = row, .ctx = ctx };
	char sql[640];
	enum err e;

	if ((unsigned)list >= KEPT_LIST_COUNT)
		return ERR_DATA;
	(void)snprintf(sql, sizeof(sql), "%s ORDER BY k.since, k.number LIMIT %d", lists[list].sql,
	    limit > 0 ? limit : INT32_MAX);
	e = store_run(s, sql, NULL, 0, see_kept, &l);
	return e != ERR_NONE ? e : l.e;
}

static bool
see_counts(void *ctx, const struct store_value *v, size_t n)
{
	int *counts = ctx;

	(void)n;
	counts[KEPT_TO_WORK] = (int)store_as_int(&v[0]);
	counts[KEPT_TO_RETURN] = (int)store_as_int(&v[1]);
	return true;
}

enum err
kept_counts(struct store *s, int counts[KEPT_LIST_COUNT])
{
	memset(counts, 0, KEPT_LIST_COUNT * sizeof(*counts));
	return store_run(s, "SELECT count(CASE WHEN " TO_WORK " THEN 1 END), count(CASE WHEN " TO_RETURN " THEN 1 END)"
	    " FROM kept k JOIN cases c ON c.number = k.number WHERE k.returned_at = ''", NULL, 0, see_counts, counts);
}

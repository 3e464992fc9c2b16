/* Finds what has been kept for its time, and erases it, a case a transaction. */
#include "upkeep/purge-private.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/cert.h"
#include "audit/lookup.h"
#include "case/booking.h"
#include "case/ended.h"
#include "case/person.h"
#include "people/residents.h"

/* --- planned ----------------------------------------------------------------------------------- */

struct gathering { struct purge_plan *plan; size_t cap; enum err e; };

static bool
see_case(void *ctx, const struct case_ended *c)
{
	struct gathering *g = ctx;
	struct purge_plan *p = g->plan;
	struct purge_kind *k = purge_kind_of(p, RETENTION_CASE, c->kind);
	struct purge_case *more;

	if (c->erased || k == NULL || date_compare(c->day, k->limit) >= 0)
		return true;
	if (c->needed) {
		p->preserved++;
		return true;
	}
	if (p->case_count == g->cap) {
		if ((more = realloc(p->cases, (2 * g->cap + 64) * sizeof(*more))) == NULL) {
			g->e = ERR_MEMORY;
			return false;
		}
		p->cases = more;
		g->cap = 2 * g->cap + 64;
	}
	(void)snprintf(p->cases[p->case_count].number, CASE_NUMBER_MAX, "%s", c->number);
	p->cases[p->case_count++].kind = (size_t)(k - p->kinds);
	purge_count(k, c->day);
	return true;
}

static void
add_kinds(struct buf *b, const struct purge_plan *p)
{
	char limit[16];
	size_t i;

	for (i = 0; i < p->retention.count; i++) {
		date_format_iso(p->kinds[i].limit, limit, sizeof(limit));
		buf_printf(b, "%d %s %s %" PRId64 "\n", (int)p->kinds[i].kind->of, p->kinds[i].kind->name, limit,
		    p->kinds[i].count);
	}
}

/* What would be erased, to the last case and file. */
static enum err
take_digest(struct purge_plan *p)
{
	unsigned char hash[CERT_HASH];
	struct buf b = { 0 };
	enum err e;
	size_t i;

	add_kinds(&b, p);
	for (i = 0; i < p->case_count; i++)
		buf_printf(&b, "%s\n", p->cases[i].number);
	for (i = 0; i < p->file_count; i++)
		buf_printf(&b, "%s\n", p->files[i].name);
	buf_printf(&b, "%" PRId64 "\n", p->residents);
	if ((e = buf_check(&b)) == ERR_NONE && (e = cert_hash(b.text, b.len, hash)) == ERR_NONE)
		cert_hex(hash, sizeof(hash), p->digest, sizeof(p->digest));
	buf_free(&b);
	return e;
}

static enum err
count_looks(struct store *s, struct purge_kind *k)
{
	return lookup_before(s, k->limit, &k->count, &k->first, &k->last);
}

static enum err
count_bookings(struct store *s, struct purge_kind *k)
{
	return booking_before(s, k->limit, &k->count, &k->first, &k->last);
}

enum err
purge_plan_make(struct store *s, const struct actor *a, const struct purge_from *from, struct purge_plan *p)
{
	struct gathering g = { p, 0, ERR_NONE };
	enum err e;
	size_t i;

	memset(p, 0, sizeof(*p));
	if ((e = audit_allow(s, a, ACT_PURGE, "")) != ERR_NONE)
		return e;
	p->retention = *from->retention;
	for (i = 0; i < p->retention.count; i++)
		p->kinds[i] = (struct purge_kind){ .kind = &p->retention.kinds[i],
		    .limit = retention_limit(&p->retention.kinds[i], a->at.date) };
	if ((e = case_ended_each(s, NULL, see_case, &g)) != ERR_NONE || (e = g.e) != ERR_NONE ||
	    (e = purge_find_files(s, from->papers, p)) != ERR_NONE ||
	    (e = count_looks(s, purge_kind_of(p, RETENTION_LOOKS, ""))) != ERR_NONE ||
	    (e = count_bookings(s, purge_kind_of(p, RETENTION_BOOKINGS, ""))) != ERR_NONE ||
	    (e = residents_left(s, &p->residents)) != ERR_NONE)
		return e;
	return take_digest(p);
}

void
purge_plan_free(struct purge_plan *p)
{
	free(p->cases);
	free(p->files);
	memset(p, 0, sizeof(*p));
}

/* --- two administrators ------------------------------------------------------------------------ */

struct proposal { const char *clerk, *digest; bool by_other; };

static bool
see_proposal(void *ctx, const struct store_value *v, size_t n)
{
	struct proposal *p = ctx;

	(void)n;
	p->by_other = strcmp(store_as_text(&v[0]), "purge-proposed") == 0 &&
	    strcmp(store_as_text(&v[1]), p->digest) == 0 && strcmp(store_as_text(&v[2]), p->clerk) != 0;
	return false;
}

/* Whether the last word on a purge is another's, who wants this very one. */
static enum err
is_proposed(struct store *s, const struct actor *a, const struct purge_plan *plan, bool *by_other)
{
	struct proposal p = { a->clerk, plan->digest, false };
	enum err e = store_run(s, "SELECT event, digest, clerk FROM audit WHERE event IN ('purge-proposed',"
	    " 'purge-begun') ORDER BY line DESC LIMIT 1", NULL, 0, see_proposal, &p);

	*by_other = p.by_other;
	return e;
}

static enum err
begin_within(struct store *s, const struct actor *a, const struct purge_plan *p, const char *why, bool two,
    bool *proposed)
{
	bool by_other = true;
	enum err e = two ? is_proposed(s, a, p, &by_other) : ERR_NONE;

	*proposed = !by_other;
	return e != ERR_NONE ? e : audit_write_of(s, a, by_other ? "purge-begun" : "purge-proposed", "", why,
	    p->digest);
}

static enum err
begin(struct store *s, const struct actor *a, const struct purge_plan *p, const char *why, bool two)
{
	bool proposed = false;
	enum err e = store_begin(s);

	if (e == ERR_NONE)
		e = store_end(s, begin_within(s, a, p, why, two, &proposed));
	return e == ERR_NONE && proposed ? ERR_PURGE_SECOND : e;
}

/* --- carried out ------------------------------------------------------------------------------- */

static const char *const of_names[] = { [RETENTION_CASE] = "case:", [RETENTION_PAPER] = "paper:",
    [RETENTION_LOOKS] = "looks", [RETENTION_BOOKINGS] = "bookings" };

/* "2010-04-01,case:issue,12,2008-05-01,2010-03-31,why": until when, what, how many, from, to, what ordered it. */
static enum err
record(struct store *s, const struct actor *a, const struct purge_kind *k, int64_t count, const char *why)
{
	char limit[16], first[16], last[16], reason[200];

	date_format_iso(k->limit, limit, sizeof(limit));
	date_format_iso(k->first, first, sizeof(first));
	date_format_iso(k->last, last, sizeof(last));
	(void)snprintf(reason, sizeof(reason), "%s,%s%s,%" PRId64 ",%s,%s,%s", limit, of_names[k->kind->of],
	    k->kind->name, count, first, last, why);
	return audit_write(s, a, "purged", "", reason);
}

static enum err
record_alone(struct store *s, const struct actor *a, const struct purge_kind *k, int64_t count, const char *why)
{
	enum err e = count > 0 ? store_begin(s) : ERR_NONE;

	return e != ERR_NONE || count == 0 ? e : store_end(s, record(s, a, k, count, why));
}

struct again { struct date limit; bool due; };

static bool
see_again(void *ctx, const struct case_ended *c)
{
	struct again *again = ctx;

	again->due = !c->erased && !c->needed && date_compare(c->day, again->limit) < 0;
	return false;
}

/* A colleague may have taken it up, or preserved it, since it was planned. */
static enum err
erase_within(struct store *s, const struct actor *a, const char *number, struct date limit, bool *erased)
{
	struct again again = { limit, false };
	enum err e = case_ended_each(s, number, see_again, &again);

	*erased = e == ERR_NONE && again.due;
	return e == ERR_NONE && again.due ? case_erase_within(s, a, number) : e;
}

static enum err
erase(struct store *s, const struct actor *a, const char *number, struct date limit, int64_t *count)
{
	bool erased = false;
	enum err e = store_begin(s);

	if (e == ERR_NONE && (e = store_end(s, erase_within(s, a, number, limit, &erased))) == ERR_NONE)
		*count += erased ? 1 : 0;
	return e;
}

static enum err
erase_cases(struct store *s, const struct actor *a, const struct purge_plan *p, int64_t counts[RETENTION_KINDS_MAX])
{
	enum err e = ERR_NONE;
	size_t i;

	for (i = 0; i < p->case_count && e == ERR_NONE; i++) {
		const struct purge_case *c = &p->cases[i];

		e = erase(s, a, c->number, p->kinds[c->kind].limit, &counts[c->kind]);
		store_yield(s);
	}
	return e;
}

/* Behind what it tells of: where that was broken off, the log has each case and file all the same. */
static enum err
erase_counted(struct store *s, const struct actor *a, const struct purge_from *from, const struct purge_plan *p,
    const char *why)
{
	int64_t counts[RETENTION_KINDS_MAX] = { 0 };
	enum err e = purge_delete_files(s, a, from->papers, p, counts);
	size_t i;

	if (e == ERR_NONE)
		e = erase_cases(s, a, p, counts);
	for (i = 0; i < p->retention.count && e == ERR_NONE; i++)
		e = record_alone(s, a, &p->kinds[i], counts[i], why);
	return e;
}

/* What is of no case: looks, bookings. */
static enum err
forget(struct store *s, const struct actor *a, const struct purge_plan *p, enum retention_of of,
    enum err (*before)(struct store *, struct date), const char *why)
{
	const struct retention_kind *kind = retention_find(&p->retention, of, "");
	const struct purge_kind *k = &p->kinds[kind - p->retention.kinds];
	enum err e;

	if (k->count == 0)
		return ERR_NONE;
	if ((e = store_begin(s)) == ERR_NONE) {
		if ((e = before(s, k->limit)) == ERR_NONE)
			e = record(s, a, k, k->count, why);
		e = store_end(s, e);
	}
	return e;
}

static bool
is_why(const char *why)
{
	const size_t n = strspn(why, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return n > 0 && n < PURGE_WHY_MAX && why[n] == '\0';
}

enum err
purge_do(struct store *s, const struct actor *a, const struct purge_from *from, const struct purge_plan *p,
    const char *why, bool two)
{
	enum err e;

	if ((e = audit_allow(s, a, ACT_PURGE, "")) != ERR_NONE)
		return e;
	if (!is_why(why))
		return ERR_USAGE;
	if ((e = begin(s, a, p, why, two)) != ERR_NONE || (e = erase_counted(s, a, from, p, why)) != ERR_NONE ||
	    (e = forget(s, a, p, RETENTION_LOOKS, lookup_forget, why)) != ERR_NONE ||
	    (e = forget(s, a, p, RETENTION_BOOKINGS, booking_forget, why)) != ERR_NONE ||
	    (e = residents_clear(s, a)) != ERR_NONE)
		return e;
	return store_wipe(s);
}

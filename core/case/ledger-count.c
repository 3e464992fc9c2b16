/* Holds what was found against the ledger, and keeps it, for two people to sign. */
#include "case/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/audit.h"

struct gathering { struct ledger_numbers *into; enum err e; };

static bool
gather(void *ctx, const struct ledger_item *item)
{
	struct gathering *g = ctx;

	return (g->e = ledger_add(g->into, item->number)) == ERR_NONE;
}

/* What one has and the other hasn't; both are in order. */
static enum err
without(const struct ledger_numbers *one, const struct ledger_numbers *other, struct ledger_numbers *out)
{
	enum err e = ERR_NONE;
	size_t i, k = 0;

	for (i = 0; i < one->count && e == ERR_NONE; i++) {
		while (k < other->count && strcmp(other->list[k], one->list[i]) < 0)
			k++;
		if (k == other->count || strcmp(other->list[k], one->list[i]) != 0)
			e = ledger_add(out, one->list[i]);
	}
	return e;
}

static enum err
compare(struct store *s, enum ledger_kind kind, struct date today, const struct ledger_numbers *found,
    struct ledger_result *r)
{
	struct ledger_numbers known = { 0 };
	struct gathering g = { .into = &known };
	enum err e = ledger_list(s, kind, today, gather, &g);

	if (e == ERR_NONE && (e = g.e) == ERR_NONE && (e = without(&known, found, &r->missing)) == ERR_NONE)
		e = without(found, &known, &r->surplus);
	ledger_free(&known);
	return e;
}

static void
write(const struct ledger_numbers *n, struct buf *b)
{
	size_t i;

	for (i = 0; i < n->count; i++)
		buf_printf(b, "%s%s", i > 0 ? " " : "", n->list[i]);
}

struct waiting { int64_t id; char clerk[33]; bool there; };

static bool
see_waiting(void *ctx, const struct store_value *v, size_t n)
{
	struct waiting *w = ctx;

	(void)n;
	w->id = store_as_int(&v[0]);
	w->there = store_read_text(&v[1], w->clerk, sizeof(w->clerk));
	return false;
}

/* The last count of the day by a colleague who found just this, against the same ledger, and waits for a second. */
static enum err
find_waiting(struct store *s, const struct actor *a, enum ledger_kind kind, const struct buf texts[3],
    struct waiting *w)
{
	char day[16];

	date_format_iso(a->at.date, day, sizeof(day));
	return store_run(s, "SELECT id, clerk FROM ledger_count WHERE kind = ?1 AND id ="
	    " (SELECT max(id) FROM ledger_count WHERE kind = ?1) AND at >= ?2 AND clerk <> ?3 AND seconded_by = ''"
	    " AND numbers = ?4 AND missing = ?5 AND surplus = ?6",
	    (struct store_value[]){ store_text(ledger_code(kind)), store_text(day),
	    store_text(a->clerk), store_text(buf_text(&texts[0])), store_text(buf_text(&texts[1])),
	    store_text(buf_text(&texts[2])) }, 6, see_waiting, w);
}

static enum err
keep(struct store *s, const struct actor *a, enum ledger_kind kind, const struct buf texts[3], struct ledger_result *r)
{
	struct waiting w = { .there = false };
	char at[24];
	enum err e = find_waiting(s, a, kind, texts, &w);

	if (e != ERR_NONE)
		return e;
	r->second = w.there;
	memcpy(r->first, w.clerk, sizeof(r->first));
	if (w.there)
		return store_run(s, "UPDATE ledger_count SET seconded_by = ?2, seconded_at = ?3 WHERE id = ?1",
		    (struct store_value[]){ store_int(w.id), store_text(a->clerk), store_moment(a->at, at) }, 3, NULL,
		    NULL);
	return store_run(s, "INSERT INTO ledger_count (kind, at, clerk, counter, numbers, missing, surplus)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", (struct store_value[]){ store_text(ledger_code(kind)),
	    store_moment(a->at, at), store_text(a->clerk), store_text(a->counter), store_text(buf_text(&texts[0])),
	    store_text(buf_text(&texts[1])), store_text(buf_text(&texts[2])) }, 7, NULL, NULL);
}

static enum err
count_within(struct store *s, const struct actor *a, enum ledger_kind kind, const struct ledger_numbers *found,
    struct ledger_result *r)
{
	struct buf texts[3] = { { 0 } };
	char reason[64];
	enum err e = compare(s, kind, a->at.date, found, r);
	size_t i;

	write(found, &texts[0]);
	write(&r->missing, &texts[1]);
	write(&r->surplus, &texts[2]);
	for (i = 0; i < 3 && e == ERR_NONE; i++)
		e = buf_check(&texts[i]);
	if (e == ERR_NONE)
		e = keep(s, a, kind, texts, r);
	(void)snprintf(reason, sizeof(reason), "%s:%zu,missing:%zu,surplus:%zu", ledger_code(kind), found->count,
	    r->missing.count, r->surplus.count);
	if (e == ERR_NONE)
		e = audit_write(s, a, r->second ? "ledger-seconded" : "ledger-counted", "", reason);
	for (i = 0; i < 3; i++)
		buf_free(&texts[i]);
	return e;
}

enum err
ledger_count(struct store *s, const struct actor *a, enum ledger_kind kind, const struct ledger_numbers *found,
    struct ledger_result *r)
{
	enum err e;

	*r = (struct ledger_result){ .second = false };
	if ((e = audit_allow(s, a, ACT_MOVE, "")) != ERR_NONE || (e = store_begin(s)) != ERR_NONE ||
	    (e = store_end(s, count_within(s, a, kind, found, r))) != ERR_NONE)
		return e;
	return r->missing.count + r->surplus.count > 0 ? ERR_LEDGER_DIFFERS : ERR_NONE;
}

void
ledger_result_free(struct ledger_result *r)
{
	ledger_free(&r->missing);
	ledger_free(&r->surplus);
}

/* --- the last one ------------------------------------------------------------------------------ */

static size_t
words(const char *text)
{
	size_t n = *text != '\0';

	for (; *text != '\0'; text++)
		n += *text == ' ';
	return n;
}

static bool
see_counted(void *ctx, const struct store_value *v, size_t n)
{
	struct ledger_counted *c = ctx;

	(void)n;
	c->found = words(store_as_text(&v[4]));
	c->missing = words(store_as_text(&v[5]));
	c->surplus = words(store_as_text(&v[6]));
	if (!store_read_moment(&v[0], &c->at) || !store_read_text(&v[1], c->clerk, sizeof(c->clerk)) ||
	    !store_read_text(&v[2], c->second, sizeof(c->second)) || !store_read_moment(&v[3], &c->seconded))
		c->at.date = (struct date){ 0 };
	return false;
}

enum err
ledger_last(struct store *s, enum ledger_kind kind, struct ledger_counted *c)
{
	*c = (struct ledger_counted){ .clerk = "" };
	return store_run(s, "SELECT at, clerk, seconded_by, seconded_at, numbers, missing, surplus FROM ledger_count"
	    " WHERE kind = ?1 ORDER BY id DESC LIMIT 1", (struct store_value[]){ store_text(ledger_code(kind)) }, 1,
	    see_counted, c);
}

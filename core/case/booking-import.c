/* Takes a booking system's list: every line is read and checked first, and all that are to be are taken, or none. */
#include "config.h"

#include "case/booking-private.h"

#include <stdio.h>
#include <string.h>

struct known { int64_t id; bool open, same; };

static bool
see_known(void *ctx, const struct store_value *v, size_t n)
{
	struct known *k = ctx;

	(void)n;
	k->id = store_as_int(&v[0]);
	k->open = strcmp(store_as_text(&v[1]), booking_state_code(BOOKING_OPEN)) == 0;
	k->same = store_as_int(&v[2]) != 0;
	return false;
}

/* What came of it, or was called off here, isn't changed by a list any more. */
static enum err
put_line(struct store *s, const struct booking_line *l, struct booking_sums *sums)
{
	const struct store_value values[] = { store_text(l->reference), store_text(l->at), store_text(l->name),
	    store_text(l->kana), store_text(l->born), store_text(l->counter), store_text(l->procedure),
	    store_text(l->visitor) };
	struct known k = { 0 };
	enum err e = store_run(s, "SELECT id, state, CASE WHEN at = ?2 AND name = ?3 AND kana = ?4 AND born = ?5"
	    " AND counter = ?6 AND procedure = ?7 AND visitor = ?8 THEN 1 ELSE 0 END FROM booking"
	    " WHERE reference = ?1 AND (?1 <> '' OR (at = ?2 AND name = ?3)) ORDER BY id DESC LIMIT 1", values, 8,
	    see_known, &k);

	if (e != ERR_NONE)
		return e;
	if (k.id == 0) {
		sums->added++;
		return store_run(s, "INSERT INTO booking (reference, at, name, kana, born, counter, procedure, visitor)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", values, 8, NULL, NULL);
	}
	if (!k.open || k.same) {
		sums->same++;
		return ERR_NONE;
	}
	sums->changed++;
	return store_run(s, "UPDATE booking SET at = ?2, name = ?3, kana = ?4, born = ?5, counter = ?6, procedure = ?7,"
	    " visitor = ?8 WHERE id = ?1", (const struct store_value[]){ store_int(k.id), values[1], values[2],
	    values[3], values[4], values[5], values[6], values[7] }, 8, NULL, NULL);
}

static enum err
put_all(struct store *s, const struct actor *a, const struct booking_lines *r, struct booking_sums *sums)
{
	char reason[64];
	enum err e = ERR_NONE;
	size_t i;

	*sums = (struct booking_sums){ .other = r->other, .rest = r->rest };
	for (i = 0; i < r->count && e == ERR_NONE; i++)
		e = put_line(s, &r->list[i], sums);
	(void)snprintf(reason, sizeof(reason), "added:%lld,changed:%lld", (long long)sums->added,
	    (long long)sums->changed);
	return e != ERR_NONE ? e : audit_write(s, a, "bookings-imported", "", reason);
}

enum err
booking_import(struct store *s, const struct actor *a, FILE *in, const char *name, const struct booking_how *how,
    struct faults *faults, struct booking_sums *sums)
{
	const struct booking_list list = { in, name, how, a->at.date };
	struct booking_lines *lines = NULL;
	enum err e;

	*sums = (struct booking_sums){ 0 };
	if ((e = audit_allow(s, a, ACT_OPEN, "")) != ERR_NONE)
		return e;
	e = booking_read(&list, faults, &lines);
	if (e == ERR_NONE && (e = store_begin(s)) == ERR_NONE)
		e = store_end(s, put_all(s, a, lines, sums));
	booking_lines_free(&lines);
	return e;
}

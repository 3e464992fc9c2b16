/* What was handed over to the authority's terminal, as the store keeps it. */
#include "case/handover.h"

#include <stdio.h>
#include <string.h>

static struct store_value
day(struct date d, char text[24])
{
	if (!date_given(d))
		return store_text("");
	date_format_iso(d, text, 24);
	return store_text(text);
}

/* Of a certificate of before: none, one whose serial wasn't read (empty), or its serial. */
static struct store_value
serial(const struct handover_want *w, unsigned kind)
{
	return w->before[kind].present ? store_blob(w->before[kind].serial, w->before[kind].serial_len) : store_null();
}

enum err
handover_put(struct store *s, const struct actor *a, const char *number, const struct handover_want *w)
{
	char at[24], sign_until[24], auth_until[24], tries[64];
	enum err e;

	/* One that ended within the same second is in the history. */
	if ((e = store_run(s, "DELETE FROM handover WHERE number = ?1 AND at = ?2 AND ended_at <> ''",
	    (struct store_value[]){ store_text(number), store_moment(a->at, at) }, 2, NULL, NULL)) != ERR_NONE)
		return e;
	(void)snprintf(tries, sizeof(tries), "%d %d %d %d", w->tries[PIN_SIGN], w->tries[PIN_AUTH], w->tries[PIN_JUKI],
	    w->tries[PIN_ASSIST]);
	return store_run(s, "INSERT INTO handover (number, at, clerk, fresh, gone, pins, sign_until, auth_until,"
	    " before_known, sign_before, auth_before, tries, card)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
	    (struct store_value[]){ store_text(number), store_moment(a->at, at), store_text(a->clerk),
	    store_int(w->fresh), store_int(w->gone), store_int(w->pins), day(w->until[CERT_SIGN], sign_until),
	    day(w->until[CERT_AUTH], auth_until), store_int(w->before_known), serial(w, CERT_SIGN),
	    serial(w, CERT_AUTH), store_text(tries), store_text(w->card) }, 13, NULL, NULL);
}

/* One row, the hand-over in progress: else there is none. */
static enum err
changed_one(struct store *s, enum err e)
{
	return e == ERR_NONE && store_changed(s) != 1 ? ERR_CASE_STATE : e;
}

static struct store_value
known_serial(const struct handover_certs *c, unsigned kind)
{
	const size_t len = c->certs[kind].serial_len;

	return len > 0 ? store_blob(c->certs[kind].serial, len) : store_null();
}

static enum err
put_certs(struct store *s, const char *number, const struct handover_certs *c)
{
	char sign[24], auth[24];

	return changed_one(s, store_run(s, "UPDATE handover SET sign_serial = ?2, auth_serial = ?3, sign_last = ?4,"
	    " auth_last = ?5 WHERE number = ?1 AND ended_at = ''", (struct store_value[]){ store_text(number),
	    known_serial(c, CERT_SIGN), known_serial(c, CERT_AUTH), day(c->certs[CERT_SIGN].until, sign),
	    day(c->certs[CERT_AUTH].until, auth) }, 5, NULL, NULL));
}

enum err
handover_end(struct store *s, const struct actor *a, const char *number, const char *outcome, const char *by,
    const struct handover_certs *certs)
{
	static const struct handover_certs none;
	char at[24];
	const struct store_value values[] = { store_text(number), store_moment(a->at, at), store_text(outcome),
	    store_text(by) };
	enum err e = put_certs(s, number, certs != NULL ? certs : &none);

	return e != ERR_NONE ? e : changed_one(s, store_run(s, "UPDATE handover SET ended_at = ?2, outcome = ?3,"
	    " shown_by = ?4 WHERE number = ?1 AND ended_at = ''", values, 4, NULL, NULL));
}

enum err
handover_type(struct store *s, const struct actor *a, const char *number, const struct handover_print *p)
{
	static const struct handover_print none;
	char text[24];
	enum err e;

	if (p == NULL)
		p = &none;
	e = changed_one(s, store_run(s, "UPDATE handover SET typed_by = ?2, typed_day = ?3 WHERE number = ?1"
	    " AND ended_at = ''", (struct store_value[]){ store_text(number),
	    store_text(date_given(p->day) ? a->clerk : ""), day(p->day, text) }, 3, NULL, NULL));
	return e != ERR_NONE ? e : put_certs(s, number, &p->said);
}

struct loading { struct handover_want *want; bool found, sound; };

static bool
read_serial(const struct store_value *v, struct handover_want *w, unsigned kind)
{
	w->before[kind].present = v->type == STORE_BLOB;
	if (!w->before[kind].present)
		return v->type == STORE_NULL;
	if (v->len > CERT_SERIAL_MAX)
		return false;
	if (v->len > 0)
		memcpy(w->before[kind].serial, v->bytes, v->len);
	w->before[kind].serial_len = v->len;
	return true;
}

static bool
read_until(const struct store_value *v, struct date *out)
{
	*out = (struct date){ 0, 0, 0 };
	return store_as_text(v)[0] == '\0' || date_parse(store_as_text(v), out) == ERR_NONE;
}

static bool
read_want(void *ctx, const struct store_value *v, size_t n)
{
	struct loading *l = ctx;
	struct handover_want *w = l->want;
	int *t = w->tries;

	(void)n;
	l->found = true;
	w->fresh = (unsigned)store_as_int(&v[1]) & CERT_BOTH;
	w->gone = (unsigned)store_as_int(&v[2]) & CERT_BOTH;
	w->pins = (unsigned)store_as_int(&v[3]) & ((1u << PIN_COUNT) - 1);
	w->before_known = store_as_int(&v[6]) != 0;
	l->sound = store_read_day(&v[0], &w->day) && read_until(&v[4], &w->until[CERT_SIGN]) &&
	    read_until(&v[5], &w->until[CERT_AUTH]) && read_serial(&v[7], w, CERT_SIGN) &&
	    read_serial(&v[8], w, CERT_AUTH) && sscanf(store_as_text(&v[9]), "%d %d %d %d", &t[PIN_SIGN], &t[PIN_AUTH],
	    &t[PIN_JUKI], &t[PIN_ASSIST]) == PIN_COUNT && store_read_text(&v[10], w->card, sizeof(w->card));
	return false;
}

enum err
handover_load(struct store *s, const char *number, struct handover_want *w)
{
	const struct store_value values[] = { store_text(number) };
	struct loading l = { .want = w };
	enum err e;

	memset(w, 0, sizeof(*w));
	e = store_run(s, "SELECT at, fresh, gone, pins, sign_until, auth_until, before_known, sign_before, auth_before,"
	    " tries, card FROM handover WHERE number = ?1 AND ended_at = ''", values, 1, read_want, &l);
	if (e != ERR_NONE)
		return e;
	return !l.found ? ERR_CASE_STATE : l.sound ? ERR_NONE : ERR_STORE_CORRUPT;
}

struct typing { struct handover_print *print; bool found, sound; };

static bool
read_known(const struct store_value *serial, const struct store_value *last, struct handover_certs *c, unsigned kind)
{
	if (serial->type == STORE_BLOB && serial->len <= CERT_SERIAL_MAX) {
		memcpy(c->certs[kind].serial, serial->bytes, serial->len);
		c->certs[kind].serial_len = serial->len;
	} else if (serial->type != STORE_NULL)
		return false;
	return read_until(last, &c->certs[kind].until);
}

static bool
read_print(void *ctx, const struct store_value *v, size_t n)
{
	struct typing *t = ctx;
	struct handover_print *p = t->print;

	(void)n;
	t->found = true;
	t->sound = store_read_text(&v[0], p->by, sizeof(p->by)) && read_until(&v[1], &p->day) &&
	    read_known(&v[2], &v[4], &p->said, CERT_SIGN) && read_known(&v[3], &v[5], &p->said, CERT_AUTH);
	return false;
}

#define PRINT_SELECT "SELECT typed_by, typed_day, sign_serial, auth_serial, sign_last, auth_last FROM handover"

static enum err
find_print(struct store *s, const char *sql, const char *number, struct handover_print *p, bool *found)
{
	const struct store_value values[] = { store_text(number) };
	struct typing t = { .print = p };
	enum err e;

	memset(p, 0, sizeof(*p));
	e = store_run(s, sql, values, 1, read_print, &t);
	*found = t.found;
	return e == ERR_NONE && t.found && !t.sound ? ERR_STORE_CORRUPT : e;
}

enum err
handover_typed(struct store *s, const char *number, struct handover_print *p)
{
	bool found;
	const enum err e = find_print(s, PRINT_SELECT " WHERE number = ?1 AND ended_at = ''", number, p, &found);

	return e == ERR_NONE && !found ? ERR_CASE_STATE : e;
}

static bool
see_differences(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	*(bool *)ctx = handover_against_print(store_as_text(&v[0]));
	return !*(bool *)ctx;
}

/* A difference of a print stands behind the event that voids it. */
enum err
handover_read_otherwise(struct store *s, const char *number, bool *otherwise)
{
	const struct store_value values[] = { store_text(number) };

	*otherwise = false;
	return store_run(s, "SELECT h.why FROM case_history h WHERE h.number = ?1 AND h.event = 'not-as-wanted'"
	    " AND h.id > (SELECT max(b.id) FROM case_history b WHERE b.number = ?1 AND b.event = 'handed-over')"
	    " AND NOT EXISTS (SELECT 1 FROM case_history p WHERE p.event = 'print-void'"
	    " AND p.id = (SELECT max(q.id) FROM case_history q WHERE q.number = ?1 AND q.id < h.id))",
	    values, 1, see_differences, otherwise);
}

enum err
handover_certs(struct store *s, const char *number, struct handover_certs *certs)
{
	struct handover_print p;
	bool found;
	const enum err e = find_print(s, PRINT_SELECT " WHERE number = ?1 AND outcome = 'done'"
	    " ORDER BY at DESC LIMIT 1", number, &p, &found);

	*certs = p.said;
	return e;
}

struct listing { bool (*row)(void *, const struct handover_row *); void *ctx; enum err e; };

static bool
see_row(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;
	struct handover_row r = { 0 };

	(void)n;
	if (store_read_text(&v[0], r.number, sizeof(r.number)) && store_read_moment(&v[1], &r.since) &&
	    store_read_text(&v[2], r.clerk, sizeof(r.clerk)) && store_read_text(&v[3], r.claimed_by, sizeof(r.claimed_by)) &&
	    store_read_text(&v[4], r.procedure, sizeof(r.procedure)) && store_read_text(&v[5], r.name, sizeof(r.name)) &&
	    store_read_text(&v[6], r.kana, sizeof(r.kana)))
		return l->row(l->ctx, &r);
	l->e = ERR_STORE_CORRUPT;
	return false;
}

enum err
handover_list(struct store *s, int limit, bool (*row)(void *, const struct handover_row *), void *ctx)
{
	const struct store_value values[] = { store_int(limit > 0 ? limit : INT64_MAX) };
	struct listing l = { row, ctx, ERR_NONE };
	enum err e = store_run(s, "SELECT h.number, h.at, h.clerk, c.claimed_by, c.procedure, p.name, p.kana FROM handover h"
	    " JOIN cases c ON c.number = h.number LEFT JOIN person p ON p.number = h.number WHERE h.ended_at = ''"
	    " ORDER BY h.at, h.number LIMIT ?1", values, 1, see_row, &l);

	return e != ERR_NONE ? e : l.e;
}

/* The journal as rows of two tables; a step costs one durable transaction. */
#include "desk/journal.h"

#include <stdio.h>
#include <string.h>

static struct store_value
when(const struct actor *a, char out[24])
{
	moment_format(a->at, out, 24);
	return store_text(out);
}

static bool
seen(void *ctx, const struct store_value *v, size_t n)
{
	(void)v;
	(void)n;
	*(bool *)ctx = true;
	return false;
}

enum err
journal_open(struct store *s, const struct actor *a, const struct case_file *file, int64_t *id)
{
	struct owner self;
	char at[24];
	bool open = false;
	enum err e;

	if ((e = owner_self(&self)) != ERR_NONE)
		return e;
	e = store_run(s, "SELECT 1 FROM procedures WHERE case_number = ?1 AND ended IS NULL",
	    (struct store_value[]){ store_text(file->number) }, 1, seen, &open);
	if (e != ERR_NONE || open)
		return e != ERR_NONE ? e : ERR_HALF_DONE;
	return store_get_int(s, "INSERT INTO procedures (case_number, kind, host, boot, pid, start, clerk, begun)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id",
	    (struct store_value[]){ store_text(file->number), store_text(file->procedure), store_text(self.host),
	    store_text(self.boot), store_int(self.pid), store_int(self.start), store_text(a->clerk), when(a, at) },
	    8, id);
}

static enum err
mark_done(struct store *s, const struct actor *a, int64_t id, const char *code, const void *data, size_t len)
{
	char at[24];

	return store_run(s, "UPDATE steps SET done = ?3, data = coalesce(?4, data) WHERE procedure = ?1 AND code = ?2",
	    (struct store_value[]){ store_int(id), store_text(code), when(a, at),
	    data != NULL ? store_blob(data, len) : store_null() }, 4, NULL, NULL);
}

static enum err
mark_begun(struct store *s, const struct actor *a, int64_t id, const char *code)
{
	char at[24];

	return store_run(s, "INSERT INTO steps (procedure, seq, code, begun)"
	    " VALUES (?1, (SELECT count(*) FROM steps WHERE procedure = ?1), ?2, ?3)"
	    " ON CONFLICT (procedure, code) DO UPDATE SET begun = excluded.begun, done = NULL",
	    (struct store_value[]){ store_int(id), store_text(code), when(a, at) }, 3, NULL, NULL);
}

/* False, as all that read a row here: the store isn't as we wrote it. */
static bool
read_owner(struct owner *o, const struct store_value *v)
{
	o->pid = store_as_int(&v[2]);
	o->start = store_as_int(&v[3]);
	return store_read_text(&v[0], o->host, sizeof(o->host)) && store_read_text(&v[1], o->boot, sizeof(o->boot));
}

struct owned { struct owner owner; bool sound; };

static bool
see_owner(void *ctx, const struct store_value *v, size_t n)
{
	struct owned *owned = ctx;

	(void)n;
	owned->sound = read_owner(&owned->owner, v);
	return false;
}

enum err
journal_check(struct store *s, int64_t id)
{
	struct owned owned = { .sound = true };
	enum err e = store_run(s, "SELECT host, boot, pid, start FROM procedures WHERE id = ?1 AND ended IS NULL",
	    (struct store_value[]){ store_int(id) }, 1, see_owner, &owned);

	if (e == ERR_NONE && !owned.sound)
		return ERR_STORE_CORRUPT;
	return e != ERR_NONE || owner_is_self(&owned.owner) ? e : ERR_CASE_TAKEN;
}

enum err
journal_step(struct store *s, const struct actor *a, int64_t id, const char *number, const char *done,
    const void *data, size_t len, const char *begin)
{
	enum err e;

	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	e = journal_check(s, id);
	if (e == ERR_NONE && done != NULL)
		e = mark_done(s, a, id, done, data, len);
	if (e == ERR_NONE && (e = mark_begun(s, a, id, begin)) == ERR_NONE)
		e = audit_write(s, a, "step-begun", number, begin);
	return store_end(s, e);
}

enum err
journal_close(struct store *s, const struct actor *a, int64_t id, const char *outcome)
{
	char at[24];
	enum err e = journal_check(s, id);

	return e != ERR_NONE ? e : store_run(s, "UPDATE procedures SET ended = ?2, outcome = ?3, pid = 0 WHERE id = ?1",
	    (struct store_value[]){ store_int(id), when(a, at), store_text(outcome) }, 3, NULL, NULL);
}

enum err
journal_give_up(struct store *s, int64_t id)
{
	return store_run(s, "UPDATE procedures SET pid = 0 WHERE id = ?1", (struct store_value[]){ store_int(id) }, 1,
	    NULL, NULL);
}

void
journal_release(struct store *s, int64_t id)
{
	enum err e;

	if (store_begin(s) != ERR_NONE)
		return;
	if ((e = journal_check(s, id)) == ERR_NONE)
		e = journal_give_up(s, id);
	(void)store_end(s, e);
}

#define HEAD_COLUMNS "p.id, p.case_number, p.kind, p.clerk, p.begun, p.host, p.boot, p.pid, p.start," \
	" coalesce(s.code, ''), s.done IS NOT NULL, coalesce(o.name, '')"
#define HEAD_TABLES " FROM procedures p LEFT JOIN person o ON o.number = p.case_number" \
	" LEFT JOIN steps s ON s.procedure = p.id AND s.seq = (SELECT max(seq) FROM steps WHERE procedure = p.id)" \
	" WHERE p.ended IS NULL"

static bool
read_head(struct journal_head *h, const struct store_value *v)
{
	memset(h, 0, sizeof(*h));
	h->id = store_as_int(&v[0]);
	h->last_done = store_as_int(&v[10]) != 0;
	return store_read_text(&v[1], h->number, sizeof(h->number)) &&
	    store_read_text(&v[2], h->procedure, sizeof(h->procedure)) &&
	    store_read_text(&v[3], h->clerk, sizeof(h->clerk)) &&
	    moment_parse(store_as_text(&v[4]), &h->begun) == ERR_NONE && read_owner(&h->owner, v + 5) &&
	    store_read_text(&v[9], h->last, sizeof(h->last)) && store_read_text(&v[11], h->name, sizeof(h->name));
}

struct one { struct journal_head *head; enum err e; };

static bool
take_head(void *ctx, const struct store_value *v, size_t n)
{
	struct one *one = ctx;

	(void)n;
	one->e = read_head(one->head, v) ? ERR_NONE : ERR_STORE_CORRUPT;
	return false;
}

enum err
journal_head_of(struct store *s, const char *number, struct journal_head *head)
{
	struct one one = { head, ERR_NOT_HALF_DONE };
	enum err e = store_run(s, "SELECT " HEAD_COLUMNS HEAD_TABLES " AND p.case_number = ?1",
	    (struct store_value[]){ store_text(number) }, 1, take_head, &one);

	return e != ERR_NONE ? e : one.e;
}

enum err
journal_take(struct store *s, const char *number, struct journal_head *head)
{
	struct owner self;
	enum err e;

	if ((e = owner_self(&self)) != ERR_NONE || (e = store_begin(s)) != ERR_NONE)
		return e;
	e = journal_head_of(s, number, head);
	if (e == ERR_NONE && owner_alive(&head->owner))
		e = ERR_CASE_LIVE;
	if (e == ERR_NONE)
		e = store_run(s, "UPDATE procedures SET host = ?2, boot = ?3, pid = ?4, start = ?5 WHERE id = ?1",
		    (struct store_value[]){ store_int(head->id), store_text(self.host), store_text(self.boot),
		    store_int(self.pid), store_int(self.start) }, 5, NULL, NULL);
	return store_end(s, e);
}

struct find { struct journal_step *step; enum err e; };

/* What a step found out: bytes, or nothing yet. */
static bool
read_step(struct journal_step *step, const struct store_value *v)
{
	step->done = store_as_int(&v[1]) != 0;
	if (!store_read_text(&v[0], step->code, sizeof(step->code)))
		return false;
	if (v[2].type == STORE_NULL)
		return true;
	if (v[2].type != STORE_BLOB || v[2].len > sizeof(step->data))
		return false;
	memcpy(step->data, v[2].bytes, v[2].len);
	step->len = v[2].len;
	return true;
}

static bool
take_step(void *ctx, const struct store_value *v, size_t n)
{
	struct find *f = ctx;

	(void)n;
	f->e = read_step(f->step, v) ? ERR_NONE : ERR_STORE_CORRUPT;
	return false;
}

enum err
journal_find(struct store *s, int64_t id, const char *code, struct journal_step *step)
{
	struct find f = { step, ERR_DATA };
	enum err e;

	step->len = 0;
	step->done = false;
	e = store_run(s, "SELECT code, done IS NOT NULL, data FROM steps WHERE procedure = ?1 AND code = ?2",
	    (struct store_value[]){ store_int(id), store_text(code) }, 2, take_step, &f);
	return e != ERR_NONE ? e : f.e;
}

struct list { bool (*row)(void *, const struct journal_head *); void *ctx; enum err e; };

static bool
each_head(void *ctx, const struct store_value *v, size_t n)
{
	struct list *l = ctx;
	struct journal_head h;

	(void)n;
	if (!read_head(&h, v)) {
		l->e = ERR_STORE_CORRUPT;
		return false;
	}
	return l->row(l->ctx, &h);
}

enum err
journal_list(struct store *s, bool (*row)(void *, const struct journal_head *), void *ctx)
{
	struct list l = { .row = row, .ctx = ctx };
	enum err e = store_run(s, "SELECT " HEAD_COLUMNS HEAD_TABLES " ORDER BY p.id", NULL, 0, each_head, &l);

	return e != ERR_NONE ? e : l.e;
}

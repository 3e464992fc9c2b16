/* Reads the audit log: who did what, the newest line first. */
#include "audit/audit.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/case-number.h"

#define LIMIT 100
#define VALUES_MAX 6

struct query { struct buf sql; struct store_value values[VALUES_MAX]; size_t n; char from[16], to[16]; };

static void
add(struct query *q, const char *condition, struct store_value value)
{
	q->values[q->n++] = value;
	buf_printf(&q->sql, "%s %s ?%zu", q->n == 1 ? " WHERE" : " AND", condition, q->n);
}

static void
build(struct query *q, const struct audit_filter *f)
{
	buf_puts(&q->sql, "SELECT line, at, clerk, counter, event, subject, reason FROM audit");
	if (f->before > 0)
		add(q, "line <", store_int(f->before));
	if (f->number != NULL)
		add(q, "subject =", store_text(f->number));
	/* A case has few lines, a clerk many: where both are asked for, clerk and event are kept from choosing the index. */
	if (f->clerk != NULL)
		add(q, f->number != NULL ? "clerk || '' =" : "clerk =", store_text(f->clerk));
	if (f->event != NULL)
		add(q, f->number != NULL ? "event || '' =" : "event =", store_text(f->event));
	if (date_given(f->from)) {
		date_format_iso(f->from, q->from, sizeof(q->from));
		add(q, "at >=", store_text(q->from));
	}
	if (date_given(f->to)) {
		date_format_iso(date_add_days(f->to, 1), q->to, sizeof(q->to));
		add(q, "at <", store_text(q->to));
	}
	buf_printf(&q->sql, " ORDER BY line DESC LIMIT %d", f->limit > 0 ? f->limit : LIMIT);
}

struct listing { bool (*row)(void *, const struct audit_line *); void *ctx; enum err e; };

static bool
hand_out(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;
	struct audit_line line = { .line = store_as_int(&v[0]), .clerk = store_as_text(&v[2]),
	    .counter = store_as_text(&v[3]), .event = store_as_text(&v[4]), .subject = store_as_text(&v[5]),
	    .reason = store_as_text(&v[6]) };

	(void)n;
	if (moment_parse(store_as_text(&v[1]), &line.at) != ERR_NONE) {
		l->e = ERR_STORE_CORRUPT;
		return false;
	}
	return l->row(l->ctx, &line);
}

enum err
audit_list(struct store *s, const struct actor *a, const struct audit_filter *f,
    bool (*row)(void *, const struct audit_line *), void *ctx)
{
	struct listing l = { .row = row, .ctx = ctx };
	struct query q = { .n = 0 };
	enum err e;

	if ((e = audit_allow(s, a, ACT_AUDIT, "")) != ERR_NONE)
		return e;
	build(&q, f);
	if ((e = buf_check(&q.sql)) == ERR_NONE)
		e = store_run(s, q.sql.text, q.values, q.n, hand_out, &l);
	buf_free(&q.sql);
	return e != ERR_NONE ? e : l.e;
}

static bool
take_moment(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	(void)store_read_moment(&v[0], ctx);
	return false;
}

enum err
audit_last(struct store *s, struct moment *at)
{
	return store_run(s, "SELECT at FROM audit ORDER BY line DESC LIMIT 1", NULL, 0, take_moment, at);
}

static bool
take_store_name(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	return store_read_text(&v[0], ctx, AUDIT_SUBJECT_MAX - CASE_NUMBER_MAX);
}

enum err
audit_subject(struct store *s, const char *number, char out[AUDIT_SUBJECT_MAX])
{
	char name[AUDIT_SUBJECT_MAX - CASE_NUMBER_MAX] = "";
	enum err e = store_run(s, "SELECT store FROM audit_head WHERE id = 1", NULL, 0, take_store_name, name);

	(void)snprintf(out, AUDIT_SUBJECT_MAX, "%.*s@%s", CASE_NUMBER_MAX - 1, number, name);
	return e;
}

/* Finds cases, and what happened to one. */
#include "case-row.h"

#include <string.h>

#include "buf.h"
#include "text.h"

#define LIMIT 100
#define TEXT_MAX 128
#define VALUES_MAX 8

struct query {
	struct buf sql;
	struct store_value values[VALUES_MAX];
	size_t n;
	char text[TEXT_MAX], day[16], from[16], to[16];
};

/* Adds a condition whose one value is written ?? in it. */
static void
add(struct query *q, const char *condition, struct store_value value)
{
	const char *at;

	q->values[q->n++] = value;
	buf_puts(&q->sql, q->n == 1 ? " WHERE " : " AND ");
	while ((at = strstr(condition, "??")) != NULL) {
		buf_add(&q->sql, condition, (size_t)(at - condition));
		buf_printf(&q->sql, "?%zu", q->n);
		condition = at + 2;
	}
	buf_puts(&q->sql, condition);
}

/* A beginning is looked up as a range, up to U+10FFFF: LIKE and GLOB don't use the index (measured). */
static void
add_text(struct query *q, const char *text)
{
	struct date born;

	text_narrow(text, q->text, sizeof(q->text));
	if (date_parse(q->text, &born) == ERR_NONE) {
		date_format_iso(born, q->day, sizeof(q->day));
		add(q, "p.born = ??", store_text(q->day));
	} else if (q->text[0] >= '0' && q->text[0] <= '9')
		add(q, "c.number >= ?? AND c.number < ?? || ':'", store_text(q->text));
	else
		add(q, "c.number IN (SELECT number FROM person WHERE kana >= ?? AND kana < ?? || '\xf4\x8f\xbf\xbf'"
		    " UNION SELECT number FROM person WHERE name >= ?? AND name < ?? || '\xf4\x8f\xbf\xbf')",
		    store_text(q->text));
}

static void
build(struct query *q, const struct case_filter *f)
{
	buf_puts(&q->sql, CASE_ROW_SELECT);
	if (!f->any_state)
		add(q, "c.state = ??", store_text(flow_state_code(f->state)));
	if (f->text != NULL && f->text[0] != '\0')
		add_text(q, f->text);
	if (date_given(f->from)) {
		date_format_iso(f->from, q->from, sizeof(q->from));
		add(q, "c.opened_at >= ??", store_text(q->from));
	}
	if (date_given(f->to)) {
		date_format_iso(date_add_days(f->to, 1), q->to, sizeof(q->to));
		add(q, "c.opened_at < ??", store_text(q->to));
	}
	buf_printf(&q->sql, " ORDER BY c.id DESC LIMIT %d", f->limit > 0 ? f->limit : LIMIT);
}

struct listing {
	bool (*row)(void *, const struct case_file *);
	void *ctx;
	enum err e;
};

static bool
hand_out(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;
	struct case_file file;

	if (!case_row_read(v, n, &file)) {
		l->e = ERR_STORE_CORRUPT;
		return false;
	}
	return l->row(l->ctx, &file);
}

enum err
case_list(struct store *s, const struct case_filter *f, bool (*row)(void *, const struct case_file *), void *ctx)
{
	struct listing l = { .row = row, .ctx = ctx };
	struct query q = { .n = 0 };
	enum err e;

	build(&q, f);
	if ((e = buf_check(&q.sql)) == ERR_NONE)
		e = store_run(s, q.sql.text, q.values, q.n, hand_out, &l);
	buf_free(&q.sql);
	return e != ERR_NONE ? e : l.e;
}

struct telling {
	bool (*row)(void *, const struct case_history *);
	void *ctx;
	enum err e;
};

static bool
tell(void *ctx, const struct store_value *v, size_t n)
{
	struct telling *t = ctx;
	struct case_history h = { .why = "" };

	(void)n;
	if (moment_parse(store_as_text(&v[0]), &h.at) != ERR_NONE || !case_row_text(&v[1], h.clerk, sizeof(h.clerk)) ||
	    !case_row_text(&v[2], h.event, sizeof(h.event)) || !case_row_text(&v[3], h.why, sizeof(h.why))) {
		t->e = ERR_STORE_CORRUPT;
		return false;
	}
	return t->row(t->ctx, &h);
}

enum err
case_history(struct store *s, const char *number, bool (*row)(void *, const struct case_history *), void *ctx)
{
	const struct store_value values[] = { store_text(number) };
	struct telling t = { .row = row, .ctx = ctx };
	enum err e;

	e = store_run(s, "SELECT at, clerk, event, why FROM case_history WHERE number = ?1 ORDER BY id", values, 1,
	    tell, &t);
	return e != ERR_NONE ? e : t.e;
}

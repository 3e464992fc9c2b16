/* Finds cases, and what happened to one. */
#include "case/row-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/case-number.h"
#include "people/search.h"
#include "base/text.h"

#define LIMIT 100
#define YEARS 10		/* in which a running number is looked for: longer than cases are kept */
#define VALUES_MAX (PERSON_SEARCH_VALUES + YEARS + 6)

enum looked_for { EVERYBODY, BY_NUMBER, BY_PERSON, NOBODY };

struct query {
	struct buf sql;
	struct store_value values[VALUES_MAX];
	size_t n;
	bool condition;		/* one stands there already */
	char number[CASE_NUMBER_MAX], from[16], to[16];
	char running[YEARS][CASE_NUMBER_MAX];	/* of a number without its year and check digit: one of each year */
	size_t years;
	struct person_search person;
};

/* A condition whose value stands at its end. */
static void
add(struct query *q, const char *condition, const char *value)
{
	buf_puts(&q->sql, q->condition ? " AND " : " WHERE ");
	q->condition = true;
	q->values[q->n++] = store_text(value);
	buf_printf(&q->sql, "%s ?%zu", condition, q->n);
}

/* The beginning of a number, its hyphens put where they were left out; 1990-02-30 is none. */
static bool
read_number(const char *text, char number[CASE_NUMBER_MAX])
{
	const bool bare = strchr(text, '-') == NULL;
	size_t at = 0;

	if (*text < '0' || *text > '9' || text[strspn(text, "0123456789-")] != '\0')
		return false;
	for (; *text != '\0'; text++) {
		if (bare && (at == 2 || at == 9))
			number[at++] = '-';
		if (at == CASE_NUMBER_MAX - 1 || (*text == '-') != (at == 2 || at == 9))
			return false;
		number[at++] = *text;
	}
	number[at] = '\0';
	return true;
}

/* As people say numbers: 18 is 26-000018-7, and that of the years before. */
static void
read_running(const char *text, struct date today, struct query *q)
{
	const size_t len = strlen(text);
	long running;
	int year;

	if (len > 6 || text[strspn(text, "0123456789")] != '\0')
		return;
	running = strtol(text, NULL, 10);
	for (year = today.year; q->years < YEARS &&
	    case_number_make(year, running, q->running[q->years]) == ERR_NONE; year--)
		q->years++;
}

static enum looked_for
read_text(struct query *q, const char *text, struct date today)
{
	char narrow[PERSON_NAME_MAX + 1];
	bool person;

	text_narrow(text != NULL ? text : "", narrow, sizeof(narrow));
	if (narrow[0] == '\0')
		return EVERYBODY;
	person = person_search_read(&q->person, narrow, today);
	if (!(person && q->person.key_count == 0) && read_number(narrow, q->number)) {
		read_running(narrow, today, q);
		return BY_NUMBER;
	}
	return person ? BY_PERSON : NOBODY;
}

/* Where the numbers come from. How often one may come at most. */
static int
add_source(struct query *q, bool by_person, bool of_cases)
{
	int times = 1;

	if (!by_person) {
		buf_puts(&q->sql, "SELECT k.number FROM cases k");
		return times;
	}
	buf_puts(&q->sql, "SELECT k.number FROM (");
	times = person_search_sql(&q->person, "person", "number", 1, &q->sql);
	buf_puts(&q->sql, of_cases ? ") t JOIN cases k ON k.number = t.number" : ") k");
	memcpy(q->values, q->person.values, q->person.n * sizeof(*q->values));
	q->n = q->person.n;
	return times;
}

/*
 * By a beginning, or as one of the running numbers. One or two digits are no beginning: all the cases of a year would
 * hide the one that was meant.
 */
static void
add_number(struct query *q)
{
	const bool begins = strlen(q->number) > 2 || q->years == 0;
	size_t i;

	buf_puts(&q->sql, " WHERE (");
	if (begins) {
		q->values[q->n++] = store_text(q->number);
		buf_printf(&q->sql, "(k.number >= ?%zu AND k.number < ?%zu || ':')", q->n, q->n);
	}
	for (i = 0; i < q->years; i++) {
		q->values[q->n++] = store_text(q->running[i]);
		buf_printf(&q->sql, "%sk.number = ?%zu", begins || i > 0 ? " OR " : "", q->n);
	}
	buf_puts(&q->sql, ")");
	q->condition = true;
}

/*
 * The numbers are found first, in indexes, and only the cases that are shown are read: a case's text fills pages. The
 * higher a number, the younger its case.
 */
static bool
build(struct query *q, const struct case_filter *f)
{
	const enum looked_for who = read_text(q, f->text, f->today);
	const int limit = f->limit > 0 ? f->limit : LIMIT;
	int times;

	if (who == NOBODY)
		return false;
	buf_puts(&q->sql, CASE_ROW_SELECT " WHERE c.number IN (");
	times = add_source(q, who == BY_PERSON, !f->any_state || f->awaits_second || date_given(f->from) ||
	    date_given(f->to));
	if (who == BY_NUMBER)
		add_number(q);
	if (f->awaits_second)
		add(q, "k.second_needed = 1 AND k.seconded_by = '' AND k.state =", flow_state_code(CASE_APPROVED));
	else if (!f->any_state)
		add(q, "k.state =", flow_state_code(f->state));
	if (date_given(f->from)) {
		date_format_iso(f->from, q->from, sizeof(q->from));
		add(q, "k.opened_at >=", q->from);
	}
	if (date_given(f->to)) {
		date_format_iso(date_add_days(f->to, 1), q->to, sizeof(q->to));
		add(q, "k.opened_at <", q->to);
	}
	buf_printf(&q->sql, " ORDER BY k.number DESC LIMIT %lld) ORDER BY c.number DESC LIMIT %d",
	    (long long)limit * times, limit);
	return true;
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

	if (!build(&q, f))
		return q.person.fault;
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
	h.state = flow_state_by_code(store_as_text(&v[5]));
	if (moment_parse(store_as_text(&v[0]), &h.at) != ERR_NONE || !store_read_text(&v[1], h.clerk, sizeof(h.clerk)) ||
	    !store_read_text(&v[2], h.counter, sizeof(h.counter)) || !store_read_text(&v[3], h.event, sizeof(h.event)) ||
	    !store_read_text(&v[4], h.why, sizeof(h.why)) || h.state == CASE_STATE_COUNT) {
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

	e = store_run(s, "SELECT at, clerk, counter, event, why, state FROM case_history WHERE number = ?1 ORDER BY id", values, 1,
	    tell, &t);
	return e != ERR_NONE ? e : t.e;
}

/* From lines to persons: what is sound is handed on, what isn't is told and, where wanted, written down beside. */
#include "config.h"

#include "people/parse-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/confine.h"
#include "people/columns.h"

struct lines {
	const struct parse_sink *sink;
	struct csv csv;
	struct columns columns;
	struct columns_rest *rest;	/* NULL: one fault, and nothing is handed on */
	struct person person;
	int64_t count, most;
};

static bool
goes_on(const struct lines *l)
{
	return l->rest != NULL || l->columns.faults->count == 0;
}

static enum err
hand_on(struct lines *l)
{
	if (++l->count > l->most) {
		columns_fault(&l->columns, "", "住民が多すぎます。400万人までです。終わりのないファイルではありませんか");
		return ERR_TOO_LONG;
	}
	return l->sink->person(l->sink->ctx, &l->person);
}

static enum err
take_line(struct lines *l, enum csv_got got)
{
	const bool sound = columns_sound(&l->columns, got) && columns_person(&l->columns, &l->person);
	enum err e = ERR_NONE;

	if (sound && goes_on(l))
		e = hand_on(l);
	else if (!sound && l->rest != NULL)
		e = columns_leave_out(&l->columns, l->rest);
	return e;
}

static enum err
take_lines(struct lines *l)
{
	enum csv_got got;
	enum err e = ERR_NONE;

	while (e == ERR_NONE && (got = csv_next(&l->csv)) != CSV_END)
		e = take_line(l, got);
	if (e != ERR_NONE || (e = columns_end(&l->columns)) != ERR_NONE)
		return e;
	if (goes_on(l) && l->count == 0)
		columns_fault(&l->columns, "", "住民が1人もいません");
	return goes_on(l) && l->count > 0 ? ERR_NONE : ERR_DATA;
}

enum err
parse_here(const struct parse *p, const struct parse_sink *sink)
{
	struct lines *l = calloc(1, sizeof(*l));
	enum err e;

	if (l == NULL)
		return ERR_MEMORY;
	l->sink = sink;
	l->rest = p->how->rest;
	l->most = p->how->most > 0 ? p->how->most : RESIDENTS_MAX;
	l->csv.source.in = p->in;
	l->csv.source.charset = p->how->charset;
	l->csv.source.most = RESIDENTS_BYTES_MAX;
	l->columns = (struct columns){ .csv = &l->csv, .name = p->name, .faults = p->faults,
	    .called = p->how->columns, .as_written = p->how->as_written, .today = p->today };
	recode_begin(&l->csv.source);
	if (p->confined)
		(void)confine_parser(NULL);
	e = columns_read(&l->columns) ? ERR_NONE : ERR_DATA;
	if (l->rest != NULL)
		columns_keep_header(&l->columns, l->rest);
	if (e == ERR_NONE && (e = sink->begin(sink->ctx)) == ERR_NONE)
		e = take_lines(l);
	csv_end(&l->csv);
	explicit_bzero(l, sizeof(*l));
	free(l);
	return e;
}

/* Imports an extract from its file in batches of lines; after any fault the old extract stays in use. */
#include "people/residents.h"

#include <stdlib.h>
#include <string.h>

#include "base/person-key.h"
#include "people/columns-private.h"
#include "people/extract-private.h"

struct row { struct person person; struct person_keys keys; };

struct import {
	struct store *store;
	const struct actor *actor;
	struct csv csv;
	struct columns columns;
	struct residents_rest *rest;	/* NULL: one fault, and nothing is imported */
	int64_t generation, count;
	struct row rows[EXTRACT_BATCH];		/* read while nobody has to wait for it */
	size_t waiting;				/* of them, for their transaction */
};

#define USUAL "INSERT INTO resident_row (batch, name, kana, sex, born, address, postcode, kana_key, name_key"
#define USUAL_VALUES 9

/* Few have another name: eight empty values that aren't bound spare a twelfth of the insertion (measured). */
static enum err
put_row(const struct import *im, int64_t batch, const struct row *r)
{
	const struct person *p = &r->person;
	const struct person_keys *k = &r->keys;
	const bool usual = p->former[0] == '\0' && p->alias[0] == '\0' && p->latin[0] == '\0';
	char born[16];

	date_format_iso(p->born, born, sizeof(born));
	return store_run(im->store, usual ?
	    USUAL ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)" :
	    USUAL ", former, former_kana, alias, latin, former_key, former_kana_key, alias_key, latin_key)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
	    (const struct store_value[]){ store_int(batch), store_text(p->name), store_text(p->kana),
	    store_int(p->sex), store_text(born), store_text(p->address), store_text(p->postcode), store_text(k->kana),
	    store_text(k->name), store_text(p->former), store_text(p->former_kana), store_text(p->alias),
	    store_text(p->latin), store_text(k->former), store_text(k->former_kana), store_text(k->alias),
	    store_text(k->latin) }, usual ? USUAL_VALUES : 17, NULL, NULL);
}

static enum err
put_rows(const struct import *im)
{
	int64_t batch;
	enum err e = extract_add_batch(im->store, im->generation, &batch);
	size_t i;

	for (i = 0; i < im->waiting && e == ERR_NONE; i++)
		e = put_row(im, batch, &im->rows[i]);
	return e;
}

static enum err
put_batch(struct import *im)
{
	enum err e = store_begin(im->store);

	if (e != ERR_NONE)
		return e;
	if ((e = store_end(im->store, put_rows(im))) == ERR_NONE)
		store_yield(im->store);
	im->count += (int64_t)im->waiting;
	im->waiting = 0;
	return e;
}

static enum err
put(struct import *im)
{
	struct row *r = &im->rows[im->waiting++];

	person_keys(&r->person, &r->keys);
	return im->waiting == EXTRACT_BATCH ? put_batch(im) : ERR_NONE;
}

/* A line that can't be imported, as it stands in the file, but without an individual number. */
static enum err
leave_out(struct import *im, bool holds_number)
{
	FILE *out = im->rest->out;
	const size_t len = im->csv.raw_len;

	if (im->rest->count++ == 0)
		(void)fprintf(out, "\xef\xbb\xbf%.*s\r\n", (int)im->rest->header_len, im->rest->header);
	if (len == sizeof(im->csv.raw))
		columns_fault(&im->columns, "", "長すぎて、読み込まなかった行のファイルにも書けません");
	else if (holds_number)
		columns_write_masked(&im->columns, out);
	else
		columns_write(&im->columns, out);
	if (len > 0 && len < sizeof(im->csv.raw) && im->csv.raw[len - 1] != '\n')
		(void)fputc('\n', out);
	return ferror(out) != 0 ? ERR_IO : ERR_NONE;
}

static bool
goes_on(const struct import *im)
{
	return im->rest != NULL || im->columns.faults->count == 0;
}

/* Lines are checked to the end even when one was wrong, but stored only as long as none was, or none has to be. */
static enum err
take_line(struct import *im, enum csv_got got)
{
	const bool holds_number = columns_hold_number(&im->columns);
	enum err e = ERR_NONE;
	bool sound = false;

	if (holds_number)
		columns_fault(&im->columns, "", "個人番号らしい12桁の数字があります。個人番号は読み込みません");
	else if (got == CSV_FAULT)
		columns_fault(&im->columns, "", im->csv.fault);
	else
		sound = columns_person(&im->columns, &im->rows[im->waiting].person);
	if (sound && goes_on(im))
		e = put(im);
	else if (!sound && im->rest != NULL)
		e = leave_out(im, holds_number);
	return e;
}

static enum err
take_lines(struct import *im)
{
	enum csv_got got;
	enum err e = ERR_NONE;

	while (e == ERR_NONE && (got = csv_next(&im->csv)) != CSV_END)
		e = take_line(im, got);
	if (e == ERR_NONE && ferror(im->csv.source.in) != 0)
		return ERR_IO;
	if (e == ERR_NONE && im->csv.source.over)
		return ERR_TOO_LONG;
	if (e == ERR_NONE && goes_on(im) && im->waiting > 0)
		e = put_batch(im);
	if (e == ERR_NONE && goes_on(im) && im->count == 0) {
		columns_fault(&im->columns, "", "住民が1人もいません");
		return ERR_DATA;
	}
	return e != ERR_NONE || goes_on(im) ? e : ERR_DATA;
}

static enum err
put_in_force(const struct import *im)
{
	char text[24];
	enum err e = store_begin(im->store);

	if (e != ERR_NONE)
		return e;
	(void)snprintf(text, sizeof(text), "%lld", (long long)im->count);
	if ((e = extract_put_in_force(im->store, im->generation)) == ERR_NONE)
		e = audit_write(im->store, im->actor, "residents-imported", "", text);
	return store_end(im->store, e);
}

/* Where it fails, what was taken of the file is cleared away as the extract before it would be. */
static enum err
import_lines(struct import *im)
{
	enum err e;

	if ((e = extract_begin(im->store, &im->generation)) != ERR_NONE)
		return e;
	if ((e = extract_clear(im->store)) == ERR_NONE && (e = take_lines(im)) == ERR_NONE)
		e = put_in_force(im);
	if (e != ERR_NONE)
		(void)extract_give_up(im->store, im->generation);
	(void)extract_clear(im->store);
	store_scrub(im->store);
	return e;
}

/* The header as it stands, for the file of what is left out. */
static void
keep_header(struct import *im)
{
	struct residents_rest *rest = im->rest;

	if (rest == NULL)
		return;
	rest->count = 0;
	rest->header_len = im->csv.raw_len < sizeof(rest->header) ? im->csv.raw_len : 0;
	memcpy(rest->header, im->csv.raw, rest->header_len);
	while (rest->header_len > 0 && strchr("\r\n", rest->header[rest->header_len - 1]) != NULL)
		rest->header_len--;
}

enum err
residents_import(struct store *s, const struct actor *a, FILE *in, const char *name,
    const struct residents_how *how, struct faults *faults, int64_t *count)
{
	static const struct residents_how usual;
	struct import *im;
	enum err e;

	*count = 0;
	if ((e = audit_allow(s, a, ACT_RESIDENTS, "")) != ERR_NONE)
		return e;
	if ((im = calloc(1, sizeof(*im))) == NULL)
		return ERR_MEMORY;
	if (how == NULL)
		how = &usual;
	/* Field by field: a literal of all the rows would stand on the stack first, which isn't so large. */
	im->store = s;
	im->actor = a;
	im->rest = how->rest;
	im->csv.source.in = in;
	im->csv.source.charset = how->charset;
	im->csv.source.most = RESIDENTS_BYTES_MAX;
	im->columns = (struct columns){ .csv = &im->csv, .name = name, .faults = faults, .called = how->columns,
	    .today = a->at.date };
	e = columns_read(&im->columns) ? ERR_NONE : ERR_DATA;
	keep_header(im);
	if (e == ERR_NONE && (e = import_lines(im)) == ERR_NONE)
		*count = im->count;
	csv_end(&im->csv);
	explicit_bzero(im->rows, sizeof(im->rows));
	free(im);
	return e;
}

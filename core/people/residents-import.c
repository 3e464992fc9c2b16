/* Imports an extract from its file in batches of lines; after any fault the old extract stays in use. */
#include "people/residents.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "people/extract-private.h"
#include "base/fold.h"
#include "base/text.h"

#define COLUMNS_MAX PERSON_FIELD_COUNT
#define NUMBER_DIGITS 12	/* of an individual number: 番号法施行令 art. 8 */

/* What a header calls the fields; of each the first is person.c's own. */
static const struct { const char *name; enum person_field field; } headers[] = {
	{ "カナ", PERSON_KANA }, { "氏名カナ", PERSON_KANA }, { "カナ氏名", PERSON_KANA }, { "氏名フリガナ", PERSON_KANA },
	{ "ふりがな", PERSON_KANA }, { "birth-date", PERSON_BORN },
};

struct row { struct person person; char kana_key[PERSON_NAME_MAX + 1], name_key[PERSON_NAME_MAX + 1]; };

struct import {
	struct store *store;
	const struct actor *actor;
	struct csv csv;
	const char *name;
	struct faults *faults;
	enum person_field columns[COLUMNS_MAX];
	size_t n;		/* of them */
	int64_t generation, count;
	struct row rows[EXTRACT_BATCH];		/* read while nobody has to wait for it */
	size_t waiting;				/* of them, for their transaction */
};

static void
fault(struct import *im, const char *field, const char *what)
{
	fault_add(im->faults, im->name, im->csv.line, "%s%s%s", field, *field != '\0' ? ": " : "", what);
}

/* Of a value; with the character in it that can't be taken, where that is why. */
static void
fault_in(struct import *im, const char *field, const char *what, const char *value)
{
	char words[TEXT_FAULT_WORDS_MAX];
	struct text_fault at;

	if (text_sound(value, strlen(value), &at))
		fault(im, field, what);
	else
		fault_add(im->faults, im->name, im->csv.line, "%s: %s(%s)", field, what, text_fault_words(&at, LANG_JA, words));
}

/* Twelve digits, whatever stands between them. */
static bool
is_individual_number(const char *text)
{
	char narrow[64];
	size_t i, digits = 0;

	text_narrow(text, narrow, sizeof(narrow));
	for (i = 0; narrow[i] != '\0'; i++) {
		if (narrow[i] >= '0' && narrow[i] <= '9')
			digits++;
		else if (narrow[i] != ' ' && narrow[i] != '-')
			return false;
	}
	return digits == NUMBER_DIGITS;
}

static enum person_field
find_field(const char *text)
{
	char name[64];
	unsigned f;
	size_t i;

	text_narrow(text, name, sizeof(name));
	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		if (strcmp(person_field_name((enum person_field)f), name) == 0 ||
		    strcmp(person_field_code((enum person_field)f), name) == 0)
			return (enum person_field)f;
	}
	for (i = 0; i < sizeof(headers) / sizeof(*headers); i++) {
		if (strcmp(headers[i].name, name) == 0)
			return headers[i].field;
	}
	return PERSON_FIELD_COUNT;
}

static bool
has_column(const struct import *im, enum person_field field)
{
	size_t i;

	for (i = 0; i < im->n && im->columns[i] != field; i++)
		;
	return i < im->n;
}

/* One column of the header. It is told by its place: a file without a header has a person there. */
static void
take_column(struct import *im, size_t at)
{
	const char *name = im->csv.fields[at];
	const enum person_field field = find_field(name);
	char place[32];

	(void)snprintf(place, sizeof(place), "%zu列目", at + 1);
	if (strstr(name, "個人番号") != NULL || strstr(name, "マイナンバー") != NULL || is_individual_number(name))
		fault(im, place, "個人番号の列があります。個人番号は読み込みません。列を除いてください");
	else if (field == PERSON_FIELD_COUNT)
		fault(im, place, "知らない列です。要らない列は除いてください");
	else if (has_column(im, field))
		fault(im, place, "同じ列が2つあります");
	else
		im->columns[im->n++] = field;
}

/* False: the lines can't be checked. */
static bool
take_header(struct import *im)
{
	static const enum person_field needed[] = { PERSON_NAME, PERSON_BORN, PERSON_ADDRESS };
	const size_t before = im->faults->count;
	size_t i;

	if (csv_next(&im->csv) != CSV_RECORD) {
		im->csv.line = 1;
		fault(im, "", im->csv.fault != NULL ? im->csv.fault : "見出しの行がありません");
		return false;
	}
	for (i = 0; i < im->csv.n; i++)
		take_column(im, i);
	for (i = 0; i < sizeof(needed) / sizeof(*needed) && im->faults->count == before; i++) {
		if (!has_column(im, needed[i]))
			fault(im, person_field_name(needed[i]), "この列がありません");
	}
	return im->faults->count == before;
}

static enum err
put_row(const struct import *im, int64_t batch, const struct row *r)
{
	const struct person *p = &r->person;
	char born[16];

	date_format_iso(p->born, born, sizeof(born));
	return store_run(im->store,
	    "INSERT INTO resident_row (batch, name, kana, sex, born, address, postcode, kana_key, name_key)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", (const struct store_value[]){
	    store_int(batch), store_text(p->name), store_text(p->kana), store_int(p->sex), store_text(born),
	    store_text(p->address), store_text(p->postcode), store_text(r->kana_key), store_text(r->name_key) }, 9,
	    NULL, NULL);
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
put(struct import *im, const struct person *p)
{
	struct row *r = &im->rows[im->waiting++];

	r->person = *p;
	fold_name(p->kana, FOLD_SOUND, r->kana_key, sizeof(r->kana_key));
	fold_name(p->name, FOLD_SOUND, r->name_key, sizeof(r->name_key));
	return im->waiting == EXTRACT_BATCH ? put_batch(im) : ERR_NONE;
}

/* False: this line has a fault. */
static bool
read_line(struct import *im, struct person *p)
{
	const size_t before = im->faults->count;
	const char *what;
	size_t i;

	memset(p, 0, sizeof(*p));
	if (im->csv.n != im->n) {
		fault(im, "", "項目の数が見出しと合いません");
		return false;
	}
	for (i = 0; i < im->n; i++) {
		if ((what = person_read(p, im->columns[i], im->csv.fields[i])) != NULL)
			fault_in(im, person_field_name(im->columns[i]), what, im->csv.fields[i]);
	}
	if (im->faults->count > before)
		return false;
	if (!date_told(p->born))
		fault(im, "", "生年月日がありません");
	else if (date_compare(date_earliest(p->born), im->actor->at.date) > 0)
		fault(im, "", "生年月日が今日より後です");
	if (p->address[0] == '\0')
		fault(im, "", "住所がありません");
	return im->faults->count == before;
}

static bool
has_individual_number(const struct import *im)
{
	size_t i;

	for (i = 0; i < im->csv.n && !is_individual_number(im->csv.fields[i]); i++)
		;
	return i < im->csv.n;
}

/* Lines are checked to the end even when one was wrong, but stored only as long as none was. */
static enum err
take_lines(struct import *im)
{
	struct person p;
	enum csv_got got;
	enum err e = ERR_NONE;

	while (e == ERR_NONE && (got = csv_next(&im->csv)) != CSV_END) {
		if (im->csv.bytes > RESIDENTS_BYTES_MAX)
			return ERR_TOO_LONG;
		if (got == CSV_FAULT) {
			fault(im, "", im->csv.fault);
			continue;
		}
		if (has_individual_number(im)) {
			fault(im, "", "個人番号らしい12桁の数字があります。個人番号は読み込みません");
			break;
		}
		if (read_line(im, &p) && im->faults->count == 0)
			e = put(im, &p);
	}
	explicit_bzero(&p, sizeof(p));
	if (e == ERR_NONE && ferror(im->csv.in) != 0)
		return ERR_IO;
	if (e == ERR_NONE && im->faults->count == 0 && im->waiting > 0)
		e = put_batch(im);
	if (e == ERR_NONE && im->faults->count == 0 && im->count == 0)
		fault(im, "", "住民が1人もいません");
	return e == ERR_NONE && im->faults->count > 0 ? ERR_DATA : e;
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

enum err
residents_import(struct store *s, const struct actor *a, FILE *in, const char *name, struct faults *faults,
    int64_t *count)
{
	struct import *im;
	enum err e;

	*count = 0;
	if ((e = audit_allow(s, a, ACT_RESIDENTS, "")) != ERR_NONE)
		return e;
	if ((im = calloc(1, sizeof(*im))) == NULL)
		return ERR_MEMORY;
	*im = (struct import){ .store = s, .actor = a, .csv = { .in = in }, .name = name, .faults = faults };
	e = take_header(im) ? import_lines(im) : ERR_DATA;
	if (e == ERR_NONE)
		*count = im->count;
	csv_wipe(&im->csv);
	explicit_bzero(im->rows, sizeof(im->rows));
	free(im);
	return e;
}

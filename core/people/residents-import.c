/* Imports an extract from its file in batches of lines; after any fault the old extract stays in use. */
#include "people/residents.h"

#include <stdlib.h>
#include <string.h>

#include "base/person-key.h"
#include "people/extract-private.h"
#include "people/parse-private.h"

struct row { struct person person; struct person_keys keys; };

struct import {
	struct store *store;
	const struct actor *actor;
	bool begun;
	int64_t generation, count;
	struct row rows[EXTRACT_BATCH];		/* gathered while nobody has to wait for them */
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

/* --- what the parse of the file is told --------------------------------------------------------- */

static enum err
begin(void *ctx)
{
	struct import *im = ctx;
	enum err e = extract_begin(im->store, &im->generation);

	im->begun = e == ERR_NONE;
	return e != ERR_NONE ? e : extract_clear(im->store);
}

static enum err
put(void *ctx, const struct person *p)
{
	struct import *im = ctx;
	struct row *r = &im->rows[im->waiting++];

	r->person = *p;
	person_keys(&r->person, &r->keys);
	return im->waiting == EXTRACT_BATCH ? put_batch(im) : ERR_NONE;
}

/* Where it fails, what was taken of the file is cleared away as the extract before it would be. */
static enum err
import(struct import *im, const struct parse *parse)
{
	const struct parse_sink sink = { begin, put, im };
	enum err e = parse_apart(parse, &sink);

	if (!im->begun)
		return e;
	if (e == ERR_NONE && im->waiting > 0)
		e = put_batch(im);
	if (e == ERR_NONE)
		e = put_in_force(im);
	if (e != ERR_NONE)
		(void)extract_give_up(im->store, im->generation);
	(void)extract_clear(im->store);
	store_scrub(im->store);
	return e;
}

enum err
residents_import(struct store *s, const struct actor *a, FILE *in, const char *name,
    const struct residents_how *how, struct faults *faults, int64_t *count)
{
	static const struct residents_how usual;
	const struct parse parse = { .in = in, .name = name, .how = how != NULL ? how : &usual, .faults = faults,
	    .today = a->at.date };
	struct import *im;
	enum err e;

	*count = 0;
	if ((e = audit_allow(s, a, ACT_RESIDENTS, "")) != ERR_NONE)
		return e;
	if ((im = calloc(1, sizeof(*im))) == NULL)
		return ERR_MEMORY;
	im->store = s;
	im->actor = a;
	if ((e = import(im, &parse)) == ERR_NONE)
		*count = im->count;
	explicit_bzero(im->rows, sizeof(im->rows));
	free(im);
	return e;
}

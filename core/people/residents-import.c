/* Imports an extract from its file in batches of lines; after any fault the old extract stays in use. */
#include "people/residents.h"

#include <stdlib.h>
#include <string.h>

#include "base/person-key.h"
#include "people/extract-private.h"
#include "people/parse-private.h"

/* Nearly all of a million rows are a tenth as long as the longest: they are gathered one close behind the other. */
#define GATHERED_MAX (1u << 20)
#define ROW_MAX (sizeof(struct person) + sizeof(struct person_keys) + 16)

struct import {
	struct store *store;
	const struct actor *actor;
	bool begun;
	int64_t generation, count;
	size_t waiting;				/* rows, gathered while nobody has to wait for them */
	size_t used, most_used;			/* of these bytes */
	char gathered[GATHERED_MAX];
	struct person_keys keys;		/* of the last */
};

/* What a row has, in the order of the statement; what few have is the last. */
#define USUAL 8
#define ALL (USUAL + 8)

#define INTO "INSERT INTO resident_row (batch, sex, name, kana, born, address, postcode, kana_key, name_key"

/* Eight empty values that aren't bound spare a twelfth of the insertion (measured). */
static enum err
put_row(const struct import *im, int64_t batch, const char **row)
{
	struct store_value values[1 + ALL] = { store_int(batch), store_int((*row)[0]) };
	const bool usual = (*row)[1] == '\0';
	const size_t n = 1 + (usual ? USUAL : ALL);
	size_t i;

	*row += 2;
	for (i = 2; i < n; i++) {
		values[i] = store_text(*row);
		*row += values[i].len + 1;
	}
	return store_run(im->store, usual ?
	    INTO ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)" :
	    INTO ", former, former_kana, alias, latin, former_key, former_kana_key, alias_key, latin_key)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)", values, n,
	    NULL, NULL);
}

static enum err
put_rows(const struct import *im)
{
	const char *row = im->gathered;
	int64_t batch;
	enum err e = extract_add_batch(im->store, im->generation, &batch);
	size_t i;

	for (i = 0; i < im->waiting && e == ERR_NONE; i++)
		e = put_row(im, batch, &row);
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
	im->waiting = im->used = 0;
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

/* Its sex, whether it has other names, and its texts. */
static void
gather(struct import *im, const struct person *p, const char *born)
{
	const struct person_keys *k = &im->keys;
	const char *const texts[] = { p->name, p->kana, born, p->address, p->postcode, k->kana, k->name, p->former,
	    p->former_kana, p->alias, p->latin, k->former, k->former_kana, k->alias, k->latin };
	const bool usual = p->former[0] == '\0' && p->alias[0] == '\0' && p->latin[0] == '\0';
	size_t i, len;

	im->gathered[im->used++] = (char)p->sex;
	im->gathered[im->used++] = usual ? '\0' : '\1';
	for (i = 0; i < (usual ? USUAL : ALL) - 1; i++) {
		len = strlen(texts[i]) + 1;
		memcpy(im->gathered + im->used, texts[i], len);
		im->used += len;
	}
	im->waiting++;
	im->most_used = im->used > im->most_used ? im->used : im->most_used;
}

static enum err
put(void *ctx, const struct person *p)
{
	struct import *im = ctx;
	char born[16];

	person_keys(p, &im->keys);
	date_format_iso(p->born, born, sizeof(born));
	gather(im, p, born);
	return im->waiting == EXTRACT_BATCH || GATHERED_MAX - im->used < ROW_MAX ? put_batch(im) : ERR_NONE;
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
	explicit_bzero(im->gathered, im->most_used);
	explicit_bzero(&im->keys, sizeof(im->keys));
	free(im);
	return e;
}

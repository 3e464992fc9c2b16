/* Goes through the persons once. Changing a row while they are read is safe: the rows stay in their places. */
#include "store/fill-keys-private.h"

#include <string.h>

#include "base/person-key.h"

#define NAMES "name, kana, former, former_kana, alias, latin"
#define KEYS "name_key = ?2, kana_key = ?3, former_key = ?4, former_kana_key = ?5, alias_key = ?6, latin_key = ?7"

struct filling { struct store *store; const char *update; enum err e; };

static bool
read_names(const struct store_value *v, struct person *p)
{
	return store_read_text(&v[1], p->name, sizeof(p->name)) && store_read_text(&v[2], p->kana, sizeof(p->kana)) &&
	    store_read_text(&v[3], p->former, sizeof(p->former)) &&
	    store_read_text(&v[4], p->former_kana, sizeof(p->former_kana)) &&
	    store_read_text(&v[5], p->alias, sizeof(p->alias)) && store_read_text(&v[6], p->latin, sizeof(p->latin));
}

static bool
fill_row(void *ctx, const struct store_value *v, size_t n)
{
	struct person p = { .name = "" };
	struct filling *f = ctx;
	struct person_keys k;

	(void)n;
	if (!read_names(v, &p)) {
		f->e = ERR_STORE_CORRUPT;
		return false;
	}
	person_keys(&p, &k);
	f->e = store_run(f->store, f->update, (const struct store_value[]){ v[0], store_text(k.name),
	    store_text(k.kana), store_text(k.former), store_text(k.former_kana), store_text(k.alias),
	    store_text(k.latin) }, 7, NULL, NULL);
	return f->e == ERR_NONE;
}

static enum err
fill(struct store *s, const char *select, const char *update)
{
	struct filling f = { .store = s, .update = update };
	enum err e = store_run(s, select, NULL, 0, fill_row, &f);

	return e != ERR_NONE ? e : f.e;
}

enum err
store_fill_keys(struct store *s)
{
	const enum err e = fill(s, "SELECT number, " NAMES " FROM person",
	    "UPDATE person SET " KEYS " WHERE number = ?1");

	return e != ERR_NONE ? e : fill(s, "SELECT id, " NAMES " FROM resident_row",
	    "UPDATE resident_row SET " KEYS " WHERE id = ?1");
}

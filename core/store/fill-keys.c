/* Goes through the persons once. Changing a row while they are read is safe: the rows stay in their places. */
#include "store/fill-keys-private.h"

#include <string.h>

#include "base/fold.h"
#include "base/person.h"

struct filling { struct store *store; const char *update; enum err e; };

static bool
fill_row(void *ctx, const struct store_value *v, size_t n)
{
	char kana[PERSON_NAME_MAX + 1], name[PERSON_NAME_MAX + 1];
	struct store_value values[] = { v[0], store_null(), store_null() };
	struct filling *f = ctx;

	(void)n;
	fold_name(store_as_text(&v[1]), FOLD_SOUND, kana, sizeof(kana));
	fold_name(store_as_text(&v[2]), FOLD_SOUND, name, sizeof(name));
	values[1] = store_text(kana);
	values[2] = store_text(name);
	f->e = store_run(f->store, f->update, values, 3, NULL, NULL);
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
	return fill(s, "SELECT number, kana, name FROM person",
	    "UPDATE person SET kana_key = ?2, name_key = ?3 WHERE number = ?1");
}

enum err
store_fill_all_keys(struct store *s)
{
	enum err e = store_fill_keys(s);

	return e != ERR_NONE ? e : fill(s, "SELECT id, kana, name FROM resident_row",
	    "UPDATE resident_row SET kana_key = ?2, name_key = ?3 WHERE id = ?1");
}

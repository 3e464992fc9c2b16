/* Opens a store by its URI and brings its schema up to date. */
#include "store/driver-private.h"

#include <string.h>

#include "store/fill-fee-private.h"
#include "store/fill-keys-private.h"

static const struct store_driver *const drivers[] = {
	&store_sqlite,
	&store_pgsql,
};

static const struct store_migration migrations[] = {
	{ "the first tables", store_schema, NULL },
	{ "inquiries, kept cards, residents", store_schema_2, store_fill_keys },
	{ "the audit log by case", store_schema_3, NULL },
	{ "residents by generations", store_schema_4, NULL },
	{ "the audit log by clerk and event", store_schema_5, NULL },
	{ "the fee of a case", store_schema_6, store_fill_fee },
	{ "what is handed over to the authority's terminal", store_schema_7, NULL },
	{ "what was taken back from there", store_schema_8, NULL },
	{ "names folded by Unicode, by the law's tables and by sound", NULL, store_fill_all_keys },
	{ "substitutes that holders have agreed to", store_schema_10, NULL },
	{ "former names, aliases, names in Latin letters", store_schema_11, NULL },
	{ "whether a case has a letter", store_schema_12, NULL },
	{ "signed heads and digests in the audit log", store_schema_13, NULL },
	{ "whose record was looked at, apart from the log", store_schema_14, NULL },
	{ "names folded by more shapes of kanji", NULL, store_fill_all_keys },
};

static const char *const mode_names[] = {
	[MODE_WORK] = "work",
	[MODE_TRAINING] = "training",
};

const struct store_driver *
store_find_driver(const char *uri, const char **place)
{
	size_t i, scheme = strspn(uri, "abcdefghijklmnopqrstuvwxyz");

	*place = uri;
	if (scheme == 0 || uri[scheme] != ':')
		return drivers[0];
	*place = uri + scheme + 1;
	for (i = 0; i < sizeof(drivers) / sizeof(*drivers); i++) {
		if (strlen(drivers[i]->scheme) == scheme && strncmp(drivers[i]->scheme, uri, scheme) == 0)
			return drivers[i];
	}
	return NULL;
}

const char *
store_file(const char *uri)
{
	const char *place;
	const struct store_driver *driver = store_find_driver(uri, &place);

	return driver != NULL && driver->copy != NULL ? place : NULL;
}

enum err
store_open(const char *uri, enum mode mode, struct store **out)
{
	const struct store_driver *driver;
	const char *place;
	enum err e;

	*out = NULL;
	if ((driver = store_find_driver(uri, &place)) == NULL || *place == '\0')
		return ERR_CONFIG;
	if ((e = driver->open(place, out)) != ERR_NONE)
		return e;
	if ((e = store_migrate(*out, mode, migrations, sizeof(migrations) / sizeof(*migrations))) != ERR_NONE)
		store_close(out);
	return e;
}

struct stamp { enum mode wanted; bool found, fits; };

static bool
see_mode(void *ctx, const struct store_value *columns, size_t n)
{
	struct stamp *stamp = ctx;

	(void)n;
	stamp->found = true;
	stamp->fits = strcmp(store_as_text(&columns[0]), mode_names[stamp->wanted]) == 0;
	return false;
}

/* A store without its stamp is none that we wrote. */
static enum err
check_mode(struct store *s, enum mode mode)
{
	struct stamp stamp = { .wanted = mode };
	enum err e = store_run(s, "SELECT value FROM meta WHERE name = 'mode'", NULL, 0, see_mode, &stamp);

	if (e != ERR_NONE)
		return e;
	if (!stamp.found)
		return ERR_STORE_CORRUPT;
	return stamp.fits ? ERR_NONE : ERR_MODE_MIXED;
}

static enum err
stamp_mode(struct store *s, enum mode mode)
{
	const struct store_value values[] = { store_text(mode_names[mode]) };

	return store_run(s, "INSERT INTO meta (name, value) VALUES ('mode', ?1)", values, 1, NULL, NULL);
}

/* Inside a transaction, so that of two programs that come at once the second finds the work done. */
static enum err
run_migrations(struct store *s, enum mode mode, const struct store_migration *steps, size_t n)
{
	enum err e;
	int version;
	size_t i;

	if ((e = s->driver->version(s, &version)) != ERR_NONE)
		return e;
	if (version < 0 || (size_t)version > n)
		return ERR_STORE_NEWER;
	if (version > 0 && (e = check_mode(s, mode)) != ERR_NONE)
		return e;
	for (i = (size_t)version; i < n; i++) {
		if (steps[i].sql != NULL && (e = s->driver->script(s, steps[i].sql)) != ERR_NONE)
			return e;
		if (steps[i].fill != NULL && (e = steps[i].fill(s)) != ERR_NONE)
			return e;
		if (i == 0 && (e = stamp_mode(s, mode)) != ERR_NONE)
			return e;
	}
	return s->driver->set_version(s, (int)n);
}

enum err
store_migrate(struct store *s, enum mode mode, const struct store_migration *steps, size_t n)
{
	enum err e;
	int version;

	if ((e = s->driver->version(s, &version)) != ERR_NONE)
		return e;
	if (version < 0 || (size_t)version > n)
		return ERR_STORE_NEWER;
	if ((size_t)version == n)
		return check_mode(s, mode);
	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	return store_end(s, run_migrations(s, mode, steps, n));
}

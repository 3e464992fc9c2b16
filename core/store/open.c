/* Opens a store by its URI and brings its schema up to date. */
#include "store/driver-private.h"

#include <string.h>

#include "store/fill-fee-private.h"
#include "store/fill-keys-private.h"

static const struct store_driver *const drivers[] = {
	&store_sqlite,
	&store_pgsql,
};

/* Of those by which names are folded anew only the last one does it: it does what those before would have done, too. */
static const struct store_migration migrations[] = {
	{ "the first tables", store_schema, NULL },
	{ "inquiries, kept cards, residents", store_schema_2, NULL },
	{ "the audit log by case", store_schema_3, NULL },
	{ "residents by generations", store_schema_4, NULL },
	{ "the audit log by clerk and event", store_schema_5, NULL },
	{ "the fee of a case", store_schema_6, store_fill_fee },
	{ "what is handed over to the authority's terminal", store_schema_7, NULL },
	{ "what was taken back from there", store_schema_8, NULL },
	{ "names folded by Unicode, by the law's tables and by sound", NULL, NULL },
	{ "substitutes that holders have agreed to", store_schema_10, NULL },
	{ "former names, aliases, names in Latin letters", store_schema_11, NULL },
	{ "whether a case has a letter", store_schema_12, NULL },
	{ "signed heads and digests in the audit log", store_schema_13, NULL },
	{ "whose record was looked at, apart from the log", store_schema_14, NULL },
	{ "names folded by more shapes of kanji", NULL, NULL },
	{ "the head of the audit log follows its lines", store_schema_16, NULL },
	{ "counts of what lies at the office", store_schema_17, NULL },
	{ "names folded by what joins two kanji", NULL, NULL },
	{ "names folded as passports write Latin letters", NULL, store_fill_keys },
	{ "appointments, and numbers drawn", store_schema_20, NULL },
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

#define VERSION (sizeof(migrations) / sizeof(*migrations))

static enum err
open_driver(const char *uri, struct store **out)
{
	const struct store_driver *driver;
	const char *place;

	*out = NULL;
	if ((driver = store_find_driver(uri, &place)) == NULL || *place == '\0')
		return ERR_CONFIG;
	return driver->open(place, out);
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
	bool may = true;
	enum err e;
	int version;

	if ((e = s->driver->version(s, &version)) != ERR_NONE)
		return e;
	if (version < 0 || (size_t)version > n)
		return ERR_STORE_NEWER;
	if ((size_t)version == n)
		return check_mode(s, mode);
	if (s->driver->may_make != NULL && ((e = s->driver->may_make(s, &may)) != ERR_NONE || !may))
		return e != ERR_NONE ? e : ERR_STORE_OLDER;
	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	return store_end(s, run_migrations(s, mode, steps, n));
}

/* --- opened ------------------------------------------------------------------------------------ */

enum err
store_open_as_owner(const char *uri, enum mode mode, struct store **out)
{
	enum err e = open_driver(uri, out);

	if (e == ERR_NONE && (e = store_migrate(*out, mode, migrations, VERSION)) != ERR_NONE)
		store_close(out);
	return e;
}

static void
note(void *ctx, const struct store_right *r)
{
	(void)r;
	*(bool *)ctx = true;
}

static enum err
check_rights(struct store *s, store_right_seen *seen, void *ctx)
{
	bool any = false;
	enum err e = s->driver->rights(s, note, &any);

	if (e == ERR_NONE && any && seen != NULL)
		e = s->driver->rights(s, seen, ctx);
	return e == ERR_NONE && any ? ERR_STORE_RIGHTS : e;
}

/* As clerks' programs do it in work: nothing is made or upgraded, and who could change the audit log doesn't work. */
static enum err
check_as_worker(struct store *s, enum mode mode)
{
	int version;
	enum err e = s->driver->version(s, &version);

	if (e != ERR_NONE)
		return e;
	if (version < 0 || (size_t)version > VERSION)
		return ERR_STORE_NEWER;
	if (version > 0 && (e = check_mode(s, mode)) != ERR_NONE)
		return e;
	return (size_t)version < VERSION ? ERR_STORE_OLDER : check_rights(s, NULL, NULL);
}

enum err
store_open(const char *uri, enum mode mode, struct store **out)
{
	enum err e = open_driver(uri, out);

	if (e != ERR_NONE)
		return e;
	e = mode == MODE_WORK && (*out)->driver->rights != NULL ? check_as_worker(*out, mode) :
	    store_migrate(*out, mode, migrations, VERSION);
	if (e != ERR_NONE)
		store_close(out);
	return e;
}

enum err
store_rights(const char *uri, store_right_seen *seen, void *ctx)
{
	struct store *s = NULL;
	enum err e = open_driver(uri, &s);

	if (e == ERR_NONE)
		e = s->driver->rights != NULL ? check_rights(s, seen, ctx) : ERR_STORE_SERVER;
	store_close(&s);
	return e;
}

enum err
store_init(const char *uri, enum mode mode, const char *role)
{
	struct store *s = NULL;
	enum err e = store_file(uri) != NULL ? ERR_STORE_SERVER : store_open_as_owner(uri, mode, &s);

	if (e == ERR_NONE)
		e = s->driver->grant != NULL ? s->driver->grant(s, role) : ERR_STORE_SERVER;
	store_close(&s);
	return e;
}

enum err
store_wipe_as_owner(const char *uri, enum mode mode)
{
	struct store *s = NULL;
	enum err e = store_file(uri) != NULL ? ERR_STORE_SERVER : store_open_as_owner(uri, mode, &s);

	if (e == ERR_NONE)
		e = store_wipe(s);
	store_close(&s);
	return e;
}

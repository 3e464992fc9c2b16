/* What the role of clerks' programs may do in PostgreSQL: granted by the owner, and held against what it can do. */
#include "store/pgsql-private.h"

#include <string.h>

#include "base/buf.h"

/*
 * S: SELECT, I: INSERT, U: UPDATE, D: DELETE, and no other right on any. Lines and signatures of the audit log are
 * only added to; its head follows by a trigger of the owner's. What is said of a case's history can be erased, not its
 * events.
 */
static const struct { const char *table, *rights, *columns; } tables[] = {
	{ "madoguchi", "S", NULL },
	{ "meta", "S", NULL },
	{ "audit", "SI", NULL },
	{ "audit_head", "S", NULL },
	{ "audit_signature", "SI", NULL },
	{ "profiles", "SI", NULL },
	{ "numbers", "SIU", NULL },
	{ "cases", "SIU", NULL },
	{ "case_history", "SIU", "why" },
	{ "procedures", "SIU", NULL },
	{ "steps", "SIU", NULL },
	{ "card_counter", "SIU", NULL },
	{ "person", "SIUD", NULL },
	{ "proxy", "SIUD", NULL },
	{ "consent", "SIUD", NULL },
	{ "inquiry", "SIUD", NULL },
	{ "kept", "SIUD", NULL },
	{ "handover", "SIUD", NULL },
	{ "booking", "SIUD", NULL },
	{ "ticket", "SIUD", NULL },
	{ "ledger_count", "SIU", "seconded_by, seconded_at" },
	{ "looked_at", "SID", NULL },
	{ "resident_batch", "SID", NULL },
	{ "resident_extract", "SIU", NULL },
	{ "resident_row", "SIUD", NULL },
	{ "resident", "S", NULL },
};

static const struct { char letter; const char *right; } letters[] = {
	{ 'S', "SELECT" }, { 'I', "INSERT" }, { 'U', "UPDATE" }, { 'D', "DELETE" },
};

/* --- granted ----------------------------------------------------------------------------------- */

/* A name as SQL has it, whatever is in it. */
static void
add_name(struct buf *b, const char *name)
{
	buf_puts(b, "\"");
	for (; *name != '\0'; name++)
		buf_printf(b, "%s%c", *name == '"' ? "\"" : "", *name);
	buf_puts(b, "\"");
}

static void
add_grant(struct buf *b, size_t at, const char *role)
{
	size_t i;

	buf_printf(b, "REVOKE ALL ON %s FROM PUBLIC, ", tables[at].table);
	add_name(b, role);
	buf_puts(b, ";");
	for (i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
		if (strchr(tables[at].rights, letters[i].letter) == NULL)
			continue;
		buf_printf(b, "GRANT %s", letters[i].right);
		if (letters[i].letter == 'U' && tables[at].columns != NULL)
			buf_printf(b, " (%s)", tables[at].columns);
		buf_printf(b, " ON %s TO ", tables[at].table);
		add_name(b, role);
		buf_puts(b, ";");
	}
}

static bool
take_name(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	buf_puts(ctx, store_as_text(&v[0]));
	return false;
}

enum err
pgsql_grant(struct store *store, const char *role)
{
	struct buf schema = { 0 }, b = { 0 };
	bool may = false;
	enum err e = pgsql_may_make(store, &may);
	size_t i;

	if (e == ERR_NONE && !may)
		e = ERR_STORE_RIGHTS;	/* GRANT of what one may not grant is a warning only */
	if (e == ERR_NONE)
		e = store_run(store, "SELECT CAST(current_schema() AS TEXT)", NULL, 0, take_name, &schema);
	if (e == ERR_NONE) {
		buf_puts(&b, "REVOKE CREATE ON SCHEMA ");
		add_name(&b, buf_text(&schema));
		buf_puts(&b, " FROM PUBLIC, ");
		add_name(&b, role);
		buf_puts(&b, ";GRANT USAGE ON SCHEMA ");
		add_name(&b, buf_text(&schema));
		buf_puts(&b, " TO ");
		add_name(&b, role);
		buf_puts(&b, ";");
		for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
			add_grant(&b, i, role);
		e = buf_check(&b);
	}
	if (e == ERR_NONE)
		e = pgsql_command((struct pgsql_store *)store, buf_text(&b));
	buf_free(&schema);
	buf_free(&b);
	return e;
}

/* --- held against what there is ---------------------------------------------------------------- */

struct seeing { store_right_seen *seen; void *ctx; };

static bool
see_right(void *ctx, const struct store_value *v, size_t n)
{
	const struct store_right right = { store_as_int(&v[0]) != 0, store_as_text(&v[1]), store_as_text(&v[2]) };
	const struct seeing *s = ctx;

	(void)n;
	s->seen(s->ctx, &right);
	return true;
}

/* What makes the other rights pointless: whoever has one of these can give himself those. */
static const char masters[] =
    "SELECT false, CAST(w.what AS TEXT), CAST(current_user AS TEXT) FROM pg_roles r, LATERAL (VALUES"
    " ('superuser', r.rolsuper), ('createrole', r.rolcreaterole), ('replication', r.rolreplication),"
    " ('bypassrls', r.rolbypassrls)) w (what, has) WHERE r.rolname = current_user AND w.has"
    " UNION ALL SELECT false, 'member', CAST(r.rolname AS TEXT) FROM pg_roles r WHERE r.rolname IN"
    " ('pg_execute_server_program', 'pg_write_server_files', 'pg_read_server_files', 'pg_write_all_data',"
    " 'pg_maintain') AND pg_has_role(r.oid, 'MEMBER')"
    " UNION ALL SELECT false, 'owner', CAST(d.datname AS TEXT) FROM pg_database d"
    " WHERE d.datname = current_database() AND pg_has_role(d.datdba, 'MEMBER')"
    " UNION ALL SELECT false, 'CREATE', CAST(d.datname AS TEXT) FROM pg_database d"
    " WHERE d.datname = current_database() AND has_database_privilege(d.oid, 'CREATE')"
    " UNION ALL SELECT false, CASE WHEN pg_has_role(n.nspowner, 'MEMBER') THEN 'owner' ELSE 'CREATE' END,"
    " CAST(n.nspname AS TEXT) FROM pg_namespace n WHERE n.nspname = current_schema()"
    " AND (pg_has_role(n.nspowner, 'MEMBER') OR has_schema_privilege(n.oid, 'CREATE'))"
    " UNION ALL SELECT false, 'owner', CAST(c.relname AS TEXT) FROM pg_class c"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v')"
    " AND pg_has_role(c.relowner, 'MEMBER')";

static const char functions[] =
    "SELECT false, 'EXECUTE', CAST(p.proname AS TEXT) FROM pg_proc p"
    " WHERE p.pronamespace = current_schema()::regnamespace AND has_function_privilege(p.oid, 'EXECUTE')"
    " UNION ALL SELECT true, 'trigger', w.name FROM (VALUES ('audit', 'audit_is_followed'),"
    " ('audit', 'audit_is_not_changed'), ('audit', 'audit_is_not_erased'), ('audit', 'audit_is_not_emptied'),"
    " ('audit_signature', 'audit_signature_is_not_changed'), ('audit_signature', 'audit_signature_is_not_erased'),"
    " ('audit_signature', 'audit_signature_is_not_emptied')) w (place, name)"
    " WHERE NOT EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = w.place AND t.tgname = w.name"
    " AND t.tgenabled IN ('O', 'A'))";

/* Each right that a table can be granted; on some columns is as good as on all. */
static enum err
run_tables(struct store *store, struct seeing *s)
{
	struct buf b = { 0 };
	enum err e;
	size_t i;

	buf_puts(&b, "WITH wanted (place, letters) AS (VALUES ");
	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		buf_printf(&b, "%s('%s', '%s')", i > 0 ? ", " : "", tables[i].table, tables[i].rights);
	buf_puts(&b, "), found AS (SELECT w.place, p.name, strpos(w.letters, p.letter) > 0 AS may,"
	    " coalesce(has_table_privilege(c.oid, p.name) OR (p.of_columns AND"
	    " has_any_column_privilege(c.oid, p.name)), false)"
	    " AS can FROM wanted w CROSS JOIN (VALUES ('S', 'SELECT', true), ('I', 'INSERT', true),"
	    " ('U', 'UPDATE', true), ('D', 'DELETE', false), ('-', 'TRUNCATE', false), ('-', 'REFERENCES', true),"
	    " ('-', 'TRIGGER', false)) p (letter, name, of_columns)"
	    " LEFT JOIN pg_class c ON c.relname = w.place AND c.relnamespace = current_schema()::regnamespace)"
	    " SELECT may, name, place FROM found WHERE may <> can");
	if ((e = buf_check(&b)) == ERR_NONE)
		e = store_run(store, buf_text(&b), NULL, 0, see_right, s);
	buf_free(&b);
	return e;
}

/* A superuser or owner has every right on every table: that is told once. */
enum err
pgsql_rights(struct store *store, store_right_seen *seen, void *ctx)
{
	int64_t all = 0;
	struct seeing s = { seen, ctx };
	enum err e;

	if ((e = store_run(store, masters, NULL, 0, see_right, &s)) != ERR_NONE ||
	    (e = store_get_int(store, "SELECT count(*) FROM pg_class c WHERE c.relname = 'audit'"
	    " AND c.relnamespace = current_schema()::regnamespace AND pg_has_role(c.relowner, 'USAGE')", NULL, 0,
	    &all)) != ERR_NONE || all > 0 || (e = store_run(store, functions, NULL, 0, see_right, &s)) != ERR_NONE)
		return e;
	return run_tables(store, &s);
}

enum err
pgsql_may_make(struct store *store, bool *may)
{
	int64_t n = 0;
	enum err e = store_get_int(store, "SELECT count(*) FROM pg_namespace n WHERE n.nspname = current_schema()"
	    " AND has_schema_privilege(n.oid, 'CREATE') AND NOT EXISTS (SELECT 1 FROM pg_class c"
	    " WHERE c.relnamespace = n.oid AND c.relname = 'madoguchi' AND NOT pg_has_role(c.relowner, 'USAGE'))",
	    NULL, 0, &n);

	*may = n > 0;
	return e;
}

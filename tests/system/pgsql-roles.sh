# A store in PostgreSQL that its owner makes and clerks work on as another role: what that role can't do by psql, and what
# is said where it could do too much, or too little.
. "${top_srcdir:-.}/tests/system/pgsql-server.sh"
. "${top_srcdir:-.}/tests/cli/lib.sh"
trap 'server_stop; rm -rf "$scratch" "$place"' EXIT
server_start

psql -q <<'END'
CREATE ROLE boss LOGIN;
CREATE ROLE "desk-1" LOGIN;
CREATE ROLE other LOGIN;
CREATE DATABASE office OWNER boss ENCODING 'UTF8' TEMPLATE template0;
CREATE DATABASE euc OWNER boss ENCODING 'EUC_JP' LOCALE 'C' TEMPLATE template0;
END
me=$(id -un)
cat >"$place/work.ini" <<END
[madoguchi]
profile = national
[clerks]
administrator = $me
counter = $me
END
chmod 644 "$place/work.ini"

# as ROLE STATUS COMMAND...: in work, with that role's connection
as() {
	role=$1 want=$2 got=0
	shift 2
	"$ctl" --config "$place/work.ini" --store "pgsql:user=$role dbname=${base:-office}" "$@" >"$place/out" 2>"$place/err" || got=$?
	out=$(cat "$place/out") err=$(cat "$place/err")
	[ "$got" -eq "$want" ] || wrong "$role: $* gave $got, not $want: $out $err"
}
# sql ROLE STATEMENTS
sql() {
	psql -q -At -v ON_ERROR_STOP=1 -U "$1" -d office -c "$2"
}

# --- made by its owner, worked on by another -----------------------------------------------------
as desk-1 1 case list
says store-older
as boss 1 case list
says store-older
as boss 3 store init nobody
says store-rights
as boss 0 store init desk-1
as boss 0 store init desk-1
as desk-1 0 store rights
[ -z "$out" ] || wrong "rights: $out"
[ -z "$(sql madoguchi "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
	AND NOT has_table_privilege('desk-1', c.oid, 'SELECT')")" ] || wrong 'a table that core/store/pgsql-rights.c has not'
as desk-1 0 case open --unknown-is-no procedure=renew visitor=self
as desk-1 0 case list
has 26-000001-3
printf '氏名,フリガナ,生年月日,住所\n番号 花子,バンゴウ ハナコ,1986-01-20,架空市1\n' >"$place/residents.csv"
as desk-1 0 residents import "$place/residents.csv"
as desk-1 0 residents import "$place/residents.csv"
as desk-1 0 residents list
as desk-1 0 residents erase
as desk-1 0 case open --unknown-is-no procedure=renew visitor=self
as desk-1 0 case erase 26-000002-1
as desk-1 1 purge --really --reason ketsu-1
says store-owner
as desk-1 0 audit verify
as desk-1 0 store check
as desk-1 3 store init desk-1
says store-rights
as desk-1 1 store wipe
says store-owner
files() {
	sql madoguchi "SELECT relname, relfilenode FROM pg_class WHERE relname IN ('person', 'case_history', 'pg_statistic') ORDER BY 1"
}
files=$(files)
as boss 0 store wipe
[ "$(files | grep -cxF "$files")" -eq 0 ] || wrong "not written anew: $(files)"

# --- what the clerks' role can't do --------------------------------------------------------------
# All of the log, and what guards it; then, by the office's own word, that it is whole.
log_now() {
	sql madoguchi "SELECT md5(string_agg(t, '|')) FROM (SELECT a::text FROM audit a UNION ALL
		SELECT g::text FROM audit_signature g UNION ALL SELECT h::text FROM audit_head h UNION ALL
		SELECT h.number || h.event || h.state || h.clerk || h.at FROM case_history h UNION ALL
		SELECT m::text FROM madoguchi m UNION ALL SELECT m::text FROM meta m UNION ALL
		SELECT pg_get_triggerdef(g.oid) || g.tgenabled::text FROM pg_trigger g WHERE NOT g.tgisinternal UNION ALL
		SELECT p.proname || p.prosrc || p.proacl::text || p.proconfig::text FROM pg_proc p
		WHERE p.pronamespace = 'public'::regnamespace UNION ALL SELECT c.relname || c.relowner::text || c.relacl::text
		FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relacl IS NOT NULL UNION ALL
		SELECT r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
		WHERE c.relnamespace = 'public'::regnamespace UNION ALL SELECT n.nspname FROM pg_namespace n
		WHERE n.nspname NOT LIKE 'pg_temp%' AND n.nspname NOT LIKE 'pg_toast%' ORDER BY 1) x (t)"
}
tries=0 successes=0
sql madoguchi 'ALTER TABLE audit DISABLE TRIGGER audit_is_not_erased'
was=$(log_now)
sql madoguchi 'ALTER TABLE audit ENABLE TRIGGER audit_is_not_erased'
[ "$(log_now)" != "$was" ] || wrong 'what is done would not be seen'
was=$(log_now)
while IFS= read -r try; do
	[ -n "$try" ] || continue
	tries=$((tries + 1))
	sql desk-1 "$try" >/dev/null 2>&1 || true
	now=$(log_now)
	[ "$now" = "$was" ] || { successes=$((successes + 1)) was=$now; wrong "this can be done: $try"; }
done <<'END'
UPDATE audit SET clerk = 'suzuki' WHERE line = 2
UPDATE audit SET line = line + 1
DELETE FROM audit WHERE line = 2
DELETE FROM audit
TRUNCATE audit
TRUNCATE audit_signature
TRUNCATE audit, audit_signature, audit_head CASCADE
DROP TABLE audit
DROP TABLE audit_head CASCADE
DROP TRIGGER audit_is_not_changed ON audit
DROP TRIGGER audit_is_followed ON audit
DROP FUNCTION madoguchi_follow() CASCADE
ALTER TABLE audit DISABLE TRIGGER ALL
ALTER TABLE audit DISABLE TRIGGER audit_is_followed
ALTER TABLE audit DROP CONSTRAINT audit_pkey
ALTER TABLE audit RENAME TO old_audit
ALTER TABLE audit RENAME COLUMN clerk TO who
ALTER TABLE audit ADD COLUMN more TEXT
ALTER TABLE audit ALTER COLUMN clerk SET DEFAULT 'suzuki'
ALTER TABLE audit OWNER TO "desk-1"
ALTER TABLE audit INHERIT cases
ALTER TABLE audit SET SCHEMA pg_temp
ALTER TABLE audit ENABLE ROW LEVEL SECURITY
CREATE POLICY none ON audit USING (false)
CREATE RULE r AS ON INSERT TO audit DO INSTEAD NOTHING
CREATE RULE "_RETURN" AS ON SELECT TO audit DO INSTEAD SELECT * FROM audit WHERE line <> 2
CREATE TRIGGER x BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION madoguchi_refuse()
CREATE INDEX x ON audit (clerk)
CREATE OR REPLACE FUNCTION madoguchi_follow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'
CREATE OR REPLACE FUNCTION madoguchi_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'
ALTER FUNCTION madoguchi_follow() SECURITY INVOKER
ALTER FUNCTION madoguchi_follow() SET search_path = pg_temp
GRANT UPDATE ON audit TO "desk-1"
GRANT ALL ON audit_head TO PUBLIC
GRANT EXECUTE ON FUNCTION madoguchi_follow() TO PUBLIC
REVOKE SELECT ON audit FROM "desk-1"
GRANT boss TO "desk-1"
SET ROLE boss; DELETE FROM audit
SET SESSION AUTHORIZATION madoguchi; DELETE FROM audit
SET session_replication_role = replica; UPDATE audit SET clerk = 'suzuki'
REASSIGN OWNED BY boss TO "desk-1"
DROP OWNED BY boss
ALTER ROLE "desk-1" SUPERUSER
ALTER ROLE "desk-1" CREATEROLE
CREATE ROLE x SUPERUSER
ALTER SCHEMA public RENAME TO old
CREATE SCHEMA desk
CREATE TABLE public.audit2 AS SELECT * FROM audit
CREATE EXTENSION dblink
CREATE VIEW public.v AS SELECT 1
COPY audit TO PROGRAM 'cat >/dev/null'
COPY audit FROM PROGRAM 'echo'
SELECT pg_read_file('/etc/passwd')
SELECT lo_import('/etc/passwd')
UPDATE audit_head SET lines = 1
UPDATE audit_head SET signer = ''
DELETE FROM audit_head
INSERT INTO audit_head VALUES (2, 0, '', '', '')
INSERT INTO audit_head VALUES (1, 0, '', '', '') ON CONFLICT (id) DO UPDATE SET lines = 0
UPDATE audit_signature SET signature = ''
DELETE FROM audit_signature WHERE line = 2
INSERT INTO audit SELECT 2, at, clerk, counter, event, subject, reason, hash, digest FROM audit WHERE line = 1
INSERT INTO audit SELECT 0, at, clerk, counter, event, subject, reason, hash, digest FROM audit WHERE line = 1
INSERT INTO audit SELECT -7, at, clerk, counter, event, subject, reason, hash, digest FROM audit WHERE line = 1
INSERT INTO audit SELECT 1000, at, clerk, counter, event, subject, reason, hash, digest FROM audit WHERE line = 1
INSERT INTO audit SELECT * FROM audit WHERE line = 2 ON CONFLICT (line) DO UPDATE SET clerk = 'suzuki'
INSERT INTO audit_signature SELECT 1, signature FROM audit_signature
MERGE INTO audit a USING cases c ON a.line = c.id WHEN MATCHED THEN DELETE
WITH x AS (DELETE FROM audit RETURNING line) SELECT count(*) FROM x
SELECT 1 FROM audit FOR UPDATE
LOCK TABLE audit IN ACCESS EXCLUSIVE MODE
SELECT setval(pg_get_serial_sequence('audit', 'line'), 1)
VACUUM FULL audit
CLUSTER audit USING audit_pkey
REINDEX TABLE audit
COMMENT ON TABLE audit IS 'x'
CREATE TEMP TABLE audit_head AS SELECT * FROM audit_head; CREATE TRIGGER x AFTER UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION madoguchi_follow(); UPDATE audit_head SET lines = 0
CREATE TEMP TABLE audit AS SELECT * FROM public.audit; CREATE TRIGGER x AFTER INSERT ON pg_temp.audit FOR EACH ROW EXECUTE FUNCTION public.madoguchi_follow(); INSERT INTO pg_temp.audit SELECT 3, at, 'x', '', event, '', '', hash, '' FROM public.audit WHERE line = 1
CREATE TEMP TABLE audit_head (id int, lines bigint, hash bytea, store text, signer text); INSERT INTO pg_temp.audit_head VALUES (1, 999, '', '', ''); SET search_path = pg_temp, public; INSERT INTO public.audit SELECT 1000, at, clerk, counter, event, subject, reason, hash, digest FROM public.audit WHERE line = 1
CREATE FUNCTION pg_temp.replace(text, text, text) RETURNS text LANGUAGE sql AS 'SELECT $1'; SET search_path = pg_temp, pg_catalog, public; INSERT INTO public.audit SELECT 2, at, clerk, counter, event, subject, reason, hash, digest FROM public.audit WHERE line = 1
UPDATE case_history SET clerk = 'suzuki'
UPDATE case_history SET state = 'done'
DELETE FROM case_history
TRUNCATE case_history, cases CASCADE
UPDATE madoguchi SET version = 1
UPDATE meta SET value = 'training'
DELETE FROM profiles
UPDATE profiles SET text = ''
END
echo "$tries tries as the clerks' role by psql, $successes successes"
[ "$tries" -ge 80 ] || wrong "only $tries tries"
as desk-1 0 audit verify
as desk-1 0 store rights

# What it can add is not signed: work stops, and the log says where.
sql desk-1 "INSERT INTO audit SELECT (SELECT lines + 1 FROM audit_head), at, 'suzuki', counter, event, subject, reason,
	hash, digest FROM audit WHERE line = 2"
as desk-1 1 case list
says audit-broken
as desk-1 1 audit verify --json
has '"found":"altered"'
sql madoguchi "ALTER TABLE audit DISABLE TRIGGER USER; DELETE FROM audit WHERE line = (SELECT lines FROM audit_head);
	ALTER TABLE audit ENABLE TRIGGER USER; UPDATE audit_head SET lines = lines - 1;
	UPDATE audit_head SET hash = (SELECT hash FROM audit WHERE line = lines)"
as desk-1 0 audit verify

# A session's own tables take no place of ours, and neither does what the role has set for itself.
sql desk-1 "ALTER ROLE \"desk-1\" SET search_path = pg_temp, public; ALTER ROLE \"desk-1\" SET synchronous_commit = off;
	ALTER ROLE \"desk-1\" SET standard_conforming_strings = off"
as desk-1 0 case open --unknown-is-no procedure=renew visitor=self
as desk-1 0 audit verify
sql madoguchi 'ALTER ROLE "desk-1" RESET ALL'

# --- too much, too little ------------------------------------------------------------------------
# odd SQL WHAT UNDO: the owner or the administrator does it; then nobody works, and the command says what it is
odd() {
	sql madoguchi "$1"
	as desk-1 3 case list
	says store-rights
	as desk-1 3 store rights --json
	has "$2"
	[ "$(wc -l <"$place/out")" -eq 1 ] || wrong "more than one: $out"
	sql madoguchi "$3"
	as desk-1 0 store rights
}
odd 'GRANT UPDATE ON audit TO PUBLIC' '{"missing":false,"right":"UPDATE","on":"audit"}' 'REVOKE UPDATE ON audit FROM PUBLIC'
odd 'GRANT UPDATE (clerk) ON audit TO "desk-1"' '{"missing":false,"right":"UPDATE","on":"audit"}' \
	'REVOKE UPDATE (clerk) ON audit FROM "desk-1"'
odd 'GRANT TRUNCATE ON audit_signature TO "desk-1"' '{"missing":false,"right":"TRUNCATE","on":"audit_signature"}' \
	'REVOKE TRUNCATE ON audit_signature FROM "desk-1"'
odd 'ALTER TABLE audit OWNER TO "desk-1"' '{"missing":false,"right":"owner","on":"audit"}' \
	'ALTER TABLE audit OWNER TO boss; REVOKE ALL ON audit FROM "desk-1"; GRANT SELECT, INSERT ON audit TO "desk-1"'
odd 'GRANT UPDATE ON audit_head TO other; GRANT other TO "desk-1"' '{"missing":false,"right":"UPDATE","on":"audit_head"}' \
	'REVOKE other FROM "desk-1"'
odd 'ALTER ROLE "desk-1" CREATEROLE' '{"missing":false,"right":"createrole","on":"desk-1"}' 'ALTER ROLE "desk-1" NOCREATEROLE'
odd 'GRANT CREATE ON SCHEMA public TO "desk-1"' '{"missing":false,"right":"CREATE","on":"public"}' \
	'REVOKE CREATE ON SCHEMA public FROM "desk-1"'
odd 'GRANT EXECUTE ON FUNCTION madoguchi_follow() TO PUBLIC' \
	'{"missing":false,"right":"EXECUTE","on":"madoguchi_follow"}' 'REVOKE EXECUTE ON FUNCTION madoguchi_follow() FROM PUBLIC'
odd 'REVOKE DELETE ON kept FROM "desk-1"' '{"missing":true,"right":"DELETE","on":"kept"}' 'GRANT DELETE ON kept TO "desk-1"'
odd 'ALTER TABLE audit DISABLE TRIGGER audit_is_not_changed' \
	'{"missing":true,"right":"trigger","on":"audit_is_not_changed"}' 'ALTER TABLE audit ENABLE TRIGGER audit_is_not_changed'
as madoguchi 3 case list
says store-rights
as madoguchi 3 store rights
has "$(printf 'superuser\tmadoguchi')"
as boss 3 store rights
has "$(printf 'owner\taudit')"

# --- a database that isn't as it has to be -------------------------------------------------------
base=euc as boss 3 store init desk-1
says store-encoding
sql madoguchi 'ALTER TABLE person ALTER COLUMN name TYPE TEXT COLLATE "default"'
as desk-1 3 case list
says store-collation
as boss 3 store init desk-1
says store-collation
sql madoguchi 'ALTER TABLE person ALTER COLUMN name TYPE TEXT COLLATE "C"'

# --- another version, another mode ---------------------------------------------------------------
version=$(sql madoguchi 'SELECT version FROM madoguchi')
sql madoguchi 'UPDATE madoguchi SET version = 99'
as desk-1 1 case list
says store-newer
sql madoguchi "UPDATE madoguchi SET version = $version"
sql madoguchi "UPDATE meta SET value = 'training'"
as desk-1 3 case list
says mode-mixed
finish

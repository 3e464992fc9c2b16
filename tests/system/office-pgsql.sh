#!/bin/bash
# An office on a machine whose store is in PostgreSQL, on a server that the test starts: three clerks at work, an auditor,
# an administrator and a stranger, and what a clerk with a shell, and whoever has the programs' connection, could try.
# By root only, in a copy of /etc, an empty /usr/local, /var/lib and /run, and a net of its own, all gone with it.
set -u
[ "$(id -u)" = 0 ] || { echo 'skipped: only root can set an office up'; exit 77; }
for tool in sudo unshare setpriv openssl /usr/bin/python3; do
	command -v $tool >/dev/null || [ -x /usr/sbin/$tool ] ||
		{ echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "${bin:-}/initdb" ] && id postgres >/dev/null 2>&1 ||
	{ echo "skipped: PostgreSQL's server is missing; ./bootstrap --tests installs it"; exit 77; }

. "${top_srcdir:-.}/tests/system/alone.sh"
PATH=$PATH:$bin faults=0 tries=0
wrong() {
	echo "office-pgsql.sh: FAILED: $*"
	faults=$((faults + 1))
}
as() { # as NAME COMMAND...
	who=$1
	shift
	setpriv --reuid="$who" --regid="$(id -g "$who")" --init-groups env HOME="$place/home.$who" USER="$who" "$@"
}
ctl() { # ctl NAME WORD...: madoguchictl as the office, by that clerk
	who=$1
	shift
	as "$who" sudo -n -u madoguchi madoguchictl --lang en "$@"
}
never() { # never NAME COMMAND...: fails
	who=$1
	shift
	tries=$((tries + 1))
	as "$who" "$@" >"$place/out" 2>&1 </dev/null && wrong "$who could: $*" && cat "$place/out"
}
refused() { # refused CODE NAME WORD...
	code=$1 who=$2
	shift 2
	tries=$((tries + 1))
	ctl "$who" "$@" >"$place/out" 2>&1 </dev/null && wrong "$who could: madoguchictl $*"
	grep -qF "[$code]" "$place/out" || { wrong "$who: madoguchictl $*: not $code"; cat "$place/out"; }
}

# --- the server ----------------------------------------------------------------------------------------------------------

# Its administrator's account is postgres. The office comes by TLS with a password in a file of its own, as to another
# machine; by the socket only who has the role's own account.
mkdir "$place/pg" && chown postgres "$place/pg" || exit 1
as postgres initdb -D "$place/pg/data" -U postgres -A peer -E UTF8 --locale=C.UTF-8 -N >"$place/out" 2>&1 ||
	{ cat "$place/out"; exit 1; }
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
	-addext 'subjectAltName=DNS:localhost' -keyout "$place/pg/key.pem" -out "$place/pg/cert.pem" 2>/dev/null
chown postgres "$place/pg/key.pem" && chmod 600 "$place/pg/key.pem"
printf '%s\n' 'local all all peer' 'hostssl office madoguchi,madoguchi_owner localhost scram-sha-256' >"$place/pg/data/pg_hba.conf"
as postgres pg_ctl -D "$place/pg/data" -l "$place/pg/log" -s -w start -o "-c listen_addresses=localhost \
	-c unix_socket_directories=$place/pg -c ssl=on -c ssl_cert_file=$place/pg/cert.pem -c ssl_key_file=$place/pg/key.pem \
	-c shared_buffers=16MB" || { cat "$place/pg/log"; exit 1; }
stop() { as postgres pg_ctl -D "$place/pg/data" -m immediate -s stop; }
trap stop EXIT
psql() { command psql -q -At -X -v ON_ERROR_STOP=1 -h "$place/pg" "$@"; }
desk=$(openssl rand -hex 16) owner=$(openssl rand -hex 16)
as postgres psql -q -X -h "$place/pg" -d postgres <<END || exit 1
CREATE ROLE madoguchi_owner LOGIN PASSWORD '$owner';
CREATE ROLE madoguchi LOGIN PASSWORD '$desk';
CREATE DATABASE office OWNER madoguchi_owner ENCODING 'UTF8' TEMPLATE template0;
END

# --- the office ----------------------------------------------------------------------------------------------------------

people='sato suzuki tanaka kansa soumu'
for n in $people yosomono; do
	useradd --no-create-home --home-dir "$place/home.$n" --shell /bin/sh "$n" && mkdir -m 700 "$place/home.$n" &&
		chown "$n:" "$place/home.$n" || exit 1
done
madoguchictl office init >"$place/out" 2>&1
for n in $people; do gpasswd --add "$n" madoguchi-clerks >/dev/null || exit 1; done
madoguchictl office init >"$place/out" 2>&1 || { cat "$place/out"; wrong 'office init'; }
home=/var/lib/madoguchi settings=/etc/madoguchi/madoguchi.ini
there="pgsql:host=localhost dbname=office sslrootcert=/etc/madoguchi/server.pem"
cp "$place/pg/cert.pem" /etc/madoguchi/server.pem && chmod 644 /etc/madoguchi/server.pem
echo "localhost:5432:office:madoguchi:$desk" >$home/pgpass && chown madoguchi $home/pgpass && chmod 600 $home/pgpass
install -d -o madoguchi -m 700 $home/anchors
sed -i -e 's/^counter = @.*/counter = sato, suzuki/' -e 's/^;supervisor.*/supervisor = tanaka/' -e 's/^;auditor.*/auditor = kansa/' \
	-e 's/^;administrator.*/administrator = soumu/' \
	-e "s,^\\[madoguchi\\],&\\nstore = $there user=madoguchi passfile=$home/pgpass\\naudit-anchors = $home/anchors/heads," $settings
echo 'Defaults:%madoguchi-clerks !authenticate' >/etc/sudoers.d/zz-test && chmod 440 /etc/sudoers.d/zz-test
# Its owner makes the tables, on a machine of his own.
mkdir "$place/home.root" && printf '[madoguchi]\nprofile = national\n[clerks]\nadministrator = root\n' >"$place/owner.ini" &&
	chmod 644 "$place/owner.ini"
mv $settings "$place/settings"
HOME=$place/home.root PGPASSWORD=$owner madoguchictl --lang en --config "$place/owner.ini" --store "$there user=madoguchi_owner" \
	store init madoguchi >"$place/out" 2>&1 || { cat "$place/out"; wrong 'store init'; }
mv "$place/settings" $settings

# --- a day's work --------------------------------------------------------------------------------------------------------

open() { # open NAME: a case; its number in $number
	number=$(ctl "$1" case open --json --unknown-is-no procedure=renew visitor=self resident=yes card=valid \
		card-expires=2031-05-01 card-face=current born=1986-01-20 ward=no sign-expires=2026-12-01 auth-expires=2026-12-01 \
		sign-pin=known auth-pin=known doc=applicant:マイナンバーカード 2>"$place/err" | sed -n 's/.*"number":"\([^"]*\)".*/\1/p')
	[ -n "$number" ] || wrong "$1 opens no case: $(cat "$place/err")"
}
for n in sato suzuki sato; do open $n; done
for n in sato suzuki; do (for again in 1 2 3 4 5; do ctl $n case event "$number" noted --why "$n $again" || echo no; done) >"$place/notes.$n" 2>&1 & done
wait $(jobs -p | tail -n 2)
[ "$(ctl kansa audit list --event case-noted --json | wc -l)" = 10 ] || { cat "$place"/notes.*; wrong 'ten notes of two clerks'; }
[ "$(ctl kansa audit list --event case-opened --clerk sato | wc -l)" = 2 ] || wrong 'who opened the cases is not on record'
ctl kansa audit verify >"$place/out" 2>&1 || { cat "$place/out"; wrong 'audit verify'; }
ctl kansa store check >"$place/out" 2>&1 || { cat "$place/out"; wrong 'store check'; }
[ -z "$(ctl soumu store rights)" ] || wrong 'the role has other rights than it is to have'
usual=$(ctl sato clerk --json) cases=$(ctl sato case list --json)

# --- a clerk with a shell ------------------------------------------------------------------------------------------------

never sato cat $home/pgpass
never sato cat $home/data/audit.key
never sato ls $home/anchors
never sato cat "$place/pg/key.pem"
never sato ls "$place/pg/data"
never sato sh -c "echo 'host all all 0.0.0.0/0 trust' >>$place/pg/data/pg_hba.conf"
for role in madoguchi madoguchi_owner postgres; do
	never sato psql -X -h "$place/pg" -U $role -d office -c 'SELECT 1'
	never yosomono psql -X -h "$place/pg" -U $role -d office -c 'SELECT 1'
	never sato env PGPASSWORD= psql -X -h localhost -U $role -d office -w -c 'SELECT 1'
	never sato env PGPASSWORD=$role psql -X -h localhost -U $role -d office -w -c 'SELECT 1'
	never sato env PGSSLMODE=disable PGPASSWORD=$role psql -X -h localhost -U $role -d office -w -c 'SELECT 1'
done
never sato psql -X -h "$place/pg" -d office -c 'SELECT 1'
never sato sudo -n -u madoguchi psql -h localhost office
never sato sudo -n -u postgres psql office
never sato sudo -n -u madoguchi env PGPASSWORD=x psql
for word in "--store=$there user=madoguchi_owner" "--store=pgsql:dbname=office user=postgres" "--config=$place/owner.ini"; do
	refused office-option sato "$word" case list
	refused office-option soumu "$word" store init sato
done

refused office-own sato store wipe
refused role sato audit rotate-key
refused role sato audit list
refused role kansa case open procedure=renew
unmoved() { # unmoved VARIABLE=VALUE...: nothing of it reaches libpq
	tries=$((tries + 1))
	said=$(as sato env "$@" sudo -n -u madoguchi madoguchictl --lang en case list --json 2>&1)
	[ "$said" = "$cases" ] || wrong "$* changed the answer: $said"
}
mkdir -m 755 "$place/home.sato/pg" && printf '[x]\nhost=%s\n' "$place/home.sato" >"$place/home.sato/pg/pg_service.conf"
chmod 755 "$place/home.sato"
unmoved PGHOST="$place/home.sato"
unmoved PGHOSTADDR=127.0.0.2 PGPORT=1
unmoved PGUSER=madoguchi_owner PGDATABASE=postgres
unmoved PGOPTIONS='-c search_path=pg_temp -c session_replication_role=replica'
unmoved PGSERVICE=x PGSERVICEFILE="$place/home.sato/pg/pg_service.conf" PGSYSCONFDIR="$place/home.sato/pg"
unmoved PGPASSFILE="$place/home.sato/none" PGPASSWORD=x
unmoved PGSSLMODE=disable PGSSLROOTCERT=/etc/passwd PGSSLCERT=/etc/passwd PGSSLKEY=/etc/passwd PGSSLCRL=/etc/passwd
unmoved PGCHANNELBINDING=require PGREQUIREPEER=root PGGSSENCMODE=require KRB5_CONFIG="$place/home.sato/x"
unmoved PGTARGETSESSIONATTRS=standby PGCONNECT_TIMEOUT=1 PGCLIENTENCODING=SQL_ASCII
unmoved RES_OPTIONS=timeout:30 LOCALDOMAIN=example.org HOSTALIASES="$place/home.sato/x" RESOLV_HOST_CONF=/etc/passwd
[ "$(ctl sato clerk --json)" = "$usual" ] || wrong 'another clerk'

# A name server that never answers holds nobody up for long: it is asked once, for both kinds of address.
cat >"$place/silent.py" <<'END'
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 53))
open(sys.argv[1], "w").close()
while True:
    s.recv(512)
    with open(sys.argv[1], "a") as f:
        f.write("asked\n")
END
rm -f /etc/resolv.conf && echo 'nameserver 127.0.0.1' >/etc/resolv.conf && echo 'hosts: files dns' >/etc/nsswitch.conf
printf '%s\n' 'passwd: files' 'group: files' 'shadow: files' >>/etc/nsswitch.conf
/usr/bin/python3 "$place/silent.py" "$place/asked" &
silent=$!
until [ -e "$place/asked" ]; do kill -0 $silent || { wrong 'no name server'; break; }; done
cp $settings "$place/settings" && sed -i 's/host=localhost/host=db.example.org/' $settings
refused store-open sato case list
[ "$(grep -c asked "$place/asked")" = 2 ] || wrong "a silent name server was asked $(grep -c asked "$place/asked") times"
kill $silent
cp "$place/settings" $settings && : >/etc/resolv.conf

# --- whoever has the programs' connection ---------------------------------------------------------------------------------

sql() { # sql STATEMENTS: by the role of the programs
	PGPASSWORD=$desk psql -h localhost -U madoguchi -d office -c "$1"
}
forbidden() {
	tries=$((tries + 1))
	sql "$1" >"$place/out" 2>&1 && wrong "the programs' role could: $1" && cat "$place/out"
}
[ "$(sql 'SELECT count(*) > 10 FROM audit')" = t ] || wrong 'the role does not read the log'
forbidden "UPDATE audit SET clerk = 'suzuki'"
forbidden 'DELETE FROM audit'
forbidden 'TRUNCATE audit CASCADE'
forbidden "UPDATE audit_head SET lines = 1"
forbidden 'DELETE FROM audit_head'
forbidden 'DELETE FROM audit_signature'
forbidden "UPDATE audit_signature SET signature = ''"
forbidden 'DROP TABLE audit CASCADE'
forbidden 'ALTER TABLE audit DISABLE TRIGGER ALL'
forbidden "DO 'BEGIN EXECUTE ''DROP TRIGGER '' || (SELECT quote_ident(tgname) FROM pg_trigger WHERE tgrelid = ''audit''::regclass LIMIT 1) || '' ON audit''; END'"
forbidden 'ALTER TABLE audit OWNER TO madoguchi'
forbidden 'CREATE TABLE audit2 AS SELECT * FROM audit'
forbidden 'CREATE SCHEMA mine'
forbidden 'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'
forbidden 'SET ROLE madoguchi_owner'
forbidden 'SET SESSION AUTHORIZATION postgres'
forbidden 'SET session_replication_role = replica'
forbidden "COPY (SELECT 1) TO PROGRAM 'id'"
forbidden "COPY audit FROM '/etc/passwd'"
forbidden "SELECT pg_read_file('/etc/passwd')"
forbidden "SELECT lo_import('/etc/passwd')"
forbidden 'SELECT rolpassword FROM pg_authid'
forbidden "ALTER ROLE madoguchi SUPERUSER"
forbidden "ALTER DATABASE office SET search_path = pg_temp"
forbidden "GRANT madoguchi_owner TO madoguchi"
[ "$(ctl sato case list --json)" = "$cases" ] || wrong 'the cases are not as they were'
ctl kansa audit verify >"$place/out" 2>&1 || { cat "$place/out"; wrong 'audit verify, after it'; }
ctl kansa store check >"$place/out" 2>&1 || { cat "$place/out"; wrong 'store check, after it'; }
open sato

# What remains: the server's administrator, and who takes the connection away with him. Both are found.
sql "INSERT INTO audit (line, at, clerk, counter, event, subject, reason, digest, hash) SELECT line + 1, at, 'suzuki', counter,
	event, subject, reason, digest, hash FROM audit ORDER BY line DESC LIMIT 1" >"$place/out" 2>&1
refused audit-broken suzuki case open procedure=renew
as postgres psql -h "$place/pg" -d office >"$place/out" 2>&1 <<'END'
ALTER TABLE audit DISABLE TRIGGER ALL;
DELETE FROM audit WHERE line > (SELECT max(line) FROM audit_signature);
UPDATE audit_head SET lines = (SELECT max(line) FROM audit), hash = (SELECT hash FROM audit ORDER BY line DESC LIMIT 1);
ALTER TABLE audit ENABLE TRIGGER ALL;
END
open suzuki
as postgres psql -h "$place/pg" -d office >"$place/out" 2>&1 <<'END'
ALTER TABLE audit DISABLE TRIGGER ALL;
DELETE FROM audit WHERE line = (SELECT max(line) FROM audit);
DELETE FROM audit_signature WHERE line > (SELECT max(line) FROM audit);
UPDATE audit_head SET lines = (SELECT max(line) FROM audit), hash = (SELECT hash FROM audit ORDER BY line DESC LIMIT 1);
ALTER TABLE audit ENABLE TRIGGER ALL;
END
ctl kansa audit verify --json >"$place/out" 2>&1 && wrong 'an end that was cut off by the administrator is not found'
grep -q '"found":"behind"' "$place/out" || { cat "$place/out"; wrong 'the anchors do not tell of it'; }

echo "$tries tries, $faults came to something"
exit $((faults > 0))

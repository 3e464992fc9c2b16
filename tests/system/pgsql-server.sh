# For tests over PostgreSQL: a server of our own in a folder of its own, on a socket there and nowhere else.
set -eu
here=$(cd "${top_builddir:-.}" && pwd)
[ -x "$here/tests/system/pgsql" ] || { echo "skipped: built where libpq or cmocka was not"; exit 77; }
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "${bin:-}/initdb" ] || { echo "skipped: PostgreSQL's server is missing; ./bootstrap --tests installs it"; exit 77; }
[ "$(id -u)" != 0 ] || { echo "skipped: PostgreSQL runs under an ordinary user only"; exit 77; }

scratch=$(mktemp -d /tmp/madoguchi-pgsql.XXXXXX)
server_stop() {
	"$bin/pg_ctl" -D "$scratch/data" -m immediate -s stop >/dev/null 2>&1 || true
}
trap 'server_stop; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

# server_start OPTION...: of postgres
server_start() {
	"$bin/pg_ctl" -D "$scratch/data" -l "$scratch/log" -s -w start -o "-c listen_addresses= \
		-c unix_socket_directories=$scratch -c autovacuum=off -c shared_buffers=16MB $*" ||
		{ cat "$scratch/log"; exit 1; }
}
"$bin/initdb" -D "$scratch/data" -U madoguchi -A trust -E UTF8 --locale=C.UTF-8 -N >"$scratch/log" 2>&1 ||
	{ cat "$scratch/log"; exit 1; }
PGHOST=$scratch PGUSER=madoguchi PGDATABASE=postgres PGDATA=$scratch/data PATH=$bin:$PATH PGSQL=yes
export PGHOST PGUSER PGDATABASE PGDATA PATH PGSQL

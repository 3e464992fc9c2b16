# The store over PostgreSQL, what belongs to it alone and whole cases.
. "${top_srcdir:-.}/tests/system/pgsql-server.sh"
server_start
test=$here/tests/system/pgsql
"$test"
"$test-people"
"$test-silence"

# Whole cases, typed, each script in a database of its own: by the role for clerks, but for what the owner has to do.
psql -q -c 'CREATE ROLE desk LOGIN'
for script in bookings kept ledger purge two-visits two-visits-there; do
	psql -q -c "CREATE DATABASE \"$script\""
	role=desk
	[ $script != purge ] || role=
	PGROLE=$role PGDATABASE=$script sh "${top_srcdir:-.}/tests/cli/$script.sh"
done

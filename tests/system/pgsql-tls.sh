# To a PostgreSQL on another machine, which this one is by its name: TLS that knows whom it speaks to, or nothing is sent.
. "${top_srcdir:-.}/tests/system/pgsql-server.sh"
. "${top_srcdir:-.}/tests/cli/lib.sh"
trap 'server_stop; rm -rf "$scratch" "$place"' EXIT
# authority NAME: of itself
authority() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$1" -addext 'subjectAltName=DNS:localhost' \
		-keyout "$scratch/$1.key" -out "$scratch/$1.pem" 2>/dev/null
}
authority ours
authority other
chmod 600 "$scratch/ours.key"
# Any port that is free.
tls_start() {
	"$bin/pg_ctl" -D "$scratch/data" -l "$scratch/log" -s -w start -o "-c listen_addresses=localhost -c port=$1 \
		-c unix_socket_directories=$scratch -c autovacuum=off -c shared_buffers=16MB -c ssl=on -c log_connections=on \
		-c ssl_cert_file=$scratch/ours.pem -c ssl_key_file=$scratch/ours.key -c log_line_prefix='%h '" >/dev/null 2>&1
}
for n in 1 2 3 4 5; do
	PGPORT=$((20000 + ($$ * 7 + n * 1009) % 12000))
	tls_start $PGPORT && break
done
export PGPORT

# try STATUS CODE PLACE
try() {
	got=0
	"$ctl" --training --at "$at" --store "pgsql:$3" case list >"$place/out" 2>"$place/err" || got=$?
	out=$(cat "$place/out") err=$(cat "$place/err")
	[ "$got" -eq "$1" ] || wrong "$3 gave $got, not $1: $err"
	[ "$2" = - ] || says "$2"
}
there="host=localhost port=$PGPORT dbname=postgres"
ca=sslrootcert=$scratch/ours.pem
try 0 - "$there $ca"
try 0 - "$there $ca sslmode=verify-full"
try 0 - "//madoguchi@localhost:$PGPORT/postgres?$ca"
for mode in verify-ca require prefer allow disable; do
	try 3 store-tls "$there $ca sslmode=$mode"
	try 3 store-tls "//madoguchi@localhost:$PGPORT/postgres?sslmode=$mode"
done
try 3 store-tls "host=$scratch,localhost port=$PGPORT dbname=postgres sslmode=disable"
try 3 store-tls "host=$scratch hostaddr=127.0.0.1 port=$PGPORT dbname=postgres sslmode=disable"
try 1 store-open "$there sslrootcert=$scratch/other.pem"
try 1 store-open "$there"
try 1 store-open "host=127.0.0.1 port=$PGPORT dbname=postgres $ca"
printf '[there]\nhost=localhost\nport=%s\ndbname=postgres\nsslmode=disable\nsslrootcert=%s\n' "$PGPORT" "$scratch/ours.pem" >"$place/service"
export PGSERVICEFILE="$place/service" PGSSLMODE=disable
try 0 - "service=there"
try 0 - "$there $ca"
PGHOST=localhost PGSSLROOTCERT=$scratch/ours.pem try 0 - "dbname=postgres"
try 0 - "dbname=postgres"	# by the socket
unset PGSSLMODE

# Whatever was tried, nobody got in but by TLS and by the socket.
! grep -v '^\[local\]' "$scratch/log" | grep 'connection authorized' | grep -v 'SSL enabled' || wrong 'in the open, above'
[ "$(grep -v '^\[local\]' "$scratch/log" | grep -c 'connection authorized.*SSL enabled')" -eq 6 ] || wrong "not by TLS: $(cat "$scratch/log")"

# What each session has asked of both ends.
session=$("$here/tests/system/pgsql-silence" session "pgsql:$there $ca connect_timeout=7")
[ "$session" = '7000 7000 3500 10 5 3 7000 5000' ] || wrong "the session has $session"
[ "$("$here/tests/system/pgsql-silence" session "pgsql:dbname=postgres connect_timeout=99999")" = '20000 20000 5000 0 0 0 0 5000' ] ||
	wrong 'by the socket'
finish

# Eight clerks at work on one office, in a file and in a PostgreSQL that is killed under them; then the log is whole, its
# anchors match and the store is sound. For some seconds each; LONG_DAY=600 sh tests/system/long-day.sh for ten minutes.
. "${top_srcdir:-.}/tests/system/pgsql-server.sh"
. "${top_srcdir:-.}/tests/cli/lib.sh"
trap 'server_stop; rm -rf "$scratch" "$place"' EXIT
seconds=${LONG_DAY:-6} kills=3
[ "$seconds" -lt 60 ] || kills=10
me=$(id -un)

# day NAME STORE KILLS: the day, and what the office's own commands say in the end
day() {
	mkdir "$place/$1"
	printf '[madoguchi]\nprofile = national\nstore = %s\naudit-key = %s\naudit-anchors = %s\n[clerks]\nadministrator = %s\n' \
		"$2" "$place/$1/audit.key" "$place/$1/anchors" "$me" >"$place/$1.ini"
	chmod 644 "$place/$1.ini"
	echo "$1: 8 clerks, $seconds s, the server killed $3 times"
	"$here/tests/system/long-day" "$2" "$place/$1" "$seconds" "$3" "sh $place/kill" || wrong "$1: the day"
	"$ctl" --config "$place/$1.ini" audit verify --anchors "$place/$1/anchors" || wrong "$1: the log"
	"$ctl" --config "$place/$1.ini" store check || wrong "$1: the store"
}

# By SIGKILL of the postmaster and by an immediate stop in turn; it is there again when the command ends.
cat >"$place/kill" <<END
n=\$(cat "$place/kills" 2>/dev/null || echo 0)
echo \$((n + 1)) >"$place/kills"
if [ \$((n % 2)) -eq 0 ]; then kill -9 "\$(head -n 1 "$scratch/data/postmaster.pid")"; else
	"$bin/pg_ctl" -D "$scratch/data" -m immediate -s stop; fi
# Its children have to be gone first: until then it won't start.
for try in \$(seq 200); do
	"$bin/pg_ctl" -D "$scratch/data" -l "$scratch/log" -s -w start -o "\$(cat "$scratch/options")" >/dev/null 2>&1 && exit 0
done
tail "$scratch/log"
exit 1
END
day file "sqlite:$place/file/store.db" 0
server_start
echo "-c listen_addresses= -c unix_socket_directories=$scratch -c shared_buffers=16MB" >"$scratch/options"
psql -q <<'END'
CREATE ROLE boss LOGIN;
CREATE ROLE desk LOGIN;
CREATE DATABASE office OWNER boss ENCODING 'UTF8' TEMPLATE template0;
END
"$ctl" --store 'pgsql:user=boss dbname=office' store init desk || wrong 'store init'
day server 'pgsql:user=desk dbname=office' $kills
finish

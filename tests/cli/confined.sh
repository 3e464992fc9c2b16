#!/bin/sh
# What each program refuses itself, tried from within: a library that stands before one of its own tries it.
. "${top_srcdir:-.}/tests/cli/lib.sh"
here=$(cd "${top_builddir:-.}" && pwd)
tries=$here/tests/unit/tries-in.so ready=${LD_PRELOAD-}
[ -f "$tries" ] || { echo "no $tries"; exit 1; }
"$ctl" --version | grep -q '^confined by: no-new-privileges seccomp landlock$' ||
	{ echo 'skipped: this kernel or this build confines nothing (seccomp, Landlock)'; exit 77; }
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
grep -q __asan_init "$ctl" && sanitized=yes || sanitized=

# tried OUTCOME TRY...: what the last program said of them
tried() {
	outcome=$1
	shift
	for t; do
		grep -qx "$t $outcome" "$place/tried" || wrong "$program: $t isn't $outcome"
	done
}
no_program_may='make-pipe exec read-memory setuid privileges kernel-keys rings personality typing name-space'
[ -n "$sanitized" ] || no_program_may="$no_program_may ptrace"

printf 'madoguchi-page 1\nmade 2026-11-25T21:00:00\ntitle t\nsheet |\ntext x=2000 y=1500 w=8000 h=600 size=110 field=name |%s\nend\n' \
    '番号　花子 𠮷' >"$place/page"
program=madoguchi-page
TRIES=$place LD_PRELOAD="$tries $ready" "$here/madoguchi-page" <"$place/page" >"$place/pdf" 2>"$place/tried" || wrong 'no page'
head -c 5 "$place/pdf" | grep -q '%PDF-' || wrong 'no PDF'
tried refused open-to-read open-to-write remove make-folder memory-file process ptrace signal inet inet6 netlink unix code $no_program_may

program='madoguchictl case list'
TRIES=$place LD_PRELOAD="$tries $ready" "$ctl" --training --at $at case list >/dev/null 2>"$place/tried" || wrong "$program"
tried done open-to-read open-to-write remove unix
tried refused inet inet6 netlink $no_program_may
program='madoguchictl print'
TRIES=$place LD_PRELOAD="$tries $ready" "$ctl" --training --at $at print 26-000001-3 inquiry --out "$place/x.pdf" >/dev/null 2>"$place/tried" &&
	wrong 'a case that never was'
tried refused inet netlink $no_program_may

program=madoguchi-terminal
TRIES=$place LD_PRELOAD="$tries $ready" "$here/madoguchi-terminal" --card about-to-expire --at $at renew certificates=sign,auth </dev/null >/dev/null 2>"$place/tried"
tried refused inet inet6 netlink $no_program_may
program=madoguchi-card
TRIES=$place LD_PRELOAD="$tries $ready" "$here/madoguchi-card" --card about-to-expire --port 1 </dev/null >/dev/null 2>"$place/tried"
tried done inet
tried refused $no_program_may

# What parses an extract, in an encoding that iconv reads.
printf '氏名,生年月日,住所\n番号 花子,1980-05-01,架空市\n' | iconv -f UTF-8 -t CP932 >"$place/extract.csv"
parsed() { # parsed WHAT FUNCTION
	TRIES=$1 TRIES_AT=$2 LD_PRELOAD="$tries $ready" "$ctl" --training --at $at --store "sqlite:$place/$2.db" residents import \
	    "$place/extract.csv" >"$place/out" 2>"$place/tried"
}
program='residents import'
parsed "$place" iconv || wrong "$program"
grep -q '1$' "$place/out" || wrong 'nobody is imported'
tried refused open-to-read open-to-write remove make-folder memory-file process ptrace signal inet inet6 netlink unix code \
    $no_program_may
broken='ファイルを読むプログラムが途中で終わりました'
for way in 'die iconv' 'lie fwrite'; do
	parsed $way && wrong "a parser that could $way was believed"
	cat "$place/out" "$place/tried" | grep -q "$broken" || wrong "$way: not said: $(cat "$place/out" "$place/tried")"
	practice 0 --store "sqlite:$place/${way#* }.db" audit list --event residents-imported
	[ "$(wc -l <"$place/out")" = "$(case $way in die*) echo 1 ;; *) echo 0 ;; esac)" ] || wrong "$way: it was imported"
done

# And what parses a booking system's list.
printf '氏名,予約日時\n番号 花子,2026-11-20 10:30\n' | iconv -f UTF-8 -t CP932 >"$place/list.csv"
program='bookings import'
booked() { # booked WHAT
	TRIES=$1 TRIES_AT=iconv LD_PRELOAD="$tries $ready" "$ctl" --training --at $at bookings import "$place/list.csv" \
	    >"$place/out" 2>"$place/tried"
}
booked die && wrong 'a parser that died was believed'
cat "$place/out" "$place/tried" | grep -q "$broken" || wrong "not said: $(cat "$place/out" "$place/tried")"
booked "$place" || wrong "$program"
grep -q '新しく 1' "$place/out" || wrong 'no booking is taken'
tried refused open-to-read open-to-write remove make-folder memory-file process ptrace signal inet inet6 netlink unix code \
    $no_program_may

exit $((faults > 0))

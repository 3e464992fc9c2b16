#!/bin/sh
# An auditor sees everything and acts on nothing; a stranger doesn't even see. Every command, as --help lists them.
. "${top_srcdir:-.}/tests/cli/lib.sh"

me=$(id -un 2>/dev/null) || { echo 'skipped: this account has no name'; exit 77; }
store=$place/data/madoguchi/training/store.db

# What there is to act on: a case that is ready, a card, the CA.
practice 0 --card about-to-expire card show
practice 0 case open --unknown-is-no procedure=renew visitor=self resident=yes card=valid card-expires=2031-05-01 \
    card-face=current born=1986-01-20 ward=no sign-expires=2026-12-01 auth-expires=2026-12-01 sign-pin=known \
    auth-pin=known doc=applicant:マイナンバーカード
n=26-000001-3
practice 0 case show --json $n
has '"state":"approved"'

echo '氏名,生年月日,住所' >"$place/residents.csv"
echo '氏名,予約日時' >"$place/bookings.csv"
: >"$place/roles.table"
printf '[clerks]\nauditor = %s\ncounter = *\n' "$me" >"$place/auditor.ini"
printf '[clerks]\ncounter = somebody-else\n' >"$place/stranger.ini"

# All that is kept, but for the audit log.
kept() {
	(cd "$place/data" && find . -type f ! -name 'store.db*' -exec cksum {} + | sort)
	practice 0 case list --json
	echo "$out"
	practice 0 case show --json $n
	echo "$out"
	! command -v sqlite3 >/dev/null || sqlite3 "$store" .dump | grep -v 'INTO audit'
}

# try STATUS CODE COMMAND...: as whoever the file says; CODE - for a command that is done.
as=
tried=
try() {
	want=$1 code=$2
	shift 2
	practice "$want" --config "$place/$as.ini" "$@" </dev/null
	[ "$code" = - ] || says "$code"
	tried="$tried
$1 ${2-}
$1"
}

# walk LOOK LOOK-CODE ACT ACT-CODE: what looks, and what acts, gives these; then no command may be left out.
walk() {
	try "$1" "$2" audit key
	try "$1" "$2" audit list
	try "$1" "$2" audit lookups
	try 1 role audit rotate-key
	try 1 role audit sign
	try "$1" "$2" audit verify
	try "$1" "$2" ca cert sign
	if [ "$1" -eq 0 ]; then try 1 ca-unknown-request ca issued 01; else try "$1" "$2" ca issued 01; fi
	try "$1" "$2" ca list
	try "$1" "$2" ca show
	try "$1" "$2" card list
	try "$1" "$2" case consent $n
	try "$1" "$2" case list
	try "$1" "$2" case show $n
	try "$1" "$2" ledger show
	try "$1" "$2" recover --list
	try "$1" "$2" report day
	try "$1" "$2" report kept
	try "$1" "$2" report month
	try "$1" "$2" report morning
	try "$1" "$2" report posting
	try "$1" "$2" report week
	try "$1" "$2" report year
	try "$1" "$2" bookings list
	if [ "$1" -eq 0 ]; then try 2 booking bookings show 1; else try "$1" "$2" bookings show 1; fi
	try "$1" "$2" forecast
	try "$1" "$2" number list
	try 1 role bookings cancel 1
	try 1 role bookings close
	try 1 role bookings import "$place/bookings.csv"
	try 1 role bookings mark 1 came
	try 1 role number away 1
	try 1 role number draw
	try 1 role number next
	try 0 - clerk
	try 0 - decide --unknown-is-no procedure=renew
	try 0 - profile check "$MADOGUCHI_DATADIR/profiles/national.ini"
	try 0 - profile diff national national
	try "$1" "$2" profile diff --cases national national
	try 2 answers-ended profile new "$place/new.ini"
	try 0 - profile show national
	try 2 table profile test national "$place/roles.table"
	try 3 mode-mixed office check
	try 3 mode-mixed office init
	try 1 role ca crl sign
	try 1 role case consent --agree $n
	try 1 role case event $n approved
	try 1 role case event $n withdrawn
	try 1 role case event $n taken-over
	try 1 role case event $n noted
	try 1 role case event $n seconded
	try 1 role case event $n cancelled
	try 1 role case claim $n
	try 1 role case release $n
	try 1 role case open procedure=renew
	try 1 role print $n application --out "$place/paper.pdf"
	try 1 role sheet post --out "$place/paper.pdf"
	try 1 role --card expired card show
	try 1 role recover $n
	try 1 role recover --gone bench-2 $n
	try "$1" "$2" case person $n
	try 1 role case person --from-residents 1 $n
	try 1 role case person $n -
	try 1 role case kana $n
	try 1 role case let-in $n
	try 1 role case erase $n
	try 1 role case preserve --end $n
	try 1 role ledger count card
	try 1 role purge
	try "$1" "$2" store check
	try 1 role store backup "$place/backup.db"
	try 1 role store restore "$place/backup.db"
	try 2 store-server store init madoguchi
	try 2 store-server store rights
	try 2 store-server store wipe
	try 1 role residents erase
	try 1 role residents find
	try 1 role residents import "$place/residents.csv"
	try 1 role residents list
	tried="$tried
card show"
	printf 'sign=MADO1234\nauth=1234\n' | "$ctl" --training --at "$at" --config "$place/$as.ini" --card about-to-expire \
	    perform $n --pin-fd 0 >/dev/null 2>"$place/err"
	[ $? -eq 1 ] && grep -q '\[role\]' "$place/err" || wrong "perform: $(cat "$place/err")"
	"$ctl" --lang en --help | sed -n 's/^  \([a-z]*\( [a-z]*\)\{0,1\}\)\( .*\)\{0,1\}$/\1/p' |
	while read -r command; do
		[ "$command" = perform ] || printf '%s\n' "$tried" | grep -qxF -- "$command" || echo "$command"
	done >"$place/left"
	[ ! -s "$place/left" ] || wrong "what may $as do with: $(cat "$place/left")? tests/cli/roles.sh doesn't say"
}

before=$(kept)
as=auditor
walk 0 -
as=stranger
walk 1 role
[ "$(kept)" = "$before" ] || wrong 'something was changed by one who may not'
practice 0 audit verify
if command -v sqlite3 >/dev/null; then
	refused=$(sqlite3 "$store" "SELECT count(*) FROM audit WHERE event = 'refused' AND reason LIKE 'role%'")
	[ "$refused" -ge 20 ] || wrong "only $refused refusals are on record"
fi

# Who is who, and what the log has of it.
practice 0 --config "$place/auditor.ini" clerk --json
has '"may":["look","report","audit"]}'
practice 0 --config "$place/stranger.ini" clerk --json
has '"roles":[],"may":[]}'
practice 0 audit list --json --event refused --case $n --clerk "$me" --from 2026-11-20 --to 2026-11-20
has '"reason":"role"'
has "\"case\":\"$n\""
practice 0 audit list --limit 1
[ "$(echo "$out" | wc -l)" -eq 1 ] || wrong "more than one line: $out"
practice 0 audit list --to 2026-11-19
[ -z "$out" ] || wrong "lines of another day: $out"
practice 2 audit list --case 26-000001-4
says case-number
practice 2 audit list --from yesterday
says date

# A file that others may write grants nothing at work; nor one whose owner isn't its administrator.
cat >"$place/work.ini" <<END
[clerks]
administrator = $me
END
chmod 664 "$place/work.ini"
"$ctl" --config "$place/work.ini" --store "$place/work.db" case list >/dev/null 2>"$place/err"
[ $? -eq 3 ] && grep -q 'roles-file' "$place/err" || wrong "a file that its group may write: $(cat "$place/err")"
chmod 644 "$place/work.ini"
"$ctl" --config "$place/work.ini" --store "$place/work.db" case list >/dev/null 2>"$place/err" ||
    wrong "an administrator at work: $(cat "$place/err")"
"$ctl" --config "$place/work.ini" --store "$place/work.db" case open procedure=renew >/dev/null 2>"$place/err"
[ $? -eq 1 ] && grep -q '\[role\]' "$place/err" || wrong "an administrator opened a case: $(cat "$place/err")"

finish

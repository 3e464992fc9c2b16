#!/bin/sh
# Whose record was looked at, by whom, and what for; and nothing in the log that says who it was.
. "${top_srcdir:-.}/tests/cli/lib.sh"

store=$place/data/madoguchi/training/store.db
printf 'name=番号 花子\nkana=バンゴウ ハナコ\nborn=1986-01-20\n' >"$place/person"
printf '氏名,フリガナ,生年月日,住所\n番号 花子,バンゴウ ハナコ,1986-01-20,東京都\n' >"$place/residents.csv"
practice 0 case open procedure=renew - <"$place/person"
practice 0 residents import "$place/residents.csv"
for i in 1 2 3; do
	practice 0 case show 26-000001-3
done
echo 'ばんごう はなこ' >"$place/text"
practice 0 residents find --case 26-000001-3 <"$place/text"
practice 0 residents find --purpose telephone <"$place/text"
practice 0 case list 番号
practice 0 residents list
practice 2 residents list --purpose curiosity
says usage
case $err in *telephone*) ;; *) wrong "which purposes there are: $err" ;; esac
practice 2 residents list --case 26-000001-4
says case-number

practice 0 audit list --json --event record-shown
has '"event":"record-shown","case":"26-000001-3","reason":""'
practice 0 audit list --json --event residents-found
has '"case":null,"reason":"telephone"'
has '"case":"26-000001-3","reason":""'
practice 0 audit lookups --often 3 --json
has '"lookup":"same-person","day":"2026-11-20"'
has '"times":3}'
has '"lookup":"no-reason","day":"2026-11-20"'
has '"person":null,"times":2}' # the list of cases and that of residents
practice 0 audit lookups --often 4 --json
case $out in *same-person*) wrong "three looks are four: $out" ;; esac
practice 0 audit lookups --from 2026-11-21
[ -z "$out" ] || wrong "looks of another day: $out"
practice 2 audit lookups --often x
practice 0 audit verify
practice 0 store check
if command -v sqlite3 >/dev/null; then
	sqlite3 "$store" 'SELECT * FROM audit' >"$place/log"
	grep -q '番号\|ハンコ\|バンゴウ\|1986' "$place/log" && wrong 'a name or a birth date is in the log'
fi
finish

#!/bin/sh
# The store through the command line: backed up, checked, lost, restored.
. "${top_srcdir:-.}/tests/cli/lib.sh"

store=$place/data/madoguchi/training/store.db
printf 'name=番号 花子\nkana=バンゴウ ハナコ\n' >"$place/person"
practice 0 case open procedure=renew - <"$place/person"
practice 0 store check --json
has '"sound":true,"cases":1,'
practice 0 store backup "$place/b.db"
practice 2 store backup "$place/b.db"
says file-exists
practice 2 store backup
practice 0 case open procedure=renew - <"$place/person"
practice 1 store restore "$place/b.db"
says store-ahead
practice 0 store restore --json --older "$place/b.db"
has '"kept-as":"'"$store"'.before-2026-11-20T10:30:00"'
practice 0 case list
[ "$(wc -l <"$place/out")" -eq 1 ] || wrong "not what was backed up: $out"

rm -f "$store"*
practice 0 store restore "$place/b.db"
[ -z "$out" ] || wrong "nothing was there to be kept: $out"
practice 0 store check
practice 0 audit verify
practice 2 store restore "$place/person"
says backup
practice 1 store restore "$place/none"
says io
"$ctl" --store "$place/work.db" store restore "$place/b.db" >/dev/null 2>"$place/err"
[ $? -eq 3 ] && grep -q 'mode-mixed' "$place/err" || wrong "practice restored for work: $(cat "$place/err")"
[ ! -e "$place/work.db" ] || wrong "a store for work was made of practice"
practice 2 --store pgsql:x store restore "$place/b.db"
says store-tool
# A library that isn't there, or isn't it, is told; where none was there to build with, it is the same.
mkdir "$place/lib" && echo none >"$place/lib/libpq.so.5"
had=${LD_LIBRARY_PATH-}
export LD_LIBRARY_PATH="$place/lib"
practice 3 --store pgsql:x case list
says store-driver
export LD_LIBRARY_PATH="$had"

if command -v sqlite3 >/dev/null; then
	sqlite3 "$store" "UPDATE cases SET state = 'done'"
	practice 1 store check --json
	says store-corrupt
	has '{"fault":"state","number":"26-000001-3"}'
	has '"sound":false'
fi
finish

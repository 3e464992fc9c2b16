#!/bin/sh
# Bookings and numbers on the command line: a list taken with the settings' words, a day with them, figures, what is left.
. "${top_srcdir:-.}/tests/cli/lib.sh"

own_store bookings
cat >"$place/words.ini" <<'END'
[madoguchi]
booking-columns = reference=ID, -=備考
booking-words = 更新手続き=renew, 代理の方=proxy, 交付=-
END
cat >"$place/list.csv" <<'END'
ID,予約日時,手続,来庁者,氏名,生年月日,備考
A-1,2026-11-20 10:30,更新手続き,本人,=番号 花子,S61.1.20,x
A-2,2026-11-20 11:00,暗証番号の再設定,代理の方,番号 一郎,,
A-3,2026-11-27 9:00,交付,本人,番号 三郎,,
END

practice 1 bookings import "$place/none.csv"
says io
practice 2 bookings import "$place/list.csv"
says data
has 'list.csv:1: 1列目: 知らない列です。要らない列は除くか、設定の booking-columns に'
printf '[madoguchi]\nbooking-words = 更新=extend\n' >"$place/bad.ini"
practice 3 --config "$place/bad.ini" bookings import "$place/list.csv"
says config
iconv -f UTF-8 -t CP932 "$place/list.csv" >"$place/sjis.csv"
practice 0 --config "$place/words.ini" bookings import --json "$place/sjis.csv"
has '{"added":2,"changed":0,"same":0,"left-out":1}'
practice 0 --config "$place/words.ini" bookings import - <"$place/list.csv"
has 'そのまま 2'
# What is wrong in a list can stay aside until it is mended.
sed 's/^A-2,2026-11-20 11:00/A-2,2026-11-20/' "$place/list.csv" | iconv -f UTF-8 -t CP932 >"$place/wrong.csv"
practice 2 --config "$place/words.ini" bookings import "$place/wrong.csv"
has 'wrong.csv:3: 予約日時: 日時として読めません'
practice 0 --config "$place/words.ini" bookings import --json --keep-good "$place/rest.csv" "$place/wrong.csv"
has '{"added":0,"changed":0,"same":1,"left-out":1,"not-read":1}'
sed -n -e 1p -e 3p "$place/wrong.csv" | cmp - "$place/rest.csv" || wrong 'not left out as it stands there'
practice 1 --config "$place/words.ini" bookings import --keep-good "$place/rest.csv" "$place/wrong.csv"
says io
practice 0 --config "$place/words.ini" bookings import --keep-good "$place/none.csv" "$place/list.csv"
has '読み込まなかった行 0'
[ ! -e "$place/none.csv" ] || wrong 'an empty file is left'
practice 0 bookings list --json
has '{"id":1,"at":"2026-11-20T10:30:00","reference":"A-1","counter":null,"procedure":"renew","visitor":"self","name":"=番号 花子","kana":null,"born":"1986-01-20","state":"open","came":null,"ticket":null,"number":null}'
has '"reference":"A-2","counter":null,"procedure":"unlock","visitor":"proxy"'
practice 0 bookings list --csv
has "\"'=番号 花子\","
practice 0 bookings list --from 2026-11-21
[ -z "$out" ] || wrong "bookings of another day: $out"

# A number for the first, one for a walk-in; the first is called, and her case is of both.
practice 0 number draw --booking 1 --json
has '"ticket":1,"counter":"","drawn":"2026-11-20T10:30:00","called":null,"by":null,"away":null,"booking":1,"number":null'
practice 1 number draw --booking 1
says booking-done
practice 0 number draw
at=2026-11-20T10:42
practice 0 number next
has "1	10:30	10:42"
practice 2 case open --booking 9 procedure=renew
says booking
practice 0 case open --unknown-is-no --booking 1 --ticket 1 procedure=renew
practice 0 bookings show --json 1
has '"state":"came","came":"2026-11-20T10:42:00","ticket":1,"number":"26-000001-3"'
practice 1 bookings cancel 1
says booking-done
practice 0 number away 2
practice 0 number list --json
has '"ticket":2,"counter":"","drawn":"2026-11-20T10:30:00","called":null,"by":null,"away":"2026-11-20T10:42:00"'
practice 1 number next
says ticket-none
practice 0 bookings close
has 1
practice 0 bookings mark 2 open
has これから
practice 2 bookings mark 2 gone
case $err in *cancelled*) ;; *) wrong "which states there are: $err" ;; esac

practice 0 report day --json
has '"numbers":{"drawn":2,"called":1,"away":1},"bookings":{"open":1,"came":1,"missed":0,"cancelled":0},"waiting":{"number":{"count":1,"average":12,"median":12,"longest":12},"booked":{"count":1,"average":12,"median":12,"longest":12},"decided":{"count":1,"average":0,"median":0,"longest":0}}'
practice 0 report day
has '番号札から呼出しまで	1件	平均 12分'
practice 0 forecast --weeks 2 --json
has '{"from":"2026-11-20","to":"2026-11-22","bookings":1,"letters":0,"expiries":{"sign":0,"auth":0}}'
practice 2 forecast --weeks 54
practice 0 forecast --csv
[ "$(wc -l <"$place/out")" -eq 9 ] || wrong "not eight weeks: $out"

# On paper: a number, and the day's sheet.
if command -v pdftotext >/dev/null; then
	practice 0 sheet ticket 1 --out "$place/t.pdf"
	pdftotext -raw "$place/t.pdf" - | tr -d '\n' | grep -q '番号札110:30.*ご予約の方' || wrong 'the slip of a number'
	practice 1 sheet ticket 3 --out "$place/t.pdf"
	says ticket-none
	practice 0 sheet day --out "$place/d.pdf"
	pdftotext -raw "$place/d.pdf" - | grep -q '予約の方の来庁 1' || wrong 'bookings on the sheet of the day'
	pdftotext -raw "$place/d.pdf" - | grep -q '平均 12分' || wrong 'waiting on the sheet of the day'
fi
practice 0 store check

# After their days nobody is told any more; the figures stay.
at=2027-02-19T09:00
practice 0 purge --json
has '"of":"bookings","kind":null,"days":90,"before":"2026-11-21","count":2'
if [ -z "${PGROLE:-}" ]; then		# to leave nothing behind is a server's owner's
	practice 0 purge --really --reason test
	practice 0 bookings list --json --from 2026-11-20
	has '"reference":null,"counter":null,"procedure":"renew","visitor":"self","name":"","kana":null,"born":null,"state":"came"'
fi
practice 0 audit verify
finish

#!/bin/sh
# The figures of days, weeks, months and fiscal years, whole and apart; lists and figures as CSV that a spreadsheet opens as it
# is meant, and whose sums are those of the whole.
. "${top_srcdir:-.}/tests/cli/lib.sh"

own_store report
bom=$(printf '\357\273\277')
cr=$(printf '\r')

# open DAY FACTS...: a visit on that day.
open() {
	at=${1}T10:30
	shift
	printf 'name==番号 花子\naddress=%s\n' "$(lives national)" >"$place/person"
	practice 0 case open --json --unknown-is-no card=valid ward=no system=up card-face=current \
	    doc=applicant:マイナンバーカード card-expires=2032-01-20 "$@" - <"$place/person"
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
}
here='resident=yes sign-pin=known auth-pin=known'
renewal='procedure=renew visitor=self born=1986-01-20 sign-expires=2026-12-01 auth-expires=2026-12-01'
open 2026-11-20 $renewal $here
open 2026-11-20 $renewal resident=no sign-pin=known auth-pin=known
open 2026-11-24 procedure=unlock pins=auth $here visitor=self born=1986-01-20 sign-expires=2029-01-20 auth-expires=2029-01-20
open 2027-04-01 procedure=unlock pins=auth $here visitor=self born=1986-01-20 sign-expires=2029-01-20 auth-expires=2029-01-20

# Stretches of days.
practice 0 --json report day 2026-11-20
has '"opened":2'
has '"reasons":[{"state":"refused","code":"not-resident","count":1}]'
practice 0 --json report week 2026-11-22
has '"from":"2026-11-16","to":"2026-11-22","opened":2'
practice 0 --json report week 令和8年11月23日
has '"from":"2026-11-23","to":"2026-11-29","opened":1'
practice 0 --json report month 2026-11
has '"opened":3'
practice 0 --json report year 2026
has '"from":"2026-04-01","to":"2027-03-31","opened":3'
practice 0 --json report year 2027-03-31
has '"from":"2026-04-01","to":"2027-03-31"'
practice 0 --json report year
has '"from":"2027-04-01","to":"2028-03-31","opened":1'
practice 2 report year 20x7
says month
practice 2 report day --by moon
says usage
case $err in *clerk*counter*age*) ;; *) wrong "which there are: $err" ;; esac
practice 2 report day --csv --json
says usage

# Apart: a line each, under its names; as JSON with a key that doesn't depend on the language.
practice 0 report month --by procedure 2026-11
has "手続	受付	照会を申請	不足	完了	不受理	手数料(円)"
has "更新	2	0	0	0	1	0"
practice 0 --json report month --by visitor 2026-11
has '"by":"visitor","key":"self","opened":3'
practice 0 --json report month --by age 2026-11
has '"by":"age","key":"40-49","opened":3'

# Records end as RFC 4180 has them, and each has as many fields as the first; the columns sum up to the whole.
practice 0 report year --csv --by day 2026
case $out in "$bom"日,受付,*"$cr"*) ;; *) wrong "not as a spreadsheet takes it: $out" ;; esac
has '令和8年11月20日(金),2,'
awk -F, -v want=3 'NR == 1 { n = NF } NF != n { exit 1 } { sum += $2 } END { exit sum != want || NR != 3 }' "$place/out" ||
    wrong "the columns: $out"
[ "$(tr -d -c '\r' <"$place/out" | wc -c)" -eq 3 ] || wrong "not each record ends with CRLF"
practice 0 report month --csv 2026-11
case $out in "$bom"日,*) ;; *) wrong "by day, if nothing is said: $out" ;; esac

# Lists: a name that a spreadsheet would work out stays a name.
open 2026-11-20 procedure=unlock pins=sign resident=yes visitor=proxy doc=proxy:運転免許証 born=1986-01-20 sign-expires=2029-01-20 auth-expires=2029-01-20 \
    sign-pin=locked auth-pin=locked
has '"state":"inquiry-ordered"'
practice 0 report posting --csv
case $out in "$bom"一覧,受付番号,期限か受取日,場所,担当,氏名,郵便番号,住所"$cr"*) ;; *) wrong "not the columns: $out" ;; esac
has "$n"
has "\"'=番号 花子\""
has "$(lives national)$cr"
practice 0 report morning --csv
practice 0 report kept --csv
[ "$(wc -l <"$place/out")" -eq 1 ] || wrong "no card is kept: $out"
# Why visitors were turned away, and how long each step took: as text, JSON and CSV.
practice 0 report day --by reason --json
has '"by":"reason","key":"'
practice 0 report day --by reason --csv
case $out in *お返しした理由,件数*) ;; *) wrong "no heading: $out" ;; esac
practice 0 report day --by waiting --json
has '"by":"waiting","numbers":{"drawn":0,"called":0,"away":0}'
practice 0 report day --by waiting --csv
case $out in *'かかった時間,件数,平均(分),中央(分),最長(分)'*) ;; *) wrong "no heading: $out" ;; esac
practice 2 report day --by moon
case $err in *age,*reason,*waiting*) ;; *) wrong "which there are: $err" ;; esac
finish

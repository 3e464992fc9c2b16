#!/bin/sh
# What lies at the office, and its count: by one, by another of the same, with a difference that is named; as text, JSON, CSV.
. "${top_srcdir:-.}/tests/cli/lib.sh"

own_store ledger
printf 'name=番号 花子\naddress=%s\n' "$(lives national)" >"$place/person"
facts='procedure=unlock pins=sign born=1986-01-20 card=valid resident=yes visitor=proxy doc=proxy:運転免許証
    doc=applicant:マイナンバーカード'
for n in 1 2; do practice 0 case open --unknown-is-no $facts - <"$place/person"; done
one=26-000001-3 two=26-000002-1

practice 0 ledger show to-post
has "発送前の照会書	$one	令和8年11月20日(金)		"
has "$two"
practice 0 ledger show --json
has '"kind":"to-post","number":"'$one'","state":"inquiry-ordered","since":"2026-11-20T10:30:00","place":null'
practice 0 ledger show --csv
case $out in "$(printf '\357\273\277')"台帳,受付番号,*) ;; *) wrong "no table: $out" ;; esac
[ "$(wc -l <"$place/out")" -eq 3 ] || wrong "not two things: $out"
practice 2 ledger show moon
says usage
case $err in *card*sheet*to-post*returned*left*) ;; *) wrong "which there are: $err" ;; esac

practice 1 ledger count to-post $one
says ledger-differs
has "ないもの	$two"
practice 1 ledger count --json card $one
has '"kind":"card","found":1,"seconds":null,"missing":[],"surplus":["'$one'"]'
printf '%s %s\r\n%s\n' $two $one $two >"$place/read"
practice 0 ledger count to-post - <"$place/read"
has '2 件。もう一人が'
practice 2 ledger count left $one
says usage
practice 2 ledger count to-post 26-000001-4
says case-number
practice 0 ledger count card
practice 0 ledger show to-post
has '最後に数えた: 令和8年11月20日(金) 10:30'
has 'あったもの 2、ないもの 0、台帳にないもの 0'
practice 0 audit list --json
has '"event":"ledger-counted","case":null,"reason":"to-post:1,missing:1,surplus:0"'
practice 0 audit verify
finish

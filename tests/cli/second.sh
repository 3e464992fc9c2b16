#!/bin/sh
# A profile that asks for a second approval: card work waits, and one clerk can't give both.
. "${top_srcdir:-.}/tests/cli/lib.sh"

cat >"$place/city.ini" <<'END'
[municipality]
name = 試験市
inherit = national
source = 試験市(架空)

[action four-eyes]
do = second-approval
when = procedure = renew and visitor = self
source = 試験市「事務取扱要領」(架空)
END
practice 0 profile check "$place/city.ini"
ready='--unknown-is-no procedure=renew visitor=self resident=yes card=valid card-expires=2031-05-01 card-face=current
    born=1986-01-20 ward=no sign-expires=2026-12-01 auth-expires=2026-12-01 sign-pin=known auth-pin=known
    doc=applicant:マイナンバーカード'
n=26-000001-3

practice 0 decide --profile "$place/city.ini" --at $at $ready
has '"actions":["second-approval","verify-pin:sign"'
practice 0 profile diff --json national "$place/city.ini"
has '"way":"stricter"'
has '"to":{"rule":"action four-eyes"'
practice 0 --card about-to-expire --profile "$place/city.ini" case open $ready
has "$n"
practice 0 case show --json $n
has '"state":"approved"'
has '"second-approval-needed":true'
has '"version":1'
practice 0 case show $n
has 'version 1'
practice 0 case list --to-second
has "$n"
has '(もう一人の承認待ち)'
printf 'sign=MADO1234\nauth=1234\nassist=1234\n' | "$ctl" --training --at "$at" --card about-to-expire perform $n --pin-fd 0 \
    >/dev/null 2>"$place/err"
[ $? -eq 1 ] && grep -q '\[not-seconded\]' "$place/err" || wrong "card work went on: $(cat "$place/err")"
practice 1 case event $n seconded --seen 1
says same-clerk
practice 2 case event $n seconded --seen x
says usage
practice 0 audit list --event refused
has not-seconded
has same-clerk
practice 0 case show --json $n
has '"state":"approved"'
has '"seconded-by":null'
practice 0 audit verify

finish

#!/bin/sh
# A municipality's own reasons for a proxy: found by check, told by diff whichever profile has them, asked and answered.
. "${top_srcdir:-.}/tests/cli/lib.sh"

head='[municipality]
name = 例市
inherit = national
source = 例市
'
cp "$MADOGUCHI_DATADIR/profiles/national.ini" "$MADOGUCHI_DATADIR/profiles/stop-days" "$place"
printf '%s[reason x-care]\ntext = 介護\nenglish = in care\ndocuments = care-insurance\nsource = 例市\n' "$head" >"$place/care.ini"
printf '%s[reason x-busy]\ntext = 多忙\nenglish = busy\naccepted = no\nsource = 例市\n' "$head" >"$place/busy.ini"
printf '%s[reason x-busy]\ntext = 多忙\naccepted = no\nsource = 例市\n' "$head" >"$place/wordless.ini"

practice 0 profile check "$place/care.ini"
sed "s/^documents = .*/documents = driving-licence\nwho = proxy/" "$place/care.ini" >"$place/proxy.ini"
practice 0 profile check "$place/proxy.ini"
practice 0 profile check "$place/busy.ini"
"$ctl" profile check "$place/wordless.ini" >"$place/out" 2>&1
grep -q 'wordless.ini:5: english がありません' "$place/out" || wrong "no words: $(cat "$place/out")"

practice 0 profile diff "$place/national.ini" "$place/busy.ini"
has '## 厳しくなること'
has 'proxy-reason=x-busy'
has 'B: refused proxy-not-allowed'
practice 0 profile diff "$place/care.ini" "$place/busy.ini"
has 'proxy-reason=x-care'
has 'proxy-reason=x-busy'
has 'applicant:proxy-reason(care-insurance)'

ready='--unknown-is-no procedure=unlock reason=holder-request visitor=proxy resident=yes card=valid card-face=current
    card-expires=2031-05-01 born=1986-01-20 sign-expires=2028-12-01 auth-expires=2028-12-01 sign-pin=unknown auth-pin=unknown
    doc=applicant:マイナンバーカード doc=proxy:運転免許証'
practice 0 decide --profile "$place/busy.ini" --at $at $ready
has '"ask":["proxy-reason"]'
practice 0 decide --profile "$place/busy.ini" --at $at $ready proxy-reason=x-busy
has '"outcome":"refused"'
practice 2 decide --profile "$place/busy.ini" --at $at $ready proxy-reason=x-care
says fact
practice 0 profile show "$place/busy.ini"
has '[reason x-busy]'
case $out in *'[refuse x-busy]'*) wrong 'what is made of a reason is written' ;; esac

# A fact of the municipality's own is taken back like any other.
printf '%s[fact x-ticket]\ntext = 整理券\nstage = procedure\nsource = 例市\n[refuse x-no-ticket]\nwhen = x-ticket = no\ntext = 例\nsource = 例市\n' \
    "$head" >"$place/ticket.ini"
practice 0 --profile "$place/ticket.ini" case open $ready x-ticket=yes
n=26-000001-3
practice 2 --profile "$place/ticket.ini" case event --forget x-hat $n corrected
says fact
practice 0 --profile "$place/ticket.ini" case event --json --forget x-ticket $n corrected
has '"x-ticket"'
practice 0 case show --json $n
has 'x-ticket: yes > -'

finish

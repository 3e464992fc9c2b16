#!/bin/sh
# profile diff --cases: which open cases new rules answer differently, and which keep those they began with; on record.
. "${top_srcdir:-.}/tests/cli/lib.sh"

# city FILE NAME DOCUMENTS YEN CLOSED
city() {
	cat >"$place/$1.ini" <<END
[municipality]
name = $2
code = 141305
inherit = national
source = $2「手続」

[counter hall]
label = 市民課
hours = daily 8:30-17:15
closed = $5
source = $2「受付時間」

[need proxy-identity-a]
code = identity
who = proxy
documents = $3
text = 代理人の本人確認書類
source = $2「代理人」

[fee free]
yen = $4
text = 手数料
source = $2「手数料」
END
}
city old 例市 A 0 12-31
city papers 例市 'A+B | A+A' 0 12-31
city fee 例市 A 300 12-31
city shut 例市 A 0 '11-20, 12-31'
city other 別市 'A+B' 300 12-31

facts='--unknown-is-no resident=yes card=valid card-expires=2031-05-01 card-face=current born=1986-01-20 ward=no
    sign-expires=2026-12-01 auth-expires=2026-12-01 sign-pin=known auth-pin=known counter=hall doc=applicant:マイナンバーカード'
practice 0 --profile "$place/old.ini" case open $facts procedure=renew visitor=self
self=$(printf %s "$out" | cut -f 1)
practice 0 --profile "$place/old.ini" case open $facts procedure=renew visitor=proxy proxy-reason=hospital doc=proxy:運転免許証
proxy=$(printf %s "$out" | cut -f 1)
practice 0 --profile "$place/old.ini" case open $facts procedure=renew visitor=self
gone=$(printf %s "$out" | cut -f 1)
practice 0 case event "$gone" withdrawn

# compare NEW: the lines of both, without other cases.
compare() {
	practice 0 profile diff --cases --json "$place/old.ini" "$place/$1.ini"
	case $out in *"$gone"*) wrong "$1: a case that ended is named" ;; esac
	case $out in *花子* | *born* | *proxy:1*) wrong "$1: what a case says of a person is printed" ;; esac
}
compare old
has '{"open":2,"from-now":0,"if-begun-anew":0}'
compare fee
has "{\"number\":\"$self\",\"state\":\"approved\",\"from-now\":true"
has '"from-now":2,"if-begun-anew":0}'
compare papers
has "{\"number\":\"$proxy\",\"state\":\"inquiry-ordered\",\"from-now\":false"
has '{"open":2,"from-now":0,"if-begun-anew":1}'
compare shut
has '"after":"refused counter-closed"'
has '"from-now":2,'
compare other
has '{"open":0,'
practice 0 profile diff --cases "$place/old.ini" "$place/fee.ini"
has "$proxy	"
has '   A: inquiry post-inquiry fee=0'
has '   B: inquiry post-inquiry fee=300'

practice 0 audit list --json --event cases-compared
[ "$(grep -c '"event":"cases-compared"' "$place/out")" -eq 6 ] || wrong "not six look-ups on record: $out"
# Comparing without cases opens no store.
practice 0 --store "$place/nowhere/store.db" profile diff "$place/old.ini" "$place/fee.ini"
finish

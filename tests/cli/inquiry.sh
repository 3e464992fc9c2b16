#!/bin/sh
# A proxy's case over two visits and two weeks: reception, letter, reply, card; what was shown once doesn't count twice.
. "${top_srcdir:-.}/tests/cli/lib.sh"

card=about-to-expire
n=26-000001-3
licence='doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth'
reply='reply=posted reply-complete=yes power-of-attorney=yes concealed=envelope revocation-consent=yes reply-expires=2026-12-20
    inquiry-opened=2026-11-20'

# The card is made at the first visit.
practice 0 --card $card card show
printf 'name=番号 花子\nkana=バンゴウ ハナコ\naddress=東京都千代田区霞が関2-1-2\nsex=female\nproxy-name=番号 太郎\nproxy-relation=兄\n' >"$place/person"
practice 0 case open --json --unknown-is-no procedure=renew visitor=proxy visit=1 resident=yes card=valid \
    card-face=current born=1986-01-20 sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 \
    card-expires=2032-01-20 doc=applicant:マイナンバーカード "$licence" - <"$place/person"
has '"state":"inquiry-ordered"'
practice 1 case event $n approved
says case-state
practice 1 case event $n reply-received
says case-state
practice 0 case event --why '簡易書留' $n posted

# It comes back, the address is mended, it goes out again.
at=2026-11-25T14:00
practice 0 case event $n returned-undelivered
practice 0 case list --state returned
has $n
practice 0 case event $n inquiry-ordered
practice 0 case event $n posted

# The proxy comes again without the licence: what was seen two weeks ago is not here now.
at=2026-12-04T09:15
practice 0 case event --json $n reply-received visit=2 $reply doc=applicant:マイナンバーカード
has '"outcome":"incomplete"'
practice 1 case event $n approved
says case-state
practice 0 case show --json $n
has '"proxy":{"name":"番号 太郎","address":"","relation":"兄"}'
has '"event":"shown-before","why":"proxy:運転免許証"'
case $out in *'"doc=proxy'*) wrong "the licence still counts: $out" ;; esac
practice 0 case event $n found-incomplete
printf 'sign=MADO1234\nauth=1234\nassist=1234\n' | "$ctl" --training --at $at --card $card perform $n --pin-fd 0 2>"$place/err"
[ $? -eq 1 ] && grep -q 'case-state' "$place/err" || wrong "card work before the approval"

# With it, it goes on to the card's new certificates.
at=2026-12-04T11:00
practice 0 case event --json $n approved "$licence"
has '"state":"approved"'
has '"visit":{"this":2,"of":2}'
printf 'sign=MADO1234\nauth=1234\nassist=1234\n' | "$ctl" --training --at $at --card $card --json perform $n --pin-fd 0 >"$place/out" 2>"$place/err" ||
    wrong "the card work failed: $(cat "$place/err")"
out=$(cat "$place/out")
has '"outcome":"done"'
practice 0 case show --json $n
has '"state":"done"'
has '"event":"returned-undelivered"'
practice 1 case event $n withdrawn
practice 0 case event --why 'シュレッダー済' $n noted

# A card that ends between the visits isn't valid at the second, whatever was said at the first.
at=2026-12-04T10:00
n=26-000002-1
practice 0 case open --json --unknown-is-no procedure=renew visitor=proxy visit=1 resident=yes card=valid \
    card-face=current born=1986-01-20 sign-pin=known auth-pin=known sign-expires=2026-12-10 auth-expires=2026-12-10 \
    card-expires=2026-12-10 reason=expiry doc=applicant:マイナンバーカード "$licence" - <"$place/person"
has '"state":"inquiry-ordered"'
practice 0 case event --why '簡易書留' $n posted
at=2026-12-14T10:00
practice 0 case event --json $n reply-received visit=2 $reply doc=applicant:マイナンバーカード "$licence"
has '"outcome":"refused"'
practice 0 case show --json $n
has '"card=expired"'
has card-expired
practice 0 audit verify
finish

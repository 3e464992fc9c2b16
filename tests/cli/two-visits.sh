#!/bin/sh
# The whole life of a proxy's case in each of the five municipalities, days between the visits, to the card's new certificate.
. "${top_srcdir:-.}/tests/cli/lib.sh"
. "${top_srcdir:-.}/tests/cli/proxy.sh"

# work STATUS LINES: the card work, the PINs typed from the opened reply.
work() {
	status=$1
	mkfifo "$place/pipe" && { printf "$2" >"$place/pipe" & }
	city "$status" --json --card $card perform $n --confirmed --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}

# finished DAY: the new certificate, good until then, is on the card, and nothing waits any more.
finished() {
	has '"outcome":"done"'
	city 0 --card $card card show --json
	has '"state":"valid"'
	has '"expires":"'$1'"'
	waits_no_more card-work-done
	city 0 case show --json $n
	has '"event":"shown-before"'
}

# Kawaguchi: the proxy asks at the counter, the letter goes out, the reply comes with sticker or seal.
office kawaguchi
opened procedure=issue reason=moved $mine "$licence"
posted
replied sticker $mine
work 0 'sign=MADO1234\nauth=1234\nassist=1234\n'
finished 2031-01-20

# Odawara: a call has the reply form posted. A PIN that the card refuses means another visit, with a reply that is mended.
office odawara
opened procedure=renew reason=expiry channel=telephone
city 0 case show --json $n
has '"letters":[{"letter":1,"channel":"telephone"'
posted
replied sticker $mine "$licence"
work 5 'sign=MADO1234\nauth=9999\nassist=1234\n'
says pin-wrong
case $err in *不足*回答書の暗証番号が誤っています*) ;; *) wrong "not told what comes next: $err" ;; esac
city 0 case show --json $n
has '"state":"incomplete"'
has '"auth-pin=mismatch"'
has '"event":"pin-refused","why":"auth"'
has '"name":"番号 花子"'
city 1 case event $n approved
at=2026-12-11T09:30
city 0 case event --json $n reply-received reply-complete=yes power-of-attorney=yes concealed=sticker $mine "$licence"
has '"ask":["auth-pin"]'
city 0 case event --json $n approved auth-pin=known
has '"state":"approved"'
work 0 'sign=MADO1234\nauth=1234\nassist=1234\n'
finished 2032-01-20

# Kawasaki: booked, with the power of attorney, at the ward office of the address. The second visit sets the PIN anew, so
# one that doesn't match means no new letter.
office kawasaki
opened procedure=renew reason=expiry home-counter=yes power-of-attorney=yes $mine "$licence"
posted
more='doc=proxy:預金通帳,shows=name+birth'
hers='doc=applicant:資格確認書,shows=name+birth'
replied envelope $mine "$licence" "$more" "$hers"
work 5 'sign=MADO9999\nauth=1234\nassist=1234\n'
says pin-wrong
case $err in *今日手続できます*) ;; *) wrong "not told what comes next: $err" ;; esac
city 0 --json report posting
case $out in *'"letter":2'*) wrong 'another letter is ordered' ;; esac
city 0 case event --json $n approved
has '"reset-pin:sign"'
work 0 'sign=MADO7263\nauth=1234\nassist=1234\n'
finished 2032-01-20

# Tachikawa: the letter has to be asked for beforehand; its last day stands on the form.
office tachikawa
opened procedure=issue reason=moved --until 2026-12-20
city 0 --json report posting
has '"until":"2026-12-20","weekday":"sun"'
posted
city 0 case show $n
has '照会書 1  発送 2026-11-22  書留 123-45-67890-1  回答の期限 令和8年12月20日(日)'
replied envelope $mine "$licence"
work 5 'sign=MADO1234\nauth=9999\nassist=1234\n'
says pin-wrong
case $err in *不足*手続が行えません*) ;; *) wrong "not told what comes next: $err" ;; esac
city 1 case event $n approved auth-pin=mismatch
says case-state
at=2026-12-21T09:00
city 0 --json report morning
has '"list":"late","number":"'$n'"'
city 2 case event $n inquiry-ordered
says letter-day
case $err in *--until*) ;; *) wrong "not told which option: $err" ;; esac
city 2 case event $n inquiry-ordered --until 2026-12-20
says letter-day
city 0 case event $n inquiry-ordered --until R9.1.10
posted
at=2026-12-24T10:00
city 0 case event --json $n reply-received reply-complete=yes power-of-attorney=yes concealed=envelope auth-pin=known \
    revocation-consent=yes $mine "$licence"
has '"outcome":"proceed"'
city 0 case event $n approved
work 0 'sign=MADO1234\nauth=1234\nassist=1234\n'
finished 2031-01-20

# A renewal there takes one visit with the form that came with the notice, in date; else the letter is asked for.
office tachikawa-renewal
enclosed="procedure=renew reason=expiry notice=brought reply=enclosed reply-complete=yes power-of-attorney=yes concealed=envelope"
city 0 case open --json --unknown-is-no visitor=proxy resident=yes card=valid card-face=current born=1986-01-20 sign-pin=known \
    auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 $mine "$licence" $enclosed \
    reply-expires=2026-11-19 - <"$place/person"
has '"state":"incomplete"'
has '"code":"reply-expired"'
city 0 case event --json $n corrected reply-expires=2026-11-29
has '"outcome":"proceed"'
city 0 case event $n approved
work 0 'sign=MADO1234\nauth=1234\nassist=1234\n'
has '"outcome":"done"'
city 0 --json report morning
has '"list":"sheets","number":"'$n'","state":"done","procedure":"renew","letter":0'
city 0 case event $n sheet-shredded

# Setagaya: A or B at the first visit, A at the second.
office setagaya
opened procedure=issue reason=moved 'doc=proxy:預金通帳,shows=name+birth'
posted
replied envelope $mine "$licence"
work 0 'sign=MADO1234\nauth=1234\nassist=1234\n'
finished 2031-01-20
finish

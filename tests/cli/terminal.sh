#!/bin/sh
# The practice terminal: what is handed over is done there, right and wrong in each of its ways, and taken back by reading
# the card. Counter and terminal are two programs with the same cards; PINs come from a descriptor.
. "${top_srcdir:-.}/tests/cli/lib.sh"

program=$(dirname "$ctl")/madoguchi-terminal
b=61012020321101
printf '[madoguchi]\nprofile = national\ncard-work = terminal\n' >"$place/counter.ini"
printf 'name=番号 花子\naddress=東京都千代田区霞が関2-1-2\nsex=female\n' >"$place/person"
renewal='procedure=renew reason=expiry sign-pin=known auth-pin=known'

# anew: cards, stores and CA of their own.
anew() {
	XDG_DATA_HOME=$place/$1/data
	card=about-to-expire
}
piped() { # piped LINES COMMAND...: the lines on descriptor 3
	lines=$1
	shift
	mkfifo "$place/pipe" && { printf "$lines" >"$place/pipe" & }
	"$@" 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}
counter() { # counter STATUS ARGUMENTS...
	status=$1
	shift
	practice "$status" --config "$place/counter.ini" --card $card "$@"
}
terminal() { # terminal STATUS ARGUMENTS...: its lines go to $out
	want=$1
	shift
	"$program" --at "$at" --card $card "$@" >"$place/out" 2>"$place/err" <"${input:-/dev/null}"
	got=$? out=$(cat "$place/out") err=$(cat "$place/err")
	[ "$got" -eq "$want" ] || wrong "madoguchi-terminal $* gave $got, not $want: $out $err"
}
born=1986-01-20
approve() { # approve FACT...: an approved case; its number is in $n
	practice 0 case open --json --unknown-is-no visitor=self resident=yes card=valid card-face=current born=$born \
	    sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード \
	    doc=applicant:運転免許証 "$@" - <"$place/person"
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
	has '"state":"approved"'
}
hand_over() { # hand_over FACT...: one that is handed over
	approve "$@"
	counter 0 case event "$n" handed-over
}
back() { # back STATUS LINES TEXT...: taken back, and the output has each text
	status=$1 lines=$2
	shift 2
	piped "$lines" counter "$status" take-back "$n" --json --pin-fd 3
	for text in "$@"; do has "$text"; done
}
both='check-b=61012020321101\nsign=MADO1234\nauth=1234\n'

# Done right: the terminal's steps are lines, its slip has serial and last day, and the counter finds all as wanted.
anew right
hand_over $renewal
piped "$both" terminal 0 renew certificates=sign,auth --pin-fd 3
has '証明書の発行 (利用者証明用) ... 済' && has '有効期間の満了日 2032-01-20' && has '終わりました'
serial=$(printf '%s\n' "$out" | sed -n 's/^利用者証明用電子証明書  発行番号 \([0-9a-f]*\) .*/\1/p')
back 0 "check-b=$b\n" '"done":true' '"serial":"'"$serial"'"' '"differences":[]'
# A PIN that was forgotten is set anew there, and typed at the counter to show it.
hand_over procedure=unlock pins=sign certificates=sign sign-pin=unknown auth-pin=known
piped "check-b=$b\nsign=NEWPIN77\n" terminal 0 unlock pins=sign --pin-fd 3
back 0 "check-b=$b\nsign=NEWPIN77\n" '"done":true'
# Revoked there.
hand_over procedure=revoke certificates=auth
piped "check-b=$b\n" terminal 0 revoke certificates=auth --pin-fd 3
back 0 "check-b=$b\n" '"done":true'
# Issued again there.
hand_over procedure=issue certificates=auth auth-pin=known reason=holder-request
piped "check-b=$b\nauth=1234\n" terminal 0 issue certificates=auth --pin-fd 3
back 0 "check-b=$b\n" '"done":true'

# Of a birth date that was known in part the card's own, once taken, rules the last days.
anew partly
born=1986-00-00
approve $renewal
piped "check-b=$b\n" counter 0 case person --from-card "$n" --pin-fd 3
counter 0 case event "$n" handed-over
piped "$both" terminal 0 renew certificates=sign,auth --pin-fd 3
back 0 "check-b=$b\n" '"done":true' '"wanted":"2032-01-20"'
born=1986-01-20

# A day without a time is enough.
anew day
moment=$at at=${at%T*}
piped 'assist=1234\nauth=1234\n' terminal 0 renew certificates=auth --pin-fd 3
has '終わりました'
at=$moment

# The counter's practice is two weeks ahead of the clock: so is the terminal.
anew later
later=$(TZ=Asia/Tokyo date -d '+14 days' +%F)
"$ctl" --training --at "${later}T10:30" case open --unknown-is-no visitor=self procedure=revoke certificates=auth \
    - <"$place/person" >/dev/null 2>"$place/err" || wrong "two weeks later at the counter: $(cat "$place/err")"
mkfifo "$place/pipe" && { printf "assist=1234\n" >"$place/pipe" & }
"$program" --card $card revoke certificates=auth --pin-fd 3 3<"$place/pipe" >"$place/out" 2>"$place/err" ||
    wrong "two weeks later at the terminal: $(cat "$place/err")"
wait && rm "$place/pipe"
grep -q "合わせた日付: $later" "$place/out" || wrong "not the counter's day: $(cat "$place/out")"

# Done wrong, and each is named.
anew nothing
hand_over $renewal
piped "$both" terminal 0 renew certificates=sign,auth --wrong nothing --pin-fd 3
has '終わりました'
back 1 "check-b=$b\n" '"done":false' '"code":"not-renewed"'

anew other
hand_over $renewal
piped 'assist=1234\nsign=MADO1234\nauth=1234\n' terminal 0 renew certificates=sign,auth --wrong other-card --pin-fd 3
back 1 "check-b=$b\n" '"done":false' '"code":"not-renewed"'
card=expired	# that one was renewed: it is another card
piped "check-b=$b\n" counter 1 take-back "$n" --json --pin-fd 3
has '"code":"other-card"'
card=about-to-expire

anew one
hand_over $renewal
piped "$both" terminal 0 renew certificates=sign,auth --wrong one-certificate --pin-fd 3
back 1 "check-b=$b\n" '"done":false' '"code":"not-renewed"'

anew old
hand_over $renewal
piped "$both" terminal 0 renew certificates=sign,auth --wrong old-date --pin-fd 3
back 1 "check-b=$b\n" '"done":false' '"code":"other-date"'

anew reset
hand_over procedure=unlock pins=auth certificates=auth sign-pin=known auth-pin=unknown
terminal 0 unlock pins=auth --wrong=pin-not-reset
piped "check-b=$b\nauth=5678\n" counter 5 take-back "$n" --json --pin-fd 3
says pin-wrong

# Asked on its own lines; PINs only from a terminal or a descriptor.
anew asked
hand_over $renewal
printf '2\n12\n\n0\n' >"$place/typed"
input=$place/typed
piped "$both" terminal 0 --pin-fd 3
has '1 発行' && has '終わりました'
terminal 2
case $err in *'[pin-source]'*) ;; *) wrong "PINs from a file: $err" ;; esac
input=
back 0 "check-b=$b\n" '"done":true'

# Characters that certificates lack: as the counter's sheet says them, from lines or asked one by one; and taken back.
rare() { # rare NAME: the holder of this card has agreed, and is handed over
	anew "$1"
	card=former-name
	practice 0 case open --json --unknown-is-no visitor=self resident=yes card=valid card-face=current born=1988-01-20 $renewal \
	    sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
	piped 'assist=1234\n' counter 0 case person --from-card "$n" --pin-fd 3
	counter 1 case event "$n" handed-over
	says substitutes
	printf '髙=タカ\n' >"$place/chosen"
	counter 0 case consent --agree "$n" - <"$place/chosen"
	counter 0 case event "$n" handed-over
}
written() { # what stands in the certificate that was made there, and its marks
	practice 0 ca list --json
	practice 0 ca issued "$(sed -n '/"kind":"sign".*"valid"/s/.*"serial":"\([0-9a-f]*\)".*/\1/p' "$place/out" | tail -n 1)"
	cp "$place/out" "$place/new.pem"
	command -v openssl >/dev/null || return 0
	names=$(openssl asn1parse -in "$place/new.pem" | sed -n '/Subject Alternative Name/{n;s/^ *\([0-9]*\):.*/\1/p;}')
	out=$(openssl asn1parse -in "$place/new.pem" -strparse "$names")
	has '渡邉［タカ崎］　葵'
}
pins='assist=1234\nsign=MADO1234\nauth=1234\n'
rare rare-lines
piped "$pins" terminal 1 renew certificates=sign,auth --pin-fd 3
case $err in *'[substitutes]'*) ;; *) wrong "nobody was asked: $err" ;; esac
input=$place/chosen
piped "$pins" terminal 0 renew certificates=sign,auth --pin-fd 3 --agree
has '終わりました'
written
back 0 'assist=1234\n' '"done":true' '"differences":[]'
printf '髙=(\n' >"$place/chosen"
piped "$pins" terminal 2 renew certificates=sign,auth --pin-fd 3 --agree
case $err in *'[substitute]'*) ;; *) wrong "brackets were taken: $err" ;; esac
terminal 2 --agree
rare rare-asked
printf '2\n12\n\n\n(\nタカ\n\n0\n' >"$place/typed"
input=$place/typed
piped "$pins" terminal 0 --pin-fd 3
has '終わりました'
written
back 0 'assist=1234\n' '"done":true' '"differences":[]'
input= card=about-to-expire

# What it can't be told, and what goes wrong by itself.
terminal 2 renew
terminal 2 revoke certificates=auth pins=auth
terminal 2 unlock pins=auth --wrong one-certificate
terminal 2 unlock pins=auth --wrong upside-down
terminal 2 unlock pins=thumb
piped "check-b=$b\nauth=9999\n" terminal 5 renew certificates=auth --pin-fd 3
has '残り 2 回'
(MADOGUCHI_DATADIR=$place/nothing && export MADOGUCHI_DATADIR && "$program" --at "$at" --card $card </dev/null) \
    >"$place/out" 2>"$place/err" && wrong 'without a profile it began'
grep -q "$place/nothing/profiles/.*\.ini" "$place/err" || wrong "the profile isn't named: $(cat "$place/err")"
"$program" --training renew >/dev/null 2>&1 && wrong 'without a card it did something'
finish

#!/bin/sh
# The whole renewal through the command line: reception, card, PINs right and wrong, certificates, audit.
. "${top_srcdir:-.}/tests/cli/lib.sh"

card=about-to-expire
facts='procedure=renew visitor=self resident=yes card=valid card-face=current born=1986-01-20 sign-pin=known auth-pin=known
    sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード'
person() {
	printf 'name=%s\nkana=%s\nsex=female\naddress=%s\npostcode=100-0013\n' '番号 花子' 'バンゴウ ハナコ' '東京都千代田区霞が関2-1-2'
}

# Reception.
practice 0 --card $card card show --json
has '"state":"expiring"'
has '"auth":{"present":true,"expires":"2027-01-20","tries":3'
person >"$place/person"
practice 0 case open --json --unknown-is-no $facts - <"$place/person"
has '"number":"26-000001-3"'
has '"state":"approved"'
has '"outcome":"proceed"'
n=26-000001-3

# pins STATUS LINES ARGUMENTS...: the card work with these lines through a pipe.
pins() {
	status=$1 lines=$2
	shift 2
	mkfifo "$place/pipe" && { printf "$lines" >"$place/pipe" & }
	practice "$status" --card $card perform $n --pin-fd 3 "$@" 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}

tries() { # tries KIND N
	practice 0 --card $card card show --json
	case $out in *"\"$1\":{"*"\"tries\":$2"*) ;; *) wrong "tries of $1 are not $2: $out" ;; esac
}

# A PIN that isn't one never reaches the card.
pins 2 'sign=MADO1234\nauth=123\nassist=1234\n'
says pin-format
pins 2 'sign=MADO1234\nauth=１２３４\n'
says pin-full-width
pins 2 'sign=MADO1234\n'
says pin-missing
pins 2 'sign=MADO1234\nauth=1234\nauth=1234\nassist=1234\n'
says usage
pins 2 'sign=MADO1234\nauth=1234\n'
says pin-missing
case $err in *照合番号B*券面事項入力補助用*) ;; *) wrong "nobody asked for what opens the card: $err" ;; esac
mkfifo "$place/pipe" && { printf 'assist=1234\n' >"$place/pipe" & }
practice 2 --card $card card show --pin-fd 3 3<"$place/pipe"
wait
rm -f "$place/pipe"
says pin-missing
pins 2 'pin=1234\n'
says usage
pins 2 "sign=$(printf '%0100d' 0)\n"
says pin-format
tries auth 3
tries sign 5

# Nor is it taken from a file, or from a descriptor that isn't there.
printf 'sign=MADO1234\nauth=1234\nassist=1234\n' >"$place/pins"
practice 2 --card $card perform $n --pin-fd 3 3<"$place/pins"
says pin-source
practice 2 --card $card perform $n --pin-fd 3 3</dev/null
says pin-source
practice 2 --card $card perform $n --pin-fd 9
says pin-source
practice 2 --card $card perform $n --pin-fd x
says usage
practice 2 --card $card perform $n sign=MADO1234 auth=1234
tries auth 3
rm "$place/pins"

# A wrong one is counted, and the case can go on.
pins 5 'sign=MADO1234\nauth=9999\nassist=1234\n'
says pin-wrong
case $err in *2*) ;; *) wrong "tries left not told: $err" ;; esac
tries auth 2
pins 5 'sign=MADO1234\nauth=9998\nassist=1234\n'
tries auth 1
pins 5 'sign=MADO1234\nauth=1234\nassist=1234\n'
says pin-last-try
tries auth 1
practice 0 case show --json $n
has '"state":"approved"'

# No card, another card.
printf 'sign=MADO1234\nauth=1234\nassist=1234\n' | "$ctl" --training --at $at perform $n --pin-fd 0 2>"$place/err"
[ $? -eq 4 ] && grep -q 'card-none' "$place/err" || wrong "no card isn't told"
pins_card=$card card=expired
pins 5 'sign=MADO1234\nauth=1234\nassist=1234\n' --last-try
says card-other
card=$pins_card
practice 0 recover --list
[ -z "$out" ] || wrong "half done: $out"

# Done: new certificates, the old ones revoked.
pins 0 'sign=mado1234\r\nauth=1234\r\nassist=1234\r\n' --json --last-try
has '"outcome":"done"'
practice 0 --card $card card show --json
has '"state":"valid"'
has '"expires":"2032-01-20"'
practice 0 case show --json $n
has '"state":"done"'
has '"card-bound":true'
practice 0 ca list --json
[ "$(grep -c revoked "$place/out")" -eq 2 ] || wrong "two are revoked: $out"
[ "$(grep -c '"valid","expires":"2032-01-20"' "$place/out")" -eq 2 ] || wrong "two new ones are valid: $out"
practice 0 recover --list
[ -z "$out" ] || wrong "half done: $out"
pins 1 'sign=MADO1234\nauth=1234\nassist=1234\n'
says case-state

# The certificate of the signature key is behind its PIN.
mkfifo "$place/pipe" && { printf 'sign=MADO1234\n' >"$place/pipe" & }
practice 0 --card $card card show --json --pin-fd 3 3<"$place/pipe"
wait
has '"sign":{"present":true,"expires":"2032-01-20","tries":5,"state":"valid","issuer-checked":true}'

# The revocation list names the old ones.
if command -v openssl >/dev/null; then
	practice 0 ca list --json
	old=$(sed -n '/"kind":"auth".*revoked/s/.*"serial":"\([0-9a-f]*\)".*/\1/p' "$place/out" | tr a-f A-F)
	practice 0 ca cert auth
	cp "$place/out" "$place/ca.pem"
	practice 0 ca crl auth
	openssl crl -in "$place/out" -CAfile "$place/ca.pem" -noout -text >"$place/crl" 2>"$place/verified" ||
	    wrong "the list can't be read"
	grep -q 'verify OK' "$place/verified" || wrong "the list's signature is wrong"
	grep -q "$old" "$place/crl" || wrong "$old is not on the list"
fi

rm -f "$place/pipe"

# A counter that the settings call by its long name: the certificate has its code.
own_store named
printf '[madoguchi]\nprofile = kawasaki\ncounter = マイナンバーカードセンター\nwire = process\nca = madoguchi training\n' >"$place/counter.ini"
person | sed "s/^address=.*/address=$(lives kawasaki)/" >"$place/person"
practice 0 --config "$place/counter.ini" case open --json --unknown-is-no $facts reason=expiry booked=yes - <"$place/person"
person >"$place/person"
has '"outcome":"proceed"'
mkfifo "$place/pipe" && { printf 'sign=MADO1234\nauth=1234\nassist=1234\n' >"$place/pipe" & }
practice 0 --config "$place/counter.ini" --card $card perform $n --pin-fd 3 3<"$place/pipe"
wait
rm -f "$place/pipe"
practice 0 ca list --json
new=$(sed -n '/"kind":"sign".*"valid"/s/.*"serial":"\([0-9a-f]*\)".*/\1/p' "$place/out")
practice 0 ca issued "$new"
if command -v openssl >/dev/null; then
	openssl x509 -in "$place/out" -noout -subject | grep -q 'CN = 2026112.*centre$' || wrong "the certificate doesn't name its counter"
fi
own_store again
practice 0 --card $card card show

# New PINs that are easy to guess are told, and set; those that aren't, in silence.
change() { # change LINES: another case, in which both PINs are set anew
	practice 0 case open --json --unknown-is-no procedure=change-pin visitor=self resident=yes card=valid \
	    card-face=current born=1986-01-20 sign-pin=known auth-pin=known doc=applicant:マイナンバーカード - \
	    <"$place/person"
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
	pins 0 "$1"
}
change 'old-sign=MADO1234\nsign=MADO7263\nold-auth=1234\nauth=1986\nassist=1234\n'
case $err in *利用者証明用*1234のような*) ;; *) wrong "an easy PIN was not told: $err" ;; esac
case $err in *1986*) wrong "a PIN was told: $err" ;; esac
change 'old-sign=MADO7263\nsign=MADO7364\nold-auth=1986\nauth=7364\nassist=1234\n'
[ -z "$err" ] || wrong "told of a PIN that is not easy: $err"

# All of it is on record, and no PIN anywhere.
practice 0 audit verify --json
has '"whole":true'
if grep -rqai -e MADO1234 -e 'auth=1234' "$place/data" "$place/state"; then wrong "a PIN was written down"; fi
if grep -qa '花子' "$place/state/madoguchi/madoguchi.log"; then wrong "the log has a name"; fi
finish

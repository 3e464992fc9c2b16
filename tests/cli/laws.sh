#!/bin/sh
# The law changes while a case is open: what is wanted, printed, issued in practice and expected back is by the day of issue.
. "${top_srcdir:-.}/tests/cli/lib.sh"

rules=$(cd "${top_srcdir:-.}" && pwd)/tests/rules
card=about-to-expire b=62060320381101
printf '[madoguchi]\nprofile = %s/laws.ini\ncard-work = terminal\n' "$rules" >"$place/counter.ini"
printf '[madoguchi]\nprofile = %s/laws.ini\n' "$rules" >"$place/there.ini"
printf 'name=番号 花子\naddress=東京都千代田区霞が関2-1-2\nsex=female\n' >"$place/person"
at=2028-04-03T10:30
counter() { # counter STATUS ARGUMENTS...
	status=$1
	shift
	practice "$status" --config "$place/counter.ini" --card $card "$@"
}
open() { # open CONFIG: a renewal that may go to the card; its number is in $n
	practice 0 --config "$place/$1.ini" case open --json --unknown-is-no visitor=self resident=yes card=valid \
	    card-face=current born=1987-06-03 sign-expires=2028-06-03 auth-expires=2028-06-03 card-expires=2038-06-03 \
	    procedure=renew reason=expiry sign-pin=known auth-pin=known doc=applicant:マイナンバーカード - <"$place/person"
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
	has '"state":"approved"'
}
piped() { # piped STATUS CONFIG LINES ARGUMENTS...
	status=$1 config=$2 lines=$3
	shift 3
	mkfifo "$place/pipe" && { printf "check-b=$b\nsign=MADO1234\nauth=1234\n$lines" >"$place/pipe" & }
	practice "$status" --config "$place/$config.ini" --card $card "$@" --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}

# The card of practice is about to expire under this law too.
counter 0 card show --json
has '"auth":{"present":true,"expires":"2028-06-03","tries":3,"state":"expiring"'

# Begun under the law of five and six birthdays.
at=2028-03-31T10:30
open counter
has '"expiry":{"sign":"2033-06-03","auth":"2033-06-03"}'

# Handed over under that of ten and eleven: the sheet for the terminal says so.
at=2028-04-03T10:30
counter 0 case event "$n" handed-over
if command -v pdftotext >/dev/null && [ -x "$MADOGUCHI_LIBEXECDIR/madoguchi-page" ]; then
	counter 0 print "$n" terminal-slip --out "$place/paper.pdf"
	pdftotext -raw "$place/paper.pdf" - | tr -d ' \n' | grep -q '利用者証明用電子証明書を発行する:令和20年6月3日まで' ||
	    wrong "the sheet: $(pdftotext -raw "$place/paper.pdf" -)"
fi

# Done there, by practice's own CA, not without the PIN that this city has checked besides; taken back as wanted.
keep=$n store_option=--store=sqlite:$place/there.db
open there
piped 2 there '' perform "$n" --confirmed --json
says pin-missing
piped 5 there 'juki=9999\n' perform "$n" --confirmed --json
says pin-wrong
piped 0 there 'juki=1234\n' perform "$n" --confirmed --json
has '"certificates":{"sign":"2038-06-03","auth":"2038-06-03"}'
n=$keep store_option=
piped 0 counter '' take-back "$n" --json
has '"from":"2028-04-03","until":"2038-06-03","wanted":"2038-06-03","issuer-checked":true,"as-wanted":true'

# A proxy's letter has a field for each PIN that will be typed: for the register's too, but on the card that hasn't it.
if command -v pdftotext >/dev/null && [ -x "$MADOGUCHI_LIBEXECDIR/madoguchi-page" ]; then
	printf 'name=番号 花子\naddress=東京都千代田区霞が関2-1-2\npostcode=100-0013\nproxy-name=番号 太郎\n' >"$place/person"
	for next in no yes; do
		practice 0 --config "$place/counter.ini" case open --json --unknown-is-no visitor=proxy visit=1 resident=yes \
		    card=valid card-face=current born=1950-02-03 sign-expires=2028-06-03 auth-expires=2028-06-03 \
		    card-expires=2033-02-03 procedure=renew reason=expiry sign-pin=known auth-pin=known x-next-card=$next \
		    doc=applicant:マイナンバーカード doc=proxy:運転免許証,expires=2030-01-01 - <"$place/person"
		n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
		practice 0 --config "$place/counter.ini" print "$n" inquiry --out "$place/paper.pdf"
		pdftotext -raw "$place/paper.pdf" - | tr -d ' \n' >"$place/text"
		grep -q 利用者証明用電子証明書の暗証番号 "$place/text" || wrong "the letter has no field for a PIN"
		grep -q 住民基本台帳用の暗証番号 "$place/text" && has=no || has=yes
		[ "$has" = "$next" ] || wrong "next card $next: the register's PIN in the letter: $(cat "$place/text")"
	done
fi
finish

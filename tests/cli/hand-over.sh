#!/bin/sh
# A renewal handed over to the authority's terminal and taken back by reading the card. The terminal is this program with
# another store and the same cards, since only what the card shows counts.
. "${top_srcdir:-.}/tests/cli/lib.sh"

card=about-to-expire b=61012020321101
printf '[madoguchi]\nprofile = national\ncard-work = terminal\n' >"$place/counter.ini"
printf 'name=番号 花子\naddress=東京都千代田区霞が関2-1-2\nsex=female\n' >"$place/person"
counter() { # counter STATUS ARGUMENTS...
	status=$1
	shift
	practice "$status" --config "$place/counter.ini" --card $card "$@"
}
open() { # open FACT...: a case that may go to the card; its number is in $n
	practice 0 case open --json --unknown-is-no visitor=self resident=yes card=valid card-face=current born=1986-01-20 \
	    sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード \
	    doc=applicant:運転免許証 "$@" - <"$place/person"
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
	has '"state":"approved"'
}
piped() { # piped STATUS LINES WHO ARGUMENTS...
	status=$1 lines=$2 who=$3
	shift 3
	mkfifo "$place/pipe" && { printf "$lines" >"$place/pipe" & }
	$who "$status" "$@" 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}
terminal() { # terminal STATUS ARGUMENTS...
	status=$1
	shift
	practice "$status" --card $card "$@"
}
there() { # there PIN-LINES FACT...: the terminal does it
	keep=$n lines=$1 store_option=--store=sqlite:$place/there.db
	shift
	open "$@"
	piped 0 "$lines" terminal perform "$n" --pin-fd 3 --confirmed
	n=$keep store_option=
}
renewal='procedure=renew reason=expiry sign-pin=known auth-pin=known'

# perform says where the card work is done, and nothing reaches the card.
open $renewal
piped 1 "check-b=$b\nsign=MADO1234\nauth=1234\n" counter perform "$n" --pin-fd 3
says at-terminal
counter 0 case event "$n" handed-over
counter 1 case event "$n" handed-over
says case-state
piped 1 "check-b=$b\nsign=MADO1234\nauth=1234\n" terminal perform "$n" --pin-fd 3
says case-state

# A name that certificates lack: the terminal writes them, and nobody asks the holder there.
keep=$n
printf 'name=番号 﨑子\naddress=東京都千代田区霞が関2-1-2\nsex=female\n' >"$place/person"
open $renewal
counter 1 case event "$n" handed-over
says substitutes
counter 0 case show "$n" --json
has '"state":"approved"'
printf '﨑=さき\n' >"$place/chosen"
counter 0 case consent --agree "$n" - <"$place/chosen"
counter 0 case event "$n" handed-over
if [ -x "$MADOGUCHI_LIBEXECDIR/madoguchi-page" ] && command -v pdftotext >/dev/null; then
	counter 0 print "$n" terminal-slip --out "$place/slip.pdf"
	pdftotext -layout "$place/slip.pdf" "$place/slip.txt"
	grep -q '証明書の代わりの文字: 﨑(U+FA11)=さき' "$place/slip.txt" || wrong "not on the slip: $(cat "$place/slip.txt")"
fi
counter 0 case event "$n" terminal-refused why=not-begun
printf 'name=番号 花子\naddress=東京都千代田区霞が関2-1-2\nsex=female\n' >"$place/person"
n=$keep

# Taken back before anything was done there: the holder is proved by the card's word, and the difference is named.
counter 2 take-back "$n" --json
says pin-missing
piped 1 "check-b=$b\n" counter take-back "$n" --json --pin-fd 3
says not-as-wanted
has '"done":false,"card":"same","holder-proved":true' && has '"code":"not-renewed"' && has '"sign":{"read":false,"present":true}'
counter 0 case show "$n" --json
has '"state":"handed-over"' && has 'not-renewed' && has '"card-bound":true' && has '"terminal":{}'

# Done there: the same card needs no proof again, and no PIN.
there "check-b=$b\nsign=MADO1234\nauth=1234\n" $renewal
counter 0 take-back "$n" --json
has '{"done":true,"card":"same","holder-proved":true,"auth":{"read":true,"present":true,"serial":"'
has '"from":"2026-11-20","until":"2032-01-20","wanted":"2032-01-20","issuer-checked":true,"as-wanted":true}'
has '"tries":{"sign":5,"auth":3,"juki":3,"assist":3},"differences":[]}'
serial=$(printf '%s' "$out" | sed 's/.*"serial":"\([0-9a-f]*\)".*/\1/')
counter 0 case show "$n" --json
has '"state":"done"' && has '"terminal":{"auth":{"serial":"'"$serial"'","until":"2032-01-20"}}'
has '"event":"taken-back","why":"card,sign-unread"'
counter 1 take-back "$n"
says case-state
practice 0 audit list --json
case $out in *"$serial"*) wrong "the audit log has a serial" ;; esac
practice 0 audit verify

# What the certificate there says of her isn't the case's: it isn't taken back, and both are named.
printf 'name=番号 花子\naddress=東京都千代田区永田町1-7\nsex=female\n' >"$place/person"
open $renewal
counter 0 case event "$n" handed-over
printf 'name=番号 花子\naddress=東京都千代田区霞が関2-1-2\nsex=female\n' >"$place/person"
there "check-b=$b\nsign=MADO1234\nauth=1234\n" $renewal
piped 1 "check-b=$b\nsign=MADO1234\n" counter take-back "$n" --pin-fd 3
says not-as-wanted
case $err in *says-otherwise*) ;; *) wrong "not named: $err" ;; esac
has '住所	東京都千代田区永田町1-7	東京都千代田区霞が関二丁目１番２号	違う'
piped 1 "check-b=$b\nsign=MADO1234\n" counter take-back "$n" --json --pin-fd 3
has '{"field":"address","case":"東京都千代田区永田町1-7","given":"東京都千代田区霞が関二丁目１番２号","verdict":"different"}'
counter 0 case event "$n" terminal-refused why=done-otherwise

# A case that the terminal refuses goes where the rules say, and may go there again.
open procedure=unlock pins=auth certificates=auth sign-pin=known auth-pin=locked
counter 0 case event "$n" handed-over
counter 2 case event "$n" terminal-refused why=tired
says usage
counter 2 case event "$n" terminal-refused why=pin-wrong
says usage
counter 0 case event "$n" terminal-refused why=closed --json
has '"state":"approved"'
counter 0 case event "$n" handed-over

# What isn't typed of the print, or isn't so, is named, with what would be.
refuses() { # refuses LINE CODE WORDS
	printf "$1\n" >"$place/in"
	counter 2 take-back "$n" --print <"$place/in"
	says "$2"
	case $err in *"$3"*) ;; *) wrong "not $3: $err" ;; esac
}
keep=$n
open $renewal
counter 0 case event "$n" handed-over
refuses day=yesterday date '(day)。令和8年11月22日、R8.11.22、2026-11-22 '
refuses day=2026-11-19 print-day '引き渡した日より前か、今日より後'
refuses day=2026-11-21 print-day '引き渡した日より前か、今日より後'
refuses sign-until=never date '(sign-until)'
refuses sign-serial=7Z1 print-serial '(sign-serial)'
refuses sign-serial=7D1 field-empty '(day=)'
refuses 'day=2026-11-20\nsign-serial=7D1' field-empty '(sign-until=)'
refuses 'day=R8.11.20\nsign-serial=7D1\nsign-until=R14.1.20' field-empty '(auth-serial=)'
n=$keep

# Nothing shows that a PIN was set whose tries were full: it is typed, or two clerks read the print.
piped 1 "check-b=$b\n" counter take-back "$n" --pin-fd 3
says not-proved
piped 5 "auth=9999\n" counter take-back "$n" --pin-fd 3
says pin-wrong
counter 0 case show "$n" --json
has '"event":"pin-refused","why":"auth"'
piped 0 "auth=1234\n" counter take-back "$n" --pin-fd 3 --json
has '"done":true'
# Of who came from the record, where another is like her, the card may be the other's: it isn't taken back unasked.
printf '氏名,フリガナ,性別,生年月日,住所\n番号　花子,バンゴウ　ハナコ,女,1986-01-20,東京都千代田区霞が関2-1-2\n番号　花子,バンゴウ　ハナエ,女,1986-01-20,東京都千代田区霞が関2-1-2\n' \
    >"$place/twins.csv"
practice 0 residents import "$place/twins.csv"
printf 'ばんごう はなえ\n' >"$place/text"
practice 0 residents find --json <"$place/text"
twin=$(sed -n 's/^{"id":\([0-9]*\).*/\1/p' "$place/out")
open $renewal
practice 0 case person --from-residents "$twin" --confirmed "$n"
counter 0 case event "$n" handed-over
piped 2 "check-b=$b\n" counter take-back "$n" --pin-fd 3
says person-twin
has 'フリガナ	バンゴウ ハナエ	バンゴウ ハナコ	違う'
counter 0 case show "$n" --json
has '"event":"holder-otherwise","why":"person-twin"'
piped 1 "check-b=$b\n" counter take-back "$n" --pin-fd 3 --confirmed
says not-as-wanted
practice 0 store check
finish

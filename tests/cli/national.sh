#!/bin/sh
# The national layer's own procedures, from reception to the end: a reported key is revoked, a disclosure request ends with
# an answer in writing, and a card is switched to one without PINs and back at the authority's terminal alone.
. "${top_srcdir:-.}/tests/cli/lib.sh"
command -v pdftotext >/dev/null || { echo "skipped: pdftotext is missing; ./bootstrap --tests installs it"; exit 77; }

card=about-to-expire b=61012020321101
printf 'name=番号 花子\naddress=東京都千代田区霞が関2-1-2\nsex=female\n' >"$place/person"
open() { # open STATE FACT...: the number is in $n
	state=$1
	shift
	practice 0 case open --json --unknown-is-no visitor=self resident=yes card=valid card-face=current born=1986-01-20 \
	    auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード "$@" - <"$place/person"
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
	has "\"state\":\"$state\""
}
piped() { # piped STATUS LINES ARGUMENTS...
	status=$1 lines=$2
	shift 2
	mkfifo "$place/pipe" && { printf "$lines" >"$place/pipe" & }
	practice "$status" --card $card "$@" 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}
prints() { # prints KIND TEXT...: the case's paper has them
	practice 0 print "$n" "$1" --out "$place/paper.pdf"
	shift
	words=$(pdftotext -layout "$place/paper.pdf" - | tr -d ' \n')
	for text in "$@"; do
		case $words in *"$(printf '%s' "$text" | tr -d ' ')"*) ;; *) wrong "not printed: $text in: $words" ;; esac
	done
}
lacks() { # lacks TEXT: the paper printed last hasn't it
	case $words in *"$1"*) wrong "printed: $1" ;; esac
}

# 認証業務情報の開示請求: no card has a part in it, and it is done when it was answered.
open approved procedure=disclosure sign-expires=2027-01-20
piped 1 "check-b=$b\n" perform "$n" --pin-fd 3
says case-state
practice 1 --card $card case event "$n" handed-over
says case-state
prints application '認証業務情報の開示請求書'
lacks '新しくする暗証番号'
practice 1 print "$n" abroad-use --out "$place/paper.pdf"
says paper-state
practice 0 case event "$n" answered
practice 0 case show "$n" --json
has '"state":"done"' && has '"event":"answered"'
practice 1 case event "$n" answered
says case-state
practice 0 report day --json
has '"disclosure":1'

# Nothing else is answered so.
open approved procedure=renew reason=expiry sign-expires=2027-01-20 sign-pin=known auth-pin=known
practice 1 case event "$n" answered
says case-state

# 顔認証カードへの切替え: the terminal's, in practice too; the signature certificate goes, the other one stays.
open approved procedure=without-pins sign-expires=2027-01-20
has '"revoke:sign"'
piped 1 "check-b=$b\n" perform "$n" --pin-fd 3
says at-terminal
practice 0 --card $card case event "$n" handed-over
prints terminal-slip '顔認証カードへの切替え' '署名用電子証明書を失効する' '追記欄に「顔認証」'
prints application '顔認証カードへの切替え 申請書'
lacks '新しくする暗証番号'
piped 1 "check-b=$b\n" take-back "$n" --json --pin-fd 3
says not-as-wanted
has '"code":"still-there"'
keep=$n store_option=--store=sqlite:$place/there.db
open approved procedure=revoke reason=holder-request certificates=sign sign-expires=2027-01-20
piped 0 "check-b=$b\n" perform "$n" --pin-fd 3 --confirmed
n=$keep store_option=
practice 0 --card $card take-back "$n" --json
has '"done":true' && has '"differences":[]'

# And back: each PIN that was set has to show.
open approved procedure=with-pins card-kind=without-pins pins=auth,juki,assist sign-expires=none doc=applicant:運転免許証
has '"reset-pin:auth"'
practice 0 --card $card case event "$n" handed-over
piped 0 "auth=1234\njuki=1234\nassist=1234\n" take-back "$n" --json --pin-fd 3
has '"done":true'

# Of a card that had no signature certificate nothing is wanted that shows: the same card with the other one is enough.
open approved procedure=without-pins card-kind=ordinary sign-expires=none
practice 0 --card $card case event "$n" handed-over
practice 2 --card $card take-back "$n" --json
says pin-missing
piped 0 "check-b=$b\n" take-back "$n" --json --pin-fd 3
has '"done":true'

# 秘密鍵漏えい等の届出: what is there is revoked.
open approved procedure=report-key certificates=auth sign-expires=none
piped 0 "check-b=$b\n" perform "$n" --pin-fd 3 --confirmed
practice 0 case show "$n" --json
has '"state":"done"'
practice 0 ca list --json
[ "$(grep -c '"auth".*"revoked"' "$place/out")" -ge 1 ] || wrong "the reported key is revoked: $out"
# 国外継続利用(様式第10): for who moves abroad, with blanks for what no case knows.
open approved procedure=revoke reason=holder-request certificates=auth trigger=moving-abroad sign-expires=none
prints abroad-use '国外継続利用申請書' '番号 花子' '本籍地' 'メールアドレス'
practice 0 report day --json
has '"without-pins":2' && has '"with-pins":1' && has '"report-key":1' && has '"disclosure":1'
practice 0 audit verify
finish

#!/bin/sh
# Card and residents' record decide whether the card's face is current, whatever was answered: where the rules don't go on
# with an outdated one, the card's own word stops the work before a PIN, and where they do it goes on.
. "${top_srcdir:-.}/tests/cli/lib.sh"

card=about-to-expire
facts='procedure=renew reason=expiry visitor=self resident=yes card=valid card-face=current born=1986-01-20 sign-pin=known auth-pin=known
    sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード booked=yes'

# record ADDRESS: the residents' record has her there; her number in it is $id.
record() {
	printf '氏名,フリガナ,性別,生年月日,郵便番号,住所\n番号　花子,バンゴウ　ハナコ,女,昭和61年1月20日,1000013,%s\n' "$1" \
	    >"$place/residents.csv"
	practice 0 residents import "$place/residents.csv"
	echo '番号　花子' >"$place/text"
	practice 0 residents find --json <"$place/text"
	id=$(sed -n 's/^{"id":\([0-9]*\).*/\1/p' "$place/out")
}

# with_pins STATUS LINES ARGUMENTS...: as practice, these PINs on a pipe.
with_pins() {
	mkfifo "$place/pipe" && { printf "$2" >"$place/pipe" & }
	status=$1
	shift 2
	practice "$status" "$@" --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}
perform() { # perform STATUS MUNICIPALITY [--confirmed]
	at=2026-11-20T22:30		# the counter has long been closed, and the work that was approved goes on
	with_pins "$1" 'sign=MADO1234\nauth=1234\nassist=1234\n' --profile "$2" --card $card perform 26-000001-3 ${3-"--confirmed"}
	at=2026-11-20T10:30
}

# renewal MUNICIPALITY ADDRESS STATUS: of somebody who lives there by the record.
renewal() {
	own_store "$1-$3"
	record "$2"
	printf 'name=番号 花子\nkana=ばんごう　はなこ\nsex=female\npostcode=100-0013\naddress=%s\n' "$2" >"$place/person"
	practice 0 --profile "$1" case open --json --unknown-is-no $facts - <"$place/person"
	has '"state":"approved"'
	practice 0 case person --from-residents "$id" 26-000001-3
	perform "$3" "$1"
}

# moved_in MUNICIPALITY STATUS: the address wasn't told; the card has that of the city where it was made.
moved_in() {
	own_store "moved-in-$1"
	practice 0 --card $card card show
	practice 0 --profile "$1" case open --json --unknown-is-no $facts - <"$place/hanako"
	has '"state":"approved"'
	perform "$2" "$1"
}

renewal tachikawa 東京都立川市霞が関2-1-2 0
renewal tachikawa 東京都立川市泉町1-2-3 5
says card-face
practice 0 case show --json 26-000001-3
has '"state":"approved"'
has '"event":"holder-otherwise","why":"card-face"'
practice 0 --profile tachikawa --card $card card show --json
has '"auth":{"present":true,"expires":"2027-01-20","tries":3'
# The rules go on there; but the record may be that of somebody else of that name, and an old face has to be called one.
renewal kawasaki 神奈川県川崎市川崎区霞が関2-1-2 5
says face-current
has "住所	神奈川県川崎市川崎区霞が関2-1-2	神奈川県川崎市霞が関二丁目１番２号	違う"
case $err in *住所*card-face=outdated*"case person"*) ;; *) wrong "not told what to do: $err" ;; esac
practice 0 case show --json 26-000001-3
has "\"event\":\"holder-otherwise\",\"why\":\"face-current\""
practice 0 --profile kawasaki case event 26-000001-3 corrected card-face=outdated
practice 0 --profile kawasaki case event 26-000001-3 approved card-face=outdated doc=applicant:マイナンバーカード
# An old face doesn't make the record's address hers: somebody says so before it is certified.
perform 2 kawasaki ""
says person-unlike
has "住所	神奈川県川崎市川崎区霞が関2-1-2	神奈川県川崎市霞が関二丁目１番２号	違う"
perform 0 kawasaki
has "証明書の住所	神奈川県川崎市川崎区霞が関2-1-2	住民記録のとおり"

printf 'name=番号 花子\nsex=female\n' >"$place/hanako"
moved_in tachikawa 5
says card-face
practice 0 --profile tachikawa --card $card card show --json
has '"auth":{"present":true,"expires":"2027-01-20","tries":3'
moved_in kawasaki 5
says address-unsaid
practice 0 case show --json 26-000001-3
has '"event":"holder-otherwise","why":"address-unsaid"'
practice 0 --profile kawasaki --card $card card show --json
has '"auth":{"present":true,"expires":"2027-01-20","tries":3'
# Said by the clerk, it is what is certified.
own_store said
practice 0 --card $card card show
printf 'name=番号 花子\nsex=female\naddress=%s\n' "$(lives kawasaki)" >"$place/person"
practice 0 --profile kawasaki case open --unknown-is-no $(echo "$facts" | sed 's/card-face=current/card-face=outdated/') - \
    <"$place/person"
perform 0 kawasaki
has "$(lives kawasaki)"

# Nobody lives here whose address is in another municipality, unless it is the card's from before moving in.
own_store elsewhere
printf 'name=番号 花子\naddress=%s\n' "$(lives tachikawa)" >"$place/person"
practice 2 --profile kawasaki case open --unknown-is-no $facts - <"$place/person"
says fact
case $err in *ほかの市区町村*card-face=outdated*) ;; *) wrong "not told why: $err" ;; esac
practice 0 --profile kawasaki case list
[ -z "$out" ] || wrong "a case all the same: $out"
moved=$(echo "$facts" | sed 's/card-face=current/card-face=outdated/')
practice 0 --profile kawasaki case open --unknown-is-no $moved - <"$place/person"
practice 0 --profile kawasaki case event 26-000001-3 corrected resident=no
practice 2 --profile kawasaki case event 26-000001-3 corrected resident=yes card-face=current
says fact
practice 0 --profile kawasaki case show --json 26-000001-3
has 'resident=no'
printf 'address=%s\n' "$(lives kawasaki)" >"$place/person"
practice 0 --profile kawasaki case event 26-000001-3 corrected resident=yes card-face=current - <"$place/person"
printf 'address=%s\n' "$(lives tachikawa)" >"$place/person"
practice 2 --profile kawasaki case event 26-000001-3 corrected - <"$place/person"
says fact

# An address in another municipality is told with the person.
practice 0 --profile kawasaki case person 26-000001-3
case $out in *ほかの市区町村*) wrong "at home: $out" ;; esac
practice 0 --profile tachikawa case person 26-000001-3
has '住所がほかの市区町村です'
practice 0 --profile tachikawa case person --json 26-000001-3
has '"elsewhere":true'

# Who lives here by the facts isn't taken into the case with such an address, whoever says it, until one of the two is mended.
own_store taken
practice 0 --card $card card show
record "$(lives tachikawa)"
practice 0 --profile kawasaki case open --unknown-is-no $facts - <"$place/hanako"
practice 2 --profile kawasaki case person 26-000001-3 - <"$place/person"
says fact
case $err in *ほかの市区町村*card-face=outdated*) ;; *) wrong "not told why: $err" ;; esac
practice 2 --profile kawasaki case person --from-residents "$id" 26-000001-3
says fact
with_pins 2 'assist=1234\n' --profile kawasaki --card $card case person --from-card 26-000001-3
says fact
practice 0 --profile kawasaki case person --json 26-000001-3
has '"address":""'
practice 0 --profile kawasaki case event 26-000001-3 corrected card-face=outdated
practice 0 --profile kawasaki case person 26-000001-3 - <"$place/person"
has '住所がほかの市区町村です'
finish

#!/bin/sh
# Visit 1 saw no card: the holder was typed, the letter went out, the reply came. What lies on the reader at visit 2 is
# somebody else's card, whose 照合番号B and PINs are at hand: nothing of it may change, for each thing that can be wanted.
. "${top_srcdir:-.}/tests/cli/lib.sh"

mine=doc=applicant:マイナンバーカード
hers='doc=applicant:パスポート,expires=2030-01-01,shows=name+birth'
licence='doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth'
n=26-000001-3

# life NAME PROFILE HOW FACT...: a proxy's case up to its approval at visit 2, without any card until then.
life() {
	own_store "$1"
	profile=$2 how=$3
	shift 3
	at=2026-11-20T10:30
	printf '%s\n' 'name=番号 花子' 'kana=バンゴウ ハナコ' "address=$(lives "$profile")" 'postcode=100-0013' sex=female \
	    'proxy-name=番号 太郎' 'proxy-relation=兄' >"$place/person"
	practice 0 --profile "$profile" case open --unknown-is-no visitor=proxy visit=1 resident=yes card=valid \
	    card-face=current born=1986-01-20 card-expires=2032-01-20 "$licence" "$@" - <"$place/person"
	practice 0 --profile "$profile" case event --mail-number 123-45-67890-1 $n posted
	at=2026-12-04T09:15
	practice 0 --profile "$profile" case event $n reply-received visit=2 booked=yes reply-complete=yes \
	    power-of-attorney=yes concealed="$how" revocation-consent=yes
	practice 0 --profile "$profile" case event --json $n approved "$mine" "$licence" "$hers"
	has '"state":"approved"'
}

# try CARD LINES: the card work with all that its own holder could tell; refused, and the card is as it was.
try() {
	practice 0 --profile "$profile" --card "$1" card show --json
	before=$out
	mkfifo "$place/pipe" && { printf "$2" >"$place/pipe" & }
	practice 5 --profile "$profile" --card "$1" perform $n --confirmed --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
	says holder-other
	practice 0 --profile "$profile" --card "$1" card show --json
	[ "$out" = "$before" ] || wrong "the card of $1 has changed: $before to $out"
	practice 0 --profile "$profile" case show --json $n
	has '"state":"approved"'
	has '"event":"holder-refused","why":"holder-other"'
}

ended='sign-expires=2026-10-01 auth-expires=2026-10-01'
new='sign=NEW2026A\nauth=7263\nassist=1234\n'

life issue setagaya envelope procedure=issue reason=moved sign-pin=unknown auth-pin=unknown $ended
try both-locked "$new"
try expired "$new"
life renew odawara sticker procedure=renew reason=expiry channel=telephone sign-pin=known auth-pin=known $ended
try both-locked "$new"
try expired 'sign=MADO1234\nauth=1234\nassist=1234\n'
finish

# For the tests of a proxy's case over its two visits: one of the five municipalities, the visits and the post between them.

card=about-to-expire
n=26-000001-3
mine=doc=applicant:マイナンバーカード
licence='doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth'

# office NAME: a store, a CA and a card of its own; the first visit's day.
office() {
	profile=${1%%-*}
	own_store "$1"
	printf '%s\n' 'name=番号 花子' 'kana=バンゴウ ハナコ' "address=$(lives "$profile")" 'postcode=100-0013' sex=female \
	    'proxy-name=番号 太郎' 'proxy-relation=兄' >"$place/person"
	at=2026-11-20T10:30
	city 0 --card $card card show
}

city() { # city STATUS ARGUMENTS...
	status=$1
	shift
	practice "$status" --profile "$profile" "$@"
}

# opened FACT...: a visit, or a call, of somebody who comes for the holder.
opened() {
	city 0 case open --json --unknown-is-no visitor=proxy visit=1 resident=yes card=valid card-face=current \
	    born=1986-01-20 sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 \
	    card-expires=2032-01-20 "$@" - <"$place/person"
	has '"state":"inquiry-ordered"'
	city 1 case event $n approved
	says case-state
	city 1 case event $n reply-received
	says case-state
}

# posted: two days later.
posted() {
	at=2026-11-22T16:00
	city 0 --json report posting
	has '"list":"to-post","number":"'$n'"'
	has '"address":"'"$(lives "$profile")"'"'
	city 2 case event --mail-number 12345 $n posted
	says mail-number
	city 1 case event --mail-number 123-45-67890-1 --read 26-000009-6 $n posted
	says paper-other
	city 1 case event --mail-number 123-45-67890-1 --read 26-000001-4 $n posted
	says paper-unread
	city 0 case event --mail-number 123-45-67890-1 --read $n $n posted
	city 0 --json report posting
	[ -z "$out" ] || wrong "posted twice? $out"
	city 0 --json report morning
	has '"list":"waiting","number":"'$n'"'
}

# replied HOW FACT...: another day, the reply is here; what was shown before doesn't count.
replied() {
	how=$1
	shift
	at=2026-12-04T09:15
	city 0 case event --json $n reply-received visit=2 booked=yes reply-complete=yes power-of-attorney=yes concealed=$how \
	    revocation-consent=yes
	has '"outcome":"incomplete"'
	has '"this":2,"of":2'
	city 1 case event $n approved
	says case-state
	city 0 case event $n found-incomplete
	city 0 case event --json $n approved "$@"
	has '"outcome":"proceed"'
	has '"state":"approved"'
}

# waits_no_more EVENT: the case has ended by it, the sheet with the PINs is shredded, nothing waits any more, all of it is on record.
waits_no_more() {
	city 0 --json report morning
	has '"list":"sheets","number":"'$n'"'
	city 0 case event $n sheet-shredded
	city 0 --json report morning
	[ -z "$out" ] || wrong "$profile: what still waits? $out"
	city 0 --json report day
	has '"'$1'":1'
	city 0 case show --json $n
	has '"state":"done"'
	has '"mail-number":"123-45-67890-1"'
	has '"sheet":false'
	city 0 audit verify
	if grep -rqai -e MADO1234 -e MADO7263 -e 'auth=[0-9]' "$XDG_DATA_HOME" "$place/state"; then wrong "a PIN was written down"; fi
}

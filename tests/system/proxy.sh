# A proxy's case through pcscd: the first visit two weeks ago, the letter, today the reply; OpenSC judges the new certificates.
. "${top_srcdir:-.}/tests/system/judge.sh"

ctl() { "$here/madoguchictl" --training --wire pcsc --profile kawasaki ${at:+--at "$at"} "$@"; }
mine=doc=applicant:マイナンバーカード
home=神奈川県川崎市霞が関二丁目１番２号
licence=doc=proxy:運転免許証,expires=2040-01-01,shows=name+birth

first_visit() {
	at=$(date -d '14 days ago' +%F)T10:30
	opened=$(printf 'name=番号 花子\nsex=female\naddress=%s\nproxy-name=番号 太郎\n' "$home" |
		ctl case open --json --unknown-is-no procedure=renew reason=expiry visitor=proxy visit=1 home-counter=yes \
		resident=yes card=valid card-face=current born="$(born_of_card)" sign-pin=known auth-pin=known sign-expires=2027-01-20 \
		auth-expires=2027-01-20 card-expires=2032-01-20 power-of-attorney=yes $mine $licence -)
	case $opened in *'"state":"inquiry-ordered"'*) ;; *) fail "$opened" ;; esac
	n=$(field "$opened" number)
	at=$(date -d '13 days ago' +%F)T16:00
	ctl case event --mail-number 123-45-67890-1 "$n" posted >/dev/null || fail "posted"
	says "the letter is out"
}

second_visit() {
	at=
	ctl case event "$n" reply-received visit=2 booked=yes reply-complete=yes power-of-attorney=yes concealed=envelope \
		$mine $licence doc=proxy:預金通帳,shows=name+birth doc=applicant:資格確認書,shows=name+birth >/dev/null ||
		fail "the reply"
	ctl case event "$n" approved >/dev/null || fail "approval"
	old=$(newest auth)
	printf 'sign=MADO1234\nauth=1234\nassist=1234\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "card work"
	[ "$(newest auth)" != "$old" ] || fail "no new certificate"
	judge MADO1234 1234
	ctl case event "$n" sheet-shredded >/dev/null || fail "the sheet"
	[ -z "$(ctl report morning)" ] || fail "something still waits"
	says "renewed for a proxy: OpenSC reads and signs with the new certificates"
}

[ "${1:-}" = inside ] || city=kawasaki beside_card about-to-expire sh "$0" inside
first_visit
second_visit

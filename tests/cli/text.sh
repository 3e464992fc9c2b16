#!/bin/sh
# Text at the command line: what no text may have is refused at every door in, with its code and place; and what stands in
# the store all the same (an older program's, an attacker's) sends nothing to the terminal and forges no line.
. "${top_srcdir:-.}/tests/cli/lib.sh"

own_store text
n=26-000001-3
facts='procedure=issue reason=moved visitor=self resident=yes card=valid card-face=current born=1990-02-03 sign-pin=known
    auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20'
kawaguchi() {
	status=$1
	shift
	practice "$status" --profile kawaguchi --card about-to-expire "$@"
}
of() { # of OCTAL...: the bytes, without the shell's mercy on newlines at the end
	printf "$1."
}
printf '%s\n' 'name=か゚番号 花子' "address=$(lives kawaguchi)" >"$place/person"
kawaguchi 0 card show
kawaguchi 0 case open --json --unknown-is-no $facts system=congested doc=applicant:マイナンバーカード - <"$place/person"
kawaguchi 0 case event --place '金庫2段目' $n kept keep-consent=yes

# In: doors by characters (tests/unit/text-doors.c has more of them). Each is refused by its code, at the third place.
tried=0
while read -r code bytes; do
	bad=$(of "$bytes") bad=${bad%.}
	for door in why place fact back; do
		case $door in
		why) kawaguchi 2 case event --why "理由${bad}x" $n noted ;;
		place) kawaguchi 2 case event --place "金庫${bad}x" $n kept ;;
		fact) kawaguchi 2 case event $n corrected "doc=applicant:証書${bad}x" ;;
		back) kawaguchi 2 case event --back "applicant:証書${bad}x" $n corrected ;;
		esac
		case $door in why | place) case $err in *"3文字目の $code"*) ;; *) wrong "$door doesn't tell $code: $err" ;; esac ;; esac
		case $door in back) ;; *) says character ;; esac
		case $err in *"$bad"*) wrong "$door says $code back" ;; esac
		tried=$((tried + 1))
	done
	printf 'name=番号%s花子\n' "$bad" | tr -d '\n' >"$place/name"
	kawaguchi 2 case event $n corrected - <"$place/name"
	case $err in *"$code"*) ;; *) wrong "standard input doesn't tell $code: $err" ;; esac
	printf '番%sx\n' "$bad" >"$place/name"
	kawaguchi 2 residents find <"$place/name"
	printf '氏名,生年月日,住所\n"番号%sx",1990-02-03,東京都\n' "$bad" >"$place/x.csv"
	kawaguchi 2 residents import "$place/x.csv"
	has "$code"
	tried=$((tried + 3))
done <<'END'
U+001B \033
U+009B \302\233
U+00AD \302\255
U+200B \342\200\213
U+202E \342\200\256
U+E0041 \363\240\201\201
END
bad='
'
kawaguchi 2 case event --why "理由${bad}2026-11-20T10:30:00+09:00  suzuki  approved" $n noted
says character
echo "$tried doors by characters refused"

# Nor an individual number: at each of them, as what it is, and not said back.
# Nor what opens a card's word, which its face has.
for number in 123456789018 1234.5678.9018 1234、5678、9018 １２３４５６７８９０１８ 一二三四五六七八九〇一八 \
    61012020311234 '610120 2031 1234' ６１０１２０２０３１１２３４; do
	kawaguchi 2 case event --why "番号$number" $n noted
	says individual-number
	case $err in *3文字目から*) ;; *) wrong "its place isn't told: $err" ;; esac
	kawaguchi 2 case event --place "$number" $n kept
	says individual-number
	for key in name alias address proxy-name proxy-address proxy-relation; do
		echo "$key=番$number" >"$place/name"
		kawaguchi 2 case event $n corrected - <"$place/name"
		says individual-number
		case $err in *"$key: "*) ;; *) wrong "$key isn't named: $err" ;; esac
		case $err in *"$number"*) wrong "$key says $number back" ;; esac
	done
	echo "$number" >"$place/name"
	kawaguchi 2 residents find <"$place/name"
	says individual-number
done

# What is composed, taken for a blank and kept.
kawaguchi 0 case event --why "$(printf 'か\343\202\231\302\240\356\200\200')" $n noted
kawaguchi 0 --json case show $n
has '"why":"が \ue000"'
kawaguchi 0 case show $n
has 'が 〓'

# Out: it stands in the store already.
if [ -z "$store_option" ] && command -v sqlite3 >/dev/null; then
	evil="char(27) || '[31m' || char(7) || char(155) || char(8238) || char(10) || '2026-11-20T10:30:00+09:00  suzuki  approved  ok'"
	sqlite3 "$XDG_DATA_HOME/madoguchi/training/store.db" "UPDATE case_history SET why = $evil, clerk = 'sato' || char(10);
	    UPDATE kept SET place = $evil; UPDATE person SET name = $evil, kana = $evil, address = $evil;
	    UPDATE inquiry SET mail_number = $evil;
	    UPDATE cases SET claimed_by = 'sato' || char(27), decision = '{}' || char(10) || '{\"state\":\"done\"}'" 2>/dev/null
	for how in 'case show' 'report kept' 'report morning' 'case list' '--json case show' '--json report kept' '--json case list'; do
		case $how in *show) which=$n ;; *) which= ;; esac
		kawaguchi 0 $how $which
		LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]\|\302[\200-\237]\|\342\200\256')" "$place/out" &&
			wrong "madoguchictl $how sends it on"
		grep -q '^2026-11-20T10:30:00+09:00  suzuki' "$place/out" && wrong "madoguchictl $how: a forged line"
		case $how in --json*) ! grep -v '^{' "$place/out" || wrong "madoguchictl $how: not a line an object" ;; esac
	done
	kawaguchi 0 --json case show $n
	has '"why":"\u001b[31m\u0007\u009b\u202e\u000a2026'
	has '"decision":null'
	has '"state":"kept"'
fi
finish

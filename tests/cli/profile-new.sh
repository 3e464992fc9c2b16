#!/bin/sh
# A municipality's habits, asked one by one: what is written passes profile check, never lies over another file, and in
# the common cases decides as the profile that somebody wrote from the same page.
. "${top_srcdir:-.}/tests/cli/lib.sh"
MADOGUCHI_LOCALEDIR=$(cd "${top_builddir:-.}" && pwd)/po
export MADOGUCHI_LOCALEDIR

# answer FILE LINE...: the lines as they would be typed; the status is in $got.
answer() {
	file=$1
	shift
	{ [ $# -eq 0 ] || printf '%s\n' "$@"; } | "$ctl" --lang en profile new "$place/$file.ini" >"$place/out" 2>"$place/err"
	got=$?
	out=$(cat "$place/out") err=$(cat "$place/err")
}

# written FILE LINE...: a file is written, which is done only when it passes profile check.
written() {
	answer "$@"
	[ $got -eq 0 ] || wrong "$*: $got $err $(tail -n 3 "$place/out")"
	[ -s "$place/$1.ini" ] || wrong "$*: nothing is written"
}

# good FILE LINE...: written, and profile check finds nothing either.
good() {
	written "$@"
	"$ctl" profile check "$place/$file.ini" >"$place/found" 2>&1 || wrong "$*: $(head -n 2 "$place/found")"
	[ ! -s "$place/found" ] || wrong "$*: $(head -n 2 "$place/found")"
}

# bad FILE CODE LINE...: nothing is written.
bad() {
	file=$1 code=$2
	shift 2
	answer "$file" "$@"
	[ $got -ne 0 ] || wrong "$*: was taken"
	says "$code"
	[ ! -e "$place/$file.ini" ] || wrong "$*: a file was written"
}

# --- the dialogue ----------------------------------------------------------------------------------

good usual 例市 '例市「手続」' . ''
grep -q 'inherit = national' "$place/usual.ini" || wrong 'it inherits nothing'
cp "$place/usual.ini" "$place/before"
answer usual 別市 '別市「手続」' . ''
says file-exists
cmp -s "$place/usual.ini" "$place/before" || wrong 'another profile was overwritten'
ln -s "$place/nowhere" "$place/link.ini"
answer link 別市 '別市「手続」' . ''
[ $got -ne 0 ] && [ ! -e "$place/nowhere" ] || wrong 'it wrote through a link'
rm "$place/link.ini"

bad ended answers-ended 例市
bad ended answers-ended 例市 '例市「手続」' .
bad ended answers-ended
bad none fact 例市 '例市「手続」' guardian=perhaps
bad none fact 例市 '例市「手続」' register-months=13 . ''
bad none fact 例市 '例市「手続」' . 市民課 '25:00-26:00' '' '' '' ''
bad none fact 例市 '例市「手続」' . 市民課 'someday 8:30-17:00' '' '' '' ''
bad none fact '例"市' '例市「手続」' . ''
bad none character "$(printf '例\033市')" '例市「手続」' . ''
practice 2 profile new "$place/no-ending" </dev/null
says usage
practice 2 profile new </dev/null
says usage

# A counter's hours are read as a profile reads them.
good counter 例市 '例市「手続」' . 市民課 'weekday 9:00-16:30 last 16:00' '' '' '' ''
grep -q '^hours = weekday 9:00-16:30 last 16:00$' "$place/counter.ini" || wrong 'it has no counter'

# What is asked is explained, a number chooses, and a wrong answer isn't taken for the next question's.
answer explained '?' 例市 '?' '例市「手続」' '?' '' '?' '' '?' 2 . ''
[ $got -eq 0 ] || wrong "explained: $err"
grep -q '^# holder-paper = a$' "$place/explained.ini" || wrong 'the second choice is another'

# Signs that begin comments stand in quotes; the answers are kept as comments, and each section names its source.
good quoted 例市 '例市「手続; #2」' 'form=照会;書' life=30-days . ''
grep -q '^form = "照会;書"$' "$place/quoted.ini" || wrong 'a comment was begun'
grep -q '^# life = 30-days$' "$place/quoted.ini" || wrong 'the answer is not kept'
good sourced 例市 '例市「手続」' proxy-second-paper=two face=no fee=300 hours-after=24 opens=same-day telephone=03-0000-0000 . ''
for section in 'rule proxy-second' 'need proxy-second-paper' 'refuse card-face-outdated' 'fee again' 'tell 48-hours' office; do
	sed -n "/^\[$section\]/,/^\$/p" "$place/sourced.ini" | grep -q '^source = 例市「手続」「' || wrong "[$section] has no source"
done

# Every answer and every pair of them: tests/unit/habits. What can't be is refused where it is said, in plain words, and what
# isn't as nationally is told once more at the end.
bad unlike fact 例市 '例市「手続」' mail=普通郵便 . ''
grep -q 'mail: 普通郵便: .*departs = mail' "$place/err" || wrong "the mail: $err"
bad unlike fact 例市 '例市「手続」' proxy-paper=none proxy-second-paper=same . ''
grep -q "no papers are looked at on the first" "$place/err" || wrong "the same as nothing: $err"
bad unlike fact 例市 '例市「手続」' proxy-second-paper=same proxy-paper=none . ''
bad unlike fact 例市 '例市「手続」' . 市民課 'weekday 8:30-12:00, weekday 13:00-17:15' '' '' '' ''
for blank in '' ' ' '　' '.'; do
	bad unnamed fact "$blank" '例市「手続」' . ''
	grep -q 'name: .*An answer is needed' "$place/err" || wrong "no name: $err"
done
bad unnamed fact 例市 '例市「手続」' name= . ''
practice 2 profile new '' </dev/null
says usage
good departing 例市 '例市「100%s」' holder-paper=none proxy-paper=none proxy-second-paper=none . ''
grep -q '^departs = identity, proxy-identity$' "$place/departing.ini" || wrong 'it departs in silence'
grep -q '^departs = proxy-identity: ' "$place/out" || wrong 'what departs is not told'
grep -q '^source = 例市「100%s」$' "$place/departing.ini" || wrong 'the source is not as it was said'

# --- as the five pages say -------------------------------------------------------------------------

whole='at=2026-11-20 resident=yes card=valid card-face=current card-expires=2031-05-01 booked=yes home-counter=yes system=up'
adult='born=1986-01-20 ward=no sign-expires=2026-12-20 auth-expires=2026-12-20 sign-pin=known auth-pin=known'
child='born=2016-01-20 ward=no sign-expires=none auth-expires=2026-12-20 auth-pin=known certificates=auth'
posted='visit=2 reply=posted reply-complete=yes power-of-attorney=yes reply-expires=2026-12-31 inquiry-opened=2026-11-10'
posted="$posted revocation-consent=yes"

# same NAME PROCEDURE: what is missing, and the outcome, are those of the profile that is shipped.
same() {
	name=$1 procedure=$2
	case $procedure in issue) why='reason=moved' ;; *) why='reason=expiry' ;; esac
	case $name in odawara) hidden=sticker ;; *) hidden=envelope ;; esac
	n=0
	while IFS= read -r facts; do
		n=$((n + 1))
		for profile in "$name" "$place/$name.ini"; do
			# shellcheck disable=SC2086
			"$ctl" decide --unknown-is-no --profile "$profile" $whole procedure=$procedure $why $facts 2>&1 |
			    sed 's/"profile":"[^"]*",//; s/"otherwise":"[^"]*",//; s/"have":"[^"]*",//g; s/"text":"[^"]*"//g; s/,"reasons".*//'
		done >"$place/answers"
		[ "$(sort -u "$place/answers" | wc -l)" -eq 1 ] || wrong "$name $procedure: $facts: $(cat "$place/answers")"
	done <<END
visitor=self $adult doc=applicant:my-number-card
visitor=self $adult
visitor=self ${adult%auth-pin=known}auth-pin=unknown doc=applicant:my-number-card
visitor=self ${adult%auth-pin=known}auth-pin=locked doc=applicant:my-number-card doc=applicant:driving-licence
visitor=self+guardian guardianship=parent same-household=no $child doc=applicant:my-number-card doc=guardian:driving-licence
visitor=self+guardian guardianship=parent same-household=no $child doc=applicant:my-number-card doc=guardian:driving-licence doc=guardian:family-register
visitor=proxy proxy-reason=hospital $adult reply=none visit=1 doc=applicant:my-number-card doc=proxy:driving-licence power-of-attorney=yes
visitor=proxy proxy-reason=hospital $adult $posted concealed=$hidden doc=applicant:my-number-card doc=proxy:driving-licence doc=proxy:passport doc=applicant:passport
END
	[ $n -eq 8 ] || wrong "$name: $n cases"
}

good kawaguchi 川口市 '川口市「公的個人認証サービスの電子証明書の発行」' copies=yes keep=yes fee-reissued=200 . ''
same kawaguchi issue
good odawara 小田原市 '小田原市「電子証明書の手続」' proxy-paper=none proxy-second-paper=photo conceal=sticker fee-reissued=200 . ''
same odawara renew
good kawasaki 川崎市 '川崎市「マイナンバーカードの電子証明書の更新について」' proxy-attorney=yes proxy-second-paper=two holder-second=always \
    conceal=envelope register=pledge hours-after=48 . ''
same kawasaki renew
good tachikawa 立川市 '立川市「電子証明書」' face=no proxy=adults proxy-paper=none proxy-second-paper=photo guardian-paper=photo \
    conceal=envelope signed=both notice=yes revocation=yes fee=200 . ''
same tachikawa issue
good setagaya 世田谷区 '世田谷区「電子証明書の発行」' proxy-paper=a-or-b household=moving register=household fee=200 . ''
same setagaya issue

finish

# A card that isn't ours behind a real pcscd: shown as far as it can be read, never written to in practice; and what a
# reader is called that another program holds, that has another name, whose daemon hangs or was started anew.
set -u
here=$(cd "${top_builddir:-.}" && pwd) || exit 1
: "${MADOGUCHI_DATADIR:=$(cd "${top_srcdir:-.}" && pwd)/config}"
export MADOGUCHI_DATADIR

fail() { echo "${0##*/}: FAILED: $*"; exit 1; }
says() { echo "${0##*/}: $*"; }
work() { "$here/madoguchictl" --config "$dir/work.ini" "$@" 2>&1; }
practice() { "$here/madoguchictl" --training --wire pcsc "$@" 2>&1; }

# tell WORD...: a line to the card program; its answer is $told.
tell() {
	eval "echo '$*' >&$CARD_IN" && eval "read -r told <&$CARD_OUT" || fail "the card program: $*"
}

# sees STATUS PATTERN... -- COMMAND...: it ends so, and every pattern is in what it says, which is $said.
sees() {
	wanted=$1 patterns=
	shift
	while [ "$1" != -- ]; do
		patterns="$patterns$1
"
		shift
	done
	shift
	said=$("$@")
	ended=$?
	[ $ended -eq "$wanted" ] || fail "$*: status $ended, not $wanted: $said"
	while read -r pattern; do
		[ -z "$pattern" ] || printf '%s\n' "$said" | grep -q -e "$pattern" || fail "$*: no $pattern in $said"
	done <<-END
	$patterns
	END
}
pin() { # pin LINE COMMAND...: with it on a pipe
	line=$1
	shift
	printf '%s\n' "$line" | "$@" --pin-fd 0
}

# A new card with its oddities; each is shown as far as it can be read.
shown() { # shown ODDITY STATUS PATTERN...
	odd=$1
	shift
	(MADOGUCHI_CARD=$here/tests/system/other-card "$here/tests/system/with-card" "$odd" sh "$0" show "$@") || exit $?
}
shown_all() {
	whole='"sign":.*"state":"needs-pin".*"auth":.*"expires":"2030-01-20","tries":3'
	shown plain 0 "$whole" '"card-expires":"2032-01-15"' '"token":"JPKIAPICCTOKEN2"'
	shown no-number,no-expires 0 "$whole" '"card-expires":null'
	shown short-only,exact-le 0 "$whole"
	shown portions,tagged-data 0 "$whole"
	shown stumbles 0 "$whole"
	shown bad-token 0 "$whole" '"unread":"card-'
	shown cut-cert 0 '"auth":.*"state":"broken"' '"tries":3'
	shown dead 5 'card-damaged'
	says "shown as far as they can be read"
}

pins() {
	sees 0 'Virtual PCD 00 00' -- work card list
	sees 5 'pin-wrong' -- pin sign=MADO9999 work --trace "$dir/trace" card show
	sees 0 '"sign":.*"tries":4' '"auth":' -- work card show --json
	sees 0 '"sign":.*"expires":"2030-01-20","tries":5' -- pin sign=MADO1234 work --trace "$dir/trace" card show --json
	tell secrets
	[ "$told" = 2 ] || fail "two PINs were typed, $told sent"
	[ "$(grep -c '00 20' "$dir/trace")" -ge 2 ] || fail "the trace has no VERIFY: $(cat "$dir/trace")"
	for pin in MADO1234 MADO9999; do
		hex=$(printf %s $pin | od -An -tx1 | tr -d ' \n')
		! tr -d ' :' <"$dir/trace" | grep -qi -e $pin -e "$hex" || fail "a PIN is in the trace"
	done
	says "a PIN is verified, and isn't in the trace"
}

# ask FACT...: a case that may go to the card at once; $n is its number.
ask() {
	opened=$(printf 'name=番号 花子\nsex=female\naddress=東京都千代田区見本町1-1\n' |
		practice case open --json --unknown-is-no visitor=self resident=yes card=valid card-face=current born=1990-02-03 \
		card-expires=2032-01-20 sign-expires=2027-01-20 auth-expires=2027-01-20 \
		doc=applicant:マイナンバーカード "$@" -)
	case $opened in *'"state":"approved"'*) ;; *) fail "$opened" ;; esac
	n=$(printf '%s\n' "$opened" | sed -n 's/.*"number":"\([^"]*\)".*/\1/p')
}

# Every door by which a PIN could go to the card.
refused_in_practice() {
	tell secrets
	before=$told
	lines=$(printf '%s\n' check-b=02011520321234 assist=1234 old-sign=MADO1234 old-auth=1234 old-juki=1234 \
		old-assist=1234 sign=NEWPIN99 auth=5678 juki=5678)
	sees 5 card-not-practice -- pin sign=MADO1234 practice card show
	for pins in sign auth juki assist; do
		ask procedure=change-pin pins=$pins sign-pin=known auth-pin=known
		for reader in assist=1234 check-b=02011520321234; do
			sees 5 card-not-practice -- pin $reader practice case person "$n" --from-card
		done
		sees 5 card-not-practice -- pin "$(printf '%s\n' "$lines" | sed '/^assist=/d'; echo assist=5678)" \
			practice perform "$n" --confirmed
	done
	ask procedure=renew certificates=sign,auth sign-pin=known auth-pin=known
	sees 5 card-not-practice -- pin "$lines" practice perform "$n" --confirmed
	ask procedure=unlock pins=auth auth-pin=locked \
		doc=applicant:運転免許証,expires=2030-01-01,shows=name+birth+address
	sees 5 card-not-practice -- pin "$lines" practice perform "$n" --confirmed
	tell secrets
	[ "$told" = "$before" ] || fail "in practice $((told - before)) PINs or keys were sent"
	sees 0 '"sign":.*"tries":5.*"auth":.*"tries":3' -- work card show --json
	says "practice sends nothing secret to this card, by $((1 + 4 * 3 + 2)) doors"
}

# The holder lets go when its standard input ends.
held() {
	mkfifo "$dir/go" "$dir/held"
	"$here/tests/system/hold-reader" <"$dir/go" >"$dir/held" &
	holder=$!
	exec 8>"$dir/go"
	read -r word <"$dir/held" && [ "$word" = held ] || fail "the reader can't be held"
	sees 4 reader-busy -- work card show
	sees 4 reader-busy -- pin sign=MADO1234 work card show
	exec 8>&-
	wait $holder || fail "the holder"
	sees 0 '"sign":' -- work card show --json
	says "a reader that is held is called busy"
}

# Of another name, hung, gone, and there again.
daemon() {
	sees 4 'reader-unknown' 'Virtual PCD 00 00' -- work --reader Nope card show
	kill -STOP "$PCSCD_PID"
	sees 4 pcsc-silent -- work card list
	sees 4 pcsc-silent -- work card show
	kill -KILL "$PCSCD_PID"
	sees 4 pcsc- -- work card list
	kill -USR1 "$WITH_CARD_PID"
	while kill -0 "$PCSCD_PID" 2>/dev/null; do :; done	# the old one's port takes a card as long as it lives
	until tell 'insert plain' && [ "$told" = inserted ]; do :; done
	until work card show >/dev/null; do :; done
	sees 0 '"sign":.*"tries":5.*"auth":.*"tries":3' -- work card show --json
	says "a hung pcscd is a failure, a new one goes on"
}

# The screens, at work: all four PINs are changed and verified, and what isn't typed isn't sent.
screens() {
	[ -x "$here/tests/screens/real-card" ] || { says "skipped: libvterm is missing; ./bootstrap --tests installs it"; exit 77; }
	"$here/tests/screens/real-card" pcsc || fail "the screens"
	says "on the screens all four PINs are changed and verified"
}

case ${1:-} in
screens)
	screens
	exit 0
	;;
show)
	shift
	dir=$HOME
	printf '[madoguchi]\nprofile = national\nwire = pcsc\n' >"$dir/work.ini"
	status=$1
	shift
	sees "$status" "$@" -- work card show --json
	exit 0
	;;
inside)
	dir=$HOME
	printf '[madoguchi]\nprofile = national\nwire = pcsc\n' >"$dir/work.ini"
	pins
	refused_in_practice
	held
	daemon
	exit 0
	;;
esac
shown_all
(MADOGUCHI_CARD=$here/tests/system/other-card "$here/tests/system/with-card" plain sh "$0" screens) || exit $?
MADOGUCHI_CARD=$here/tests/system/other-card exec "$here/tests/system/with-card" plain sh "$0" inside

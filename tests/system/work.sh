# Work, not practice, through pcscd: keys from a file of one's own, refused where they may not be used, and a card that is
# written to with them, judged by OpenSC; its copy is refused.
. "${top_srcdir:-.}/tests/system/judge.sh"
: "${MADOGUCHI_DATADIR:=$(cd "${top_srcdir:-.}" && pwd)/config}"
export MADOGUCHI_DATADIR

ctl() { "$here/madoguchictl" --config "$XDG_STATE_HOME/work.ini" "$@"; }
born=1990-01-15		# of work-card's holder
configure() { # configure LINE...: the settings
	printf '%s\n' '[madoguchi]' 'profile = national' 'wire = pcsc' 'ca = madoguchi' 'card-work = here' "$@" >"$XDG_STATE_HOME/work.ini"
}
keys() { # keys FILE: new ones
	(umask 077 && for k in enc mac dek; do echo "$k = $(openssl rand -hex 32)"; done >"$1")
}
refused() { # refused STATUS CODE: the card work is, and the card is as it was
	printf 'sign=MADO1234\nauth=1234\nassist=3456\n' | ctl perform "$n" --pin-fd 0 >"$dir/out" 2>&1 && fail "$2: the card was written to"
	rc=$?
	[ $rc -eq "$1" ] && grep -q "\[$2\]" "$dir/out" || fail "$rc, not $1 [$2]: $(cat "$dir/out")"
	[ "$(tries auth)" = 3 ] && [ "$(tries sign)" = 5 ] || fail "$2: a try was spent"
	! grep -rq "$(sed -n 's/^enc = //p' "$key")" "$XDG_STATE_HOME" "$XDG_DATA_HOME" || fail "$2: a key was written down"
}

if [ "${1:-}" != inside ]; then
	outer=$(mktemp -d)
	keys "$outer/keys"
	"$here/tests/system/work-card" "$outer/keys" "$outer/card" && cp "$outer/card" "$outer/copy" || exit 1
	WORK=$outer; export WORK
	status=0
	(beside_card "$outer/card" sh "$0" inside) || status=$?
	rm -rf "$outer"
	exit $status
fi

dir=$XDG_STATE_HOME key=$WORK/keys
configure
n=$(expires=none; ask procedure=issue certificates=sign,auth reason=first sign-pin=known auth-pin=known)
refused 3 channel-keys
configure "card-keys = $key"
chmod 640 "$key"
refused 3 key-file
grep -q "$key" "$dir/out" || fail "the file is not named: $(cat "$dir/out")"
chmod 600 "$key"
key=$WORK/other
keys "$key"
configure "card-keys = $key"
refused 3 channel-keys
sed 's/= .*/= 404142434445464748494a4b4c4d4e4f/' "$key" >"$WORK/published"
chmod 600 "$WORK/published"
configure "card-keys = $WORK/published"
refused 3 keys-published
says "keys that may not be used are refused before a try is spent"

key=$WORK/keys
configure "card-keys = $key"
printf 'sign=MADO1234\nauth=1234\nassist=3456\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "issuing"
judge MADO1234 1234
! grep -rq "$(sed -n 's/^enc = //p' "$key")" "$XDG_STATE_HOME" "$XDG_DATA_HOME" || fail "a key was written down"
says "issued at work: OpenSC reads and signs"

# The card as it was before: every counter it can give was seen.
eval "echo 'insert $WORK/copy' >&$CARD_IN"
until [ "$(ctl card show --json 2>/dev/null | grep -c '"present":true')" = 0 ] && ctl card show >/dev/null 2>&1; do :; done
n=$(expires=none; ask procedure=issue certificates=sign,auth reason=first sign-pin=known auth-pin=known)
refused 5 card-replay
says "a copy of the card is refused"

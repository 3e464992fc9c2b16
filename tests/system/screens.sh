# The renewal typed into the real screens through pcscd and judged by OpenSC; then card, daemon and both come and go. Then
# a renewal from which the card is pulled, and that is made after all; and a proxy's two visits.
. "${top_srcdir:-.}/tests/system/judge.sh"

if [ "${1:-}" != inside ]; then
	[ -x "$here/tests/system/screens" ] || { echo "skipped: libvterm is missing; ./bootstrap --tests installs it"; exit 77; }
	at=2026-11-20T10:31 # COUNTER_AT: the card is made on the day that the screens are told
	scratch=$(mktemp -d)
	trap 'rm -rf "$scratch"' EXIT
	export MADOGUCHI_CARD="$here/madoguchi-card"
	for part in renewed pulled proxy; do # each with a card about to expire
		export XDG_DATA_HOME="$scratch/$part/data" XDG_STATE_HOME="$scratch/$part/state"
		mkdir -p "$XDG_DATA_HOME" "$XDG_STATE_HOME"
		"$here/madoguchictl" --training --at 2026-11-06 ca show >/dev/null # there before the proxy's first visit
		"$here/madoguchictl" --training --at $at --card about-to-expire card show >/dev/null
		"$here/tests/system/with-card" about-to-expire sh "$0" inside $part || exit $?
	done
	exit 0
fi
if [ "$2" = pulled ]; then
	"$here/tests/system/screens" pulled
	judge MADO1234 1234
	says "pulled and renewed after all: OpenSC reads and signs with the new certificates"
	exit 0
fi
if [ "$2" = proxy ]; then
	"$here/tests/screens/life" pcsc
	judge MADO1234 1234
	says "two visits of a proxy on the screens: OpenSC reads and signs with the new certificates"
	exit 0
fi
"$here/tests/system/screens"
judge MADO1234 1234
says "renewed on the screens: OpenSC reads and signs with the new certificates"
"$here/tests/system/screens" troubles

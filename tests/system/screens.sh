# The renewal typed into the real screens through pcscd and judged by OpenSC; then card, daemon and both come and go.
. "${top_srcdir:-.}/tests/system/judge.sh"

if [ "${1:-}" != inside ]; then
	[ -x "$here/tests/system/screens" ] || { echo "skipped: libvterm is missing; ./bootstrap --tests installs it"; exit 77; }
	at=2026-11-20T10:31 # COUNTER_AT: the card is made on the day that the screens are told
	scratch=$(mktemp -d)
	trap 'rm -rf "$scratch"' EXIT
	mkdir -p "$scratch/data" "$scratch/state"
	export XDG_DATA_HOME="$scratch/data" XDG_STATE_HOME="$scratch/state" MADOGUCHI_CARD="$here/madoguchi-card"
	"$here/madoguchictl" --training --at $at --card about-to-expire card show >/dev/null
	"$here/tests/system/with-card" about-to-expire sh "$0" inside
	exit $?
fi
"$here/tests/system/screens"
judge MADO1234 1234
says "renewed on the screens: OpenSC reads and signs with the new certificates"
"$here/tests/system/screens" troubles

# card show beside OpenSC's reading of one certificate from the same card, in turns, each a whole process.
set -eu
here=$(cd "${top_builddir:-.}" && pwd)
command -v pkcs15-tool >/dev/null || { echo "skipped: pkcs15-tool is missing; ./bootstrap --tests installs it"; exit 77; }

if [ "${1:-}" != inside ]; then
	scratch=$(mktemp -d)
	trap 'rm -rf "$scratch"' EXIT
	mkdir -p "$scratch/data" "$scratch/state"
	MADOGUCHI_CARD=$here/madoguchi-card XDG_DATA_HOME=$scratch/data XDG_STATE_HOME=$scratch/state \
		"$here/tests/system/with-card" about-to-expire sh "$0" inside
	exit $?
fi

us() { # us COMMAND...: microseconds that it takes
	from=$(date +%s%N)
	"$@" >/dev/null 2>&1 || { echo "card-show: $1 failed" >&2; return 1; }
	echo $((($(date +%s%N) - from) / 1000))
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

i=0
while [ $i -lt 25 ]; do
	us "$here/madoguchictl" --training --wire pcsc card show --json >>"$XDG_STATE_HOME/ours"
	us pkcs15-tool --read-certificate 1 >>"$XDG_STATE_HOME/theirs"
	i=$((i + 1))
done
ours=$(median <"$XDG_STATE_HOME/ours")
theirs=$(median <"$XDG_STATE_HOME/theirs")
awk -v a="$ours" -v b="$theirs" 'BEGIN {
	printf "card show %.1f ms, pkcs15-tool --read-certificate 1 %.1f ms, ratio %.2f (medians of 25, in turns)\n", a / 1e3, b / 1e3, a / b
}'

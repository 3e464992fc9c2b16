# The renewal in a real tmux and a real GNU screen, each with a socket in a folder of our own and no settings.
set -eu
test=$(cd "${top_builddir:-.}" && pwd)/tests/system/multiplexers
[ -x "$test" ] || { echo "skipped: libvterm is missing; ./bootstrap --tests installs it"; exit 77; }
for tool in tmux screen; do
	command -v $tool >/dev/null || { echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done

scratch=$(mktemp -d /tmp/madoguchi-multiplexers.XXXXXX)
stop() { # what a test that failed has left
	tmux -S "$scratch/tmux" kill-server || true
	SCREENDIR=$scratch/screen screen -X quit || true
	rm -rf "$scratch"
} >/dev/null 2>&1
trap stop EXIT
trap 'exit 1' HUP INT TERM
mkdir -m 700 "$scratch/screen"
"$test" "$scratch"

# For run.sh and room.sh: where copies are built ($work) and tests write ($scratch), both gone at the end with what still
# runs ($running), and which mutants are tried.
seed=${MUTANTS_SEED:-$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}
if [ -n "${MUTANTS_KEEP-}" ]; then
	work=$MUTANTS_KEEP
	mkdir -p "$work" || exit 1
else
	work=$(mktemp -d "${TMPDIR:-/tmp}/madoguchi-mutants.XXXXXX") || exit 1
fi
# Where the tests write: in memory, under a name so short that a socket's path has room for it.
[ -w /dev/shm ] && in=/dev/shm || in=/tmp
scratch=$(mktemp -d "$in/mm.XXXXXX") || exit 1
running=
clean_up() {
	# shellcheck disable=SC2086
	[ -z "$running" ] || kill $running 2>/dev/null
	rm -rf "$scratch"
	[ -n "${MUTANTS_KEEP-}" ] || rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

# sample ALL CHOSEN: of the lines of one file MUTANTS at random into the other, or all
sample() {
	if [ -n "${MUTANTS-}" ]; then
		awk -v seed="$seed" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' "$1" | sort -g | head -n "$MUTANTS" |
		    cut -f 2- >"$2"
		echo "a sample of $MUTANTS, seed $seed"
	else
		mv "$1" "$2"
	fi
}

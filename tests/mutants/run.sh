#!/bin/sh
# Makes each mutant of the tables in a copy of the tree and runs the tests that must notice it; README says more.
set -u
# shellcheck disable=SC3045
ulimit -c 0 2>/dev/null	# a test that aborts needs no picture of its memory
LC_ALL=C; export LC_ALL
make=${MAKE:-make}
src=$(cd "${top_srcdir:-.}" && pwd) || exit 1
# rows TREE DO [WHERE]: of the tables, or of the one that MUTANTS_ROWS names.
rows() {
	set -- "$1" "$2" "${3-}" ${MUTANTS_ROWS:-"$1"/tests/mutants/*.rows}
	tree=$1 what_to_do=$2 where=$3
	shift 3
	awk -v ROOT="$tree" -v DO="$what_to_do" -v WHERE="$where" -f "$tree/tests/mutants/rows.awk" "$@"
}

rows "$src" check >&2 || exit 1
. "$src/tests/mutants/place.sh"

# --- which rows, on how many lanes ---------------------------------------------------------------

rows "$src" list | grep -F -e "${MUTANTS_ONLY-}" >"$work/all" || { echo 'no row is like that'; exit 1; }
sample "$work/all" "$work/rows"
total=$(wc -l <"$work/rows")
lanes=${MUTANTS_LANES:-$(nproc)}
[ "$lanes" -le "$total" ] || lanes=$total

# --- a built copy for each lane ------------------------------------------------------------------

# What has to be built for a test to run.
built_for() {
	case $1 in
	tests/check-tables.sh) echo tests/rules/run ;;
	*.sh) echo madoguchictl madoguchi-page po/en/LC_MESSAGES/madoguchi.mo ;;
	*) echo "$1" ;;
	esac
}

cut -f 3 "$work/rows" | tr ';' '\n' | sort -u >"$work/commands"
targets=$(while read -r test rest; do built_for "$test"; done <"$work/commands" | tr ' ' '\n' | sort -u | tr '\n' ' ')
quietly() { "$@" >"$work/log" 2>&1 || { tail -n 30 "$work/log"; echo "failed: $*"; exit 1; }; }

# What is new or other in the tree goes into a copy that was kept.
refresh() {
	diff -rq "$work/fresh" "$1" | sed -n -e "s|^Files $work/fresh/\(.*\) and .* differ\$|\1|p" \
	    -e "s|^Only in $work/fresh: |./|p" -e "s|^Only in $work/fresh/\(.*\): |\1/|p" |
	    while read -r name; do cp -R "$work/fresh/$name" "$1/$name"; done
}

(cd "${top_builddir:-.}" && quietly "$make" -s distdir distdir="$work/fresh") || exit 1
if [ -f "$work/1/Makefile" ]; then
	refresh "$work/1"
else
	mv "$work/fresh" "$work/1"
fi
cd "$work/1" || exit 1
[ -f Makefile ] || quietly ./configure -q ${CC:+CC="$CC"} CFLAGS="${MUTANTS_CFLAGS:--O0} -w"
# shellcheck disable=SC2086
quietly "$make" -s -j"$(nproc)" $targets
lane=2
while [ "$lane" -le "$lanes" ]; do
	rm -rf "${work:?}/$lane"
	cp -Rp "$work/1" "$work/$lane"
	lane=$((lane + 1))
done
rm -rf "$work/fresh"

# --- running --------------------------------------------------------------------------------------

# run_test SECONDS COMMAND: in the lane's tree, up to the first check that fails (cmocka then aborts). A test that is stopped
# has noticed too. Nothing that it started or wrote is left.
run_test() {
	seconds=$1
	# shellcheck disable=SC2086
	set -- $2
	test=$1
	shift
	case $test in
	*.sh) set -- sh "./$test" "$@" ;;
	*) set -- "./$test" "$@" ;;
	esac
	where=$scratch/$lane_name
	rm -rf "$where"
	mkdir "$where"
	top_srcdir=. top_builddir=. MADOGUCHI_DATADIR=$PWD/config MADOGUCHI_LIBEXECDIR=$PWD TZ=UTC TMPDIR=$where \
	    MADOGUCHI_SCRATCH=$where CMOCKA_TEST_ABORT=1 timeout -k 5 "$seconds" "$@" </dev/null >test.log 2>&1 &
	pid=$!
	{ wait $pid; } 2>/dev/null	# by what it died is no news
	status=$?
	kill -KILL -- -$pid 2>/dev/null
	return $status
}

# As it stands each test passes; what it takes sets how long a mutant may take.
measure() {
	while read -r command; do
		begin=$(date +%s)
		run_test 600 "$command" || { tail -n 20 test.log; printf '\nERROR: fails without a mutant: %s\n' "$command"; }
		printf '%s\t%s\n' "$command" $((($(date +%s) - begin) * 5 + 30)) >>limits
	done
}

# A row: its file is changed, what its tests need is built, they run; then all is as before but for the library's date.
mutate() {
	place=$1 file=$2 commands=$3 what=$4
	object=${file%.c}.o
	cp -p "$file" kept.c
	cp -p "$object" kept.o
	rows . apply "$place" >mutant
	cp mutant "$file"
	verdict=LIVES
	printf '%s\n' "$commands" | tr ';' '\n' >todo
	while read -r command && [ "$verdict" = LIVES ]; do
		# shellcheck disable=SC2046
		if ! $make -s $(built_for "${command%% *}") >build.log 2>&1 </dev/null; then
			tail -n 5 build.log
			verdict="ERROR, isn't built"
		elif ! run_test "$(awk -F '\t' -v c="$command" '$1 == c { print $2 }' limits)" "$command"; then
			verdict="dead by $command"
		fi
	done <todo
	cp -p kept.c "$file"
	cp kept.o "$object"
	printf '%s: %s: %s: %s\n' "$verdict" "$place" "$file" "$what"
}

lane_of() { awk -v n="$1" -v of="$lanes" 'NR % of == n % of' "$2"; }

lane_runs() {
	cd "$work/$1" || exit 1
	lane_name=$1
	cp ../limits limits
	tab=$(printf '\t')
	lane_of "$1" ../rows | while IFS=$tab read -r place file commands what; do
		mutate "$place" "$file" "$commands" "$what"
	done | tee report
}

on_each_lane() {
	lane=1
	while [ "$lane" -le "$lanes" ]; do
		"$1" "$lane" &
		running="$running $!"
		lane=$((lane + 1))
	done
	wait
	running=
}

lane_measures() {
	cd "$work/$1" || exit 1
	lane_name=$1
	: >limits
	lane_of "$1" ../commands | measure | tee report
}

on_each_lane lane_measures
cat "$work"/*/limits >"$work/limits"
! grep -h '^ERROR' "$work"/*/report >/dev/null || exit 1
on_each_lane lane_runs
died=$(cat "$work"/*/report | grep -c '^dead by ')
echo "$died of $total mutants died"
[ "$died" -eq "$total" ] && [ "$total" -gt 0 ]

#!/bin/sh
# Every operator, answer and call of the rules, mistyped or left out: some thousands (README).
set -u
# shellcheck disable=SC3045
ulimit -c 0 2>/dev/null
LC_ALL=C; export LC_ALL
make=${MAKE:-make}
src=$(cd "${top_srcdir:-.}" && pwd) || exit 1
tab=$(printf '\t')
# Those that take less than a second, quickest first; behind them those that take seconds, where they look at the file.
units='answers calendar compared decision diagram diff-changes document facts facts-refused imply limits-profile
    next-visit own profile profile-letter profile-look reason stop tables validity'
quick=$(for unit in $units; do printf 'tests/unit/%s;' "$unit"; done)
quick="${quick}tests/mutants/tables.sh;tests/unit/mistakes mistakes-read;tests/unit/inherit inherit"
quick="$quick;tests/unit/inherit mistakes-heir"
shell='tests/cli/profile-test.sh;tests/cli/refusals.sh;tests/cli/profile-cases.sh;tests/cli/first-municipality.sh'
slow="tests/unit/rule;tests/unit/grid;tests/unit/mistakes mistakes-check;tests/unit/diff;tests/check-tables.sh;$shell"
slow_for() {
	case $1 in
	*/diff*|*/same.c) echo 'tests/unit/diff' ;;
	*/rule.c|*/condition-join.c) echo 'tests/unit/rule;tests/unit/mistakes mistakes-check;tests/unit/diff' ;;
	*/grid.c|*/diagram.c|*/ask.c|*/condition-ask.c|*/imply.c)
		echo 'tests/unit/rule;tests/unit/grid;tests/unit/mistakes mistakes-check;tests/check-tables.sh' ;;
	*/text.c|*/json.c|*/outcome.c|*/short.c|*/facts*|*/table*) echo "$shell" ;;
	*) echo 'tests/unit/mistakes mistakes-check;tests/unit/rule' ;;
	esac
}
. "$src/tests/mutants/place.sh"

# --- which ----------------------------------------------------------------------------------------

(cd "$src" && awk -f tests/mutants/room.awk core/rule/*.c) | grep -F -e "${MUTANTS_ONLY-}" >"$scratch/all" ||
	{ echo 'no mutant is like that'; exit 1; }
if [ -n "${MUTANTS_REST-}" ]; then
	awk -v ROOT="$src" -v DO=rest -v TOLD="$scratch/told" -f "$src/tests/mutants/room-lives.awk" "$src/tests/mutants/room.lives" \
	    "$scratch/all" >"$scratch/rest"
	echo "$(($(wc -l <"$scratch/all") - $(wc -l <"$scratch/rest"))) explained ones aren't tried"
	mv "$scratch/rest" "$scratch/all"
fi
: >>"$scratch/told"
sample "$scratch/all" "$scratch/rows"

# --- a built copy, in which the room is a library of its own --------------------------------------

quietly() { "$@" >"$work/log" 2>&1 || { tail -n 30 "$work/log"; echo "failed: $*"; exit 1; }; }

# What is new or other in the tree goes into a copy that was kept.
refresh() {
	diff -rq "$work/fresh" "$work/tree" | sed -n -e "s|^Files $work/fresh/\(.*\) and .* differ\$|\1|p" \
	    -e "s|^Only in $work/fresh: |./|p" -e "s|^Only in $work/fresh/\(.*\): |\1/|p" |
	    while read -r name; do rm -rf "$work/tree/$name"; cp -R "$work/fresh/$name" "$work/tree/$name"; done
	rm -rf "$work/fresh"
}

(cd "${top_builddir:-.}" && quietly "$make" -s distdir distdir="$work/fresh") || exit 1
if [ -f "$work/tree/Makefile" ]; then
	refresh
else
	mv "$work/fresh" "$work/tree"
fi
cd "$work/tree" || exit 1
cc=${CC:-cc} flags='-O2 -fPIC -w -D_DEFAULT_SOURCE -D_XOPEN_SOURCE=600'
[ -f Makefile ] || quietly ./configure -q CC="$cc" CFLAGS="$flags"
programs=tests/rules/run
for unit in $units mistakes inherit $([ -n "${MUTANTS_QUICK-}" ] || echo rule grid diff); do
	programs="$programs tests/unit/$unit"
done
command=madoguchictl page=madoguchi-page
[ -z "${MUTANTS_QUICK-}" ] || command='' page=''	# which the slow ones call
# The library before it lost the room.
[ ! -f whole.a ] || cp -p whole.a libcore.a
# shellcheck disable=SC2086
quietly "$make" -s -j"$(nproc)" libcore.a $page po/en/LC_MESSAGES/madoguchi.mo
cmp -s libcore.a whole.a || { cp -p libcore.a whole.a; touch again; }
rm -f libcore.a
# shellcheck disable=SC2046
ar cr libcore.a $(find core -name '*.o' ! -path 'core/rule/*') || exit 1
$cc -shared -o librule.so core/rule/*.o || exit 1
cp librule.so libwhole.so
# shellcheck disable=SC2086
quietly "$make" -s -j"$(nproc)" LDFLAGS="-Wl,--no-as-needed -L$PWD -lrule" $programs $command

# --- running --------------------------------------------------------------------------------------

# run_test LANE SECONDS TEST: with the lane's library, up to the first check that fails (cmocka then aborts). A test that is
# stopped has noticed too. Nothing that it started or wrote is left.
run_test() {
	lane=$1 seconds=$2
	# shellcheck disable=SC2086
	set -- ./$3
	case $1 in
	*.sh) set -- sh "$@" ;;
	esac
	rm -rf "$lane/tmp"
	mkdir "$lane/tmp"
	top_srcdir=. top_builddir=. MADOGUCHI_DATADIR=$PWD/config MADOGUCHI_LIBEXECDIR=$PWD TZ=UTC TMPDIR=$lane/tmp \
	    MADOGUCHI_SCRATCH=$lane/tmp CMOCKA_TEST_ABORT=1 LD_LIBRARY_PATH=$lane \
	    timeout -k 1 "$seconds" "$@" </dev/null >"$lane/log" 2>&1 &
	pid=$!
	{ wait $pid; } 2>/dev/null	# by what it died is no news
	status=$?
	kill -KILL -- -$pid 2>/dev/null
	return $status
}

# As it stands each test passes; the quickest will be first, and what it takes sets how long a mutant may take.
measure() {
	while read -r test; do
		begin=$(date +%s%N)
		run_test "$scratch/0" 600 "$test" ||
			{ tail -n 20 "$scratch/0/log"; echo "fails without a mutant: $test"; } >&2
		took=$((($(date +%s%N) - begin) / 1000000))
		printf '%s\t%s\t%s\n' "$took" "$test" $((took * 8 / 1000 + 3))
	done
}

# tests_for FILE LANE: the two that found mutants before, for of neighbours the same ones mostly do; the quick ones; then the
# file's own slow ones.
tests_for() {
	{
		cat "$2/found" "$work/quick"
		[ -n "${MUTANTS_QUICK-}" ] || slow_for "$1" | tr ';' '\n' | while read -r test; do
			grep -F "$tab$test$tab" "$work/slow"
		done
	} | awk '!seen[$0]++'
}

# has_found LANE TEST: it will be tried first, and its table begins with the text at which it failed.
has_found() {
	cat "$work/quick" "$work/slow" | grep -F "$tab$2$tab" | cat - "$1/found" | awk '!seen[$0]++' | head -n 2 >"$1/first"
	mv "$1/first" "$1/found"
	title=$(sed -n 's/^.*ERROR: \([^ ] .*\)/\1/p' "$1/log" | head -n 1)
	[ -n "$title" ] || return
	grep -lxF -e "$title" tests/unit/*.table | while read -r table; do
		awk -v RS= -v ORS='\n\n' -v title="$title" '
			index($0 "\n", title "\n") == 1 || index($0, "\n" title "\n") > 0 { print; next }
			{ rest[n++] = $0 }
			END { for (i = 0; i < n; i++) print rest[i] }' "$table" >"$1/table"
		mv "$1/table" "$table"
	done
}

# The line of the file that is being looked at, as room.lives would have it.
bare() { sed -n "${line}{s/^$tab*//;s/$tab/ /g;p;}" "$1"; }

lane_runs() {
	lane=$scratch/$1
	mkdir "$lane"
	awk -v n="$1" -v of="$lanes" 'NR % of == n % of' "$scratch/rows" >"$lane/rows"
	: >"$lane/found"
	# shellcheck disable=SC2034,SC2094
	while IFS=$tab read -r file line what becomes; do
		awk -F '\t' -v file="$file" -v at="$line" -v n="$((count += 1))" 'NR == FNR {
			if (FNR == n) { sub(/^[^\t]*\t[^\t]*\t[^\t]*\t/, ""); is = $0 }; next }
			FNR == at { print is; next } { print }' "$lane/rows" "$file" >"$lane/mutant.c"
		verdict=alive
		# shellcheck disable=SC2086
		if ! $cc $flags -O0 -fsanitize=bounds -fsanitize-undefined-trap-on-error -std=c11 -I. -Icore -c -o "$lane/mutant.o" "$lane/mutant.c" 2>"$lane/log"; then
			verdict='not C'
		else
			# Its own names go before those of the whole room.
			$cc -shared -Wl,--no-as-needed -o "$lane/librule.so" "$lane/mutant.o" -L. -lwhole -Wl,-rpath,"$PWD"
			tests_for "$file" "$lane" >"$lane/tests"
			while IFS=$tab read -r took test seconds; do
				run_test "$lane" "$seconds" "$test" && continue
				has_found "$lane" "$test"
				case $status in
				124|137) verdict="dead, for it hung in $test" ;;
				*) verdict="dead by $test" ;;
				esac
				break
			done <"$lane/tests"
		fi
		printf '%s\t%s:%s\t%s\t%s\t%s\n' "$verdict" "$file" "$line" "$what" "$(bare "$file")" "$(bare "$lane/mutant.c")"
	done <"$lane/rows"
}

mkdir "$scratch/0"
cp librule.so "$scratch/0/"
[ -s "$work/quick" ] || echo "$quick" | tr ';' '\n' | measure | sort -n >"$work/quick"
[ -n "${MUTANTS_QUICK-}" ] || [ -s "$work/slow" ] || echo "$slow" | tr ';' '\n' | measure >"$work/slow"
: >>"$work/slow"
cat "$work/quick" "$work/slow"
lanes=${MUTANTS_LANES:-$(nproc)}
rm -f "$work"/report*
lane=1
while [ "$lane" -le "$lanes" ]; do
	lane_runs "$lane" >"$work/report.$lane" &
	running="$running $!"
	lane=$((lane + 1))
done
wait
running=
cat "$scratch/told" "$work"/report.* >"$work/report"
cut -f 1 "$work/report" | sort | uniq -c | sort -rn
awk -v ROOT="$src" -v DO=report -f "$src/tests/mutants/room-lives.awk" "$src/tests/mutants/room.lives" "$work/report"

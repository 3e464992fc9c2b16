#!/bin/sh
# Fuzzes with each harness given, for FUZZ_SECONDS each, from the corpus in the tree. What crashes stays in tests/fuzz/found.
set -u
seconds=${FUZZ_SECONDS:-60}
if [ -z "${FUZZING-}" ]; then
	echo "skipped: configure with CC=clang --enable-fuzzing --enable-asan (./bootstrap --tests installs clang)"
	echo "SKIP: tests/fuzz/fuzz.sh"
	exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir -p "$top_builddir/tests/fuzz/found"
failed=0 passed=0
longest() { # longest HARNESS: bytes of an input that reaches beyond every limit of what it reads
	case $1 in
	ini | profile) echo 270000 ;;	# INI_FILE_MAX, and in it INI_ENTRIES_MAX
	page) echo 530000 ;;		# PAGE_BYTES_MAX
	csv | facts) echo 32768 ;;	# several of CSV_RECORD_MAX; FACTS_HELD_MAX documents
	extract) echo 1024 ;;		# its PAYLOAD_MAX, in each of ten fields
	*) echo 8192 ;;
	esac
}
fuzz_one() { # fuzz_one HARNESS: what it said stays in the work folder, with its status
	name=${1##*/}
	mkdir -p "$work/$name"
	"$top_builddir/$1" -max_total_time="$seconds" -max_len="$(longest "$name")" -timeout=10 -rss_limit_mb=1024 -verbosity=0 \
	    -print_final_stats=1 -artifact_prefix="$top_builddir/tests/fuzz/found/$name-" \
	    "$work/$name" "$top_srcdir/tests/fuzz/corpus/$name" >"$work/$name.out" 2>&1
	echo $? >"$work/$name.status"
}
# As many at once as there are processors.
at_once=$(nproc 2>/dev/null || echo 1) running=0
for t in "$@"; do
	fuzz_one "$t" &
	running=$((running + 1))
	[ $running -lt "$at_once" ] || { wait; running=0; }
done
wait
for t in "$@"; do
	name=${t##*/}
	if [ "$(cat "$work/$name.status")" = 0 ]; then
		passed=$((passed + 1))
		echo "PASS: $t $(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$name.out") inputs in $seconds s"
	else
		failed=$((failed + 1))
		cat "$work/$name.out"
		echo "FAIL: $t"
	fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]

#!/bin/sh
# Every fuzz harness goes through its corpus, also where the compiler can't fuzz.
set -u
fault=0
for t in $FUZZERS; do
	corpus=$top_srcdir/tests/fuzz/corpus/${t##*/}
	if [ -n "$FUZZING" ]; then
		"$top_builddir/$t" -runs=0 -verbosity=0 "$corpus"
	else
		"$top_builddir/$t" "$corpus"
	fi || { echo "$t fails on its corpus"; fault=1; }
done
exit $fault

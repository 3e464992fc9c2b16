#!/bin/sh
# Every operator, answer and call of the rules, mistyped or left out: some thousands, so a sample of them (README).
set -u
src=$(cd "${top_srcdir:-.}" && pwd) || exit 1
# The quickest first. A row's own unit test comes before them.
tests='tests/unit/rule tests/unit/decision tests/unit/profile tests/unit/imply tests/unit/facts tests/unit/document
    tests/unit/next-visit tests/unit/own tests/unit/stop tests/unit/diff-changes tests/unit/planted
    tests/check-tables.sh tests/unit/limits-profile tests/unit/diff tests/unit/grid tests/cli/profile-test.sh
    tests/cli/refusals.sh tests/cli/profile-cases.sh tests/cli/first-municipality.sh tests/cli/profile-new.sh'
MUTANTS_ROWS=$(mktemp) || exit 1
trap 'rm -f "$MUTANTS_ROWS"' EXIT
trap 'exit 1' HUP INT TERM
(cd "$src" && awk -v TESTS="$tests" -f tests/mutants/room.awk core/rule/*.c) >"$MUTANTS_ROWS" || exit 1
MUTANTS_CFLAGS=-O1	# the tables are long
export MUTANTS_ROWS MUTANTS_CFLAGS
sh "$src/tests/mutants/run.sh"

#!/bin/sh
# The pages fit the profiles: every section that tests/rules/pages names is there, cites the page's heading, and is used by the
# row named beside it; every section with a source is named (tests/rules/README).
set -u
LC_ALL=C; export LC_ALL
run=$(cd "${top_builddir:-.}" && pwd)/tests/rules/run
cd "${top_srcdir:-.}" || exit 1
hits=$(mktemp) || exit 1
trap 'rm -f "$hits"' EXIT
status=0
for page in tests/rules/pages/*.page; do
	name=$(basename "$page" .page)
	"$run" --hits "tests/rules/$name.table" >"$hits" || { cat "$hits"; exit 1; }
	awk -v NAME="$name" -f tests/rules/pages/check.awk "$hits" config/profiles/national.ini "config/profiles/$name.ini" \
	    "tests/rules/$name.table" "$page" || status=1
done
exit $status

#!/bin/sh
# HACKING, rule 2: no file has over 500 lines, the tests' no more than the programs'.
set -u
cd "${top_srcdir:-.}" || exit 1
files=$(find core forms tui cli tests \( -name '*.[ch]' -o -name '*.sh' -o -name '*.sql' \) ! -path core/store/schema.c)
[ -n "$files" ] || exit 1
fault=0
for file in $files; do
	lines=$(wc -l <"$file")
	[ "$lines" -le 500 ] || { echo "$file has $lines lines"; fault=1; }
done
exit $fault

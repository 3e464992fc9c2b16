#!/bin/sh
# Every screen is in the list of all screens, by which the manual, the golden screens and the tour are held to be whole.
set -u
cd "${top_srcdir:-.}" || exit 1
fault=0
for file in tui/screen/*.c tui/app/dialog.c; do
	[ "$file" = tui/screen/screens.c ] || grep -q '^\(static \)\{0,1\}const struct screen [a-z_]* = {$' "$file" || { echo "$file has no screen"; fault=1; }
done
screens=$(sed -n 's/^.*const struct screen \([a-z_]*\) = {$/\1/p' tui/*/*.c)
for screen in $screens; do
	grep -q "&$screen\\>" tui/screen/screens.c || { echo "$screen is not in tui/screen/screens.c"; fault=1; }
done
exit $fault

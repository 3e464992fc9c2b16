#!/bin/sh
# The house as it is built: rooms and rings (house.awk says how), from the object files and the includes.
#	house.sh facts		all of it
#	house.sh picture	HACKING's picture of the rooms, in the order in which they stand there
#	house.sh draw		the same, written into HACKING
set -u
src=${top_srcdir:-.} build=${top_builddir:-.}
tree='core forms cli tui'

# Only objects whose source is there: a folder that was built before may have others.
objects() {
	(cd "$build" && find $tree -name '*.o') | while read -r object; do
		case $object in
		*/madoguchi_page-*)
			source=${object%/*}/${object##*/madoguchi_page-} ;;
		*)
			source=$object ;;
		esac
		source=${source%.o}.c
		[ ! -f "$src/$source" ] && [ ! -f "$build/$source" ] || printf '%s\n' "$build/$object"
	done
}
facts() {
	{
		nm -A -P $(objects) || exit 1
		(cd "$src" && grep -rEo '#include "[^"]*/[^"]*"' $tree --include='*.[ch]')
	} | awk -v top="$build" -f "$src/tests/house.awk"
}
# From "Rooms, from the bottom up" to the next empty line: two blanks, the room, what it uses.
picture() {
	facts | awk '
		function short(room) { sub(/^(core|tui)\//, "", room); return room }
		FNR == NR && $1 == "room" { line[$2] = ""; for (i = 3; i <= NF; i++) line[$2] = line[$2] " " short($i) }
		FNR == NR { next }
		/^Rooms, from the bottom up/ { here = 1; next }
		here && NF == 0 { here = 0 }
		here && /^  [a-z]/ {
			known[$1] = 1
			if ($1 in line) printf("  %-18s%s\n", $1, line[$1])
		}
		END { for (r in line) if (!(r in known)) printf("  %-18s%s\n", r, line[r]) }
	' - "$src/HACKING" | sed 's/ *$//'
}
case ${1:-facts} in
facts)
	facts ;;
picture)
	picture ;;
draw)
	new=$(mktemp) && picture >"$new" && awk -v new="$new" '
		here && /^  [a-z]/ { next }
		here && NF == 0 { while ((getline line <new) > 0) print line; here = 0 }
		/^Rooms, from the bottom up/ { here = 1 }
		{ print }
	' "$src/HACKING" >"$new.HACKING" && cat "$new.HACKING" >"$src/HACKING"
	rm -f "$new" "$new.HACKING" ;;
esac

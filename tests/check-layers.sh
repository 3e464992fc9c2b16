#!/bin/sh
# Holds the rooms: HACKING's picture is that of the code, no room uses one below it, private headers stay in their room,
# no ring of files grows; card, issuer and store don't know each other; curses lives in tui, printing above core.
set -u
command -v nm >/dev/null || { echo "nm is missing (binutils)"; exit 77; }
top_srcdir=${top_srcdir:-.} top_builddir=${top_builddir:-.}
export top_srcdir top_builddir
fault=0
drawn=$(mktemp) facts=$(mktemp)
trap 'rm -f "$drawn" "$facts"' EXIT
[ -f "$top_builddir/core/base/buf.o" ] && [ -f "$top_builddir/tui/main.o" ] || { echo "run make first"; exit 1; }
sh "$top_srcdir/tests/house.sh" facts >"$facts" || exit 1

# The largest ring of files that call each other in a circle, by room. A limit only ever goes down.
cat >"$drawn" <<END
core/card 3
core/card/virtual 4
core/rule 3
forms 3
tui/app 5
tui/flow 2
tui/screen 3
END
grep '^ring' "$facts"
awk 'FNR == NR { limit[$1] = $2; next }
	$1 == "ring" && $3 > largest[$2] { largest[$2] = $3 }
	END {
		for (r in largest)
			if (largest[r] > limit[r]) { print "a ring has grown in " r ": " largest[r] " files"; bad = 1 }
		for (r in limit)
			if (limit[r] > largest[r] + 0) { print "write the limit of " r " down to " largest[r] + 0; bad = 1 }
		exit bad
	}' "$drawn" "$facts" || fault=1

sh "$top_srcdir/tests/house.sh" picture >"$drawn" || exit 1
sed -n '/^Rooms, from the bottom up/,/^$/p' "$top_srcdir/HACKING" | grep '^  [a-z]' | diff - "$drawn" || {
	echo 'HACKING draws the rooms otherwise than they are; make house draws them anew, if that is what you want'
	fault=1
}
awk '{
	name = $1
	sub(/^(core|tui)\//, "", name)
	above[name] = 1
	for (i = 2; i <= NF; i++)
		if (!($i in above)) { print $1 " uses " $i ", which stands below it"; bad = 1 }
	}
	END { exit bad }' "$drawn" || fault=1

cd "$top_srcdir" || exit 1
refuse() { # refuse WHY PATTERN FILES...
	why=$1 pattern=$2
	shift 2
	found=$(grep -nE "$pattern" "$@" /dev/null) && { printf '%s:\n%s\n' "$why" "$found"; fault=1; }
	return 0
}
all() { find "$@" -name '*.[ch]' 2>/dev/null | sort; }

for header in $(find core forms tui cli -name '*-private.h'); do
	room=${header%/*} name=${header#core/}
	refuse "$header is private to its room" "#include \"$name\"" $(all core forms tui cli | grep -v "^$room/[^/]*\$")
done
grep -n '#include "[^/"]*"' $(all core forms tui cli) | grep -v '"config.h"$' && { echo 'an include says its room'; fault=1; }
refuse 'curses outside tui' '#include <(n?curses|ncursesw)' $(all core forms cli)
refuse 'libcups outside forms/cups' '#include <cups/' \
	$(all core tui cli forms/pdf) $(find forms -maxdepth 1 -name '*.[ch]')
refuse 'pango, cairo and libqrencode outside forms/pdf' '#include <(pango|cairo|fontconfig|hb|qrencode)' \
	$(all core tui cli) $(find forms -maxdepth 1 -name '*.[ch]')
refuse 'core/rule is pure: it knows base only' '#include "(audit|card|case|desk|issuer|office|people|sql|store|upkeep)/' \
	$(all core/rule)
refuse 'core/card knows base only' '#include "(audit|case|desk|issuer|office|people|rule|sql|store|upkeep)/' $(all core/card)
refuse 'core/issuer knows base and sql only' '#include "(audit|card|case|desk|office|people|rule|store|upkeep)/' \
	$(all core/issuer)
refuse 'only core/desk sees card, issuer and store' '#include "card/' $(all core | grep -vE '^core/(card|desk)/')
refuse 'only core/desk and core/upkeep see issuer and store' '#include "issuer/' \
	$(all core | grep -vE '^core/(issuer|desk|upkeep)/')
refuse 'core prints' '(^|[^a-z_])((printf|puts|putchar|perror) *\(|fprintf *\( *std(out|err))' $(all core)
refuse 'core ends the program' '(^|[^a-z_])((exit|abort) *\(|errx? *\([^*])' $(all core)
refuse 'core reads the clock' '(^|[^a-z_])(time *\( *NULL|gettimeofday|localtime)' $(all core)
exit $fault

#!/bin/sh
# What each program loads: pango, cairo and the QR library in madoguchi-page alone, which knows no store, card or screen;
# CUPS in madoguchi-print alone, which draws nothing either; curses on the screens alone; libpq and libp11 nowhere, since
# they are loaded when they are asked for.
set -u
cd "${top_builddir:-.}" || exit 1
command -v readelf >/dev/null || { echo 'skipped: readelf is missing; ./bootstrap installs gcc, which needs it'; exit 77; }
fault=0
must_not() { # must_not PROGRAM PATTERN
	[ -x "$1" ] || { echo "$1 isn't built"; fault=1; return; }
	found=$(readelf -d "$1" | grep NEEDED | grep -E "$2") && { printf '%s loads\n%s\n' "$1" "$found"; fault=1; }
	return 0
}
paper='lib(pango|cairo|fontconfig|harfbuzz|freetype|qrencode|gobject|glib)'
for program in madoguchi madoguchictl madoguchi-card madoguchi-terminal; do
	must_not $program "$paper|lib(cups|gnutls|avahi)"
	must_not $program 'lib(pq|p11)\.'
done
[ ! -x madoguchi-print ] || must_not madoguchi-print "$paper|lib(ncurses|tinfo|sqlite|pq|pcsclite|crypto|iniparser)"
must_not madoguchictl 'lib(ncurses|tinfo)'
must_not madoguchi-card 'lib(ncurses|tinfo)'
must_not madoguchi-terminal 'lib(ncurses|tinfo)'
must_not madoguchi-page 'lib(ncurses|tinfo|sqlite|pq|pcsclite|crypto|iniparser)'
exit $fault

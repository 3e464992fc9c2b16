#!/bin/sh
# Tries are the applicant's: what sends a card a PIN stands in one place, and so does what opens a card for the desk.
set -u
cd "${top_srcdir:-.}" || exit 1
fault=0
only() { # only WHAT PATTERN FILES...: the files of core, forms, tui and cli that may hold it
	what=$1 pattern=$2
	shift 2
	found=$(grep -rlE "$pattern" --include='*.c' core forms tui cli | sort | tr '\n' ' ')
	[ "$found" = "$* " ] || { echo "$what: in $found, not in $*"; fault=1; }
}
only 'a command with a secret' '\.secret = true' core/card/perso/training/training.c core/card/reference.c
only 'VERIFY' 'INS_VERIFY|\.ins = 0x20' core/card/reference.c
only 'a try' '^[^*]*[^_]reference_verify\(' core/desk/try.c
only 'a try at the reader' '^[^*]*[^_]reference_verify_typed\(' core/desk/try.c
only 'a card opened' '[^_]card_open\(' core/desk/open.c
exit $fault

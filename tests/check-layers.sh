#!/bin/sh
# Holds the layers: tui and cli use forms and core, forms uses core, core uses itself only;
# card, issuer and store don't know each other; curses lives in tui, printing above core.
set -u
cd "${top_srcdir:-.}" || exit 1
fault=0
refuse() { # refuse WHY PATTERN FILES...
	why=$1 pattern=$2
	shift 2
	found=$(grep -nE "$pattern" "$@" /dev/null) && { printf '%s:\n%s\n' "$why" "$found"; fault=1; }
	return 0
}
all() { find "$@" -name '*.[ch]' 2>/dev/null | sort; }

refuse 'core includes a layer above it' '#include "(tui|cli|forms)/' $(all core)
refuse 'forms includes a layer above it' '#include "(tui|cli)/' $(all forms)
refuse 'cli includes the screens' '#include "tui/' $(all cli)
refuse 'curses outside tui' '#include <(n?curses|ncursesw)' $(all core forms cli)
refuse 'pango, cairo and libqrencode outside forms/pdf' '#include <(pango|cairo|fontconfig|hb|qrencode)' \
	$(all core tui cli) $(find forms -maxdepth 1 -name '*.[ch]')
refuse 'core/card knows issuer, store or desk' '#include "(\.\./)?(issuer|store|desk)/' $(all core/card)
refuse 'core/issuer knows card, store or desk' '#include "(\.\./)?(card|store|desk)/' $(all core/issuer)
refuse 'core/store knows card, issuer or desk' '#include "(\.\./)?(card|issuer|desk)/' $(all core/store)
refuse 'core/sql knows a room above it' '#include "(\.\./)?(card|issuer|store|desk)/' $(all core/sql)
refuse 'only core/desk sees all three' '#include "(card|issuer)/' $(find core -maxdepth 1 -name '*.[ch]')
refuse 'core prints' '(^|[^a-z_])((printf|puts|putchar|perror) *\(|fprintf *\( *std(out|err))' $(all core)
refuse 'core ends the program' '(^|[^a-z_])((exit|abort) *\(|errx? *\([^*])' $(all core)
refuse 'core reads the clock' '(^|[^a-z_])(time *\( *NULL|gettimeofday|localtime)' $(all core)
exit $fault

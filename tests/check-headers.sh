#!/bin/sh
# Every header compiles alone; those about libraries that the programs can be built without, where these are.
set -eu
cd "${top_srcdir:-.}"
fault=0
has() { # has HEADER CFLAGS...
	header=$1
	shift
	echo "#include <$header>" | ${CC:-cc} "$@" -fsyntax-only -x c - 2>/dev/null
}
lacking='^$'
has libpq-fe.h ${PGSQL_CFLAGS-} || lacking='core/store/(libpq|pgsql)-private.h'
has libp11.h ${P11_CFLAGS-} || lacking="$lacking|core/issuer/local/libp11-private.h"
for h in $(find core forms tui cli -name "*.h" | grep -vE "$lacking" | sort); do
	${CC:-cc} -std=c11 -D_GNU_SOURCE -fsyntax-only -Icore -I. ${PCSC_CFLAGS-} ${PGSQL_CFLAGS-} ${P11_CFLAGS-} ${PAPER_CFLAGS-} \
	    -x c -include "$h" /dev/null || { echo "$h does not compile alone"; fault=1; }
done
exit $fault

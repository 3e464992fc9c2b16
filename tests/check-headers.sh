#!/bin/sh
# Every header compiles alone.
set -eu
cd "${top_srcdir:-.}"
fault=0
for h in $(find core forms tui cli -name "*.h" | sort); do
	
	${CC:-cc} -std=c11 -D_GNU_SOURCE -fsyntax-only -Icore -I. ${PCSC_CFLAGS-} ${PAPER_CFLAGS-} -x c -include "$h" /dev/null || { echo "$h does not compile alone"; fault=1; }
done
exit $fault

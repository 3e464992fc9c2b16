#!/bin/sh
# Each sentence that the rules can say, of a file, a fact or a visit, is one that some test expects to be said.
set -u
cd "${top_srcdir:-.}" || exit 1
# The words of facts and outcomes have their English, and are looked at by check-words.sh.
# shellcheck disable=SC2046
LC_ALL=C exec awk -f tests/sentences.awk FROM=tests tests/unit/*.table tests/unit/*.c tests/cli/*.sh \
    FROM=rules $(echo core/rule/*.c | tr ' ' '\n' | grep -vx -e core/rule/facts-table.c -e core/rule/outcome.c)

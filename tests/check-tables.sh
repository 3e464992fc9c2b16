#!/bin/sh
# Every row of the decision tables, and every rule hit by one.
set -u
exec "$top_builddir/tests/rules/run" "$top_srcdir"/tests/rules/*.table

#!/bin/sh
# The tables of mutants fit the code: every old text stands in its file just once, every test that is named is there.
set -u
# shellcheck disable=SC2154
LC_ALL=C awk -v ROOT="$top_srcdir" -v DO=check -f "$top_srcdir/tests/mutants/room-lives.awk" \
    "$top_srcdir/tests/mutants/room.lives" || exit 1
LC_ALL=C exec awk -v ROOT="$top_srcdir" -v DO=check -f "$top_srcdir/tests/mutants/rows.awk" "$top_srcdir"/tests/mutants/*.rows

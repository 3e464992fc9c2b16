#!/bin/sh
# The worked example of madoguchi-profile(5), YOUR FIRST MUNICIPALITY, as it stands there: checked, tested and compared.
. "${top_srcdir:-.}/tests/cli/lib.sh"

# example NAME: what stands in the manual page behind the comment that names it.
example() {
	sed -n "/^\.\\\\\" $1\$/,/^\.Ed/p" "${top_srcdir:-.}/man/madoguchi-profile.5" | grep -v '^\.' | sed 's/^\\&//' >"$place/$1"
	[ -s "$place/$1" ] || wrong "the page has no $1"
}
example city.ini
example city.table

practice 0 profile check "$place/city.ini"
[ -z "$out" ] || wrong "the example isn't silent: $out"
practice 0 profile test "$place/city.ini" "$place/city.table"
[ "$(wc -l <"$place/out")" -eq 1 ] || wrong "rules without a row, or rows that are answered otherwise: $out"

# What it says of itself: looser for a proxy's papers, stricter for an old address, 200 yen more.
practice 0 profile diff --json national "$place/city.ini"
grep '"way":"looser"' "$place/out" | grep -q 'proxy:identity(A' || wrong "the proxy's papers are not looser: $out"
grep '"way":"stricter"' "$place/out" | grep -q '"to":{"rule":"refuse card-face-outdated"' || wrong 'the card face is missing'
grep -q '"to":{"rule":"fee again"' "$place/out" || wrong 'the fee is missing'
practice 0 profile diff --json "$place/city.ini" "$place/city.ini"
has '"groups":0,"changes":0'
practice 0 decide --profile "$place/city.ini" --unknown-is-no procedure=revoke visitor=self resident=yes card=valid
has '"outcome"'

# Its traps are traps: two spans of the same day.
sed 's/^hours = .*/hours = weekday 8:30-12:00, weekday 13:00-17:15/' "$place/city.ini" >"$place/noon.ini"
"$ctl" profile check "$place/noon.ini" >"$place/out" 2>&1
[ $? -eq 3 ] && grep -q 'lunch' "$place/out" || wrong "two spans of a day are taken: $(cat "$place/out")"
finish

#!/bin/sh
# What profile check says in English: of each kind of fault a sentence without a Japanese word, and its line.
. "${top_srcdir:-.}/tests/cli/lib.sh"

MADOGUCHI_LOCALEDIR=$(cd "${top_builddir:-.}" && pwd)/po
export MADOGUCHI_LOCALEDIR
head='[municipality]
name = x
inherit = national
source = x
'
# named SECTION...: it is told, in the file's own lines, with ASCII alone.
named() {
	printf '%s%s\n' "$head" "$1" >"$place/own.ini"
	"$ctl" --training --at "$at" --lang en profile check "$place/own.ini" >"$place/out" 2>&1
	[ $? -eq 3 ] || wrong "taken: $1"
	out=$(cat "$place/out")
	grep -q '/own.ini:[1-9][0-9]*: .' "$place/out" || wrong "nothing is told of: $1"
	! LC_ALL=C grep -q '[^ -~]' "$place/out" || wrong "not in English: $out"
}
lines='text = x
source = x'
named '[refuse card-expired]
off = yes'
named '[need pin-concealed]
off = yes'
named "[rule a]
when = age >= 0
outcome = consult
$lines"
named "[rule a]
when = visitor = procsy
outcome = consult
$lines"
named '[need card]
who = applicant'
named "[fee free]
yen = -1
$lines"
named '[inquiry]
mail = x'
named '[counter c]
label = x
hours = weekday 8:30-17:15
source = x'
named '[counter c]
label = x
hours = weekday 17:15-8:30
source = x'
named '[nothing]
x = y'
named '[validity]
birthdays = 6
source = x'
named "[refuse x-past]
when = visitor = proxy and procedure = revoke
until = 2020-01-01
$lines"

finish

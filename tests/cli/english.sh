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
named "[refuse under-15]
when = issuing and minor
$lines
[instead keep]
of = proceed
when = issuing and system = congested
outcome = keep
$lines
[pins without-pins]
off = yes
[define]
enclosed-one-visit = procedure = renew and reply = enclosed"
named '[nothing]
x = y'
named '[documents A]
pass = pass
passport = x
[class B]
also = passport
shows = name'
named '[validity]
birthdays = 6
source = x'
named "[refuse x-past]
when = visitor = proxy and procedure = revoke
until = 2020-01-01
$lines"

# A warning is told, and is no fault.
printf '%sdeparts = ward, mail\n' "$head" >"$place/stale.ini"
"$ctl" --training --at "$at" --lang en profile check "$place/stale.ini" >"$place/out" 2>&1 || wrong "a warning fails: $?"
grep -q 'stale.ini:5: note: .*: ward, mail$' "$place/out" || wrong "no warning: $(cat "$place/out")"

# What a fact or a row of a table is refused for.
refused() {
	"$ctl" --training --at "$at" --lang en decide "$@" >"$place/out" 2>&1
	[ $? -ne 0 ] || wrong "taken: $*"
	sed 's/書類 *$//; s/\. Documents:.*//; s/\. Counters:.*//' "$place/out" | LC_ALL=C grep -q '[^ -~]' && wrong "not in English: $(cat "$place/out")"
}
refused visitor=nobody
refused no-such=yes
refused born=yesterday
refused born=610124
refused at=today
refused at=2026-11-20T10:30 at=2026-11-20T10:31
refused visitor
refused visitor=self card=valid card=expired
refused doc=nobody:x
refused doc=proxy:
refused doc=proxy:x,colour=red
refused counter=nowhere
printf 'at=2026-11-20T10:31 visitor=self\n' >"$place/own.table"
"$ctl" --training --lang en profile test national "$place/own.table" >"$place/out" 2>&1
grep -q 'own.table:1: A line is written FACTS -> OUTCOME$' "$place/out" || wrong "not in English: $(cat "$place/out")"

# What each program and command is for.
for program in "$ctl" "${ctl%ctl}-card" "${ctl%ctl}-terminal" "${ctl%ctl}"; do
	"$program" --lang en --help >"$place/out" 2>&1
	grep -qi '^usage: ' "$place/out" || wrong "no help of $program: $(head -n 1 "$place/out")"
	! LC_ALL=C grep '[^ -~]' "$place/out" || wrong "not in English: $program"
done
finish

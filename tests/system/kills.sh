#!/bin/sh
# Whatever is killed has been done or hasn't: backups, restores, purges, lists of the CA and new keys of the audit log, each
# ${KILLS:-20} times, a little later in the work each time. Nothing that was told is lost, nothing is there twice, no number
# is given again, and nothing revoked is valid again. Then a restore at each call on the disk.
. "${top_srcdir:-.}/tests/cli/lib.sh"
times=${KILLS:-20}
turns=40
cases=6		# whose time has come, for purge

data=$XDG_DATA_HOME/madoguchi/training
given=$place/given
: >"$given"

# open: a case; its number in $n, and never one that was given before.
open() {
	practice 0 case open --json procedure=renew - <"$place/person"
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
	! grep -qxF "$n" "$given" || wrong "$n is given twice"
	echo "$n" >>"$given"
}

# killed ARGUMENTS...: after a part of the time that it takes here, another part in each turn. $died: whether it came to it.
killed() {
	part=$((took * (i * 7 % turns + 1) / (turns - 4)))
	timeout -s KILL "$((part / 1000000)).$(printf '%06d' $((part % 1000000)))" "$ctl" --training --at "$at" "$@" >"$place/killed" 2>&1
	died=$?
	[ $died -ne 137 ] || deaths=$((deaths + 1))
}

# timed ARGUMENTS...: how long it takes, in microseconds, in $took.
timed() {
	begun=$(date +%s%N)
	practice 0 "$@"
	took=$((($(date +%s%N) - begun) / 1000 + 1))
}

sound() {
	practice 0 store check
	practice 0 audit verify
	practice 0 ca list
	[ "$out" = "$book" ] || wrong "after kill $i the book has: $out"
	rm -rf "$data"/store.db.before-* "$data"/*.part-* "$place"/b[0-9]*
}

# listed: the number of the CA's list, which only grows.
listed() {
	number=$((0x$("$ctl" --training --at "$at" ca crl sign | openssl crl -noout -crlnumber | sed 's/.*=\(0x\)\{0,1\}//')))
	[ "$number" -gt "${last_list:-0}" ] || wrong "after kill $i list $number comes after ${last_list:-0}"
	last_list=$number
}

# whole_or_erased: each case that purge is about; how many of them are left in $left.
whole_or_erased() {
	left=0
	for n in $due; do
		"$ctl" --training --at "$at" case show "$n" >"$place/out" 2>"$place/err"
		[ $? -eq 0 ] || wrong "$n: $(cat "$place/err")"
		if grep -q '番号 花子' "$place/out"; then
			left=$((left + 1))
			! grep -q ' erased ' "$place/out" || wrong "$n is there in part: $(cat "$place/out")"
		else
			grep -q ' erased ' "$place/out" || wrong "$n is there in part: $(cat "$place/out")"
		fi
	done
}

command -v openssl >/dev/null || { echo 'skipped: openssl is missing; ./bootstrap --tests installs it'; exit 77; }
printf 'name=番号 花子\nkana=バンゴウ ハナコ\n' >"$place/person"
for card in about-to-expire both-locked; do practice 0 --card "$card" card show; done
due=
while [ "$(echo "$due" | wc -w)" -lt $cases ]; do
	open
	practice 0 case event "$n" withdrawn
	due="$due $n"
done
at=2040-05-01T10:30
practice 0 store backup "$place/older.db"
open
for card in foreign one-locked; do practice 0 --card "$card" card show; done
practice 0 ca list
book=$out
[ "$(wc -l <"$place/out")" -gt 3 ] || wrong "practice cards have too few certificates: $out"
timed store restore --older "$place/older.db"

deaths=0 i=0 seen=
while [ $i -lt "$times" ] && [ $faults -eq 0 ]; do
	i=$((i + 1))
	killed store backup "$place/b$i.db"
	[ ! -e "$place/b$i.db" ] || practice 0 store restore --older "$place/b$i.db"
	sound
	killed store restore --older "$place/older.db"
	sound
	open
done
restores=$deaths

timed purge --really --reason test-1
i=0
while [ $i -lt "$times" ] && [ $faults -eq 0 ]; do
	i=$((i + 1))
	practice 0 store restore --older "$place/older.db"
	killed purge --really --reason test-1
	whole_or_erased
	[ $died -ne 0 ] || [ $left -eq 0 ] || wrong "$left are left of what was told to be erased"
	sound
	seen="$seen $left"
done
purges=$((deaths - restores))

timed ca crl sign
i=0
while [ $i -lt "$times" ] && [ $faults -eq 0 ]; do
	i=$((i + 1))
	killed ca crl sign
	[ $died -ne 0 ] || last_list=$((0x$(openssl crl -in "$place/killed" -noout -crlnumber | sed 's/.*=\(0x\)\{0,1\}//')))
	listed
done
sound
lists=$((deaths - restores - purges))

timed audit rotate-key
i=0
while [ $i -lt "$times" ] && [ $faults -eq 0 ]; do
	i=$((i + 1))
	before=$("$ctl" --training --at "$at" audit key)
	killed audit rotate-key
	practice 0 audit key
	[ $died -ne 0 ] || [ "$out" != "$before" ] || wrong "a new key was told of, and the old one signs"
	open
	practice 0 audit verify
done
sound
keys=$((deaths - restores - purges - lists))

for n in $restores $purges $lists $keys; do [ "$n" -gt 0 ] || wrong "of one kind none was killed"; done
case $seen in *[1-$((cases - 1))]*) ;; *) echo "no purge was killed between two cases:$seen" ;; esac
echo "$deaths of $((5 * times)) killed: $restores backups and restores, $purges purges, $lists lists, $keys new keys"
KILL_EACH=1 "${top_builddir:-.}/tests/unit/backup-book" >"$place/out" 2>&1 || wrong "$(cat "$place/out")"
finish

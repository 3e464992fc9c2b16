#!/bin/sh
# Backups and restores killed at any moment, ${KILLS:-150} of each: the store is the one or the other, and sound; the CA's
# book has lost nothing, and nothing revoked is valid again. Then at each call on the disk.
. "${top_srcdir:-.}/tests/cli/lib.sh"
times=${KILLS:-150}

for card in about-to-expire both-locked; do practice 0 --card "$card" card show; done
practice 0 store backup "$place/older.db"
printf 'name=番号 花子\nkana=バンゴウ ハナコ\n' >"$place/person"
practice 0 case open procedure=renew - <"$place/person"
for card in foreign one-locked; do practice 0 --card "$card" card show; done
practice 0 ca list
book=$out
[ "$(wc -l <"$place/out")" -gt 3 ] || wrong "practice cards have too few certificates: $out"

# How long one takes here, in milliseconds: kills are spread over that.
begun=$(date +%s%N)
practice 0 store restore --older "$place/older.db"
took=$((($(date +%s%N) - begun) / 1000000 + 5))
rm -f "$XDG_DATA_HOME"/madoguchi/training/store.db.before-*

# killed NUMBER ARGUMENTS...: each comes a little later in the work than the one before, in turns of forty.
killed() {
	n=$((took * ($1 % 40 + 1) / 36))
	shift
	timeout -s KILL "$((n / 1000)).$(printf '%03d' $((n % 1000)))" "$ctl" --training --at "$at" "$@" >/dev/null 2>&1
	[ $? -ne 137 ] || deaths=$((deaths + 1))
}

sound() {
	practice 0 store check
	practice 0 ca list
	[ "$out" = "$book" ] || wrong "after kill $i the book has: $out"
	rm -rf "$XDG_DATA_HOME"/madoguchi/training/store.db.before-* "$XDG_DATA_HOME"/madoguchi/training/*.part-* \
	    "$place"/b[0-9]*
}

deaths=0 i=0
while [ $i -lt "$times" ] && [ $faults -eq 0 ]; do
	i=$((i + 1))
	killed $i store backup "$place/b$i.db"
	[ ! -e "$place/b$i.db" ] || practice 0 store restore --older "$place/b$i.db"
	sound
	killed $i store restore --older "$place/older.db"
	sound
done
[ "$deaths" -gt 0 ] || wrong "none was killed"
echo "$deaths of $((2 * times)) killed"
KILL_EACH=1 "${top_builddir:-.}/tests/unit/backup-book" >"$place/out" 2>&1 || wrong "$(cat "$place/out")"
finish

#!/bin/sh
# What was kept for its time is listed, and erased by an administrator's word: out of the store, its log of changes, and the
# folder of printed files; what is open, preserved or not due stays, and the audit log holds.
. "${top_srcdir:-.}/tests/cli/lib.sh"

own_store purge
me=$(id -un 2>/dev/null) || { echo 'skipped: this account has no name'; exit 77; }
data=$XDG_DATA_HOME/madoguchi/training
gone='番号 桜子' gone_kana='バンゴウ サクラコ'

# open NAME KANA: a case of that person, its number in $n.
open() {
	printf 'name=%s\nkana=%s\nborn=1986-01-20\naddress=東京都千代田区%s町\n' "$1" "$2" "$1" >"$place/person"
	practice 0 case open --json procedure=renew - <"$place/person"
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
}

# lacks TEXT: nothing under the office's data has these bytes; nor have the tables and indexes of a server that is ours.
lacks() {
	if [ -n "${PGSQL:-}" ] && [ -n "${PGDATA:-}" ]; then
		psql -q -c CHECKPOINT
		! grep -raqF -- "$1" "$PGDATA/base" || wrong "still there: $1 in $(grep -raFl -- "$1" "$PGDATA/base")"
	fi
	! grep -raqF -- "$1" "$data" || wrong "still there: $1 in $(grep -raFl -- "$1" "$data" | tr '\n' ' ')"
}

open "$gone" "$gone_kana"
first=$n
practice 0 case event "$first" noted --why "${gone}さんから電話"
practice 0 case show "$first"
practice 0 case show "$first"
practice 0 case event "$first" withdrawn --why "${gone}さんの申出"
open '見本 太郎' 'ミホン タロウ'
open=$n
open '見本 次郎' 'ミホン ジロウ'
preserved=$n
practice 1 case preserve "$preserved" appeal
says case-state
practice 0 case event "$preserved" withdrawn
practice 0 case preserve "$preserved" appeal
practice 2 case preserve "$preserved" because
case $err in *disclosure*) ;; *) wrong "which reasons there are: $err" ;; esac
practice 2 case preserve "$preserved" 123456789018
says individual-number
case $err in *123456789018*) wrong "a reason says an individual number back: $err" ;; esac
practice 1 case erase "$preserved"
says preserved
printf '氏名,生年月日,住所\n%s,1986-01-20,東京都\n' "$gone" >"$place/residents.csv"
practice 0 residents import "$place/residents.csv"
printf '氏名,生年月日,住所\n見本 太郎,1986-01-20,東京都\n' >"$place/residents.csv"
practice 0 residents import "$place/residents.csv"
mkdir "$data/papers"
for name in "$first-application.pdf" "$first-result.pdf.Ab12Cd" "$open-application.pdf" notes.txt; do
	echo "$name" >"$data/papers/$name"
done
echo "$gone" >>"$data/papers/$first-application.pdf"
[ -n "${PGSQL:-}" ] || practice 0 store backup "$place/backup.db"

# The year after the end is counted from April 1st; a file for printing goes when its case has ended.
at=2028-03-31T16:00
practice 0 purge
case $out in *"$first
"*) wrong "a day early: $out" ;; esac
has "$first-application.pdf"
at=2028-04-01T09:00
practice 0 purge --dry-run --json
has '"of":"case","kind":"withdrawn","years":1,"before":"2027-04-01","count":1,"first":"2026-11-20","last":"2026-11-20"'
has "\"numbers\":[\"$first\"]"
has "\"numbers\":[\"$first-application.pdf\"]"
has "\"numbers\":[\"$first-result.pdf.Ab12Cd\"]"
has '"erased":false,"cases":1,"files":2,"residents":0,"preserved":1,'
practice 0 case person "$first"
has "$gone"
practice 2 purge --really
practice 2 purge --reason x
practice 2 purge --really --reason '決裁 3'
practice 2 purge --really --reason 123456789018
says individual-number
practice 2 purge --really --dry-run --reason x

# Two administrators, where the settings say so; one alone can't, and what was proposed is this list.
printf '[madoguchi]\npurge-second = yes\n' >"$place/two.ini"
practice 1 --config "$place/two.ini" purge --really --reason ketsu-28-3
says purge-second
practice 1 --config "$place/two.ini" purge --really --reason ketsu-28-3
says purge-second
practice 0 case person "$first"
has "$gone"

practice 0 purge --really --reason ketsu-28-3 --json
has '"erased":true,"cases":1,"files":2,'
practice 0 case person "$first"
case $out in *"$gone"*) wrong "its person is still there: $out" ;; esac
[ -e "$data/papers/$open-application.pdf" ] && [ -e "$data/papers/notes.txt" ] || wrong 'a file of an open case is gone'
[ ! -e "$data/papers/$first-application.pdf" ] && [ ! -e "$data/papers/$first-result.pdf.Ab12Cd" ] ||
    wrong 'a printed file is still there'
for text in "$gone" "$gone_kana" '番号 桜子町' "${gone}さん"; do
	lacks "$text"
done
for number in "$open" "$preserved"; do
	practice 0 case person "$number"
	has '氏名	見本'
done
if [ -z "${PGSQL:-}" ]; then
	practice 0 purge --backups "$place"
	has "消した情報がまだある控え: $place/backup.db (受付 1 件"
	practice 2 purge --backups
fi

# Its destruction is on record, and nobody's name.
practice 0 audit list --json --event purged
has '"reason":"2027-04-01,case:withdrawn,1,2026-11-20,2026-11-20,ketsu-28-3"'
has '"reason":"2028-04-01,paper:application,1,2026-11-20,2026-11-20,ketsu-28-3"'
practice 0 audit list --json --event paper-erased
has "\"case\":\"$first\",\"reason\":\"application\""
practice 0 audit list --json --event case-erased
has "\"case\":\"$first\""
practice 0 audit verify
practice 0 store check
practice 0 purge --json
has '"cases":0,"files":0,'

# Preserved no longer, it goes too; of looks the log keeps who, when and what for.
practice 0 case preserve --end "$preserved"
practice 1 case preserve --end "$preserved"
says unchanged
at=2032-04-01T09:00
practice 0 audit lookups --often 2 --json
has '"lookup":"same-person","day":"2026-11-20"'
practice 0 purge --json
has '"of":"looks","kind":null,"years":5,"before":"2027-04-01"'
has "\"numbers\":[\"$preserved\"]"
practice 0 purge --really --reason ketsu-32-1
lacks '見本 次郎'
practice 0 audit list --json --event purged
has '"reason":"2027-04-01,looks,'
practice 0 audit list --event case-opened
practice 0 audit lookups --often 2 --json --from 2026-11-20
case $out in *same-person*) wrong "whose record it was can still be told: $out" ;; esac
practice 0 audit verify
practice 0 store check

# A case that is erased by itself takes its printed files along.
practice 0 case event "$open" withdrawn
practice 0 case erase "$open"
[ ! -e "$data/papers/$open-application.pdf" ] && [ -e "$data/papers/notes.txt" ] || wrong 'case erase left a printed file'
practice 0 audit list --json --event paper-erased --case "$open"
has '"reason":"application"'

# A file of periods with a fault erases nothing, and names the line.
cp "$MADOGUCHI_DATADIR/profiles/retention" "$place/periods"
printf '[madoguchi]\nretention = %s/periods\n' "$place" >"$place/own.ini"
practice 0 --config "$place/own.ini" purge
sed -i '/^\[case refused\]/,/^$/s/years = .*/years = 0/' "$place/periods"
practice 3 --config "$place/own.ini" purge
says retention
has "$place/periods:"
has '審査請求'
sed -i '/^\[case refused\]/,/^$/d' "$place/periods"
practice 3 --config "$place/own.ini" purge
has 'case refused'
finish

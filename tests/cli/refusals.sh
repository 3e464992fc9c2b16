#!/bin/sh
# What the command line refuses, each with its exit status and one line that says what to do.
. "${top_srcdir:-.}/tests/cli/lib.sh"

# Usage.
practice 2
says usage
practice 2 fly
says usage
practice 2 card
practice 2 card show --pin
says usage
practice 2 card show me
practice 2 case show
practice 2 case list --limit 0
practice 2 case list --state flying
practice 2 case list --from yesterday
says date
practice 2 --lang fr card list
practice 2 perform 26-000001-4 --pin-fd 0
says case-number
practice 2 case event 26-000001-3 flown
practice 2 --card nothing card show
practice 0 --help
has 'case open'
practice 0 --version
MADOGUCHI_LOCALEDIR=$(cd "${top_builddir:-.}" && pwd)/po practice 0 --lang en --help
has 'Usage: '
has 'Checks the chain and the signatures'

# Configuration and profile.
practice 3 --config "$place/none.ini" card list
says config
printf '[madoguchi]\nlang = fr\n' >"$place/bad.ini"
practice 3 --config "$place/bad.ini" card list
case $err in *bad.ini:2*) ;; *) wrong "the line isn't named: $err" ;; esac
practice 3 --profile atlantis case open procedure=renew
says profile-missing
case $err in *profiles/atlantis.ini*) ;; *) wrong "the file isn't named: $err" ;; esac
practice 3 --profile atlantis take-back 26-000001-3
says profile-missing
case $err in *profiles/atlantis.ini*) ;; *) wrong "the file isn't named: $err" ;; esac
printf '[municipality]\nname = x\nfly = 1\n' >"$place/bad.ini"
practice 3 --profile "$place/bad.ini" take-back 26-000001-3
says profile
case $err in *bad.ini:3:*) ;; *) wrong "the line isn't named: $err" ;; esac

# Practice and work apart.
"$ctl" --at 2026-11-20 card list >/dev/null 2>"$place/err"
[ $? -eq 2 ] && grep -q 'not-training' "$place/err" || wrong "--at at work"
"$ctl" --card expired card show >/dev/null 2>"$place/err"
[ $? -eq 2 ] && grep -q 'not-training' "$place/err" || wrong "--card at work"
practice 0 case list
"$ctl" --store "$place/data/madoguchi/training/store.db" case list >/dev/null 2>"$place/err"
[ $? -eq 3 ] && grep -q 'mode-mixed' "$place/err" || wrong "the practice store at work"

printf '[madoguchi]\ncard-keys = /etc/madoguchi/card-keys\n' >"$place/keys.ini"
practice 3 --config "$place/keys.ini" recover --list
says mode-mixed
practice 0 --config "$place/keys.ini" case list

# Facts.
practice 2 case open procedure=dance
says fact
practice 2 case open procedure=renew name=花子
practice 2 case open color=red
practice 2 case open procedure=renew born=2026-02-30
practice 2 case open procedure=renew born=2026-11-21	# tomorrow
says born-later
practice 2 decide procedure=renew born=2026-11-21
says born-later
practice 2 decide procedure=renew born=2026-11-20 at=2026-11-19T10:30
says born-later
practice 0 decide procedure=renew born=2026-11-21 at=2026-11-21T10:30
printf 'procedure=renew born=2026-11-21\n' >"$place/facts"
practice 2 decide --batch <"$place/facts"
says born-later
practice 2 case open
printf 'name=\377\n' | "$ctl" --training case open procedure=renew - >/dev/null 2>&1
[ $? -eq 2 ] || wrong "a name that isn't UTF-8"

# Cases: what is not allowed is refused and on record.
practice 1 case show 26-000001-3
says case-unknown
practice 0 case open --json --unknown-is-no procedure=renew visitor=self resident=no
has '"state":"refused"'
practice 1 case event 26-000001-3 approved
says case-state
practice 0 case open --json procedure=renew
has '"outcome":"ask"'
practice 1 case event 26-000002-1 approved
says case-state
practice 1 case event 26-000002-1 card-work-done
says case-state
practice 1 case event 26-000002-1 posted visitor=proxy
says case-state
practice 0 case show --json 26-000002-1
case $out in *visitor=proxy*) wrong "facts of a refused event were kept" ;; esac
practice 0 case event --why '後日来庁' 26-000002-1 noted
printf 'born=2026-12-00\n' >"$place/facts"
practice 2 case event 26-000002-1 corrected - <"$place/facts"
says born-later
practice 2 case person 26-000002-1 - <"$place/facts"
says born-later
practice 0 case event --json 26-000002-1 corrected visitor=self
practice 0 case event 26-000002-1 withdrawn
practice 1 case event 26-000002-1 approved
practice 0 case list --state withdrawn
has 26-000002-1
practice 0 case show --json 26-000002-1
has '"event":"noted","why":"後日来庁"'
has visitor=self
practice 1 recover 26-000009-6
says case-unknown
practice 1 recover 26-000002-1
says not-half-done
practice 1 recover --gone bench-2 26-000002-1
says not-half-done
practice 2 recover --gone bench-2 --list
practice 2 recover --gone bench-2
[ "$(sqlite3 "$place/data/madoguchi/training/store.db" "SELECT count(*) FROM audit WHERE event = 'refused'" 2>/dev/null || echo 6)" \
    -eq 6 ] || wrong "refusals aren't all on record"

# What is wrong is said once, with what would be right.
tells() { # tells WORDS...: the last refusal has them
	for words; do
		case $err in *"$words"*) ;; *) wrong "not told with $words: $err" ;; esac
	done
}
practice 2 decide x=y
tells '「x」という項目はありません。使える項目: at,'
practice 0 decide --text --unknown-is-no procedure=renew visitor=proxy
has 'この手続は受け付けられません。
手続は住民登録のある'
case $err in *知らない項目か*) wrong "told twice: $err" ;; esac
printf 'procedure=renew\0\n' >"$place/nul"
for command in 'decide -' 'case open -' 'case list -' 'residents find'; do
	"$ctl" --training $command <"$place/nul" >/dev/null 2>"$place/err"
	[ $? -eq 2 ] && grep -q '\[character\]$' "$place/err" || wrong "a NUL in $command: $(cat "$place/err")"
done
practice 2 report month 2026
tells 2026-11 '[month]'
practice 2 --card nosuch card show
tells nosuch 'card list' '[practice-card]'
practice 2 perform 26-000002-1 --pin-fd 99
tells 開かれていない '[usage]'
printf 'sgin=MADO1234\n' | "$ctl" --training perform 26-000002-1 --pin-fd 0 2>"$place/err"
grep -q 'sign=、auth=' "$place/err" || wrong "the lines aren't named: $(cat "$place/err")"
practice 2 print 26-000002-1 letter --out "$place/x.pdf"
tells 'letter: KIND inquiry receipt next-visit application mail-slip result terminal-slip abroad-use attorney pin-note fee-receipt'
practice 0 --card no-sign card show
grep -q ' $' "$place/out" && wrong "a blank at a line's end: $out"
at=2036-06-01T10:30
practice 0 ca list
at=2026-11-20T10:30
has 'expired	'

# Cards.
practice 4 card show
says card-none
practice 5 --card damaged card show
says card-damaged

# A store that is damaged, one that can't be opened, output that goes nowhere.
printf 'this is no database, but a letter of some length to whom it may concern' >"$place/letter"
practice 1 --store "$place/letter" case list
says store-corrupt
practice 1 --store "$place/no/such/folder/s.db" case list
says store-open
if [ -e /dev/full ]; then
	"$ctl" --training card list >/dev/full 2>"$place/err"
	[ $? -eq 1 ] && grep -q 'disk-full' "$place/err" || wrong "a full disk isn't told"
fi

# The audit, altered.
practice 0 audit verify
if command -v sqlite3 >/dev/null; then
	sqlite3 "$place/data/madoguchi/training/store.db" "DROP TRIGGER audit_is_not_changed;
	    UPDATE audit SET clerk = 'someone' WHERE line = 2"
	practice 1 audit verify --json
	says audit-broken
	has '"broken-at":2'
fi
finish

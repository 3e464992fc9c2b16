#!/bin/sh
# Kept cards: taken in while the national system is slow, worked through later, sent back. Corrections, mistakes, claims.
. "${top_srcdir:-.}/tests/cli/lib.sh"

own_store kept
card=about-to-expire
n=26-000001-3
facts='procedure=issue reason=moved visitor=self resident=yes card=valid card-face=current born=1986-01-20 sign-pin=known
    auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20'
kawaguchi() {
	status=$1
	shift
	practice "$status" --profile kawaguchi --card $card "$@"
}
work() { # work STATUS LINES
	mkfifo "$place/pipe" && { printf "$2" >"$place/pipe" & }
	kawaguchi "$1" --json perform $n --confirmed --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}
printf '%s\n' 'name=番号 花子' 'kana=バンゴウ ハナコ' "address=$(lives kawaguchi)" sex=female >"$place/person"

# Slow, but she would rather come again: nothing is kept. Then she agrees.
kawaguchi 0 card show
kawaguchi 0 case open --json --unknown-is-no $facts system=congested doc=applicant:マイナンバーカード - <"$place/person"
has '"outcome":"proceed"'
kawaguchi 1 case event $n kept
says case-state
kawaguchi 1 case event --way hand $n card-returned
says case-state
kawaguchi 0 case event --json --place '金庫2段目' $n kept keep-consent=yes
has '"state":"kept"'
has '"actions":["copy-documents","keep-card","return-card-by-mail"]'
kawaguchi 0 --json report kept
has '"list":"to-work","number":"'$n'","state":"kept"'
has '"system":"congested","place":"金庫2段目"'
kawaguchi 0 --json report morning
has '"list":"to-work"'

# Two days later it is worked through; a mistake on the way is taken back.
at=2026-11-24T13:00
kawaguchi 1 case event $n approved
says case-state
kawaguchi 0 case event --why 'ちがう受付' $n withdrawn
kawaguchi 0 --json report kept
has '"list":"to-return"'
kawaguchi 0 case event --json $n cancelled
has '"state":"kept"'
kawaguchi 0 case event --json $n approved system=up
has '"state":"approved"'
work 0 'sign=MADO1234\nauth=1234\nassist=1234\n'
has '"outcome":"done"'
kawaguchi 0 case event $n sheet-shredded
kawaguchi 0 --json report kept
has '"list":"to-return","number":"'$n'","state":"done"'

# Back by recipient-only mail, once.
at=2026-11-25T10:00
kawaguchi 2 case event --way mail $n card-returned
says mail-number
kawaguchi 2 case event --way pigeon $n card-returned
says usage
kawaguchi 2 case event --way mail --mail-number 123-45-67890-1-2-3-4-5-6-7 $n card-returned
kawaguchi 1 case event --way mail --mail-number 123-45-67890-1 --envelope 26-000002-1 $n card-returned
says paper-other
case $err in *envelope:26-000002-1*) ;; *) wrong "not told whose envelope: $err" ;; esac
kawaguchi 1 case event --way hand --read 26-000001-4 $n card-returned
says paper-unread
kawaguchi 1 case event --way hand --said no $n card-returned
says holder-said
kawaguchi 2 case event --said perhaps $n card-returned
says usage
kawaguchi 2 case event --read $n $n noted
says usage
kawaguchi 0 audit list --case $n
has 'paper-other,envelope:26-000002-1'
has 'holder-said'
kawaguchi 0 --json report kept
has '"list":"to-return","number":"'$n'"'
kawaguchi 0 case event --way mail --mail-number 123-45-67890-1 --read $n --envelope 1 $n card-returned
kawaguchi 1 case event --way hand $n card-returned
says case-state
kawaguchi 0 --json report kept
[ -z "$out" ] || wrong "still kept: $out"
kawaguchi 0 case show --json $n
has '"kept":{"since":"2026-11-20T10:30:00","system":"congested","place":"金庫2段目","worked":"2026-11-24T13:00:00"'
has '"returned":"2026-11-25T10:00:00","way":"mail","mail-number":"123-45-67890-1"}'
has '"event":"cancelled"'
kawaguchi 0 --json report day 2026-11-24
has '"card-work-done":1'
has '"withdrawn":1'
has '"done":{"issue":1,"renew":0'
kawaguchi 0 --json report month 2026-11
has '"opened":1'
has '"from":"2026-11-01","to":"2026-11-30"'
kawaguchi 2 report month November
says month
kawaguchi 0 report day

# A mistyped fact, one that isn't known after all, a document that wasn't shown: corrected, and on record.
n=26-000002-1
kawaguchi 0 case open --json --unknown-is-no $facts doc=applicant:マイナンバーカード doc=applicant:運転免許証,expires=2030-01-01 \
    - <"$place/person"
has '"state":"approved"'
kawaguchi 0 case event --json --forget auth-pin --back applicant:運転免許証 $n corrected card-expires=2032-02-20
has '"state":"received"'
has '"ask":["auth-pin"]'
kawaguchi 0 case show --json $n
has '"event":"fact-corrected","why":"card-expires: 2032-01-20 > 2032-02-20"'
has '"event":"fact-corrected","why":"auth-pin: known > -"'
has '"event":"fact-corrected","why":"-doc=applicant:運転免許証"'
case $out in *'"doc=applicant:運転免許証'*) wrong "the licence is still there: $out" ;; esac
kawaguchi 2 case event --forget colour $n corrected
kawaguchi 2 case event --back 運転免許証 $n corrected
printf '%s\n' 'name=番号 華子' >"$place/name"
kawaguchi 0 case event $n corrected auth-pin=known - <"$place/name"
kawaguchi 0 case show --json $n
has '"name":"番号 華子","kana":"バンゴウ ハナコ"'

# Refused by mistake: taken back the same day, not the next.
kawaguchi 0 case event $n refused
kawaguchi 0 case event --json $n cancelled
has '"state":"received"'
kawaguchi 0 case event $n refused
at=2026-11-26T09:00
kawaguchi 1 case event $n cancelled
says case-state
kawaguchi 0 case event --why '電話あり' $n noted
kawaguchi 1 case event $n cancelled
says case-state

# One clerk at a time.
n=26-000003-9
kawaguchi 0 case open --unknown-is-no $facts doc=applicant:マイナンバーカード - <"$place/person"
kawaguchi 0 case claim --json $n
has '"claimed-by":"'"$(id -un)"'"'
kawaguchi 0 case release $n
kawaguchi 0 case claim $n
if [ -z "$store_option" ] && command -v sqlite3 >/dev/null; then
	sqlite3 "$XDG_DATA_HOME/madoguchi/training/store.db" "UPDATE cases SET claimed_by = 'suzuki' WHERE number = '$n'"
	for command in "case claim $n" "case release $n" "case event $n withdrawn" "case event $n corrected reason=renamed"; do
		kawaguchi 1 $command
		says case-claimed
		case $err in *suzuki*) ;; *) wrong "not told who has it: $err" ;; esac
	done
	work 1 'sign=MADO1234\nauth=1234\nassist=1234\n'
	says case-claimed
	case $err in *suzuki*) ;; *) wrong "not told who has it: $err" ;; esac
	kawaguchi 0 case event --why '電話あり' $n noted
	kawaguchi 0 case event $n taken-over
	kawaguchi 0 case event $n withdrawn
fi
kawaguchi 0 audit verify
practice 0 store check
finish

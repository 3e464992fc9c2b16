#!/bin/sh
# PINs set anew through the command line: whose card it is comes first, and is on record.
. "${top_srcdir:-.}/tests/cli/lib.sh"

card=both-locked
open() { # open NAME BORN PINS: a case that may go to the card; its number is in $n
	printf 'name=%s\naddress=東京都千代田区見本町1-1\nsex=male\n' "$1" >"$place/person"
	practice 0 case open --json --unknown-is-no procedure=unlock pins="$3" visitor=self resident=yes card=valid \
	    card-face=current born="$2" sign-pin=locked auth-pin=locked doc=applicant:マイナンバーカード \
	    'doc=applicant:運転免許証,expires=2030-01-01,shows=name+birth+address' - <"$place/person"
	has '"state":"approved"'
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
}
unlock() { # unlock STATUS LINES ARGUMENTS...
	status=$1 lines=$2
	shift 2
	mkfifo "$place/pipe" && { printf "$lines" >"$place/pipe" & }
	practice "$status" --card $card perform "$n" --pin-fd 3 "$@" 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}

# Nobody has said whose card it is.
open '試験 次郎' 1955-02-20 sign,auth
unlock 2 'sign=MADO7263\nauth=7263\ncheck-b=30022020335505\n'
says holder-unconfirmed

# The card says that it is somebody else's.
open '試験 三郎' 1955-02-20 auth
unlock 5 'auth=7263\ncheck-b=30022020335505\n' --confirmed
says holder-other
case $err in *'(氏名、住所)'*) ;; *) wrong "what differs isn't named: $err" ;; esac
open '試験 次郎' 1955-02-21 auth
unlock 5 'auth=7263\nassist=1234\n' --confirmed
says holder-other
case $err in *'(生年月日、住所)'*) ;; *) wrong "what differs isn't named: $err" ;; esac
practice 0 case show --json "$n"
has '"event":"holder-refused","why":"holder-other"'
practice 0 audit list --event refused
has holder-other
practice 0 --card $card card show --json
has '"auth":{"present":true,"expires":"2028-02-20","tries":0'

# A 照合番号B that isn't one stays here; one that is wrong is told as what it is.
open '試験 次郎' 1955-02-20 sign,auth
unlock 2 'sign=MADO7263\nauth=7263\ncheck-b=3002202033550\n' --confirmed
says b-format
case $err in *照合番号B*) ;; *) wrong "not told as 照合番号B: $err" ;; esac
unlock 5 'sign=MADO7263\nauth=7263\ncheck-b=30022020335506\n' --confirmed
says b-wrong
case $err in *照合番号B*9*) ;; *) wrong "not told as 照合番号B: $err" ;; esac

# With the right one both are set; its face alone is nothing that opens the card.
unlock 0 'sign=mado7263\nauth=7263\ncheck-b=30022020335505\n' --confirmed
practice 0 case show --json "$n"
has '"event":"holder-confirmed","why":"card: name:otherwise,address:different"'
practice 0 --card $card card show --json
has '"auth":{"present":true,"expires":"2028-02-20","tries":3'
open '試験　次郎' 1955-02-20 juki,assist
unlock 2 'juki=7264\nassist=7265\n' --confirmed
says pin-missing
unlock 0 'juki=7264\nold-assist=1234\nassist=7265\n' --confirmed
open '試験　次郎' 1955-02-20 auth
unlock 0 'auth=7266\nassist=7265\n' --confirmed
practice 0 audit verify
finish

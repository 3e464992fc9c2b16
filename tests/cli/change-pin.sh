#!/bin/sh
# A PIN changed through the command line: a slip costs one try of that PIN, is named, and nothing beside it moves.
. "${top_srcdir:-.}/tests/cli/lib.sh"

card=about-to-expire
open() { # open PINS: a case that may go to the card; its number is in $n
	printf 'name=番号 花子\naddress=東京都千代田区霞が関2-1-2\nsex=female\n' >"$place/person"
	practice 0 case open --json --unknown-is-no procedure=change-pin pins="$1" visitor=self resident=yes card=valid \
	    card-face=current born=1986-01-20 sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 \
	    card-expires=2032-01-20 doc=applicant:マイナンバーカード doc=applicant:運転免許証 - <"$place/person"
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
}
change() { # change STATUS LINES ARGUMENTS...
	status=$1 lines=$2
	shift 2
	mkfifo "$place/pipe" && { printf "$lines" >"$place/pipe" & }
	practice "$status" --card $card perform "$n" --pin-fd 3 --confirmed "$@" 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}
tries() { # tries SIGN AUTH JUKI ASSIST COMMON: what the card has left
	practice 0 --card $card card show --all --json
	has "\"state\":\"needs-pin\""
	case $out in
	*'"tries":'$1,*'"tries":'$2,*'"juki":{"tries":'$3'}'*'"assist":{"tries":'$4'}'*'"juki-common":{"tries":'$5'}'*) ;;
	*) wrong "not $*: $out" ;;
	esac
}

open sign,auth,juki
new='assist=1234\nsign=MADO7263\nauth=7263\njuki=7264\n'
change 5 "$new"'old-sign=MADO1234\nold-auth=9999\nold-juki=1234\n'
says pin-wrong
case $err in *いまの利用者証明用電子証明書の暗証番号*2*) ;; *) wrong "not named: $err" ;; esac
tries 5 2 3 3 3

# The resident register's PIN is two references: a slip costs one try of one of them.
change 5 "$new"'old-sign=MADO1234\nold-auth=1234\nold-juki=9999\n'
says pin-wrong
case $err in *カード共通*2*) ;; *) wrong "not named: $err" ;; esac
tries 5 3 3 3 2

# The last try of each waits for its own word; what is right has all its tries again.
change 5 "$new"'old-sign=MADO1234\nold-auth=1234\nold-juki=9999\n'
change 5 "$new"'old-sign=MADO1234\nold-auth=1234\nold-juki=1234\n'
says pin-last-try
tries 5 3 3 3 1
change 0 "$new"'old-sign=MADO1234\nold-auth=1234\nold-juki=1234\n' --last-try
tries 5 3 3 3 3
finish

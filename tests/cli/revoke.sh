#!/bin/sh
# A revocation needs what the rules ask, and they ask no PIN: whoever has locked them all gets it as well.
. "${top_srcdir:-.}/tests/cli/lib.sh"

revoke() { # revoke CARD NAME BORN WHICH B: a case that may go to the card, and its card work; the number is in $n
	printf 'name=%s\naddress=東京都千代田区見本町1-1\nsex=male\n' "$2" >"$place/person"
	practice 0 case open --json --unknown-is-no procedure=revoke certificates="$4" reason=holder-request visitor=self \
	    resident=yes card=valid card-face=current born="$3" sign-pin=locked auth-pin=locked \
	    doc=applicant:マイナンバーカード - <"$place/person"
	has '"state":"approved"'
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
	mkfifo "$place/pipe" && { printf 'check-b=%s\n' "$5" >"$place/pipe" & }
	practice 0 --card "$1" perform "$n" --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}

revoke both-locked '試験 次郎' 1955-02-20 sign 30022020335505
practice 0 --card both-locked card show --json
has '"auth":{"present":true' && has '"sign":{"present":false'
practice 0 ca list --json
[ "$(grep -c '"sign".*"revoked"' "$place/out")" -eq 1 ] || wrong "the signature certificate: $out"
grep -q '"auth".*"revoked"' "$place/out" && wrong "the other one too: $out"

revoke both-locked '試験 次郎' 1955-02-20 auth 30022020335505
practice 0 --card both-locked card show --json
has '"auth":{"present":false' && has '"sign":{"present":false'
practice 0 ca list --json
[ "$(grep -c '"state":"revoked"' "$place/out")" -eq 2 ] || wrong "both are revoked: $out"
practice 0 case show --json "$n"
has '"state":"done"'
finish

# OpenSC as judge: after each procedure through pcscd it reads what the CA issued, byte for byte, signs with the new
# keys, and counts wrong PINs as we do, in both directions.
. "${top_srcdir:-.}/tests/system/judge.sh"

renew() {
	pkcs15-tool -D 2>/dev/null | grep -q 'JPKI' || fail "pkcs15-tool does not name the card"
	old=$(newest auth)
	n=$(ask procedure=renew certificates=sign,auth sign-pin=known auth-pin=known)
	printf 'sign=MADO1234\nauth=1234\nassist=1234\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "renewal"
	[ "$(newest auth)" != "$old" ] || fail "no new certificate"
	judge MADO1234 1234
	openssl crl -in "$dir/auth-crl.pem" -noout -text | tr -d ': \n' | grep -qi "$old" || fail "the old serial is not on the list"
	says "renewed: OpenSC reads and signs with the new certificates"
}

# A wrong PIN typed into OpenSC is counted by us, one typed here by OpenSC.
count() {
	pkcs15-tool --verify-pin --auth-id 1 --pin 9999 >/dev/null 2>&1 || true
	[ "$(tries auth)" = 2 ] || fail "OpenSC's wrong PIN: we count $(tries auth) tries left, not 2"
	n=$(ask procedure=change-pin pins=auth auth-pin=known)
	printf 'old-auth=8888\nauth=4321\nassist=1234\n' | ctl perform "$n" --pin-fd 0 >/dev/null 2>&1 && fail "a wrong PIN was taken"
	pkcs15-tool --list-pins 2>/dev/null | grep -A12 'User Authentication PIN' | grep -q 'Tries left *: 1' ||
		fail "OpenSC does not see the try that was spent here"
	pkcs15-tool --verify-pin --auth-id 1 --pin 1234 >/dev/null 2>&1 || fail "the right PIN"
	[ "$(tries auth)" = 3 ] || fail "the right PIN does not fill the counter"
	says "wrong PINs are counted on both sides"
}

# Locked by OpenSC's own wrong tries, the card is usable by OpenSC again after unlock.
unlock() {
	for pin in 9991 9992 9993; do pkcs15-tool --verify-pin --auth-id 1 --pin $pin >/dev/null 2>&1 || true; done
	[ "$(tries auth)" = 0 ] || fail "not locked"
	n=$(ask procedure=unlock pins=auth auth-pin=locked \
		doc=applicant:運転免許証,expires=2030-01-01,shows=name+birth+address)
	printf 'auth=5678\nassist=1234\n' | ctl perform "$n" --pin-fd 0 --confirmed >/dev/null || fail "unlock"
	judge MADO1234 5678
	says "unlocked: OpenSC signs with the new PIN"
}

change() {
	n=$(ask procedure=change-pin pins=sign sign-pin=known)
	printf 'old-sign=MADO1234\nsign=NEWPIN99\nassist=1234\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "change"
	judge NEWPIN99 5678
	says "changed: OpenSC signs with the new PIN"
}

# Revoked, the pairs leave the card; issued anew, OpenSC reads and signs again.
revoke_and_issue() {
	n=$(ask procedure=revoke certificates=sign,auth reason=holder-request sign-pin=known auth-pin=known)
	printf 'sign=NEWPIN99\nauth=5678\nassist=1234\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "revoke"
	pkcs15-tool --read-certificate 1 >/dev/null 2>&1 && fail "OpenSC still reads a revoked certificate"
	[ -z "$(newest auth)$(newest sign)" ] || fail "a certificate is still valid"
	n=$(expires=none; ask procedure=issue certificates=sign,auth reason=first sign-pin=known auth-pin=known)
	printf 'sign=NEWPIN99\nauth=5678\nassist=1234\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "issue"
	judge NEWPIN99 5678
	says "revoked and issued anew: OpenSC reads and signs"
}

[ "${1:-}" = inside ] || beside_card about-to-expire sh "$0" inside
renew
count
unlock
change
revoke_and_issue

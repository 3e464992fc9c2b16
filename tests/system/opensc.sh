# OpenSC as judge: after each procedure through pcscd it reads what the CA issued, byte for byte, signs with the new
# keys, and counts wrong PINs as we do, in both directions.
set -eu
here=$(cd "${top_builddir:-.}" && pwd)
for tool in pkcs15-tool pkcs11-tool opensc-tool openssl; do
	command -v $tool >/dev/null || { echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done
module=$(find /usr/lib -name opensc-pkcs11.so 2>/dev/null | head -n 1)
[ -n "$module" ] || { echo "skipped: opensc-pkcs11 is missing; ./bootstrap --tests installs it"; exit 77; }

ctl() { "$here/madoguchictl" --training --wire pcsc "$@"; }
# The person of the practice card; what isn't said is no.
ask() { # ask FACT...: opens a case that may go to the card at once, and prints its number
	opened=$(printf 'name=番号 花子\nsex=female\naddress=東京都千代田区見本町1-1\n' |
		ctl case open --json --unknown-is-no visitor=self resident=yes card=valid card-face=current born=1990-02-03 \
		card-expires=2032-01-20 sign-expires="${expires-2027-01-20}" auth-expires="${expires-2027-01-20}" \
		doc=applicant:マイナンバーカード "$@" -)
	case $opened in *'"state":"approved"'*) ;; *) echo "opensc: FAILED: $opened" >&2; return 1 ;; esac
	field "$opened" number
}
says() { echo "opensc: $*"; }
fail() { echo "opensc: FAILED: $*"; exit 1; }

# field JSON-LINE KEY: a string of a flat object
field() { printf '%s\n' "$1" | sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p"; }

# The serial of the newest valid certificate of a kind
newest() { ctl ca list | awk -F'\t' -v k="$1" '$1 == k && $3 == "valid" { s = $2 } END { print s }'; }

# OpenSC reads both certificates as the CA issued them, and each key signs what its certificate verifies.
judge() { # judge SIGN-PIN AUTH-PIN
	dir=$XDG_STATE_HOME
	ctl ca issued "$(newest auth)" >"$dir/auth.pem"
	ctl ca issued "$(newest sign)" >"$dir/sign.pem"
	pkcs15-tool --read-certificate 1 2>/dev/null >"$dir/auth.read"
	pkcs15-tool --read-certificate 2 --verify-pin --auth-id 2 --pin "$1" 2>/dev/null >"$dir/sign.read"
	for k in auth sign; do
		openssl x509 -in "$dir/$k.pem" -outform DER >"$dir/$k.issued"
		openssl x509 -in "$dir/$k.read" -outform DER >"$dir/$k.onit"
		cmp "$dir/$k.issued" "$dir/$k.onit" || fail "$k: not the certificate that the CA issued"
		openssl x509 -in "$dir/$k.pem" -noout -pubkey >"$dir/$k.pub"
	done
	echo "to be signed" >"$dir/text"
	sign 0 01 "$2" auth
	sign 1 02 "$1" sign
}
sign() { # sign SLOT ID PIN KIND
	pkcs11-tool --module "$module" --slot-index "$1" --login --pin "$3" --sign --id "$2" -m SHA256-RSA-PKCS \
		--input-file "$dir/text" --output-file "$dir/sig" >/dev/null 2>&1 || fail "$4: no signature"
	openssl dgst -sha256 -verify "$dir/$4.pub" -signature "$dir/sig" "$dir/text" >/dev/null || fail "$4: signature doesn't verify"
}

tries() { field_of=$(ctl card show --json); printf '%s\n' "$field_of" | sed -n "s/.*\"$1\":{[^}]*\"tries\":\([0-9]*\).*/\1/p"; }

renew() {
	pkcs15-tool -D 2>/dev/null | grep -q 'JPKI' || fail "pkcs15-tool does not name the card"
	old=$(newest auth)
	n=$(ask procedure=renew certificates=sign,auth sign-pin=known auth-pin=known)
	printf 'sign=MADO1234\nauth=1234\nassist=1234\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "renewal"
	[ "$(newest auth)" != "$old" ] || fail "no new certificate"
	judge MADO1234 1234
	says "renewed: OpenSC reads and signs with the new certificates"
}

# A wrong PIN typed into OpenSC is counted by us, one typed here by OpenSC.
count() {
	pkcs15-tool --verify-pin --auth-id 1 --pin 9999 >/dev/null 2>&1 || true
	[ "$(tries auth)" = 2 ] || fail "OpenSC's wrong PIN: we count $(tries auth) tries left, not 2"
	n=$(ask procedure=change-pin pins=auth auth-pin=known)
	printf 'old-auth=8888\nauth=4321\n' | ctl perform "$n" --pin-fd 0 >/dev/null 2>&1 && fail "a wrong PIN was taken"
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
	printf 'auth=5678\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "unlock"
	judge MADO1234 5678
	says "unlocked: OpenSC signs with the new PIN"
}

change() {
	n=$(ask procedure=change-pin pins=sign sign-pin=known)
	printf 'old-sign=MADO1234\nsign=NEWPIN99\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "change"
	judge NEWPIN99 5678
	says "changed: OpenSC signs with the new PIN"
}

# Revoked, the pairs leave the card; issued anew, OpenSC reads and signs again.
revoke_and_issue() {
	n=$(ask procedure=revoke certificates=sign,auth reason=holder-request sign-pin=known auth-pin=known)
	printf 'sign=NEWPIN99\nauth=5678\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "revoke"
	pkcs15-tool --read-certificate 1 >/dev/null 2>&1 && fail "OpenSC still reads a revoked certificate"
	[ -z "$(newest auth)$(newest sign)" ] || fail "a certificate is still valid"
	n=$(expires=none; ask procedure=issue certificates=sign,auth reason=first sign-pin=known auth-pin=known)
	printf 'sign=NEWPIN99\nauth=5678\n' | ctl perform "$n" --pin-fd 0 >/dev/null || fail "issue"
	judge NEWPIN99 5678
	says "revoked and issued anew: OpenSC reads and signs"
}

if [ "${1:-}" != inside ]; then
	scratch=$(mktemp -d)
	trap 'rm -rf "$scratch"' EXIT
	mkdir -p "$scratch/data" "$scratch/state"
	MADOGUCHI_CARD=$here/madoguchi-card XDG_DATA_HOME=$scratch/data XDG_STATE_HOME=$scratch/state \
		"$here/tests/system/with-card" about-to-expire sh "$0" inside
	exit $?
fi
renew
count
unlock
change
revoke_and_issue

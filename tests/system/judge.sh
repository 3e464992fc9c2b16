# For the tests through pcscd: madoguchictl on the card in the reader, and OpenSC as its judge.
set -eu
here=$(cd "${top_builddir:-.}" && pwd)
for tool in pkcs15-tool pkcs11-tool opensc-tool openssl certtool; do
	command -v $tool >/dev/null || { echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done
module=$(find /usr/lib -name opensc-pkcs11.so 2>/dev/null | head -n 1)
[ -n "$module" ] || { echo "skipped: opensc-pkcs11 is missing; ./bootstrap --tests installs it"; exit 77; }

ctl() { "$here/madoguchictl" --training --wire pcsc "$@"; }
# The birth date of the practice card's holder: two months on from today in Japan, 41 years back, clamped to the month.
born_of_card() {
	month=$(date -d "$(TZ=JST-9 date +%Y-%m-01) +2 months -41 years" +%Y-%m) day=$(TZ=JST-9 date +%d)
	last=$(date -d "$month-01 +1 month -1 day" +%d)
	[ "$day" -le "$last" ] || day=$last
	echo "$month-$day"
}

# The person of the practice card; what isn't said is no.
ask() { # ask FACT...: opens a case that may go to the card at once, and prints its number
	opened=$(printf 'name=番号 花子\nsex=female\naddress=東京都千代田区霞が関二丁目１番２号\n' |
		ctl case open --json --unknown-is-no visitor=self resident=yes card=valid card-face=current born="${born:-$(born_of_card)}" \
		card-expires=2032-01-20 sign-expires="${expires-2027-01-20}" auth-expires="${expires-2027-01-20}" \
		doc=applicant:マイナンバーカード "$@" -)
	case $opened in *'"state":"approved"'*) ;; *) echo "${0##*/}: FAILED: $opened" >&2; return 1 ;; esac
	field "$opened" number
}
says() { echo "${0##*/}: $*"; }
fail() { echo "${0##*/}: FAILED: $*"; exit 1; }

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
	for k in auth sign; do
		ctl ca cert $k >"$dir/$k-ca.pem"
		ctl ca crl $k >"$dir/$k-crl.pem"
		openssl verify -x509_strict -crl_check -CAfile "$dir/$k-ca.pem" -CRLfile "$dir/$k-crl.pem" "$dir/$k.pem" >/dev/null ||
			fail "$k: openssl refuses the certificate"
		certtool --verify --load-ca-certificate "$dir/$k-ca.pem" --load-crl "$dir/$k-crl.pem" --infile "$dir/$k.pem" \
			>/dev/null 2>&1 || fail "$k: certtool refuses the certificate"
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

# beside_card CARD COMMAND...: runs it beside a pcscd with that card, in a folder of its own, and exits with its status.
# city: where the card's holder lives.
beside_card() {
	scratch=$(mktemp -d)
	trap 'rm -rf "$scratch"' EXIT
	mkdir -p "$scratch/data" "$scratch/state"
	printf '#!/bin/sh\nexec "%s" %s "$@"\n' "$here/madoguchi-card" "${city:+--profile $city}" >"$scratch/card"
	chmod 700 "$scratch/card"
	MADOGUCHI_CARD=$scratch/card XDG_DATA_HOME=$scratch/data XDG_STATE_HOME=$scratch/state \
		"$here/tests/system/with-card" "$@"
	exit $?
}

# A card that isn't ours behind a real pcscd, at work, with certificates by GnuTLS: a renewal, a reset and a revocation are
# handed over to the authority's terminal and taken back, and what it did otherwise is named. No PIN is sent that wasn't typed.
set -u
here=$(cd "${top_builddir:-.}" && pwd) && src=$(cd "${top_srcdir:-.}" && pwd) || exit 1
: "${MADOGUCHI_DATADIR:=$src/config}"
export MADOGUCHI_DATADIR
command -v certtool >/dev/null || { echo 'skipped: certtool is missing; ./bootstrap --tests installs gnutls-bin'; exit 77; }
[ "${1:-}" = inside ] ||
	MADOGUCHI_CARD=$here/tests/system/other-card exec "$here/tests/system/with-card" plain sh "$0" inside

fail() { echo "${0##*/}: FAILED: $*"; exit 1; }
says() { echo "${0##*/}: $*"; }
work() { "$here/madoguchictl" --config "$HOME/work.ini" "$@" 2>&1; }
does() { # does WORD...: what the terminal does to the card
	eval "echo '$*' >&$CARD_IN" && eval "read -r told <&$CARD_OUT" && [ "$told" != failed ] || fail "the card: $*"
}
sees() { # sees STATUS PATTERN COMMAND...
	wanted=$1 pattern=$2
	shift 2
	said=$("$@")
	ended=$?
	[ $ended -eq "$wanted" ] || fail "$*: status $ended, not $wanted: $said"
	printf '%s\n' "$said" | grep -q -e "$pattern" || fail "$*: no $pattern in $said"
}
pin() { # pin LINE COMMAND...: with it on a pipe
	line=$1
	shift
	printf '%s\n' "$line" | "$@" --pin-fd 0
}
open() { # open FACT...: a case that may go to the card; $n is its number
	said=$(printf 'name=番号 花子\nsex=female\naddress=東京都千代田区霞が関1丁目1番1号\n' |
		work case open --json --unknown-is-no $visit "$@" -)
	case $said in *'"state":"approved"'*) ;; *) fail "$said" ;; esac
	n=$(printf '%s\n' "$said" | sed -n 's/.*"number":"\([^"]*\)".*/\1/p')
	sees 0 '"state":"handed-over"' work case event "$n" handed-over --json
}

printf '[madoguchi]\nprofile = national\nwire = pcsc\n' >"$HOME/work.ini"
today=$(TZ=Asia/Tokyo date +%F)
soon=$(TZ=Asia/Tokyo date -d '+60 days' +%F)
visit="visitor=self resident=yes card=valid card-face=current born=1990-01-15 card-expires=2032-01-15 sign-expires=$soon
	auth-expires=$soon auth-pin=known doc=applicant:マイナンバーカード
	doc=applicant:運転免許証,expires=2040-01-01,shows=name+birth+address"
renewal="procedure=renew reason=expiry sign-pin=known"
until=$(work decide --unknown-is-no $visit $renewal | sed -n 's/.*"expiry":{"sign":"[^"]*","auth":"\([^"]*\)".*/\1/p')
[ -n "$until" ] || fail "no last day"
mkdir "$HOME/ca" && sh "$src/tests/card/other-ca.sh" "$HOME/ca" "$today" "$until" || fail "certtool"
for kind in sign auth; do
	does ca $kind "$HOME/ca/ca-$kind.der"
	does cert $kind "$HOME/ca/$kind-old.der"
done
sees 0 '"issuer-checked":true' work card show --all --json

b=check-b=02011520321234
open $renewal
sees 1 at-terminal pin "$b" work perform "$n"
sees 1 '"code":"not-renewed"' pin "$b" work take-back "$n" --json
does cert auth "$HOME/ca/auth-stranger.der"
sees 1 '"code":"other-issuer"' work take-back "$n" --json
does cert auth "$HOME/ca/auth-new.der"
sees 1 '"code":"one-certificate"' pin sign=MADO1234 work take-back "$n" --json
does cert sign "$HOME/ca/sign-new.der"
sees 5 pin-wrong pin sign=MADO9999 work take-back "$n"
sees 0 "\"done\":true.*\"until\":\"$until\",\"wanted\":\"$until\"" pin sign=MADO1234 work take-back "$n" --json
sees 0 '"state":"valid"' work card show --all --json
says "renewed"

does tries sign 0
open procedure=unlock pins=sign sign-pin=locked
sees 1 '"code":"pin-locked"' pin "$b" work take-back "$n" --json
does tries sign 5
sees 0 '"done":true' work take-back "$n" --json
says "reset"

open procedure=revoke certificates=sign reason=holder-request sign-pin=known
sees 1 '"code":"still-there"' pin "$b" work take-back "$n" --json
does cert sign none
sees 0 '"done":true' work take-back "$n" --json
says "revoked"

does secrets
[ "$told" = 6 ] || fail "6 PINs were typed, $told sent"
work audit verify >/dev/null || fail "the audit log"
says "no PIN was sent that wasn't typed"

# The screens: sixteen ways in which the terminal did otherwise, each found and named.
[ -x "$here/tests/screens/otherwise" ] || { says "skipped: libvterm is missing; ./bootstrap --tests installs it"; exit 77; }
rm -rf "$HOME/.local" && CERTS=$HOME/ca "$here/tests/screens/otherwise" pcsc || fail "the screens"
says "on the screens what the terminal did otherwise is found and named"

#!/bin/sh
# The audit log's key on a PKCS#11 token: SoftHSM's, behind a module that writes down each call. It is made there, signs
# there, comes from a file and goes back to one, and each key vouches for the next; what goes wrong has words.
. "${top_srcdir:-.}/tests/cli/lib.sh"

softhsm=/usr/lib/softhsm/libsofthsm2.so
spy=$(find /usr/lib -name pkcs11-spy.so 2>/dev/null | head -n 1)
for tool in softhsm2-util pkcs11-tool openssl; do
	command -v $tool >/dev/null || { echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done
[ -e "$softhsm" ] && [ -n "$spy" ] || { echo 'skipped: SoftHSM or pkcs11-spy is missing; ./bootstrap --tests'; exit 77; }

# What a module leaks is its own, and is told by nobody's name.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

ini=$place/own.ini calls=$place/calls pin=$place/pin
data=$XDG_DATA_HOME/madoguchi/training key=$XDG_DATA_HOME/madoguchi/training/audit.key
setting() { # setting MODULE TOKEN PINFILE
	printf '[madoguchi]\naudit-module = %s\naudit-token = %s\naudit-pin-file = %s\naudit-anchors = %s\n' "$@" \
		"$place/anchors" >"$ini"
}
no_token() { printf '[madoguchi]\naudit-anchors = %s\n' "$place/anchors" >"$ini"; }
token() { # token STATUS ARGUMENTS...
	want=$1
	shift
	practice "$want" --config "$ini" "$@"
}
called() { grep -c "$1\$" "$calls"; }
write_pin() { (umask 077 && echo "$1" >"$pin.new") && mv "$pin.new" "$pin"; }
keys() { # how many private keys the token has
	pkcs11-tool --module "$softhsm" --token-label "$1" --login --pin 90210357 --list-objects --type privkey 2>/dev/null |
		grep -c 'Private Key Object'
}
line() { token 0 case list --json; }
is_public() { openssl pkey -pubin -in "$key" -noout 2>/dev/null; }
whole() { token 0 audit verify --anchors "$place/anchors"; }

export SOFTHSM2_CONF="$place/softhsm.conf" PKCS11SPY=$softhsm PKCS11SPY_OUTPUT="$calls"
mkdir "$place/tokens" && printf 'directories.tokendir = %s\nlog.level = ERROR\n' "$place/tokens" >"$SOFTHSM2_CONF"
for label in office other; do
	softhsm2-util --init-token --free --label $label --pin 90210357 --so-pin 48163275 >/dev/null || wrong "no token $label"
done
write_pin 90210357

# A log that begins with its key on a token: the file has the public one, and no private key is outside.
setting "$spy" office "$pin"
token 0 case open --json procedure=renew
is_public || wrong 'the file of the key has no public key'
[ "$(keys office)" -eq 1 ] || wrong "the token has $(keys office) keys"
pkcs11-tool --module "$softhsm" --token-label office --login --pin 90210357 --list-objects --type privkey >"$place/said" 2>&1
grep -q 'never extractable' "$place/said" || wrong "the key can be had: $(cat "$place/said")"
whole
token 0 audit key
openssl pkey -pubin -in "$key" -pubout >"$place/own.pem" && [ "$(cat "$place/out")" = "$(cat "$place/own.pem")" ] ||
	wrong 'audit key says another'
token 0 audit verify --key "$place/own.pem"
# The same person is known again: what that goes by is the same signature each time.
for again in 1 2 3 4 5; do echo '見本 花子' | token 0 residents find --purpose visitor; done
token 0 audit lookups --json
case $out in *'"lookup":"same-person"'*'"times":5'*) ;; *) wrong "looks at one person: $out" ;; esac

# From the token to a file and back, and from a token to the next key on it. What has signed its last is gone.
token 0 audit rotate-key --to file
is_public && wrong 'the key is not in the file'
[ "$(keys office)" -eq 0 ] || wrong 'the old key is on the token yet'
token 0 case open procedure=renew
whole
token 0 audit rotate-key
is_public || wrong 'the token of the settings is not the usual place'
whole
cp "$key" "$place/second.pem"
token 0 audit rotate-key --to token
[ "$(keys office)" -eq 1 ] || wrong "the token has $(keys office) keys"
token 0 case open procedure=renew
whole
token 0 store check
# The key of the token in between is trusted by who has only that, and what followed it is vouched for.
token 0 audit verify --key "$place/second.pem"

# Without the token nothing is written, and everything can be read.
cases() { token 0 case list --json; printf '%s\n' "$out" | grep -c number; }
before=$(cases)
no_token
token 3 case open procedure=renew
says audit-token
token 0 audit verify
token 3 audit rotate-key --to token
says audit-token
setting /usr/lib/nowhere.so office "$pin"
token 3 case open procedure=renew
says token-module
setting "$spy" nobodys "$pin"
token 2 case open procedure=renew
says token-missing
setting "$spy" other "$pin"
token 3 case open procedure=renew
says audit-token
chmod 640 "$pin"
setting "$spy" office "$pin"
token 3 case open procedure=renew
says token-pin-file
write_pin 11111111
: >"$calls"
for again in 1 2 3; do
	token 3 case open procedure=renew
	says token-pin
done
[ "$(called C_Login)" -eq 1 ] || wrong "a wrong PIN was sent $(called C_Login) times"
grep -rqE '11111111|90210357' "$XDG_DATA_HOME" && wrong 'a PIN stands in the data folder'
write_pin 90210357
[ "$(cases)" -eq "$before" ] || wrong 'something was written without the key'

# A token that is lost: a key that says so follows, and verify tells it.
setting "$spy" other "$pin"
token 3 audit rotate-key
token 0 audit rotate-key --lost
[ "$(keys other)" -eq 1 ] || wrong 'the new key is not on the new token'
token 0 case open procedure=renew
token 0 audit verify --json
case $out in *'"found":"key-replaced"'*) ;; *) wrong "a lost key is not told: $out" ;; esac

# Killed between the commit and the rename, the next start ends it, on the token as in a file.
cp "$key" "$place/before" && token 0 audit rotate-key && mv "$key" "$key.new" && cp "$place/before" "$key"
token 0 case open procedure=renew
is_public && [ ! -e "$key.new" ] || wrong 'a rotation that was killed is not ended'

# A file that pretends to be another key's is none.
openssl genpkey -algorithm ed25519 2>/dev/null | openssl pkey -pubout >"$place/foreign.pem"
chmod 600 "$place/foreign.pem" && cp -p "$key" "$place/true" && cp "$place/foreign.pem" "$key"
token 1 case open procedure=renew
says audit-key
cp "$place/true" "$key"
whole
finish

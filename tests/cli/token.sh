#!/bin/sh
# The CA's keys on a PKCS#11 token: SoftHSM's, behind a module that writes down each call. What is issued and listed is
# signed there; what goes wrong has words, and a PIN that was refused isn't sent a second time.
. "${top_srcdir:-.}/tests/cli/lib.sh"

softhsm=/usr/lib/softhsm/libsofthsm2.so
spy=$(find /usr/lib -name pkcs11-spy.so 2>/dev/null | head -n 1)
for tool in softhsm2-util pkcs11-tool openssl; do
	command -v $tool >/dev/null || { echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done
[ -e "$softhsm" ] && [ -n "$spy" ] || { echo 'skipped: SoftHSM or pkcs11-spy is missing; ./bootstrap --tests'; exit 77; }

# What a module leaks is its own, and is told by nobody's name once the module is unloaded.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

ini=$place/own.ini calls=$place/calls pin=$place/pin ca=$XDG_DATA_HOME/madoguchi/training/ca
setting() { # setting MODULE TOKEN PINFILE
	printf '[madoguchi]\nca-module = %s\nca-token = %s\nca-pin-file = %s\n' "$@" >"$ini"
}
token() { # token STATUS ARGUMENTS...
	want=$1
	shift
	practice "$want" --config "$ini" "$@"
}
tries() { grep -c 'C_Login$' "$calls"; }
write_pin() { (umask 077 && echo "$1" >"$pin.new") && mv "$pin.new" "$pin"; }
key() { # key TOKEN LABEL
	pkcs11-tool --module "$softhsm" --token-label "$1" --login --pin 90210357 --keypairgen --key-type rsa:2048 \
	    --label "$2" >"$place/made" 2>&1 || wrong "no key: $(cat "$place/made")"
}

export SOFTHSM2_CONF="$place/softhsm.conf" PKCS11SPY=$softhsm PKCS11SPY_OUTPUT="$calls"
mkdir "$place/tokens" && printf 'directories.tokendir = %s\nlog.level = ERROR\n' "$place/tokens" >"$SOFTHSM2_CONF"
write_pin 90210357
setting "$spy" office "$pin"
"$ctl" --training --config "$ini" ca show 2>&1 | grep -q token-lacking && {
	echo 'skipped: built where libp11 was not'
	exit 77
}
token 2 ca show
says token-missing
for label in office other; do
	softhsm2-util --init-token --free --label $label --pin 90210357 --so-pin 48163275 >/dev/null || wrong "no token $label"
done

# What isn't there, or can't be used: each has words, nothing is made, and the PIN goes nowhere.
setting /usr/lib/nowhere.so office "$pin"
token 3 ca show
says token-module
setting "$spy" office "$place/nowhere"
token 3 ca show
says token-pin-file
chmod 640 "$pin"
setting "$spy" office "$pin"
token 3 ca show
says token-pin-file
: >"$calls"
write_pin ''
token 3 ca show
says token-pin-file
[ "$(tries)" -eq 0 ] || wrong 'an empty PIN was sent'
write_pin 90210357
token 3 ca show
says token-key
[ ! -e "$ca/sign-key.der" ] || wrong 'a key was made in a file'

# A wrong PIN is sent once, however often a program starts, until the file is written anew.
write_pin 11111111
: >"$calls"
for again in 1 2 3; do
	token 3 ca show
	says token-pin
done
[ "$(tries)" -eq 1 ] || wrong "a wrong PIN was sent $(tries) times"
write_pin 22222222
token 3 ca show
[ "$(tries)" -eq 2 ] || wrong 'a PIN that was written anew was not tried'
grep -rq 11111111 "$ca" && wrong 'a PIN stands in the folder of the CA'
write_pin 90210357

# At work: certificates of practice cards and lists are the token's, and no key is in a file.
key office madoguchi-sign
key office madoguchi-auth
token 0 ca show
token 0 --card about-to-expire card show
token 0 ca cert auth
cp "$place/out" "$place/auth.pem"
token 0 ca crl auth
openssl crl -in "$place/out" -CAfile "$place/auth.pem" -noout >"$place/said" 2>&1
grep -q 'verify OK' "$place/said" || wrong "the list isn't of the CA: $(cat "$place/said")"
token 0 ca list
serial=$(awk '$1 == "auth" { print $2; exit }' "$place/out")
token 0 ca issued "$serial"
cp "$place/out" "$place/card.pem"
openssl verify -partial_chain -no_check_time -trusted "$place/auth.pem" "$place/card.pem" >"$place/said" 2>&1 ||
	wrong "the certificate isn't of the CA: $(cat "$place/said")"
token 0 store check
[ ! -e "$ca/sign-key.der" ] && [ ! -e "$ca/auth-key.der" ] || wrong 'a key is in a file'

# Another token's keys, and keys in files, are not this CA's.
key other madoguchi-sign
key other madoguchi-auth
setting "$spy" other "$pin"
token 3 ca show
says token-other
practice 3 ca show
says ca-keys
setting "$spy" office "$pin"
token 0 ca show
finish

#!/bin/sh
# The audit log through the command line: signed, anchored, verified elsewhere by its public key, its key changed.
. "${top_srcdir:-.}/tests/cli/lib.sh"

store=$place/data/madoguchi/training/store.db key=$place/data/madoguchi/training/audit.key
anchors=$place/anchors
printf '[madoguchi]\naudit-anchors = %s\n' "$anchors" >"$place/a.ini"
as() { # as STATUS ARGUMENTS...: with the anchors
	want=$1
	shift
	practice "$want" --config "$place/a.ini" "$@"
}
as 0 case open procedure=renew
as 0 audit verify --json --anchors "$anchors"
has '"whole":true,"lines":2,"broken-at":null,"signed-from":1,"signed-to":2,"anchored-to":2}'
[ "$(stat -c %a "$key")" = 600 ] || wrong "the key's mode is $(stat -c %a "$key")"
[ "$(wc -l <"$anchors")" -eq 2 ] || wrong "anchors: $(cat "$anchors")"
as 0 audit key
echo "$out" >"$place/first.pem"
as 0 audit rotate-key
as 0 case open procedure=renew
as 0 audit verify --key "$place/first.pem" --anchors - <"$anchors"

# A signature that another program verifies, by what madoguchi-audit(5) says.
tail -n 1 "$anchors" | {
	read -r mark one name line hash moment signature
	printf 'madoguchi audit head 1\n%s\n%s\n%s\n%s\n' "$name" "$line" "$hash" "$moment" >"$place/message"
	echo "$signature" | openssl base64 -d -A >"$place/signature"
	[ "$mark $one" = 'madoguchi-audit 1' ] || wrong "no anchor: $mark $one"
}
as 0 audit key
echo "$out" >"$place/now.pem"
openssl pkeyutl -verify -rawin -pubin -inkey "$place/now.pem" -in "$place/message" -sigfile "$place/signature" >/dev/null ||
    wrong 'openssl finds the signature wrong'

# An older copy is put back; somebody's own key is no use; a key that is gone stops work, in words.
if command -v sqlite3 >/dev/null; then
	cp "$store" "$place/older.db"
	as 0 case open procedure=renew
	cp "$place/older.db" "$store"
	as 1 case open procedure=renew
	says audit-broken
	as 1 audit verify --json --anchors "$anchors"
	has '{"found":"behind","fault":true,"line":5,"to":5}'
	MADOGUCHI_LOCALEDIR=$(dirname "$ctl")/po as 1 --lang en audit verify --anchors "$anchors"
	has "known to the anchors, but not here"
	as 1 case list
	says audit-broken
	as 0 audit list
	practice 0 audit verify # nothing in the store alone tells it
	sqlite3 "$store" "DROP TRIGGER audit_is_not_changed; UPDATE audit SET clerk = 'suzuki' WHERE line = 2"
	practice 1 audit verify --json
	has '{"found":"altered","fault":true,"line":2,"to":2}'
	says audit-broken
fi
mv "$key" "$place/key"
practice 1 case list
says audit-key
practice 1 audit rotate-key
says audit-key
practice 0 audit rotate-key --lost
practice 0 case list
practice 1 audit verify --key "$anchors"
says audit-key
practice 1 audit verify --anchors "$place/none"
says io

# A backup from before the key was changed, or whose key is gone with its machine, isn't lost with it.
own_store keys
if [ -z "$store_option" ]; then
	practice 0 case open procedure=renew
	practice 0 store backup "$place/before.db"
	practice 0 audit rotate-key
	practice 0 audit key
	now=$out
	practice 1 store restore --older "$place/before.db"
	says audit-key
	practice 0 store restore --older --lost "$place/before.db"
	practice 0 audit key
	[ "$out" = "$now" ] || wrong "the restored log isn't signed by the office's key"
	practice 0 audit verify --json
	has '"found":"key-replaced","fault":false'
	practice 0 case open procedure=renew
	practice 0 store check
	rm "$XDG_DATA_HOME"/madoguchi/training/store.db* "$XDG_DATA_HOME"/madoguchi/training/audit.key
	practice 1 store restore "$place/before.db"
	says audit-key
	practice 0 store restore --lost "$place/before.db"
	practice 0 audit verify
	practice 0 case open procedure=renew
	practice 0 store check
fi
finish

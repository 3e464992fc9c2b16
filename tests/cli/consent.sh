#!/bin/sh
# A name with characters that certificates lack: nothing is issued before the holder agreed to what stands for them; asked
# once, kept with the case, asked anew of another name; and three readers find substitutes and marks in the certificate.
. "${top_srcdir:-.}/tests/cli/lib.sh"

card=about-to-expire with="--card about-to-expire"
facts='procedure=renew visitor=self resident=yes card=valid card-face=outdated born=1986-01-20 sign-pin=known auth-pin=known
    sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード'
selector=$(printf '\363\240\204\200')	# U+E0100
private=$(printf '\356\200\200')	# U+E000
person() { # person NAME ADDRESS
	printf 'name=%s\nkana=%s\nsex=female\naddress=%s\npostcode=100-0013\n' "$1" 'バンゴウ ハナコ' "$2" >"$place/person"
}
record() { # record NAME ADDRESS: what the residents' record has of the case's person
	printf '氏名,フリガナ,性別,生年月日,郵便番号,住所\n%s,バンゴウ　ハナコ,女,1986-01-20,1000013,%s\n' "$1" "$2" >"$place/residents.csv"
	practice 0 residents import "$place/residents.csv"
	practice 0 residents find --json <"$place/text"
	practice 0 case person --confirmed --from-residents "$(sed -n 's/^{"id":\([0-9]*\).*/\1/p' "$place/out")" "$n"
}
echo バンゴウ >"$place/text"
open() { # open NAME ADDRESS: a case, its number in n
	person "$1" "$2"
	practice 0 case open --json --unknown-is-no $facts - <"$place/person"
	has '"outcome":"proceed"'
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
}
perform() { # perform STATUS
	mkfifo "$place/pipe" && { printf 'sign=MADO1234\nauth=1234\nassist=1234\n' >"$place/pipe" & }
	practice "$1" $with perform "$n" --confirmed --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}

# A whole name asks nothing.
practice 0 --card $card card show
open '番号 花子' '東京都千代田区霞が関1-1'
practice 0 case consent --json "$n"
has '"needed":false,"agreed":false,"characters":[]'
practice 1 case consent --agree "$n"
says unchanged

# 花 in another shape, 﨑 and a private character: no certificate before somebody was asked.
open "番号 花子" "東京都千代田区霞が関1-1"
record "番号 花${selector}子" "東京都千代田区霞﨑${private}1-1"
perform 1
says substitutes
practice 0 recover --list
[ -z "$out" ] || wrong "half done: $out"
practice 0 case consent "$n"
has "花${selector}	U+82B1 U+E0100	花	同意はまだ"
has '〓	U+E000	〓	同意はまだ'
practice 0 case consent --json "$n"
has '"needed":true,"agreed":false'
has '{"character":"﨑","codes":"U+FA11","substitute":"崎"}'
for bad in '番=蕃' '﨑=﨑' '﨑=さきさきさ' '﨑=［崎］' '﨑=(崎' '﨑=1' '﨑=' '﨑' 'U+FA1=崎' 'U+FA11x=崎'; do
	printf '%s\n' "$bad" >"$place/chosen"
	practice 2 case consent --agree "$n" - <"$place/chosen"
	says substitute
done
practice 0 case show --json "$n"
has '"event":"holder-confirmed","why":"card: name:otherwise,address:different"'	# the card was compared before
case $out in *cert-new*|*pin-set*) wrong "more was done than compared: $out" ;; esac
printf 'U+E000=外\n' >"$place/chosen"
for again in 1 2; do
	practice 0 case consent --agree "$n" - <"$place/chosen"
	has '〓	U+E000	外	同意あり'
done
practice 0 case person "$n"
has '証明書では: '
has '外1'
practice 0 case consent --json "$n"
has '"agreed":true'
has '"at":"2026-11-20T10:30:00"'
practice 0 case show "$n"
has 'substitutes-agreed'
keep=$n
[ "$(practice 0 --json audit list --limit 500; grep -c substitutes-agreed "$place/out")" -eq 1 ] || wrong "on record: $out"

# The card of somebody else isn't asked about substitutes.
open "渡辺 葵" "東京都千代田区霞が関1-1"
record "渡邉${selector}　葵" "東京都千代田区霞﨑1-1"
mkfifo "$place/pipe" && { printf 'sign=MADO1234\nauth=1234\nassist=1234\n' >"$place/pipe" & }
practice 5 $with perform "$n" --pin-fd 3 3<"$place/pipe"
wait
rm -f "$place/pipe"
says holder-other
n=$keep

# Another name: asked anew, with what was chosen proposed. A register's own 〓 stands for something, and is asked about too.
record "番號 花${selector}子" "東京都千代田区霞﨑〓${private}1-1"
perform 1
says substitutes
practice 0 case consent "$n"
has '〓	U+E000	外	同意はまだ'
has '〓	U+3013	〓	同意はまだ'
practice 0 case consent --agree "$n"
perform 0

# By three readers: the marks, and what stands there.
practice 0 ca list --json
new=$(sed -n '/"kind":"sign".*"valid"/s/.*"serial":"\([0-9a-f]*\)".*/\1/p' "$place/out")
practice 0 ca issued "$new"
cp "$place/out" "$place/new.pem"
name='番號　花子' name_marks=00010 address='東京都千代田区霞崎〓外1-1' address_marks=00000000111000
found() { # found READER: its words are in $place/read
	for text in "$name" "$name_marks" "$address" "$address_marks"; do
		grep -q -- "$text" "$place/read" || wrong "$1 doesn't find $text: $(cat "$place/read")"
	done
}
readers=0
if command -v openssl >/dev/null; then
	names=$(openssl asn1parse -in "$place/new.pem" | sed -n '/Subject Alternative Name/{n;s/^ *\([0-9]*\):.*/\1/p;}')
	openssl asn1parse -in "$place/new.pem" -strparse "$names" >"$place/read"
	found openssl
	readers=$((readers + 1))
fi
hex() {
	printf '%s' "$1" | od -An -tx1 | tr -d ' \n'
}
if command -v certtool >/dev/null; then	# it tells the bytes: UTF8String, a length, the text
	certtool --certificate-info --infile "$place/new.pem" | grep 'otherName DER' >"$place/read"
	for text in "$name" "$name_marks" "$address" "$address_marks"; do
		grep -q "DER: 0c..$(hex "$text")\$" "$place/read" || wrong "certtool doesn't find $text: $(cat "$place/read")"
	done
	readers=$((readers + 1))
fi
if python3 -c 'import cryptography' 2>/dev/null; then
	python3 - "$place/new.pem" >"$place/read" <<'END'
import sys
from cryptography import x509
certificate = x509.load_pem_x509_certificate(open(sys.argv[1], "rb").read())
for name in certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value:
    print(name.type_id.dotted_string, name.value[2:].decode())
END
	found python3-cryptography
	readers=$((readers + 1))
fi
echo "$readers readers"

# A case that doesn't know its person: what the card tells in its work lacks characters, so nobody has agreed yet. Nothing
# is begun, the name stays, and the second time it is done.
done=$n card=former-name with='--card former-name'
practice 0 $with card show
practice 0 case open --json --unknown-is-no $(echo $facts | sed 's/1986-01-20/1988-01-20/; s/outdated/current/')
n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
perform 1
says substitutes
practice 0 recover --list
[ -z "$out" ] || wrong "half done: $out"
practice 0 case show --json "$n"
has '"state":"approved"'
has '"former-name":"髙﨑"'
practice 0 case consent --agree "$n"
has '髙	U+9AD9	高	同意あり'
perform 0
practice 0 ca list --json
practice 0 ca issued "$(sed -n '/"kind":"sign".*"valid"/s/.*"serial":"\([0-9a-f]*\)".*/\1/p' "$place/out" | tail -n 1)"
cp "$place/out" "$place/former.pem"
if command -v openssl >/dev/null; then
	names=$(openssl asn1parse -in "$place/former.pem" | sed -n '/Subject Alternative Name/{n;s/^ *\([0-9]*\):.*/\1/p;}')
	openssl asn1parse -in "$place/former.pem" -strparse "$names" >"$place/read"
	grep -q '渡邉［高崎］　葵' "$place/read" && grep -q 01011000 "$place/read" ||
		wrong "another name or marks: $(cat "$place/read")"
fi
practice 0 case erase "$n"
n=$done

# Erased with the person.
practice 0 case erase "$n"
practice 0 case consent "$n"
[ -z "$out" ] || wrong "left of it: $out"
if [ -z "$store_option" ] && command -v sqlite3 >/dev/null; then
	[ "$(sqlite3 "$XDG_DATA_HOME/madoguchi/training/store.db" 'SELECT count(*) FROM consent')" -eq 0 ] || wrong 'consent is left'
fi
finish

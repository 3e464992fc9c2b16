#!/bin/sh
# other-ca.sh DIR [FROM UNTIL]: certificates as a real card has them, written by GnuTLS and not by us, as DIR/NAME.der. Two CAs
# of the public service's shape, a stranger with the same name, and for each kind what a terminal may have put on a card;
# with FROM and UNTIL only what it puts there on that day.
set -eu
cd "$1"
TZ=UTC
export TZ

key() { certtool --generate-privkey --key-type=rsa --bits=2048 --outfile "$1.key" 2>/dev/null; }
ca() { # ca NAME KIND FROM UNTIL: all generations of a CA have one name
	key "$1"
	cat >"$1.cfg" <<-END
		dn = "cn=JPKI for $2,ou=Japan Agency for Local Authority Information Systems,o=JPKI,c=JP"
		serial = 77
		activation_date = "$3"
		expiration_date = "$4"
		ca
		cert_signing_key
		crl_signing_key
	END
	certtool --generate-self-signed --load-privkey "$1.key" --template "$1.cfg" --outfile "$1.pem" 2>/dev/null
	der "$1"
}
der() { certtool --certificate-info --infile "$1.pem" --outder --outfile "$1.der" >/dev/null 2>&1; }
cert() { # cert NAME KIND CA SERIAL FROM UNTIL [POLICY]
	policy=1.2.392.200149.8.5.1.1.20 binds=non_repudiation
	[ "$2" = sign ] || { policy=1.2.392.200149.8.5.1.3.30 binds=; }
	cat >"$1.cfg" <<-END
		dn = "cn=13101AB0000000000$4,c=JP"
		serial = $4
		activation_date = "$5 $hour"
		expiration_date = "$6 14:59:59"
		signing_key
		$binds
		policy1 = ${7:-$policy}
	END
	[ -z "${holder-}" ] || holder "$1.cfg"
	certtool --generate-certificate --load-privkey "$2.key" --load-ca-certificate "$3.pem" \
		--load-ca-privkey "$3.key" --template "$1.cfg" --outfile "$1.pem" 2>/dev/null
	der "$1"
}

# What the public service's certificates say of their holder: name, birth date, sex, address, substitutes of both.
holder() { # holder FILE: of $holder, NAME|MARKS|BORN|SEX|ADDRESS|MARKS
	echo "$holder" | {
		IFS='|' read -r name name_marks born sex address address_marks
		i=0
		for value in "$name" "$name_marks" "$sex" "$born" "$address" "$address_marks"; do
			i=$((i + 1))
			[ -z "$value" ] || echo "other_name_utf8 = \"1.2.392.200149.8.5.5.$i $value\""
		done
	} >>"$1"
}

here=東京都千代田区霞が関1-1-1 zeros=00000000000000000 elsewhere='番号　花子|00000|419900115|2|東京都千代田区永田町１丁目７番|'
said() { # said NAME SERIAL HOLDER
	holder=$3
	cert "sign-said-$1" sign ca-sign "$2" "$begins" "$ends"
	holder=
}

hour=01:30:00
from='2023-07-16 00:00:00' until='2033-07-15 14:59:59'
ca ca-sign 'digital signature' "$from" "$until" &
ca ca-auth 'user authentication' "$from" "$until" &
ca ca-other 'user authentication' "$from" "$until" &
ca ca-ended 'user authentication' '2015-10-20 00:00:00' '2025-10-19 14:59:59' &
key sign &
key auth &
key auth-next &
wait
if [ $# -eq 3 ]; then
	hour=00:00:00
	for kind in sign auth; do
		cert $kind-old $kind ca-$kind 1001 2023-07-20 "$(date -d "$2 +60 days" +%F)"
		cert $kind-new $kind ca-$kind 2001 "$2" "$3"
	done
	begins=$2 ends=$3
	said address 2025 "$elsewhere"
	cert auth-short auth ca-auth 2002 "$2" "$(date -d "$3 -1 day" +%F)"
	cert auth-early auth ca-auth 2003 "$(date -d "$2 -10 days" +%F)" "$3"
	cert auth-late auth ca-auth 2004 "$(date -d "$2 +2 days" +%F)" "$3"
	cert auth-stranger auth ca-other 2006 "$2" "$3"
	cert auth-policy auth ca-auth 2008 "$2" "$3" 1.2.392.200149.8.5.1.1.20
	mv auth.key auth-first.key && mv auth-next.key auth.key
	cert auth-new-key auth ca-auth 2010 "$2" "$3"
	exit 0
fi
for kind in sign auth; do
	cert $kind-old $kind ca-$kind 1001 2022-01-20 2027-01-15
	cert $kind-new $kind ca-$kind 2001 2026-11-20 2032-01-15
	cert $kind-short $kind ca-$kind 2002 2026-11-20 2031-01-15
	cert $kind-early $kind ca-$kind 2003 2026-11-10 2032-01-15
	cert $kind-late $kind ca-$kind 2004 2026-11-22 2032-01-15
	cert $kind-birthday $kind ca-$kind 2012 2027-01-16 2032-01-15
	cert $kind-next $kind ca-$kind 2005 2026-11-21 2032-01-15
done
cert sign-aligned sign ca-sign 2011 2026-11-20 2027-01-15
# As the case of 番号 花子 has it, but for what is taken for the same; and each with one thing that isn't so.
begins=2026-11-20 ends=2032-01-15
said same 2021 "番号　花子|00000|419900115|2|$here|$zeros"
said spelt 2022 "番號　花子|01000|419900115|2|東京都千代田区霞が関一丁目１番１号|"
said name 2023 "番号　花代|00000|419900115|2|$here|$zeros"
said geta 2024 "番号　〓子|00010|419900115|2|$here|$zeros"
said address 2025 "$elsewhere"
said born 2026 "番号　花子|00000|419900114|2|$here|$zeros"
said sex 2027 "番号　花子|00000|419900115|1|$here|$zeros"
said former 2028 "番号［佐藤］　花子|000000000|419900115|2|$here|$zeros"
cert auth-stranger auth ca-other 2006 2026-11-20 2032-01-15
cert auth-ended auth ca-ended 2007 2026-11-20 2032-01-15
cert auth-policy auth ca-auth 2008 2026-11-20 2032-01-15 1.2.392.200149.8.5.1.1.20
cert auth-usage sign ca-auth 2009 2026-11-20 2032-01-15 1.2.392.200149.8.5.1.3.30
mv auth.key auth-first.key && mv auth-next.key auth.key
cert auth-new-key auth ca-auth 2010 2026-11-20 2032-01-15

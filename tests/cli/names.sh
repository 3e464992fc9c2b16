#!/bin/sh
# Former name, alias and Latin name: taken as facts, shown, found, held against what the card says, written into the
# certificate as the profile has it, and gone with the person.
. "${top_srcdir:-.}/tests/cli/lib.sh"

card=about-to-expire
facts='procedure=renew visitor=self resident=yes card=valid card-face=current born=1986-01-20 sign-pin=known auth-pin=known
    sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード'
who() { # who LINE...: a person, with more facts of hers
	printf 'name=番号　花子\nkana=バンゴウ ハナコ\nsex=female\naddress=東京都千代田区霞が関2-1-2\n' >"$place/person"
	for line; do printf '%s\n' "$line" >>"$place/person"; done
}
open() { # open: a case of that person, its number in n
	practice 0 case open --json --unknown-is-no $facts - <"$place/person"
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
}
perform() { # perform STATUS
	mkfifo "$place/pipe" && { printf 'sign=MADO1234\nauth=1234\nassist=1234\n' >"$place/pipe" & }
	practice "$1" --card $card perform "$n" --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}
subject() { # subject: what the valid signature certificate says, as openssl reads it
	practice 0 ca list --json
	practice 0 ca issued "$(sed -n '/"kind":"sign".*"valid"/s/.*"serial":"\([0-9a-f]*\)".*/\1/p' "$place/out" | tail -n 1)"
	cp "$place/out" "$place/new.pem"
	names=$(openssl asn1parse -in "$place/new.pem" | sed -n '/Subject Alternative Name/{n;s/^ *\([0-9]*\):.*/\1/p;}')
	out=$(openssl asn1parse -in "$place/new.pem" -strparse "$names")
}

# One of two is refused, and so is what is none; a personal fact is never an argument.
who former-name=佐藤
practice 2 case open --unknown-is-no $facts - <"$place/person"
says field-former
who former-kana=サトウ
practice 2 case open --unknown-is-no $facts - <"$place/person"
says field-former
who former-name=［佐藤］
practice 2 case open $facts - <"$place/person"
who 'latin-name=番号'
practice 2 case open $facts - <"$place/person"
practice 2 case open $facts former-name=佐藤

# Shown, and found by each.
who former-name=佐藤 former-kana=さとう 'alias=山田　花' 'latin-name=BANGO HANAKO'
open
practice 0 case show "$n"
has '旧氏: 佐藤
旧氏カナ: サトウ
通称: 山田　花
英字氏名: BANGO HANAKO'
practice 0 case show --json "$n"
has '"former-name":"佐藤","former-kana":"サトウ","alias":"山田　花","latin-name":"BANGO HANAKO"'
practice 0 case person "$n"
has '旧氏	佐藤'
for text in 佐藤 '佐藤 花子' さとうはな 'sato hanako' 山田花 'bango ha'; do
	printf '%s\n' "$text" >"$place/text"
	practice 0 case list - <"$place/text"
	has "$n"
done

# What was given by mistake goes, on record, and comes back by being given.
practice 2 case person --forget name "$n"
says fact
practice 2 case person --forget doc "$n"
practice 0 case person --json --forget former-name --forget alias "$n"
has '"field":"former-name","case":"佐藤","given":"","verdict":"gone"'
has '"field":"alias","case":"山田　花","given":"","verdict":"gone"'
practice 0 case show --json "$n"
has '"why":"told: former-name:gone,former-kana:gone,alias:gone"'
has '"former-name":"","former-kana":"","alias":"","latin-name":"BANGO HANAKO"'
practice 0 case event "$n" corrected --forget latin-name
practice 0 case show --json "$n"
has '"why":"told: latin-name:gone"'
case $out in *BANGO*) wrong "still there: $out" ;; esac
practice 0 case person "$n" - <"$place/person"
practice 0 case show --json "$n"
has '"former-name":"佐藤","former-kana":"サトウ","alias":"山田　花","latin-name":"BANGO HANAKO"'

# On the application: in a line of their own, and for the reason former-name a place for those that aren't known.
if [ -x "$MADOGUCHI_LIBEXECDIR/madoguchi-page" ] && command -v pdftotext >/dev/null; then
	practice 0 print "$n" application --out "$place/a.pdf"
	pdftotext -layout "$place/a.pdf" "$place/a.txt"
	grep -q '旧氏: 佐藤.*旧氏カナ: サトウ' "$place/a.txt" || wrong "not printed: $(cat "$place/a.txt")"
	grep -q '山田' "$place/a.txt" && grep -q 'BANGO HANAKO' "$place/a.txt" || wrong 'alias or Latin name is not printed'
	cp "$place/person" "$place/names"
	who
	practice 0 case open --json --unknown-is-no $(echo $facts | sed "s/procedure=renew/procedure=issue reason=former-name/; s/=2027-01-20/=none/g") - <"$place/person"
	practice 0 print "$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')" application --out "$place/b.pdf"
	pdftotext -layout "$place/b.pdf" "$place/b.txt"
	grep -q '旧氏:.*旧氏カナ:' "$place/b.txt" || wrong "no place to fill in: $(cat "$place/b.txt")"
	cp "$place/names" "$place/person"
fi

# The names go with the person.
practice 0 case event "$n" withdrawn
practice 0 case erase "$n"
for text in 佐藤 さとう 山田 BANGO; do
	practice 0 case show --json "$n"
	case $out in *"$text"*) wrong "left: $text" ;; esac
done

# As a certificate would have it by the national profile; but none is made with a former name that only was told.
practice 0 --card $card card show
who former-name=佐藤 former-kana=サトウ
open
practice 0 case person "$n"
has '証明書では: 番号［佐藤］　花子'
practice 0 case person --json "$n"
has '"certificate":{"name":"番号［佐藤］　花子"}'
perform 5
says holder-written
has '旧氏	佐藤		片方だけ'
practice 0 case person --forget former-name "$n"
perform 0
if command -v openssl >/dev/null; then
	subject
	has '番号　花子'
fi

# Nobody else's: the card's former name is held against the case's.
printf 'former-name=鈴木\nformer-kana=スズキ\nname=番号　花子\nborn=1986-01-20\n' >"$place/person"
practice 0 case open --json procedure=renew - <"$place/person"

# More than a certificate has room for: told before anything is begun, and no try is spent.
long=$(printf '%090d' 0 | tr 0 A)
who "alias=山田　花子マリアアンナ" "latin-name=$long"
practice 2 case open $facts - <"$place/person"
says name-long
case $err in *"(いまは109文字)"*) ;; *) wrong "not how long: $err" ;; esac
practice 0 case open --json $(echo "$facts" | sed 's/procedure=[a-z]*/procedure=unlock/') - <"$place/person"
printf '氏名,生年月日,住所,通称,英字氏名\n番号　花子,1986-01-20,東京都,,\n番号　花代,1986-01-21,東京都,山田　花子マリアアンナ,%s\n%s,1986-01-22,東京都,,\n' \
    "$long" "$long$long" >"$place/long.csv"
practice 2 residents import "$place/long.csv"
grep -q '氏名.*109文字です。100文字までです' "$place/out" "$place/err" || wrong "not told: $out $err"
practice 0 residents import --keep-good "$place/left.csv" "$place/long.csv"
[ "$(wc -l <"$place/left.csv")" -eq 3 ] || wrong "left out: $(cat "$place/left.csv")"
who "alias=$long$long"
practice 2 case open $facts - <"$place/person"
finish

#!/bin/sh
# A clerk typed the holder otherwise than the card has her: no certificate is made of that. What differs is told, the card's
# own is taken or its face is mended first; then consent is asked for what certificates lack, and three kinds of procedure
# agree on who she is.
. "${top_srcdir:-.}/tests/cli/lib.sh"

facts='procedure=renew visitor=self resident=yes card=valid card-face=current sign-pin=known auth-pin=known
    sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード'
selector=$(printf '\363\240\204\203')	# U+E0103
card_name="渡邉$selector　葵"
pins='sign=MADO1234\nauth=1234\nassist=1234\n'

# as STATUS CARD LINES ARGUMENTS...: as practice with this card, these lines on a pipe.
as() {
	status=$1 card=$2
	mkfifo "$place/pipe" && { printf "$3" >"$place/pipe" & }
	shift 3
	practice "$status" --card "$card" "$@" --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}
# open BORN LINE...: a case of who was told, its number in n.
open() {
	born=$1
	shift
	for line; do printf '%s\n' "$line"; done >"$place/person"
	practice 0 case open --json --unknown-is-no $facts born="$born" - <"$place/person"
	has '"outcome":"proceed"'
	n=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
}
# subject: the names in the last signature certificate, as openssl reads it.
subject() {
	practice 0 ca list --json
	practice 0 ca issued "$(sed -n '/"kind":"sign".*"valid"/s/.*"serial":"\([0-9a-f]*\)".*/\1/p' "$place/out" | tail -n 1)"
	cp "$place/out" "$place/new.pem"
	names=$(openssl asn1parse -in "$place/new.pem" | sed -n '/Subject Alternative Name/{n;s/^ *\([0-9]*\):.*/\1/p;}')
	out=$(openssl asn1parse -in "$place/new.pem" -strparse "$names")
}

# Another address than the card's, only told: none of both is certified before it is decided which; taken from the card, or
# said to be newer. Which one it was made of is told, and so is what a case's certificate will be made of.
practice 0 --card about-to-expire card show
open 1986-01-20 'name=番号 花子' sex=female address=東京都千代田区永田町1-7
practice 0 case person "$n"
has '聞いただけのものは書きません'
practice 0 case person --json "$n"
has '"certified-by":"card"'
as 5 about-to-expire "$pins" perform "$n"
says holder-written
case $err in *住所*--from-card*card-face=outdated*) ;; *) wrong "not both ways: $err" ;; esac
has '住所	東京都千代田区永田町1-7	東京都千代田区霞が関二丁目１番２号	違う'
practice 0 case event --json "$n" corrected card-face=outdated
practice 0 case event "$n" approved card-face=outdated doc=applicant:マイナンバーカード
as 0 about-to-expire "$pins" perform "$n"
has '証明書の住所	東京都千代田区永田町1-7	聞き取りのとおり'
has '証明書の氏名	番号　花子	カードのとおり'
open 1986-01-20 'name=番号 花子' address=東京都千代田区永田町1-7
as 5 about-to-expire "$pins" perform "$n"
says holder-written
case $err in *性別*) wrong "a sex that wasn't told is named: $err" ;; esac
case $out in *性別*) wrong "a sex that wasn't told is a difference: $out" ;; esac
open 1986-01-20 'name=番号 花子' sex=female address=東京都千代田区永田町1-7
as 5 about-to-expire 'sign=MADO1234\nauth=1234\nassist=1234\n' perform "$n"
says holder-written
as 0 about-to-expire 'assist=1234\n' case person --from-card "$n"
has '証明書には、カードのとおりに書きます'
as 0 about-to-expire "$pins" --json perform "$n"
has '"certificate":{"name":"番号　花子","name-from":"card","address":"東京都千代田区霞が関二丁目１番２号","address-from":"card"}'
own_store second

# Without the former name, and with another shape of her name: told line by line, as text and as JSON; nothing is done.
practice 0 --card former-name card show
open 1988-01-20 'name=渡辺 葵' kana=わたなべあおい sex=female address=東京都千代田区一番町25
as 5 former-name "$pins" perform "$n"
says holder-written
case $err in *--from-card*card-face=outdated*) ;; *) wrong "not both ways: $err" ;; esac
has "氏名	渡辺 葵	$card_name	同じ(書き方が違う) 辺=邉"
has '旧氏		髙﨑	片方だけ'
as 5 former-name "$pins" --json perform "$n"
has '"field":"former-name","case":"","given":"髙﨑","verdict":"one-sided"'
practice 0 recover --list
[ -z "$out" ] || wrong "half done: $out"
practice 0 case show --json "$n"
has '"state":"approved"'
has '"event":"holder-otherwise","why":"holder-written"'

# One way: the card's own, on record; what certificates lack is agreed to, and they have her name as the card writes it.
as 0 former-name 'assist=1234\n' case person --from-card "$n"
practice 0 case show --json "$n"
has '"why":"card: name:otherwise,former-name:one-sided,address:otherwise"'
has '"source":"card"'
has '"kana":"ワタナベアオイ"'
as 1 former-name "$pins" perform "$n"
says substitutes
practice 0 case consent --agree "$n"
as 0 former-name "$pins" perform "$n"
if command -v openssl >/dev/null; then
	subject
	has '渡邉［高崎］　葵'
	has 東京都千代田区一番町２５番
fi

# The other way: her card is older than what was told; the face is mended first, and until then nothing is done.
open 1986-01-20 'name=番号 花子' former-name=佐藤 former-kana=サトウ sex=female address=東京都千代田区霞が関二丁目１番２号
practice 0 --card about-to-expire card show
as 5 about-to-expire "$pins" perform "$n"
says holder-written
has '旧氏	佐藤		片方だけ'
practice 0 case event --json "$n" corrected card-face=outdated
has '"state":"received"'
practice 0 case event "$n" approved card-face=outdated doc=applicant:マイナンバーカード
as 5 about-to-expire "$pins" perform "$n"
says card-face
has '旧氏	佐藤		片方だけ'

# In brackets it is the same, and told as one-sided.
printf 'name=番号［佐藤］花子\n' >"$place/person"
practice 0 case event "$n" corrected card-face=current --forget former-name - <"$place/person"
practice 0 case event "$n" approved doc=applicant:マイナンバーカード
as 5 about-to-expire "$pins" perform "$n"
says holder-written
has '佐藤=旧氏(片方だけ)'

# In brackets as the card has it, and otherwise but for blanks: as the card has it, without a word.
practice 0 --card former-name card show
open 1988-01-20 "name=渡邉$selector[髙﨑]葵" kana=わたなべあおい
as 1 former-name "$pins" perform "$n"
says substitutes
practice 0 case person "$n"
has "氏名	$card_name"
has 'フリガナ	ワタナベアオイ'
has '旧氏	髙﨑'

# The record has 〓 where the card's former name has a character: none is certified, and the card's own is taken. Nor has the
# record a blank in the name: the former name stands behind the family name, as the card has them.
printf '氏名,フリガナ,性別,生年月日,住所,旧氏,旧氏カナ\n渡邉葵,ワタナベアオイ,女,1988-01-20,%s,〓﨑,タカサキ\n' \
    東京都千代田区一番町２５番 >"$place/residents.csv"
practice 0 residents import "$place/residents.csv"
echo ワタナベ >"$place/text"
practice 0 residents find --json <"$place/text"
id=$(sed -n 's/^{"id":\([0-9]*\).*/\1/p' "$place/out")
open 1988-01-20 'name=渡邉 葵'
practice 0 case person --from-residents "$id" "$n"
as 5 former-name "$pins" perform "$n" --confirmed
says card-face
as 0 former-name 'assist=1234\n' case person --from-card "$n"
practice 0 case person "$n"
has '旧氏	髙﨑'
as 1 former-name "$pins" perform "$n" --confirmed
says substitutes
practice 0 case consent --agree "$n"
as 0 former-name "$pins" perform "$n" --confirmed
if command -v openssl >/dev/null; then
	subject
	has '渡邉［高崎］　葵'
fi

# Known in part: the card's day is taken, by the one comparison; then the work is done.
open 1986-00-00 'name=番号 花子' sex=female
as 5 about-to-expire "$pins" perform "$n"
says holder-written
has '生年月日	昭和61年(月日不詳)	昭和61年1月20日'
as 0 about-to-expire 'assist=1234\n' case person --from-card "$n"
as 0 about-to-expire "$pins" perform "$n"
if command -v openssl >/dev/null; then
	subject
	has 319860120
fi

# No name is written where a PIN is set anew: whoever is the same is let in.
renewal=$facts
facts=$(echo $renewal | sed 's/renew/unlock pins=auth/; s/auth-pin=known/auth-pin=unknown/')" doc=applicant:運転免許証"
open 1986-00-00 'name=番號 花子'
facts=$renewal
as 0 about-to-expire 'auth=7263\nassist=1234\n' perform "$n" --confirmed

# The record decides, and a former name that the card lacks goes onto the card first.
printf '氏名,フリガナ,性別,生年月日,郵便番号,住所,旧氏\n番號　花子,バンゴウ　ハナコ,女,1986-01-20,1000013,東京都千代田区霞が関二丁目１番２号,%s\n' \
    佐藤 >"$place/residents.csv"
practice 0 residents import "$place/residents.csv"
echo バンゴウ >"$place/text"
practice 0 residents find --json <"$place/text"
id=$(sed -n 's/^{"id":\([0-9]*\).*/\1/p' "$place/out")
open 1986-01-20 'name=番号 花子'
practice 0 case person --from-residents "$id" "$n"
as 0 about-to-expire 'assist=1234\n' case person --from-card "$n"
has '旧氏、通称、英字氏名か生年月日が片方だけです'
as 5 about-to-expire "sign=MADO1234\nauth=7263\nassist=1234\n" perform "$n"
says card-face
has '旧氏	佐藤		片方だけ'
case $err in *'旧氏)'*) ;; *) wrong "not named: $err" ;; esac
case $err in *氏名*〓*) ;; *) wrong "the words don't name what may differ: $err" ;; esac
practice 0 case person --forget former-name "$n"
practice 0 case person --json "$n"
has '"source":"told"'

# register BORN: her in the extract, and taken from there into a case; her number in n.
register() {
	printf '氏名,フリガナ,性別,生年月日,郵便番号,住所\n番号　花子,バンゴウ　ハナコ,女,%s,1000013,東京都千代田区霞が関二丁目１番２号\n' \
	    "$1" >"$place/residents.csv"
	practice 0 residents import "$place/residents.csv"
	echo バンゴウ >"$place/text"
	practice 0 residents find --json <"$place/text"
	id=$(sed -n 's/^{"id":\([0-9]*\).*/\1/p' "$place/out")
	open 昭和61年 'name=番号 花子'
	practice 0 case person --from-residents "$id" "$n"
}
again='sign=MADO1234\nauth=7263\nassist=1234\n'

# A birth date that only the card knows wholly: told, and nothing is done until the card's is taken, on record.
for born in 昭和61年 年月日不詳; do
	register $born
	as 5 about-to-expire "$again" perform "$n"
	says card-face
	has '昭和61年1月20日(月)	片方だけ'
	as 0 about-to-expire 'assist=1234\n' case person --from-card "$n"
	has '分からない生年月日か字だけはカードのとおりです'
	practice 0 case show --json "$n"
	has '"why":"card: born:one-sided"'
	has '"born":"1986-01-20"'
	has '"source":"record"'
done
as 0 about-to-expire "$again" perform "$n"
if command -v openssl >/dev/null; then
	subject
	has 319860120
fi
finish

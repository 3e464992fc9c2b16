#!/bin/sh
# Papers on the command line: what stands on them and in which order, fonts, QR codes, the same bytes again; what is refused.
. "${top_srcdir:-.}/tests/cli/lib.sh"
for tool in pdftotext pdffonts pdfinfo pdftoppm zbarimg; do
	command -v $tool >/dev/null || { echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done
pdf=$place/paper.pdf
facts='--unknown-is-no visitor=proxy visit=1 resident=yes card=valid card-face=current born=1950-02-03 sign-pin=known
    auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 reason=expiry home-counter=yes
    power-of-attorney=yes doc=applicant:マイナンバーカード doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth'

person() { # person NAME [PROFILE]
	printf 'name=%s\nkana=バンゴウ ハナコ\naddress=%s\npostcode=100-0013\nproxy-name=番号 太郎\nproxy-relation=兄\n' \
	    "$1" "$(lives "${2:-national}")" >"$place/person"
}

# open PROFILE FACT...: a case for a letter; its number is in $n.
open() {
	profile=$1
	shift
	practice 0 --profile "$profile" case open --json $facts "$@" - <"$place/person"
	n=${out#*\"number\":\"}
	n=${n%%\"*}
}

# ordered WORD...: the text of the PDF has them, one behind the other.
ordered() {
	rest=$(pdftotext -raw "$pdf" - | tr -d ' \n\f')
	for word; do
		case $rest in *"$word"*) rest=${rest#*"$word"} ;; *) wrong "$profile: lacking, or not in order: $word" ;; esac
	done
}

# codes COUNT: so many QR codes, all of them the case's number, as a scanner types it; and so often in print.
codes() {
	rm -f "$place"/sheet*
	pdftoppm -gray -r 130 -png "$pdf" "$place/sheet"
	found=$(for sheet in "$place"/sheet*.png; do zbarimg -q --raw "$sheet" 2>/dev/null; done | sort | uniq -c | tr -s ' ')
	[ "$found" = " $1 $n" ] || wrong "$profile: the QR codes are not $1 of $n: $found"
	[ "$(pdftotext "$pdf" - | grep -c "^$n\$")" = "$1" ] || wrong "$profile: the number isn't printed $1 times"
}

fonts() {
	pdffonts "$pdf" | sed 1,2d | grep -vE '^[A-Z]{6}\+IPAex(Mincho|Gothic) .* yes yes yes ' &&
	    wrong "$profile: a font is another one, or isn't embedded as a subset"
	[ "$(pdffonts "$pdf" | wc -l)" -gt 2 ] || wrong "$profile: no fonts"
}

# Who has it read aloud hears the texts, each once, and that there is a figure for each QR code.
tagged() {
	pdfinfo "$pdf" | grep -q '^Tagged: *yes' || wrong "$profile: the PDF isn't tagged"
	pdfinfo -struct-text "$pdf" >"$place/structure" 2>&1
	[ "$(grep -c '^ *Figure' "$place/structure")" = 3 ] || wrong "$profile: not a figure for each QR code"
	[ "$(grep -c '番号 花子' "$place/structure")" -ge 1 ] || wrong "$profile: the name isn't in the structure"
}

# The letter of each municipality, in its own words.
person '番号 花子'
letter() { # letter PROFILE PROCEDURE COUNTER FORM WORD...
	person '番号 花子' "$1"
	open "$1" "procedure=$2" "counter=$3" ${until:+--until "$until"}
	form=$4
	shift 4
	practice 0 --profile "$profile" print "$n" inquiry --out "$pdf"
	ordered 〒100-0013 "$(lives "$profile")" 番号花子様 受付番号 "$n" 転送不要の簡易書留 '令和8年11月20日(金)' "$form" 手続 \
	    電子証明書の 番号太郎様\(兄\) 回答書をお持ちいただく期限 "${due:-定めはありません}" 回答のしかた "$@" "${form}2枚目" あて先 回答書 記入日 住所 \
	    氏名 生年月日 委任状 代理人氏名 失効の申請 委任者 キリトリ線 暗証番号の欄 署名用電子証明書の暗証番号 利用者証明用電子証明書の暗証番号
	codes 3
	fonts
	tagged
	pdftotext "$pdf" - | tr -d ' -' | grep -E '[0-9]{12}' && wrong "$profile: twelve digits in a row"
	cp "$pdf" "$place/before.pdf"
	TZ=America/Lima practice 0 --profile "$profile" print "$n" inquiry --out "$pdf"
	cmp -s "$pdf" "$place/before.pdf" || wrong "$profile: other bytes the second time"
}
letter kawaguchi issue city-hall 照会書 目隠しシールを貼るか 封をして 有効期限内のもの 平日8時30分から17時15分 市民課市民係 048-271-9259
letter odawara renew 3b 回答書 目隠しシールを貼って 官公署発行で顔写真付 12月29日から1月3日は休み 0465-33-1386
letter kawasaki renew ward-office 照会兼回答書 封筒に入れて封 任意代理人の本人確認書類2点 0120-380-366
until=2026-12-20 due='令和8年12月20日(日)'
letter tachikawa renew city-hall 照会書兼回答書 押印 封筒に入れて封 写真付き身分証明書 平日8時30分から16時30分 042-528-4311
until='' due=''
letter setagaya issue karasuyama-branch 照会書兼回答書 目隠しシールを貼るか 代理人の本人確認書類 03-6413-9481

# A terminal that is set to another municipality: the letter names the office of its own.
practice 0 --profile national print "$n" inquiry --out "$pdf"
ordered お問い合わせ 世田谷区 03-6413-9481

# A last day by the municipality's own counting, in the era, with its weekday.
cat >"$place/days.ini" <<'END'
[municipality]
name = 例市
inherit = national
source = 例市「電子証明書の手続」(令和8年4月1日)

[inquiry]
form = 照会状
life = 30 days
END
before=$n
open "$place/days.ini" procedure=renew
practice 0 --profile "$place/days.ini" print "$n" inquiry --out "$pdf"
ordered 番号花子様 例市 照会状 回答書をお持ちいただく期限 '令和8年12月20日(日)' 回答のしかた 照会状2枚目 例市長
profile=setagaya n=$before

# It is on record, and only the owner can read it.
[ "$(stat -c %a "$pdf")" = 600 ] || wrong "others may read the file"
practice 0 case show --json "$n"
has '"event":"printed:inquiry"'
practice 0 audit verify
practice 0 --profile setagaya --json print "$n" next-visit --out "$pdf"
has '"paper":"next-visit"'
has '"replaced":[]'
ordered 次回お持ちいただくもの 番号花子 お持ちいただくもの 照会書兼回答書 お問い合わせ
codes 1
practice 0 --profile setagaya print "$n" application --out "$pdf"
ordered 申請書 あて先\)世田谷区長 申請者 番号花子 バンゴウハナコ 昭和25年2月3日 代理人 番号太郎 職員記入欄 運転免許証
codes 1
practice 0 --profile setagaya print "$n" mail-slip --out "$pdf"
ordered 番号花子様 キリトリ線 発送の控え 照会書兼回答書 転送不要の簡易書留 引受番号
codes 2
practice 0 --profile setagaya print "$n" attorney --out "$pdf"
ordered 委任状 あて先\)世田谷区長 代理人氏名 '(1)電子証明書の発行の申請(署名用電子証明書、利用者証明用電子証明書)' 失効の申請 封をした暗証番号の届出 \
    カードの受取り 委任者\(本人\)の氏名 委任した日 住所 生年月日 電話番号 個人番号は書かないでください お問い合わせ
pdftotext "$pdf" - | grep -q '太郎\|花子' && wrong 'what the holder writes is printed'
codes 1
practice 0 --profile setagaya print "$n" pin-note --out "$pdf"
ordered 設定暗証番号記載票 番号花子 署名用電子証明書の暗証番号 6文字から16文字 5回まちがえる 利用者証明用電子証明書の暗証番号 数字4桁 \
    3回まちがえる 住民基本台帳用の暗証番号 券面事項入力補助用の暗証番号 お問い合わせ
codes 1
practice 0 case event "$n" posted
practice 0 print "$n" inquiry --out "$pdf"

# Who issues a letter, and where its seal goes.
sed 's/^\[office\]/[office]\nmayor = 例　太郎\nseal = 公印省略/' "${top_srcdir:-.}/config/profiles/kawasaki.ini" >"$place/sealed.ini"
sealed=$n
person '番号 花子' kawasaki
open "$place/sealed.ini" procedure=renew
practice 0 --profile "$place/sealed.ini" print "$n" inquiry --out "$pdf"
ordered 番号花子様 川崎市長例太郎公印省略 照会兼回答書
n=$sealed profile=setagaya

# What isn't the case's paper now is refused, and nothing is written.
refused() { # refused CODE N KIND [OPTION...]
	code=$1
	shift
	rm -f "$pdf"
	practice 1 print "$@" --out "$pdf"
	says "$code"
	[ ! -e "$pdf" ] || wrong "print $* left a file"
	[ -z "$(find "$place" -name 'paper.pdf.*')" ] || wrong "print $* left half a file"
}
refused paper-state "$n" receipt
refused paper-state "$n" result
practice 0 case event "$n" withdrawn
refused paper-state "$n" inquiry
refused paper-state "$n" next-visit
refused case-unknown 26-000999-8 inquiry
practice 2 print 26-000999-5 inquiry --out "$pdf"
says case-number
practice 2 print "$n" poem --out "$pdf"
says usage
practice 2 print "$n" inquiry
says spool-none

# One who can have it done today is not asked by letter.
practice 0 case open --json --unknown-is-no procedure=renew visitor=self resident=yes card=valid card-face=current \
    born=1986-01-20 sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 \
    doc=applicant:マイナンバーカード - <"$place/person"
has '"state":"approved"'
n=${out#*\"number\":\"} n=${n%%\"*}
refused paper-state "$n" inquiry

# The application is printed to be signed before anything happens to the card.
practice 0 print "$n" application --out "$pdf"
ordered 申請書 申請者 番号花子 来庁した方の署名 職員記入欄
codes 1

refused paper-state "$n" attorney
refused paper-state "$n" fee-receipt

# The receipt of a fee, for who paid it and for the counter.
self=$n
person '番号 花子' setagaya
practice 0 --profile setagaya case open --json --unknown-is-no procedure=issue reason=holder-request visitor=self resident=yes \
    card=valid card-face=current born=1986-01-20 sign-pin=known auth-pin=known sign-expires=none auth-expires=none \
    card-expires=2032-01-20 doc=applicant:マイナンバーカード counter=karasuyama-branch - <"$place/person"
n=${out#*\"number\":\"} n=${n%%\"*} profile=setagaya
practice 0 --profile setagaya print "$n" fee-receipt --out "$pdf"
ordered 領収書 番号花子様 金200円 電子証明書の発行の手数料として 領収しました 世田谷区 領収印 キリトリ線 '領収書(窓口控え)' 番号花子様 金200円 取り扱った職員
codes 2
n=$self

# The slip for the authority's terminal, of a case that is there: in its order, and with no secret.
refused paper-state "$n" terminal-slip
printf '[madoguchi]\nprofile = national\ncard-work = terminal\n' >"$place/terminal.ini"
practice 0 --config "$place/terminal.ini" case event "$n" handed-over
practice 0 print "$n" terminal-slip --out "$pdf"
ordered 統合端末での手続 番号花子様\(昭和61年1月20日生\)のカードを統合端末に置く 手続:電子証明書の更新 \
    本人が入力:いまの署名用電子証明書の暗証番号 署名用電子証明書を発行する:令和14年1月20日まで \
    利用者証明用電子証明書を発行する:令和14年1月20日まで カードを窓口のリーダーに戻す 暗証番号を書かないでください
codes 1
fonts
refused paper-state "$n" result

# One who can't is told why.
practice 0 case open --json --unknown-is-no procedure=renew visitor=self resident=no card=valid - <"$place/person"
n=${out#*\"number\":\"} n=${n%%\"*}
practice 0 print "$n" result --out "$pdf"
ordered 受付できないことのお知らせ 番号花子 理由 住民登録
codes 1

# The result tells the last day of the certificates that were written, whatever had been typed.
practice 0 --card about-to-expire card show
person '番号 花子' kawasaki
practice 0 --profile kawasaki case open --json --unknown-is-no procedure=renew visitor=self booked=yes resident=yes card=valid \
    card-face=current born=1986-01-20 home-counter=yes sign-pin=known auth-pin=known sign-expires=2026-12-01 auth-expires=2026-12-01 \
    card-expires=2031-05-01 doc=applicant:マイナンバーカード - <"$place/person"
n=${out#*\"number\":\"} n=${n%%\"*}
printf 'sign=MADO1234\nauth=1234\nassist=1234\n' | "$ctl" --training --at "$at" --card about-to-expire perform "$n" --pin-fd 0 >"$place/out" \
    2>"$place/err" || wrong "the card work failed: $(cat "$place/err")"
until=$(sed -n 's/^署名用電子証明書: \(.*\)まで.*/\1/p' "$place/out")
[ -n "$until" ] || wrong "no last day: $(cat "$place/out")"
practice 0 --profile kawasaki print "$n" result --out "$pdf"
ordered 手続の結果のお知らせ 番号花子 署名用電子証明書 "${until}まで" 利用者証明用電子証明書 "${until}まで" お知らせ 48時間以内
codes 1
refused paper-state "$n" mail-slip

# Card and PINs are kept: a receipt in two halves.
person '番号 花子' kawaguchi
practice 0 --profile kawaguchi case open --json --unknown-is-no procedure=issue reason=moved visitor=self resident=yes card=valid \
    card-face=current born=1986-01-20 sign-pin=known auth-pin=known sign-expires=none auth-expires=2029-01-20 certificates=sign \
    card-expires=2032-01-20 system=congested keep-consent=yes doc=applicant:マイナンバーカード counter=city-hall - <"$place/person"
has '"state":"kept"'
n=${out#*\"number\":\"} n=${n%%\"*}
practice 0 --profile kawaguchi print "$n" receipt --out "$pdf"
ordered 預かり証 番号花子 マイナンバーカード1枚 本人限定郵便 キリトリ線 '預かり証(窓口控え)' 番号花子 同意します 署名
codes 2
practice 0 --profile kawaguchi print "$n" mail-slip --out "$pdf"
ordered 番号花子様 本人限定受取郵便 発送の控え マイナンバーカード1枚

# What a first visit without the card has left open keeps no letter from saying what to bring.
person '番号 花子'
person '番号 花子' tachikawa
practice 0 --profile tachikawa case open --json procedure=renew reason=expiry channel=telephone visitor=proxy visit=1 \
    reply=none resident=yes ward=no born=1990-01-15 card=valid card-face=current sign-expires=2027-01-15 \
    auth-expires=2027-01-15 card-expires=2032-01-15 notice=none --until 2026-12-20 system=up trigger=none \
    doc=applicant:マイナンバーカード doc=proxy:運転免許証 - <"$place/person"
n=${out#*\"number\":\"}
n=${n%%\"*}
profile=tachikawa
practice 0 --profile tachikawa print "$n" inquiry --out "$pdf"
ordered ・申請者のマイナンバーカード ・申請者が記入した照会書兼回答書 ・代理人の官公署発行の写真付き身分証明書

practice 0 --profile tachikawa print "$n" next-visit --out "$pdf"
ordered 申請者のマイナンバーカード 受付時間 市役所1階市民課、窓口サービスセンター 平日8時30分から16時30分

# What isn't settled yet isn't printed: whoever comes again would bring nothing of use.
practice 0 --profile national case open --json procedure=renew reason=expiry visitor=guardian visit=1 - <"$place/person"
n=${out#*\"number\":\"}
n=${n%%\"*}
refused letter-list "$n" next-visit
# But what was asked for is known from the reception on.
practice 0 print "$n" application --out "$pdf"
ordered 電子証明書の更新申請書 あて先 申請者 番号花子 法定代理人 番号太郎 署名 職員記入欄
codes 1

# A letter that was shown too little for lists what has to be brought to the second visit, not what was missing at the first;
# who comes to the first again needs everything anew.
person '番号 花子' setagaya
practice 0 --profile setagaya case open --json --unknown-is-no procedure=issue reason=moved visitor=proxy visit=1 resident=yes \
    card=valid card-face=current born=1990-01-15 sign-expires=2027-01-15 auth-expires=2027-01-15 card-expires=2032-01-15 - \
    <"$place/person"
has '"state":"incomplete"'
n=${out#*\"number\":\"} n=${n%%\"*} profile=setagaya
practice 0 print "$n" next-visit --out "$pdf"
ordered 代理人の本人確認書類「A書類またはB書類1点」 受付時間 お問い合わせ先でお確かめください お問い合わせ 世田谷区
person '番号 花子' kawasaki
practice 0 --profile kawasaki case open --json --unknown-is-no procedure=renew reason=expiry visitor=proxy visit=1 \
    resident=yes card=valid card-face=current born=1990-01-15 sign-pin=known auth-pin=known sign-expires=2027-01-15 \
    auth-expires=2027-01-15 card-expires=2032-01-15 booked=yes home-counter=yes reply=enclosed reply-complete=no \
    doc=applicant:マイナンバーカード doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth - <"$place/person"
has '"state":"incomplete"'
n=${out#*\"number\":\"} n=${n%%\"*} profile=kawasaki
practice 0 case event "$n" inquiry-ordered
practice 0 --profile kawasaki print "$n" inquiry --out "$pdf"
ordered ・申請者のマイナンバーカード ・申請者の本人確認書類1点 ・任意代理人の本人確認書類2点 ・川崎市マイナンバーコールセンター

# A shape that only the registers' font has is printed by that. A character that no font has is told, and printed with a mark
# for it only when that is asked for; then a line on the paper has its number.
person '𠮷田 花子' kawaguchi
open kawaguchi procedure=issue
practice 0 --json print "$n" inquiry --out "$pdf"
has '"replaced":[]'
ordered 𠮷田花子様
private=$(printf '\356\200\200')	# U+E000
person "${private}田 花子" kawaguchi
open kawaguchi procedure=issue
refused paper-glyphs "$n" inquiry
case $err in *氏名:*U+E000*) ;; *) wrong "it isn't told which character, and where: $err" ;; esac
practice 0 print --geta "$n" inquiry --out "$pdf"
has 'U+E000'
ordered 〓田花子様 '〓:U+E000'
fonts
# The same to standard output; what is to be written in by hand is told beside it.
practice 0 print --geta "$n" inquiry --out - 2>/dev/null
cmp -s "$pdf" "$place/out" || wrong 'what goes to standard output is another paper'
case $err in *手で書き入れて*) ;; *) wrong "no word of what is 〓: $err" ;; esac
practice 2 --json print --geta "$n" inquiry --out -
says usage
practice 0 --json print --geta "$n" inquiry --out "$pdf"
has '{"field":"name","character":"\ue000","codes":"U+E000"}'

# So is a 〓 that the register has: the paper has room to write it.
person '〓田 花子' kawaguchi
open kawaguchi procedure=issue
practice 0 print "$n" inquiry --out "$pdf"
has '氏名: 〓のままの字があります'
ordered 〓田花子様 '〓:〓田［］'
practice 0 --json print "$n" inquiry --out "$pdf"
has '"replaced":[{"field":"name","character":"〓","codes":"U+3013"}]'
person "〓${private}田 花子" kawaguchi
open kawaguchi procedure=issue
practice 0 print --geta "$n" inquiry --out "$pdf"
ordered 〓〓田花子様 '〓:〓［］、U+E000［］'

# Without the program that draws, there are words and no file.
MADOGUCHI_LIBEXECDIR=$place refused paper-printer "$n" inquiry --geta
finish

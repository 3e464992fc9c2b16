#!/bin/sh
# A day's sheets: the figures for the chief add up with the reports', what waits for the post is on slip and labels.
. "${top_srcdir:-.}/tests/cli/lib.sh"
for tool in pdftotext pdftoppm; do
	command -v $tool >/dev/null || { echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done
pdf=$place/sheet.pdf
ordered() { # as in print.sh
	rest=$(pdftotext -raw "$pdf" - | tr -d ' \n\f')
	for word; do
		case $rest in *"$word"*) rest=${rest#*"$word"} ;; *) wrong "lacking, or not in order: $word" ;; esac
	done
}
facts='--unknown-is-no visitor=proxy visit=1 resident=yes card=valid card-face=current born=1950-02-03 sign-pin=known
    auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 reason=expiry home-counter=yes
    power-of-attorney=yes doc=applicant:マイナンバーカード doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth'
order() { # order NAME PLACE: a letter that waits
	printf 'name=%s\nkana=バンゴウ\naddress=%s\npostcode=100-0013\nproxy-name=番号 太郎\n' "$1" "東京都千代田区霞が関$2" >"$place/person"
	practice 0 case open --json $facts procedure=renew - <"$place/person"
	n=${out#*\"number\":\"} n=${n%%\"*}
}

# Nothing waits: no empty slip.
practice 1 sheet post --out "$pdf"
says sheet-empty
[ ! -e "$pdf" ] || wrong 'an empty slip'

# What waits is on the slip with its number and room for the registered letter's, and on a label each.
order '番号 花子' 1-1
first=$n
order '番号 一郎' 2-2
practice 0 --profile kawasaki sheet post --out "$pdf"
ordered 令和8年11月20日 川崎市 書留郵便物差出票 差出人 受付番号 お届け先の氏名 引受番号 "$first" 番号花子様 "$n" 番号一郎様 合計2通 日附印
practice 0 sheet labels --out "$pdf"
ordered 〒100-0013 "$first" 東京都千代田区霞が関1-1 番号花子様 〒100-0013 "$n" 霞が関2-2 番号一郎様
practice 0 case event "$first" posted
practice 0 sheet labels --out "$pdf"
pdftotext "$pdf" - | grep -q 花子 && wrong 'a letter that is posted has a label'

# A name that no font has is 〓, and is told at the foot.
order "$(printf '\356\200\200')田 花子" 3-3
practice 0 sheet post --out "$pdf"
ordered 〓田花子様 '〓:U+E000'
# The longest name and address there may be stop nobody's letters.
long=$(printf '髙%.0s' $(seq 100)) far=$(printf '鷹%.0s' $(seq 190))
order "$long" "$far"
practice 0 sheet post --out "$pdf"
ordered "$n" "$long様"
practice 0 sheet labels --out "$pdf"
ordered "$n" "$far" "$long様"
# More than four sheets of labels are refused, and nothing is written.
i=0
while [ $i -lt 46 ]; do
	order "番号 $i" 4-4
	i=$((i + 1))
done
rm -f "$pdf"
practice 1 sheet labels --out "$pdf"
says sheet-full
[ ! -e "$pdf" ] || wrong 'half of the labels'
practice 0 sheet post --out "$pdf"
[ "$(pdftotext "$pdf" - | grep -c 書留郵便物差出票)" = 3 ] || wrong 'the slip has not three sheets'
ordered 合計49通

# The chief's sheet says what the reports say.
practice 0 report day
opened=$(sed -n 's/^受付\t//p' "$place/out")
practice 0 ledger count card </dev/null
practice 0 --json sheet day --out "$pdf"
has '"sheet":"day","day":"2026-11-20"'
ordered 日計表 受付 "$opened" 完了 0 照会の申請 "$opened" 照会書を発送 1 返戻 0 手数料\(円\) 0 職員 受付 "$opened" 手元にあるもの 記録の数 \
    預か 0 '0一致' 発送 数えていません 作成 照合 所属長
practice 0 sheet day 2026-11-19 --out "$pdf"
ordered 令和8年11月19日 日計表 受付 0 手元にあるもの 預かったカード 数えていません
practice 0 audit list --event sheet-printed
[ "$(wc -l <"$place/out")" = 9 ] || wrong "not each sheet is on record: $out"
practice 2 sheet poem --out "$pdf"
says usage
practice 2 sheet day tomorrow --out "$pdf"
says date
practice 2 sheet day
says spool-none
practice 0 audit verify
finish

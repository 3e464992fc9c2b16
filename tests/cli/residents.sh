#!/bin/sh
# Residents and persons through the command line: faults line by line, nothing by halves, no name in argument or log.
. "${top_srcdir:-.}/tests/cli/lib.sh"

csv() {
	printf '氏名,フリガナ,性別,生年月日,郵便番号,住所\r\n'
	cat
}

csv >"$place/good.csv" <<'END'
番号　花子,ﾊﾞﾝｺﾞｳ ﾊﾅｺ,女,昭和61年1月20日,1000013,東京都千代田区霞が関1-1
髙橋 一郎,タカハシ イチロウ,男,S60.4.30,100-0013,"東京都千代田区霞が関1-2, 101号"
END
csv >"$place/bad.csv" <<'END'
番号 太郎,バンゴウ タロウ,男,1988-01-01,,東京都
番号 次郎,番号,男,1988-02-30,,東京都
END

practice 0 residents import --json "$place/good.csv"
has '"imported":2'
practice 0 residents import --json - <"$place/good.csv"
has '"imported":2'
practice 2 residents import - <"$place/bad.csv"
has '-:3: フリガナ: フリガナはカタカナで書きます'
practice 2 residents import "$place/bad.csv"
has "$place/bad.csv:3: フリガナ: フリガナはカタカナで書きます"
has "$place/bad.csv:3: 生年月日: 生年月日が日付として読み取れません"
practice 1 residents import "$place/none.csv"
says io
practice 2 residents import
practice 0 residents list
has '髙橋 一郎	タカハシ イチロウ	男	昭和60年4月30日(火)	100-0013'
[ "$(wc -l <"$place/out")" -eq 2 ] || wrong "not two: $out"

find() { # find STATUS TEXT: as a clerk's script would, by standard input
	printf '%s\n' "$2" >"$place/text"
	practice "$1" residents find --json <"$place/text"
}
find 0 'ばんごう'
has '"person":{"name":"番号　花子","kana":"バンゴウ ハナコ","sex":"female","born":"1986-01-20"'
has '"source":"record"'
find 0 'takahashi S60.4.30'
has '髙橋'
find 0 '太郎'
[ -z "$out" ] || wrong "nobody is there: $out"
find 0 ''
[ -z "$out" ] || wrong "nobody was looked for: $out"
practice 2 residents find 花子

# Cases are searched the same way.
printf 'name=番号 花子\nkana=ばんごう　はなこ\npostcode=1000013\n' >"$place/person"
practice 0 case open --json procedure=renew - <"$place/person"
printf 'bango\n' >"$place/text"
practice 0 case list - <"$place/text"
has '番号 花子'
practice 0 case show --json 1
has '"number":"26-000001-3"'
practice 1 case show 77
says case-unknown
practice 2 case show 0
says case-number
practice 0 case show --json 26-000001-3
has '"kana":"バンゴウ ハナコ"'
has '"postcode":"100-0013"'

# Whose case it is: told, then from the record, which a card doesn't replace.
n=26-000001-3
practice 0 residents find --json <"$place/text"
id=$(sed -n 's/^{"id":\([0-9]*\).*/\1/p' "$place/out")
practice 0 case person --json --from-residents "$id" $n
has '"field":"name","case":"番号 花子","given":"番号　花子","verdict":"otherwise"'
has '"source":"record"'
printf 'assist=1234\n' | "$ctl" --training --at $at --card about-to-expire case person --from-card --pin-fd 0 $n >"$place/out" 2>&1 ||
    wrong "the card isn't read: $(cat "$place/out")"
grep -q '	違う$' "$place/out" && grep -q '住民記録の内容をそのまま使います' "$place/out" || wrong "not compared: $(cat "$place/out")"
printf 'assist=9999\n' | "$ctl" --training --at $at --card about-to-expire case person --from-card --pin-fd 0 $n 2>"$place/err"
[ $? -eq 5 ] && grep -q '残り 2 回.*\[pin-wrong\]' "$place/err" || wrong "a wrong PIN: $(cat "$place/err")"
practice 0 case person $n
has '氏名	番号　花子'

# A card of another doesn't change whom the case is about.
printf 'name=番号 桜子\nborn=1986-01-20\n' >"$place/person"
practice 0 case open --json procedure=renew - <"$place/person"
printf 'assist=1234\n' | "$ctl" --training --at $at --card about-to-expire case person --from-card --pin-fd 0 26-000002-1 2>"$place/err"
[ $? -eq 5 ] && grep -q '\[holder-other\]' "$place/err" || wrong "another's card is taken: $(cat "$place/err")"
practice 0 case person 26-000002-1
has '氏名	番号 桜子'
practice 0 case event 26-000002-1 withdrawn
printf 'name=番号 𠮷子\nborn=1990-02-03\n' >"$place/person"
practice 0 case person $n - <"$place/person"
has '証明書では: 番号 吉子'
practice 2 case person $n name=花子
practice 2 case person --from-card --from-residents "$id" --pin-fd 0 $n
practice 2 case person --from-card $n
practice 2 case person --from-residents x $n
practice 1 case person --from-residents 99 $n
says person-unknown
practice 1 case person 26-000009-6
says case-unknown

# Of two that can't be told apart the one with 〓 isn't taken without a decision: both are shown, side by side.
printf '氏名,フリガナ,性別,生年月日,住所\n番号　花子,バンゴウ　ハナコ,女,1986-01-20,東京都\n番号　〓子,バンゴウ　ハナエ,女,1986-01-20,東京都\n' \
    >"$place/twins.csv"
practice 0 residents import "$place/twins.csv"
printf 'name=番号　花子\nborn=1986-01-20\n' >"$place/person"
practice 0 case open --json procedure=renew - <"$place/person"
t=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
printf 'ばんごう はなえ\n' >"$place/text"
practice 0 residents find --json <"$place/text"
twin=$(sed -n 's/^{"id":\([0-9]*\).*/\1/p' "$place/out")
practice 2 case person --from-residents "$twin" "$t"
says person-twin
has '氏名	番号　〓子	番号　花子	比べられない字あり 〓=花'
has 'フリガナ	バンゴウ ハナエ	バンゴウ ハナコ	違う'
practice 2 case person --json --from-residents "$twin" "$t"
has '{"field":"name","case":"番号　〓子","given":"番号　花子","verdict":"unread","taken-for-same":"〓=花"}'
practice 0 case person --json "$t"
has '"kana":"",'
practice 2 case person --confirmed "$t"
says usage
practice 0 case person --from-residents "$twin" --confirmed "$t"
printf 'assist=1234\n' | "$ctl" --training --at $at --card about-to-expire case person --from-card --pin-fd 0 "$t" >"$place/out" 2>"$place/err"
[ $? -eq 2 ] && grep -q '\[person-twin\]' "$place/err" && grep -q 'バンゴウ ハナコ' "$place/out" ||
    wrong "the card may be the other's: $(cat "$place/out" "$place/err")"
practice 0 case show --json "$t"
has '"why":"record: name:unread"'
has '"kana":"バンゴウ ハナエ"'
practice 0 case event "$t" withdrawn
practice 0 residents import "$place/good.csv"

# The only one of that name may be somebody else, too: another address than the card's, or other kana, is shown and asked about.
practice 0 --card about-to-expire card show
printf 'name=番号　花子\nborn=1986-01-20\n' >"$place/person"
practice 0 case open --json procedure=renew card-face=current - <"$place/person"
u=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
printf 'assist=1234\n' | "$ctl" --training --at $at --card about-to-expire case person --from-card --pin-fd 0 "$u" >"$place/out" 2>&1 ||
    wrong "the card isn't read: $(cat "$place/out")"
printf 'ばんごう はなこ\n' >"$place/text"
practice 0 residents find --json <"$place/text"
id=$(sed -n 's/^{"id":\([0-9]*\).*/\1/p' "$place/out")
practice 2 case person --from-residents "$id" "$u"
says person-unlike
has '住所	東京都千代田区霞が関二丁目１番２号	東京都千代田区霞が関1-1	違う'
case $err in *券面*--confirmed*) ;; *) wrong "not told what to do: $err" ;; esac
practice 2 case person --json --from-residents "$id" "$u"
has '"record":[{"field":"name"'
practice 0 case person --json "$u"
has '"source":"card"'
practice 0 case event "$u" corrected card-face=outdated
practice 2 case person --from-residents "$id" "$u"
says person-unlike
practice 0 case person --from-residents "$id" --confirmed "$u"
has '住所	東京都千代田区霞が関二丁目１番２号	東京都千代田区霞が関1-1	違う'
printf 'kana=ばんごう はなえ\n' >"$place/person"
practice 0 case person "$u" - <"$place/person"
practice 2 case person --from-residents "$id" "$u"
says person-unlike
has 'フリガナ	バンゴウ ハナエ	バンゴウ ハナコ	違う'
practice 0 case person --confirmed --from-residents "$id" "$u"
practice 0 case person --json "$u"
has '"kana":"バンゴウ ハナコ"'
practice 0 case event "$u" withdrawn

# No card holds kana: the extract's come along; what was typed by a clerk stays, whatever the state.
printf 'name=番号花子\nborn=1986-01-20\n' >"$place/person"
practice 0 case open --json procedure=renew - <"$place/person"
m=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
printf 'bango\n' >"$place/text"
practice 0 case list - <"$place/text"
has $m
practice 0 case show $m
has kana-from-record
printf 'name=髙橋　一郎\nborn=1985-04-30\nkana=\n' >"$place/person"
# It was decided for somebody of another birth date: that is corrected first, and decided anew.
practice 2 case person $m - <"$place/person"
says fact
practice 0 case event $m corrected born=1985-04-30
practice 0 case person $m - <"$place/person"
has 'フリガナは住民記録のものです: タカハシ イチロウ'
printf 'たかはし かずお\n' >"$place/text"
practice 0 case kana $m <"$place/text"
practice 0 case list - <"$place/text"
has $m
printf '番号\n' >"$place/text"
practice 2 case kana $m <"$place/text"
says field-kana
practice 2 case kana
practice 0 case event $m withdrawn

# Over, it gives its person up; the chain holds.
practice 1 case erase $n
says case-state
practice 0 case event $n withdrawn
practice 2 case erase --ended-before someday
practice 0 case erase --ended-before 2026-11-20
[ -z "$out" ] || wrong "ended today: $out"
practice 0 case erase --ended-before 2026-11-21
has $n
practice 0 case show --json $n
has '"event":"erased"'
case $out in *番号*) wrong "its person is still there: $out" ;; esac
practice 0 case erase --json $n

practice 0 residents erase --json
has '"erased":2'
practice 0 residents list
[ -z "$out" ] || wrong "somebody is left: $out"

# Birth dates as registers have them: known in part, not at all, in every writing; they go along into a case.
csv >"$place/dates.csv" <<'END'
見本 一,ミホン イチ,女,昭和23年00月00日,,架空市
見本 二,ミホン ニ,男,年月日不詳,,架空市
見本 三,ミホン サン,男,S55.05.01,,架空市
見本 四,ミホン ヨン,男,3550501,,架空市
見本 五,ミホン ゴ,男,1980/05/01 00:00:00,,架空市
見本 六,ミホン ロク,男,昭和64年00月00日,,架空市
END
practice 0 residents import --json "$place/dates.csv"
has '"imported":6'
practice 0 residents list
has '見本 一	ミホン イチ	女	昭和23年(月日不詳)'
has '見本 二	ミホン ニ	男	年月日不詳'
has '見本 六	ミホン ロク	男	昭和64年(月日不詳)'
find 0 '見本 S64.1'
has '"born":"1989-00-00S"'
find 0 'みほん 昭55.5.1'
[ "$(wc -l <"$place/out")" -eq 4 ] || wrong "not three, and who may be born then: $out"
find 0 '見本 昭和23年00月00日'
has '"born":"1948-00-00"'
id=$(sed -n '/1948-00-00/s/^{"id":\([0-9]*\).*/\1/p' "$place/out")
printf 'name=見本一\nborn=1948-00-00\n' >"$place/person"
practice 0 case open --json procedure=renew - <"$place/person"
k=$(sed -n 's/.*"number":"\([^"]*\)".*/\1/p' "$place/out")
practice 0 case person --json --from-residents "$id" "$k"
has '"field":"born","case":"昭和23年(月日不詳)","given":"昭和23年(月日不詳)","verdict":"same"'
practice 0 case open --json procedure=renew born=大正15年00月00日
practice 0 case show "$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')"
has 'born=1926-00-00T'
practice 0 case show --json "$k"
has '"born":"1948-00-00"'

# A year, or a month of it, is a birth date wherever facts are given.
practice 0 decide procedure=renew born=S63
practice 0 decide procedure=renew born=1948
practice 2 decide procedure=renew born=S65
says date
printf 'name=見本一\nborn=S23.5\n' >"$place/person"
practice 0 case open --json procedure=renew - <"$place/person"
practice 0 case show --json "$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')"
has '"born":"1948-05-00"'

# What looks like a lost character isn't imported, unless the settings say that it is right; typed it is told.
printf '氏名,生年月日,住所\n見本 ？,S55.5.1,架空市\n見本 二,S55.5.1,架空市■荘\n' >"$place/lost.csv"
practice 2 residents import "$place/lost.csv"
has "$place/lost.csv:2: 氏名: 4文字目の ？ (U+FF1F) は" && has "$place/lost.csv:3: 住所: 4文字目の ■ (U+25A0) は"
printf '[madoguchi]\nprofile = national\nas-written = 市■荘, ？\n' >"$place/signs.ini"
practice 0 --config "$place/signs.ini" residents import --json "$place/lost.csv"
has '"imported":2'
printf 'name=見本?\nborn=S55.5.1\nproxy-name=&#39640;橋 太郎\n' >"$place/person"
practice 0 case open --json procedure=renew - <"$place/person"
case $err in *'氏名: 3文字目の ? (U+003F)、代理人氏名: 1文字目の &#39640; は、'*) ;; *) wrong "not a word: $err" ;; esac
printf 'name=見本〓\nborn=S55.5.1\n' >"$place/person"
practice 0 case open --json procedure=renew - <"$place/person"
[ -z "$err" ] || wrong "told without a reason: $err"

# In English, too, with the file's own name of the column; by the process that can't open the words' file any more.
printf '氏名,ふりがな,生年月日,住所\n見本,見本,S55.5.1,架空市\n' >"$place/faults.csv"
practice 2 residents import "$place/faults.csv"
has "$place/faults.csv:2: ふりがな: フリガナはカタカナで書きます (1文字目の 見 (U+898B))"
MADOGUCHI_LOCALEDIR=$(dirname "$ctl")/po practice 2 --lang en residents import "$place/faults.csv"
has "$place/faults.csv:2: ふりがな: Kana are written in katakana (見 (U+898B), character 1)"

# As other systems write it; what can't be imported stands in a file of its own, which only its owner reads.
printf '氏名\t生年月日\t住所\n見本 一\tS55.5.1\t架空市\n見本 二\t明日\t架空市\n' | iconv -f UTF-8 -t CP932 >"$place/sjis.tsv"
practice 2 residents import "$place/sjis.tsv"
has "$place/sjis.tsv:3: 生年月日"
practice 0 residents import --json --keep-good "$place/rest.csv" "$place/sjis.tsv"
has '"imported":1,"left-out":1'
sed 2d "$place/sjis.tsv" | cmp - "$place/rest.csv" || wrong "not left out as it stands there"
[ "$(stat -c %a "$place/rest.csv")" = 600 ] || wrong "others can read it"
practice 1 residents import --keep-good "$place/rest.csv" "$place/sjis.tsv"
says io
iconv -f CP932 -t UTF-8 "$place/rest.csv" | sed s/明日/H2.2.3/ | iconv -f UTF-8 -t CP932 >"$place/mended.csv"
practice 0 residents import --keep-good "$place/none.csv" "$place/mended.csv"
[ ! -e "$place/none.csv" ] || wrong "an empty file is left"
printf '氏名,生年月日,住所\n見本 一,S55.5.1,架空市\n見本 二,S55.5.1,架空市123456789018\n見本 三,S55.5.1,架空市 1234-5678-9018\n' >"$place/number.csv"
practice 2 residents import "$place/number.csv"
has "$place/number.csv:3: 住所: 個人番号らしい" && has "$place/number.csv:4: 住所: 個人番号らしい"
practice 0 residents import --json --keep-good "$place/masked.csv" "$place/number.csv"
has '"imported":1,"left-out":2'
if grep -q -e 123456789018 -e 5678-9018 "$place"/data/madoguchi/training/store.db* ||
	grep -q 9018 "$place/masked.csv" "$place/out"; then
	wrong 'an individual number is written'
fi
[ "$(wc -l <"$place/masked.csv")" -eq 3 ] || wrong "lines are lost: $(cat "$place/masked.csv")"
iconv -f UTF-8 -t EUC-JP "$place/dates.csv" >"$place/euc.csv"
practice 0 residents import --json --charset euc-jp "$place/euc.csv"
has '"imported":6'
practice 2 residents import --charset ebcdic "$place/euc.csv"
practice 1 residents import "$place"
says io
case $err in *フォルダー*) ;; *) wrong "not told as a folder: $err" ;; esac
practice 0 residents erase --json
practice 0 audit verify
if grep -qa -e 花子 -e 一郎 "$place/state/madoguchi/madoguchi.log"; then wrong "the log has a name"; fi
if grep -qa -e 一郎 -e '番号 花子' "$place"/data/madoguchi/training/store.db*; then wrong "the store still has what was erased"; fi
finish

#!/bin/sh
# A municipality's own decision table: each row that is answered otherwise by its line, what is wanted and what is got.
. "${top_srcdir:-.}/tests/cli/lib.sh"

table=$place/city.table
cat >"$place/city.ini" <<'END'
[municipality]
name = 例市
inherit = national
source = 例市「手続」

[refuse card-face-outdated]
when = issuing and card-face = outdated
text = 先に券面の変更をしてください
source = 例市「手続」
END
cat >"$table" <<'END'
profile city
case 更新
facts at=2026-11-20 resident=yes card=valid card-face=current card-expires=2031-05-01 born=1986-01-20 ward=no
facts procedure=renew reason=expiry sign-expires=2026-12-20 auth-expires=2026-12-20 visitor=self
sign-pin=known auth-pin=known doc=applicant:my-number-card -> proceed fee=0 rule=self
. sign-pin=known auth-pin=known -> incomplete missing=card
sign-pin=known auth-pin=known card-face=outdated -> refused reasons=card-face-outdated
END
practice 0 profile test "$place/city.ini"
practice 0 profile test "$place/city.ini" "$table"
practice 0 profile test --json "$place/city.ini" "$table"
has '{"rows":3,"wrong":0,"unused":[]}'

# try STATUS CODE TEXT ROW...: with that row behind the others.
try() {
	want=$1 code=$2 text=$3
	shift 3
	{ cat "$table"; printf '%s\n' "$@"; } >"$place/other.table"
	practice "$want" profile test "$place/city.ini" "$place/other.table"
	[ "$code" = - ] || says "$code"
	has "$text"
}
try 1 table-differs ':8: 表では proceed、答えは incomplete' '. sign-pin=known auth-pin=known -> proceed'
try 1 table-differs ':8: 表では fee=200、答えは 0' 'sign-pin=known auth-pin=known -> incomplete missing=card fee=200'
try 2 table ':8: この行には missing= も必要です' 'sign-pin=known auth-pin=known -> incomplete'
try 2 table ':8: colour=red というものは書けません' 'sign-pin=known auth-pin=known -> incomplete missing=card colour=red'
try 2 table ':8: 行は 事実 -> 結果 と書きます' 'sign-pin=known'
try 2 table ':8: at がありません。表は、いつ来た方かも言います' '!at sign-pin=known -> refused reasons=no-card'
try 2 table ':8: 事実は 項目=値 と書きます' 'facts renew'
try 2 table 'ありません' 'doc=applicant:moon-card -> refused reasons=no-card'
try 2 table 'この表は town のものです' 'profile town' 'sign-pin=known -> refused reasons=no-card'
try 2 table '行が長すぎます(2046 バイトまで)' "$(head -c 3000 /dev/zero | tr '\0' x) -> proceed"
try 2 table '使えない文字' "$(printf 'case x\n\033[2J=1 -> proceed')"
case $out in *"$(printf '\033')"*) wrong 'a control character reached the terminal' ;; esac

head -n 5 "$table" >"$place/other.table"
practice 0 profile test "$place/city.ini" "$place/other.table"
has '[refuse card-face-outdated] を使う行がありません'
: >"$place/other.table"
practice 2 profile test "$place/city.ini" "$place/other.table"
says table
practice 1 profile test "$place/city.ini" "$place/nowhere.table"
says io
practice 3 profile test "$place/nowhere.ini" "$table"
says profile-missing
finish

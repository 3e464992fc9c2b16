/* Every event that can be told of, once: its code, which never changes, and its words. */
#include "audit/event.h"

#include <string.h>

struct event { const char *code, *ja, *en; };

#define OF_CASE "case-"

/* What happens to a case: its history has the code, the audit log the code behind "case-". */
static const struct event of_case[] = {
	{ "opened", "受付", "intake" },
	{ "inquiry-ordered", "照会の申請", "inquiry ordered" },
	{ "posted", "照会書を発送", "letter posted" },
	{ "returned-undelivered", "照会書が返戻", "letter came back" },
	{ "reply-received", "回答を受領", "reply received" },
	{ "found-incomplete", "不足", "incomplete" },
	{ "approved", "承認", "approved" },
	{ "seconded", "もう一人の承認", "second approval" },
	{ "let-in", "並んでいた方を受付", "let in from the queue" },
	{ "second-undone", "承認が無効に", "approval undone" },
	{ "card-work-begun", "カードの処理を開始", "card work begun" },
	{ "card-work-done", "カードの処理が完了", "card work done" },
	{ "card-work-undone", "カードの処理を取消し", "card work undone" },
	{ "handed-over", "統合端末へ引渡し", "handed over to the terminal" },
	{ "taken-back", "統合端末の処理を確認", "terminal's work confirmed" },
	{ "not-as-wanted", "統合端末の処理が違う", "terminal did otherwise" },
	{ "not-proved", "統合端末の処理を確かめず", "terminal's work not proved" },
	{ "print-typed", "統合端末の印刷を入力", "terminal's print typed" },
	{ "print-void", "統合端末の印刷を取消し", "terminal's print void" },
	{ "terminal-refused", "統合端末で不可", "terminal refused" },
	{ "terminal-gone", "ほかの端末がもうないと記録", "other terminal declared gone" },
	{ "answered", "書面で回答", "answered in writing" },
	{ "kept", "預かり", "card kept" },
	{ "card-returned", "カードを返却", "card returned" },
	{ "number-read", "番号を照合", "number read against it" },
	{ "holder-said", "氏名と生年月日を聞いた", "holder's name and birth date said" },
	{ "sheet-shredded", "用紙を裁断", "sheet shredded" },
	{ "refused", "不受理", "refused" },
	{ "withdrawn", "取下げ", "withdrawn" },
	{ "expired", "期限切れ", "expired" },
	{ "corrected", "訂正", "corrected" },
	{ "fact-corrected", "訂正", "corrected" },
	{ "cancelled", "取消し", "cancelled" },
	{ "taken-over", "引継ぎ", "taken over" },
	{ "claimed", "受け持った", "taken up" },
	{ "released", "手放した", "let go" },
	{ "noted", "メモ", "note" },
	{ "decided", "判定", "decided" },
	{ "card-bound", "カードを確認", "card bound" },
	{ "holder-confirmed", "本人を確認", "holder confirmed" },
	{ "holder-refused", "カードの照合で中止", "stopped at the card's own word" },
	{ "holder-otherwise", "カードと書き方が違い中止", "stopped: the card writes its holder otherwise" },
	{ "person-set", "本人を記録", "holder recorded" },
	{ "person-compared", "比較", "compared with" },
	{ "proxy-set", "来た方を記録", "visitor recorded" },
	{ "kana-set", "フリガナを記録", "kana written" },
	{ "substitutes-agreed", "代わりの文字に同意", "substitutes agreed" },
	{ "kana-from-record", "フリガナは住民記録から", "kana by the record" },
	{ "shown-before", "前回の書類", "shown before" },
	{ "pin-refused", "暗証番号が合わない", "PIN refused" },
	{ "pin-set", "暗証番号を設定", "PIN set" },
	{ "pin-in-doubt", "暗証番号が不確か", "PIN in doubt" },
	{ "cert-new", "電子証明書は新しい", "certificate is new" },
	{ "cert-lost", "電子証明書が失われた", "certificate lost" },
	{ "printed", "印刷", "printed" },
	{ "print-lost", "印刷が失われた", "print lost by the spooler" },
	{ "print-cancelled", "印刷を取消し", "print cancelled" },
	{ "preserved", "保存の延長", "preservation" },
	{ "erased", "本人の氏名などを消去", "personal data erased" },
};

/* What only the audit log has. */
static const struct event others[] = {
	{ "refused", "断った", "refused" },
	{ "step-begun", "処理の段階を開始", "step begun" },
	{ "pin-check", "暗証番号の確認", "PINs checked" },
	{ "residents-imported", "住民記録を取込み", "residents imported" },
	{ "residents-erased", "住民記録を消去", "residents erased" },
	{ "residents-cleared", "入れ替わった住民記録の残りを消去", "replaced residents cleared away" },
	{ "residents-found", "住民をさがした", "residents searched" },
	{ "residents-listed", "住民の一覧を見た", "residents listed" },
	{ "resident-taken", "住民記録から記入", "resident taken from the record" },
	{ "own-name", "自分と同じ名前の人を見た", "one's own name looked at" },
	{ "record-shown", "受付の内容を見た", "case looked at" },
	{ "cases-searched", "受付をさがした", "cases searched" },
	{ "cases-compared", "規則の違いで受付を調べた", "cases compared by rules" },
	{ "key-set", "署名の鍵を決めた", "signing key set" },
	{ "key-changed", "署名の鍵を替えた", "signing key changed" },
	{ "key-replaced", "前の鍵なしに署名の鍵を替えた", "signing key replaced without the old one" },
	{ "clock-put-back", "時計が戻された", "clock put back" },
	{ "paper-erased", "印刷のためのファイルを消去", "file for printing erased" },
	{ "sheet-printed", "一日の一覧を印刷", "sheet of a day printed" },
	{ "ledger-counted", "手元のものを数えた", "ledger counted" },
	{ "ledger-seconded", "手元のものをもう一人が数えた", "ledger counted by a second" },
	{ "bookings-imported", "予約を取込み", "bookings imported" },
	{ "bookings-closed", "来なかった予約を記録", "missed bookings recorded" },
	{ "booking-came", "予約の方が来庁", "booked visitor came" },
	{ "booking-missed", "予約の方が来庁なし", "booked visitor didn't come" },
	{ "booking-cancelled", "予約を取消し", "booking cancelled" },
	{ "booking-reopened", "予約の記録を戻した", "booking put back" },
	{ "number-drawn", "番号札を出した", "number drawn" },
	{ "number-called", "番号札を呼んだ", "number called" },
	{ "number-away", "番号札の方が不在", "number called in vain" },
	{ "purge-proposed", "保存期間の過ぎた情報の消去を起案", "purge proposed" },
	{ "purge-begun", "保存期間の過ぎた情報の消去を開始", "purge begun" },
	{ "purged", "保存期間の過ぎた情報を消去", "purged" },
	{ "store-backed-up", "記録の控えを取った", "store backed up" },
	{ "store-restored", "控えから記録を戻した", "store restored" },
};

/* A colon and what it was about may follow the code (printed:letter). */
static const struct event *
find(const struct event *list, size_t count, const char *code)
{
	const size_t len = strcspn(code, ":");
	size_t i;

	for (i = 0; i < count; i++)
		if (strncmp(list[i].code, code, len) == 0 && list[i].code[len] == '\0')
			return &list[i];
	return NULL;
}

static const struct event *
find_of_case(const char *code)
{
	return find(of_case, sizeof(of_case) / sizeof(*of_case), code);
}

static const struct event *
find_in_audit(const char *code)
{
	return strncmp(code, OF_CASE, sizeof(OF_CASE) - 1) == 0 ? find_of_case(code + sizeof(OF_CASE) - 1) :
	    find(others, sizeof(others) / sizeof(*others), code);
}

static const char *
words_of(const struct event *e, const char *code, enum lang lang)
{
	if (e == NULL)
		return code;
	return lang == LANG_EN ? e->en : e->ja;
}

const char *
event_of_case(size_t i)
{
	return i < sizeof(of_case) / sizeof(*of_case) ? of_case[i].code : NULL;
}

bool
event_known(const char *code)
{
	return find_in_audit(code) != NULL;
}

const char *
event_name(const char *code, enum lang lang)
{
	return words_of(find_in_audit(code), code, lang);
}

const char *
event_name_of_case(const char *code, enum lang lang)
{
	return words_of(find_of_case(code), code, lang);
}

/* The master copy of the facts: their keys, values, what they are taken to be, what the screens call them. */
#include "rule/facts.h"

#include <string.h>

static const struct fact_info table[FACT_COUNT] = {
	[FACT_PROCEDURE] = { .key = "procedure", .ja = "手続",
	    .words = { "issue", "renew", "unlock", "change-pin", "revoke", "without-pins", "with-pins", "report-key",
		"disclosure" },
	    .ja_words = { "発行", "更新", "暗証番号の再設定", "暗証番号の変更", "失効",
		"顔認証カードへの切替え", "顔認証カードからの切替え", "秘密鍵漏えい等の届出",
		"認証業務情報の開示請求" },
	    .aloud = "今日はどのお手続きですか" },
	[FACT_CERTIFICATES] = { .key = "certificates", .type = FACT_SET, .ja = "電子証明書",
	    .words = { "sign", "auth" }, .ja_words = { "署名用", "利用者証明用" },
	    .aloud = "どちらの電子証明書のお手続きですか" },
	[FACT_PINS] = { .key = "pins", .type = FACT_SET, .ja = "設定する暗証番号",
	    .words = { "sign", "auth", "juki", "assist" },
	    .ja_words = { "署名用", "利用者証明用", "住民基本台帳用", "券面事項入力補助用" },
	    .aloud = "どの暗証番号のお手続きですか" },
	[FACT_REASON] = { .key = "reason", .ja = "手続の理由",
	    .words = { "first", "expiry", "moved", "renamed", "turned-15", "stay-extended", "card-reissued",
		"holder-request", "stay-pending", "furigana", "former-name", "suspension-lifted", "card-express" },
	    .ja_words = { "初めて", "有効期限", "住所の変更", "氏名の変更", "15歳になった", "在留期間の更新",
		"カードの再交付", "本人の希望", "在留期間の特例期間", "氏名の振り仮名",
		"旧氏の記載", "一時停止の解除", "カードの特急再交付" },
	    .aloud = "お手続きの理由を教えてください" },
	[FACT_VISITOR] = { .key = "visitor", .ja = "来庁した方",
	    .words = { "self", "self+guardian", "guardian", "household", "proxy" },
	    .ja_words = { "本人", "本人と法定代理人", "法定代理人のみ", "同一世帯員", "任意代理人" },
	    .aloud = "カードのご本人ですか。ご本人でないときは、ご関係を教えてください" },
	[FACT_VISIT] = { .key = "visit", .assumed = "1", .ja = "来庁の回数",
	    .words = { "1", "2" }, .ja_words = { "1回目", "2回目" },
	    .aloud = "このお手続きでお越しになるのは何回目ですか" },
	[FACT_GUARDIANSHIP] = { .key = "guardianship", .ja = "法定代理人の種類",
	    .words = { "parent", "guardian", "curator", "assistant", "voluntary" },
	    .ja_words = { "親権者", "後見人", "保佐人", "補助人", "任意後見人" },
	    .aloud = "親権者の方ですか。後見人などの方ですか" },
	[FACT_RESIDENT] = { .key = "resident", .ja = "この市区町村に住民登録がある",
	    .words = { "yes", "no", "abroad" }, .assumed = "no",
	    .ja_words = { "はい", "いいえ", "国外に転出した(カードは継続利用)" },
	    .aloud = "ご本人の住民登録は、こちらの市区町村ですか" },
	[FACT_CARD] = { .key = "card", .ja = "マイナンバーカードの状態",
	    .words = { "valid", "expired", "none", "juki", "damaged" },
	    .ja_words = { "有効", "期限切れ", "持っていない", "住基カード", "破損" },
	    .aloud = "ご本人のマイナンバーカードをお持ちですか" },
	[FACT_CARD_KIND] = { .key = "card-kind", .assumed = "ordinary", .ja = "カードの種類",
	    .words = { "ordinary", "without-pins", "residence", "child" },
	    .ja_words = { "通常のカード", "顔認証カード(暗証番号なし)", "特定在留カード",
		"顔写真のないカード(1歳未満)" },
	    .aloud = "カードに「顔認証」の記載があるか確かめますので、見せていただけますか" },
	[FACT_CARD_FACE] = { .key = "card-face", .ja = "カードの券面の記載",
	    .words = { "current", "outdated" }, .ja_words = { "現在のもの", "古いまま" },
	    .aloud = "カードに書かれた氏名と住所は、いまと同じですか" },
	[FACT_BORN] = { .key = "born", .type = FACT_DATE, .ja = "本人の生年月日",
	    .aloud = "ご本人の生年月日を教えてください" },
	[FACT_BORN_AS] = { .key = "born-as", .type = FACT_DATE, .ja = "みなし生年月日(年齢の計算用)",
	    .aloud = "ご本人の年齢は、どの日から数えていますか" },
	[FACT_WARD] = { .key = "ward", .ja = "成年被後見人である",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "ご本人に成年後見人は付いていますか" },
	[FACT_SIGN_EXPIRES] = { .key = "sign-expires", .type = FACT_DATE, .ja = "署名用電子証明書の有効期限",
	    .words = { "none" }, .ja_words = { "なし" },
	    .aloud = "署名用電子証明書の有効期限はいつですか" },
	[FACT_AUTH_EXPIRES] = { .key = "auth-expires", .type = FACT_DATE, .ja = "利用者証明用電子証明書の有効期限",
	    .words = { "none" }, .ja_words = { "なし" },
	    .aloud = "利用者証明用電子証明書の有効期限はいつですか" },
	[FACT_CARD_EXPIRES] = { .key = "card-expires", .type = FACT_DATE, .ja = "カードの有効期限",
	    .aloud = "カードの表に書かれた有効期限はいつですか" },
	[FACT_SIGN_PIN] = { .key = "sign-pin", .ja = "署名用の暗証番号",
	    .words = { "known", "unknown", "mismatch", "locked" },
	    .ja_words = { "分かる", "分からない", "合わない", "ロック" },
	    .aloud = "署名用の暗証番号(英数字6文字から16文字)は分かりますか" },
	[FACT_AUTH_PIN] = { .key = "auth-pin", .ja = "利用者証明用の暗証番号",
	    .words = { "known", "unknown", "mismatch", "locked" },
	    .ja_words = { "分かる", "分からない", "合わない", "ロック" },
	    .aloud = "利用者証明用の暗証番号(数字4桁)は分かりますか" },
	[FACT_TRIGGER] = { .key = "trigger", .assumed = "none", .ja = "同じ日の届出",
	    .words = { "none", "moving-in", "moving-within", "moving-abroad" },
	    .ja_words = { "なし", "転入", "転居", "国外転出" },
	    .aloud = "今日、転入や転居などの届出もなさいますか" },
	[FACT_SAME_HOUSEHOLD] = { .key = "same-household", .ja = "本人と同一世帯である",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "ご本人と同じ世帯の方ですか" },
	[FACT_HONSEKI_HERE] = { .key = "honseki-here", .ja = "本籍がこの市区町村にある",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "ご本人の本籍は、こちらの市区町村ですか" },
	[FACT_AUTHORITY_ON_RECORD] = { .key = "authority-on-record", .ja = "代理権を住民票などで確かめられる",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "代理の資格を記録で確かめますので、少しお待ちください" },
	[FACT_PLEDGE] = { .key = "pledge", .ja = "法定代理人の誓約書がある",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "誓約書はお持ちですか" },
	[FACT_PROXY_REASON] = { .key = "proxy-reason", .ja = "本人が来られない理由",
	    .words = { "work", "study", "hospital", "facility", "disability", "abroad", "other" },
	    .ja_words = { "仕事", "学業", "入院", "施設入所", "障害", "海外", "その他" },
	    .aloud = "ご本人がお越しになれない理由を教えてください" },
	[FACT_NOTICE] = { .key = "notice", .assumed = "none", .ja = "有効期限通知書",
	    .words = { "brought", "left", "none" }, .ja_words = { "持参した", "届いたが持っていない", "届いていない" },
	    .aloud = "有効期限通知書は届きましたか。お持ちですか" },
	[FACT_REPLY] = { .key = "reply", .assumed = "none", .ja = "照会書兼回答書",
	    .words = { "none", "enclosed", "posted" }, .ja_words = { "なし", "通知書に同封のもの", "照会への回答" },
	    .aloud = "照会書兼回答書はお持ちですか" },
	[FACT_REPLY_COMPLETE] = { .key = "reply-complete", .ja = "回答書にすべて記入がある",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "回答書は、すべての欄にご記入いただいていますか" },
	[FACT_POWER_OF_ATTORNEY] = { .key = "power-of-attorney", .ja = "委任状に記入がある",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "委任状はお持ちですか。ご記入いただいていますか" },
	[FACT_CONCEALED] = { .key = "concealed", .assumed = "none", .ja = "暗証番号の隠し方",
	    .words = { "sticker", "envelope", "none" }, .ja_words = { "目隠しシール", "封筒", "隠していない" },
	    .aloud = "暗証番号は、封筒か目隠しシールで隠してありますか" },
	[FACT_REPLY_EXPIRES] = { .key = "reply-expires", .type = FACT_DATE, .ja = "回答書の期限",
	    .aloud = "回答書の期限を確かめますので、見せていただけますか" },
	[FACT_INQUIRY_OPENED] = { .key = "inquiry-opened", .type = FACT_DATE, .ja = "照会を申請した日",
	    .aloud = "照会を申請なさったのはいつですか" },
	[FACT_INQUIRY_POSTED] = { .key = "inquiry-posted", .type = FACT_DATE, .ja = "照会書を投函した日",
	    .aloud = "照会書を投函した日を確かめますので、少しお待ちください" },
	[FACT_BOOKED_ON] = { .key = "booked-on", .type = FACT_DATE, .ja = "予約をした日",
	    .words = { "none" }, .ja_words = { "なし" },
	    .aloud = "ご予約なさったのはいつですか" },
	[FACT_MOVED_ON] = { .key = "moved-on", .type = FACT_DATE, .ja = "転入・転居した日",
	    .words = { "none" }, .ja_words = { "なし" },
	    .aloud = "いまのご住所に移られたのはいつですか" },
	[FACT_REPORTED_ON] = { .key = "reported-on", .type = FACT_DATE, .ja = "転入届・転居届をした日",
	    .words = { "none" }, .ja_words = { "なし" },
	    .aloud = "転入や転居の届出をなさったのはいつですか" },
	[FACT_REVOCATION_CONSENT] = { .key = "revocation-consent", .ja = "失効手続の委任がある",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "いまの証明書の失効も、委任なさっていますか" },
	[FACT_BOOKED] = { .key = "booked", .ja = "予約がある",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "ご予約はなさっていますか" },
	[FACT_HOME_COUNTER] = { .key = "home-counter", .ja = "本人の住所地の窓口である",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "ご本人のご住所はどちらですか" },
	[FACT_CHANNEL] = { .key = "channel", .assumed = "counter", .ja = "照会の申請方法",
	    .words = { "counter", "telephone" }, .ja_words = { "窓口", "電話" },
	    .aloud = "窓口での申請ですか。お電話での申請ですか" },
	[FACT_SYSTEM] = { .key = "system", .assumed = "up", .ja = "全国のシステム",
	    .words = { "up", "congested", "down" }, .ja_words = { "動いている", "混み合っている", "止まっている" },
	    .aloud = "全国のシステムを確かめますので、少しお待ちください" },
	[FACT_OWN] = { .key = "x-", .ja = "市区町村の項目",	/* all of them, until a profile says more */
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "確かめることがあります" },
	[FACT_KEEP_CONSENT] = { .key = "keep-consent", .ja = "カードと暗証番号を預かることへの同意",
	    .words = { "yes", "no" }, .assumed = "no", .ja_words = { "はい", "いいえ" },
	    .aloud = "カードと暗証番号をお預かりしてもよろしいですか" },
};

static const struct { const char *code, *name; } holders[HOLDER_COUNT] = {
	[HOLDER_APPLICANT] = { "applicant", "本人" },
	[HOLDER_GUARDIAN] = { "guardian", "法定代理人" },
	[HOLDER_PROXY] = { "proxy", "代理人" },
	[HOLDER_HOUSEHOLD] = { "household", "同一世帯員" },
};

bool
facts_is_own(enum fact f)
{
	return f >= FACT_OWN && f <= FACT_OWN_LAST;
}

const struct fact_info *
fact_info(enum fact f)
{
	return &table[facts_is_own(f) ? FACT_OWN : (unsigned)f < FACT_COUNT ? f : FACT_PROCEDURE];
}

/* In the order of their keys; without a municipality's own. */
static const enum fact by_key[] = {
	FACT_AUTH_EXPIRES, FACT_AUTH_PIN, FACT_AUTHORITY_ON_RECORD, FACT_BOOKED, FACT_BOOKED_ON, FACT_BORN,
	FACT_BORN_AS,
	FACT_CARD, FACT_CARD_EXPIRES, FACT_CARD_FACE, FACT_CARD_KIND, FACT_CERTIFICATES, FACT_CHANNEL,
	FACT_CONCEALED, FACT_GUARDIANSHIP, FACT_HOME_COUNTER, FACT_HONSEKI_HERE, FACT_INQUIRY_OPENED,
	FACT_INQUIRY_POSTED, FACT_KEEP_CONSENT, FACT_MOVED_ON, FACT_NOTICE, FACT_PINS, FACT_PLEDGE,
	FACT_POWER_OF_ATTORNEY, FACT_PROCEDURE, FACT_PROXY_REASON, FACT_REASON, FACT_REPLY, FACT_REPLY_COMPLETE,
	FACT_REPLY_EXPIRES, FACT_REPORTED_ON, FACT_RESIDENT, FACT_REVOCATION_CONSENT, FACT_SAME_HOUSEHOLD,
	FACT_SIGN_EXPIRES, FACT_SIGN_PIN, FACT_SYSTEM, FACT_TRIGGER, FACT_VISIT, FACT_VISITOR, FACT_WARD,
};

#define KEYS (sizeof(by_key) / sizeof(*by_key))
_Static_assert(KEYS + FACTS_OWN_PLACES == FACT_COUNT, "each fact has its place among the keys");

enum fact
fact_by_key(const char *key)
{
	size_t low = 0, high = KEYS, mid;
	int c;

	while (low < high) {
		mid = low + (high - low) / 2;
		if ((c = strcmp(table[by_key[mid]].key, key)) == 0)
			return by_key[mid];
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return FACT_COUNT;
}

int
fact_word(enum fact f, const char *word)
{
	const char *const *words = fact_info(f)->words;
	int i;

	for (i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

enum procedure_kind
procedure_by_code(const char *code)
{
	const int i = fact_word(FACT_PROCEDURE, code);

	return i >= 0 ? (enum procedure_kind)i : PROCEDURE_COUNT;
}

bool
procedure_ends(enum procedure_kind kind)
{
	return kind == PROCEDURE_REVOKE || kind == PROCEDURE_REPORT_KEY;
}

bool
procedure_at_terminal_only(enum procedure_kind kind)
{
	return kind == PROCEDURE_WITHOUT_PINS || kind == PROCEDURE_WITH_PINS;
}

bool
procedure_on_paper(enum procedure_kind kind)
{
	return kind == PROCEDURE_DISCLOSURE;
}

const char *
holder_code(enum holder h)
{
	return (unsigned)h < HOLDER_COUNT ? holders[h].code : "";
}

enum holder
holder_by_code(const char *code)
{
	unsigned h;

	for (h = 0; h < HOLDER_COUNT; h++)
		if (strcmp(holders[h].code, code) == 0)
			break;
	return (enum holder)h;
}

const char *
holder_name(enum holder h)
{
	return (unsigned)h < HOLDER_COUNT ? holders[h].name : "";
}

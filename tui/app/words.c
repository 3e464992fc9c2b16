/* Short words for what core knows by number, in the language chosen. */
#include "tui/app/words.h"

#include <string.h>

#include "base/lang.h"
#include "base/text.h"

static const char *const cert_states[] = {
	[VIEW_ABSENT] = "ありません",
	[VIEW_NEEDS_PIN] = "あります",
	[VIEW_VALID] = "有効",
	[VIEW_EXPIRING] = "まもなく切れます",
	[VIEW_EXPIRED] = "切れています",
	[VIEW_BROKEN] = "読めません",
	[VIEW_NOT_YET] = "期間がまだです",
	[VIEW_UNTRUSTED] = "発行者が違います",
};

static const struct { const char *code, *words; } reasons[] = {
	{ "not-resident", "住民登録がない" }, { "no-card", "カードがない" }, { "juki-card", "住基カード" },
	{ "card-expired", "カードの期限切れ" }, { "card-damaged", "カードの破損" }, { "card-face-outdated", "券面が古い" },
	{ "under-15", "15歳未満" }, { "ward", "成年被後見人" }, { "proxy-not-allowed", "代理人ではできない" },
	{ "visitor-not-allowed", "来た方ではできない" }, { "window-not-open", "更新期間の前" },
	{ "counter-closed", "窓口の時間外" }, { "counter-does-not-serve", "窓口の取扱いがない" },
	{ "no-reservation", "予約がない" }, { "after-last-acceptance", "受付終了後" },
	{ "rule-not-in-force", "規則の期間外" }, { "not-yet", "まだ始まっていない" },
	{ "system-stopped", "全国のシステムの停止日" },
	{ "card-without-pins", "暗証番号のないカード" }, { "certificate-missing", "電子証明書がない" },
	{ "card", "マイナンバーカード" }, { "identity", "本人確認書類" },
	{ "authority", "代理権の書類" }, { "pledge", "誓約書" }, { "reply", "回答書" }, { "reply-complete", "回答書の記入" },
	{ "power-of-attorney", "委任状" }, { "pin-concealed", "暗証番号の封" }, { "revocation-consent", "失効の委任" },
	{ "reply-expired", "回答の期限切れ" }, { "notice", "有効期限通知書" }, { "proxy-reason", "来られない理由" },
};

/* For columns of lists: six cells, and four or in English five; too short to be anybody else's words. */
static const char *const procedures[PROCEDURE_COUNT][2] = {
	[PROCEDURE_ISSUE] = { "発行", "issue" }, [PROCEDURE_RENEW] = { "更新", "renew" },
	[PROCEDURE_UNLOCK] = { "再設定", "reset" }, [PROCEDURE_CHANGE_PIN] = { "変更", "change" },
	[PROCEDURE_REVOKE] = { "失効", "revoke" }, [PROCEDURE_WITHOUT_PINS] = { "顔認証", "face" },
	[PROCEDURE_WITH_PINS] = { "番号付", "PINs" }, [PROCEDURE_REPORT_KEY] = { "漏えい", "leak" },
	[PROCEDURE_DISCLOSURE] = { "開示", "data" },
};

static const char *const visitors[][2] = {
	[VISITOR_SELF] = { "本人", "self" }, [VISITOR_SELF_GUARDIAN] = { "同伴", "both" },
	[VISITOR_GUARDIAN] = { "法定", "guard" }, [VISITOR_HOUSEHOLD] = { "世帯", "house" },
	[VISITOR_PROXY] = { "代理", "proxy" },
};

const char *
procedure_short(const char *code)
{
	const enum procedure_kind kind = procedure_by_code(code);

	return kind != PROCEDURE_COUNT ? procedures[kind][lang_now() == LANG_EN] : "";
}

const char *
visitor_short(const char *code)
{
	const int word = fact_word(FACT_VISITOR, code);

	return word >= 0 ? visitors[word][lang_now() == LANG_EN] : "";
}

const char *
reason_words(const char *code)
{
	size_t i;

	for (i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
		if (strcmp(reasons[i].code, code) == 0)
			return tr(reasons[i].words);
	}
	return code;
}

const char *
reason_words_of(const struct profile *p, const char *code)
{
	const char *text = strncmp(code, "x-", 2) == 0 ? profile_code_text(p, code) : NULL;

	return text != NULL ? text : reason_words(code);
}

const char *
pin_label(enum pin_kind k)
{
	return lang_now() == LANG_JA ? pin_format(k)->ja : pin_format(k)->en;
}

const char *
pin_format_words(enum pin_kind k)
{
	return lang_now() == LANG_JA ? pin_format(k)->ja_format : pin_format(k)->en_format;
}

const char *
cert_state_words(enum cert_view_state s)
{
	return tr(cert_states[s]);
}

void
date_words(struct date d, char *out, size_t size)
{
	out[0] = '\0';
	if (!date_told(d))
		return;
	if (lang_now() == LANG_JA)
		date_format_era(d, out, size);
	else
		date_format_iso(d, out, size);
}

void
typed_date_words(enum fact f, const char *text, struct date today, char *out, size_t size)
{
	struct date d;

	out[0] = '\0';
	if (facts_typed_date(f, text, today, &d) == ERR_NONE)
		date_words(d, out, size);
}

void
words_cells(char *out, size_t size, const char *text, size_t cells)
{
	const size_t at = strlen(out);
	size_t used, n = text_fit(text, cells - 1, &used);
	const bool cut = text[n] != '\0';

	if (cut)
		n = text_fit(text, cells - 4, &used);
	if (at + n + cells - used + 1 > size)
		return;
	memcpy(out + at, text, n);
	memset(out + at + n, ' ', cells - used);
	if (cut)
		memset(out + at + n, '.', 3);
	out[at + n + cells - used] = '\0';
}

void
words_name(char *out, size_t size, const char *name, size_t cells)
{
	char mended[PERSON_NAME_MAX + 1], told[2 * PERSON_NAME_MAX];

	text_mend(name, strlen(name), mended, sizeof mended);
	text_tell_codes(mended, told, sizeof told);
	words_cells(out, size, told, cells);
}

void
words_trim(char *text)
{
	size_t n;

	for (n = strlen(text); n > 0 && text[n - 1] == ' '; n--)
		text[n - 1] = '\0';
}

/* What the history keeps behind an event as keys and codes, in words. */
#include "tui/flow/case-why-private.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "case/handover.h"
#include "forms/letter.h"
#include "rule/facts.h"
#include "people/compare.h"
#include "tui/app/words.h"

/* What the authority's terminal said no to, or did otherwise; NULL for another code. */
static const char *
terminal_words(const char *code)
{
	const enum terminal_refusal refusal = terminal_refusal_by_code(code);
	const enum handover_difference d = handover_by_code(code);

	if (refusal < TERMINAL_REFUSAL_COUNT)
		return terminal_refusal_name(refusal, lang_now());
	return d < HANDOVER_DIFFERENCE_COUNT ? handover_name(d, lang_now()) : NULL;
}

static const char *
failure_words(const char *code)
{
	unsigned e;

	for (e = 0; e < ERR_COUNT; e++) {
		if (strcmp(err_name((enum err)e), code) == 0)
			return err_what((enum err)e, lang_now());
	}
	return NULL;
}

/* What a code means in a history, whichever event has it; NULL: it is no code. */
static const char *
code_words(const struct profile *p, const char *code)
{
	static const struct { const char *code, *words; } others[] = {
		{ "pin-mismatch", "暗証番号が合わない" }, { "recovered", "止まった処理の続き" },
		{ "face", "券面" }, { "card", "カード" }, { "print", "統合端末の印字" },
		{ "sign-unread", "署名用は読んでいない" }, { "letter", "照会書" }, { "envelope", "封筒" },
	};
	const enum cert_kind cert = cert_by_code(code);
	const enum pin_kind pin = pin_by_code(code);
	const char *words = reason_words_of(p, code);
	size_t i;

	for (i = 0; i < sizeof others / sizeof others[0]; i++) {
		if (strcmp(others[i].code, code) == 0)
			return tr(others[i].words);
	}
	if (words != code)
		return words;
	if (strncmp(code, "x-", 2) == 0)
		return tr("自治体の規則");	/* which the profile of today has no more */
	if (cert != CERT_COUNT)
		return cert_name(cert, lang_now());
	if (pin != PIN_COUNT)
		return pin_label(pin);
	words = terminal_words(code);
	return words != NULL ? words : failure_words(code);
}

/* Codes with commas between; what isn't made of codes a clerk has written. */
static void
join_words(const struct profile *p, const char *why, const char *(*words_of)(const struct profile *, const char *),
    char *out, size_t size)
{
	char text[CASE_WHY_MAX], *rest = text, *code;
	const char *words;
	size_t n = 0;

	(void)snprintf(text, sizeof text, "%s", why);
	(void)snprintf(out, size, "%s", why);
	while ((code = strsep(&rest, ",")) != NULL && n < size) {
		if ((words = words_of(p, code)) == NULL) {
			(void)snprintf(out, size, "%s", why);
			return;
		}
		n += (size_t)snprintf(out + n, size - n, "%s%s", n > 0 ? tr("、") : "", words);
	}
}

static void
codes_words(const struct profile *p, const char *why, char *out, size_t size)
{
	join_words(p, why, code_words, out, size);
}

static const char *
difference_words(const struct profile *p, const char *code)
{
	const enum handover_difference d = handover_by_code(code);

	return d < HANDOVER_DIFFERENCE_COUNT ? handover_name(d, lang_now()) : code_words(p, code);
}

/* "pin-locked,other-date", where the first is what has stayed so. */
static void
differences_words(const struct profile *p, const char *why, char *out, size_t size)
{
	join_words(p, why, difference_words, out, size);
}

/* "known" as the screens call it; days stand as they are, and "-" is what wasn't known. */
static const char *
value_words(const struct profile *p, enum fact fact, const char *word)
{
	const struct fact_info *info = fact_info(fact);
	int i = fact_word(fact, word);

	if (strcmp(word, "-") == 0)
		return tr("未確認");
	if (info->type == FACT_DATE)
		return strcmp(word, "none") == 0 ? tr("なし") : word;
	if (i < 0 && fact == FACT_PROXY_REASON)
		i = profile_own_reason(p, word);
	return i >= 0 ? profile_word(p, fact, i) : word;
}

/* Of a set "sign,auth". */
static void
values_words(const struct profile *p, enum fact fact, char *words, char *out, size_t size)
{
	const char *word;
	size_t n = 0;

	while ((word = strsep(&words, ",")) != NULL && n < size)
		n += (size_t)snprintf(out + n, size - n, "%s%s", n > 0 ? "+" : "", value_words(p, fact, word));
}

/* "auth-pin: known > -" */
static void
fact_words(const struct profile *p, const char *why, char *out, size_t size)
{
	char key[FACTS_OWN_CODE_MAX], was[64], is[64], before[160], now[160];
	const char *name = key;
	enum fact fact, own;

	_Static_assert(FACTS_OWN_CODE_MAX == 32, "the longest key, which is read below");
	if (sscanf(why, "%31[^:]: %63s > %63s", key, was, is) != 3 ||
	    ((fact = fact_by_key(key)) == FACT_COUNT && !facts_own_code(key))) {
		codes_words(p, why, out, size);
		return;
	}
	own = fact == FACT_COUNT ? profile_own_fact(p, key) : fact;
	if (own != FACT_COUNT)
		name = profile_fact_name(p, own);
	fact = fact == FACT_COUNT ? FACT_OWN : fact;
	values_words(p, fact, was, before, sizeof before);
	values_words(p, fact, is, now, sizeof now);
	(void)snprintf(out, size, "%s: %s > %s", name, before, now);
}

/* "applicant:運転免許証" */
static void
document_words(const struct profile *p, const char *why, char *out, size_t size)
{
	const char *label = strchr(why, ':');
	enum holder holder;
	char code[16];

	if (label == NULL || (size_t)(label - why) >= sizeof code) {
		codes_words(p, why, out, size);
		return;
	}
	(void)snprintf(code, sizeof code, "%.*s", (int)(label - why), why);
	holder = holder_by_code(code);
	(void)snprintf(out, size, "%s %s", holder < HOLDER_COUNT ? tr(holder_name(holder)) : code, label + 1);
}

/* A fact, or a document that wasn't shown after all, was shown too, or has another date. */
static void
correction_words(const struct profile *p, const char *why, char *out, size_t size)
{
	static const struct { const char *sign, *words; } signs[] = {
		{ "-doc=", "取消し" }, { "+doc=", "追加" }, { "*doc=", "日付など" },
	};
	size_t i, n;

	for (i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		n = strlen(signs[i].sign);
		if (strncmp(why, signs[i].sign, n) != 0)
			continue;
		document_words(p, why + n, out, size);
		n = strlen(out);
		(void)snprintf(out + n, size - n, " (%s)", tr(signs[i].words));
		return;
	}
	fact_words(p, why, out, size);
}

static void
pin_words(const struct profile *p, const char *why, char *out, size_t size)
{
	enum pin_kind k = pin_by_code(why);

	if (k < PIN_COUNT)
		(void)snprintf(out, size, "%s", pin_label(k));
	else
		codes_words(p, why, out, size);
}

static const char *
field_words(const char *code)
{
	unsigned f;

	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		if (strcmp(person_field_code((enum person_field)f), code) == 0)
			return tr(person_field_name((enum person_field)f));
	}
	return code;
}

/* Short, so that a line holds all fields. */
static const char *
verdict_words(const char *code)
{
	static const struct { enum person_verdict verdict; const char *words; } told[] = {
		{ PERSON_OTHERWISE, "書き方" }, { PERSON_DIFFERENT, "違う" }, { PERSON_GONE, "なしに" },
		{ PERSON_ONE_SIDED, "片方だけ" }, { PERSON_UNREAD, "比べられない" },
	};
	size_t i;

	for (i = 0; i < sizeof told / sizeof told[0]; i++) {
		if (strcmp(person_verdict_code(told[i].verdict), code) == 0)
			return tr(told[i].words);
	}
	return code;
}

/* "card: name:otherwise,address:different"; of a person who wasn't known before, or is the same, "card". */
static void
compared_words(const struct profile *p, const char *why, char *out, size_t size)
{
	static const char *const sources[] = {
		[PERSON_TOLD] = "聞き取り", [PERSON_CARD] = "カード", [PERSON_RECORD] = "住民記録",
	};
	char text[CASE_WHY_MAX], *rest = text, *part, *verdict;
	size_t n;

	(void)p;
	(void)snprintf(text, sizeof text, "%s", why);
	n = (size_t)snprintf(out, size, "%s", tr(sources[person_source_by_code(strsep(&rest, ":"))]));
	while ((part = strsep(&rest, ",")) != NULL && n < size) {
		part += strspn(part, " ");
		if ((verdict = strchr(part, ':')) == NULL)
			continue;
		*verdict++ = '\0';
		n += (size_t)snprintf(out + n, size - n, " %s(%s)", field_words(part), verdict_words(verdict));
	}
}

static void
cert_words(const struct profile *p, const char *why, char *out, size_t size)
{
	const enum cert_kind kind = cert_by_code(why);

	if (kind != CERT_COUNT)
		(void)snprintf(out, size, "%s", cert_name(kind, lang_now()));
	else
		codes_words(p, why, out, size);
}

/* Against what the holder was compared; of the card, also what was taken for the same. */
static void
holder_words(const struct profile *p, const char *why, char *out, size_t size)
{
	if (strncmp(why, "card", strlen("card")) == 0)
		compared_words(p, why, out, size);
	else
		codes_words(p, why, out, size);
}

/* What only a clerk writes stands as it was written. */
static void
own_words(const struct profile *p, const char *why, char *out, size_t size)
{
	(void)p;
	(void)snprintf(out, size, "%s", why);
}

void
case_why_words(const struct profile *p, const struct case_history *h, char *out, size_t size)
{
	static const struct {
		const char *event;
		void (*words)(const struct profile *, const char *, char *, size_t);
	} kinds[] = {
		{ "shown-before", document_words },
		{ "pin-refused", pin_words }, { "pin-set", pin_words }, { "pin-in-doubt", pin_words },
		{ "cert-new", cert_words }, { "cert-lost", cert_words },
		{ "person-compared", compared_words }, { "holder-confirmed", holder_words },
		{ "not-as-wanted", differences_words },
		{ "noted", own_words }, { "approved", own_words }, { "withdrawn", own_words }, { "expired", own_words },
		{ "cancelled", own_words }, { "terminal-gone", own_words },
	};
	static const char printed[] = "printed:";
	size_t i;

	if (strncmp(h->event, printed, sizeof printed - 1) == 0) {
		(void)snprintf(out, size, "%s", tr(paper_name(paper_by_code(h->event + sizeof printed - 1))));
		return;
	}
	if (strcmp(h->event, "fact-corrected") == 0) {
		correction_words(p, h->why, out, size);
		return;
	}
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (strcmp(kinds[i].event, h->event) != 0)
			continue;
		kinds[i].words(p, h->why, out, size);
		return;
	}
	codes_words(p, h->why, out, size);
}

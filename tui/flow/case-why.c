/* What the history keeps behind an event as keys and codes, in words. */
#include "tui/flow/case-why-private.h"

#include <stdio.h>
#include <string.h>

#include "rule/facts.h"
#include "base/lang.h"
#include "people/compare.h"
#include "tui/app/words.h"

/* "known" as the screens call it; days stand as they are, and "-" is what wasn't known. */
static const char *
value_words(enum fact fact, const char *word)
{
	const struct fact_info *info = fact_info(fact);
	int i = fact_word(fact, word);

	if (strcmp(word, "-") == 0)
		return tr("未確認");
	return i >= 0 && info->type != FACT_DATE ? tr(info->ja_words[i]) : word;
}

/* "auth-pin: known > -" */
static void
fact_words(const char *why, char *out, size_t size)
{
	char key[32], was[64], is[64];
	enum fact fact;

	if (sscanf(why, "%31[^:]: %63s > %63s", key, was, is) != 3 || (fact = fact_by_key(key)) == FACT_COUNT) {
		(void)snprintf(out, size, "%s", why);
		return;
	}
	(void)snprintf(out, size, "%s: %s > %s", tr(fact_info(fact)->ja), value_words(fact, was), value_words(fact, is));
}

/* "applicant:運転免許証" */
static void
document_words(const char *why, char *out, size_t size)
{
	const char *label = strchr(why, ':');
	enum holder holder;
	char code[16];

	if (label == NULL || (size_t)(label - why) >= sizeof code) {
		(void)snprintf(out, size, "%s", why);
		return;
	}
	(void)snprintf(code, sizeof code, "%.*s", (int)(label - why), why);
	holder = holder_by_code(code);
	(void)snprintf(out, size, "%s %s", holder < HOLDER_COUNT ? tr(holder_name(holder)) : code, label + 1);
}

/* A fact, or a document that wasn't shown after all, was shown too, or has another date. */
static void
correction_words(const char *why, char *out, size_t size)
{
	static const struct { const char *sign, *words; } signs[] = {
		{ "-doc=", "取消し" }, { "+doc=", "追加" }, { "*doc=", "日付など" },
	};
	size_t i, n;

	for (i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		n = strlen(signs[i].sign);
		if (strncmp(why, signs[i].sign, n) != 0)
			continue;
		document_words(why + n, out, size);
		n = strlen(out);
		(void)snprintf(out + n, size - n, " (%s)", tr(signs[i].words));
		return;
	}
	fact_words(why, out, size);
}

static void
pin_words(const char *why, char *out, size_t size)
{
	enum pin_kind k = pin_by_code(why);

	(void)snprintf(out, size, "%s", k < PIN_COUNT ? pin_label(k) : why);
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
		{ PERSON_OTHERWISE, "書き方" }, { PERSON_DIFFERENT, "違う" },
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
compared_words(const char *why, char *out, size_t size)
{
	static const char *const sources[] = {
		[PERSON_TOLD] = "聞き取り", [PERSON_CARD] = "カード", [PERSON_RECORD] = "住民記録",
	};
	char text[CASE_WHY_MAX], *rest = text, *part, *verdict;
	size_t n;

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
cert_words(const char *why, char *out, size_t size)
{
	const enum cert_kind kind = cert_by_code(why);

	(void)snprintf(out, size, "%s", kind != CERT_COUNT ? cert_name(kind, lang_now()) : why);
}

/* Against what the holder was compared. */
static void
holder_words(const char *why, char *out, size_t size)
{
	if (strncmp(why, "card", strlen("card")) == 0)
		compared_words(why, out, size);
	else
		(void)snprintf(out, size, "%s", strcmp(why, "face") == 0 ? tr("券面") : why);
}

void
case_why_words(const struct case_history *h, char *out, size_t size)
{
	static const struct { const char *event; void (*words)(const char *, char *, size_t); } kinds[] = {
		{ "fact-corrected", correction_words }, { "shown-before", document_words },
		{ "pin-refused", pin_words }, { "pin-set", pin_words }, { "pin-in-doubt", pin_words },
		{ "cert-new", cert_words }, { "cert-lost", cert_words },
		{ "person-compared", compared_words }, { "holder-confirmed", holder_words },
	};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (strcmp(kinds[i].event, h->event) != 0)
			continue;
		kinds[i].words(h->why, out, size);
		return;
	}
	(void)snprintf(out, size, "%s", reason_words(h->why));
}

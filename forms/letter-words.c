/* What is known of a case, in the words of a paper. */
#include "forms/letter-private.h"

#include <stdio.h>
#include <string.h>

#include "base/pin.h"

static const char *const sexes[] = { [SEX_UNKNOWN] = "", [SEX_MALE] = "男", [SEX_FEMALE] = "女" };

void
words_day(struct date d, bool weekday, struct buf *b)
{
	char day[64];

	if (!date_told(d)) {
		buf_puts(b, "令和　　　年　　　月　　　日");
		return;
	}
	date_format_era(d, day, sizeof(day));
	if (!weekday && date_valid(d))
		day[strcspn(day, "(")] = '\0';
	buf_puts(b, day);
}

/* A fact's value; several are joined. */
static void
words_fact(const struct letter *l, enum fact f, struct buf *b)
{
	const struct fact_info *info = fact_info(f);
	int32_t value = l->facts->value[f], i;

	if (!facts_known(l->facts, f))
		return;
	if (info->type == FACT_DATE) {
		if (value != FACT_NONE)
			words_day(date_from_days(value), false, b);
	} else if (info->type == FACT_CHOICE)
		buf_puts(b, info->ja_words[value]);
	else {
		for (i = 0; i < FACT_WORDS_MAX && info->words[i] != NULL; i++)
			if ((value & 1 << i) != 0)
				buf_printf(b, "%s%s", b->len > 0 ? "、" : "", info->ja_words[i]);
	}
}

void
words_value(const struct letter *l, const struct field *f, struct buf *b)
{
	const struct person *p = &l->file->person;
	const struct case_proxy *proxy = &l->file->proxy;
	const struct { const char *key, *text; } texts[] = {
		{ "name", p->name }, { "kana", p->kana }, { "address", p->address }, { "postcode", p->postcode },
		{ "former-name", p->former }, { "former-kana", p->former_kana }, { "alias", p->alias },
		{ "latin-name", p->latin }, { "sex", sexes[p->sex] },
		{ "proxy-name", proxy->name }, { "proxy-address", proxy->address },
		{ "proxy-relation", proxy->relation }, { "mail-number", l->mail_number },
	};
	size_t i;

	if (f->key == NULL)
		return;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (strcmp(texts[i].key, f->key) == 0) {
			buf_puts(b, texts[i].text);
			return;
		}
	if (strcmp(f->key, "born") == 0 && date_told(p->born))
		words_day(p->born, false, b);
	else if (fact_by_key(f->key) != FACT_COUNT)
		words_fact(l, fact_by_key(f->key), b);
}

void
words_procedure(const struct letter *l, struct buf *b)
{
	struct buf word = { 0 };

	words_fact(l, FACT_PROCEDURE, &word);
	/* 暗証番号の再設定 says already of what; 更新 doesn't. */
	buf_printf(b, l->facts->value[FACT_PROCEDURE] == PROCEDURE_UNLOCK ||
	    l->facts->value[FACT_PROCEDURE] >= PROCEDURE_CHANGE_PIN ||
	    strstr(buf_text(&word), "暗証番号") != NULL ? "%s" : "電子証明書の%s", buf_text(&word));
	b->failed = b->failed || buf_check(&word) != ERR_NONE;
	buf_free(&word);
}

void
words_certificates(unsigned mask, struct buf *b)
{
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++)
		if ((mask & CERT_BIT(k)) != 0)
			buf_printf(b, "%s%s", b->len > 0 ? "、" : "", cert_name((enum cert_kind)k, LANG_JA));
}

bool
words_of_certificates(const struct letter *l)
{
	return l->facts->value[FACT_PROCEDURE] != PROCEDURE_UNLOCK &&
	    l->facts->value[FACT_PROCEDURE] != PROCEDURE_CHANGE_PIN &&
	    l->facts->value[FACT_PROCEDURE] != PROCEDURE_WITHOUT_PINS &&
	    l->facts->value[FACT_PROCEDURE] != PROCEDURE_WITH_PINS;
}

void
words_pins(unsigned mask, struct buf *b)
{
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		if ((mask & 1u << k) != 0)
			buf_printf(b, "%s%s", b->len > 0 ? "、" : "", fact_info(FACT_PINS)->ja_words[k]);
}

void
words_addressee(const struct letter *l, struct buf *b)
{
	static const char *const ends[] = { "市", "区", "町", "村" };
	const char *name = profile_name(l->profile);
	size_t i, len = strlen(name);

	buf_puts(b, name);
	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (len > strlen(ends[i]) && strcmp(name + len - strlen(ends[i]), ends[i]) == 0)
			buf_puts(b, "長");
}

bool
words_of_paper(const struct letter *l)
{
	return facts_known(l->facts, FACT_VISITOR) && (l->facts->value[FACT_VISITOR] == VISITOR_PROXY ||
	    l->facts->value[FACT_VISITOR] == VISITOR_HOUSEHOLD);
}

const char *
words_visitor(const struct letter *l)
{
	static const char *const words[] = {
		[VISITOR_SELF] = "ご本人", [VISITOR_SELF_GUARDIAN] = "法定代理人", [VISITOR_GUARDIAN] = "法定代理人",
		[VISITOR_HOUSEHOLD] = "代理人(同一世帯の方)", [VISITOR_PROXY] = "代理人",
	};

	return facts_known(l->facts, FACT_VISITOR) ? words[l->facts->value[FACT_VISITOR]] : "代理人";
}

static bool
sets_none(int32_t procedure)
{
	return procedure_ends((enum procedure_kind)procedure) || procedure == PROCEDURE_WITHOUT_PINS ||
	    procedure_on_paper((enum procedure_kind)procedure);
}

/* Before the second visit nothing is decided of PINs yet: those that the procedure is about, or that are lost. */
unsigned
words_new_pins(const struct letter *l)
{
	static const struct { enum fact fact; enum cert_kind cert; enum pin_kind pin; } states[] = {
		{ FACT_SIGN_PIN, CERT_SIGN, PIN_SIGN }, { FACT_AUTH_PIN, CERT_AUTH, PIN_AUTH },
	};
	unsigned pins = l->file->pins;
	size_t i;

	if (pins != 0 || !facts_known(l->facts, FACT_PROCEDURE) || sets_none(l->facts->value[FACT_PROCEDURE]))
		return pins;
	if (!words_of_certificates(l))
		return facts_pins(l->facts) & l->decision->pins;
	for (i = 0; i < sizeof(states) / sizeof(*states); i++)
		if ((l->file->certificates & CERT_BIT(states[i].cert)) != 0 && facts_known(l->facts, states[i].fact) &&
		    l->facts->value[states[i].fact] != STATE_KNOWN)
			pins |= 1u << states[i].pin;
	return pins & l->decision->pins;
}

unsigned
words_asked_pins(const struct letter *l)
{
	unsigned pins = words_new_pins(l) | l->decision->checked;

	if (words_of_certificates(l) && (l->file->certificates & CERT_BIT(CERT_SIGN)) != 0)
		pins |= 1u << PIN_SIGN;
	if (words_of_certificates(l) && (l->file->certificates & CERT_BIT(CERT_AUTH)) != 0)
		pins |= 1u << PIN_AUTH;
	return pins & l->decision->pins;
}

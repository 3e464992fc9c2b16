/* Reads facts from key=value: arguments, lines, batch lines. Everything is checked; nothing is guessed. */
#include "config.h"

#include "rule/facts-private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text-number.h"
#include "base/text.h"

#define TEXT_MAX 1024	/* bytes of one key=value */

enum err
facts_fault(enum err e, char why[FACTS_WHY_MAX], const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(why, FACTS_WHY_MAX, tr(fmt), ap);
	va_end(ap);
	return e;
}

/* "使える値: a, b, c" behind what stands in why. */
static void
add_words(char why[FACTS_WHY_MAX], const char *const *words)
{
	size_t at = strlen(why);
	int i;

	for (i = 0; words[i] != NULL && at < FACTS_WHY_MAX; i++)
		at += (size_t)snprintf(why + at, FACTS_WHY_MAX - at, "%s%s", i == 0 ? tr("。使える値: ") : ", ", words[i]);
}

static enum err
unknown_word(enum fact f, const char *key, const char *value, char why[FACTS_WHY_MAX])
{
	(void)facts_fault(ERR_FACT, why, "%s に「%s」という値はありません", key, value);
	add_words(why, fact_info(f)->words);
	return ERR_FACT;
}

static enum err
unknown_key(const char *key, char why[FACTS_WHY_MAX])
{
	unsigned f;

	(void)facts_fault(ERR_FACT, why, "「%s」という項目はありません。使える項目: at, queued, counter, doc", key);
	for (f = 0; f < FACT_COUNT; f++) {
		const size_t at = strlen(why);

		if (!facts_is_own((enum fact)f))
			(void)snprintf(why + at, FACTS_WHY_MAX - at, ", %s", fact_info((enum fact)f)->key);
	}
	return ERR_FACT;
}

static enum err
read_set(enum fact f, char *value, int32_t *out, char why[FACTS_WHY_MAX])
{
	char *rest = value, *word;
	int place;

	*out = 0;
	while ((word = strsep(&rest, ",")) != NULL) {
		if ((place = fact_word(f, word)) < 0)
			return unknown_word(f, fact_info(f)->key, word, why);
		*out |= 1 << place;
	}
	return ERR_NONE;
}

static enum err
read_date(enum fact f, const char *value, int32_t *out, char why[FACTS_WHY_MAX])
{
	struct date d;
	enum err e;

	if (fact_word(f, value) == 0) {
		*out = FACT_NONE;
		return ERR_NONE;
	}
	e = f == FACT_BORN ? date_parse_partly(value, &d) : date_parse(value, &d);
	if (e == ERR_NONE && !date_valid(d))
		e = ERR_DATE;
	if (e == ERR_DATE_ERA)
		return facts_fault(e, why, "%s の「%s」はどの元号の日付か決まりません。S610124 のように書きます",
		    fact_info(f)->key, value);
	if (e != ERR_NONE)
		return facts_fault(ERR_DATE, why, "%s の「%s」は日付として読み取れません%s", fact_info(f)->key, value,
		    fact_info(f)->words[0] != NULL ? tr("。日付か none です") : "");
	*out = date_days(d);
	return ERR_NONE;
}

enum err
facts_typed_date(enum fact f, const char *text, struct date today, struct date *out)
{
	const bool birth = f == FACT_BORN || f == FACT_BORN_AS;
	const enum err e = birth ? date_parse_born(text, today, out) : date_parse(text, out);

	if (e != ERR_NONE || !birth)
		return e;
	if (f == FACT_BORN_AS && !date_valid(*out))
		return ERR_BORN_AS;
	return date_compare(date_earliest(*out), today) > 0 ? ERR_BORN_LATER : ERR_NONE;
}

enum err
facts_check_born(const struct facts *facts, struct date today)
{
	const struct date born = facts_born(facts), day = date_given(facts->at.date) ? facts->at.date : today;

	if (facts_known(facts, FACT_BORN_AS)) {
		const struct date as = date_from_days(facts->value[FACT_BORN_AS]);

		if (date_compare(as, day) > 0)
			return ERR_BORN_LATER;
		if (!facts_born_as_fits(facts, as))
			return ERR_BORN_AS;
	}
	return date_told(born) && date_compare(date_earliest(born), day) > 0 ? ERR_BORN_LATER : ERR_NONE;
}

/* key: as it was written: a municipality's own has no other name here. */
static enum err
read_fact(struct facts *facts, enum fact f, const char *key, char *value, char why[FACTS_WHY_MAX])
{
	enum err e = ERR_NONE;
	int32_t v = 0;

	switch (fact_info(f)->type) {
	case FACT_SET:
		e = read_set(f, value, &v, why);
		break;
	case FACT_DATE:
		e = read_date(f, value, &v, why);
		break;
	case FACT_CHOICE:
		if ((v = fact_word(f, value)) < 0 && f == FACT_PROXY_REASON && facts_own_code(value))
			v = facts_reason(facts, value);
		if (v < 0)
			e = unknown_word(f, key, value, why);
		break;
	}
	if (e != ERR_NONE)
		return e;
	if (facts_known(facts, f) && facts->value[f] != v)
		return facts_fault(ERR_FACT, why, "%s が2通りに書かれています", key);
	facts_set(facts, f, v);
	return ERR_NONE;
}

/* Known in part (1948-00-00), or unsaid (0000-00-00); false if it is neither, and is read as any date. */
static bool
read_part_of_born(struct facts *facts, const char *value, char why[FACTS_WHY_MAX], enum err *e)
{
	const struct date before = facts_born(facts);
	struct date born;

	if (date_parse_partly(value, &born) != ERR_NONE || date_valid(born))
		return false;
	*e = date_told(before) && !date_agrees(before, born) ?
	    facts_fault(ERR_FACT, why, "%s が2通りに書かれています", fact_info(FACT_BORN)->key) : ERR_NONE;
	if (*e == ERR_NONE)
		facts_set_born(facts, born);
	return true;
}

static enum err
read_at(struct facts *facts, const char *value, char why[FACTS_WHY_MAX])
{
	struct moment at;

	if (moment_parse(value, &at) != ERR_NONE)
		return facts_fault(ERR_DATE, why, "at の「%s」は日時として読み取れません。2026-11-20T10:30 のように書きます", value);
	if (date_given(facts->at.date) && moment_compare(facts->at, at) != 0)
		return facts_fault(ERR_FACT, why, "at が2通りに書かれています");
	facts->at = at;
	return ERR_NONE;
}

/* A whole moment: the day alone says nothing of a queue. */
static enum err
read_queued(struct facts *facts, const char *value, char why[FACTS_WHY_MAX])
{
	struct moment queued;

	if (moment_parse(value, &queued) != ERR_NONE || queued.hour < 0)
		return facts_fault(ERR_DATE, why, "queued の「%s」は日時として読み取れません。"
		    "2026-11-20T17:14 のように書きます", value);
	if (date_given(facts->queued.date) && moment_compare(facts->queued, queued) != 0)
		return facts_fault(ERR_FACT, why, "queued が2通りに書かれています");
	facts->queued = queued;
	return ERR_NONE;
}

static enum err
read_counter(struct facts *facts, const char *value, char why[FACTS_WHY_MAX])
{
	if (value[0] == '\0' || strlen(value) >= FACTS_COUNTER_MAX)
		return facts_fault(ERR_FACT, why, "counter の値が空か、長すぎます");
	if (facts->counter[0] != '\0' && strcmp(facts->counter, value) != 0)
		return facts_fault(ERR_FACT, why, "counter が2通りに書かれています");
	(void)snprintf(facts->counter, sizeof(facts->counter), "%s", value);
	return ERR_NONE;
}

/* "name: " of name=value, to say where a fault is; nothing where no key stands. */
static int
key_length(const char *text)
{
	int n = 0;

	while ((text[n] >= 'a' && text[n] <= 'z') || (text[n] >= '0' && text[n] <= '9') || text[n] == '-')
		n++;
	return text[n] == '=' ? n : 0;
}

static enum err
refuse_number(const char *text, int key, char why[FACTS_WHY_MAX])
{
	size_t from, to;

	if (text_check_b(text + key, strlen(text + key), &from, &to))
		return facts_fault(ERR_INDIVIDUAL_NUMBER, why,
		    "%.*s%s照合番号Bらしい14桁の数字があります。書き残しません", key, text, key > 0 ? ": " : "");
	return facts_fault(ERR_INDIVIDUAL_NUMBER, why,
	    "%.*s%s個人番号らしい12桁の数字があります。個人番号は読み込みません", key, text, key > 0 ? ": " : "");
}

/* Whether a number begins in what stands before the value: then the key isn't said again. */
static bool
begins_in_key(const char *text, size_t len, size_t before)
{
	size_t from, to;

	return strcspn(text, "0123456789") < before && text_number(text, len, &from, &to) && from < before;
}

/* Through the gate, into a place that can be taken apart. A digit of the key hides no number of the value. */
static enum err
take(const char *text, size_t len, char out[TEXT_MAX], char why[FACTS_WHY_MAX])
{
	const int key = key_length(text);
	const char *const value = text + (key > 0 ? key + 1 : 0), *const colon = key > 0 ? ": " : "";
	const size_t before = (size_t)(value - text), value_len = len - before;
	char words[TEXT_FAULT_WORDS_MAX];
	struct text_fault fault;
	enum err e;

	if (begins_in_key(text, len, before))
		return refuse_number(text, 0, why);
	memcpy(out, text, before);
	out[key] = '\0';
	e = text_take_field(out, value, value_len, out + before, TEXT_MAX - before);
	if (key > 0)
		out[key] = '=';
	if (e == ERR_NONE)
		return e;
	if (e == ERR_INDIVIDUAL_NUMBER)
		return refuse_number(text, key, why);
	if (e == ERR_UTF8)
		return facts_fault(e, why, "%.*s%s文字コードが UTF-8 ではありません", key, text, colon);
	if (e == ERR_CHARACTER && !text_sound(value, value_len, &fault))
		return facts_fault(e, why, "%.*s%s使えない文字があります(%s)", key, text, colon,
		    text_fault_words(&fault, lang_now(), words));
	return facts_fault(e, why, "%.*s%s1つの項目が長すぎます(%d バイトまで)", key, text, colon, TEXT_MAX - 1);
}

enum err
facts_read(struct facts *facts, struct personal *personal, const char *text, char why[FACTS_WHY_MAX])
{
	char key[TEXT_MAX], *value;
	size_t len = strlen(text);
	enum fact f;
	enum err e;

	why[0] = '\0';
	if (len >= TEXT_MAX)
		return facts_fault(ERR_TOO_LONG, why, "1つの項目が長すぎます(%d バイトまで)", TEXT_MAX - 1);
	if ((e = take(text, len, key, why)) != ERR_NONE)
		return e;
	if ((value = strchr(key, '=')) == NULL)
		return facts_fault(ERR_FACT, why, "「%s」は 項目=値 の形ではありません", key);
	*value++ = '\0';
	f = fact_by_key(key);
	if (f == FACT_COUNT && facts_is_personal(key))
		return facts_read_personal(personal, key, value, why);
	if (strcmp(key, "doc") == 0)
		return facts_read_held(facts, value, why);
	if (strcmp(key, "at") == 0)
		return read_at(facts, value, why);
	if (strcmp(key, "queued") == 0)
		return read_queued(facts, value, why);
	if (strcmp(key, "counter") == 0)
		return read_counter(facts, value, why);
	if (facts_own_code(key)) {
		if ((f = facts_own(facts, key)) == FACT_COUNT)
			return facts_fault(ERR_TOO_LONG, why, "市区町村の項目が多すぎます(%d まで)", FACTS_OWN_PLACES);
	} else if (f == FACT_COUNT)
		return unknown_key(key, why);
	return f == FACT_BORN && read_part_of_born(facts, value, why, &e) ? e : read_fact(facts, f, key, value, why);
}

enum err
facts_read_lines(struct facts *facts, struct personal *personal, const char *text, char why[FACTS_WHY_MAX])
{
	char line[TEXT_MAX];
	enum err e = ERR_NONE;

	why[0] = '\0';
	while (*text != '\0' && e == ERR_NONE) {
		size_t len = strcspn(text, "\n"), kept = len;

		if (kept > 0 && text[kept - 1] == '\r')
			kept--;
		if (kept >= sizeof(line))
			return facts_fault(ERR_TOO_LONG, why, "1つの項目が長すぎます(%d バイトまで)", TEXT_MAX - 1);
		memcpy(line, text, kept);
		line[kept] = '\0';
		if (kept > 0)
			e = facts_read(facts, personal, line, why);
		text += len + (text[len] == '\n');
	}
	return e;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/*
 * The next word of a line into out, quotes and backslashes taken as a shell does; what follows it, or NULL when a quote
 * isn't closed or the word is too long. *found is false at the end of the line.
 */
static const char *
next_word(const char *p, char out[TEXT_MAX], bool *found)
{
	size_t at;
	char quote = '\0';

	while (is_blank(*p))
		p++;
	*found = *p != '\0';
	at = strcspn(p, " \t\r\n'\"\\");	/* nearly always the whole word */
	if (at >= TEXT_MAX)
		return NULL;
	memcpy(out, p, at);
	p += at;
	for (; *p != '\0' && (quote != '\0' || !is_blank(*p)); p++) {
		if (quote == '\0' && (*p == '\'' || *p == '"')) {
			quote = *p;
			continue;
		}
		if (quote != '\0' && *p == quote) {
			quote = '\0';
			continue;
		}
		if (*p == '\\' && quote != '\'' && *++p == '\0')
			return NULL;
		if (at == TEXT_MAX - 1)
			return NULL;
		out[at++] = *p;
	}
	out[at] = '\0';
	return quote == '\0' ? p : NULL;
}

enum err
facts_read_words(struct facts *facts, struct personal *personal, const char *line, char why[FACTS_WHY_MAX])
{
	char word[TEXT_MAX];
	enum err e = ERR_NONE;
	bool found;

	why[0] = '\0';
	while (e == ERR_NONE) {
		if ((line = next_word(line, word, &found)) == NULL)
			return facts_fault(ERR_FACT, why, "引用符が閉じていないか、項目が長すぎます");
		if (!found)
			break;
		e = facts_read(facts, personal, word, why);
	}
	return e;
}

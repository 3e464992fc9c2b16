/* Reads what a visitor brought and who they are: documents and personal facts. */
#include "config.h"

#include "rule/facts-private.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"

static const struct { const char *word; unsigned bit; } shows[] = {
	{ "name", SHOWS_NAME },
	{ "birth", SHOWS_BIRTH },
	{ "address", SHOWS_ADDRESS },
};

static enum err
read_day(const char *value, struct date *d, char why[FACTS_WHY_MAX])
{
	if (date_parse(value, d) != ERR_NONE)
		return facts_fault(ERR_DATE, why, "doc の「%s」は日付として読み取れません", value);
	return ERR_NONE;
}

static enum err
read_shows(char *value, unsigned *mask, char why[FACTS_WHY_MAX])
{
	char *rest = value, *word;
	size_t i, n = sizeof(shows) / sizeof(*shows);

	while ((word = strsep(&rest, "+")) != NULL) {
		for (i = 0; i < n && strcmp(shows[i].word, word) != 0; i++)
			;
		if (i == n)
			return facts_fault(ERR_FACT, why, "doc の shows に「%s」という値はありません。使える値: name, birth, address", word);
		*mask |= shows[i].bit;
	}
	return ERR_NONE;
}

static enum err
read_yes(const char *key, const char *value, bool *out, char why[FACTS_WHY_MAX])
{
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return facts_fault(ERR_FACT, why, "doc の %s に「%s」という値はありません。使える値: yes, no", key, value);
	*out = strcmp(value, "yes") == 0;
	return ERR_NONE;
}

static enum err
read_attribute(struct held *held, char *text, char why[FACTS_WHY_MAX])
{
	char *value = strchr(text, '=');

	if (value != NULL)
		*value++ = '\0';
	if (value != NULL && strcmp(text, "expires") == 0)
		return read_day(value, &held->expires, why);
	if (value != NULL && strcmp(text, "issued") == 0)
		return read_day(value, &held->issued, why);
	if (value != NULL && strcmp(text, "shows") == 0)
		return read_shows(value, &held->shows, why);
	if (value != NULL && strcmp(text, "sealed") == 0)
		return read_yes(text, value, &held->sealed, why);
	if (value != NULL && strcmp(text, "visit-1") == 0)
		return read_yes(text, value, &held->visit_1, why);
	if (value != NULL && strcmp(text, "verified") == 0)
		return read_yes(text, value, &held->verified, why);
	return facts_fault(ERR_FACT, why, "doc に「%s」という項目はありません。使える項目: "
	    "expires, issued, shows, sealed, visit-1, verified", text);
}

enum err
facts_read_held(struct facts *facts, char *value, char why[FACTS_WHY_MAX])
{
	struct held held = { 0 };
	char *rest = value, *holder, *label, *attribute;
	enum err e;

	if (facts->held_count == FACTS_HELD_MAX)
		return facts_fault(ERR_TOO_LONG, why, "書類が多すぎます(%d 点まで)", FACTS_HELD_MAX);
	label = strsep(&rest, ",");
	holder = strsep(&label, ":");
	if ((held.holder = holder_by_code(holder)) == HOLDER_COUNT || label == NULL)
		return facts_fault(ERR_FACT, why,
		    "doc の「%s」は 持主:書類 の形ではありません。使える持主: applicant, guardian, proxy, household", holder);
	if (label[0] == '\0' || strlen(label) >= FACTS_LABEL_MAX)
		return facts_fault(ERR_FACT, why, "doc の書類の名前が空か、長すぎます");
	(void)snprintf(held.label, sizeof(held.label), "%s", label);
	while ((attribute = strsep(&rest, ",")) != NULL)
		if ((e = read_attribute(&held, attribute, why)) != ERR_NONE)
			return e;
	facts->held[facts->held_count++] = held;
	return ERR_NONE;
}

static const struct { const char *key; size_t offset, size; } texts[] = {
	{ "proxy-name", offsetof(struct personal, proxy_name), sizeof(((struct personal *)0)->proxy_name) },
	{ "proxy-address", offsetof(struct personal, proxy_address), sizeof(((struct personal *)0)->proxy_address) },
	{ "proxy-relation", offsetof(struct personal, proxy_relation), sizeof(((struct personal *)0)->proxy_relation) },
};

#define TEXTS (sizeof(texts) / sizeof(*texts))

static size_t
find_text(const char *key)
{
	size_t i;

	for (i = 0; i < TEXTS && (texts[i].key[0] != key[0] || strcmp(texts[i].key, key) != 0); i++)
		;
	return i;
}

/* The birth date is a fact as well, and read as one. */
static enum person_field
find_field(const char *key)
{
	unsigned f;

	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		if (f != PERSON_BORN && strcmp(person_field_code((enum person_field)f), key) == 0)
			break;
	}
	return (enum person_field)f;
}

bool
facts_is_personal(const char *key)
{
	return find_field(key) < PERSON_FIELD_COUNT || find_text(key) < TEXTS;
}

enum err
facts_read_personal(struct personal *p, const char *key, const char *value, char why[FACTS_WHY_MAX])
{
	const enum person_field field = find_field(key);
	const size_t i = find_text(key);
	const char *fault;

	if (p == NULL)
		return facts_fault(ERR_FACT, why, "%s は標準入力から渡してください。引数はほかの利用者にも見えます", key);
	if (field < PERSON_FIELD_COUNT) {
		fault = person_read(&p->person, field, value);
		return fault == NULL ? ERR_NONE : facts_fault(ERR_FACT, why, "%s: %s", key, tr(fault));
	}
	if (strlen(value) >= texts[i].size)
		return facts_fault(ERR_TOO_LONG, why, "%s が長すぎます", key);
	memcpy((char *)p + texts[i].offset, value, strlen(value) + 1);
	return ERR_NONE;
}

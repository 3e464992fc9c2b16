/* Lays one profile over another: settings key by key, rules whole; and what a profile may state at all. */
#include "rule/profile-build-private.h"

#include <stdlib.h>
#include <string.h>

static const char *const municipality[] = { "name", "code", "inherit", "source", "from", "until", "age",
    "departs", "profile", NULL };
static const char *const name_form[] = { "former", "alias", "latin", "source", NULL };
static const char *const validity[] = { "birthdays", "renewed", "renewal-months", "renewal-opens", "source", NULL };
static const char *const validity_later[] = { "from", "birthdays", "renewed", "renewal-months", "renewal-opens",
    "source", NULL };
static const char *const inquiry[] = { "form", "mail", "life", "life-from", "life-open", "conceal", "signed", "note",
    "encloses", NULL };
static const char *const office[] = { "name", "postcode", "address", "telephone", "hours", "mayor", "seal", "source",
    NULL };
static const char *const class[] = { "title", "inherit", "without", "also", "shows", "open", NULL };
static const char *const document[] = { "from", "until", "issued-from", "max-age-months", "seal", "grace-months",
    "grace-for", "shows", "verified-for", "source", NULL };
static const char *const counter[] = { "label", "hours", "closed", "extra", "serves", "booked", "text", "source", "from",
    "until", "off", NULL };
static const char *const refuse[] = { "code", "certificate", "when", "text", "source", "from", "until", "off", NULL };
static const char *const rule[] = { "outcome", "needs", "visits", "otherwise", "code", "when", "text", "source", "from",
    "until", "off", NULL };
static const char *const need[] = { "code", "who", "documents", "met", "unless", "same", "when", "text", "source", "from",
    "until", "off", NULL };
static const char *const instead[] = { "of", "outcome", "when", "text", "source", "from", "until", "off", NULL };
static const char *const fee[] = { "yen", "when", "text", "source", "from", "until", "off", NULL };
static const char *const tell[] = { "code", "on", "when", "text", "source", "from", "until", "off", NULL };
static const char *const action[] = { "do", "on", "when", "text", "source", "from", "until", "off", NULL };
static const char *const letter[] = { "form", "mail", "life", "life-from", "life-open", "conceal", "signed", "note",
    "encloses", "when", "source", "from", "until", "off", NULL };
static const char *const pins[] = { "has", "when", "text", "source", "from", "until", "off", NULL };
static const char *const fact[] = { "text", "english", "aloud", "stage", "source", NULL };
static const char *const reason[] = { "text", "english", "accepted", "documents", "who", "say", "source", NULL };

const struct ini_shape profile_shapes[] = {
	{ "municipality", false, municipality },
	{ "name", false, name_form },
	{ "validity", false, validity },
	{ "validity", true, validity_later },
	{ "inquiry", false, inquiry },
	{ "office", false, office },
	{ "define", false, NULL },
	{ "fact", true, fact },
	{ "reason", true, reason },
	{ "class", true, class },
	{ "documents", true, NULL },
	{ "document", true, document },
	{ "readings", false, NULL },
	{ "counter", true, counter },
	{ "refuse", true, refuse },
	{ "rule", true, rule },
	{ "need", true, need },
	{ "instead", true, instead },
	{ "fee", true, fee },
	{ "tell", true, tell },
	{ "action", true, action },
	{ "letter", true, letter },
	{ "pins", true, pins },
	{ .kind = NULL },
};

enum rule_kind
profile_rule_kind(const char *section)
{
	static const char *const kinds[RULE_KIND_COUNT] = {
		[RULE_COUNTER] = "counter", [RULE_REFUSE] = "refuse", [RULE_RULE] = "rule", [RULE_NEED] = "need",
		[RULE_INSTEAD] = "instead", [RULE_FEE] = "fee", [RULE_TELL] = "tell", [RULE_ACTION] = "action",
		[RULE_LETTER] = "letter", [RULE_PINS] = "pins",
	};
	unsigned k;

	for (k = 0; k < RULE_KIND_COUNT && strcmp(kinds[k], section) != 0; k++)
		;
	return (enum rule_kind)k;
}

static bool
is_rule(const struct ini_entry *e)
{
	return profile_rule_kind(e->kind) != RULE_KIND_COUNT;
}

/* Where the section begins in the file; count: it hasn't it. */
static size_t
find_section(const struct ini *ini, const char *kind, const char *name)
{
	size_t i;

	for (i = 0; i < ini->count; i++)
		if (ini->entries[i].key == NULL && strcmp(ini->entries[i].kind, kind) == 0 &&
		    strcmp(ini->entries[i].name, name) == 0)
			break;
	return i;
}

static const struct ini_entry *
find_key(const struct ini *ini, size_t section, const char *key)
{
	size_t i;

	for (i = section + 1; i < ini->count && ini->entries[i].key != NULL; i++)
		if (strcmp(ini->entries[i].key, key) == 0)
			return &ini->entries[i];
	return NULL;
}

static void
state(struct build *b, const struct ini_entry *e, const char *file)
{
	b->stated[b->count++] = (struct stated){ e->kind, e->name, e->key, e->value, file, e->line,
	    false };
}

static bool
said(const struct ini *ini, const char *kind, const char *name, const char *key, const char *value)
{
	const char *is = ini_value(ini, kind, name, key);

	return is != NULL && strcmp(is, value) == 0;
}

/* What the merge itself uses up, and what one municipality has of its own. */
static bool
inherited(const struct ini *child, const struct ini_entry *e)
{
	if (strcmp(e->kind, "documents") == 0)
		return !said(child, "class", e->name, "inherit", "no");
	if (strcmp(e->kind, "office") == 0)
		return false;
	return strcmp(e->kind, "municipality") != 0 || strcmp(e->key, "age") == 0;
}

static bool
lists(const struct ini *ini, const char *code, const struct ini *over)
{
	const struct ini_entry *e;
	size_t i;

	for (i = 0; i < ini->count; i++) {
		e = &ini->entries[i];
		if (e->key != NULL && strcmp(e->kind, "documents") == 0 && strcmp(e->key, code) == 0 &&
		    (over == NULL || !said(over, "class", e->name, "inherit", "no")))
			return true;
	}
	return false;
}

/* Conditions of a document that went with its class, where the child has nothing of its own to say about it. */
static bool
dropped(const struct ini *child, const struct ini *base, const struct ini_entry *section)
{
	return strcmp(section->kind, "document") == 0 && !lists(child, section->name, NULL) &&
	    !lists(base, section->name, child) && find_section(child, "document", section->name) == child->count;
}

/* What a municipality lists again without a name keeps the names it has. */
static void
state_own(struct build *b, const struct ini_entry *e, const char *file, const struct ini_entry *inherited)
{
	struct ini_entry named = *e;

	if (strcmp(e->kind, "documents") == 0 && e->value[0] == '\0')
		named.value = inherited->value;
	state(b, &named, file);
}

static void
merge_setting(struct build *b, const struct ini *child, const char *file, const struct ini *base, const char *base_file,
    size_t at)
{
	size_t own = find_section(child, base->entries[at].kind, base->entries[at].name), i;
	const struct ini_entry *e;

	state(b, &base->entries[at], base_file);
	for (i = at + 1; i < base->count && base->entries[i].key != NULL; i++) {
		if ((e = find_key(child, own, base->entries[i].key)) != NULL)
			state_own(b, e, file, &base->entries[i]);
		else if (inherited(child, &base->entries[i]))
			state(b, &base->entries[i], base_file);
	}
	for (i = own + 1; i < child->count && child->entries[i].key != NULL; i++)
		if (find_key(base, at, child->entries[i].key) == NULL)
			state(b, &child->entries[i], file);
}

static void
merge_settings(struct build *b, const struct ini *child, const char *file, const struct ini *base, const char *base_file)
{
	const struct ini_entry *e;
	bool copy = false;
	size_t i;

	for (i = 0; i < base->count; i++)
		if (base->entries[i].key == NULL && !is_rule(&base->entries[i]) && !dropped(child, base, &base->entries[i]))
			merge_setting(b, child, file, base, base_file, i);
	for (i = 0; i < child->count; i++) {
		e = &child->entries[i];
		if (e->key == NULL)
			copy = !is_rule(e) && find_section(base, e->kind, e->name) == base->count;
		if (copy)
			state(b, e, file);
	}
}

/* off takes an inherited section away, and stands alone. */
static void
check_off(struct build *b, const struct ini *child, size_t at, const char *file, const struct ini *base)
{
	const struct ini_entry *e = find_key(child, at, "off");
	struct stated s;

	if (e == NULL)
		return;
	s = (struct stated){ .file = file, .line = e->line };
	if (strcmp(e->value, "yes") != 0)
		build_fault(b, &s, "off は yes だけです");
	else if (find_section(base, e->kind, e->name) == base->count)
		build_fault(b, &s, "引き継いだ中に %s %s はないので、取り消せません", e->kind, e->name);
	else if (at + 2 < child->count && child->entries[at + 2].key != NULL)
		build_fault(b, &s, "off = yes のある節にほかの項目は書けません");
}

static void
state_section(struct build *b, const struct ini *ini, size_t at, const char *file)
{
	do
		if (ini == &b->profile->files[0] || ini->entries[at].key == NULL || ini->entries[at].value[0] != '\0' ||
		    strcmp(ini->entries[at].key, "needs") != 0)	/* drop_needs left none */
			state(b, &ini->entries[at], file);
	while (++at < ini->count && ini->entries[at].key != NULL);
}

/* Takes a name out of "a, b, c". */
static void
drop_name(char *list, const char *name)
{
	const size_t n = strlen(name);
	char *p = list, *end;
	size_t lead;

	for (;; p = end + 1) {
		lead = strspn(p, " \t");
		end = p + strcspn(p, ",");
		if (strncmp(p + lead, name, n) == 0 && p + lead + n + strspn(p + lead + n, " \t") == end)
			break;
		if (*end == '\0')
			return;
	}
	if (*end == ',')
		memmove(p, end + 1, strlen(end + 1) + 1);
	else
		*(p > list ? p - 1 : p) = '\0';
}

/* A need that is off is asked by no inherited rule any more. */
static void
drop_needs(const struct ini *child, struct ini *base)
{
	size_t i, k;

	for (i = 0; i + 1 < child->count; i++) {
		const struct ini_entry *e = &child->entries[i];

		if (e->key != NULL || strcmp(e->kind, "need") != 0 || find_key(child, i, "off") == NULL)
			continue;
		for (k = 0; k < base->count; k++)
			if (base->entries[k].key != NULL && strcmp(base->entries[k].kind, "rule") == 0 &&
			    strcmp(base->entries[k].key, "needs") == 0)
				drop_name(base->strings + (base->entries[k].value - base->strings), e->name);
	}
}

/* Own sections first. One that replaces an inherited section stands where that one stood, lest an else comes to the front. */
static void
merge_rules(struct build *b, const struct ini *child, const char *file, const struct ini *base, const char *base_file)
{
	const struct ini_entry *e;
	size_t i, own;

	for (i = 0; i < child->count; i++) {
		e = &child->entries[i];
		if (e->key != NULL || !is_rule(e))
			continue;
		check_off(b, child, i, file, base);
		if (find_section(base, e->kind, e->name) == base->count)
			state_section(b, child, i, file);
	}
	for (i = 0; i < base->count; i++) {
		e = &base->entries[i];
		if (e->key != NULL || !is_rule(e))
			continue;
		if ((own = find_section(child, e->kind, e->name)) == child->count)
			state_section(b, base, i, base_file);
		else if (find_key(child, own, "off") == NULL)
			state_section(b, child, own, file);
	}
}

void
profile_merge(struct build *b, const struct ini *child, const char *file, struct ini *base, const char *base_file)
{
	b->stated = build_alloc(b, child->count + base->count + 1 + REASONS_MADE_MAX, sizeof(*b->stated));
	if (b->stated == NULL)
		return;
	drop_needs(child, base);
	merge_settings(b, child, file, base, base_file);
	merge_rules(b, child, file, base, base_file);
}

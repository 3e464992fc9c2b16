/* Reads the settings of a profile: the municipality, the form of names, the office. */
#include "rule/profile-build-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const profile_promises[PROMISE_COUNT + 1] = {
	[PROMISE_UNDER_15] = "under-15", [PROMISE_WARD] = "ward", [PROMISE_IDENTITY] = "identity",
	[PROMISE_PAPERS] = "papers", [PROMISE_CARD] = "card", [PROMISE_GUARDIAN_IDENTITY] = "guardian-identity",
	[PROMISE_AUTHORITY] = "authority", [PROMISE_WARD_AUTHORITY] = "ward-authority",
	[PROMISE_ACTS] = "acts-authority", [PROMISE_PROXY_IDENTITY] = "proxy-identity",
	[PROMISE_PROXY_REPLY] = "proxy-reply", [PROMISE_REPLY_COMPLETE] = "reply-complete",
	[PROMISE_REPLY_EXPIRED] = "reply-expired", [PROMISE_POWER_OF_ATTORNEY] = "power-of-attorney",
	[PROMISE_PIN_CONCEALED] = "pin-concealed", [PROMISE_SYSTEM_DOWN] = "system-down",
	[PROMISE_KEEP] = "keep",
	[PROMISE_LESSER_PAPERS] = "papers",
	[PROMISE_VALIDITY] = "validity", [PROMISE_MAIL] = "mail", [PROMISE_PINS] = "pins",
	[PROMISE_SHOWS] = "shows",
};

bool
profile_lists(const char *list, const char *code)
{
	char word[64];

	while (build_part(&list, ',', word, sizeof(word)))
		if (strcmp(word, code) == 0)
			return true;
	return false;
}

bool
profile_departs(const struct profile *p, const char *code)
{
	return profile_lists(p->departs, code);
}

static bool
is_one_of(const char *const *codes, const char *word)
{
	while (*codes != NULL && strcmp(*codes, word) != 0)
		codes++;
	return *codes != NULL;
}

static void
require(struct build *b, size_t at, const char *key)
{
	const char *value = build_value(b, at, key, "");

	if (value[0] == '\0')
		build_fault(b, &b->stated[at], "%s がありません", key);
}

static bool
is_document(const struct build *b, const char *word)
{
	size_t i;

	for (i = 0; i < b->count; i++)
		if (b->stated[i].key != NULL && strcmp(b->stated[i].kind, "documents") == 0 &&
		    strcmp(b->stated[i].key, word) == 0)
			return true;
	return false;
}

/* What it says it departs from, with its source, isn't a fault. */
static void
read_departs(struct build *b, size_t at)
{
	const struct stated *s = build_find(b, at, "departs");
	const char *p = s != NULL ? s->value : NULL;
	char word[64];

	b->profile->departs = s != NULL ? s->value : "";
	while (build_part(&p, ',', word, sizeof(word)))
		if (!is_one_of(profile_promises, word) && !is_one_of(profile_refusals, word) &&
		    !is_document(b, word))
			build_fault(b, s, "departs に「%s」という値はありません", word);
}

static void
read_municipality(struct build *b, size_t at)
{
	static const char *const readings[] = { "eve", "birthday", NULL };
	struct profile *p = b->profile;
	const struct stated *code = build_find(b, at, "code");
	const char *kept;

	require(b, at, "name");
	require(b, at, "source");
	p->name = build_value(b, at, "name", "");
	p->source = build_value(b, at, "source", "");
	p->city_code = code != NULL ? code->value : "";
	if (code != NULL && (strlen(code->value) != 6 || strspn(code->value, "0123456789") != 6))
		build_fault(b, code, "code は6桁の数字です");
	read_departs(b, at);
	p->from = build_day(b, at, "from");
	p->until = build_day(b, at, "until");
	p->birthday_counts = build_word(b, at, "age", readings, 0) == 1;
	if ((kept = build_value(b, at, "profile", NULL)) != NULL)
		(void)snprintf(p->code, sizeof(p->code), "%s", kept);
}

/* The words stand in the order of enum name_manner. A Latin name is set apart by a blank, or left out. */
static void
read_name_form(struct build *b, size_t at)
{
	static const char *const manners[] = { "square", "round", "blank", "none", NULL };
	struct name_form *f = &b->profile->name_form;

	require(b, at, "source");
	f->former = (enum name_manner)build_word(b, at, "former", manners, NAME_SQUARE);
	f->alias = (enum name_manner)build_word(b, at, "alias", manners, NAME_ROUND);
	f->latin = (enum name_manner)(NAME_BLANK + build_word(b, at, "latin", manners + NAME_BLANK, 0));
}

static void
read_office(struct build *b, size_t at)
{
	require(b, at, "name");
	require(b, at, "source");
	b->profile->office = (struct office){
		.name = build_value(b, at, "name", ""),
		.postcode = build_value(b, at, "postcode", ""),
		.address = build_value(b, at, "address", ""),
		.telephone = build_value(b, at, "telephone", ""),
		.hours = build_value(b, at, "hours", ""),
		.mayor = build_value(b, at, "mayor", ""),
		.seal = build_value(b, at, "seal", ""),
	};
}

void
profile_read_settings(struct build *b)
{
	bool named = false;
	size_t i;

	b->profile->name = b->profile->source = b->profile->city_code = b->profile->departs = "";
	b->profile->name_form = person_name_usual;
	b->profile->office = (struct office){ "", "", "", "", "", "", "" };
	for (i = 0; i < b->count; i++) {
		if (b->stated[i].key != NULL)
			continue;
		if (strcmp(b->stated[i].kind, "municipality") == 0) {
			read_municipality(b, i);
			named = true;
		} else if (strcmp(b->stated[i].kind, "name") == 0)
			read_name_form(b, i);
		else if (strcmp(b->stated[i].kind, "office") == 0)
			read_office(b, i);
	}
	if (!named) {
		fault_add(b->faults, b->profile->file, 0, "[municipality] がありません");
		b->found++;
	}
}

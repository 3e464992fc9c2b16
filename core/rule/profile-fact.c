/* Facts of a municipality's own: a yes or no, asked in its own words at the stage that it names. */
#include "rule/profile-build-private.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"

static void
read_fact(struct build *b, size_t at, struct own_fact *own)
{
	static const char *const stages[] = { [STAGE_CARD] = "card", [STAGE_VISITOR] = "visitor",
	    [STAGE_PROCEDURE] = "procedure", [STAGE_TIES] = "ties", [STAGE_PINS] = "pins", [STAGE_PAPERS] = "papers",
	    [STAGE_REPLY] = "reply", NULL };
	static const char *const needed[] = { "text", "stage", "source" };
	const struct stated *s = &b->stated[at];
	size_t i;

	if (!facts_own_code(s->name))
		build_fault(b, s, "fact の名前「%s」は x- で始め、a-z、0-9、- で書きます(%d 字まで)", s->name,
		    FACTS_OWN_CODE_MAX - 1);
	for (i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (build_value(b, at, needed[i], "")[0] == '\0')
			build_fault(b, s, "%s がありません", needed[i]);
	*own = (struct own_fact){ .info = *fact_info(FACT_OWN), .file = s->file, .line = s->line };
	own->info.key = s->name;
	own->info.ja = build_value(b, at, "text", "");
	own->en = build_value(b, at, "english", own->info.ja);
	own->info.aloud = build_value(b, at, "aloud", own->info.ja);
	own->stage = (enum stage)build_word(b, at, "stage", stages, STAGE_PAPERS);
}

void
profile_read_facts(struct build *b)
{
	struct profile *p = b->profile;
	size_t i;

	for (i = 0; i < b->count; i++) {
		if (b->stated[i].key != NULL || strcmp(b->stated[i].kind, "fact") != 0)
			continue;
		if (p->own_count == FACTS_OWN_MAX) {
			build_fault(b, &b->stated[i], "fact が多すぎます(%d まで)", FACTS_OWN_MAX);
			return;
		}
		read_fact(b, i, &p->own[p->own_count++]);
	}
}

const struct fact_info *
profile_fact(const struct profile *p, enum fact f)
{
	if (f == FACT_PROXY_REASON)
		return &p->proxy_reason;
	return facts_is_own(f) && f < FACT_OWN + p->own_count ? &p->own[f - FACT_OWN].info : fact_info(f);
}

const char *
profile_fact_name(const struct profile *p, enum fact f)
{
	if (!facts_is_own(f))
		return tr(fact_info(f)->ja);
	if (f >= FACT_OWN + p->own_count)
		return "";
	return lang_now() == LANG_EN ? p->own[f - FACT_OWN].en : p->own[f - FACT_OWN].info.ja;
}

enum fact
profile_own_fact(const struct profile *p, const char *code)
{
	size_t i;

	for (i = 0; i < p->own_count; i++)
		if (strcmp(p->own[i].info.key, code) == 0)
			return (enum fact)(FACT_OWN + i);
	return FACT_COUNT;
}

size_t
profile_own_codes(const struct profile *p, const struct profile *also, const char *codes[FACTS_OWN_PLACES])
{
	size_t n = 0, i, k;

	for (; n < p->own_count; n++)
		codes[n] = p->own[n].info.key;
	for (i = 0; also != NULL && i < also->own_count; i++) {
		for (k = 0; k < p->own_count && strcmp(codes[k], also->own[i].info.key) != 0; k++)
			;
		if (k == p->own_count)
			codes[n++] = also->own[i].info.key;
	}
	return n;
}

static bool
adopted(const struct profile *p, const struct facts *facts)
{
	size_t i;

	for (i = 0; i < p->own_count && strcmp(facts->own[i], p->own[i].info.key) == 0; i++)
		;
	return i == p->own_count;
}

/* Its reasons first, then what another profile has. */
static void
adopt_reasons(const struct profile *p, struct facts *facts)
{
	const int32_t value = facts->value[FACT_PROXY_REASON];
	char was[FACTS_OWN_CODE_MAX] = "";
	size_t i;

	for (i = 0; i < p->reason_count && strcmp(facts->reasons[i], p->reasons[i].code) == 0; i++)
		;
	if (i == p->reason_count)
		return;
	if (facts_known(facts, FACT_PROXY_REASON) && value >= REASON_OWN)
		memcpy(was, facts->reasons[value - REASON_OWN], sizeof(was));
	memset(facts->reasons, 0, sizeof(facts->reasons));
	for (i = 0; i < p->reason_count; i++)
		(void)facts_reason(facts, p->reasons[i].code);
	if (was[0] != '\0')
		facts_set(facts, FACT_PROXY_REASON, facts_reason(facts, was));
}

void
profile_adopt(const struct profile *p, struct facts *facts)
{
	char was[FACTS_OWN_PLACES][FACTS_OWN_CODE_MAX];
	const uint64_t known = facts->known;
	int32_t value[FACTS_OWN_PLACES];
	enum fact to;
	size_t i;

	adopt_reasons(p, facts);
	if (adopted(p, facts))
		return;
	memcpy(was, facts->own, sizeof(was));
	memcpy(value, &facts->value[FACT_OWN], sizeof(value));
	memset(facts->own, 0, sizeof(facts->own));
	for (i = 0; i < FACTS_OWN_PLACES; i++)
		facts_forget(facts, (enum fact)(FACT_OWN + i));
	for (i = 0; i < p->own_count; i++)
		(void)facts_own(facts, p->own[i].info.key);
	for (i = 0; i < FACTS_OWN_PLACES; i++)
		if ((known >> (FACT_OWN + i) & 1) != 0 && (to = facts_own(facts, was[i])) != FACT_COUNT)
			facts_set(facts, to, value[i]);
}

/* A municipality's own reasons why the holder doesn't come: words, papers that each asks for, whether it is taken. */
#include "rule/profile-build-private.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"

static bool
has_section(const struct build *b, const char *kind, const char *name)
{
	size_t i;

	for (i = 0; i < b->count; i++)
		if (b->stated[i].key == NULL && strcmp(b->stated[i].kind, kind) == 0 &&
		    strcmp(b->stated[i].name, name) == 0)
			break;
	return i < b->count;
}

static void
make(struct build *b, const struct own_reason *r, const char *kind, const char *key, const char *value)
{
	b->stated[b->count++] = (struct stated){ kind, r->code, key, value, r->file, r->line, true };
}

/* For whom it is its name says (read_when). */
static void
make_need(struct build *b, size_t at, const struct own_reason *r)
{
	const char *const documents = build_value(b, at, "documents", ""),
	    *who = build_value(b, at, "who", "applicant"), *say = build_value(b, at, "say", r->ja),
	    *source = build_value(b, at, "source", "");

	make(b, r, "need", NULL, NULL);
	make(b, r, "need", "code", "proxy-reason");
	make(b, r, "need", "who", who);
	make(b, r, "need", "documents", documents);
	make(b, r, "need", "text", say);
	make(b, r, "need", "source", source);
}

static void
make_gate(struct build *b, size_t at, const struct own_reason *r)
{
	const char *const say = build_value(b, at, "say", r->ja), *source = build_value(b, at, "source", "");

	make(b, r, "refuse", NULL, NULL);
	make(b, r, "refuse", "code", "proxy-not-allowed");
	make(b, r, "refuse", "text", say);
	make(b, r, "refuse", "source", source);
}

static void
read_reason(struct build *b, size_t at, struct own_reason *r)
{
	static const char *const needed[] = { "text", "english", "source" };
	static const char *const answers[] = { "yes", "no", NULL };
	const struct stated *s = &b->stated[at];
	size_t i;

	if (!facts_own_code(s->name))
		build_fault(b, s, "reason の名前「%s」は x- で始め、a-z、0-9、- で書きます(%d 字まで)", s->name,
		    FACTS_OWN_CODE_MAX - 1);
	for (i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (build_value(b, at, needed[i], "")[0] == '\0')
			build_fault(b, s, "%s がありません", needed[i]);
	*r = (struct own_reason){ .code = s->name, .ja = build_value(b, at, "text", ""),
	    .en = build_value(b, at, "english", ""), .file = s->file, .line = s->line,
	    .refused = build_word(b, at, "accepted", answers, 0) == 1,
	    .papers = build_find(b, at, "documents") != NULL };
	if (r->refused && r->papers)
		build_fault(b, s, "accepted = no の reason に documents は要りません");
	/* What is shown for it is shown once. */
	(void)snprintf(r->when, sizeof(r->when), "visitor in household, proxy and %sproxy-reason = %s",
	    r->refused ? "" : "visit = 1 and ", r->code);
}

void
profile_read_reasons(struct build *b)
{
	const size_t stated = b->count;
	struct profile *p = b->profile;
	struct fact_info *info = &p->proxy_reason;
	size_t i;

	*info = *fact_info(FACT_PROXY_REASON);
	for (i = 0; i < stated && b->found == 0; i++) {
		struct own_reason *r = &p->reasons[p->reason_count];

		if (b->stated[i].key != NULL || strcmp(b->stated[i].kind, "reason") != 0)
			continue;
		if (p->reason_count == REASONS_OWN_MAX) {
			build_fault(b, &b->stated[i], "reason が多すぎます(%d まで)", REASONS_OWN_MAX);
			return;
		}
		read_reason(b, i, r);
		info->words[REASON_OWN + p->reason_count] = r->code;
		info->ja_words[REASON_OWN + p->reason_count++] = r->ja;
		/* What a municipality writes of it itself goes before. */
		if (has_section(b, r->refused ? "refuse" : "need", r->code))
			continue;
		if (r->refused)
			make_gate(b, i, r);
		else if (r->papers)
			make_need(b, i, r);
	}
}

/* The papers of a reason are asked for by whatever rule serves who has it. */
void
build_add_reasons(struct build *b, struct rule *r)
{
	const struct profile *p = b->profile;
	size_t i, k, n;

	for (i = 0; i < p->reason_count; i++) {
		for (k = 0; k < p->of_kind_count[RULE_NEED] &&
		    strcmp(p->rules[p->of_kind[RULE_NEED][k]].name, p->reasons[i].code) != 0; k++)
			;
		if (!p->reasons[i].papers || k == p->of_kind_count[RULE_NEED])
			continue;
		for (n = 0; n < r->need_count && r->needs[n] != p->of_kind[RULE_NEED][k]; n++)
			;
		if (n == NEEDS_MAX)
			build_fault(b, &(struct stated){ .file = p->reasons[i].file, .line = p->reasons[i].line },
			    "[%s] の needs が多すぎます(%d まで)", r->full, NEEDS_MAX);
		else if (n == r->need_count)
			r->needs[r->need_count++] = p->of_kind[RULE_NEED][k];
	}
}

size_t
profile_reasons(const struct profile *p, const struct profile *also, const char *codes[2 * REASONS_OWN_MAX])
{
	size_t n = 0, i, k;

	for (; n < p->reason_count; n++)
		codes[n] = p->reasons[n].code;
	for (i = 0; also != NULL && i < also->reason_count; i++) {
		for (k = 0; k < p->reason_count && strcmp(codes[k], also->reasons[i].code) != 0; k++)
			;
		if (k == p->reason_count)
			codes[n++] = also->reasons[i].code;
	}
	return n;
}

int
profile_own_reason(const struct profile *p, const char *code)
{
	size_t i;

	for (i = 0; i < p->reason_count; i++)
		if (strcmp(p->reasons[i].code, code) == 0)
			return REASON_OWN + (int)i;
	return -1;
}

const char *
profile_word(const struct profile *p, enum fact f, int word)
{
	if (f != FACT_PROXY_REASON || word < REASON_OWN)
		return tr(fact_info(f)->ja_words[word]);
	if ((size_t)(word - REASON_OWN) >= p->reason_count)
		return "";
	return lang_now() == LANG_EN ? p->reasons[word - REASON_OWN].en : p->reasons[word - REASON_OWN].ja;
}

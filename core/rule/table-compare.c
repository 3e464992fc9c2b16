/* Whether a decision says what a row of a decision table wants. */
#include "rule/table.h"

#include <stdarg.h>
#include <string.h>

/* Lists are written with commas as the tables have them. */
static void
append(char *out, const char *item)
{
	size_t len = strlen(out);

	(void)snprintf(out + len, TABLE_GOT_MAX - len, "%s%s", len > 0 ? "," : "", item);
}

static void
say_missing(const struct decision *d, char *out)
{
	char item[256];
	size_t i;

	for (i = 0; i < d->missing_count; i++) {
		const struct missing *m = &d->missing[i];

		(void)snprintf(item, sizeof(item), "%s:%s:%s", m->code, m->who != NULL ? m->who : "", m->need);
		append(out, item);
	}
}

static void
say_reasons(const struct decision *d, char *out)
{
	size_t i;

	for (i = 0; i < d->reason_count; i++)
		append(out, d->reasons[i].code);
}

/* What is said aloud first. */
static void
say_first(const struct decision *d, char *out)
{
	if (d->reason_count > 0)
		append(out, d->reasons[0].code);
}

static void
say_tell(const struct decision *d, char *out)
{
	size_t i;

	for (i = 0; i < d->tell_count; i++)
		append(out, d->tell[i].code);
}

/* The days that are told, whatever of. */
static void
say_until(const struct decision *d, char *out)
{
	char day[16];
	size_t i;

	for (i = 0; i < d->tell_count; i++)
		if (date_given(d->tell[i].until)) {
			date_format_iso(d->tell[i].until, day, sizeof(day));
			append(out, day);
		}
}

static void
say_ask(const struct decision *d, char *out)
{
	size_t i;

	for (i = 0; i < d->ask_count; i++)
		append(out, profile_fact(d->profile, d->ask[i])->key);
}

static void
say_actions(const struct decision *d, char *out)
{
	char code[32];
	size_t i;

	for (i = 0; i < d->action_count; i++) {
		action_code(&d->actions[i], code);
		append(out, code);
	}
}

static void
say_refused(const struct decision *d, char *out)
{
	if (d->refused & CERT_BIT(CERT_SIGN))
		append(out, "sign");
	if (d->refused & CERT_BIT(CERT_AUTH))
		append(out, "auth");
}

static void
say_fee(const struct decision *d, char *out)
{
	if (d->fee_known)
		(void)snprintf(out, TABLE_GOT_MAX, "%d", d->yen);
}

static void
say_sign(const struct decision *d, char *out)
{
	date_format_iso(d->expiry[CERT_SIGN], out, TABLE_GOT_MAX);
}

static void
say_auth(const struct decision *d, char *out)
{
	date_format_iso(d->expiry[CERT_AUTH], out, TABLE_GOT_MAX);
}

static void
say_visit(const struct decision *d, char *out)
{
	(void)snprintf(out, TABLE_GOT_MAX, "%d/%d", d->visit, d->visits);
}

static void
say_otherwise(const struct decision *d, char *out)
{
	if (d->otherwise != OUTCOME_COUNT)
		append(out, outcome_code(d->otherwise));
}

static void
say_rules(const struct decision *d, char *out)
{
	size_t i;

	for (i = 0; i < profile_rules(d->profile); i++) {
		const char *name = profile_rule_name(d->profile, i);

		if ((d->hit[i / 64] >> (i % 64) & 1) != 0 && strncmp(name, "rule ", 5) == 0)
			append(out, name + 5);
	}
}

static void
say_form(const struct decision *d, char *out)
{
	(void)snprintf(out, TABLE_GOT_MAX, "%s", d->letter != NULL ? d->letter->form : "");
}

static void
say_mail(const struct decision *d, char *out)
{
	(void)snprintf(out, TABLE_GOT_MAX, "%s", d->letter != NULL ? d->letter->mail : "");
}

static void
say_reply(const struct decision *d, char *out)
{
	date_format_iso(d->letter_until, out, TABLE_GOT_MAX);
}

/* Item by item: equal, or the expected one is a beginning up to a ':'. */
static bool
same_list(const char *want, const char *said)
{
	while (*want != '\0' && *said != '\0') {
		size_t w = strcspn(want, ","), s = strcspn(said, ",");

		if (w > s || strncmp(want, said, w) != 0 || (w < s && said[w] != ':'))
			return false;
		want += w + (want[w] == ',');
		said += s + (said[s] == ',');
	}
	return *want == *said;
}

static bool
has_item(const char *said, const char *item, size_t len)
{
	for (; *said != '\0'; said += strcspn(said, ","), said += *said == ',')
		if (strcspn(said, ",") == len && strncmp(said, item, len) == 0)
			return true;
	return false;
}

static bool
has_all(const char *want, const char *said)
{
	for (; *want != '\0'; want += strcspn(want, ","), want += *want == ',')
		if (!has_item(said, want, strcspn(want, ",")))
			return false;
	return true;
}

static bool
same_set(const char *want, const char *said)
{
	return has_all(want, said) && has_all(said, want);
}

static const struct {
	const char *key;
	void (*say)(const struct decision *, char *);
	bool (*agrees)(const char *want, const char *said);
} keys[] = {
	{ "missing", say_missing, same_list }, { "reasons", say_reasons, has_all },
	{ "first", say_first, same_list }, { "refused", say_refused, same_set },
	{ "fee", say_fee, same_list }, { "sign", say_sign, same_list }, { "auth", say_auth, same_list },
	{ "visit", say_visit, same_list }, { "otherwise", say_otherwise, same_list },
	{ "actions", say_actions, same_list }, { "ask", say_ask, same_set }, { "tell", say_tell, has_all },
	{ "tells", say_tell, same_set },
	{ "form", say_form, same_list }, { "mail", say_mail, same_list }, { "reply", say_reply, same_list },
	{ "until", say_until, same_list }, { "rule", say_rules, has_all },
};
static const size_t key_count = sizeof(keys) / sizeof(*keys);

struct comparing { const struct decision *d; void (*told)(void *, const struct table_miss *); void *ctx; };

static size_t
tell(const struct comparing *c, enum table_miss_kind kind, const char *want, const char *got)
{
	struct table_miss miss = { .kind = kind };

	if (c->told == NULL)
		return 1;
	(void)snprintf(miss.want, sizeof(miss.want), "%s", want);
	(void)snprintf(miss.got, sizeof(miss.got), "%s", got);
	c->told(c->ctx, &miss);
	return 1;
}

static size_t
compare_word(const struct comparing *c, const char *word)
{
	size_t len = strcspn(word, "="), i;
	char said[TABLE_GOT_MAX] = "";

	for (i = 0; i < key_count; i++)
		if (strlen(keys[i].key) == len && strncmp(keys[i].key, word, len) == 0)
			break;
	if (i == key_count || word[len] != '=')
		return tell(c, TABLE_UNKNOWN, word, "");
	keys[i].say(c->d, said);
	return keys[i].agrees(word + len + 1, said) ? 0 : tell(c, TABLE_DIFFERS, word, said);
}

static bool
names(const struct table_words *expect, const char *key)
{
	size_t i, len = strlen(key);

	for (i = 1; i < expect->count; i++)
		if (strncmp(expect->word[i], key, len) == 0 && expect->word[i][len] == '=')
			return true;
	return false;
}

/* An outcome alone says too little where something else must be known to go on. */
static size_t
says_enough(const struct comparing *c, const struct table_words *expect)
{
	static const struct { const char *outcome, *key; } rows[] = {
		{ "incomplete", "missing" }, { "refused", "reasons" }, { "ask", "ask" },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strcmp(expect->word[0], rows[i].outcome) == 0 && !names(expect, rows[i].key))
			return tell(c, TABLE_SAYS_TOO_LITTLE, rows[i].key, "");
	return 0;
}

void
table_explain(const struct decision *d, struct buf *b)
{
	static const char *const shown[] = { "rule", "missing", "reasons", "ask" };
	size_t i, k;

	for (i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		for (k = 0; k < key_count; k++) {
			char said[TABLE_GOT_MAX] = "";

			if (strcmp(keys[k].key, shown[i]) != 0)
				continue;
			keys[k].say(d, said);
			if (said[0] != '\0')
				buf_printf(b, "%s%s=%s", b->len > 0 ? " " : "", keys[k].key, said);
		}
}

size_t
table_compare(const struct table_words *expect, const struct decision *d, void (*told)(void *,
    const struct table_miss *),
    void *ctx)
{
	const struct comparing c = { d, told, ctx };
	size_t differences = says_enough(&c, expect), i;

	if (strcmp(expect->word[0], outcome_code(d->outcome)) != 0)
		differences += tell(&c, TABLE_DIFFERS, expect->word[0], outcome_code(d->outcome));
	for (i = 1; i < expect->count; i++)
		differences += compare_word(&c, expect->word[i]);
	return differences;
}

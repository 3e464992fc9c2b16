/* Reads conditions: and, or, not, brackets, and what they are made of. */
#include "rule/condition-read-private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/pin.h"

#define DEPTH_MAX 40
#define CONDITIONS_MAX 8192
#define SPAN_MAX 1200
#define WORKDAYS_MAX 60

static enum err read_or(struct reader *, int *at);

enum err
condition_refuse(struct reader *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(r->why, CONDITION_WHY_MAX, tr(fmt), ap);
	va_end(ap);
	return ERR_PROFILE;
}

static enum err
append(struct reader *r, struct condition c, int *at)
{
	struct condition_list *l = r->list;
	struct condition *list;
	size_t cap;

	if (l->count == CONDITIONS_MAX)
		return condition_refuse(r, "条件が多すぎます");
	if (l->count == l->cap) {
		cap = l->cap != 0 ? l->cap * 2 : 64;
		if ((list = realloc(l->list, cap * sizeof(*list))) == NULL)
			return ERR_MEMORY;
		l->list = list;
		l->cap = cap;
	}
	*at = (int)l->count;
	l->list[l->count++] = c;
	return ERR_NONE;
}

/* A condition that is made of others. */
static enum err
join(struct reader *r, enum condition_kind kind, int left, int right, int *at)
{
	return append(r, (struct condition){ .kind = kind, .left = left, .right = right }, at);
}

enum err
condition_add(struct reader *r, struct condition c, int *at)
{
	c.left = c.right = CONDITION_ALWAYS;
	return append(r, c, at);
}

enum err
condition_word(struct reader *r, char out[CONDITION_WORD_MAX])
{
	if (r->words.word[0] == '\0')
		return condition_refuse(r, "条件が途中で終わっています");
	memcpy(out, r->words.word, CONDITION_WORD_MAX);
	words_next(&r->words);
	return ERR_NONE;
}

/* --- a fact and its values --- */

static int
own_reason(const struct fact_info *info, const char *word)
{
	int i;

	for (i = REASON_OWN; info->words[i] != NULL && strcmp(info->words[i], word) != 0; i++)
		;
	return info->words[i] != NULL ? i : -1;
}

static enum err
refuse_value(struct reader *r, enum fact f, const char *word)
{
	char list[CONDITION_WHY_MAX - 100] = "";
	size_t i, at = 0;

	for (i = 0; fact_info(f)->words[i] != NULL && at < sizeof(list); i++)
		at += (size_t)snprintf(list + at, sizeof(list) - at, "%s%s", i > 0 ? ", " : "", fact_info(f)->words[i]);
	return condition_refuse(r, "%s に「%.40s」という値はありません。使える値: %s", fact_info(f)->key, word, list);
}

static enum err
read_value(struct reader *r, enum fact f, uint32_t *mask)
{
	char word[CONDITION_WORD_MAX];
	enum err e;
	int place;

	if ((e = condition_word(r, word)) != ERR_NONE)
		return e;
	if ((place = fact_word(f, word)) < 0 && f == FACT_PROXY_REASON && r->names->proxy_reason != NULL)
		place = own_reason(r->names->proxy_reason, word);
	if (place < 0)
		return refuse_value(r, f, word);
	*mask |= 1u << place;
	return ERR_NONE;
}

static enum err
read_choice(struct reader *r, enum fact f, int *at)
{
	struct condition c = { .kind = CONDITION_WORD, .fact = f };
	enum err e;
	bool not;
	int inner;

	if (words_take(&r->words, "in")) {
		do
			if ((e = read_value(r, f, &c.mask)) != ERR_NONE)
				return e;
		while (words_take(&r->words, ","));
		return condition_add(r, c, at);
	}
	not = words_take(&r->words, "!=");
	if (!not && !words_take(&r->words, "="))
		return condition_refuse(r, "%s のあとに =、!= か in が必要です", fact_info(f)->key);
	if ((e = read_value(r, f, &c.mask)) != ERR_NONE || (e = condition_add(r, c, &inner)) != ERR_NONE)
		return e;
	if (!not) {
		*at = inner;
		return ERR_NONE;
	}
	return join(r, CONDITION_NOT, inner, CONDITION_ALWAYS, at);
}

/* --- dates --- */

bool
condition_compare(struct reader *r, enum compare *c)
{
	static const char *const signs[] = {
		[COMPARE_LESS] = "<", [COMPARE_AT_MOST] = "<=", [COMPARE_MORE] = ">", [COMPARE_AT_LEAST] = ">=",
		[COMPARE_EQUAL] = "=", [COMPARE_OTHER] = "!=",
	};
	unsigned i;

	for (i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (words_take(&r->words, signs[i])) {
			*c = (enum compare)i;
			return true;
		}
	return false;
}

bool
condition_number(struct reader *r, int most, int *n)
{
	char *end;
	long value = strtol(r->words.word, &end, 10);

	if (end == r->words.word || *end != '\0' || value < 0 || value > most)
		return false;
	*n = (int)value;
	words_next(&r->words);
	return true;
}

static enum err
read_span(struct reader *r, struct term *t)
{
	int sign, n;

	while ((sign = r->words.word[0] == '+' ? 1 : strcmp(r->words.word, "-") == 0 ? -1 : 0) != 0) {
		words_next(&r->words);
		if (!condition_number(r, SPAN_MAX, &n))
			return condition_refuse(r, "+ か - のあとに数(%d まで)が必要です", SPAN_MAX);
		if (words_take(&r->words, "days"))
			t->days += sign * n;
		else if (words_take(&r->words, "months"))
			t->months += sign * n;
		else if (words_take(&r->words, "years"))
			t->months += sign * n * 12;
		else if (words_take(&r->words, "workdays") && n <= WORKDAYS_MAX)
			t->workdays += sign * n;
		else
			return condition_refuse(r,
			    "数のあとに days、months、years か workdays(%d まで)が必要です", WORKDAYS_MAX);
	}
	return ERR_NONE;
}

static bool
is_date_word(const char *word)
{
	enum fact f = fact_by_key(word);

	return strcmp(word, "today") == 0 || strcmp(word, "deadline") == 0 || (word[0] >= '0' && word[0] <= '9') ||
	    (f < FACT_COUNT && fact_info(f)->type == FACT_DATE);
}

static enum err
read_term(struct reader *r, struct term *t, uint64_t *needs)
{
	char word[CONDITION_WORD_MAX];
	struct date day;
	enum err e;

	if ((e = condition_word(r, word)) != ERR_NONE)
		return e;
	if (!is_date_word(word))
		return condition_refuse(r, "「%s」は日付ではありません", word);
	*t = (struct term){ .base = TERM_FACT, .fact = fact_by_key(word) };
	if (strcmp(word, "today") == 0)
		t->base = TERM_TODAY;
	else if (strcmp(word, "deadline") == 0)
		t->base = TERM_DEADLINE;
	else if (t->fact == FACT_COUNT) {
		if (date_parse(word, &day) != ERR_NONE)
			return condition_refuse(r, "「%s」という日はありません", word);
		t->base = TERM_DAY;
		t->day = date_days(day);
	} else
		*needs |= (uint64_t)1 << t->fact;
	return read_span(r, t);
}

static enum err
read_date(struct reader *r, int *at)
{
	struct condition c = { .kind = CONDITION_DATE };
	char ahead[CONDITION_WORD_MAX], then[CONDITION_WORD_MAX];
	struct words w = r->words;
	enum fact f = fact_by_key(w.word);
	enum err e;

	words_peek(&w, ahead);
	words_next(&w);
	words_peek(&w, then);
	if (f < FACT_COUNT && fact_info(f)->words[0] != NULL && (strcmp(ahead, "=") == 0 || strcmp(ahead, "!=") == 0) &&
	    strcmp(then, "none") == 0) {
		words_next(&r->words);
		return read_choice(r, f, at);
	}
	if ((e = read_term(r, &c.terms[0], &c.needs)) != ERR_NONE)
		return e;
	if (!condition_compare(r, &c.compare))
		return condition_refuse(r, "日付のあとに <、<=、>、>=、= か != が必要です");
	if ((e = read_term(r, &c.terms[1], &c.needs)) != ERR_NONE)
		return e;
	c.deadline = c.terms[0].base == TERM_DEADLINE || c.terms[1].base == TERM_DEADLINE;
	return condition_add(r, c, at);
}

/* --- the other atoms --- */

static enum err
read_age(struct reader *r, int *at)
{
	struct condition c = { .kind = CONDITION_AGE, .needs = (uint64_t)1 << FACT_BORN };

	if (!condition_compare(r, &c.compare) || c.compare >= COMPARE_EQUAL || !condition_number(r, 150, &c.number))
		return condition_refuse(r, "age のあとに <、<=、> か >= と年齢が必要です");
	return condition_add(r, c, at);
}

static enum err
read_cert(struct reader *r, const char *behind, enum cert_kind *cert)
{
	char word[CONDITION_WORD_MAX];
	enum err e;

	if ((e = condition_word(r, word)) != ERR_NONE)
		return e;
	*cert = cert_by_code(word);
	return *cert != CERT_COUNT ? ERR_NONE : condition_refuse(r, "%s のあとは sign か auth です", behind);
}

static enum err
read_for(struct reader *r, int *at)
{
	enum cert_kind cert;
	enum err e = read_cert(r, "for", &cert);

	if (e != ERR_NONE)
		return e;
	return condition_add(r, (struct condition){ .kind = CONDITION_FOR, .number = (int)cert }, at);
}

static enum err
read_early(struct reader *r, int *at)
{
	static const enum fact expires[] = { [CERT_SIGN] = FACT_SIGN_EXPIRES, [CERT_AUTH] = FACT_AUTH_EXPIRES };
	enum cert_kind cert;
	enum err e;

	if ((e = read_cert(r, "early", &cert)) != ERR_NONE)
		return e;
	return condition_add(r, (struct condition){ .kind = CONDITION_EARLY, .fact = expires[cert],
	    .needs = (uint64_t)1 << expires[cert] }, at);
}

static enum err
read_pins(struct reader *r, int *at)
{
	char word[CONDITION_WORD_MAX];
	enum pin_kind pin;
	enum err e;

	if (!words_take(&r->words, "has"))
		return condition_refuse(r, "pins のあとに has が必要です");
	if ((e = condition_word(r, word)) != ERR_NONE)
		return e;
	if ((pin = pin_by_code(word)) == PIN_COUNT)
		return condition_refuse(r, "「%s」という暗証番号はありません", word);
	return condition_add(r, (struct condition){ .kind = CONDITION_PIN, .number = (int)pin }, at);
}

static enum err
read_name(struct reader *r, const char *word, int *at)
{
	enum fact f = fact_by_key(word);
	size_t i;

	for (i = 0; i < r->names->own_count; i++)
		if (strcmp(r->names->own[i], word) == 0)
			return read_choice(r, (enum fact)(FACT_OWN + i), at);
	if (f < FACT_COUNT && !facts_is_own(f))
		return fact_info(f)->type == FACT_SET ?
		    condition_refuse(r, "%s は for か pins has でたずねます", word) : read_choice(r, f, at);
	for (i = 0; i < r->names->defined_count; i++)
		if (strcmp(r->names->defined[i], word) == 0)
			return condition_add(r, (struct condition){ .kind = CONDITION_NAME, .number = (int)i }, at);
	return condition_refuse(r, "「%s」という項目も、[fact] や [define] の言葉もありません%s", word,
	    strcmp(word, "yes") == 0 ? tr("。いつもなら always と書きます") : "");
}

static enum err
read_brackets(struct reader *r, int *at)
{
	enum err e;

	if (++r->depth > DEPTH_MAX)
		return condition_refuse(r, "かっこが深すぎます");
	if ((e = read_or(r, at)) != ERR_NONE)
		return e;
	r->depth--;
	return words_take(&r->words, ")") ? ERR_NONE : condition_refuse(r, "「)」がありません");
}

static enum err
read_atom(struct reader *r, int *at)
{
	static const struct { const char *word; enum err (*read)(struct reader *, int *); } atoms[] = {
		{ "(", read_brackets }, { "age", read_age }, { "for", read_for }, { "early", read_early },
		{ "pins", read_pins },
		{ "brought", condition_read_brought }, { "counter", condition_read_counter },
		{ "day", condition_read_day }, { "time", condition_read_time },
	};
	char word[CONDITION_WORD_MAX];
	enum err e;
	size_t i;

	for (i = 0; i < sizeof(atoms) / sizeof(*atoms); i++)
		if (words_take(&r->words, atoms[i].word))
			return atoms[i].read(r, at);
	if (words_take(&r->words, "always"))
		return condition_add(r, (struct condition){ .kind = CONDITION_TRUE }, at);
	if (words_take(&r->words, "never"))
		return condition_add(r, (struct condition){ .kind = CONDITION_FALSE }, at);
	if (is_date_word(r->words.word))
		return read_date(r, at);
	if ((e = condition_word(r, word)) != ERR_NONE)
		return e;
	return read_name(r, word, at);
}

static enum err
read_not(struct reader *r, int *at)
{
	enum err e;
	int inner;

	if (!words_take(&r->words, "not"))
		return read_atom(r, at);
	if (++r->depth > DEPTH_MAX)
		return condition_refuse(r, "not が多すぎます");
	if ((e = read_not(r, &inner)) != ERR_NONE)
		return e;
	r->depth--;
	return join(r, CONDITION_NOT, inner, CONDITION_ALWAYS, at);
}

static enum err
read_and(struct reader *r, int *at)
{
	enum err e = read_not(r, at);
	int right;

	while (e == ERR_NONE && words_take(&r->words, "and"))
		if ((e = read_not(r, &right)) == ERR_NONE)
			e = join(r, CONDITION_AND, *at, right, at);
	return e;
}

static enum err
read_or(struct reader *r, int *at)
{
	enum err e = read_and(r, at);
	int right;

	while (e == ERR_NONE && words_take(&r->words, "or"))
		if ((e = read_and(r, &right)) == ERR_NONE)
			e = join(r, CONDITION_OR, *at, right, at);
	return e;
}

enum err
condition_read(struct condition_list *list, const struct condition_names *names, const char *text, int *at,
    char why[CONDITION_WHY_MAX])
{
	struct reader r = { .list = list, .names = names, .why = why };
	enum err e;

	words_begin(&r.words, text);
	e = read_or(&r, at);
	if (r.words.too_long)	/* cut, it may be unknown or another's name */
		return condition_refuse(&r, "長すぎる言葉があります");
	if (e != ERR_NONE)
		return e;
	return r.words.word[0] == '\0' ? ERR_NONE : condition_refuse(&r, "「%s」が余っています。%s", r.words.word,
	    r.words.word[0] == ',' ? tr("いくつかの値は in で並べます(visitor in proxy, household)") :
	    tr("条件は and か or で、値は「,」でつなぎます"));
}

/* --- names that go round in a circle --- */

/* Each name is walked into once, so that a tangle of names costs no more than there are. */
static bool
reaches(const struct condition_list *l, const struct condition_names *names, int at, size_t name, bool *seen)
{
	const struct condition *c;

	if (at < 0)
		return false;
	c = &l->list[at];
	if (c->kind != CONDITION_NAME)
		return reaches(l, names, c->left, name, seen) || reaches(l, names, c->right, name, seen);
	if ((size_t)c->number == name)
		return true;
	if (seen[c->number])
		return false;
	seen[c->number] = true;
	return reaches(l, names, names->defined_at[c->number], name, seen);
}

bool
condition_circle(const struct condition_list *l, const struct condition_names *names, size_t *which)
{
	bool seen[DEFINED_MAX];
	size_t i;

	for (i = 0; i < names->defined_count; i++) {
		memset(seen, 0, sizeof(seen));
		if (reaches(l, names, names->defined_at[i], i, seen)) {
			*which = i;
			return true;
		}
	}
	return false;
}

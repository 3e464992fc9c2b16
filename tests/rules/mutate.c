/* Line by line: left out, another number, comparison or word, a word of a list less; two rules changed round. */
#include "mutate.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mutating {
	const char *text;
	bool (*make)(void *, const struct mutant *);
	void *ctx;
	char section[160], key[96];
	bool stopped;
};

/* The text with len bytes at from put otherwise. */
static void
put(struct mutating *m, const char *from, size_t len, const char *otherwise, const char *what)
{
	const size_t before = (size_t)(from - m->text);
	struct mutant mutant = { .text = malloc(strlen(m->text) + strlen(otherwise) + 1) };

	if (m->stopped || mutant.text == NULL)
		return;
	(void)sprintf(mutant.text, "%.*s%s%s", (int)before, m->text, otherwise, from + len);
	(void)snprintf(mutant.what, sizeof(mutant.what), "%s %s: %s", m->section, m->key, what);
	m->stopped = !m->make(m->ctx, &mutant);
	free(mutant.text);
}

static void
replace(struct mutating *m, const char *from, size_t len, const char *otherwise, const char *value)
{
	char what[400];

	(void)snprintf(what, sizeof(what), "\"%.*s\" at %d is \"%s\"", (int)len, from, (int)(from - value), otherwise);
	put(m, from, len, otherwise, what);
}

/* Another word where a whole word stands. */
static void
words(struct mutating *m, const char *value, size_t len)
{
	static const struct { const char *is, *else_; } swaps[] = {
		{ " <= ", " < " }, { " < ", " <= " }, { " >= ", " > " }, { " > ", " >= " }, { " = ", " != " },
		{ " != ", " = " }, { " and ", " or " }, { " or ", " and " }, { "not ", "" }, { "yes", "no" },
		{ " no ", " yes " },
		{ "proceed", "consult" }, { "inquiry", "consult" }, { "A | B", "A" }, { "A+B", "A" }, { " months", " days" },
	};
	const char *at;
	size_t i;

	for (i = 0; i < sizeof(swaps) / sizeof(*swaps); i++)
		for (at = value; (at = strstr(at, swaps[i].is)) != NULL && at + strlen(swaps[i].is) <= value + len;
		    at += strlen(swaps[i].is))
			replace(m, at, strlen(swaps[i].is), swaps[i].else_, value);
}

/* Each number one more and one less; 12-29 is two. */
static void
numbers(struct mutating *m, const char *value, size_t len)
{
	const char *at = value, *end = value + len;
	char other[16];
	size_t n;
	long v;

	while (at < end) {
		if (!isdigit((unsigned char)*at) || (at > value && (isalpha((unsigned char)at[-1]) || at[-1] == '_'))) {
			at++;
			continue;
		}
		for (n = 0; at + n < end && isdigit((unsigned char)at[n]); n++)
			;
		v = strtol(at, NULL, 10);
		(void)snprintf(other, sizeof(other), "%0*ld", at[0] == '0' ? (int)n : 1, v + 1);
		replace(m, at, n, other, value);
		if (v > 0) {
			(void)snprintf(other, sizeof(other), "%0*ld", at[0] == '0' ? (int)n : 1, v - 1);
			replace(m, at, n, other, value);
		}
		at += n;
	}
}

/* One of "a, b, c" left out. */
static void
lists(struct mutating *m, const char *value, size_t len)
{
	const char *at, *end = value + len, *word;

	for (at = value; (at = memchr(at, ',', (size_t)(end - at))) != NULL; at++) {
		for (word = at + 1; word < end && *word != ',' && *word != ')' && strncmp(word, " and ", 5) != 0 &&
		    strncmp(word, " or ", 4) != 0; word++)
			;
		replace(m, at, (size_t)(word - at), "", value);
		for (word = at; word > value && word[-1] != ' ' && word[-1] != ','; word--)
			;
		replace(m, word, (size_t)(at + 1 - word) + (at[1] == ' '), "", value);
	}
}

static bool
is_for_people(const char *section, const char *key)
{
	static const char *const keys[] = { "text", "source", "title", "name", "label", "note", "form", "mail", "code",
	    "open" };
	size_t i;

	if (strncmp(section, "[office", 7) == 0 || strncmp(section, "[readings", 9) == 0 || strcmp(key, "inherit") == 0)
		return true;
	for (i = 0; i < sizeof(keys) / sizeof(*keys) && strcmp(keys[i], key) != 0; i++)
		;
	return i < sizeof(keys) / sizeof(*keys) && !(strcmp(key, "code") == 0 && strncmp(section, "[mun", 4) != 0);
}

static void
one_line(struct mutating *m, const char *line, size_t len)
{
	const char *equals = memchr(line, '=', len);
	size_t n;

	if (equals == NULL)
		return;
	for (n = (size_t)(equals - line); n > 0 && line[n - 1] == ' '; n--)
		;
	(void)snprintf(m->key, sizeof(m->key), "%.*s", (int)n, line);
	if (is_for_people(m->section, m->key))
		return;
	put(m, line, len + (line[len] == '\n'), "", "left out");
	if (strncmp(m->section, "[documents", 10) == 0)
		return;
	words(m, equals + 1, len - (size_t)(equals + 1 - line));
	numbers(m, equals + 1, len - (size_t)(equals + 1 - line));
	lists(m, equals + 1, len - (size_t)(equals + 1 - line));
}

static const char *
section_end(const char *from)
{
	const char *next = strstr(from + 1, "\n[");

	return next != NULL ? next + 1 : from + strlen(from);
}

static bool
is_ordered(const char *section)
{
	return strncmp(section, "[rule ", 6) == 0 || strncmp(section, "[fee ", 5) == 0;
}

static bool
is_rule(const char *section)
{
	return strncmp(section, "[class", 6) != 0 && strncmp(section, "[document", 9) != 0 &&
	    strncmp(section, "[validity", 9) != 0 && strncmp(section, "[inquiry", 8) != 0 &&
	    strncmp(section, "[define", 7) != 0;
}

/* A whole section left out; two rules behind each other changed round. */
static void
sections(struct mutating *m, const char *from)
{
	const char *end = section_end(from), *behind = section_end(end);
	char *round;

	m->key[0] = '\0';
	if (strncmp(from, "[office", 7) == 0 || strncmp(from, "[municipality", 13) == 0 ||
	    strncmp(from, "[readings", 9) == 0)
		return;
	if (is_rule(from))	/* of the others each line is left out by itself */
		put(m, from, (size_t)(end - from), "", "left out");
	if (*end == '\0' || !is_ordered(from) || !is_ordered(end) || (round = malloc((size_t)(behind - from) + 2)) == NULL)
		return;
	(void)sprintf(round, "%.*s\n%.*s", (int)(behind - end), end, (int)(end - from), from);
	put(m, from, (size_t)(behind - from), round, "changed round with the next");
	free(round);
}

void
mutate(const char *text, bool (*make)(void *, const struct mutant *), void *ctx)
{
	struct mutating m = { .text = text, .make = make, .ctx = ctx };
	const char *line = text;
	size_t len;

	for (; *line != '\0' && !m.stopped; line += len + (line[len] == '\n')) {
		len = strcspn(line, "\n");
		if (line[0] == '[') {
			(void)snprintf(m.section, sizeof(m.section), "%.*s", (int)len, line);
			sections(&m, line);
		} else if (line[0] != '#') {
			one_line(&m, line, len);
		}
	}
}

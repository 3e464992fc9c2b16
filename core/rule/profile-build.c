/* Small readers of values that all parts of a profile share. */
#include "rule/profile-build-private.h"

#include "base/lang.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
build_fault(struct build *b, const struct stated *s, const char *fmt, ...)
{
	char message[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(message, sizeof(message), tr(fmt), ap);
	va_end(ap);
	fault_add(b->faults, s->file, s->line, "%s", message);
	b->found++;
}

void *
build_alloc(struct build *b, size_t count, size_t size)
{
	void *p = calloc(count != 0 ? count : 1, size);

	if (p == NULL)
		b->err = ERR_MEMORY;
	return p;
}

const struct stated *
build_find(const struct build *b, size_t at, const char *key)
{
	size_t i;

	for (i = at + 1; i < b->count && b->stated[i].key != NULL; i++)
		if (strcmp(b->stated[i].key, key) == 0)
			return &b->stated[i];
	return NULL;
}

const char *
build_value(const struct build *b, size_t at, const char *key, const char *otherwise)
{
	const struct stated *s = build_find(b, at, key);

	return s != NULL ? s->value : otherwise;
}

int
build_number(struct build *b, size_t at, const char *key, int least, int most, int otherwise)
{
	const struct stated *s = build_find(b, at, key);
	char *end;
	long n;

	if (s == NULL)
		return otherwise;
	n = strtol(s->value, &end, 10);
	if (end == s->value || *end != '\0' || n < least || n > most) {
		build_fault(b, s, "%s は %d から %d までの数です", key, least, most);
		return otherwise;
	}
	return (int)n;
}

struct date
build_day(struct build *b, size_t at, const char *key)
{
	const struct stated *s = build_find(b, at, key);
	struct date d = { 0 };

	if (s != NULL && date_parse(s->value, &d) != ERR_NONE)
		build_fault(b, s, "%s の「%s」という日はありません。2026-04-01 のように書きます", key, s->value);
	return d;
}

bool
build_yes(struct build *b, size_t at, const char *key)
{
	static const char *const words[] = { "no", "yes", NULL };

	return build_word(b, at, key, words, 0) == 1;
}

int
build_word(struct build *b, size_t at, const char *key, const char *const *words, int otherwise)
{
	const struct stated *s = build_find(b, at, key);
	char allowed[160] = "";
	int i;

	if (s == NULL)
		return otherwise;
	for (i = 0; words[i] != NULL; i++) {
		size_t n = strlen(allowed);

		if (strcmp(words[i], s->value) == 0)
			return i;
		(void)snprintf(allowed + n, sizeof(allowed) - n, "%s%s", i > 0 ? ", " : "", words[i]);
	}
	build_fault(b, s, "%s に「%s」という値はありません。使える値: %s", key, s->value, allowed);
	return otherwise;
}

bool
build_part(const char **p, char sign, char *out, size_t size)
{
	const char signs[] = { sign, '\0' };
	size_t len, n;

	if (*p == NULL)
		return false;
	*p += strspn(*p, " ");		/* of tabs the scanner has made blanks */
	len = n = strcspn(*p, signs);
	while (n > 0 && (*p)[n - 1] == ' ')
		n--;
	(void)snprintf(out, size, "%.*s", (int)(n < size ? n : size - 1), *p);
	*p = (*p)[len] != '\0' ? *p + len + 1 : NULL;
	return true;
}

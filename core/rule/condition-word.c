/* Parts a condition into names, numbers, days, signs and brackets. */
#include "rule/condition-word-private.h"

#include <stdio.h>
#include <string.h>

static bool
is_part(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/* "-" belongs to a word only inside it; "+" where it joins two, as self+guardian. Nobody knows what isn't ASCII. */
static size_t
word_length(const char *p)
{
	size_t n = 0;

	while ((unsigned char)p[n] >= 0x80)
		n++;
	if (n > 0)
		return n;
	if (*p == '-' || !is_part(*p))
		return (*p == '<' || *p == '>' || *p == '!') && p[1] == '=' ? 2 : 1;
	while (is_part(p[n]) || (p[n] == '+' && is_part(p[n + 1]) && p[n + 1] != '-'))
		n++;
	return n;
}

void
words_next(struct words *w)
{
	size_t n;

	w->next += strspn(w->next, " \t");
	n = *w->next != '\0' ? word_length(w->next) : 0;
	w->too_long = w->too_long || n >= sizeof(w->word);
	(void)snprintf(w->word, sizeof(w->word), "%.*s", (int)(n < sizeof(w->word) ? n : sizeof(w->word) - 1), w->next);
	w->next += n;
}

void
words_begin(struct words *w, const char *text)
{
	*w = (struct words){ .next = text };
	words_next(w);
}

bool
words_take(struct words *w, const char *word)
{
	if (strcmp(w->word, word) != 0)
		return false;
	words_next(w);
	return true;
}

void
words_peek(const struct words *w, char out[CONDITION_WORD_MAX])
{
	struct words ahead = *w;

	words_next(&ahead);
	memcpy(out, ahead.word, CONDITION_WORD_MAX);
}

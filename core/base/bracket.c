/* The brackets in which registers write a former name, or another, into a name. */
#include "base/bracket.h"

#include <string.h>

static const struct bracket brackets[] = {
	{ "（", "）", true }, { "(", ")", true },
	{ "［", "］", false }, { "[", "]", false }, { "〔", "〕", false }, { "【", "】", false }, { "〖", "〗", false },
	{ "「", "」", false }, { "｢", "｣", false }, { "『", "』", false }, { "〈", "〉", false }, { "《", "》", false },
	{ "＜", "＞", false }, { "<", ">", false }, { "｛", "｝", false }, { "{", "}", false },
};

const struct bracket *
bracket_opened(const char *text)
{
	size_t i;

	for (i = 0; i < sizeof(brackets) / sizeof(*brackets); i++)
		if (text[0] == brackets[i].open[0] && strncmp(text, brackets[i].open, strlen(brackets[i].open)) == 0)
			return &brackets[i];
	return NULL;
}

const struct bracket *
bracket_find(const char *text, const char **open, const char **close)
{
	const struct bracket *b;
	const char *p, *inner;

	for (p = text; *p != '\0'; p++) {
		if (p == text || (b = bracket_opened(p)) == NULL)
			continue;
		inner = p + strlen(b->open);
		if ((*close = strstr(inner, b->close)) == NULL || *close == inner)
			continue;
		*open = p;
		return b;
	}
	return NULL;
}

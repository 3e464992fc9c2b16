/* Reads substitutes from lines of text. */
#include "cli/chosen-in.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/text-gate.h"

/* "U+845B U+E0101" as characters, which not everybody can type; what is none is taken as it was typed. */
static enum err
take_from(const char *typed, char out[JIS_FROM_MAX])
{
	char text[CHOSEN_LINE_MAX] = "", *end;
	const char *p = typed;
	size_t at = 0, n;
	unsigned long code;

	for (; strncmp(p, "U+", 2) == 0 && at + 5 < sizeof(text); p = *end == ' ' ? end + 1 : end) {
		code = strtoul(p + 2, &end, 16);
		if (end == p + 2 || code > 0x10ffff || (n = text_encode((uint32_t)code, text + at)) == 0)
			return ERR_SUBSTITUTE;
		at += n;
		text[at] = '\0';
	}
	if (at > 0)
		return *p != '\0' ? ERR_SUBSTITUTE : text_take(text, at, out, JIS_FROM_MAX);
	return text_take(typed, strlen(typed), out, JIS_FROM_MAX);
}

enum err
chosen_take_line(char *line, struct jis_pairs *chosen)
{
	struct jis_pair *p = &chosen->pair[chosen->count];
	char *to = strchr(line, '=');
	enum err e;

	if (to == NULL || chosen->count == JIS_PAIRS_MAX)
		return ERR_SUBSTITUTE;
	*to++ = '\0';
	if ((e = take_from(line, p->from)) != ERR_NONE ||
	    (e = text_take(to, strlen(to), p->to, sizeof(p->to))) != ERR_NONE)
		return e == ERR_TOO_LONG ? ERR_SUBSTITUTE : e;
	chosen->count++;
	return ERR_NONE;
}

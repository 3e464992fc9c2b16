/* Whether names agree but for which of two ways a letter was written in: a relation, and no fold. Pure. */
#include "base/fold.h"

#include <string.h>

#include "base/fold-private.h"
#include "base/person.h"
#include "base/text.h"

struct letter { uint32_t c; bool may; };

static size_t
take_letters(const char *name, struct letter out[PERSON_NAME_MAX])
{
	char folded[PERSON_NAME_MAX + 1];
	size_t len, i, n = 0;
	uint32_t c;

	fold_name(name, FOLD_EITHER, folded, sizeof(folded));
	len = strlen(folded);
	for (i = 0; i < len; n++) {
		i += text_decode(folded + i, len - i, &c);
		out[n].may = c == MAY_A || c == MAY_E;
		out[n].c = c == MAY_A ? 'a' : c == MAY_E ? 'e' : c;
	}
	return n;
}

/* Which beginnings of the other name agree with that of the one, letter by letter; what may stand may also not. */
static bool
agree_either(const char *one, const char *other)
{
	struct letter a[PERSON_NAME_MAX], b[PERSON_NAME_MAX];
	bool now[PERSON_NAME_MAX + 1] = { true }, next[PERSON_NAME_MAX + 1];
	const size_t n = take_letters(one, a), m = take_letters(other, b);
	size_t i, k;

	for (i = 0;; i++) {
		memset(next, 0, sizeof(next));
		for (k = 0; k <= m; k++) {
			if (!now[k])
				continue;
			if (k < m && b[k].may)
				now[k + 1] = true;
			if (i < n && a[i].may)
				next[k] = true;
			if (i < n && k < m && a[i].c == b[k].c)
				next[k + 1] = true;
		}
		if (i == n)
			return now[m];
		memcpy(now, next, sizeof(now));
	}
}

bool
fold_agree(const char *one, const char *other)
{
	static const char lead = '\xc3';	/* that all letters written in two ways begin with */
	char a[PERSON_NAME_MAX + 1], b[PERSON_NAME_MAX + 1];

	fold_name(one, FOLD_SPELLING, a, sizeof(a));
	fold_name(other, FOLD_SPELLING, b, sizeof(b));
	if (a[0] == '\0' || strcmp(a, b) == 0)
		return a[0] != '\0';
	return (strchr(one, lead) != NULL || strchr(other, lead) != NULL) && agree_either(one, other);
}

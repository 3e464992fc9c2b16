/* Reads [pins]: which PINs a card has. */
#include "rule/profile-build-private.h"

#include <string.h>

/* "sign, auth", or "none". */
void
profile_read_pins(struct build *b, size_t at, struct rule *r)
{
	const struct stated *s = build_find(b, at, "has");
	const char *p = s != NULL && strcmp(s->value, "none") != 0 ? s->value : NULL;
	enum pin_kind pin;
	char word[32];

	if (s == NULL)
		build_fault(b, &b->stated[at], "has がありません");
	while (build_part(&p, ',', word, sizeof(word))) {
		if ((pin = pin_by_code(word)) == PIN_COUNT)
			build_fault(b, s, "has に「%s」という値はありません。"
			    "使える値: sign, auth, juki, assist、なければ none", word);
		else
			r->has |= 1u << pin;
	}
}

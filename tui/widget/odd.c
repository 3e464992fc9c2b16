/* Notes, while a screen is drawn, which of its characters a terminal may not have. */
#include "tui/widget/odd.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

static struct odd drawn;

void
odd_clear(void)
{
	drawn.count = 0;
}

const struct odd *
odd_drawn(void)
{
	return &drawn;
}

static bool
is_odd(uint32_t c, bool chosen)
{
	return chosen || c >= 0x20000 || text_class(c) == TEXT_UNDRAWN;
}

static void
keep(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < drawn.count; i++)
		if (strlen(drawn.text[i]) == n && memcmp(drawn.text[i], s, n) == 0)
			return;
	if (drawn.count == ODD_MAX || n >= ODD_SIZE)
		return;
	memcpy(drawn.text[drawn.count], s, n);
	drawn.text[drawn.count++][n] = '\0';
}

void
odd_note(const char *s)
{
	size_t len = strlen(s), i, n, more;
	uint32_t c, next;

	for (i = 0; i < len; i += n) {
		n = text_decode(s + i, len - i, &c);
		more = i + n < len ? text_decode(s + i + n, len - i - n, &next) : 0;
		if (more > 0 && text_class(next) != TEXT_SELECTOR)
			more = 0;
		if (c != TEXT_BAD && is_odd(c, more > 0))
			keep(s + i, n + more);
		n += more;
	}
}

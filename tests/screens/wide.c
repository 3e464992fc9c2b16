/* Characters of ambiguous width become one that is wide everywhere. */
#include "tests/screens/wide.h"

#include <string.h>

#include "base/text.h"

/* The bytes of the character that begins so. */
static size_t
length_of(unsigned char first)
{
	return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

static void
write_one(struct wide *w, VTerm *vt)
{
	uint32_t c;

	if (text_decode(w->part, w->len, &c) == w->len && text_ambiguous(c))
		(void)vterm_input_write(vt, WIDE_SIGN, strlen(WIDE_SIGN));
	else
		(void)vterm_input_write(vt, w->part, w->len);
	w->len = 0;
}

void
wide_write(struct wide *w, VTerm *vt, const char *bytes, size_t n)
{
	size_t i;

	if (!w->on) {
		(void)vterm_input_write(vt, bytes, n);
		return;
	}
	for (i = 0; i < n; i++) {
		w->part[w->len++] = bytes[i];
		if (w->len == length_of((unsigned char)w->part[0]))
			write_one(w, vt);
	}
}

/* The program's idle marks. Not found by libvterm: 0.1.4 loses one that comes in pieces. */
#include "tests/screens/idle-mark.h"

#include <stdlib.h>
#include <string.h>

/* The next byte: of its beginning, of the name of a screen with a number behind it, BEL. False: it is no mark. */
static bool
goes_on(struct idle_mark *m, char byte)
{
	static const char begins[] = "\033]5379;";
	size_t named;

	if (m->matched < sizeof begins - 1)
		return byte == begins[m->matched];
	named = m->matched - (sizeof begins - 1);
	if (byte == '\033' || named + 1 >= sizeof m->coming)
		return false;
	m->coming[named] = byte == '\a' ? '\0' : byte;
	return true;
}

static void
end(struct idle_mark *m)
{
	char *number = strchr(m->coming, ';'), *busy;

	if (number != NULL) {
		*number = '\0';
		m->came = strtoul(number + 1, NULL, 10);
	}
	if ((busy = strchr(m->coming, '+')) != NULL)
		*busy = '\0';
	else
		m->idle++;
	memcpy(m->screen, m->coming, sizeof m->screen);
	m->bytes += m->matched;
	m->matched = 0;
}

void
idle_mark_take(struct idle_mark *m, const char *bytes, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		m->matched = goes_on(m, bytes[i]) ? m->matched + 1 : bytes[i] == '\033';
		m->last = m->matched > 0 && bytes[i] == '\a';
		if (m->last)
			end(m);
	}
}

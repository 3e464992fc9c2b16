/* What a program gives up once it knows its settings: only a store elsewhere wants a network. */
#include "office/setting.h"

#include <stdio.h>
#include <string.h>

#include "base/confine.h"

unsigned
setting_confine(const struct setting *s, bool draws, bool network)
{
	char page[SETTING_PATH_MAX], print[SETTING_PATH_MAX];
	const char *const run[] = { page, print, NULL };

	if (strncmp(s->store, "pgsql:", 6) == 0)
		network = true;
	draws = draws && setting_path(s->libexec, "madoguchi-page", page, sizeof(page)) == ERR_NONE &&
	    setting_path(s->libexec, "madoguchi-print", print, sizeof(print)) == ERR_NONE;
	return confine_program(draws ? run : NULL, network);
}

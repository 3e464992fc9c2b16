/* What a program gives up once it knows its settings: only a store elsewhere wants a network. */
#include "office/setting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/confine.h"

/*
 * libpq looks its server's name up by the C library, which waits for as long as resolv.conf(5) says, usually twice five
 * seconds and more for each name server, whatever limit the connection has. Each is asked once, and not for longer than
 * three seconds, so that a clerk isn't held up by a name for longer than by a server.
 */
static void
bound_lookups(void)
{
	(void)setenv("RES_OPTIONS", "timeout:3 attempts:1", 0);
}

unsigned
setting_confine(const struct setting *s, bool draws, bool network)
{
	char page[SETTING_PATH_MAX], print[SETTING_PATH_MAX];
	const char *const run[] = { page, print, NULL };

	if (strncmp(s->store, "pgsql:", 6) == 0) {
		network = true;
		bound_lookups();
	}
	draws = draws && setting_path(s->libexec, "madoguchi-page", page, sizeof(page)) == ERR_NONE &&
	    setting_path(s->libexec, "madoguchi-print", print, sizeof(print)) == ERR_NONE;
	return confine_program(draws ? run : NULL, network);
}

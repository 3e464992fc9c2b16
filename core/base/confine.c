/* What is given up, in the order in which it can be: files before the calls that would give them up. */
#include "config.h"

#include "base/confine.h"

#include <stddef.h>
#include <sys/prctl.h>

#include "base/confine-private.h"

const char *
confined_code(enum confined c)
{
	switch (c) {
	case CONFINED_PRIVILEGES:
		return "no-new-privileges";
	case CONFINED_CALLS:
		return "seccomp";
	case CONFINED_FILES:
		return "landlock";
	default:
		return "";
	}
}

static unsigned
gain_nothing(void)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? CONFINED_PRIVILEGES : 0;
}

unsigned
confine_program(const char *const *run, bool network)
{
	unsigned done = gain_nothing();

	if (confine_program_files(run))
		done |= CONFINED_FILES;
	if (confine_program_calls(run != NULL, network))
		done |= CONFINED_CALLS;
	return done;
}

unsigned
confine_parser(const char *const *files)
{
	unsigned done = gain_nothing();

	if (confine_parser_files(files))
		done |= CONFINED_FILES;
	if (confine_parser_calls(files != NULL))
		done |= CONFINED_CALLS;
	return done;
}

unsigned
confine_offered(void)
{
	unsigned offered = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) >= 0 ? CONFINED_PRIVILEGES : 0;

	if (confine_calls_offered())
		offered |= CONFINED_CALLS;
	if (confine_files_offered())
		offered |= CONFINED_FILES;
	return offered;
}

/* madoguchi-login: what an SSH key of the office's account is bound to. Names the clerk, starts one of two programs. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/lang.h"
#include "office/office.h"

#define WORDS_MAX 64
#define LINE_MAX 4096

static const char *const programs[] = { "madoguchi", "madoguchictl" };

static int
fail(enum err e, const char *detail)
{
	(void)fprintf(stderr, "madoguchi-login: %s (%s)。%s。\n%s (%s). %s. [%s]\n", err_what(e, LANG_JA), detail,
	    err_next(e, LANG_JA), err_what(e, LANG_EN), detail, err_next(e, LANG_EN), err_name(e));
	return err_exit_status(e);
}

/*
 * What was typed behind "ssh server": words between blanks, for the program alone. There is no shell, so nothing in it
 * means anything else; a word with a blank in it, which would need one, is personal and comes by standard input.
 */
static size_t
split(char *line, char *words[WORDS_MAX + 1])
{
	size_t n = 0;
	char *rest = NULL, *word;

	for (word = strtok_r(line, " \t", &rest); word != NULL && n < WORDS_MAX; word = strtok_r(NULL, " \t", &rest))
		words[n++] = word;
	words[n] = NULL;
	return word == NULL ? n : 0;
}

static const char *
program(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(programs) / sizeof(*programs); i++) {
		if (strcmp(word, programs[i]) == 0)
			return programs[i];
	}
	return NULL;
}

/* The first word of SSH_CONNECTION (ssh(1), ENVIRONMENT): the address that the clerk came from. */
static void
address(char out[64])
{
	const char *connection = getenv("SSH_CONNECTION");
	const size_t n = connection != NULL ? strcspn(connection, " ") : 0;

	out[0] = '\0';
	if (n < 64)
		(void)snprintf(out, 64, "%.*s", (int)n, connection != NULL ? connection : "");
}

/* All that the program is told, beside what it was typed with. */
static bool
tell(const char *clerk, const char *kind)
{
	char from[64], type[64];

	address(from);
	(void)snprintf(type, sizeof(type), "%s", kind != NULL ? kind : "");
	return clearenv() == 0 && setenv(OFFICE_LOGIN_CLERK, clerk, 1) == 0 &&
	    setenv(OFFICE_LOGIN_ADDRESS, from, 1) == 0 && setenv("TERM", type, 1) == 0 &&
	    setenv("PATH", "/usr/bin:/bin", 1) == 0;
}

/* usage: madoguchi-login CLERK [PROGRAM WORD...], or the program and words of SSH_ORIGINAL_COMMAND */
int
main(int argc, char **argv)
{
	static char screens[] = "madoguchi";
	const char *asked = getenv("SSH_ORIGINAL_COMMAND");
	char line[LINE_MAX], path[sizeof(BINDIR) + 32], *typed[WORDS_MAX + 1], *usual[] = { screens, NULL },
	    **words = argc > 2 ? argv + 2 : usual;

	if (argc < 2 || argv[1][0] == '\0' || argv[1][0] == '-')
		return fail(ERR_CLERK_UNKNOWN, argc < 2 ? "" : argv[1]);
	if (argc == 2 && asked != NULL) {
		if (snprintf(line, sizeof(line), "%s", asked) >= (int)sizeof(line) || split(line, typed) == 0)
			return fail(ERR_TOO_LONG, "SSH_ORIGINAL_COMMAND");
		words = typed;
	}
	if (program(words[0]) == NULL)
		return fail(ERR_USAGE, words[0]);
	(void)snprintf(path, sizeof(path), BINDIR "/%s", program(words[0]));
	if (!tell(argv[1], getenv("TERM")))
		return fail(ERR_MEMORY, "");
	(void)execv(path, words);
	return fail(ERR_IO, path);
}

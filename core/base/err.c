/* What there is to say of a failure. */
#include "base/err-private.h"

#include <stddef.h>

static const struct err_words *
find(enum err e)
{
	const unsigned at = (unsigned)e < ERR_COUNT ? (unsigned)e : ERR_DATA;

	return err_words[at].name != NULL ? &err_words[at] : &err_words_case[at];
}

const char *
err_name(enum err e)
{
	return find(e)->name;
}

const char *
err_what(enum err e, enum lang lang)
{
	return lang == LANG_EN ? find(e)->en_what : find(e)->ja_what;
}

const char *
err_next(enum err e, enum lang lang)
{
	return lang == LANG_EN ? find(e)->en_next : find(e)->ja_next;
}

int
err_exit_status(enum err e)
{
	return find(e)->exit_status;
}

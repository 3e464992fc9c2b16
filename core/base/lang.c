/* Messages by gettext. */
#include "base/lang.h"

#include <libintl.h>
#include <stdlib.h>

#define DOMAIN "madoguchi"

static enum lang chosen = LANG_JA;

void
lang_start(enum lang lang, const char *folder)
{
	chosen = lang;
	if (lang == LANG_JA)
		return;
	(void)setenv("LANGUAGE", "en", 1);
	(void)bindtextdomain(DOMAIN, folder);
	(void)bind_textdomain_codeset(DOMAIN, "UTF-8");
	(void)textdomain(DOMAIN);
}

enum lang
lang_now(void)
{
	return chosen;
}

const char *
tr(const char *japanese)
{
	return chosen == LANG_JA || japanese[0] == '\0' ? japanese : gettext(japanese);
}

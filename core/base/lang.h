/* The language of the words: Japanese as written in the source, or its translation by gettext. */
#ifndef MADOGUCHI_BASE_LANG_H
#define MADOGUCHI_BASE_LANG_H

#include "base/err.h"

/*
 * Chooses the language before the first tr(). folder holds LL/LC_MESSAGES/madoguchi.mo. Sets LANGUAGE, because
 * gettext follows it under C.UTF-8 too, and no other locale need be installed.
 */
void lang_start(enum lang, const char *folder);

enum lang lang_now(void);

/* The words in the language chosen; the Japanese itself where there is no translation. Never NULL. */
const char *tr(const char *japanese) __attribute__((format_arg(1)));

#endif

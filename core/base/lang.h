/* The language of messages: Japanese as written in the source, or its translation by gettext. */
#ifndef MADOGUCHI_BASE_LANG_H
#define MADOGUCHI_BASE_LANG_H

#include "base/err.h"

/*
 * Sets the language; call it before the first tr(). folder holds LL/LC_MESSAGES/madoguchi.mo. Sets LANGUAGE, which
 * gettext obeys under C.UTF-8 too, so that no other locale need be installed.
 */
void lang_start(enum lang, const char *folder);

enum lang lang_now(void);

/* The translation, or the Japanese itself if there is none. Never NULL. */
const char *tr(const char *japanese) __attribute__((format_arg(1)));

#endif

/* Who does something, at which counter, when, and what he may do. */
#ifndef MADOGUCHI_BASE_ACTOR_H
#define MADOGUCHI_BASE_ACTOR_H

#include "base/date.h"

/*
 * clerk is the Unix account; never put an applicant's data here. roles is a mask of ROLE_BIT (office/clerk.h) from the
 * settings; an actor without roles may do nothing.
 */
struct actor { const char *clerk; const char *counter; struct moment at; unsigned roles; };

#endif

/* Who does something, at which counter, when, and what he may do. */
#ifndef MADOGUCHI_BASE_ACTOR_H
#define MADOGUCHI_BASE_ACTOR_H

#include "base/date.h"

/*
 * clerk names the Unix account; never personal data of an applicant. roles: a mask of ROLE_BIT (office/clerk.h), as the
 * settings state them; an actor who was given none may do nothing.
 */
struct actor { const char *clerk; const char *counter; struct moment at; unsigned roles; };

#endif

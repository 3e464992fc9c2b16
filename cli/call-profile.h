/* Opens the profile that the command line names. */
#ifndef MADOGUCHI_CALL_PROFILE_H
#define MADOGUCHI_CALL_PROFILE_H

#include "cli/cmd.h"
#include "rule/profile.h"

/*
 * name as profile_open has it; NULL: the one of the settings. On a fault the first is the detail of the error line;
 * faults may be NULL.
 */
enum err call_profile(struct call *, const char *name, struct profile **, struct faults *);

#endif

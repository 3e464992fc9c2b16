/* Opens the profile named on the command line. */
#ifndef MADOGUCHI_CALL_PROFILE_H
#define MADOGUCHI_CALL_PROFILE_H

#include "cli/cmd.h"
#include "rule/profile.h"

/*
 * name as for profile_open; NULL: the profile of the settings. The first fault becomes the detail of the error line.
 * faults may be NULL.
 */
enum err call_profile(struct call *, const char *name, struct profile **, struct faults *);

#endif

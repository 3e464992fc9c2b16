/* Opens the profile that the command line names, from where profiles are installed. */
#include "cli/call-profile.h"

#include <stdlib.h>
#include <string.h>

enum err
call_profile(struct call *c, const char *name, struct profile **out, struct faults *faults)
{
	char dir[SETTING_PATH_MAX];
	struct faults *own = faults;
	enum err e;

	*out = NULL;
	if (name == NULL)
		name = c->setting->profile;
	if (name != c->setting->profile && c->setting->office == OFFICE_INSIDE &&
	    (strchr(name, '/') != NULL || strstr(name, ".ini") != NULL))
		return call_fail(c, ERR_OFFICE_PATH, "%s", name);
	if ((e = setting_path(c->setting->share, "profiles", dir, sizeof(dir))) != ERR_NONE)
		return e;
	if (own == NULL && (own = calloc(1, sizeof(*own))) == NULL)
		return ERR_MEMORY;
	e = profile_open(dir, name, out, own);
	if (e == ERR_IO) {
		e = ERR_PROFILE_MISSING;
		if (own->count > 0)
			(void)call_fail(c, e, "%s", own->list[0].file);
	} else if (e != ERR_NONE && own->count > 0)
		(void)call_fail(c, e, "%s:%d: %s", own->list[0].file, own->list[0].line, own->list[0].message);
	if (own != faults)
		free(own);
	return e;
}

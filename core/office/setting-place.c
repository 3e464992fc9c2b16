/* Where files lie (XDG Base Directory Specification) and who sits at the terminal. */
#include "config.h"

#include "office/setting.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "office/setting-private.h"

static enum err
copy(char *out, size_t size, const char *text)
{
	int n = snprintf(out, size, "%s", text);

	return n < 0 || (size_t)n >= size ? ERR_TOO_LONG : ERR_NONE;
}

enum err
setting_path(const char *folder, const char *name, char *out, size_t size)
{
	int n = snprintf(out, size, "%s/%s", folder, name);

	return n < 0 || (size_t)n >= size ? ERR_TOO_LONG : ERR_NONE;
}

/* $XDG_…_HOME where it is absolute, else the usual place in the home folder; then our own name. */
static enum err
xdg_folder(const char *variable, const char *usual, char *out, size_t size)
{
	const char *folder = secure_getenv(variable), *home = secure_getenv("HOME");
	const struct passwd *pw;
	int n;

	if (folder != NULL && *folder == '/')
		return setting_path(folder, "madoguchi", out, size);
	if ((home == NULL || *home != '/') && (pw = getpwuid(getuid())) != NULL)
		home = pw->pw_dir;
	n = snprintf(out, size, "%s/%s/madoguchi", home != NULL ? home : "", usual);
	return n < 0 || (size_t)n >= size ? ERR_TOO_LONG : ERR_NONE;
}

void
setting_take_name(struct setting *s, const char *gecos)
{
	const size_t n = gecos != NULL ? strcspn(gecos, ",") : 0;

	s->clerk_name[0] = '\0';
	if (n < sizeof(s->clerk_name) && text_characters_sound(gecos, n, NULL))
		(void)snprintf(s->clerk_name, sizeof(s->clerk_name), "%.*s", (int)n, gecos != NULL ? gecos : "");
}

/* The clerk is whoever the system says is logged in: no password of our own. */
static void
name_clerk(struct setting *s)
{
	const struct passwd *pw = getpwuid(getuid());

	if (pw == NULL || !text_characters_sound(pw->pw_name, strlen(pw->pw_name), NULL) ||
	    copy(s->clerk, sizeof(s->clerk), pw->pw_name) != ERR_NONE)
		(void)snprintf(s->clerk, sizeof(s->clerk), "uid%lu", (unsigned long)getuid());
	setting_take_name(s, pw != NULL ? pw->pw_gecos : NULL);
}

/* Inside an office the environment names nothing. */
static enum err
find_office_places(struct setting *s)
{
	enum err e;

	if ((e = copy(s->share, sizeof(s->share), PKGDATADIR)) != ERR_NONE ||
	    (e = copy(s->libexec, sizeof(s->libexec), PKGLIBEXECDIR)) != ERR_NONE ||
	    (e = setting_path(s->home, "log", s->state, sizeof(s->state))) != ERR_NONE)
		return e;
	return setting_path(s->home, "data", s->data, sizeof(s->data));
}

enum err
setting_find_places(struct setting *s)
{
	const char *share = secure_getenv("MADOGUCHI_DATADIR"), *libexec = secure_getenv("MADOGUCHI_LIBEXECDIR");
	char base[SETTING_PATH_MAX];
	enum err e;

	if (s->office == OFFICE_INSIDE)
		return find_office_places(s);
	name_clerk(s);
	if ((e = copy(s->share, sizeof(s->share), share != NULL && *share != '\0' ? share : PKGDATADIR)) != ERR_NONE ||
	    (e = copy(s->libexec, sizeof(s->libexec), libexec != NULL && *libexec == '/' ? libexec : PKGLIBEXECDIR)) !=
	    ERR_NONE ||
	    (e = xdg_folder("XDG_STATE_HOME", ".local/state", s->state, sizeof(s->state))) != ERR_NONE ||
	    (e = xdg_folder("XDG_DATA_HOME", ".local/share", base, sizeof(base))) != ERR_NONE)
		return e;
	if (s->mode == MODE_TRAINING)
		return setting_path(base, "training", s->data, sizeof(s->data));
	return copy(s->data, sizeof(s->data), base);
}

/* mkdir -p with 0700 for what is made; what is there is left as it is. */
static enum err
make_folder(const char *path)
{
	char part[SETTING_PATH_MAX];
	size_t i, len = strlen(path);

	if (len >= sizeof(part))
		return ERR_TOO_LONG;
	memcpy(part, path, len + 1);
	for (i = 1; i <= len; i++) {
		if (part[i] != '/' && part[i] != '\0')
			continue;
		part[i] = '\0';
		if (mkdir(part, 0700) != 0 && errno != EEXIST)
			return errno == ENOSPC || errno == EDQUOT ? ERR_DISK_FULL : ERR_IO;
		part[i] = path[i];
	}
	return ERR_NONE;
}

enum err
setting_make_folders(const struct setting *s)
{
	char cards[SETTING_PATH_MAX];
	enum err e;

	if ((e = make_folder(s->data)) != ERR_NONE || (e = make_folder(s->state)) != ERR_NONE ||
	    s->mode != MODE_TRAINING)
		return e;
	if ((e = setting_path(s->data, "cards", cards, sizeof(cards))) != ERR_NONE)
		return e;
	return make_folder(cards);
}

/* Who stands behind the office's account: told by sudo or by the command that an SSH key is bound to. */
#include "office/office.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "office/setting-private.h"

#define WRITABLE (S_IWGRP | S_IWOTH)

static bool
roots(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return errno == ENOENT;
	/* A folder as /tmp, where nobody removes what isn't his, is still one in which anybody can put a file. */
	return st.st_uid == 0 && (st.st_mode & WRITABLE) == 0;
}

bool
office_is_roots(const char *path)
{
	char part[SETTING_PATH_MAX];
	size_t i, len = strlen(path);

	if (*path != '/' || len >= sizeof(part) || !roots("/"))
		return false;
	memcpy(part, path, len + 1);
	for (i = 1; i <= len; i++) {
		if (part[i] != '/' && part[i] != '\0')
			continue;
		part[i] = '\0';
		if (!roots(part))
			return false;
		part[i] = path[i];
	}
	return true;
}

enum err
office_find(struct setting *s, const char *account)
{
	const struct passwd *pw = getpwnam(account);

	if (pw == NULL || pw->pw_uid == 0 || *pw->pw_dir != '/' || strlen(account) >= sizeof(s->account) ||
	    strlen(pw->pw_dir) >= sizeof(s->home))
		return ERR_OFFICE_ACCOUNT;
	memcpy(s->account, account, strlen(account) + 1);
	memcpy(s->home, pw->pw_dir, strlen(pw->pw_dir) + 1);
	s->office = getuid() == pw->pw_uid && geteuid() == pw->pw_uid ? OFFICE_INSIDE : OFFICE_OUTSIDE;
	return ERR_NONE;
}

/* --- the clerk --------------------------------------------------------------------------------- */

static const struct passwd *
account_of_uid(const char *digits)
{
	char *end;
	unsigned long uid;

	errno = 0;
	uid = strtoul(digits, &end, 10);
	if (*digits < '0' || *digits > '9' || *end != '\0' || errno != 0 || uid > (uid_t)-2)
		return NULL;
	return getpwuid((uid_t)uid);
}

static enum err
name_clerk(struct setting *s)
{
	const char *sudo = getenv("SUDO_UID"), *login = getenv(OFFICE_LOGIN_CLERK);
	const struct passwd *pw = NULL;

	if (sudo != NULL)
		pw = account_of_uid(sudo);
	else if (login != NULL)
		pw = getpwnam(login);
	if (pw == NULL || strlen(pw->pw_name) >= sizeof(s->clerk) ||
	    !text_characters_sound(pw->pw_name, strlen(pw->pw_name), NULL))
		return ERR_CLERK_UNKNOWN;
	memcpy(s->clerk, pw->pw_name, strlen(pw->pw_name) + 1);
	setting_take_name(s, pw->pw_gecos);
	return ERR_NONE;
}

/* A client's address, of the characters that one is written with; longer than any is none. */
static void
note_address(struct setting *s)
{
	const char *address = getenv(OFFICE_LOGIN_ADDRESS);

	s->address[0] = '\0';
	if (getenv("SUDO_UID") == NULL && address != NULL && strlen(address) < sizeof(s->address) &&
	    address[strspn(address, "0123456789abcdefABCDEF.:%")] == '\0')
		memcpy(s->address, address, strlen(address) + 1);
}

/* --- the environment --------------------------------------------------------------------------- */

/* The name of a terminal's description, and never the path of a file. */
static bool
is_terminal_kind(const char *type)
{
	return *type != '.' && strlen(type) < 64 && type[strspn(type, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-+._")] == '\0';
}

static enum err
set(const char *name, const char *value)
{
	return setenv(name, value, 1) == 0 ? ERR_NONE : ERR_MEMORY;
}

/* The socket is looked for by name only: whoever could put another into the clerk's folder is the clerk. */
static enum err
set_reader(const struct setting *s)
{
	char path[sizeof(s->clerk) + sizeof(OFFICE_READERS "//pcscd.comm")];
	struct stat st;

	(void)snprintf(path, sizeof(path), OFFICE_READERS "/%s/pcscd.comm", s->clerk);
	if (lstat(path, &st) != 0 || !S_ISSOCK(st.st_mode))
		return ERR_NONE;
	return set("PCSCLITE_CSOCK_NAME", path);
}

static enum err
clean_environment(const struct setting *s)
{
	const char *type = getenv("TERM"), *plain = getenv("NO_COLOR");
	char kind[64] = "";
	const bool colourless = plain != NULL && *plain != '\0';
	enum err e;

	if (type != NULL && is_terminal_kind(type))
		memcpy(kind, type, strlen(type) + 1);
	if (clearenv() != 0)
		return ERR_MEMORY;
	if ((e = set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")) != ERR_NONE || (e = set("HOME", s->home)) != ERR_NONE ||
	    (kind[0] != '\0' && (e = set("TERM", kind)) != ERR_NONE) ||
	    (colourless && (e = set("NO_COLOR", "1")) != ERR_NONE))
		return e;
	return set_reader(s);
}

enum err
office_enter(struct setting *s)
{
	enum err e = name_clerk(s);

	if (e != ERR_NONE)
		return e;
	note_address(s);
	(void)umask(077);
	return clean_environment(s);
}

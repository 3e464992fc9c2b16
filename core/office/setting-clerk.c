/* Who has which role: [clerks] of a file that clerks can't write themselves. */
#include "office/setting-private.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "office/clerk.h"

#define GROUPS_MAX 1024
#define SECTION "clerks"

struct account { const char *name; gid_t groups[GROUPS_MAX]; int group_count; };

/* An account that the system doesn't know is in no group. */
static void
find_groups(struct account *a)
{
	const struct passwd *pw = getpwnam(a->name);

	a->group_count = GROUPS_MAX;
	if (pw == NULL)
		a->group_count = 0;
	else if (getgrouplist(a->name, pw->pw_gid, a->groups, &a->group_count) == -1)
		a->group_count = GROUPS_MAX;
}

static bool
in_group(const struct account *a, const char *name)
{
	const struct group *group = getgrnam(name);
	int i;

	for (i = 0; group != NULL && i < a->group_count; i++) {
		if (a->groups[i] == group->gr_gid)
			return true;
	}
	return false;
}

/* A list as "sato, @madoguchi": accounts, groups, or * for everybody. */
static bool
names(const char *list, const struct account *a)
{
	char word[128];
	size_t n;

	for (; *list != '\0'; list += n) {
		list += strspn(list, ", \t");
		n = strcspn(list, ", \t");
		if (n == 0 || n >= sizeof(word))
			continue;
		memcpy(word, list, n);
		word[n] = '\0';
		if (strcmp(word, "*") == 0 || strcmp(word, a->name) == 0 || (word[0] == '@' && in_group(a, word + 1)))
			return true;
	}
	return false;
}

static bool
states_roles(const struct ini *ini)
{
	size_t i;

	for (i = 0; ini != NULL && i < ini->count; i++) {
		if (strcmp(ini->entries[i].kind, SECTION) == 0)
			return true;
	}
	return false;
}

static unsigned
roles_of(const struct ini *ini, const char *name)
{
	struct account a = { .name = name };
	unsigned role, roles = 0;
	const char *list;

	find_groups(&a);
	for (role = 0; role < ROLE_COUNT; role++) {
		list = ini_value(ini, SECTION, "", clerk_role_code((enum role)role));
		if (list != NULL && names(list, &a))
			roles |= ROLE_BIT(role);
	}
	return roles;
}

/* Nobody grants himself a role: the file is root's, or an administrator's who is named in it. */
static bool
trusted(const struct ini *ini)
{
	char name[sizeof(((struct setting *)0)->clerk)];
	const struct passwd *pw;

	if ((ini->mode & (S_IWGRP | S_IWOTH)) != 0)
		return false;
	if (ini->owner == 0)
		return true;
	if ((pw = getpwuid(ini->owner)) == NULL || strlen(pw->pw_name) >= sizeof(name))
		return false;
	memcpy(name, pw->pw_name, strlen(pw->pw_name) + 1);	/* the next look-up takes its place */
	return clerk_may(roles_of(ini, name), ACT_STORE);
}

static enum err
take_roles(struct setting *s, const struct ini *ini, const char *path, char fault[SETTING_FAULT_MAX])
{
	if (s->mode == MODE_WORK && !trusted(ini)) {
		(void)snprintf(fault, SETTING_FAULT_MAX, "%.400s: [" SECTION "]", path);
		return ERR_ROLES_FILE;
	}
	s->roles = roles_of(ini, s->clerk);
	return ERR_NONE;
}

/* A folder that can't be looked into may hold the file. */
static bool
may_be_there(const char *path)
{
	return access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

enum err
setting_find_roles(struct setting *s, const char *const *keys, const struct ini *ini, const char *machine,
    char fault[SETTING_FAULT_MAX])
{
	struct ini own = { 0 };
	enum err e = ERR_NONE;

	s->roles = ROLES_UNSTATED;
	if (s->mode == MODE_WORK && strcmp(s->config, machine) != 0 && may_be_there(machine) &&
	    (e = setting_read_file(machine, keys, &own, fault)) != ERR_NONE)
		return e;
	if (states_roles(&own))
		e = take_roles(s, &own, machine, fault);
	else if (states_roles(ini))
		e = take_roles(s, ini, s->config, fault);
	else if (s->office == OFFICE_INSIDE) {
		(void)snprintf(fault, SETTING_FAULT_MAX, "%.400s: [" SECTION "]", s->config);
		e = ERR_CONFIG;	/* everybody may do everything only where there is but one */
	}
	ini_free(&own);
	return e;
}

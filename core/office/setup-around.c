/* What an office uses and root sets up elsewhere: tokens of keys, the spooler. Nothing is made of it. */
#include "office/setup-private.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "office/office.h"
#include "office/setting-private.h"

#define LINE 1024

static bool
read_settings(struct ini *ini)
{
	const char *keys[SETTING_KEYS_MAX + 1];
	char fault[SETTING_FAULT_MAX];

	setting_keys(keys);
	return setting_read_file("/etc/madoguchi/madoguchi.ini", keys, ini, fault) == ERR_NONE;
}

/* --- tokens ------------------------------------------------------------------------------------ */

/* Whoever could write the module would be the office; whoever can read the PIN can have the token sign. */
static enum setup_state
look_at_token(const char *module, const char *pin_file, const struct passwd *account)
{
	struct stat st;

	if (stat(module, &st) != 0 || pin_file == NULL || lstat(pin_file, &st) != 0)
		return SETUP_MISSING;
	return office_is_roots(module) && S_ISREG(st.st_mode) && account != NULL && st.st_uid == account->pw_uid &&
	    (st.st_mode & 077) == 0 ? SETUP_SOUND : SETUP_UNSAFE;
}

enum setup_state
setup_token_look(const struct setup_part *p, const struct setup *s)
{
	static const char *const keys[][2] = { { "audit-module", "audit-pin-file" }, { "ca-module", "ca-pin-file" } };
	enum setup_state state = SETUP_UNUSED;
	struct ini ini = { 0 };
	const char *module;
	size_t i;

	(void)p;
	if (!read_settings(&ini))
		return SETUP_UNUSED;	/* which the part "settings" tells */
	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if ((module = ini_value(&ini, "madoguchi", "", keys[i][0])) != NULL &&
		    (state == SETUP_UNUSED || state == SETUP_SOUND))
			state = look_at_token(module, ini_value(&ini, "madoguchi", "", keys[i][1]),
			    getpwnam(s->account));
	}
	ini_free(&ini);
	return state;
}

/* --- the spooler ------------------------------------------------------------------------------- */

static bool
prints(const struct ini *ini)
{
	size_t i;

	for (i = 0; i < ini->count; i++)
		if (ini->entries[i].key != NULL && strcmp(ini->entries[i].key, "printer") == 0)
			return true;
	return false;
}

/* Whether a directive says no: as CUPS reads it (cupsd.conf(5)), also a number of seconds that is 0. */
static bool
says_no(const char *value)
{
	return strcasecmp(value, "no") == 0 || strcasecmp(value, "off") == 0 || strcasecmp(value, "false") == 0 ||
	    (*value == '0' && strtol(value, NULL, 10) == 0);
}

/* Without a word of it CUPS keeps what it printed for a day, and who printed what under which name for good. */
static bool
keeps(FILE *in)
{
	bool files = true, history = true;
	char line[LINE], name[LINE], value[LINE];

	while (fgets(line, sizeof(line), in) != NULL) {
		if (sscanf(line, " %1023s %1023s", name, value) != 2)
			continue;
		if (strcasecmp(name, "PreserveJobFiles") == 0)
			files = !says_no(value);
		else if (strcasecmp(name, "PreserveJobHistory") == 0)
			history = !says_no(value);
	}
	return files && history;
}

enum setup_state
setup_spooler_look(const struct setup_part *p, const struct setup *s)
{
	enum setup_state state = SETUP_UNUSED;
	struct ini ini = { 0 };
	FILE *in;

	(void)s;
	if (!read_settings(&ini))
		return state;
	if (prints(&ini) && (in = fopen(p->path, "re")) != NULL) {
		state = keeps(in) ? SETUP_KEEPS : SETUP_SOUND;
		(void)fclose(in);
	}
	ini_free(&ini);
	return state;
}

/* [office] of root's own file: that this machine is an office's, and whose account its files belong to. */
#include "office/office.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "office/setting-private.h"

#define SECTION "office"

static const struct ini_entry *
find_section(const struct ini *ini)
{
	size_t i;

	for (i = 0; i < ini->count; i++) {
		if (strcmp(ini->entries[i].kind, SECTION) == 0)
			return &ini->entries[i];
	}
	return NULL;
}

static enum err
find_office(struct setting *s, const struct ini *ini, const char *machine, char fault[SETTING_FAULT_MAX])
{
	const struct ini_entry *section = find_section(ini);
	const char *account = ini_value(ini, SECTION, "", "account");
	enum err e;

	if (section == NULL)
		return ERR_NONE;
	(void)snprintf(fault, SETTING_FAULT_MAX, "%.256s:%d: [" SECTION "]", machine, section->line);
	if (!office_is_roots(machine))
		return ERR_OFFICE_FILE;
	if ((e = account != NULL ? office_find(s, account) : ERR_CONFIG) != ERR_NONE)
		return e;
	*fault = '\0';
	if (s->office != OFFICE_INSIDE)
		return ERR_NONE;
	if ((e = office_enter(s)) != ERR_NONE)
		return e;
	if (s->mode == MODE_WORK)
		return ERR_NONE;
	(void)snprintf(fault, SETTING_FAULT_MAX, "--training");
	return ERR_OFFICE_OPTION;
}

enum err
setting_find_office(struct setting *s, const char *const *keys, const char *machine, char fault[SETTING_FAULT_MAX])
{
	struct ini ini = { 0 };
	enum err e;

	if (access(machine, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return ERR_NONE;
	if ((e = setting_read_file(machine, keys, &ini, fault)) == ERR_NONE)
		e = find_office(s, &ini, machine, fault);
	ini_free(&ini);
	/* Practice doesn't hang on the machine's file, unless that makes it an office's. */
	if (s->mode == MODE_TRAINING && e == ERR_CONFIG) {
		*fault = '\0';
		return ERR_NONE;
	}
	return e;
}

enum err
setting_refuse_elsewhere(const struct setting *s, const struct ini *ini, const char *machine,
    char fault[SETTING_FAULT_MAX])
{
	const struct ini_entry *section = find_section(ini);

	if (section == NULL || strcmp(s->config, machine) == 0)
		return ERR_NONE;
	(void)snprintf(fault, SETTING_FAULT_MAX, "%.256s:%d: [" SECTION "]", s->config, section->line);
	return ERR_CONFIG;
}

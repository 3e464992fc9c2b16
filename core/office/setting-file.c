/* The configuration file: which sections and keys it may have. */
#include "office/setting-private.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const role_keys[] = { "administrator", "auditor", "counter", "supervisor", NULL };
static const char *const office_keys[] = { "account", NULL };
static const char *const terminal_keys[] = { "counter", "reader", NULL };
static const char *const counter_keys[] = { "printer", "tray", NULL };

enum err
setting_read_file(const char *path, const char *const *keys, struct ini *ini, char fault[SETTING_FAULT_MAX])
{
	const struct ini_shape shapes[] = {
		{ "madoguchi", false, keys },
		{ "clerks", false, role_keys },
		{ "card-work", false, setting_card_work_keys },
		{ "office", false, office_keys },
		{ "terminal", true, terminal_keys },
		{ "counter", true, counter_keys },
		{ NULL, false, NULL },
	};
	struct faults *faults = calloc(1, sizeof(*faults));
	enum err e;

	if (faults == NULL)
		return ERR_MEMORY;
	if ((e = ini_read_file(path, shapes, ini, faults)) != ERR_NONE && e != ERR_MEMORY) {
		e = ERR_CONFIG;
		if (fault_kept(faults) > 0)
			(void)snprintf(fault, SETTING_FAULT_MAX, "%.200s:%d: %s", faults->list[0].file,
			    faults->list[0].line, faults->list[0].message);
		else
			(void)snprintf(fault, SETTING_FAULT_MAX, "%.400s", path);
	}
	free(faults);
	return e;
}

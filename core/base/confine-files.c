/*
 * Landlock by its system calls, which the C library doesn't have. A kernel says by its version which rights it knows;
 * those that a rule set doesn't handle stay as they are. Source: landlock(7), the kernel's userspace-api/landlock.
 */
#include "config.h"

#include "base/confine-private.h"

#ifdef HAVE_LINUX_LANDLOCK_H

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NEWEST 5	/* of those below */

/* How many rights each version has; version 0 is a kernel without. */
static const int rights[NEWEST + 1] = { 0, 13, 14, 15, 15, 16 };

static int
version(void)
{
	const long n = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

	return n < 1 ? 0 : n < NEWEST ? (int)n : NEWEST;
}

static int
open_rules(uint64_t handled)
{
	const struct landlock_ruleset_attr attr = { .handled_access_fs = handled };

	return (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0);
}

/* A file that isn't there needs no rule. */
static void
allow(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr attr = { .allowed_access = access };

	if ((attr.parent_fd = open(path, O_PATH | O_CLOEXEC)) < 0)
		return;
	(void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &attr, 0);
	(void)close(attr.parent_fd);
}

static bool
enforce(int rules)
{
	const bool done = syscall(SYS_landlock_restrict_self, rules, 0) == 0;

	(void)close(rules);
	return done;
}

/* What loads this program is the first of the list, and loads what it runs too. */
static int
find_loader(struct dl_phdr_info *info, size_t size, void *loader)
{
	const char **found = loader;
	int i;

	(void)size;
	for (i = 0; i < info->dlpi_phnum; i++)
		if (info->dlpi_phdr[i].p_type == PT_INTERP)
			*found = (const char *)(uintptr_t)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
	return 1;
}

/* The first version refuses to move a file into another folder, whatever the rules say: it is left alone. */
bool
confine_program_files(const char *const *run)
{
	const char *loader = NULL;
	int rules;

	if (version() < 2 || (rules = open_rules(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_REFER)) < 0)
		return false;
	allow(rules, "/", LANDLOCK_ACCESS_FS_REFER);
	if (run != NULL) {
		(void)dl_iterate_phdr(find_loader, &loader);
		for (; *run != NULL; run++)
			allow(rules, *run, LANDLOCK_ACCESS_FS_EXECUTE);
		if (loader != NULL)
			allow(rules, loader, LANDLOCK_ACCESS_FS_EXECUTE);
	}
	return enforce(rules);
}

bool
confine_parser_files(const char *const *files)
{
	const int known = version();
	int rules;

	if (known == 0 || (rules = open_rules(((uint64_t)1 << rights[known]) - 1)) < 0)
		return false;
	for (; files != NULL && *files != NULL; files++)
		allow(rules, *files, LANDLOCK_ACCESS_FS_READ_FILE);
	return enforce(rules);
}

bool
confine_files_offered(void)
{
	return version() >= 2;
}

#else

bool
confine_program_files(const char *const *run)
{
	(void)run;
	return false;
}

bool
confine_parser_files(const char *const *files)
{
	(void)files;
	return false;
}

bool
confine_files_offered(void)
{
	return false;
}

#endif

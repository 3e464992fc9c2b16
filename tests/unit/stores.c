/* Several stores in the folder that a test has to itself. */
#include "config.h"

#include "stores.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "case/case.h"

struct actor stores_clerk = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };

void
stores_clerk_later(void)
{
	stores_clerk.at = moment_from_unix(moment_to_unix(stores_clerk.at) + 1);
}

const char *
stores_path(const char *name)
{
	static char paths[4][160];
	static unsigned at;

	(void)snprintf(paths[++at % 4], sizeof(paths[0]), "%s/%s", scratch.folder, name);
	return paths[at % 4];
}

struct store *
stores_open(const char *name)
{
	struct store *s;

	assert_int_equal(store_open(stores_path(name), MODE_TRAINING, &s), ERR_NONE);
	return s;
}

enum err
stores_add_case(struct store *s)
{
	struct case_file f = { .procedure = "renew", .person = { .name = "番号 花子", .kana = "バンゴウ ハナコ" } };

	return case_open(s, &stores_clerk, &f, CASE_RECEIVED);
}

void
stores_make(const char *name, int cases)
{
	struct store *s = stores_open(name);
	int i;

	for (i = 0; i < cases; i++)
		assert_int_equal(stores_add_case(s), ERR_NONE);
	store_close(&s);
}

enum err
stores_backup(const char *from, const char *to)
{
	struct store *s = stores_open(from);
	enum err e = store_backup(s, &stores_clerk, NULL, stores_path(to));

	store_close(&s);
	return e;
}

int
stores_files_like(const char *part)
{
	struct dirent *d;
	DIR *dir = opendir(scratch.folder);
	int n = 0;

	assert_non_null(dir);
	while ((d = readdir(dir)) != NULL)
		n += strstr(d->d_name, part) != NULL;
	(void)closedir(dir);
	return n;
}

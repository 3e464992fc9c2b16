#include "cli/list-in.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* A folder can be opened too, and then not be read. */
enum err
list_in(struct call *c, FILE **in)
{
	const char *path = c->argv[0];
	struct stat st;
	enum err e;

	if (strcmp(path, "-") == 0) {
		*in = stdin;
		return ERR_NONE;
	}
	if ((e = call_path(c, path)) != ERR_NONE)
		return e;
	if ((*in = fopen(path, "re")) == NULL)
		return errno == ENOENT ? call_fail(c, ERR_IO, "%s: %s", path, tr("その名前のファイルはありません")) :
		    call_fail(c, ERR_IO, "%s", path);
	if (fstat(fileno(*in), &st) == -1 || !S_ISDIR(st.st_mode))
		return ERR_NONE;
	(void)fclose(*in);
	*in = NULL;
	return call_fail(c, ERR_IO, "%s: %s", path, tr("フォルダーです。CSV ファイルを指定してください"));
}

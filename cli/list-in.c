#include "cli/list-in.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* Personal data: nobody else reads it, and no file that is there is written over. */
enum err
list_rest(struct call *c, const char *path, FILE **out)
{
	const enum err e = call_path(c, path);
	const int fd = e == ERR_NONE ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;

	if (e != ERR_NONE)
		return e;
	*out = fd != -1 ? fdopen(fd, "w") : NULL;
	if (*out != NULL)
		return ERR_NONE;
	return errno == EEXIST ? call_fail(c, ERR_IO, "%s: %s", path, tr("その名前のファイルがもうあります")) :
	    call_fail(c, ERR_IO, "%s", path);
}

void
list_rest_close(FILE *out, const char *path, bool keep)
{
	if (out == NULL)
		return;
	(void)fclose(out);
	if (!keep)
		(void)unlink(path);
}

/* A file that is there whole or not at all. */
#include "config.h"

#include "forms/print-child-private.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err
why(void)
{
	return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_DISK_FULL : ERR_IO;
}

static enum err
write_all(int fd, const struct buf *b)
{
	size_t at = 0;
	ssize_t n;

	while (at < b->len) {
		n = write(fd, b->text + at, b->len - at);
		if (n < 0 && errno != EINTR)
			return why();
		if (n > 0)
			at += (size_t)n;
	}
	return fsync(fd) == 0 ? ERR_NONE : why();
}

enum err
print_file_write(struct print_file *f, const char *path, const struct buf *b)
{
	struct stat st;
	enum err e;
	int fd, n = snprintf(f->temporary, sizeof(f->temporary), "%s.XXXXXX", path);

	if (n < 0 || (size_t)n >= sizeof(f->temporary)) {
		f->temporary[0] = '\0';
		return ERR_TOO_LONG;
	}
	memcpy(f->path, path, strlen(path) + 1);
	/* A device or a folder isn't ours to replace. */
	if ((lstat(path, &st) == 0 && !S_ISREG(st.st_mode)) || (fd = mkostemp(f->temporary, O_CLOEXEC)) < 0) {
		e = why();
		f->temporary[0] = '\0';
		return e;
	}
	e = write_all(fd, b);	/* mkostemp made it 0600 */
	if (close(fd) != 0 && e == ERR_NONE)
		e = why();
	if (e != ERR_NONE)
		print_file_drop(f);
	return e;
}

/* The name itself has to be on disk, too. */
static enum err
sync_folder(const char *path)
{
	char copy[sizeof(((struct print_file *)0)->path)];
	enum err e;
	int fd;

	memcpy(copy, path, strlen(path) + 1);
	if ((fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return ERR_IO;
	e = fsync(fd) == 0 ? ERR_NONE : why();
	(void)close(fd);
	return e;
}

enum err
print_file_place(struct print_file *f)
{
	enum err e = rename(f->temporary, f->path) == 0 ? ERR_NONE : why();

	if (e != ERR_NONE)
		print_file_drop(f);
	f->temporary[0] = '\0';
	return e != ERR_NONE ? e : sync_folder(f->path);
}

void
print_file_drop(struct print_file *f)
{
	if (f->temporary[0] != '\0')
		(void)unlink(f->temporary);
	f->temporary[0] = '\0';
}

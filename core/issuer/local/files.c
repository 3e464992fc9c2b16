/* The CA's folder (mode 0700) and the files in it (0600), for its account alone, written whole or not at all. */
#include "issuer/local/files-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_SIZE 4096

static enum err
errno_err(void)
{
	return errno == ENOSPC || errno == EDQUOT ? ERR_DISK_FULL : ERR_IO;
}

/* Makes the folders above and the folder itself, each for this user alone. */
static enum err
make_folders(const char *folder)
{
	char path[PATH_SIZE];
	size_t len = strlen(folder), i;

	if (len == 0 || len >= sizeof(path))
		return ERR_IO;
	memcpy(path, folder, len + 1);
	for (i = 1; i <= len; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		path[i] = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return errno_err();
		path[i] = i < len ? '/' : '\0';
	}
	return ERR_NONE;
}

static bool
ours_alone(int fd, mode_t type)
{
	struct stat st;

	return fstat(fd, &st) == 0 && (st.st_mode & S_IFMT) == type && st.st_uid == geteuid() &&
	    (st.st_mode & 077) == 0;
}

enum err
local_folder_open(const char *folder, int *dir)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	enum err e;

	if ((*dir = open(folder, flags)) < 0 && errno == ENOENT) {
		if ((e = make_folders(folder)) != ERR_NONE)
			return e;
		*dir = open(folder, flags);
	}
	if (*dir < 0)
		return errno == ENOTDIR || errno == ELOOP || errno == EACCES ? ERR_CA_KEYS : ERR_IO;
	if (ours_alone(*dir, S_IFDIR))
		return ERR_NONE;
	(void)close(*dir);
	*dir = -1;
	return ERR_CA_KEYS;
}

static ssize_t
read_whole(int fd, unsigned char *bytes, size_t size)
{
	size_t len = 0;
	ssize_t n = 0;

	while (len < size && (n = read(fd, bytes + len, size - len)) > 0)
		len += (size_t)n;
	return n < 0 || len == size ? -1 : (ssize_t)len;
}

enum err
local_file_read(int dir, const char *file, unsigned char *out, size_t size, size_t *len)
{
	int fd = openat(dir, file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	ssize_t n;

	*len = 0;
	if (fd < 0)
		return errno == ENOENT ? ERR_NONE : ERR_CA_KEYS;
	n = ours_alone(fd, S_IFREG) ? read_whole(fd, out, size) : -1;
	(void)close(fd);
	if (n <= 0)
		return ERR_CA_KEYS;
	*len = (size_t)n;
	return ERR_NONE;
}

static enum err
write_whole(int fd, const unsigned char *bytes, size_t len)
{
	size_t at = 0;
	ssize_t n;

	while (at < len) {
		if ((n = write(fd, bytes + at, len - at)) < 0)
			return errno_err();
		at += (size_t)n;
	}
	return fsync(fd) == 0 ? ERR_NONE : errno_err();
}

/* Under another name first, then renamed: what a kill leaves behind is overwritten by the next start. */
enum err
local_file_save(int dir, const char *file, const unsigned char *der, size_t len)
{
	char unfinished[64];
	const int n = snprintf(unfinished, sizeof(unfinished), "%s.new", file),
	    fd = n < 0 || (size_t)n >= sizeof(unfinished) ? -1 :
	    openat(dir, unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	enum err e;

	if (fd < 0)
		return errno_err();
	e = ours_alone(fd, S_IFREG) ? write_whole(fd, der, len) : ERR_CA_KEYS;
	if (close(fd) != 0 && e == ERR_NONE)
		e = errno_err();
	if (e == ERR_NONE && (renameat(dir, unfinished, dir, file) != 0 || fsync(dir) != 0))
		e = errno_err();
	return e;
}

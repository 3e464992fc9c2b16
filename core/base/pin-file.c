/* Reads a token's PIN from its file, unless that very file was refused before. */
#include "base/pin-file.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MARK_MAX 128

/* False: it isn't there, or isn't this account's alone, or is longer than size. */
static bool
read_whole(int dir, const char *file, unsigned char *out, size_t size, size_t *len)
{
	const int fd = openat(dir, file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	ssize_t n = -1;

	*len = 0;
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() && (st.st_mode & 077) == 0)
		while (*len < size && (n = read(fd, out + *len, size - *len)) > 0)
			*len += (size_t)n;
	(void)close(fd);
	return n == 0 && *len < size;
}

/* What tells a PIN file that was written anew from the one before, without telling the PIN. */
static bool
mark_of(const char *file, char out[MARK_MAX])
{
	struct stat st;

	if (stat(file, &st) != 0)
		return false;
	(void)snprintf(out, MARK_MAX, "%llu %llu %lld.%09ld %lld\n", (unsigned long long)st.st_dev,
	    (unsigned long long)st.st_ino, (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec, (long long)st.st_size);
	return true;
}

/* A mark that can't be read is as one that fits: the token may have refused it, and one try more is one too many. */
static bool
was_refused(int dir, const char *mark, const char *now)
{
	unsigned char before[MARK_MAX];
	size_t len;

	if (faccessat(dir, mark, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	return !read_whole(dir, mark, before, sizeof(before), &len) ||
	    (len == strlen(now) && memcmp(before, now, len) == 0);
}

/* Without the end of its line. It ends with a NUL: the secret keeps one byte for it. */
enum err
pin_file_read(const char *file, int dir, const char *mark, struct secret *pin)
{
	unsigned char bytes[SECRET_MAX + 2];
	char now[MARK_MAX];
	size_t len = 0;
	enum err e = ERR_TOKEN_PIN_FILE;

	if (!mark_of(file, now))
		return e;
	if (was_refused(dir, mark, now))
		return ERR_TOKEN_PIN;
	if (read_whole(AT_FDCWD, file, bytes, sizeof(bytes), &len)) {
		if (len > 0 && bytes[len - 1] == '\n')
			len--;
		if (len > 0 && len < SECRET_MAX && memchr(bytes, '\0', len) == NULL)
			e = secret_set(pin, bytes, len);
	}
	OPENSSL_cleanse(bytes, sizeof(bytes));
	return e;
}

void
pin_file_refused(const char *file, int dir, const char *mark)
{
	char now[MARK_MAX];
	int fd;

	if (!mark_of(file, now))
		return;
	(void)unlinkat(dir, mark, 0);
	if ((fd = openat(dir, mark, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)) < 0)
		return;
	(void)!write(fd, now, strlen(now));
	(void)fsync(fd);
	(void)close(fd);
}

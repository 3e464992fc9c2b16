/* Keeps the CA's keys: files of mode 0600 in a folder of mode 0700, written whole or not at all. */
#include "issuer/local/keys-private.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_MAX 4096	/* DER of an RSA-2048 key is near 1,200 bytes */
#define KEY_BITS 2048
#define PATH_SIZE 4096

static const char *const files[CERT_COUNT] = { [CERT_SIGN] = "sign-key.der", [CERT_AUTH] = "auth-key.der" };
static const char unfinished[] = "key.new";

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

	return fstat(fd, &st) == 0 && (st.st_mode & S_IFMT) == type && st.st_uid == geteuid() && (st.st_mode & 077) == 0;
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

static EVP_PKEY *
decode(const unsigned char *der, long len)
{
	const unsigned char *p = der;
	EVP_PKEY *key = d2i_AutoPrivateKey(NULL, &p, len);

	if (key != NULL && (p != der + len || EVP_PKEY_get_id(key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key) < KEY_BITS)) {
		EVP_PKEY_free(key);
		key = NULL;
	}
	return key;
}

enum err
local_key_load(int dir, enum cert_kind kind, EVP_PKEY **key)
{
	unsigned char der[KEY_MAX];
	int fd = openat(dir, files[kind], O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	ssize_t len;

	*key = NULL;
	if (fd < 0)
		return errno == ENOENT ? ERR_NONE : ERR_CA_KEYS;
	len = ours_alone(fd, S_IFREG) ? read_whole(fd, der, sizeof(der)) : -1;
	(void)close(fd);
	if (len > 0)
		*key = decode(der, (long)len);
	OPENSSL_cleanse(der, sizeof(der));
	return *key != NULL ? ERR_NONE : ERR_CA_KEYS;
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
static enum err
save(int dir, const char *file, const unsigned char *der, size_t len)
{
	int fd = openat(dir, unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
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

enum err
local_key_make(int dir, enum cert_kind kind, EVP_PKEY **key)
{
	EVP_PKEY *made = EVP_RSA_gen(KEY_BITS);
	unsigned char *der = NULL;
	int len = made != NULL ? i2d_PrivateKey(made, &der) : 0;
	enum err e = len > 0 ? save(dir, files[kind], der, (size_t)len) : ERR_CRYPTO;

	if (len > 0)
		OPENSSL_clear_free(der, (size_t)len);
	if (e == ERR_NONE)
		*key = made;
	else
		EVP_PKEY_free(made);
	return e;
}

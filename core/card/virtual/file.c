/* The training card's file: read whole and checked, replaced whole by rename, locked while a card is in use. */
#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "card/virtual/parts-private.h"

static const unsigned char magic[8] = "MDGCARD\001";

#define HASH_LEN 32
#define FILE_MIN (sizeof(magic) + sizeof(struct virtual_fixed) + 2 * SLOT_COUNT + HASH_LEN)
#define FILE_MAX (FILE_MIN + SLOT_COUNT * CERT_DER_MAX)
#define TEMPORARY ".new"

static enum err
io_error(void)
{
	return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? ERR_DISK_FULL : ERR_IO;
}

static bool
hash_of(const unsigned char *bytes, size_t len, unsigned char out[HASH_LEN])
{
	return EVP_Digest(bytes, len, out, NULL, EVP_sha256(), NULL) == 1;
}

static size_t
encode(const struct virtual_state *s, unsigned char *out)
{
	size_t at = sizeof(magic) + sizeof(s->fixed), i;

	memcpy(out, magic, sizeof(magic));
	memcpy(out + sizeof(magic), &s->fixed, sizeof(s->fixed));
	for (i = 0; i < SLOT_COUNT; i++) {
		out[at++] = (unsigned char)(s->chunks[i].len >> 8);
		out[at++] = (unsigned char)(s->chunks[i].len & 0xff);
		memcpy(out + at, s->chunks[i].bytes, s->chunks[i].len);
		at += s->chunks[i].len;
	}
	return hash_of(out, at, out + at) ? at + HASH_LEN : 0;
}

static bool
digits(const unsigned char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

static bool
fixed_sound(const struct virtual_fixed *f)
{
	size_t i;

	for (i = 0; i < REF_COUNT; i++)
		if (f->refs[i].max > 15 || f->refs[i].tries > f->refs[i].max)
			return false;
	return f->damaged <= 1 && (f->key_len == 0 || f->key_len == 16 || f->key_len == 24 || f->key_len == 32) &&
	    digits(f->number, sizeof(f->number)) && digits(f->city_code, sizeof(f->city_code)) &&
	    digits(f->expires, sizeof(f->expires));
}

static bool
decode(const unsigned char *in, size_t len, struct virtual_state *s)
{
	unsigned char hash[HASH_LEN];
	size_t at = sizeof(magic) + sizeof(s->fixed), end, i;

	if (len < FILE_MIN || memcmp(in, magic, sizeof(magic)) != 0)
		return false;
	end = len - HASH_LEN;
	if (!hash_of(in, end, hash) || memcmp(hash, in + end, HASH_LEN) != 0)
		return false;
	memcpy(&s->fixed, in + sizeof(magic), sizeof(s->fixed));
	for (i = 0; i < SLOT_COUNT; i++) {
		struct virtual_chunk *c = &s->chunks[i];

		if (end - at < 2)
			return false;
		c->len = (size_t)(in[at] << 8 | in[at + 1]);
		at += 2;
		if (c->len > sizeof(c->bytes) || c->len > end - at)
			return false;
		memcpy(c->bytes, in + at, c->len);
		at += c->len;
	}
	return at == end && fixed_sound(&s->fixed);
}

/* Up to cap bytes of a regular file; a longer one is none of ours. */
static enum err
slurp(const char *path, unsigned char *out, size_t cap, size_t *len)
{
	struct stat st;
	ssize_t n = 0;
	enum err e = ERR_IO;
	int fd;

	*len = 0;
	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) == -1)
		return ERR_IO;
	if (fstat(fd, &st) == -1)
		goto out;
	e = ERR_DATA;
	if (!S_ISREG(st.st_mode) || st.st_size < 0 || (size_t)st.st_size > cap)
		goto out;
	while (*len < cap && (n = read(fd, out + *len, cap - *len)) > 0)
		*len += (size_t)n;
	e = n == -1 ? ERR_IO : ERR_NONE;
out:
	(void)close(fd);
	return e;
}

enum err
virtual_file_read(const char *path, struct virtual_state *s)
{
	unsigned char *bytes;
	size_t len;
	enum err e;

	if ((bytes = malloc(FILE_MAX)) == NULL)
		return ERR_MEMORY;
	if ((e = slurp(path, bytes, FILE_MAX, &len)) == ERR_NONE && !decode(bytes, len, s))
		e = ERR_DATA;
	if (e != ERR_NONE)
		OPENSSL_cleanse(s, sizeof(*s));
	OPENSSL_cleanse(bytes, FILE_MAX);
	free(bytes);
	return e;
}

static enum err
put_bytes(int fd, const unsigned char *bytes, size_t len)
{
	ssize_t n;

	while (len > 0) {
		if ((n = write(fd, bytes, len)) == -1) {
			if (errno == EINTR)
				continue;
			return io_error();
		}
		bytes += n;
		len -= (size_t)n;
	}
	return fsync(fd) == -1 ? io_error() : ERR_NONE;
}

/* Makes the new name itself durable. */
static enum err
sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder;
	int fd;
	enum err e;

	folder = slash == NULL ? strdup(".") : strndup(path, slash == path ? 1 : (size_t)(slash - path));
	if (folder == NULL)
		return ERR_MEMORY;
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	e = fd == -1 || fsync(fd) == -1 ? ERR_IO : ERR_NONE;
	if (fd != -1)
		(void)close(fd);
	free(folder);
	return e;
}

/* The new file is locked before it gets its name: whoever opens it finds it taken. */
static enum err
write_beside(const char *temporary, const unsigned char *bytes, size_t len, int *fd)
{
	enum err e;

	if ((*fd = open(temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600)) == -1)
		return io_error();
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		e = put_bytes(*fd, bytes, len);
	else
		e = ERR_READER_BUSY;
	if (e == ERR_NONE)
		return ERR_NONE;
	(void)close(*fd);
	(void)unlink(temporary);
	return e;
}

/*
 * *lock, where it isn't -1, is the old file's lock and is handed on to the new one. When only the folder can't be
 * made durable the change has happened all the same: it is kept, and the failure told.
 */
enum err
virtual_file_replace(const char *path, const struct virtual_state *s, int *lock)
{
	unsigned char *bytes = malloc(FILE_MAX);
	char *temporary = malloc(strlen(path) + sizeof(TEMPORARY));
	enum err e = ERR_MEMORY;
	size_t len;
	int fd = -1;

	if (bytes == NULL || temporary == NULL)
		goto out;
	e = ERR_DATA;
	if (!fixed_sound(&s->fixed))
		goto out;
	(void)snprintf(temporary, strlen(path) + sizeof(TEMPORARY), "%s" TEMPORARY, path);
	e = ERR_CRYPTO;
	if ((len = encode(s, bytes)) == 0 || (e = write_beside(temporary, bytes, len, &fd)) != ERR_NONE)
		goto out;
	if (rename(temporary, path) == -1) {
		e = io_error();
		(void)unlink(temporary);
		(void)close(fd);
		goto out;
	}
	if (*lock != -1)
		(void)close(*lock);
	*lock = fd;
	e = sync_folder(path);
out:
	if (bytes != NULL)
		OPENSSL_cleanse(bytes, FILE_MAX);
	free(bytes);
	free(temporary);
	return e;
}

/* A file that was replaced between opening and locking is opened again. */
enum err
virtual_file_lock(const char *path, int *lock)
{
	struct stat opened, named;
	int turns;

	for (turns = 0; turns < 100; turns++) {
		if ((*lock = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) == -1)
			return ERR_IO;
		if (flock(*lock, LOCK_EX | LOCK_NB) == 0 && fstat(*lock, &opened) == 0 && stat(path, &named) == 0 &&
		    opened.st_dev == named.st_dev && opened.st_ino == named.st_ino)
			return ERR_NONE;
		(void)close(*lock);
		*lock = -1;
	}
	return ERR_READER_BUSY;
}

struct virtual_state *
virtual_draft(struct virtual_card *c)
{
	c->draft = c->state;
	return &c->draft;
}

enum err
virtual_commit(struct virtual_card *c)
{
	int before = c->lock;
	enum err e = virtual_file_replace(c->path, &c->draft, &c->lock);

	/* A new lock tells that the file has its new content, even if the disk then failed. */
	if (c->lock != before)
		c->state = c->draft;
	OPENSSL_cleanse(&c->draft, sizeof(c->draft));
	return e;
}

/* Keys of the audit log: made, read from their file for one signature and wiped, or asked of their token. */
#include "audit/key-private.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cert.h"

#define FILE_MAX 1024		/* bytes; a key in PEM has 119 */
#define PATH_SIZE 1100
#define SEED 32

/* PKCS #8 of an Ed25519 key up to its 32 bytes, and SubjectPublicKeyInfo of its public one (RFC 8410, 7 and 4). */
static const unsigned char private_head[] = { 0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70,
	0x04, 0x22, 0x04, 0x20 };
static const unsigned char public_head[] = { 0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00 };

static bool
new_name(const char *file, char out[PATH_SIZE])
{
	return snprintf(out, PATH_SIZE, "%s.new", file) < PATH_SIZE;
}

/* The bytes of the only PEM block in a text, which begin with head; false where it has another shape. */
static bool
take_pem(const char *text, size_t len, const char *name, const unsigned char *head, size_t head_len,
    unsigned char key[SEED])
{
	BIO *in = BIO_new_mem_buf(text, (int)len);
	char *found = NULL, *header = NULL;
	unsigned char *der = NULL;
	bool fits = false;
	long n = 0;

	if (in != NULL && PEM_read_bio(in, &found, &header, &der, &n) == 1) {
		fits = strcmp(found, name) == 0 && *header == '\0' && (size_t)n == head_len + SEED &&
		    memcmp(der, head, head_len) == 0;
		if (fits)
			memcpy(key, der + head_len, SEED);
		OPENSSL_cleanse(der, (size_t)n);
	}
	OPENSSL_free(found);
	OPENSSL_free(header);
	OPENSSL_free(der);
	BIO_free(in);
	return fits;
}

static enum err
read_file(int fd, char text[FILE_MAX], size_t *len)
{
	ssize_t n;

	for (*len = 0; (n = read(fd, text + *len, FILE_MAX - *len)) != 0; *len += (size_t)n)
		if (n < 0)
			return ERR_IO;
	return *len < FILE_MAX ? ERR_NONE : ERR_AUDIT_KEY;
}

/* Its group may read it, where an office shares a store by its group; write it nobody but the owner. */
static bool
kept_well(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & 037) == 0;
}

enum place { NOWHERE, IN_FILE, ON_TOKEN };

/*
 * What a key's file holds, in raw: the private key's 32 bytes; or, of one that is on a token, those of its public key.
 * raw is to be wiped.
 */
static enum place
read_key(const char *file, unsigned char raw[SEED])
{
	const int fd = open(file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	enum place place = NOWHERE;
	char text[FILE_MAX];
	size_t len = 0;

	if (fd < 0)
		return NOWHERE;
	if (kept_well(fd) && read_file(fd, text, &len) == ERR_NONE) {
		if (take_pem(text, len, PEM_STRING_PKCS8INF, private_head, sizeof(private_head), raw))
			place = IN_FILE;
		else if (take_pem(text, len, PEM_STRING_PUBLIC, public_head, sizeof(public_head), raw))
			place = ON_TOKEN;
	}
	OPENSSL_cleanse(text, sizeof(text));
	(void)close(fd);
	return place;
}

static EVP_PKEY *
private_of(const unsigned char raw[SEED])
{
	return EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, raw, SEED);
}

static enum err
public_of(const EVP_PKEY *key, char public_hex[KEY_HEX])
{
	unsigned char raw[KEY_PUBLIC];
	size_t len = sizeof(raw);

	if (EVP_PKEY_get_raw_public_key(key, raw, &len) != 1 || len != sizeof(raw))
		return ERR_CRYPTO;
	cert_hex(raw, sizeof(raw), public_hex, KEY_HEX);
	return ERR_NONE;
}

enum err
key_public(const char *file, char public_hex[KEY_HEX])
{
	unsigned char raw[SEED];
	const enum place place = read_key(file, raw);
	EVP_PKEY *key = place == IN_FILE ? private_of(raw) : NULL;
	enum err e = key == NULL ? ERR_AUDIT_KEY : public_of(key, public_hex);

	if (place == ON_TOKEN) {
		cert_hex(raw, sizeof(raw), public_hex, KEY_HEX);
		e = ERR_NONE;
	}
	OPENSSL_cleanse(raw, sizeof(raw));
	EVP_PKEY_free(key);
	return e;
}

bool
key_on_token(const char *file)
{
	unsigned char raw[SEED];
	const enum place place = read_key(file, raw);

	OPENSSL_cleanse(raw, sizeof(raw));
	return place == ON_TOKEN;
}

static enum err
sign(EVP_PKEY *key, const void *message, size_t len, unsigned char signature[KEY_SIGNATURE])
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t n = KEY_SIGNATURE;
	enum err e = ERR_MEMORY;

	if (ctx != NULL)
		e = EVP_DigestSignInit(ctx, NULL, NULL, NULL, key) == 1 &&
		    EVP_DigestSign(ctx, signature, &n, message, len) == 1 && n == KEY_SIGNATURE ? ERR_NONE : ERR_CRYPTO;
	EVP_MD_CTX_free(ctx);
	return e;
}

static bool
raw_public(const char *public_hex, unsigned char raw[KEY_PUBLIC])
{
	size_t len = 0;

	return strlen(public_hex) == KEY_HEX - 1 &&
	    OPENSSL_hexstr2buf_ex(raw, KEY_PUBLIC, &len, public_hex, '\0') == 1 && len == KEY_PUBLIC;
}

bool
key_fits(const char *public_hex, const void *message, size_t len, const unsigned char signature[KEY_SIGNATURE])
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char raw[KEY_PUBLIC];
	EVP_PKEY *key = NULL;
	bool fits;

	if (raw_public(public_hex, raw))
		key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, raw, sizeof(raw));
	fits = ctx != NULL && key != NULL && EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) == 1 &&
	    EVP_DigestVerify(ctx, signature, KEY_SIGNATURE, message, len) == 1;
	EVP_PKEY_free(key);
	EVP_MD_CTX_free(ctx);
	return fits;
}

static enum err
sign_by_file(const unsigned char raw[SEED], const char *public_hex, const void *message, size_t len,
    unsigned char signature[KEY_SIGNATURE])
{
	EVP_PKEY *key = private_of(raw);
	char own[KEY_HEX] = "";
	enum err e = key == NULL ? ERR_AUDIT_KEY : public_of(key, own);

	if (e == ERR_NONE && strcmp(own, public_hex) != 0)
		e = ERR_AUDIT_KEY;
	if (e == ERR_NONE)
		e = sign(key, message, len, signature);
	EVP_PKEY_free(key);
	return e;
}

/* A token's word isn't taken for it: what it gives has to be that key's signature. */
static enum err
sign_by_token(struct key_token *token, const unsigned char raw[KEY_PUBLIC], const char *public_hex,
    const void *message, size_t len, unsigned char signature[KEY_SIGNATURE])
{
	char own[KEY_HEX];
	enum err e;

	cert_hex(raw, KEY_PUBLIC, own, sizeof(own));
	if (strcmp(own, public_hex) != 0)
		return ERR_AUDIT_KEY;
	e = key_token_sign(token, raw, message, len, signature);
	return e != ERR_NONE || key_fits(public_hex, message, len, signature) ? e : ERR_AUDIT_TOKEN;
}

enum err
key_sign(const char *file, struct key_token *token, const char *public_hex, const void *message, size_t len,
    unsigned char signature[KEY_SIGNATURE])
{
	unsigned char raw[SEED];
	const enum place place = read_key(file, raw);
	enum err e = ERR_AUDIT_KEY;

	if (place == IN_FILE)
		e = sign_by_file(raw, public_hex, message, len, signature);
	else if (place == ON_TOKEN)
		e = sign_by_token(token, raw, public_hex, message, len, signature);
	OPENSSL_cleanse(raw, sizeof(raw));
	return e;
}

/* --- made -------------------------------------------------------------------------------------- */

static enum err
errno_err(void)
{
	return errno == ENOSPC || errno == EDQUOT ? ERR_DISK_FULL : ERR_IO;
}

static enum err
open_folder(const char *file, int *dir)
{
	char path[PATH_SIZE];

	if (snprintf(path, sizeof(path), "%s", file) >= (int)sizeof(path))
		return ERR_TOO_LONG;
	*dir = open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return *dir < 0 ? errno_err() : ERR_NONE;
}

int
key_lock(const char *file)
{
	int dir;

	if (open_folder(file, &dir) != ERR_NONE)
		return -1;
	while (flock(dir, LOCK_EX) != 0) {
		if (errno == EINTR)
			continue;
		(void)close(dir);
		return -1;
	}
	return dir;
}

/* The one that it follows may be readable by the group of an office: then so is the new one. */
static mode_t
mode_of(const char *file)
{
	struct stat st;

	return stat(file, &st) == 0 && (st.st_mode & 037) == 0 ? st.st_mode & 0640 : 0600;
}

static enum err
write_key(const char *path, mode_t mode, const char *name, const unsigned char *der, size_t len)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
	enum err e;

	if (out == NULL) {
		e = errno_err();
		if (fd >= 0)
			(void)close(fd);
		return e;
	}
	e = PEM_write(out, name, "", der, (long)len) > 0 && fflush(out) == 0 && fchmod(fd, mode) == 0 &&
	    fsync(fd) == 0 ? ERR_NONE : errno_err();
	return fclose(out) == 0 ? e : ERR_IO;
}

static enum err
make_in_file(const char *path, mode_t mode, char public_hex[KEY_HEX])
{
	unsigned char der[sizeof(private_head) + SEED];
	EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	size_t len = SEED;
	enum err e = ERR_CRYPTO;

	memcpy(der, private_head, sizeof(private_head));
	if (key != NULL && EVP_PKEY_get_raw_private_key(key, der + sizeof(private_head), &len) == 1 && len == SEED &&
	    (e = public_of(key, public_hex)) == ERR_NONE)
		e = write_key(path, mode, PEM_STRING_PKCS8INF, der, sizeof(der));
	OPENSSL_cleanse(der, sizeof(der));
	EVP_PKEY_free(key);
	return e;
}

static enum err
make_on_token(const char *path, mode_t mode, struct key_token *token, char public_hex[KEY_HEX])
{
	unsigned char der[sizeof(public_head) + KEY_PUBLIC];
	enum err e = key_token_make(token, der + sizeof(public_head));

	if (e != ERR_NONE)
		return e;
	memcpy(der, public_head, sizeof(public_head));
	cert_hex(der + sizeof(public_head), KEY_PUBLIC, public_hex, KEY_HEX);
	if ((e = write_key(path, mode, PEM_STRING_PUBLIC, der, sizeof(der))) != ERR_NONE)
		key_token_forget(token, der + sizeof(public_head));
	return e;
}

enum err
key_make(const char *file, struct key_token *token, bool on_token, char public_hex[KEY_HEX])
{
	unsigned char raw[SEED];
	char path[PATH_SIZE];

	if (!new_name(file, path))
		return ERR_TOO_LONG;
	/* Of one that came to nothing. */
	if (read_key(path, raw) == ON_TOKEN)
		key_token_forget(token, raw);
	OPENSSL_cleanse(raw, sizeof(raw));
	(void)unlink(path);
	return on_token ? make_on_token(path, mode_of(file), token, public_hex) : make_in_file(path, mode_of(file),
	    public_hex);
}

void
key_forget(struct key_token *token, const char *public_hex)
{
	unsigned char raw[KEY_PUBLIC];

	if (raw_public(public_hex, raw))
		key_token_forget(token, raw);
}

enum err
key_take(const char *file)
{
	char path[PATH_SIZE];
	int dir = -1;
	enum err e;

	if (!new_name(file, path))
		return ERR_TOO_LONG;
	if (rename(path, file) != 0)
		return errno_err();
	if ((e = open_folder(file, &dir)) != ERR_NONE)
		return e;
	e = fsync(dir) == 0 ? ERR_NONE : errno_err();
	(void)close(dir);
	return e;
}

/* Whoever comes second at the rename finds that it was done. */
enum err
key_settle(const char *file, const char *public_hex)
{
	char own[KEY_HEX], path[PATH_SIZE];

	if (key_public(file, own) == ERR_NONE && strcmp(own, public_hex) == 0)
		return ERR_NONE;
	if (!new_name(file, path))
		return ERR_TOO_LONG;
	if (key_public(path, own) == ERR_NONE && strcmp(own, public_hex) == 0)
		(void)key_take(file);
	return key_public(file, own) == ERR_NONE && strcmp(own, public_hex) == 0 ? ERR_NONE : ERR_AUDIT_KEY;
}

/* --- public ------------------------------------------------------------------------------------ */

enum err
key_public_pem(const char *public_hex, char *out, size_t size)
{
	unsigned char der[sizeof(public_head) + KEY_PUBLIC];
	BIO *text = BIO_new(BIO_s_mem());
	enum err e = ERR_AUDIT_KEY;
	int n;

	memcpy(der, public_head, sizeof(public_head));
	if (text != NULL && raw_public(public_hex, der + sizeof(public_head)) &&
	    PEM_write_bio(text, PEM_STRING_PUBLIC, "", der, sizeof(der)) > 0 &&
	    (n = BIO_read(text, out, (int)size - 1)) > 0) {
		out[n] = '\0';
		e = ERR_NONE;
	}
	BIO_free(text);
	return e;
}

enum err
key_read_pem(const char *file, char public_hex[KEY_HEX])
{
	const int fd = open(file, O_RDONLY | O_CLOEXEC);
	unsigned char raw[KEY_PUBLIC];
	char text[FILE_MAX];
	size_t len;
	enum err e;

	if (fd < 0)
		return ERR_IO;
	if ((e = read_file(fd, text, &len)) == ERR_NONE &&
	    !take_pem(text, len, PEM_STRING_PUBLIC, public_head, sizeof(public_head), raw))
		e = ERR_AUDIT_KEY;
	if (e == ERR_NONE)
		cert_hex(raw, sizeof(raw), public_hex, KEY_HEX);
	(void)close(fd);
	return e;
}

/* Reads the keys of the protected channel: the file is distrusted first, then its text; no copy is left. */
#include "card/perso/training/key-file.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <string.h>
#include <unistd.h>

#include "base/secret.h"

/* A piece of the text that is left. */
struct span { const unsigned char *at; size_t left; };

static void
skip_blanks(struct span *s)
{
	for (; s->left > 0 && (*s->at == ' ' || *s->at == '\t'); s->left--)
		s->at++;
}

static bool
take_word(struct span *s, const char *word)
{
	const size_t len = strlen(word);

	if (s->left < len || memcmp(s->at, word, len) != 0)
		return false;
	s->at += len;
	s->left -= len;
	return true;
}

/* -1 for what is no hexadecimal digit. */
static int
digit(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Two digits a byte, up to what is no digit; false for an odd one or too many. */
static bool
take_bytes(struct span *s, unsigned char out[SM_KEY_MAX], size_t *len)
{
	for (*len = 0; s->left > 1 && digit(s->at[0]) >= 0 && digit(s->at[1]) >= 0; s->at += 2, s->left -= 2) {
		if (*len == SM_KEY_MAX)
			return false;
		out[(*len)++] = (unsigned char)(digit(s->at[0]) << 4 | digit(s->at[1]));
	}
	return s->left == 0 || digit(*s->at) < 0;
}

/* "enc = 00112233…"; each of the three once, all of one length. */
static bool
take_line(struct span line, struct sm_keys *k, unsigned *seen)
{
	const struct { const char *name; unsigned char *key; } places[] = {
		{ "enc", k->enc }, { "mac", k->mac }, { "dek", k->dek },
	};
	size_t i, len;

	skip_blanks(&line);
	if (line.left == 0 || *line.at == '#')
		return true;
	for (i = 0; i < sizeof(places) / sizeof(*places) && !take_word(&line, places[i].name); i++)
		;
	if (i == sizeof(places) / sizeof(*places) || (*seen & 1u << i) != 0)
		return false;
	*seen |= 1u << i;
	skip_blanks(&line);
	if (!take_word(&line, "="))
		return false;
	skip_blanks(&line);
	if (!take_bytes(&line, places[i].key, &len) || (k->len != 0 && len != k->len))
		return false;
	k->len = len;
	skip_blanks(&line);
	return line.left == 0;
}

enum err
key_file_parse(const unsigned char *text, size_t len, struct sm_keys *keys)
{
	const unsigned char *end = text + len, *newline;
	unsigned seen = 0;
	bool fits = true;

	memset(keys, 0, sizeof(*keys));
	for (; text < end && fits; text = newline + 1) {
		if ((newline = memchr(text, '\n', (size_t)(end - text))) == NULL)
			newline = end;
		fits = take_line((struct span){ text, (size_t)(newline - text) }, keys, &seen);
	}
	if (fits && seen == 7 && (keys->len == 16 || keys->len == 24 || keys->len == 32))
		return ERR_NONE;
	OPENSSL_cleanse(keys, sizeof(*keys));
	return ERR_KEY_FORMAT;
}

bool
key_file_private(const struct stat *st, uid_t user)
{
	const mode_t mode = st->st_mode & 07777;

	return S_ISREG(st->st_mode) && (st->st_uid == user || st->st_uid == 0) && (mode == 0600 || mode == 0400) &&
	    st->st_size > 0 && st->st_size <= KEY_FILE_MAX;
}

/* By read(2): stdio would keep a copy. A file that grows meanwhile is over the limit. */
static enum err
read_text(int fd, unsigned char text[KEY_FILE_MAX + 1], size_t *len)
{
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st) == -1 || !key_file_private(&st, geteuid()))
		return ERR_KEY_FILE;
	for (*len = 0; *len <= KEY_FILE_MAX; *len += (size_t)n) {
		while ((n = read(fd, text + *len, KEY_FILE_MAX + 1 - *len)) == -1 && errno == EINTR)
			;
		if (n <= 0)
			return n == 0 ? ERR_NONE : ERR_KEY_FILE;
	}
	return ERR_KEY_FILE;
}

enum err
key_file_read(const char *path, struct sm_keys *keys)
{
	unsigned char text[KEY_FILE_MAX + 1];
	size_t len;
	enum err e;
	int fd;

	memset(keys, 0, sizeof(*keys));
	/* No link is followed, and nothing is waited for: what stands there may be a pipe. */
	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)) == -1)
		return ERR_KEY_FILE;
	secret_lock(text, sizeof(text));
	if ((e = read_text(fd, text, &len)) == ERR_NONE)
		e = key_file_parse(text, len, keys);
	OPENSSL_cleanse(text, sizeof(text));
	(void)close(fd);
	if (e == ERR_NONE && sm_keys_published(keys)) {
		OPENSSL_cleanse(keys, sizeof(*keys));
		e = ERR_KEYS_PUBLISHED;
	}
	return e;
}

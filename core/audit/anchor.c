/* Writes signed heads where the store isn't, and reads them back. */
#include "audit/anchor-private.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <syslog.h>
#include <unistd.h>

#include "base/cert.h"
#include "base/date.h"

#define MARK "madoguchi-audit 1 "
#define BASE64 88		/* letters of 64 bytes */
#define WAIT_SECONDS 2		/* for a log that doesn't read */

size_t
anchor_text(const struct head_said *h, const unsigned char signature[KEY_SIGNATURE], char out[ANCHOR_MAX])
{
	char hash[2 * CHAIN_HASH + 1];
	unsigned char letters[BASE64 + 1];
	int n;

	cert_hex(h->hash, CHAIN_HASH, hash, sizeof(hash));
	(void)EVP_EncodeBlock(letters, signature, KEY_SIGNATURE);
	n = snprintf(out, ANCHOR_MAX, MARK "%s %lld %s %s %s\n", h->store, (long long)h->line, hash, h->at,
	    (const char *)letters);
	return n > 0 && n < ANCHOR_MAX ? (size_t)n : 0;
}

/* The next word, without the blank behind it. */
static bool
word(const char **p, char *out, size_t size)
{
	const size_t len = strcspn(*p, " \r\n");

	if (len == 0 || len >= size)
		return false;
	memcpy(out, *p, len);
	out[len] = '\0';
	*p += len + (((*p)[len] == ' ') ? 1 : 0);
	return true;
}

static bool
is_hex(const char *s, size_t len)
{
	return strlen(s) == len && s[strspn(s, "0123456789abcdef")] == '\0';
}

static bool
take_number(const char *s, int64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoll(s, &end, 10);
	return errno == 0 && *end == '\0' && *s >= '1' && *s <= '9';
}

bool
anchor_take(const char *line, struct head_said *h, unsigned char signature[KEY_SIGNATURE])
{
	const char *p = strstr(line, MARK);
	char number[24], hash[2 * CHAIN_HASH + 1], letters[BASE64 + 1];
	unsigned char bytes[BASE64 / 4 * 3];
	size_t len = 0;

	memset(h, 0, sizeof(*h));
	if (p == NULL)
		return false;
	p += sizeof(MARK) - 1;
	if (!word(&p, h->store, sizeof(h->store)) || !word(&p, number, sizeof(number)) ||
	    !word(&p, hash, sizeof(hash)) || !word(&p, h->at, sizeof(h->at)) || !word(&p, letters, sizeof(letters)))
		return false;
	if (!is_hex(h->store, HEAD_STORE - 1) || !take_number(number, &h->line) || !is_hex(hash,
	    2 * (size_t)CHAIN_HASH) ||
	    strlen(letters) != BASE64 || EVP_DecodeBlock(bytes, (const unsigned char *)letters,
	    BASE64) != sizeof(bytes))
		return false;
	memcpy(signature, bytes, KEY_SIGNATURE);
	return OPENSSL_hexstr2buf_ex(h->hash, CHAIN_HASH, &len, hash, '\0') == 1;
}

enum err
anchor_open(const char *file, int *fd)
{
	struct stat st;

	*fd = open(file, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
	if (*fd >= 0 && fstat(*fd, &st) == 0 && S_ISREG(st.st_mode))
		return ERR_NONE;
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
	return ERR_AUDIT_ANCHOR;
}

/*
 * A line that was cut by a full disk stays in the file as what it is, and is read as none: the next begins anew behind
 * it only if that has an end. So a piece is closed before the line is tried again.
 */
enum err
anchor_put(int fd, const char *text, size_t len)
{
	ssize_t n = write(fd, text, len);

	if (n > 0 && (size_t)n < len)
		(void)!write(fd, "\n", 1);
	return n == (ssize_t)len && fdatasync(fd) == 0 ? ERR_NONE : ERR_AUDIT_ANCHOR;
}

void
anchor_tail(const char *file, char *out, size_t size)
{
	const int fd = open(file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	ssize_t n = 0;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		n = pread(fd, out, size - 1, st.st_size > (off_t)size - 1 ? st.st_size - (off_t)size + 1 : 0);
	out[n > 0 ? n : 0] = '\0';
	if (fd >= 0)
		(void)close(fd);
}

/* As syslog(3) writes to its socket, but with the answer whether it was taken. The moment is the head's own. */
enum err
anchor_tell(const char *socket_path, const char *at, const char *text, size_t len)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
	    "Nov",
		"Dec" };
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	char line[ANCHOR_MAX + 64];
	struct moment m = { .hour = 0 };
	int fd, n;
	bool told;

	if (moment_parse(at, &m) != ERR_NONE || strlen(socket_path) >= sizeof(to.sun_path))
		return ERR_AUDIT_ANCHOR;
	memcpy(to.sun_path, socket_path, strlen(socket_path) + 1);
	n = snprintf(line, sizeof(line), "<%d>%s %2d %02d:%02d:%02d madoguchi[%ld]: %.*s", LOG_AUTHPRIV | LOG_NOTICE,
	    months[(m.date.month + 11) % 12], m.date.day, m.hour < 0 ? 0 : m.hour, m.minute, m.second, (long)getpid(),
	    (int)len - 1, text);
	if (n < 0 || n >= (int)sizeof(line) || (fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) < 0)
		return ERR_AUDIT_ANCHOR;
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &(struct timeval){ .tv_sec = WAIT_SECONDS },
	    sizeof(struct timeval));
	told = sendto(fd, line, (size_t)n, MSG_NOSIGNAL, (const struct sockaddr *)&to, sizeof(to)) == n;
	(void)close(fd);
	return told ? ERR_NONE : ERR_AUDIT_ANCHOR;
}

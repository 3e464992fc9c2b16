/* Secrets: held in fixed places, wiped when done, kept out of swap and core dumps. */
#include "base/secret.h"

#include <openssl/crypto.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

enum err
secret_set(struct secret *s, const void *bytes, size_t len)
{
	secret_wipe(s);
	if (len > SECRET_MAX)
		return ERR_TOO_LONG;
	memcpy(s->bytes, bytes, len);
	s->len = len;
	return ERR_NONE;
}

bool
secret_push(struct secret *s, unsigned char byte)
{
	if (s->len >= SECRET_MAX)
		return false;
	s->bytes[s->len++] = byte;
	return true;
}

bool
secret_pop(struct secret *s)
{
	if (s->len == 0)
		return false;
	OPENSSL_cleanse(&s->bytes[--s->len], 1);
	return true;
}

bool
secret_equal(const struct secret *a, const struct secret *b)
{
	return a->len == b->len && CRYPTO_memcmp(a->bytes, b->bytes, a->len) == 0;
}

void
secret_wipe(struct secret *s)
{
	OPENSSL_cleanse(s, sizeof(*s));
}

void
secret_lock(void *p, size_t size)
{
	/* An ordinary user may lock only a little; a PIN that could be swapped is still wiped. */
	(void)mlock(p, size);
}

void
secret_harden_process(void)
{
	const struct rlimit none = { 0, 0 };

	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	(void)signal(SIGCHLD, SIG_DFL);
}

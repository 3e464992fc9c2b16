/* Opens the embedded CA. Whatever an earlier start left unmade, being killed, is made now. */
#include <errno.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>

#include "issuer/local/keys-private.h"
#include "issuer/local/local-private.h"
#include "issuer/local/published-private.h"

#define PATH_SIZE 4096
#define WAIT_TRIES 5000		/* of 1 ms */

enum err
local_lock(int dir)
{
	int i;

	for (i = 0; i < WAIT_TRIES; i++) {
		if (flock(dir, LOCK_EX | LOCK_NB) == 0)
			return ERR_NONE;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return ERR_IO;
		(void)nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
	}
	return ERR_STORE_LOCKED;
}

/* A key without a certificate is what a killed start left; a certificate without its key is a loss. */
static enum err
make(struct local_ca *l, enum cert_kind kind, struct moment at, int dir)
{
	unsigned char serial[CERTREQ_SERIAL];
	struct certreq_ca *ca = &l->ca[kind];
	struct cert cert;
	enum err e;

	if (ca->key == NULL && (e = local_key_make(dir, kind, &ca->key)) != ERR_NONE)
		return e;
	if ((e = certreq_serial(serial)) != ERR_NONE || (e = certreq_authority(ca, at, serial)) != ERR_NONE ||
	    (e = certreq_der(ca->cert, &cert)) != ERR_NONE)
		return e;
	e = book_add_authority(l->book, kind, &cert);
	return e != ERR_NONE ? e : published_authority(dir, kind, &cert);
}

static enum err
load(struct local_ca *l, enum cert_kind kind, struct moment at, int dir)
{
	struct certreq_ca *ca = &l->ca[kind];
	struct cert cert;
	const unsigned char *p = cert.der;
	enum err e;

	*ca = (struct certreq_ca){ .kind = kind, .name = l->name };
	e = l->token != NULL ? token_key(l->token, kind, &ca->key) : local_key_load(dir, kind, &ca->key);
	if (e != ERR_NONE ||
	    (e = book_authority(l->book, kind, &cert)) != ERR_NONE ||
	    (e = published_authority(dir, kind, &cert)) != ERR_NONE)
		return e;
	if (cert.len == 0)
		return make(l, kind, at, dir);
	if ((ca->cert = d2i_X509(NULL, &p, (long)cert.len)) == NULL)
		return ERR_STORE_CORRUPT;
	if (ca->key != NULL && X509_check_private_key(ca->cert, ca->key) == 1)
		return ERR_NONE;
	return l->token != NULL ? ERR_TOKEN_OTHER : ERR_CA_KEYS;
}

static enum err
open_book(struct local_ca *l, const char *folder)
{
	char path[PATH_SIZE];
	int n = snprintf(path, sizeof(path), "%s/book.db", folder);

	return n < 0 || (size_t)n >= sizeof(path) ? ERR_IO : book_open(path, l->name, &l->book);
}

enum err
local_load(struct local_ca *l, const char *folder, struct moment at, const struct local_token *token)
{
	enum err e;
	unsigned k;

	if ((e = local_folder_open(folder, &l->dir)) != ERR_NONE)
		return e;
	if ((e = local_lock(l->dir)) == ERR_NONE)
		e = open_book(l, folder);
	if (e == ERR_NONE && token != NULL)
		e = token_open(token, l->dir, &l->token);
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		e = load(l, (enum cert_kind)k, at, l->dir);
	(void)flock(l->dir, LOCK_UN);
	return e;
}

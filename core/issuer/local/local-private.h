/* The embedded CA, as its own files see it. */
#ifndef MADOGUCHI_ISSUER_LOCAL_LOCAL_PRIVATE_H
#define MADOGUCHI_ISSUER_LOCAL_LOCAL_PRIVATE_H

#include "issuer/certreq.h"
#include "issuer/local/book-private.h"
#include "issuer/local/local.h"
#include "issuer/local/token-private.h"

struct local_ca {
	struct issuer issuer;		/* first: a struct issuer * is one of these */
	struct book *book;
	struct certreq_ca ca[CERT_COUNT];
	int dir;			/* of its files; -1: none */
	struct token *token;		/* where its keys are; NULL: in files */
	char name[65];			/* 64: ub-organization-name of RFC 5280 */
};

/* An entry as others see it. */
void local_row(const struct book_entry *, struct local_ca_row *);

/*
 * One program at a time opens, so that keys are made once: waits for the folder, which is let go when it is closed, or
 * its program dies. ERR_STORE_LOCKED.
 */
enum err local_lock(int dir);

/* Opens folder, book and keys, creating what is missing; keys on a token (NULL: in files) are there. */
enum err local_load(struct local_ca *, const char *folder, struct moment at, const struct local_token *);

#endif

/*
 * What the CA has given out, kept apart from its book: by it a book that was lost, or an older one that was put back,
 * is found out before a list un-revokes anything.
 */
#ifndef MADOGUCHI_ISSUER_LOCAL_PUBLISHED_PRIVATE_H
#define MADOGUCHI_ISSUER_LOCAL_PUBLISHED_PRIVATE_H

#include <openssl/x509v3.h>

#include "issuer/local/book-private.h"

#define PUBLISHED_LIST_MAX (4u << 20)

/*
 * Holds the CA's certificate as the book has it (len 0: not at all) against the one that was given out, and keeps it
 * where none was. ERR_CA_BOOK: the book hasn't it, or has another.
 */
enum err published_authority(int dir, enum cert_kind, const struct cert *of_book);

/* The certificate that was given out; len 0: none. */
enum err published_of(int dir, enum cert_kind, struct cert *);

/* Whether a CA has been here, by the certificates that it has given out of itself. */
bool published_any(int dir);

/* The last list that was signed; *list is NULL if there is none. The caller frees it. ERR_CA_BOOK: it isn't one. */
enum err published_list(int dir, enum cert_kind, X509_CRL **list);
enum err published_keep_list(int dir, enum cert_kind, X509_CRL *list);

/* The number of a list (RFC 5280, 5.2.3), and when it was signed, in seconds since 1970. */
int64_t published_number(const X509_CRL *list);
int64_t published_at(const X509_CRL *list);

/*
 * Revokes in the book what the list revoked: so a book that was restored goes on where lists have come to. What has no
 * row there is kept by its serial. *n grows by their number.
 */
enum err published_take(struct book *, enum cert_kind, X509_CRL *list, int64_t *n);

/* ERR_CA_BOOK if the book doesn't know a certificate that the list revokes, or takes it for valid. */
enum err published_holds(struct book *, X509_CRL *list);

#endif

/* The embedded CA's book without its keys: read by whoever holds the rest of the office against it. */
#ifndef MADOGUCHI_ISSUER_LOCAL_INSPECT_H
#define MADOGUCHI_ISSUER_LOCAL_INSPECT_H

#include "issuer/local/local.h"

struct book;

/*
 * Opens the book of the CA in a folder, and makes nothing; *book is NULL where there is no CA yet. ERR_CA_BOOK: there
 * are certificates of a CA, and no book; else errors as of local_ca_open.
 */
enum err local_book_open(const char *folder, const char *name, struct book **book);
void local_book_close(struct book **);

/* Whether its pages are whole and its tables those of a book: ERR_STORE_CORRUPT. */
enum err local_book_sound(struct book *);

/* The certificate of one of the two CAs; len 0: there is none. */
enum err local_book_authority(struct book *, enum cert_kind, struct cert *);

/* Calls row for every certificate, oldest first, until it returns false. */
enum err local_book_each(struct book *, bool (*row)(void *, const struct local_ca_row *), void *ctx);

/* One certificate by its request, or by its serial; *found is false where the book hasn't it. */
enum err local_book_request(struct book *, const unsigned char id[CERT_HASH], bool *found, struct local_ca_row *);
enum err local_book_serial(struct book *, const unsigned char *serial, size_t len, bool *found, struct local_ca_row *);

#endif

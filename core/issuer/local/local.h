/* The embedded CA: two self-signed CAs of its own name, a book of what it issued, and revocation lists. */
#ifndef MADOGUCHI_ISSUER_LOCAL_LOCAL_H
#define MADOGUCHI_ISSUER_LOCAL_LOCAL_H

#include "issuer/issuer.h"

/*
 * Opens the CA in a folder of mode 0700, which it makes (with its keys and book) at first use. name is the
 * organisation (O=) of its certificates, "madoguchi training" in practice; never J-LIS's. ERR_CA_KEYS when the
 * folder's mode lets others in or a key can't be used or is missing; ERR_MODE_MIXED when the book is another name's;
 * ERR_STORE_LOCKED, ERR_STORE_NEWER, ERR_STORE_CORRUPT, ERR_DISK_FULL as they come.
 */
enum err local_ca_open(const char *folder, const char *name, struct moment at, struct issuer **);

/*
 * The revocation list of one of the two, DER, signed afresh at the moment given. *len at most cap, else ERR_TOO_LONG.
 * It has what was revoked (superseded by a switch, otherwise cessationOfOperation), what was dropped, and on hold what
 * isn't confirmed yet; expired ones leave it after one list more (RFC 5280, 3.3).
 */
enum err local_ca_crl(struct issuer *, enum cert_kind, struct moment at, unsigned char *der, size_t cap, size_t *len);

/* Calls row for every certificate issued, oldest first, until it returns false. */
struct local_ca_row {
	enum cert_kind kind;
	enum issuer_state state;
	unsigned char serial[CERT_SERIAL_MAX];
	size_t serial_len;
	struct date expires;
	struct cert cert;
};
enum err local_ca_list(struct issuer *, bool (*row)(void *, const struct local_ca_row *), void *ctx);

#endif

/* The embedded CA's register of certificates ("book"): what it issued and the state of each. */
#ifndef MADOGUCHI_ISSUER_LOCAL_BOOK_PRIVATE_H
#define MADOGUCHI_ISSUER_LOCAL_BOOK_PRIVATE_H

#include "issuer/issuer.h"
#include "issuer/local/db-private.h"

/* Revocation reasons (RFC 5280, 5.3.1). */
enum book_reason { BOOK_NO_REASON = 0, BOOK_SUPERSEDED = 4, BOOK_CESSATION = 5, BOOK_HOLD = 6 };

struct book_entry {
	int64_t number;				/* from 1, in order of issue */
	enum cert_kind kind;
	enum issuer_state state;
	enum book_reason reason;
	int64_t since;				/* time of the last state change, seconds since 1970 */
	int64_t expires;			/* notAfter, likewise */
	char subject[ISSUER_SUBJECT_MAX];	/* for what it was made; "": for no case, or by an earlier version */
	char ended_by[ISSUER_SUBJECT_MAX];	/* for what it was revoked or dropped; "": likewise, or it isn't */
	unsigned char request[CERT_HASH];
	unsigned char serial[CERT_SERIAL_MAX];
	size_t serial_len;
	struct cert cert;
};

/* Reads or adds the certificate of a CA; its len is 0 if there is none yet. */
enum err book_authority(struct book *, enum cert_kind, struct cert *);
enum err book_add_authority(struct book *, enum cert_kind, const struct cert *);

/* Takes the next CRL number; *previous is when the last CRL was signed, 0 if never. */
enum err book_next_list(struct book *, enum cert_kind, int64_t at, int64_t *number, int64_t *previous);

/* Finds an entry; its number is 0 if there is none. */
enum err book_by_request(struct book *, const unsigned char request[CERT_HASH], struct book_entry *);
enum err book_by_serial(struct book *, const unsigned char *serial, size_t len, struct book_entry *);

enum err book_next_number(struct book *, int64_t *);
enum err book_add(struct book *, const struct book_entry *);
/* Ends it or makes it valid; by: for what it ends, "" where it doesn't. */
enum err book_change(struct book *, int64_t number, enum issuer_state, enum book_reason, int64_t since, const char *by);

/* Revoked by a list that was given out; of a certificate whose row is lost only serial, reason and time are known. */
enum err book_add_listed(struct book *, const struct book_entry *);
enum err book_is_listed(struct book *, const unsigned char *serial, size_t len, bool *listed);

/* The same for each of these of a kind; number is 0. */
enum err book_each_listed(struct book *, enum cert_kind, bool (*row)(void *, const struct book_entry *), void *ctx);

/* Calls row for each entry in order, until it returns false. */
enum err book_each(struct book *, bool (*row)(void *, const struct book_entry *), void *ctx);

#endif

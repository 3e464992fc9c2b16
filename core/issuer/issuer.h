/* The interface to a CA: a struct of functions. Implemented by the embedded CA; a CMP client could be another. */
#ifndef MADOGUCHI_ISSUER_H
#define MADOGUCHI_ISSUER_H

#include "base/cert.h"
#include "base/jis.h"
#include "base/person.h"

#define ISSUER_SPKI_MAX 600
#define ISSUER_REASON_MAX 200
#define ISSUER_SUBJECT_MAX 48

/* When a CA is told something, and for what: a case of a store (audit_subject), "" for none. It is kept in its book. */
struct issuer_cause { struct moment at; char subject[ISSUER_SUBJECT_MAX]; };

struct cert_request {
	unsigned char id[CERT_HASH];		/* SHA-256 of spki; the same id gets the same certificate */
	enum cert_kind kind;
	unsigned char spki[ISSUER_SPKI_MAX];	/* DER SubjectPublicKeyInfo, RSA 2048 or EC P-384 */
	size_t spki_len;
	struct moment at;			/* notBefore */
	struct date expires;			/* last day; notAfter is 23:59:59 Japan time */
	struct person person;			/* sign only: goes into the certificate */
	/* sign only: what stands for characters that JIS lacks, as the holder agreed; the caller's; NULL: nothing */
	const struct jis_pairs *agreed;
	char city_code[6];
	char counter[17];			/* sign only: the counter (受付窓口識別記号) */
	char subject[ISSUER_SUBJECT_MAX];	/* as of struct issuer_cause */
};

enum issuer_state { ISSUER_PENDING, ISSUER_VALID, ISSUER_REVOKED, ISSUER_DROPPED };

/* A replacement to confirm: the new certificate by request id, the old one by serial (length 0: none). */
struct issuer_switch {
	unsigned char id[CERT_HASH];
	enum cert_kind kind;
	unsigned char old_serial[CERT_SERIAL_MAX];
	size_t old_serial_len;
};

struct issuer;

struct issuer_ops {
	const char *name;	/* "local", "cmp" */
	/* Issues a certificate, or returns the one issued for this id. ERR_CA_REFUSED with a reason, ERR_CA_DOWN. */
	enum err (*request)(struct issuer *, const struct cert_request *, struct cert *, char reason[ISSUER_REASON_MAX]);
	/* The new certificates are on the card: they become valid, and old ones still valid are revoked, atomically. */
	enum err (*confirm)(struct issuer *, const struct issuer_switch *, size_t n, const struct issuer_cause *);
	/* Abandons a request: its certificate never becomes valid. Harmless if unknown or repeated. */
	enum err (*drop)(struct issuer *, const unsigned char id[CERT_HASH], const struct issuer_cause *);
	/* Revokes a certificate. Harmless if already revoked; ERR_CA_UNKNOWN_REQUEST if never issued. */
	enum err (*revoke)(struct issuer *, enum cert_kind, const unsigned char *serial, size_t len,
	    const struct issuer_cause *);
	/* The same by its key (a request's id), where the certificate itself can't be read: it wants a PIN. */
	enum err (*revoke_key)(struct issuer *, enum cert_kind, const unsigned char id[CERT_HASH],
	    const struct issuer_cause *);
	enum err (*state)(struct issuer *, enum cert_kind, const unsigned char *serial, size_t len,
	    enum issuer_state *);
	/* The CA's own certificate. */
	enum err (*ca_cert)(struct issuer *, enum cert_kind, struct cert *);
	void (*free)(struct issuer *);
};

/* The first member of every issuer's own struct. */
struct issuer { const struct issuer_ops *ops; };

void issuer_free(struct issuer **);

#endif

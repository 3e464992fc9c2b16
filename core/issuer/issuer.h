/* Who issues certificates: the embedded CA now, a CMP server beside it. One small struct of functions. */
#ifndef MADOGUCHI_ISSUER_H
#define MADOGUCHI_ISSUER_H

#include "base/cert.h"
#include "base/person.h"

#define ISSUER_SPKI_MAX 600
#define ISSUER_REASON_MAX 200

struct cert_request {
	unsigned char id[CERT_HASH];		/* SHA-256 of spki: the same id is answered with the same certificate */
	enum cert_kind kind;
	unsigned char spki[ISSUER_SPKI_MAX];	/* DER SubjectPublicKeyInfo, RSA 2048 */
	size_t spki_len;
	struct moment at;			/* not before */
	struct date expires;			/* last day, to 23:59:59 Japan time */
	struct person person;			/* sign only: what the certificate says */
	char city_code[6];
	char counter[17];			/* sign: which counter took the request (受付窓口識別記号) */
};

enum issuer_state { ISSUER_PENDING, ISSUER_VALID, ISSUER_REVOKED, ISSUER_DROPPED };

/* One pair of a switch to confirm: the new certificate by request id, the old one by serial (length 0: none). */
struct issuer_switch {
	unsigned char id[CERT_HASH];
	enum cert_kind kind;
	unsigned char old_serial[CERT_SERIAL_MAX];
	size_t old_serial_len;
};

struct issuer;

struct issuer_ops {
	const char *name;	/* "local", "cmp" */
	/* Issues, or gives again what this id was given. ERR_CA_REFUSED with a reason, ERR_CA_DOWN. */
	enum err (*request)(struct issuer *, const struct cert_request *, struct cert *, char reason[ISSUER_REASON_MAX]);
	/* The new certificates are on the card: they become valid and the old ones, if still valid, are revoked: together. */
	enum err (*confirm)(struct issuer *, const struct issuer_switch *, size_t n, struct moment at);
	/* The request came to nothing: its certificate will never be valid. Harmless when unknown or done before. */
	enum err (*drop)(struct issuer *, const unsigned char id[CERT_HASH], struct moment at);
	/* Revokes by serial. Harmless when it is revoked already; ERR_CA_UNKNOWN_REQUEST when never issued. */
	enum err (*revoke)(struct issuer *, enum cert_kind, const unsigned char *serial, size_t len, struct moment at);
	enum err (*state)(struct issuer *, enum cert_kind, const unsigned char *serial, size_t len, enum issuer_state *);
	/* The CA's own certificate. */
	enum err (*ca_cert)(struct issuer *, enum cert_kind, struct cert *);
	void (*free)(struct issuer *);
};

/* The first member of every issuer's own struct. */
struct issuer { const struct issuer_ops *ops; };

void issuer_free(struct issuer **);

#endif

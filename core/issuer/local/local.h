/* The embedded CA: one self-signed CA per kind of certificate, a book of what was issued, and CRLs. */
#ifndef MADOGUCHI_ISSUER_LOCAL_LOCAL_H
#define MADOGUCHI_ISSUER_LOCAL_LOCAL_H

#include "issuer/issuer.h"

/*
 * Opens the CA in a folder of mode 0700; folder, keys and book are created at first use. name is the organisation (O=)
 * of its certificates, "madoguchi training" in practice; never J-LIS's. ERR_CA_KEYS: others can access the folder, or a
 * key is missing or unusable; ERR_MODE_MIXED: the book belongs to another name; ERR_STORE_LOCKED, ERR_STORE_NEWER,
 * ERR_STORE_CORRUPT, ERR_DISK_FULL.
 */
enum err local_ca_open(const char *folder, const char *name, struct moment at, struct issuer **);

/*
 * Where keys are on a PKCS#11 token: the module's path, the token's label, the file of its PIN. The keys are labelled
 * "madoguchi-sign" and "madoguchi-auth".
 */
struct local_token { const char *module, *label, *pin_file; };

/*
 * The same with keys that a token has, and that were made there: none is made here. Further ERR_TOKEN_MODULE,
 * ERR_TOKEN_MISSING, ERR_TOKEN_PIN_FILE, ERR_TOKEN_PIN, ERR_TOKEN_LOCKED, ERR_TOKEN_KEY, ERR_TOKEN_OTHER: the key isn't
 * that of the CA's certificate; ERR_TOKEN_LACKING: built without PKCS#11.
 */
enum err local_ca_open_token(const char *folder, const char *name, struct moment at, const struct local_token *,
    struct issuer **);

/*
 * The CRL of one of the two CAs in DER, signed now (at). ERR_TOO_LONG if it exceeds cap. It lists revoked certificates
 * (superseded, if replaced; else cessationOfOperation), abandoned ones, and those not confirmed yet (certificateHold).
 * Expired certificates stay for one more CRL (RFC 5280, 3.3).
 */
enum err local_ca_crl(struct issuer *, enum cert_kind, struct moment at, unsigned char *der, size_t cap, size_t *len);

/* Calls row for every certificate issued, oldest first, until it returns false. */
struct local_ca_row {
	enum cert_kind kind;
	enum issuer_state state;
	unsigned char serial[CERT_SERIAL_MAX];
	size_t serial_len;
	struct date expires;
	unsigned char request[CERT_HASH];
	char subject[ISSUER_SUBJECT_MAX];	/* for what it was made; "": for no case, or by an earlier version */
	char ended_by[ISSUER_SUBJECT_MAX];	/* for what it was revoked or dropped; "": likewise, or it isn't */
	struct cert cert;
};
enum err local_ca_list(struct issuer *, bool (*row)(void *, const struct local_ca_row *), void *ctx);

#endif

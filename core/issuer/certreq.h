/*
 * The contents of certificates, as on issued cards (sources(7) C6), under a CA's own name.
 *
 * Only names and policies differ from the authority's certificates: the organisation is the one the CA was opened with,
 * and the policies are under 2.999, the arc that ITU-T X.660 reserves for examples, so that no reader can mistake our
 * certificates for J-LIS's. (An arc made from a UUID, 2.25, would do, but GnuTLS cannot read numbers over 64 bits in an
 * OID.) A card supplies only the public key, since its keys cannot sign a request before they are active. That the
 * private key is on that card is vouched for by core/desk, which generated it there over the protected channel
 * (raVerified in RFC 4211, 4).
 *
 * The subject's L values are the prefecture in Latin letters and the municipality's five-digit code; a request has only
 * the code.
 */
#ifndef MADOGUCHI_CERTREQ_H
#define MADOGUCHI_CERTREQ_H

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "issuer/issuer.h"

#define CERTREQ_POLICY_SIGN "2.999.1764.1"
#define CERTREQ_POLICY_AUTH "2.999.1764.2"
#define CERTREQ_SERIAL 16	/* octets of every serial: positive, 126 random bits */
#define CERTREQ_MONTHS 144	/* no certificate lives longer: to the 12th birthday, if a law said so */

/* One of the two CAs. It owns cert and key; name is the caller's. */
struct certreq_ca {
	enum cert_kind kind;
	const char *name;
	X509 *cert;
	EVP_PKEY *key;
};

/* Makes a random serial number. ERR_CRYPTO if there is no randomness. */
enum err certreq_serial(unsigned char serial[CERTREQ_SERIAL]);

/*
 * Why a request is refused, as a Japanese sentence; NULL if it can be granted. Reasons: id is not the hash of the key;
 * the key is neither RSA 2048 with e 65537 nor EC P-384, in canonical DER; the validity is negative or over
 * CERTREQ_MONTHS; unknown municipality code; name, address or birth date missing, or too long for a certificate; a
 * character that certificates lack, without an agreed substitute.
 */
const char *certreq_refusal(const struct certreq_ca *, const struct cert_request *);

/*
 * Issues a certificate; certreq_refusal must have accepted the request. sequence (its last five digits) distinguishes
 * subjects of the same second. ERR_CRYPTO, ERR_MEMORY.
 */
enum err certreq_issue(const struct certreq_ca *, const struct cert_request *, const unsigned char serial[CERTREQ_SERIAL],
    unsigned sequence, X509 **);

/* Makes the CA's self-signed certificate, valid from ten years before at, because practice cards predate their CA. */
enum err certreq_authority(struct certreq_ca *, struct moment at, const unsigned char serial[CERTREQ_SERIAL]);

/* Encodes a certificate as DER. ERR_TOO_LONG over CERT_DER_MAX. */
enum err certreq_der(const X509 *, struct cert *);

#endif

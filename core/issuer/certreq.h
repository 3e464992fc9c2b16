/*
 * The contents of the certificates, as the cards that are in use carry them (sources(7) C6), under a CA's own name.
 *
 * Ours differ from the authority's in their names and policies only: the organisation is the one the CA was opened
 * with, and the policies stand under 2.999, the arc that ITU-T X.660 keeps for examples, so that no reader can take a
 * certificate of ours for one of J-LIS's. (An arc made from a UUID, 2.25, would do as well, but numbers beyond 64 bits
 * in an OID can't be read by GnuTLS.) Nothing but the bare public key comes from a card, whose keys can't sign a
 * request before they are active: that the private key is in that card is vouched for by the desk, which has made it
 * there over the protected channel (raVerified in the words of RFC 4211, 4).
 *
 * The subject's L are the prefecture's name in Latin letters and the municipality's five-digit code: a request says
 * no more than the code.
 */
#ifndef MADOGUCHI_CERTREQ_H
#define MADOGUCHI_CERTREQ_H

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "issuer/issuer.h"

#define CERTREQ_POLICY_SIGN "2.999.1764.1"
#define CERTREQ_POLICY_AUTH "2.999.1764.2"
#define CERTREQ_SERIAL 16	/* octets of every serial: positive, 126 random bits */
#define CERTREQ_MONTHS 72	/* no certificate lives longer: to the 6th birthday at most (sources(7) N4) */

/* One of the two CAs. It owns cert and key; name is the caller's. */
struct certreq_ca {
	enum cert_kind kind;
	const char *name;
	X509 *cert;
	EVP_PKEY *key;
};

/* A fresh serial. ERR_CRYPTO when there is no randomness. */
enum err certreq_serial(unsigned char serial[CERTREQ_SERIAL]);

/*
 * Why a request can't be granted, a Japanese sentence; NULL when it can. Refused are: an id that isn't the key's hash,
 * a key other than RSA 2048 with e 65537 (or whose DER isn't the one way to write it), a term that ends before it begins
 * or lasts over CERTREQ_MONTHS, a place that is none, a person without name, address or birth date, or with more of
 * them than a certificate takes.
 */
const char *certreq_refusal(const struct certreq_ca *, const struct cert_request *);

/*
 * Issues. sequence (its last five digits) makes the subjects of one second differ. The request has passed
 * certreq_refusal. ERR_CRYPTO, ERR_MEMORY as OpenSSL fails.
 */
enum err certreq_issue(const struct certreq_ca *, const struct cert_request *, const unsigned char serial[CERTREQ_SERIAL],
    unsigned sequence, X509 **);

/* Makes the CA's own certificate: valid from ten years before the moment, since practice cards are older than their CA. */
enum err certreq_authority(struct certreq_ca *, struct moment at, const unsigned char serial[CERTREQ_SERIAL]);

/* Its DER form. ERR_TOO_LONG over CERT_DER_MAX. */
enum err certreq_der(const X509 *, struct cert *);

#endif

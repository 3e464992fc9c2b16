/* Checks a certificate with the CA certificate on the same card: that a certificate is valid is more than its date. */
#ifndef MADOGUCHI_CHAIN_H
#define MADOGUCHI_CHAIN_H

#include "base/cert.h"

enum chain_fault {
	CHAIN_SOUND,
	CHAIN_BROKEN,			/* not a readable certificate, or a critical extension nobody here knows */
	CHAIN_CA_BROKEN,		/* the CA certificate is not a readable, self-signed one of a CA */
	CHAIN_CA_DATES,			/* the CA certificate is not valid at that moment */
	CHAIN_NAME,			/* issued by another name, or by another key of that name */
	CHAIN_SIGNATURE,		/* not signed by the CA's key */
	CHAIN_OTHER_KIND,		/* sound, but its policy or key usage is the other kind's, or none of these */
	CHAIN_FAULT_COUNT
};

/*
 * Checks signature, names, dates of the CA, key usage and certificate policy (the public service's, or those of
 * practice cards). Pure. Both certificates are untrusted DER. The certificate's own dates are the caller's to judge.
 * Not checked, because it takes the authority's own service: whether the certificate was revoked, and whether the CA
 * certificate is the authority's. Source: RFC 5280, 6.1; sources(7) C6.
 */
enum chain_fault chain_check(const struct cert *, const struct cert *ca, enum cert_kind, struct moment at);

const char *chain_code(enum chain_fault);		/* "signature" */

#endif

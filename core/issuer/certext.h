/* The extensions of certificates (RFC 5280, 4.2), in the order found on issued cards. */
#ifndef MADOGUCHI_CERTEXT_H
#define MADOGUCHI_CERTEXT_H

#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdbool.h>

#include "issuer/certreq.h"

/* Adds all extensions to a certificate whose names and key are set; false if OpenSSL fails. */
bool certext_add(X509 *, const struct certreq_ca *, const struct cert_request *);
bool certext_add_authority(X509 *, const struct certreq_ca *);

/* The authority key identifier for certificates and CRLs; the caller frees it. */
AUTHORITY_KEYID *certext_authority_key(const struct certreq_ca *, bool with_name);

#endif

/* The extensions of certificates, in the order of the cards that are in use. */
#ifndef MADOGUCHI_CERTEXT_H
#define MADOGUCHI_CERTEXT_H

#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdbool.h>

#include "issuer/certreq.h"

/* Adds them all to a certificate whose names and key are set; false when OpenSSL fails. */
bool certext_add(X509 *, const struct certreq_ca *, const struct cert_request *);
bool certext_add_authority(X509 *, const struct certreq_ca *);

/* The key's identifier of the CA, as certificates and lists refer to it; the caller's to free. */
AUTHORITY_KEYID *certext_authority_key(const struct certreq_ca *, bool with_name);

#endif

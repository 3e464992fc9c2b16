/* Distinguished names of certificates and CRLs. */
#ifndef MADOGUCHI_CERTNAME_PRIVATE_H
#define MADOGUCHI_CERTNAME_PRIVATE_H

#include <openssl/x509.h>
#include <stdbool.h>

#include "issuer/issuer.h"

/* The caller frees each; NULL if OpenSSL fails. C is a PrintableString, the rest UTF8String (sources(7) C6). */
X509_NAME *certname_authority(enum cert_kind, const char *ca);			/* C, O, OU */
X509_NAME *certname_organisation(const char *ca);				/* C, O: the CA's other name */
X509_NAME *certname_crl_point(enum cert_kind, const char *ca, const char *city_code);
X509_NAME *certname_subject(const struct cert_request *, unsigned sequence);

/* True for a municipality code: five digits beginning with a prefecture (JIS X 0401), or 00000 in practice. */
bool certname_city_code(const char *);

#endif

/* The distinguished names of certificates and lists. */
#ifndef MADOGUCHI_CERTNAME_PRIVATE_H
#define MADOGUCHI_CERTNAME_PRIVATE_H

#include <openssl/x509.h>
#include <stdbool.h>

#include "issuer/issuer.h"

/* Each is the caller's to free; NULL when OpenSSL fails. C is a PrintableString, the rest UTF8String (sources(7) C6). */
X509_NAME *certname_authority(enum cert_kind, const char *ca);			/* C, O, OU */
X509_NAME *certname_organisation(const char *ca);				/* C, O: the CA's other name */
X509_NAME *certname_crl_point(enum cert_kind, const char *ca, const char *city_code);
X509_NAME *certname_subject(const struct cert_request *, unsigned sequence);

/* A municipality's code: five digits, the first two a prefecture's (JIS X 0401); or 00000 for none, in practice. */
bool certname_city_code(const char *);

#endif

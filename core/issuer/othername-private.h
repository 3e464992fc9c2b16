/* The holder's attributes as the six otherNames of a signature certificate. */
#ifndef MADOGUCHI_OTHERNAME_PRIVATE_H
#define MADOGUCHI_OTHERNAME_PRIVATE_H

#include <openssl/x509v3.h>

#include "base/jis.h"
#include "base/person.h"

/*
 * Under 1.2.392.200149.8.5.5, in this order: 1 name (U+3000 between family and given name), 4 birth date (one digit for
 * the era, then YYYYMMDD), 3 sex, 5 address, 2 and 6 which characters of name and address are substitutes. The
 * identifiers are the authority's, because readers look for them. Source: sources(7) C6.
 */
#define OTHERNAME_COUNT 6

/*
 * ERR_DATA, ERR_UTF8 or ERR_TOO_LONG if an attribute is missing or cannot be encoded; ERR_SUBSTITUTES if nothing was
 * agreed for a character that JIS lacks (base/jis.h).
 */
enum err othername_check(const struct person *, const struct jis_pairs *agreed);

/* Makes the otherNames; the caller frees them. NULL if a check or OpenSSL fails. */
GENERAL_NAMES *othername_make(const struct person *, const struct jis_pairs *agreed);

#endif

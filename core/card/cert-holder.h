/* What a signature certificate says of its holder. */
#ifndef MADOGUCHI_CERT_HOLDER_H
#define MADOGUCHI_CERT_HOLDER_H

#include "base/cert.h"
#include "base/person.h"

/*
 * name and address as the certificate writes them, with substitutes; marks: '1' for each character that is one. person
 * has the same, a former name in square brackets apart, and birth date and sex; "" and unknown for what isn't there.
 */
struct cert_holder {
	char name[PERSON_NAME_MAX + 1];
	char name_marks[PERSON_NAME_CHARS + 1], address_marks[PERSON_ADDRESS_CHARS + 1];
	struct person person;
};

/*
 * Reads the otherNames of an untrusted certificate; text passes the gate for cards (text_mend). False: it has none that
 * names anybody. Source: sources(7) C6.
 */
bool cert_read_holder(const struct cert *, struct cert_holder *);

#endif

/* What a signature certificate will say of its holder, and whose word that is. Pure. */
#ifndef MADOGUCHI_CASE_CERTIFIED_H
#define MADOGUCHI_CASE_CERTIFIED_H

#include "base/jis.h"
#include "base/person-name.h"

/*
 * All names as one, and the address; "": it is not known. from: whose word it is. pairs: what stands there for
 * characters that certificates lack.
 */
struct certified {
	struct jis_text name, address;
	enum person_source name_from, address_from;
	struct jis_pairs pairs;
};

/*
 * What a case doesn't know yet is taken from the card that was proved to be its person's, and of what was told the
 * card's spelling; no card knows kana and postcode. True: something was taken.
 */
bool certified_fill(struct person *, const struct person *card);

/*
 * Of a case's person, the names set as form says. card: what it has said of its holder, NULL where it wasn't heard yet.
 * known: what was agreed or chosen; what isn't among it stands as it is proposed. What the card says too is by its
 * word, but for a record's. ERR_NAME_LONG, ERR_TOO_LONG, ERR_UTF8, ERR_CHARACTER; then it is zeroed.
 */
enum err certified_as(const struct person *, const struct person *card, const struct name_form *form,
    const struct jis_pairs *known, struct certified *);

/* "住民記録のとおり", Japanese, for tr(). */
const char *certified_source(enum person_source);

#endif

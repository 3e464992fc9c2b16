/* What a person is searched by: each of the names, folded by sound. Pure. */
#ifndef MADOGUCHI_BASE_PERSON_KEY_H
#define MADOGUCHI_BASE_PERSON_KEY_H

#include "base/person.h"

/* "" for a name that the person doesn't have. A former name is followed by the given name, as people say it. */
struct person_keys {
	char name[PERSON_NAME_MAX + 1], kana[PERSON_NAME_MAX + 1];
	char former[PERSON_NAME_MAX + 1], former_kana[PERSON_NAME_MAX + 1];
	char alias[PERSON_NAME_MAX + 1], latin[PERSON_NAME_MAX + 1];
};

void person_keys(const struct person *, struct person_keys *);

#endif

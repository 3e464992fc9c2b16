/* Names by chance, as frequent as they are in Japan, with their kana; the same in every run. */
#ifndef MADOGUCHI_BENCH_NAMES_H
#define MADOGUCHI_BENCH_NAMES_H

#include "base/person.h"

void names_make(char kana[PERSON_NAME_MAX + 1], char name[PERSON_NAME_MAX + 1]);

#endif

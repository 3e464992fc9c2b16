/* The four attributes of a person (基本4情報) and their ways onto certificates and paper. */
#ifndef MADOGUCHI_PERSON_H
#define MADOGUCHI_PERSON_H

#include "date.h"
#include "err.h"

#define PERSON_NAME_MAX 400	/* bytes of UTF-8; a register's name has up to 100 characters */
#define PERSON_ADDRESS_MAX 800	/* up to 200 characters (sources(7) C6) */

enum sex { SEX_UNKNOWN, SEX_MALE, SEX_FEMALE };

struct person {
	char name[PERSON_NAME_MAX + 1];
	char kana[PERSON_NAME_MAX + 1];		/* "" where unknown: the card doesn't hold it */
	char address[PERSON_ADDRESS_MAX + 1];
	char postcode[9];
	struct date born;
	enum sex sex;
};

#endif

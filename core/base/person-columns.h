/* What stands in the columns of a list of persons or bookings, and what a setting says that a list calls them. */
#ifndef MADOGUCHI_BASE_PERSON_COLUMNS_H
#define MADOGUCHI_BASE_PERSON_COLUMNS_H

#include "base/person.h"

/* An enum person_field, or one of these. */
enum {
	COLUMN_UNREAD = PERSON_FIELD_COUNT,
	COLUMN_FAMILY, COLUMN_GIVEN, COLUMN_FAMILY_KANA, COLUMN_GIVEN_KANA,	/* a name or its kana in two */
	COLUMN_OF_PERSONS,			/* how many a list of persons may have; those of bookings alone: */
	COLUMN_REFERENCE = COLUMN_OF_PERSONS, COLUMN_AT, COLUMN_DAY, COLUMN_TIME, COLUMN_COUNTER, COLUMN_PROCEDURE,
	COLUMN_VISITOR,
	COLUMN_COUNT
};

const char *person_column_code(unsigned column);	/* "postcode", "family-name"; "-" for COLUMN_UNREAD */
const char *person_column_name(unsigned column);	/* 郵便番号, 姓; "" for COLUMN_UNREAD */

/*
 * What a list calls its columns, where it isn't the usual: "name=漢字氏名, born=生年月日(西暦), -=世帯番号". - is a
 * column that isn't read. count: COLUMN_OF_PERSONS or COLUMN_COUNT.
 */
bool person_columns_sound(const char *columns, unsigned count);

/* The next of them. Returns what is behind; NULL at the end or for none. */
const char *person_next_column(const char *columns, unsigned *column, char *name, size_t size);

#endif

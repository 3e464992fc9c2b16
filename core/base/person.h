/*
 * The four attributes of a person (基本4情報) and the other names that the residents' record has for some: how they are
 * read, stored and shown.
 */
#ifndef MADOGUCHI_BASE_PERSON_H
#define MADOGUCHI_BASE_PERSON_H

#include "base/date.h"
#include "base/err.h"

#define PERSON_NAME_CHARS 100
#define PERSON_ADDRESS_CHARS 200	/* sources(7) C6 */
#define PERSON_NAME_MAX 400	/* bytes of UTF-8; a register's name has up to 100 characters */
#define PERSON_ADDRESS_MAX 800

enum sex { SEX_UNKNOWN, SEX_MALE, SEX_FEMALE };

/* Where the data come from. Data of the residents' record are not replaced by data from a card. */
enum person_source { PERSON_TOLD, PERSON_CARD, PERSON_RECORD };

struct person {
	char name[PERSON_NAME_MAX + 1];
	char kana[PERSON_NAME_MAX + 1];		/* "" if unknown; not on the card */
	/* Each "" for who has none: 旧氏 and its kana, 通称, アルファベット氏名. Sources: sources(7) N21, N26, N27. */
	char former[PERSON_NAME_MAX + 1];
	char former_kana[PERSON_NAME_MAX + 1];
	char alias[PERSON_NAME_MAX + 1];
	char latin[PERSON_NAME_MAX + 1];
	char address[PERSON_ADDRESS_MAX + 1];
	char postcode[9];
	struct date born;			/* may be known in part, or unsaid */
	enum sex sex;
	enum person_source source;
};

enum person_field {
	PERSON_NAME, PERSON_KANA, PERSON_FORMER, PERSON_FORMER_KANA, PERSON_ALIAS, PERSON_LATIN, PERSON_SEX,
	PERSON_BORN, PERSON_POSTCODE, PERSON_ADDRESS, PERSON_FIELD_COUNT
};

/* Whether a line is made for the field: always, but for a name that most people don't have. */
bool person_field_shown(const struct person *, enum person_field);

const char *person_field_code(enum person_field);	/* "postcode" */
const char *person_field_name(enum person_field);	/* 郵便番号 */
enum person_field person_field_by_code(const char *);	/* PERSON_FIELD_COUNT when unknown */

/* Fields as a mask. Those that somebody may be without: not name, birth date and address. */
#define PERSON_BIT(f) (1u << (f))
#define PERSON_MAY_LACK (PERSON_BIT(PERSON_KANA) | PERSON_BIT(PERSON_FORMER) | PERSON_BIT(PERSON_FORMER_KANA) | \
    PERSON_BIT(PERSON_ALIAS) | PERSON_BIT(PERSON_LATIN) | PERSON_BIT(PERSON_SEX) | PERSON_BIT(PERSON_POSTCODE))

/* Empties those that somebody may be without, with a former name its kana. Returns which had been given. */
unsigned person_forget(struct person *, unsigned fields);

/*
 * Reads one field as a clerk, file or letter writes it, and stores it normalised: trimmed, kana as full-width katakana
 * with single blanks, the postcode as NNN-NNNN, sex from 男, 女性, female, F, 2 … Empty text empties the field, except
 * the name. A name has PERSON_NAME_CHARS characters at most, and is never cut. Returns NULL, or a Japanese sentence
 * saying why the text was refused (without quoting it); then the person is unchanged.
 */
const char *person_read(struct person *, enum person_field, const char *text);

/* Whether that sentence says that it was too long, and so up to how many characters it may have. */
bool person_too_long(const char *fault);

/* Whether a character may stand in that field: false for a kanji in kana, a kana in a Latin name and the like. */
bool person_takes(enum person_field, uint32_t, bool begins);

/* The field as shown, the birth date in its era; "" if unknown. size must exceed PERSON_ADDRESS_MAX. */
void person_field_text(const struct person *, enum person_field, char *out, size_t size);

/*
 * A former name and its kana stand together or not at all (sources(7) N21): what is missing, in Japanese, or NULL. Who
 * had one before kana were recorded may lack them in the record: only what is typed has to have them.
 */
const char *person_names_fault(const struct person *, bool typed);

bool person_given(const struct person *);		/* anything at all is known */

const char *person_sex_code(enum sex);			/* "female", "unknown" */
const char *person_source_code(enum person_source);	/* "record" */
enum person_source person_source_by_code(const char *);	/* PERSON_TOLD when unknown */

#endif

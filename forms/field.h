/* A form is data that the screen and the paper both read: fields with label, type, length and check. */
#ifndef MADOGUCHI_FORMS_FIELD_H
#define MADOGUCHI_FORMS_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * FIELD_PIN is for paper alone, a box for each character: on a screen a PIN is typed into struct secret, no field.
 * FIELD_DATE takes any form of date_parse, FIELD_POSTCODE seven digits, FIELD_KANA hiragana or katakana of any width.
 */
enum field_type { FIELD_TEXT, FIELD_KANA, FIELD_DATE, FIELD_CHOICE, FIELD_POSTCODE, FIELD_YES_NO, FIELD_PIN };

#define FIELD_VALUE_MAX 1024	/* bytes of a value, with its NUL */

struct field_choice { const char *word, *name; };	/* "female", 女 */

struct field {
	const char *key;		/* of a fact, or personal ("name"); NULL: on paper only, written by hand */
	const char *label;		/* in Japanese, marked for translation */
	enum field_type type;
	int max;			/* the most characters that may be typed; of a PIN, its boxes */
	bool required;
	const struct field_choice *choices;	/* where key is no fact; a NULL word ends them */
	enum err (*check)(const char *value);	/* beyond what the type asks; NULL: nothing. Gets the tidy value */
};

enum form { FORM_APPLICATION, FORM_PROXY, FORM_REPLY, FORM_REPLY_CHECK, FORM_KEPT, FORM_MAIL_SLIP, FORM_COUNT };

const char *form_title(enum form);		/* 申請者 */
size_t form_fields(enum form);
const struct field *form_field(enum form, size_t);

/* The field of this key in any form; NULL. */
const struct field *field_by_key(const char *key);

/* The choices of FIELD_CHOICE and FIELD_YES_NO: those of the fact, or its own. */
size_t field_choices(const struct field *);
struct field_choice field_choice(const struct field *, size_t);

/*
 * What was typed (a choice: its word), as facts_read takes it behind "key=": blanks around it gone, a date as
 * 2026-11-22, a postcode as 100-0013. ERR_FIELD_EMPTY, ERR_TOO_LONG, ERR_UTF8, ERR_CHARACTER, ERR_DATE,
 * ERR_FIELD_KANA, ERR_FIELD_POSTCODE, ERR_FACT for a word that is no choice.
 */
enum err field_tidy(const struct field *, const char *typed, char out[FIELD_VALUE_MAX]);

#endif

/* Forms as data, used for screens and paper: fields with label, type, length and check. */
#ifndef MADOGUCHI_FORMS_FIELD_H
#define MADOGUCHI_FORMS_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

/*
 * FIELD_PIN is for paper only: a box for each character. On screen a PIN is typed into a struct secret, never into a
 * field. FIELD_DATE takes any form of facts_typed_date, FIELD_POSTCODE seven digits, FIELD_KANA hiragana or katakana of
 * any width.
 */
enum field_type { FIELD_TEXT, FIELD_KANA, FIELD_DATE, FIELD_CHOICE, FIELD_POSTCODE, FIELD_YES_NO, FIELD_PIN };

#define FIELD_VALUE_MAX 1024	/* bytes of a value, with its NUL */

struct field_choice { const char *word, *name; };	/* "female", 女 */

struct field {
	const char *key;		/* of a fact or personal fact; NULL: only on paper, filled in by hand */
	const char *label;		/* in Japanese, marked for translation */
	enum field_type type;
	int max;			/* maximum length in characters; of a PIN, its boxes */
	bool required;
	const struct field_choice *choices;	/* if key is not a fact; ended by a NULL word */
	enum err (*check)(const char *value);	/* of the tidied value, after the type's; or NULL */
};

enum form { FORM_APPLICATION, FORM_PROXY, FORM_REPLY, FORM_REPLY_CHECK, FORM_KEPT, FORM_MAIL_SLIP,
	FORM_OTHER_NAMES, FORM_COUNT };

const char *form_title(enum form);		/* 申請者 */
size_t form_fields(enum form);
const struct field *form_field(enum form, size_t);

/* The field with this key in any form; NULL if there is none. */
const struct field *field_by_key(const char *key);

/* The choices of FIELD_CHOICE and FIELD_YES_NO: those of the fact, or the field's own. */
size_t field_choices(const struct field *);
struct field_choice field_choice(const struct field *, size_t);

/*
 * Normalises typed text (of a choice: its word) for facts_read: trimmed, a date as 2026-11-22, a postcode as 100-0013, kana
 * as katakana.
 * ERR_FIELD_EMPTY, ERR_TOO_LONG, ERR_UTF8, ERR_CHARACTER, ERR_DATE, ERR_FIELD_KANA, ERR_FIELD_POSTCODE; ERR_FACT for a
 * word that is not a choice.
 */
enum err field_tidy(const struct field *, const char *typed, struct date today, char out[FIELD_VALUE_MAX]);

#endif

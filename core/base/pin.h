/* The card's four PINs: which they are, what they look like, when they lock. */
#ifndef MADOGUCHI_BASE_PIN_H
#define MADOGUCHI_BASE_PIN_H

#include "base/date.h"
#include "base/err.h"
#include "base/secret.h"

enum pin_kind { PIN_SIGN, PIN_AUTH, PIN_JUKI, PIN_ASSIST, PIN_COUNT };

struct pin_format {
	const char *code;	/* the fact's word: sign, auth, juki, assist */
	const char *ja, *en;	/* what a clerk calls it */
	const char *ja_format, *en_format;
	unsigned min, max;	/* characters */
	bool letters;		/* capital letters and digits, at least one of each; else digits only */
	int tries;		/* wrong ones in a row that lock it */
};

/* Source: sources(7), PINs; J-LIS's public pages; juki and assist lock after 3 like auth. */
const struct pin_format *pin_format(enum pin_kind);

/* The PIN called by this word, or PIN_COUNT. */
enum pin_kind pin_by_code(const char *code);

/*
 * Folds lower case to capitals in place where the PIN has letters, then checks the format.
 * ERR_PIN_FULL_WIDTH when it holds bytes outside ASCII, ERR_PIN_FORMAT when it is otherwise
 * malformed or empty: such a PIN must not reach the card.
 */
enum err pin_check(enum pin_kind, struct secret *);

/* The same for a PIN that was folded already: its lower case is malformed. */
enum err pin_formed(enum pin_kind, const struct secret *);

/* 照合番号B, which opens the card's attributes from its face, is 14 digits; failures as pin_check's. */
#define PIN_B_DIGITS 14
enum err pin_check_b(const struct secret *);

/*
 * What makes a PIN easy to guess; the holder is warned, not refused. It has passed pin_check. The
 * signature PIN is weak when it contains such digits. born may be no date: then only they are looked at. The
 * birth date counts as YYYY, MMDD, YYMM and the era's year with the month, which are in all the longer forms; in the
 * signature PIN also as S55.
 */
enum pin_weakness { PIN_NOT_WEAK, PIN_WEAK_DIGITS, PIN_WEAK_BIRTH };
enum pin_weakness pin_weak(enum pin_kind, const struct secret *, struct date born);

#endif

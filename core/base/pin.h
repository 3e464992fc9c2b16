/* The card's four PINs: their formats and how many wrong tries lock them. */
#ifndef MADOGUCHI_BASE_PIN_H
#define MADOGUCHI_BASE_PIN_H

#include "base/date.h"
#include "base/err.h"
#include "base/secret.h"

enum pin_kind { PIN_SIGN, PIN_AUTH, PIN_JUKI, PIN_ASSIST, PIN_COUNT };

struct pin_format {
	const char *code;	/* as in facts: sign, auth, juki, assist */
	const char *ja, *en;	/* what a clerk calls it */
	const char *ja_format, *en_format;
	unsigned min, max;	/* characters */
	bool letters;		/* capital letters and digits, at least one of each; else digits only */
	int tries;		/* wrong tries in a row that lock it */
};

/* Source: sources(7), PINS; J-LIS's public pages. juki and assist lock after 3 tries, like auth. */
const struct pin_format *pin_format(enum pin_kind);

/* The PIN with this code; PIN_COUNT if there is none. */
enum pin_kind pin_by_code(const char *code);

/*
 * Folds lower case to capitals in place if the PIN has letters, then checks the format. ERR_PIN_FULL_WIDTH: bytes
 * outside ASCII; ERR_PIN_FORMAT: otherwise malformed, or empty. Such a PIN must not reach the card.
 */
enum err pin_check(enum pin_kind, struct secret *);

/* The same for a PIN already folded: lower case is malformed. */
enum err pin_formed(enum pin_kind, const struct secret *);

/*
 * 照合番号B opens the attributes on the card and is derived from its face, in 14 digits: birth date as YYMMDD of the
 * era (00 for what isn't known of it), the year in which the card expires, a code (sources(7) C4).
 * ERR_PIN_FULL_WIDTH as for pin_check; ERR_B_FORMAT: no card can have it.
 */
#define PIN_B_DIGITS 14
enum err pin_check_b(const struct secret *);

/*
 * Why a PIN is easy to guess; the holder is warned, not refused. The PIN has passed pin_check. The signature PIN is
 * weak if it contains weak digits. The birth date is looked for as YYYY, MMDD, YYMM and era year with month (all longer
 * forms contain one of these), in the signature PIN also as S55. Without a birth date only the digits are examined.
 */
enum pin_weakness { PIN_NOT_WEAK, PIN_WEAK_DIGITS, PIN_WEAK_BIRTH };
enum pin_weakness pin_weak(enum pin_kind, const struct secret *, struct date born);

#endif

/* The formats of the card's four PINs as a table, and the check that runs before any card sees one. */
#include "base/pin.h"

#include <string.h>

#include "base/text-number.h"

static const struct pin_format formats[] = {
	[PIN_SIGN] = { "sign", "署名用電子証明書の暗証番号", "signature certificate PIN",
	    "英大文字と数字をまぜて6文字から16文字", "6 to 16 capital letters and digits, at least one of each",
	    6, 16, true, 5 },
	[PIN_AUTH] = { "auth", "利用者証明用電子証明書の暗証番号", "user authentication certificate PIN",
	    "数字4桁", "4 digits", 4, 4, false, 3 },
	[PIN_JUKI] = { "juki", "住民基本台帳用の暗証番号", "resident register PIN",
	    "数字4桁", "4 digits", 4, 4, false, 3 },
	[PIN_ASSIST] = { "assist", "券面事項入力補助用の暗証番号", "card face input PIN",
	    "数字4桁", "4 digits", 4, 4, false, 3 },
};

_Static_assert(sizeof(formats) / sizeof(*formats) == PIN_COUNT, "a PIN has no format");

const struct pin_format *
pin_format(enum pin_kind kind)
{
	return &formats[kind];
}

enum pin_kind
pin_by_code(const char *code)
{
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		if (strcmp(formats[k].code, code) == 0)
			break;
	return (enum pin_kind)k;
}

enum err
pin_check(enum pin_kind kind, struct secret *pin)
{
	size_t i;

	for (i = 0; i < pin->len && formats[kind].letters; i++)
		if (pin->bytes[i] >= 'a' && pin->bytes[i] <= 'z')
			pin->bytes[i] = (unsigned char)(pin->bytes[i] - 'a' + 'A');
	return pin_formed(kind, pin);
}

enum err
pin_formed(enum pin_kind kind, const struct secret *pin)
{
	const struct pin_format *f = &formats[kind];
	bool letter = false, digit = false;
	size_t i;

	for (i = 0; i < pin->len; i++) {
		const unsigned char c = pin->bytes[i];

		if (c >= 0x80)
			return ERR_PIN_FULL_WIDTH;
		if (c >= '0' && c <= '9')
			digit = true;
		else if (f->letters && c >= 'A' && c <= 'Z')
			letter = true;
		else
			return ERR_PIN_FORMAT;
	}
	if (pin->len < f->min || pin->len > f->max || !digit || letter != f->letters)
		return ERR_PIN_FORMAT;
	return ERR_NONE;
}

enum err
pin_check_b(const struct secret *b)
{
	size_t i;

	for (i = 0; i < b->len; i++) {
		if (b->bytes[i] >= 0x80)
			return ERR_PIN_FULL_WIDTH;
		if (b->bytes[i] < '0' || b->bytes[i] > '9')
			return ERR_B_FORMAT;
	}
	return b->len == PIN_B_DIGITS && text_may_be_check_b(b->bytes) ? ERR_NONE : ERR_B_FORMAT;
}

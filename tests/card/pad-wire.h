/* A reader with keys in front of any wire: it answers the questions for a PIN, and counts what came the usual way. */
#ifndef MADOGUCHI_TEST_PAD_WIRE_H
#define MADOGUCHI_TEST_PAD_WIRE_H

#include <stdint.h>

#include "card/wire.h"

struct pad {
	struct wire wire, *inner;
	const char *digits;		/* typed when the reader asks; NULL: it answers by itself with own */
	const char *fresh;		/* typed when a new one is asked for; NULL: digits */
	uint16_t own;
	unsigned asked;			/* questions */
	unsigned plain;			/* VERIFY of EF 0018 and CHANGE with data that came the usual way */
	enum wire_typing last;
};

void pad_make(struct pad *, struct wire *inner, const char *digits);

#endif

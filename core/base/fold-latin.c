/* Letters of Latin that passports write with others. Pure. */
#include "base/fold-private.h"

/*
 * ICAO Doc 9303, part 3, section 6.A (sources(7) N28): what isn't a letter with a mark, which Unicode decomposes, and
 * letters that are written in two ways, with the second or without. Ø is OE there, and O in practice.
 */
static const struct fold_latin table[] = {
	{ 0xdf, "ss", false }, { 0xe4, "ae", true }, { 0xe5, "aa", true }, { 0xe6, "ae", false },
	{ 0xf0, "d", false }, { 0xf6, "oe", true }, { 0xf8, "oe", true }, { 0xfc, "ue", true },
	{ 0xfe, "th", false }, { 0x111, "d", false }, { 0x127, "h", false }, { 0x131, "i", false },
	{ 0x142, "l", false }, { 0x14b, "n", false }, { 0x153, "oe", false }, { 0x167, "t", false },
};

const struct fold_latin *
fold_latin(uint32_t c)
{
	size_t i;

	if (c < 0xdf || c > 0x17f)
		return NULL;
	for (i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (table[i].c == c)
			return &table[i];
	return NULL;
}

uint32_t
fold_latin_may(const struct fold_latin *l)
{
	return l->letters[1] == 'a' ? MAY_A : MAY_E;
}

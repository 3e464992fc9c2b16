/* Which usual kana a rare one is: the hentaigana of family registers, archaic letters, the small ones of Ainu names. */
#include "base/text-kana.h"

#include <string.h>
#include <uniname.h>

#include "base/text.h"

static bool
is_rare(uint32_t c)
{
	return (c >= 0x31f0 && c <= 0x31ff) || (c >= 0x1b000 && c <= 0x1b16f);
}

/* Of several readings ("N-MU-MO-1") the first; wi, we, wu, yi and ye by today's letters. */
static void
take_reading(const char *name, char out[4])
{
	const char *last = strrchr(name, ' ');
	const char *reading = last != NULL ? last + 1 : name;
	const size_t len = strcspn(reading, "-");
	const bool gone = (reading[0] == 'W' && strchr("IUE", reading[1]) != NULL) ||
	    (reading[0] == 'Y' && strchr("IE", reading[1]) != NULL);

	out[0] = '\0';
	if (len > 0 && len < 4) {
		memcpy(out, reading + gone, len - gone);
		out[len - gone] = '\0';
	}
}

uint32_t
text_kana_usual(uint32_t c)
{
	char name[UNINAME_MAX], reading[4], kana[16];
	uint32_t usual;

	if (!is_rare(c) || unicode_character_name(c, name) == NULL)
		return c;
	take_reading(name, reading);
	if (reading[0] == '\0' || !text_romaji(reading, kana, sizeof(kana)))
		return c;
	(void)text_decode(kana, strlen(kana), &usual);
	return strncmp(name, "KATAKANA", strlen("KATAKANA")) == 0 ? usual : usual - 0x60;
}

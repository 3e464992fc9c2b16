/* What a reader with keys is told when it shall ask for a PIN. Source: PC/SC part 10, 2.5; CCID 1.1, 6.1.11. */
#include <reader.h>
#include <string.h>

#include "card/pcsc-private.h"

#define BYTES_ASCII 0x82	/* positions count in bytes, the value begins behind Lc, left justified, in ASCII */
#define WHEN_CONFIRMED 0x02	/* the entry is over when its key says so */
#define USUAL_MESSAGES 0xff	/* those that the reader has */
#define JAPANESE 0x0411
#define NEW_TWICE 0x01		/* the new value is asked for twice, the present one isn't */
#define DIGITS_MAX 15		/* what the block's half a byte can say */

/* The command with room for the value; the room's bytes are the reader's to fill. */
static size_t
put_command(const unsigned char header[4], unsigned digits, unsigned char *out)
{
	memcpy(out, header, 4);
	out[4] = (unsigned char)digits;
	memset(out + 5, 0, digits);
	return 5 + digits;
}

/* The times are 0: the reader's own. */
static size_t
ask_verify(const unsigned char header[4], unsigned digits, unsigned char *out)
{
	PIN_VERIFY_STRUCTURE s = {
		.bmFormatString = BYTES_ASCII, .bmPINBlockString = (uint8_t)digits,
		.wPINMaxExtraDigit = (uint16_t)(digits << 8 | digits), .bEntryValidationCondition = WHEN_CONFIRMED,
		.bNumberMessage = USUAL_MESSAGES, .wLangId = JAPANESE,
	};

	s.ulDataLength = (uint32_t)put_command(header, digits, out + sizeof(s));
	memcpy(out, &s, sizeof(s));
	return sizeof(s) + s.ulDataLength;
}

static size_t
ask_modify(const unsigned char header[4], unsigned digits, unsigned char *out)
{
	PIN_MODIFY_STRUCTURE s = {
		.bmFormatString = BYTES_ASCII, .bmPINBlockString = (uint8_t)digits,
		.wPINMaxExtraDigit = (uint16_t)(digits << 8 | digits), .bConfirmPIN = NEW_TWICE,
		.bEntryValidationCondition = WHEN_CONFIRMED, .bNumberMessage = USUAL_MESSAGES, .wLangId = JAPANESE,
		.bMsgIndex1 = 0, .bMsgIndex2 = 1, .bMsgIndex3 = 2,
	};

	s.ulDataLength = (uint32_t)put_command(header, digits, out + sizeof(s));
	memcpy(out, &s, sizeof(s));
	return sizeof(s) + s.ulDataLength;
}

_Static_assert(sizeof(PIN_MODIFY_STRUCTURE) + 5 + DIGITS_MAX <= PCSC_ASK_MAX, "a question doesn't fit");

size_t
pcsc_ask(enum wire_typing typing, const unsigned char header[4], unsigned digits, unsigned char out[PCSC_ASK_MAX])
{
	if (digits == 0 || digits > DIGITS_MAX)
		return 0;
	return typing == WIRE_VERIFY ? ask_verify(header, digits, out) : ask_modify(header, digits, out);
}

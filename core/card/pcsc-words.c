/* What PC/SC says in codes, names and properties, put into our terms. Source: PC/SC Workgroup parts 5 and 10. */
#include <reader.h>
#include <string.h>

#include "card/pcsc-private.h"

static const struct { LONG code; enum err e; } codes[] = {
	{ SCARD_S_SUCCESS, ERR_NONE },
	/* A card pulled in mid-command says the first of these, the others after the next look (sources(7) C7). */
	{ SCARD_E_NOT_TRANSACTED, ERR_CARD_REMOVED },
	{ SCARD_W_REMOVED_CARD, ERR_CARD_REMOVED },
	{ SCARD_E_NO_SMARTCARD, ERR_CARD_REMOVED },
	{ SCARD_W_RESET_CARD, ERR_CARD_REMOVED },	/* by another program: our logins are gone */
	{ SCARD_W_UNPOWERED_CARD, ERR_CARD_REMOVED },
	{ SCARD_W_UNRESPONSIVE_CARD, ERR_CARD_SILENT },
	{ SCARD_W_UNSUPPORTED_CARD, ERR_CARD_FOREIGN },
	{ SCARD_E_PROTO_MISMATCH, ERR_CARD_FOREIGN },
	{ SCARD_E_TIMEOUT, ERR_CARD_SILENT },
	{ SCARD_F_WAITED_TOO_LONG, ERR_CARD_SILENT },
	{ SCARD_E_SHARING_VIOLATION, ERR_READER_BUSY },
	{ SCARD_E_UNKNOWN_READER, ERR_READER_GONE },
	{ SCARD_E_READER_UNAVAILABLE, ERR_READER_GONE },
	{ SCARD_E_NO_READERS_AVAILABLE, ERR_READER_NONE },
	{ SCARD_E_NO_SERVICE, ERR_PCSC_DOWN },
	{ SCARD_E_SERVICE_STOPPED, ERR_PCSC_DOWN },
	{ SCARD_E_SERVER_TOO_BUSY, ERR_PCSC_DOWN },
	{ SCARD_F_COMM_ERROR, ERR_PCSC_DOWN },
	{ SCARD_F_INTERNAL_ERROR, ERR_PCSC_DOWN },
	{ SCARD_E_NO_ACCESS, ERR_PCSC_DENIED },
	{ SCARD_W_SECURITY_VIOLATION, ERR_PCSC_DENIED },	/* polkit doesn't let us in */
	{ SCARD_E_INVALID_HANDLE, ERR_PCSC_DOWN },	/* pcscd was started anew meanwhile */
	{ SCARD_E_NO_MEMORY, ERR_MEMORY },
};

enum err
pcsc_err(LONG code)
{
	size_t i;

	for (i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (codes[i].code == code)
			return codes[i].e;
	return ERR_CARD_ANSWER;
}

size_t
pcsc_find(const char (*readers)[MAX_READERNAME], size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(readers[i], name) == 0)
			return i;
	for (i = 0; i < n; i++)
		if (strncmp(readers[i], name, strlen(name)) == 0)
			return i;
	return n;
}

size_t
pcsc_names(const char *list, size_t len, char (*readers)[MAX_READERNAME])
{
	size_t n = 0, size;

	for (; n < PCSC_READERS_MAX && len > 0 && *list != '\0'; list += size, len -= size) {
		size = strnlen(list, len);
		if (size == len)
			break;			/* no NUL: the list was cut */
		if (size < MAX_READERNAME)
			memcpy(readers[n++], list, size + 1);
		size++;
	}
	return n;
}

DWORD
pcsc_feature(const unsigned char *p, size_t len, unsigned char tag)
{
	for (; len >= 6 && p[1] == 4; p += 6, len -= 6)
		if (p[0] == tag)
			return (DWORD)p[2] << 24 | (DWORD)p[3] << 16 | (DWORD)p[4] << 8 | p[5];
	return 0;
}

bool
pcsc_extended(const unsigned char *p, size_t len)
{
	size_t n, i;
	uint32_t value = 0;

	for (; len >= 2 && p[1] <= len - 2; p += 2 + n, len -= 2 + n) {
		n = p[1];
		if (p[0] != PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize || n > 4)
			continue;
		for (i = n; i > 0; i--)
			value = value << 8 | p[1 + i];	/* little endian */
		return value >= APDU_ANSWER_MAX + 2;
	}
	return false;
}

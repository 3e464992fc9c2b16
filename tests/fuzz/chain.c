/* A certificate and the CA's from a card: the length of the first in two bytes, then both. Neither is trusted. */
#include "card/chain.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static size_t
take(struct cert *c, const uint8_t *bytes, size_t len, size_t want)
{
	c->len = want < len ? want : len;
	if (c->len > sizeof(c->der))
		c->len = sizeof(c->der);
	memcpy(c->der, bytes, c->len);
	return c->len;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct moment at = { { 2026, 11, 20 }, 10, 30, 0 };
	struct cert c, ca;
	size_t n;
	unsigned k;

	if (len < 2)
		return 0;
	n = take(&c, bytes + 2, len - 2, (size_t)(bytes[0] << 8 | bytes[1]));
	(void)take(&ca, bytes + 2 + n, len - 2 - n, len);
	for (k = 0; k < CERT_COUNT; k++) {
		const enum chain_fault fault = chain_check(&c, &ca, (enum cert_kind)k, at);

		if (fault >= CHAIN_FAULT_COUNT || (fault == CHAIN_SOUND && cert_signed_by(&c, &ca) != ERR_NONE))
			abort();
	}
	return 0;
}

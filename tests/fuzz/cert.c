/* A certificate from a card: what is taken for one must be sane. */
#include "base/cert.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct cert_info info;
	struct cert c;

	c.len = len;
	memcpy(c.der, bytes, len < sizeof(c.der) ? len : sizeof(c.der));
	if (cert_parse(&c, &info) == ERR_NONE && (info.serial_len == 0 || info.serial_len > CERT_SERIAL_MAX ||
	    !date_valid(info.not_before.date) || !date_valid(info.not_after.date)))
		abort();
	return 0;
}

/* TLV from a card: whatever the bytes, every value stands inside them. */
#include "card/tlv.h"

#include <stdlib.h>

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct tlv_reader r = { bytes, len };
	size_t head, value;
	unsigned tag;
	struct tlv t;

	if (tlv_head(bytes, len, &tag, &head, &value) == ERR_NONE && (head > len || head < 2))
		abort();
	while (tlv_next(&r, &t) == ERR_NONE)
		if (t.value < bytes || t.value > bytes + len || t.len > (size_t)(bytes + len - t.value))
			abort();
	if (tlv_find(bytes, len, 0xdf22, &t) == ERR_NONE && t.tag != 0xdf22)
		abort();
	return 0;
}

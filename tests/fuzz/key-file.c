/* The text of the keys' file: whole keys of a length that AES takes, or nothing. */
#include "card/perso/training/key-file.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct sm_keys none;
	struct sm_keys keys;

	memset(&keys, 0x55, sizeof(keys));
	if (key_file_parse(bytes, len, &keys) == ERR_NONE) {
		if (keys.len != 16 && keys.len != 24 && keys.len != 32)
			abort();
	} else if (memcmp(&keys, &none, sizeof(keys)) != 0)
		abort();
	return 0;
}

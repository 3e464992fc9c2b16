/* A settings file as bytes: what the guard lets through is read whole, line by line. */
#include "base/ini.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static const char *const keys[] = { "name", "when", NULL };
static const struct ini_shape shapes[] = {
	{ .kind = "town", .keys = keys },
	{ .kind = "rule", .named = true },
	{ .kind = NULL },
};

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct faults faults;
	struct ini ini;
	enum err e;
	size_t i, step;

	if (len > FUZZ_MAX)
		return 0;
	faults.count = 0;
	e = ini_read_text("fuzz", (const char *)bytes, len, shapes, &ini, &faults);
	if (e == ERR_CONFIG && faults.count == 0)
		abort();
	/* Each look-up goes through all entries: of a large file a part is looked up. */
	step = 1 + ini.count / 64;
	for (i = 0; e == ERR_NONE && i < ini.count; i += step)
		if (ini.entries[i].key != NULL && ini_value(&ini, ini.entries[i].kind, ini.entries[i].name,
		    ini.entries[i].key) != ini.entries[i].value)
			abort();
	if (e == ERR_NONE)
		ini_free(&ini);
	return 0;
}

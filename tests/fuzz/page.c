/* A page description from the pipe: whatever is taken is in bounds, and reads the same when it is written again. */
#include "forms/page.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct buf once = { 0 }, twice = { 0 };
	struct page page, again = { 0 };
	size_t i;

	if (page_read((const char *)bytes, len, &page) == ERR_NONE) {
		for (i = 0; i < page.count; i++)
			if (!page_item_sound(&page.items[i]))
				abort();
		if (page_write(&page, &once) != ERR_NONE || page_read(buf_text(&once), once.len, &again) != ERR_NONE ||
		    page_write(&again, &twice) != ERR_NONE || strcmp(buf_text(&once), buf_text(&twice)) != 0)
			abort();
	}
	page_free(&page);
	page_free(&again);
	buf_free(&once);
	buf_free(&twice);
	return 0;
}

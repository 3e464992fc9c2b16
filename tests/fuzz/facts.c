/* Facts as anybody may write them: what is read is written and read again as the same. */
#include "rule/facts.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static void
try_again(const struct facts *f)
{
	struct buf one = { 0 }, two = { 0 };
	struct facts again = { 0 };
	char why[FACTS_WHY_MAX];

	facts_write(f, &one);
	if (facts_read_lines(&again, NULL, buf_text(&one), why) != ERR_NONE)
		abort();
	facts_write(&again, &two);
	if (strcmp(buf_text(&one), buf_text(&two)) != 0)
		abort();
	buf_free(&one);
	buf_free(&two);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct personal personal;
	struct facts lines = { 0 }, words = { 0 };
	char why[FACTS_WHY_MAX], *text;

	if (len > FUZZ_MAX || (text = fuzz_text(bytes, len)) == NULL)
		return 0;
	if (facts_read_lines(&lines, &personal, text, why) == ERR_NONE)
		try_again(&lines);
	else if (why[0] == '\0')
		abort();
	if (facts_read_words(&words, &personal, text, why) == ERR_NONE)
		try_again(&words);
	free(text);
	return 0;
}

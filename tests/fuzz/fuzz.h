/* A fuzz harness: one file tests/fuzz/NAME.c with this function, and a corpus in tests/fuzz/corpus/NAME. */
#ifndef MADOGUCHI_TEST_FUZZ_H
#define MADOGUCHI_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FUZZ_MAX (1u << 20)	/* bytes of one input; how long those are that a fuzzer tries stands in fuzz.sh */

/* Gets bytes from outside; must neither crash nor leak. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* For those who read text: the bytes with a NUL behind them, to be freed; NULL: no memory. */
static inline char *
fuzz_text(const uint8_t *bytes, size_t len)
{
	char *text = malloc(len + 1);

	if (text == NULL)
		return NULL;
	memcpy(text, bytes, len);
	text[len] = '\0';
	return text;
}

#endif

/* A fuzz harness: one file tests/fuzz/NAME.c with this function, and a corpus in tests/fuzz/corpus/NAME. */
#ifndef MADOGUCHI_TEST_FUZZ_H
#define MADOGUCHI_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#define FUZZ_MAX 8192	/* bytes of one input */

/* Gets bytes from outside; must neither crash nor leak. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#endif

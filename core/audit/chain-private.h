/* What a line's hash is made of; for this room and its tests only. To the byte: madoguchi-audit(5). */
#ifndef MADOGUCHI_AUDIT_CHAIN_PRIVATE_H
#define MADOGUCHI_AUDIT_CHAIN_PRIVATE_H

#include <stdint.h>

#include "base/err.h"

#define CHAIN_HASH 32

/* digest "": none; then the bytes are those of a line of before there were any. */
struct chain_line { int64_t number; const char *at, *clerk, *counter, *event, *subject, *reason, *digest; };

/* SHA-256 over the hash of the line before (of line 1: zeros) and the line's own fields. */
enum err chain_hash(const unsigned char before[CHAIN_HASH], const struct chain_line *, unsigned char out[CHAIN_HASH]);

#endif

/* The other card on a wire within this process. */
#ifndef MADOGUCHI_TEST_OTHER_WIRE_H
#define MADOGUCHI_TEST_OTHER_WIRE_H

#include "card/wire.h"
#include "tests/card/other-card.h"

/* The card stays the caller's. Extended lengths pass where it is said so. */
struct wire *other_wire_new(struct other_card *, bool extended);

/* A self-signed certificate with a term of these (ASN.1 times); *len of out's 2048 bytes. Each has a key of its own. */
size_t other_cert(unsigned char out[2048], const char *from, const char *until);

#endif

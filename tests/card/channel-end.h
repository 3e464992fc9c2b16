/* A wire to a card of a test's own making, which has the other end of the channel. */
#ifndef MADOGUCHI_TEST_CHANNEL_END_H
#define MADOGUCHI_TEST_CHANNEL_END_H

#include "card/apdu.h"
#include "card/perso/training/sm.h"
#include "card/wire.h"

/* answer gets a command as it was sent and a reply of 9000 without data; its error is the wire's. */
struct channel_end {
	struct wire wire;
	enum err (*answer)(struct channel_end *, const unsigned char *command, struct reply *);
	struct sm sm;
	unsigned char host_cryptogram[8];
};

extern const struct wire_ops channel_end_ops;

/* To INITIALIZE UPDATE, as a training card with these keys and this counter answers: 32 bytes, the counter at their end. */
enum err channel_end_initialize(struct channel_end *, const struct sm_keys *, const unsigned char sequence[3],
    const unsigned char host[8], struct reply *);

#endif

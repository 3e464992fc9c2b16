/* A card of a test's own making at the other end of the channel. */
#include "channel-end.h"

#include <string.h>

#include "card/card.h"

static enum err
power_on(struct wire *w)
{
	(void)w;
	return ERR_NONE;
}

static void
power_off(struct wire *w)
{
	(void)w;
}

static enum err
transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *out, size_t cap, size_t *out_len)
{
	struct channel_end *end = (struct channel_end *)(void *)w;
	struct reply r = { .sw = 0x9000 };
	enum err e;

	(void)len;
	(void)cap;
	if ((e = end->answer(end, command, &r)) != ERR_NONE)
		return e;
	memcpy(out, r.data, r.len);
	out[r.len] = (unsigned char)(r.sw >> 8);
	out[r.len + 1] = (unsigned char)(r.sw & 0xff);
	*out_len = r.len + 2;
	return ERR_NONE;
}

const struct wire_ops channel_end_ops = { .name = "channel-end", .power_on = power_on, .transmit = transmit,
    .power_off = power_off };

enum err
channel_end_initialize(struct channel_end *end, const struct sm_keys *keys, const unsigned char sequence[3],
    const unsigned char host[8], struct reply *r)
{
	static const unsigned char head[13] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x03, 0x70 };
	const unsigned char *aid;
	size_t len;
	enum err e;

	aid = card_aid(AP_TRAINING, &len);
	memcpy(r->data, head, sizeof(head));
	memcpy(r->data + 29, sequence, 3);
	r->len = 32;
	if ((e = sm_card_challenge(keys, sequence, aid, len, r->data + 13)) != ERR_NONE)
		return e;
	return sm_derive(&end->sm, keys, host, r->data + 13, end->host_cryptogram, r->data + 21);
}

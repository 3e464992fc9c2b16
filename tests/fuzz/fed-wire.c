/* A wire that feeds whatever a fuzzer made of a card's answers. */
#include "tests/fuzz/fed-wire.h"

#include <string.h>

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

/* Two bytes of length (its top bit: extended lengths from now on), then the answer; a cut one comes as it is. */
static enum err
transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *answer, size_t cap,
    size_t *answer_len)
{
	struct fed_wire *f = (struct fed_wire *)(void *)w;
	size_t n;

	(void)command;
	(void)len;
	if (f->left < 2)
		return ERR_CARD_REMOVED;
	w->extended = (f->at[0] & 0x80) != 0;
	n = ((size_t)f->at[0] << 8 | f->at[1]) & 0x1fff;
	f->at += 2;
	f->left -= 2;
	n = n < f->left ? n : f->left;
	n = n < cap ? n : cap;
	memcpy(answer, f->at, n);
	f->at += n;
	f->left -= n;
	*answer_len = n;
	return ERR_NONE;
}

static const struct wire_ops ops = { .name = "fed", .power_on = power_on, .transmit = transmit,
    .power_off = power_off };

void
fed_wire(struct fed_wire *f, const uint8_t *bytes, size_t len)
{
	*f = (struct fed_wire){ { .ops = &ops }, bytes, len };
}

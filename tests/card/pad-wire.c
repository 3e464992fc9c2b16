/* Types on a reader's keys. */
#include "tests/card/pad-wire.h"

#include <stdlib.h>
#include <string.h>

static struct pad *
own(struct wire *w)
{
	return (struct pad *)(void *)w;
}

static enum err
power_on(struct wire *w)
{
	w->types = WIRE_TYPES(WIRE_VERIFY) | WIRE_TYPES(WIRE_MODIFY);
	return own(w)->inner->ops->power_on(own(w)->inner);
}

static enum err
transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *answer, size_t cap, size_t *n)
{
	if (len > 5 && ((command[1] == 0x20 && command[3] == 0x98) || command[1] == 0x24))
		own(w)->plain++;
	return own(w)->inner->ops->transmit(own(w)->inner, command, len, answer, cap, n);
}

static enum err
type(struct wire *w, enum wire_typing typing, const unsigned char header[4], unsigned digits, unsigned char *answer,
    size_t cap, size_t *n)
{
	struct pad *p = own(w);
	const char *typed = typing == WIRE_MODIFY && p->fresh != NULL ? p->fresh : p->digits;
	unsigned char whole[5 + 16];

	p->asked++;
	p->last = typing;
	if (typed == NULL) {
		answer[0] = (unsigned char)(p->own >> 8);
		answer[1] = (unsigned char)p->own;
		*n = 2;
		return ERR_NONE;
	}
	if (strlen(typed) != digits)
		abort();
	memcpy(whole, header, 4);
	whole[4] = (unsigned char)digits;
	memcpy(whole + 5, typed, digits);
	return p->inner->ops->transmit(p->inner, whole, 5 + digits, answer, cap, n);
}

static void
power_off(struct wire *w)
{
	own(w)->inner->ops->power_off(own(w)->inner);
}

static void
state(struct wire *w, struct wire_state *s)
{
	own(w)->inner->ops->state(own(w)->inner, s);
}

void
pad_make(struct pad *p, struct wire *inner, const char *digits)
{
	static const struct wire_ops ops = { .name = "pad", .power_on = power_on, .transmit = transmit, .type = type,
	    .power_off = power_off, .state = state };

	*p = (struct pad){ .wire = { .ops = &ops }, .inner = inner, .digits = digits };
}

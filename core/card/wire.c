/* What all wires have in common: how they are traced and freed, and how their failures are told from a card's. */
#include "card/wire.h"

#include "card/trace.h"

void
wire_free(struct wire **w)
{
	if (*w != NULL)
		(*w)->ops->free(*w);
	*w = NULL;
}

bool
wire_failed(enum err e)
{
	return e >= ERR_READER_NONE && e <= ERR_CARD_SILENT;
}

enum err
wire_power_on(struct wire *w)
{
	const int64_t began = trace_now(w->trace);
	enum err e = w->ops->power_on(w);

	trace_power(w->trace, began, true, e);
	return e;
}

enum err
wire_transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *answer, size_t cap,
    size_t *answer_len)
{
	const int64_t began = trace_now(w->trace);
	enum err e = w->ops->transmit(w, command, len, answer, cap, answer_len);

	trace_command(w->trace, began, command, len, answer, *answer_len, e);
	return e;
}

void
wire_power_off(struct wire *w)
{
	const int64_t began = trace_now(w->trace);

	w->ops->power_off(w);
	trace_power(w->trace, began, false, ERR_NONE);
}

void
wire_state(struct wire *w, struct wire_state *s)
{
	w->ops->state(w, s);
	trace_state(w->trace, s);
}

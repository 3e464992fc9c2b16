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

unsigned
wire_types(const struct wire *w)
{
	return w->ops->type != NULL && !w->keyboard_only ? w->types : 0;
}

/* The trace has the command's header alone, as of any other. */
enum err
wire_type(struct wire *w, enum wire_typing typing, const unsigned char header[4], unsigned digits,
    unsigned char *answer, size_t cap, size_t *answer_len)
{
	const int64_t began = trace_now(w->trace);
	enum err e;

	*answer_len = 0;
	if ((wire_types(w) & WIRE_TYPES(typing)) == 0)
		return ERR_CARD_UNABLE;
	if (w->asks != NULL)
		w->asks(w->asks_ctx, typing, true);
	e = w->ops->type(w, typing, header, digits, answer, cap, answer_len);
	if (w->asks != NULL)
		w->asks(w->asks_ctx, typing, false);
	trace_command(w->trace, began, header, 4, answer, *answer_len, e);
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

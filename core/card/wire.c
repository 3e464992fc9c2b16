/* What all wires have in common: how they are freed, and how their failures are told from a card's. */
#include "card/wire.h"

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
	return e == ERR_CARD_REMOVED || e == ERR_CARD_SILENT || e == ERR_CARD_NONE || e == ERR_READER_GONE ||
	    e == ERR_READER_NONE || e == ERR_READER_BUSY || e == ERR_PCSC_DOWN;
}

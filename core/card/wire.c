/* What all wires have in common: they are freed the same way. */
#include "card/wire.h"

void
wire_free(struct wire **w)
{
	if (*w != NULL)
		(*w)->ops->free(*w);
	*w = NULL;
}

/* Lets an issuer go, whichever it is. */
#include "issuer/issuer.h"

#include <stddef.h>

void
issuer_free(struct issuer **issuer)
{
	if (*issuer == NULL)
		return;
	(*issuer)->ops->free(*issuer);
	*issuer = NULL;
}

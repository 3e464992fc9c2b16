/* Built without PKCS#11: there is no token. */
#include "issuer/local/token-private.h"

#include <stddef.h>

enum err
token_open(const struct local_token *where, int dir, struct token **out)
{
	(void)where;
	(void)dir;
	*out = NULL;
	return ERR_TOKEN_LACKING;
}

void
token_close(struct token **t)
{
	*t = NULL;
}

enum err
token_key(struct token *t, enum cert_kind kind, EVP_PKEY **key)
{
	(void)t;
	(void)kind;
	*key = NULL;
	return ERR_TOKEN_LACKING;
}

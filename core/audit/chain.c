/* The audit chain: a line's hash is over the hash before it and the line's own bytes. */
#include "audit/chain-private.h"

#include <openssl/evp.h>
#include <string.h>

#include "base/buf.h"

/* Each field with its length before it, so that no two lines have the same bytes. */
static void
add_field(struct buf *b, const char *field)
{
	buf_printf(b, "%zu:%s,", strlen(field), field);
}

enum err
chain_hash(const unsigned char before[CHAIN_HASH], const struct chain_line *l, unsigned char out[CHAIN_HASH])
{
	struct buf b = { 0 };
	enum err e;

	buf_add(&b, (const char *)before, CHAIN_HASH);
	buf_printf(&b, "%lld,", (long long)l->number);
	add_field(&b, l->at);
	add_field(&b, l->clerk);
	add_field(&b, l->counter);
	add_field(&b, l->event);
	add_field(&b, l->subject);
	add_field(&b, l->reason);
	if (*l->digest != '\0')
		add_field(&b, l->digest);
	if ((e = buf_check(&b)) == ERR_NONE && EVP_Q_digest(NULL, "SHA256", NULL, b.text, b.len, out, NULL) != 1)
		e = ERR_CRYPTO;
	buf_free(&b);
	return e;
}

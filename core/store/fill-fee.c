/* Goes through the decisions once, for the fees in them. Changing a row while they are read is safe, as for names. */
#include "store/fill-fee-private.h"

#include <stdlib.h>
#include <string.h>

struct filling { struct store *store; enum err e; };

/* As versions before wrote it. A quotation mark inside a string has a backslash before it: this is no string's text. */
static long
fee_in(const char *decision)
{
	static const char key[] = "\"fee\":{\"yen\":";
	const char *at = strstr(decision, key);

	return at != NULL ? strtol(at + sizeof(key) - 1, NULL, 10) : 0;
}

static bool
fill_row(void *ctx, const struct store_value *v, size_t n)
{
	struct filling *f = ctx;
	const struct store_value values[] = { v[0], store_int(fee_in(store_as_text(&v[1]))) };

	(void)n;
	if (values[1].number != 0)
		f->e = store_run(f->store, "UPDATE cases SET fee = ?2 WHERE id = ?1", values, 2, NULL, NULL);
	return f->e == ERR_NONE;
}

enum err
store_fill_fee(struct store *s)
{
	struct filling f = { .store = s };
	enum err e = store_run(s, "SELECT id, decision FROM cases", NULL, 0, fill_row, &f);

	return e != ERR_NONE ? e : f.e;
}

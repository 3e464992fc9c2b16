/* The certificates that a case brought, as its journal keeps them. */
#include <string.h>

#include "desk/journal.h"

static bool
see_request(void *ctx, const struct store_value *v, size_t n)
{
	struct date *expires = ctx;
	const char *code = store_as_text(&v[0]), *kind = strchr(code, ':');
	const enum cert_kind k = kind != NULL ? cert_by_code(kind + 1) : CERT_COUNT;
	struct cert_info info;
	struct cert cert;

	(void)n;
	if (k == CERT_COUNT || v[1].type != STORE_BLOB || v[1].len > sizeof(cert.der))
		return true;
	memcpy(cert.der, v[1].bytes, v[1].len);
	cert.len = v[1].len;
	if (cert_parse(&cert, &info) == ERR_NONE)
		expires[k] = info.not_after.date;
	return true;
}

enum err
journal_issued(struct store *s, const char *number, struct date expires[CERT_COUNT])
{
	memset(expires, 0, CERT_COUNT * sizeof(*expires));
	return store_run(s, "SELECT s.code, s.data FROM procedures p JOIN steps s ON s.procedure = p.id"
	    " WHERE p.case_number = ?1 AND p.outcome = 'done' AND s.done IS NOT NULL"
	    " AND s.code IN ('request:sign', 'request:auth')"
	    " ORDER BY p.id", (struct store_value[]){ store_text(number) }, 1, see_request, expires);
}

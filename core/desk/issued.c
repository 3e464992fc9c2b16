/* The certificates that a case brought, as its journal keeps them, or its hand-over to the authority's terminal. */
#include <string.h>

#include "case/handover.h"
#include "desk/journal.h"

struct issued { struct date *expires; bool sound; };

/* A case whose personal data was erased has its certificates no more. */
static bool
see_request(void *ctx, const struct store_value *v, size_t n)
{
	struct issued *issued = ctx;
	const char *code = store_as_text(&v[0]), *kind = strchr(code, ':');
	const enum cert_kind k = kind != NULL ? cert_by_code(kind + 1) : CERT_COUNT;
	struct cert_info info;
	struct cert cert;

	(void)n;
	if (v[1].type == STORE_NULL)
		return true;
	issued->sound = k != CERT_COUNT && v[1].type == STORE_BLOB && v[1].len <= sizeof(cert.der);
	if (!issued->sound)
		return false;
	memcpy(cert.der, v[1].bytes, v[1].len);
	cert.len = v[1].len;
	if ((issued->sound = cert_parse(&cert, &info) == ERR_NONE))
		issued->expires[k] = info.not_after.date;
	return issued->sound;
}

enum err
journal_issued(struct store *s, const char *number, struct date expires[CERT_COUNT])
{
	struct issued issued = { expires, true };
	struct handover_certs there;
	unsigned k;
	enum err e;

	memset(expires, 0, CERT_COUNT * sizeof(*expires));
	e = store_run(s, "SELECT s.code, s.data FROM procedures p JOIN steps s ON s.procedure = p.id"
	    " WHERE p.case_number = ?1 AND p.outcome = 'done' AND s.done IS NOT NULL"
	    " AND s.code IN ('request:sign', 'request:auth')"
	    " ORDER BY p.id", (struct store_value[]){ store_text(number) }, 1, see_request, &issued);
	if (e != ERR_NONE || !issued.sound)
		return e != ERR_NONE ? e : ERR_STORE_CORRUPT;
	if ((e = handover_certs(s, number, &there)) != ERR_NONE)
		return e;
	for (k = 0; k < CERT_COUNT; k++)
		if (!date_given(expires[k]))
			expires[k] = there.certs[k].until;
	return ERR_NONE;
}

/* Looks at records: recorded with a keyed hash of whose it was, and the unusual among them found. */
#include "audit/lookup.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "audit/keep-private.h"
#include "base/cert.h"
#include "base/fold.h"

#define PERSON_BYTES 16		/* of a hash that stand in the log */

static const struct { const char *code, *words; } purposes[LOOKUP_PURPOSE_COUNT] = {
	[LOOKUP_UNSAID] = { "unsaid", "目的の記録なし" },
	[LOOKUP_VISITOR] = { "visitor", "窓口に来た方の受付" },
	[LOOKUP_TELEPHONE] = { "telephone", "電話や郵便の問合せ" },
	[LOOKUP_INQUIRY] = { "inquiry", "照会書・預かりの事務" },
	[LOOKUP_CORRECTION] = { "correction", "記録の訂正" },
	[LOOKUP_AUDIT] = { "audit", "監査・点検" },
};

const char *
lookup_purpose_code(enum lookup_purpose p)
{
	return purposes[(unsigned)p < LOOKUP_PURPOSE_COUNT ? p : LOOKUP_UNSAID].code;
}

const char *
lookup_purpose_words(enum lookup_purpose p)
{
	return purposes[(unsigned)p < LOOKUP_PURPOSE_COUNT ? p : LOOKUP_UNSAID].words;
}

enum lookup_purpose
lookup_purpose_by_code(const char *code)
{
	unsigned p;

	for (p = 0; p < LOOKUP_PURPOSE_COUNT && strcmp(purposes[p].code, code) != 0; p++)
		;
	return (enum lookup_purpose)p;
}

void
lookup_whose(const struct person *p, char out[LOOKUP_WHOSE])
{
	char key[PERSON_NAME_MAX + 1], born[16] = "";

	fold_name(p->name, FOLD_SOUND, key, sizeof(key));
	if (date_told(p->born))
		date_format_iso(p->born, born, sizeof(born));
	(void)snprintf(out, LOOKUP_WHOSE, "%s%s%s", key, key[0] != '\0' ? " " : "", key[0] != '\0' ? born : "");
}

/*
 * The hash's key is a signature, which only the office's key can make, and which is the same each time (RFC 8032,
 * 5.1.6): so nothing can be tried against the hashes with the store alone, and there is no other key to keep.
 */
static enum err
hash_person(struct store *s, const char *whose, char out[2 * PERSON_BYTES + 1])
{
	unsigned char key[KEY_SIGNATURE], mac[EVP_MAX_MD_SIZE];
	const struct keeper *k = keep_of(s);
	char message[HEAD_MESSAGE];
	struct head h;
	size_t len = 0;
	enum err e;
	int n;

	out[0] = '\0';
	if (*whose == '\0' || k == NULL)
		return ERR_NONE;
	if ((e = head_read(s, &h)) != ERR_NONE)
		return e;
	n = snprintf(message, sizeof(message), "madoguchi audit lookups 1\n%s\n", h.end.store);
	if ((e = key_sign(k->how.key, k->signer, message, (size_t)n, key)) != ERR_NONE)
		return e;
	if (EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key, sizeof(key), (const unsigned char *)whose, strlen(whose),
	    mac,
	    sizeof(mac), &len) == NULL)
		e = ERR_CRYPTO;
	else
		cert_hex(mac, PERSON_BYTES, out, 2 * PERSON_BYTES + 1);
	OPENSSL_cleanse(key, sizeof(key));
	return e;
}

static enum err
look_within(struct store *s, const struct actor *a, const char *event, const struct lookup *l, const char *whose)
{
	const bool of_case = l != NULL && l->number != NULL && l->number[0] != '\0';
	char person[2 * PERSON_BYTES + 1];
	enum err e = hash_person(s, whose, person);

	return e != ERR_NONE ? e : audit_write_of(s, a, event, of_case ? l->number : "",
	    of_case ? "" : lookup_purpose_code(l != NULL ? l->purpose : LOOKUP_UNSAID), person);
}

enum err
audit_look(struct store *s, const struct actor *a, const char *event, const struct lookup *l, const char *whose)
{
	const enum err e = store_begin(s);

	return e != ERR_NONE ? e : store_end(s, look_within(s, a, event, l, whose));
}

/* --- the unusual ------------------------------------------------------------------------------- */

#define LOOKS " FROM audit WHERE event IN ('record-shown', 'cases-searched', 'residents-found', 'residents-listed'," \
	" 'resident-taken') AND at >= ?1"

struct listing { enum lookup_oddity oddity; bool (*row)(void *, const struct lookup_row *); void *ctx; bool ended; };

static bool
see_row(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;
	const struct lookup_row row = { l->oddity, store_as_text(&v[0]), store_as_text(&v[1]), store_as_text(&v[2]),
	    store_as_int(&v[3]) };

	(void)n;
	l->ended = !l->row(l->ctx, &row);
	return !l->ended;
}

enum err
lookup_list(struct store *s, const struct actor *a, int64_t often, struct date from,
    bool (*row)(void *, const struct lookup_row *), void *ctx)
{
	struct listing l = { LOOKUP_SAME_PERSON, row, ctx, false };
	char day[16] = "";
	enum err e;

	if ((e = audit_allow(s, a, ACT_AUDIT, "")) != ERR_NONE)
		return e;
	if (date_given(from))
		date_format_iso(from, day, sizeof(day));
	e = store_run(s, "SELECT substr(at, 1, 10) AS day, clerk, digest, count(*)" LOOKS " AND digest <> ''"
	    " GROUP BY substr(at, 1, 10), clerk, digest HAVING count(*) >= ?2 ORDER BY day DESC, clerk, digest",
	    (const struct store_value[]){ store_text(day), store_int(often) }, 2, see_row, &l);
	l.oddity = LOOKUP_NO_REASON;
	if (e == ERR_NONE && !l.ended)
		e = store_run(s, "SELECT substr(at, 1, 10) AS day, clerk, '', count(*)" LOOKS " AND reason = 'unsaid'"
		    " GROUP BY substr(at, 1, 10), clerk ORDER BY day DESC, clerk",
		    (const struct store_value[]){ store_text(day) }, 1, see_row, &l);
	return e;
}

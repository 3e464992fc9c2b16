/* Looks at records: recorded with a keyed hash of whose it was, and the unusual among them found. */
#include "audit/lookup.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>

#include "audit/keep-private.h"
#include "base/cert.h"
#include "base/fold.h"

#define PERSON_BYTES 16		/* of a hash that stand in the log */
#define OWN "own-name"		/* the event that tells of the look before it */

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

static const struct { const char *code, *words; } oddities[LOOKUP_ODDITY_COUNT] = {
	[LOOKUP_SAME_PERSON] = { "same-person", "同じ人を何度も見ました" },
	[LOOKUP_NO_REASON] = { "no-reason", "受付番号も目的もなく見ました" },
	[LOOKUP_OWN_NAME] = { "own-name", "自分と同じ名前の人を見ました" },
};

const char *
lookup_oddity_code(enum lookup_oddity o)
{
	return oddities[o].code;
}

const char *
lookup_oddity_words(enum lookup_oddity o)
{
	return oddities[o].words;
}

void
lookup_whose(const struct person *p, char out[LOOKUP_WHOSE])
{
	char key[PERSON_NAME_MAX + 1], born[16] = "";

	fold_name(p->name, FOLD_SOUND, key, sizeof(key));
	if (date_told(p->born))
		date_format_iso(date_bare(p->born), born, sizeof(born));
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
	if ((e = key_sign(k->how.key, k->token, k->signer, message, (size_t)n, key)) != ERR_NONE)
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

#define SALT 16

/* What stands in the log: nothing without the salt, which is erased with the person. */
static enum err
seal(const char *salt, const char *person, char out[2 * PERSON_BYTES + 1])
{
	unsigned char mac[EVP_MAX_MD_SIZE];
	size_t len = 0;

	if (EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, salt, strlen(salt), (const unsigned char *)person,
	    strlen(person), mac, sizeof(mac), &len) == NULL)
		return ERR_CRYPTO;
	cert_hex(mac, PERSON_BYTES, out, 2 * PERSON_BYTES + 1);
	return ERR_NONE;
}

/* Beside the line that was just written. */
static enum err
keep_person(struct store *s, const char *person, const char *salt)
{
	const struct store_value values[] = { store_text(person), store_text(salt) };

	return store_run(s, "INSERT INTO looked_at (line, person, salt) SELECT lines, ?1, ?2 FROM audit_head"
	    " WHERE id = 1", values, 2, NULL, NULL);
}

/* Of whom it is: the name alone, or with a birth date behind it (lookup_whose). */
static bool
is_own(const struct store *s, const char *whose)
{
	const struct keeper *k = keep_of(s);
	const size_t n = k != NULL ? strlen(k->how.own) : 0;

	return n > 0 && strncmp(whose, k->how.own, n) == 0 && (whose[n] == '\0' || whose[n] == ' ');
}

static enum err
look_within(struct store *s, const struct actor *a, const char *event, const struct lookup *l, const char *whose)
{
	const bool of_case = l != NULL && l->number != NULL && l->number[0] != '\0';
	const char *number = of_case ? l->number : "",
	    *purpose = of_case ? "" : lookup_purpose_code(l != NULL ? l->purpose : LOOKUP_UNSAID);
	char person[2 * PERSON_BYTES + 1], salt[2 * SALT + 1] = "", digest[2 * PERSON_BYTES + 1] = "";
	unsigned char bytes[SALT];
	enum err e = hash_person(s, whose, person);

	if (e == ERR_NONE && person[0] != '\0') {
		if (RAND_bytes(bytes, sizeof(bytes)) != 1)
			return ERR_CRYPTO;
		cert_hex(bytes, sizeof(bytes), salt, sizeof(salt));
		e = seal(salt, person, digest);
	}
	if (e == ERR_NONE)
		e = audit_write_of(s, a, event, number, purpose, digest);
	if (e == ERR_NONE && person[0] != '\0')
		e = keep_person(s, person, salt);
	return e == ERR_NONE && is_own(s, whose) ? audit_write(s, a, OWN, number, purpose) : e;
}

enum err
audit_look(struct store *s, const struct actor *a, const char *event, const struct lookup *l, const char *whose)
{
	const enum err e = store_begin(s);

	return e != ERR_NONE ? e : store_end(s, look_within(s, a, event, l, whose));
}

/* --- the unusual ------------------------------------------------------------------------------- */

#define LOOKS "('record-shown', 'cases-searched', 'residents-found', 'residents-listed', 'resident-taken')"

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
	e = store_run(s, "SELECT substr(a.at, 1, 10) AS day, a.clerk, l.person, count(*) FROM audit a JOIN looked_at l"
	    " ON l.line = a.line WHERE a.event IN " LOOKS " AND a.at >= ?1 GROUP BY substr(a.at, 1, 10), a.clerk,"
	    " l.person HAVING count(*) >= ?2 ORDER BY day DESC, a.clerk, l.person",
	    (const struct store_value[]){ store_text(day), store_int(often) }, 2, see_row, &l);
	l.oddity = LOOKUP_NO_REASON;
	if (e == ERR_NONE && !l.ended)
		e = store_run(s, "SELECT substr(at, 1, 10) AS day, clerk, '', count(*) FROM audit WHERE event IN " LOOKS
		    " AND at >= ?1 AND reason = 'unsaid'"
		    " GROUP BY substr(at, 1, 10), clerk ORDER BY day DESC, clerk",
		    (const struct store_value[]){ store_text(day) }, 1, see_row, &l);
	l.oddity = LOOKUP_OWN_NAME;
	if (e == ERR_NONE && !l.ended)
		e = store_run(s, "SELECT substr(at, 1, 10) AS day, clerk, '', count(*) FROM audit"
		    " WHERE event = '" OWN "' AND at >= ?1 GROUP BY substr(at, 1, 10), clerk ORDER BY day DESC, clerk",
		    (const struct store_value[]){ store_text(day) }, 1, see_row, &l);
	return e;
}

/* --- forgotten, and held against the log ------------------------------------------------------- */

#define BEFORE " FROM looked_at l JOIN audit a ON a.line = l.line WHERE a.at < ?1"

struct span { int64_t *count; struct date *first, *last; bool sound; };

static bool
see_span(void *ctx, const struct store_value *v, size_t n)
{
	struct moment first = { .hour = -1 }, last = { .hour = -1 };
	struct span *span = ctx;

	(void)n;
	*span->count = store_as_int(&v[0]);
	span->sound = store_read_moment(&v[1], &first) && store_read_moment(&v[2], &last);
	*span->first = first.date;
	*span->last = last.date;
	return false;
}

enum err
lookup_before(struct store *s, struct date day, int64_t *count, struct date *first, struct date *last)
{
	struct span span = { count, first, last, true };
	char before[16];
	enum err e;

	date_format_iso(day, before, sizeof(before));
	e = store_run(s, "SELECT count(*), min(a.at), max(a.at)" BEFORE,
	    (const struct store_value[]){ store_text(before) }, 1, see_span, &span);
	return e != ERR_NONE || span.sound ? e : ERR_STORE_CORRUPT;
}

enum err
lookup_forget(struct store *s, struct date day)
{
	char before[16];

	date_format_iso(day, before, sizeof(before));
	return store_run(s, "DELETE FROM looked_at WHERE line IN (SELECT l.line" BEFORE ")",
	    (const struct store_value[]){ store_text(before) }, 1, NULL, NULL);
}

struct checking { void (*fault)(void *); void *ctx; enum err e; };

static bool
see_kept(void *ctx, const struct store_value *v, size_t n)
{
	const char *person = store_as_text(&v[0]), *salt = store_as_text(&v[1]), *digest = store_as_text(&v[2]);
	char out[2 * PERSON_BYTES + 1] = "";
	struct checking *c = ctx;

	(void)n;
	if (*salt != '\0' && (c->e = seal(salt, person, out)) != ERR_NONE)
		return false;
	if (strcmp(*salt != '\0' ? out : person, digest) != 0)
		c->fault(c->ctx);
	return true;
}

static bool
see_missing(void *ctx, const struct store_value *v, size_t n)
{
	struct checking *c = ctx;

	(void)v;
	(void)n;
	c->fault(c->ctx);
	return true;
}

enum err
lookup_check(struct store *s, void (*fault)(void *), void *ctx)
{
	struct checking c = { fault, ctx, ERR_NONE };
	enum err e;

	e = store_run(s, "SELECT l.person, l.salt, coalesce(a.digest, '') FROM looked_at l LEFT JOIN audit a"
	    " ON a.line = l.line AND a.event IN " LOOKS, NULL, 0, see_kept, &c);
	if (e != ERR_NONE || c.e != ERR_NONE)
		return e != ERR_NONE ? e : c.e;
	return store_run(s, "SELECT a.line FROM audit a WHERE a.digest <> '' AND a.event IN " LOOKS
	    " AND NOT EXISTS (SELECT 1 FROM looked_at l WHERE l.line = a.line) AND NOT EXISTS (SELECT 1 FROM audit p"
	    " WHERE p.event = 'purged' AND p.line > a.line AND substr(p.reason, 11, 7) = ',looks,'"
	    " AND a.at < substr(p.reason, 1, 10))", NULL, 0, see_missing, &c);
}

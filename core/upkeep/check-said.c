/* What the journals of the cases say of certificates: made, and ended. */
#include "upkeep/check-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One row of a journal. */
struct row {
	const char *number, *code;
	const unsigned char *data;
	size_t len;
	enum said_outcome outcome;
	bool partly;
	struct date on;
};

struct reading { struct said *said; char *number; enum err e; };

static void *
grow(void *list, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return list;
	*cap = *cap == 0 ? 256 : 2 * *cap;
	return realloc(list, *cap * size);
}

static struct said_cert *
add_cert(struct said *said, const struct row *r, enum cert_kind kind)
{
	struct said_cert *list = grow(said->certs, said->n_certs, &said->cap_certs, sizeof(*list)), *c;

	if (list == NULL)
		return NULL;
	said->certs = list;
	c = &list[said->n_certs++];
	*c = (struct said_cert){ .kind = kind, .outcome = r->outcome, .partly = r->partly };
	(void)snprintf(c->number, sizeof(c->number), "%s", r->number);
	return c;
}

/* The step before has brought the key; the certificate, if there is one, is of that key. */
static enum err
take_generate(struct said *said, const struct row *r, enum cert_kind kind)
{
	struct said_cert *c = add_cert(said, r, kind);

	return c == NULL ? ERR_MEMORY : cert_hash(r->data, r->len, c->key);
}

static enum err
take_request(struct said *said, const struct row *r, enum cert_kind kind)
{
	struct said_cert *c = NULL;
	struct cert_info info;
	struct cert cert = { .len = r->len };
	size_t i;

	if (r->len > sizeof(cert.der))
		return ERR_STORE_CORRUPT;
	memcpy(cert.der, r->data, r->len);
	if (cert_parse(&cert, &info) != ERR_NONE)
		return ERR_STORE_CORRUPT;
	/* Its key may have been taken out of the journal, or another certificate put in: then it stands alone. */
	for (i = said->n_certs; i > 0 && c == NULL && strcmp(said->certs[i - 1].number, r->number) == 0; i--)
		if (memcmp(said->certs[i - 1].key, info.spki_hash, CERT_HASH) == 0)
			c = &said->certs[i - 1];
	if (c == NULL && (c = add_cert(said, r, kind)) == NULL)
		return ERR_MEMORY;
	memcpy(c->key, info.spki_hash, CERT_HASH);
	memcpy(c->serial, info.serial, info.serial_len);
	c->serial_len = info.serial_len;
	c->given = true;
	return cert_hash(cert.der, cert.len, c->hash);
}

static enum err
add_end(struct said *said, const struct row *r, const unsigned char *name, size_t len)
{
	struct said_end *list = grow(said->ends, said->n_ends, &said->cap_ends, sizeof(*list)), *end;

	if (list == NULL)
		return ERR_MEMORY;
	said->ends = list;
	end = &list[said->n_ends++];
	*end = (struct said_end){ .len = len, .outcome = r->outcome, .on = r->on };
	memcpy(end->name, name, len);
	(void)snprintf(end->number, sizeof(end->number), "%s", r->number);
	return ERR_NONE;
}

/* Of each: its kind, the serial's length, the serial. */
static enum err
take_old(struct said *said, const struct row *r, enum cert_kind unused)
{
	size_t i, n;
	enum err e = ERR_NONE;

	(void)unused;
	for (i = 0; i < r->len && e == ERR_NONE; i += 2 + n) {
		n = i + 1 < r->len ? r->data[i + 1] : CERT_SERIAL_MAX + 1;
		if (n > CERT_SERIAL_MAX || i + 2 + n > r->len)
			return ERR_STORE_CORRUPT;
		e = add_end(said, r, r->data + i + 2, n);
	}
	return e;
}

/* Of each: its kind, the key's hash. */
static enum err
take_held(struct said *said, const struct row *r, enum cert_kind unused)
{
	size_t i;
	enum err e = r->len % (1 + CERT_HASH) != 0 ? ERR_STORE_CORRUPT : ERR_NONE;

	(void)unused;
	for (i = 0; i < r->len && e == ERR_NONE; i += 1 + CERT_HASH)
		e = add_end(said, r, r->data + i + 1, CERT_HASH);
	return e;
}

/* As the steps of core/desk leave them. */
static const struct {
	const char *code;
	enum cert_kind kind;
	enum err (*take)(struct said *, const struct row *, enum cert_kind);
} steps[] = {
	{ "generate:sign", CERT_SIGN, take_generate }, { "generate:auth", CERT_AUTH, take_generate },
	{ "request:sign", CERT_SIGN, take_request }, { "request:auth", CERT_AUTH, take_request },
	{ "old", CERT_COUNT, take_old }, { "held", CERT_COUNT, take_held },
};

static bool
see_step(void *ctx, const struct store_value *v, size_t n)
{
	struct row r = { .number = store_as_text(&v[0]), .code = store_as_text(&v[1]), .data = v[2].bytes,
	    .len = v[2].len, .outcome = SAID_OPEN, .partly = store_as_int(&v[5]) != 0 };
	struct reading *reading = ctx;
	struct moment ended;
	size_t i;

	(void)n;
	if (v[4].type != STORE_NULL)
		r.outcome = strcmp(store_as_text(&v[3]), "done") == 0 ? SAID_DONE : SAID_UNDONE;
	if (v[4].type != STORE_NULL && moment_parse(store_as_text(&v[4]), &ended) == ERR_NONE)
		r.on = ended.date;
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (strcmp(steps[i].code, r.code) == 0)
			reading->e = v[2].type != STORE_BLOB ? ERR_STORE_CORRUPT :
			    steps[i].take(reading->said, &r, steps[i].kind);
	if (reading->e != ERR_NONE)
		(void)snprintf(reading->number, CASE_NUMBER_MAX, "%s", r.number);
	return reading->e == ERR_NONE;
}

static int
compare_certs(const void *a, const void *b)
{
	return memcmp(((const struct said_cert *)a)->key, ((const struct said_cert *)b)->key, CERT_HASH);
}

static int
compare_ends(const void *a, const void *b)
{
	const struct said_end *x = a, *y = b;

	return x->len != y->len ? (x->len < y->len ? -1 : 1) : memcmp(x->name, y->name, x->len);
}

enum err
said_read(struct store *s, struct said *said, char number[CASE_NUMBER_MAX])
{
	struct reading r = { said, number, ERR_NONE };
	enum err e = store_run(s, "SELECT p.case_number, s.code, s.data, p.outcome, p.ended,"
	    " EXISTS (SELECT 1 FROM case_history h WHERE h.number = p.case_number AND h.event = 'cert-new')"
	    " FROM procedures p JOIN steps s ON s.procedure = p.id WHERE s.data IS NOT NULL AND s.code IN"
	    " ('generate:sign', 'generate:auth', 'request:sign', 'request:auth', 'old', 'held') ORDER BY p.id, s.seq",
	    NULL, 0, see_step, &r);

	if (said->n_certs > 0)
		qsort(said->certs, said->n_certs, sizeof(*said->certs), compare_certs);
	if (said->n_ends > 0)
		qsort(said->ends, said->n_ends, sizeof(*said->ends), compare_ends);
	return e != ERR_NONE ? e : r.e;
}

void
said_free(struct said *said)
{
	free(said->certs);
	free(said->ends);
	*said = (struct said){ .n_certs = 0 };
}

const struct said_cert *
said_cert_of(const struct said *said, const unsigned char key[CERT_HASH])
{
	struct said_cert wanted;
	const struct said_cert *c;

	memcpy(wanted.key, key, CERT_HASH);
	c = said->n_certs == 0 ? NULL : bsearch(&wanted, said->certs, said->n_certs, sizeof(wanted), compare_certs);
	while (c != NULL && c > said->certs && compare_certs(c - 1, &wanted) == 0)
		c--;
	return c;
}

const struct said_end *
said_end_of(const struct said *said, const unsigned char *name, size_t len)
{
	struct said_end wanted = { .len = len };
	const struct said_end *end;

	memcpy(wanted.name, name, len);
	end = said->n_ends == 0 ? NULL : bsearch(&wanted, said->ends, said->n_ends, sizeof(wanted), compare_ends);
	while (end != NULL && end > said->ends && compare_ends(end - 1, &wanted) == 0)
		end--;
	return end;
}

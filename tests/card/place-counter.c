/* Makes and opens the counter with the card that is written in place, and holds the promises against it. */
#include "place-counter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "issuer/local/local.h"

#define P(kind) (1u << PIN_##kind)

static const struct person hanako = {
	.name = "番号　花子", .kana = "バンゴウ　ハナコ", .address = "東京都千代田区霞が関1丁目1番1号",
	.postcode = "100-0000", .born = { 1990, 1, 15 }, .sex = SEX_FEMALE,
};
static const struct moment then = { { 2022, 1, 20 }, 10, 0, 0 };
static const struct perso_ops *const drivers[] = { &place_driver, NULL };

const struct perso_ops *const *place_drivers;

static struct moment
today(void *ctx)
{
	(void)ctx;
	return (struct moment){ { 2026, 11, 20 }, 10, 30, 0 };
}

/* --- making it ---------------------------------------------------------------------------------- */

/* A pair and its certificate from when the card was issued. */
static void
install(struct place *p, enum cert_kind kind)
{
	struct cert_request q = { .kind = kind, .at = then, .expires = { 2027, 1, 15 }, .person = hanako,
	    .city_code = "13101", .counter = "01" };
	struct issuer_switch sw = { .kind = kind };
	EVP_PKEY *key = EVP_EC_gen("P-384");
	unsigned char pkcs8[512], *out = pkcs8, *spki = q.spki;
	char reason[ISSUER_REASON_MAX];
	struct cert cert;
	int len = i2d_PrivateKey(key, &out);

	q.spki_len = (size_t)i2d_PUBKEY(key, &spki);
	EVP_PKEY_free(key);
	assert_int_equal(cert_hash(q.spki, q.spki_len, q.id), ERR_NONE);
	memcpy(sw.id, q.id, sizeof(sw.id));
	assert_int_equal(p->ca->ops->request(p->ca, &q, &cert, reason), ERR_NONE);
	assert_int_equal(p->ca->ops->confirm(p->ca, &sw, 1, &(struct issuer_cause){ .at = then }), ERR_NONE);
	p->card->keys[kind].there = place_take_apart(pkcs8, (size_t)len, p->card->keys[kind].scalar,
	    p->card->keys[kind].point);
	assert_true(p->card->keys[kind].there);
	other_card_put_cert(&p->card->other, kind == CERT_SIGN, cert.der, cert.len);
}

static void
open_case(struct place *p)
{
	const struct actor actor = { .clerk = "tester", .counter = "01", .at = today(NULL), .roles = ROLES_UNSTATED };
	struct case_file *file = test_calloc(1, sizeof(*file));

	(void)snprintf(file->procedure, sizeof(file->procedure), "%s", p->scene->procedure);
	file->certificates = p->scene->certificates;
	file->pins = p->scene->pins;
	file->person = hanako;
	assert_int_equal(case_open(p->desk.store, &actor, file, CASE_APPROVED), ERR_NONE);
	memcpy(p->number, file->number, sizeof(p->number));
	assert_int_equal(case_set_person(p->desk.store, &actor, p->number, &hanako), ERR_NONE);
	test_free(file);
}

static void
type(struct secret pins[PIN_COUNT], enum pin_kind pin, const char *value)
{
	assert_int_equal(secret_set(&pins[pin], value, strlen(value)), ERR_NONE);
}

static void
type_pins(struct place *p)
{
	unsigned k;

	p->pins = (struct desk_pins){ .holder_confirmed = true };
	for (k = 0; k < PIN_COUNT; k++)
		type(p->pins.pin, (enum pin_kind)k, k == PIN_SIGN ? "MADO1234" : "1234");
	if (p->scene->pins & P(SIGN))
		type(p->pins.pin, PIN_SIGN, "NEW5678A");
}

/* As a program that starts has it. */
static void
open_parts(struct place *p)
{
	struct store *store;
	char path[64];

	(void)snprintf(path, sizeof(path), "sqlite:%s/store.db", p->base);
	assert_int_equal(store_open(path, MODE_WORK, &store), ERR_NONE);
	(void)snprintf(path, sizeof(path), "%s/ca", p->base);
	assert_int_equal(local_ca_open(path, "madoguchi training", then, &p->ca), ERR_NONE);
	p->inner = place_wire_new(p->card);
	fault_wire_init(&p->wire, p->inner, &p->mishap);
	fault_issuer_init(&p->issuer, p->ca, &p->mishap);
	p->desk = (struct desk){ .store = store, .issuer = &p->issuer.base, .wire = &p->wire.base,
	    .mode = MODE_WORK, .drivers = place_drivers != NULL ? place_drivers : drivers,
	    .clock = { today, NULL }, .clerk = "tester", .counter = "01",
	    .roles = ROLES_UNSTATED, .city_code = "13101" };
}

static void
close_parts(struct place *p)
{
	wire_free(&p->inner);
	issuer_free(&p->ca);
	store_close(&p->desk.store);
}

static char ca[40];	/* one for all, copied: its keys take the most time */

void
place_open(struct place *p, const struct scenario *scene)
{
	char path[64];
	unsigned k;

	memset(p, 0, sizeof(*p));
	p->scene = scene;
	(void)snprintf(p->base, sizeof(p->base), "/dev/shm/madoguchi-place-XXXXXX");
	assert_non_null(mkdtemp(p->base));
	(void)snprintf(path, sizeof(path), "%s/ca", p->base);
	assert_int_equal(mkdir(path, 0700), 0);
	world_copy(ca, path);
	p->card = mmap(NULL, sizeof(*p->card), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(p->card, MAP_FAILED);
	place_card_make(p->card);
	open_parts(p);
	for (k = 0; k < CERT_COUNT; k++)
		if (scene->held & CERT_BIT(k))
			install(p, (enum cert_kind)k);
	open_case(p);
	type_pins(p);
	p->before = *p->card;
}

void
place_close(struct place *p)
{
	close_parts(p);
	(void)munmap(p->card, sizeof(*p->card));
	world_empty(p->base);
	(void)rmdir(p->base);
}

int
place_make_ca(void **state)
{
	(void)state;
	(void)snprintf(ca, sizeof(ca), "/dev/shm/madoguchi-place-ca-XXXXXX");
	if (mkdtemp(ca) == NULL)
		return 1;
	world_make_ca(ca);
	return 0;
}

int
place_drop_ca(void **state)
{
	(void)state;
	world_empty(ca);
	return rmdir(ca);
}

enum err
place_perform(struct place *p)
{
	return desk_perform(&p->desk, p->number, &p->pins, &p->result);
}

void
place_perform_apart(struct place *p)
{
	pid_t pid;

	close_parts(p);
	if ((pid = fork()) == 0) {
		open_parts(p);
		(void)place_perform(p);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	open_parts(p);
}

/* --- what is true ------------------------------------------------------------------------------- */

struct pair
place_pair(const struct place *p, enum cert_kind kind)
{
	unsigned char key[CERT_HASH];
	struct cert_info info;
	struct cert cert;
	struct pair pair = { .key = place_key_hash(p->card, kind, key) };
	size_t len;
	const unsigned char *der = place_cert(p->card, kind, &len);

	if ((pair.cert = der != NULL)) {
		memcpy(cert.der, der, cert.len = len);
		pair.match = pair.key && cert_parse(&cert, &info) == ERR_NONE &&
		    memcmp(info.spki_hash, key, CERT_HASH) == 0;
		assert_int_equal(cert_hash(der, len, pair.hash), ERR_NONE);
	}
	pair.same = memcmp(&p->card->keys[kind], &p->before.keys[kind], sizeof(p->card->keys[kind])) == 0;
	return pair;
}

struct book { const struct place *p; unsigned valid; };

/* 1: what is valid at the CA is on the card with its key, and nothing is pending. */
static bool
each_issued(void *ctx, const struct local_ca_row *row)
{
	struct book *b = ctx;
	const struct pair pair = place_pair(b->p, row->kind);
	unsigned char hash[CERT_HASH];

	assert_int_not_equal(row->state, ISSUER_PENDING);
	if (row->state != ISSUER_VALID)
		return true;
	assert_int_equal(cert_hash(row->cert.der, row->cert.len, hash), ERR_NONE);
	assert_true(pair.match);
	assert_memory_equal(hash, pair.hash, CERT_HASH);
	b->valid |= CERT_BIT(row->kind);
	return true;
}

unsigned
place_valid(const struct place *p)
{
	struct book b = { p, 0 };

	assert_int_equal(local_ca_list(p->ca, each_issued, &b), ERR_NONE);
	return b.valid;
}

static bool
hear(void *ctx, const struct case_history *h)
{
	unsigned *said = ctx;
	const enum cert_kind kind = cert_by_code(h->why);

	if (strcmp(h->event, "cert-new") == 0)
		said[0] |= CERT_BIT(kind);
	if (strcmp(h->event, "cert-lost") == 0)
		said[1] |= CERT_BIT(kind);
	return true;
}

void
place_tries_are_full(const struct place *p)
{
	static const int full[OTHER_PIN_COUNT] = { 5, 3, 3, 10, 3, 3 };
	unsigned k;

	for (k = 0; k < OTHER_PIN_COUNT; k++)
		assert_int_equal(p->card->other.pins[k].left, full[k]);
}

static bool
count_row(void *ctx, const struct half_done *h)
{
	(void)h;
	++*(unsigned *)ctx;
	return true;
}

unsigned
place_half_done(struct place *p)
{
	unsigned n = 0;

	assert_int_equal(desk_half_done(&p->desk, count_row, &n), ERR_NONE);
	return n;
}

/* The promises after recovery, by its word and the history's. seen: which of their exceptions came about. */
void
place_hold(struct place *p, enum recovery ended, unsigned seen[2])
{
	unsigned said[2] = { 0, 0 }, k;
	const unsigned held = place_valid(p);

	assert_int_not_equal(ended, RECOVERY_CARD_NEEDED);
	assert_int_equal(case_history(p->desk.store, p->number, hear, said), ERR_NONE);
	assert_int_equal(place_half_done(p), 0);
	place_tries_are_full(p);
	for (k = 0; k < CERT_COUNT; k++) {
		const struct pair pair = place_pair(p, (enum cert_kind)k);
		const bool fresh = ended == RECOVERY_FINISHED ? p->scene->certificates & CERT_BIT(k) :
		    said[0] & CERT_BIT(k);

		if (said[1] & CERT_BIT(k)) {
			assert_int_equal(ended, RECOVERY_UNDONE);
			assert_false(pair.cert || pair.key || held & CERT_BIT(k));
			continue;
		}
		assert_int_equal(pair.same, !fresh);
		assert_int_equal(pair.match, fresh || p->scene->held & CERT_BIT(k));
		assert_int_equal(pair.cert, pair.match);
		assert_int_equal((held & CERT_BIT(k)) != 0, pair.match);
	}
	seen[0] |= said[0];
	seen[1] |= said[1];
}

/* The promises that hold after every fault and its recovery: their numbers are those of core/desk/recover.c. */
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/verify.h"
#include "card/jpki.h"
#include "card/reference.h"
#include "card/perso/training/training.h"
#include "card/virtual/virtual.h"
#include "issuer/local/local.h"
#include "tests/card/any-counter.h"
#include "upkeep/check.h"
#include "world.h"

/* What a card really holds, found out on a copy, so that looking changes nothing. */
struct truth {
	struct perso_status status[CERT_COUNT];
	int tries[PIN_COUNT];
	bool opens_before[PIN_COUNT], opens_after[PIN_COUNT];
	bool matches[CERT_COUNT];	/* the key signs what the certificate verifies */
	bool readable;
};

static bool
opens(struct card *card, enum reference pin, const struct secret *s)
{
	int left;

	return reference_verify(card, pin, s, ~0u, &left) == ERR_NONE;
}

static bool
signs(struct card *card, enum cert_kind kind)
{
	/* DigestInfo of SHA-256 (sources(7) C2) over some 32 bytes. */
	static const unsigned char info[51] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
	    0x01, 0x05, 0x00, 0x04, 0x20, 0x55 };
	unsigned char sig[256];
	const unsigned char *p;
	struct cert cert;
	EVP_PKEY_CTX *ctx = NULL;
	X509 *x = NULL;
	bool ok = false;

	if (jpki_read_cert(card, kind, &cert) == ERR_NONE && jpki_sign(card, kind, info, sizeof(info), sig) == ERR_NONE &&
	    (p = cert.der, x = d2i_X509(NULL, &p, (long)cert.len)) != NULL &&
	    (ctx = EVP_PKEY_CTX_new(X509_get0_pubkey(x), NULL)) != NULL && EVP_PKEY_verify_init(ctx) == 1 &&
	    EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING) == 1 &&
	    EVP_PKEY_CTX_set_signature_md(ctx, EVP_sha256()) == 1)
		ok = EVP_PKEY_verify(ctx, sig, sizeof(sig), info + 19, 32) == 1;
	EVP_PKEY_CTX_free(ctx);
	X509_free(x);
	return ok;
}

static void
look_pins(struct card *card, const struct scenario *sc, struct truth *t)
{
	struct scenario none = *sc, all = *sc;
	struct desk_pins before, after;
	unsigned p;

	none.pins = 0;
	all.pins = (1u << PIN_COUNT) - 1;
	world_pins(&none, &before);
	world_pins(&all, &after);
	for (p = 0; p < PIN_COUNT; p++) {
		const enum reference pin = (enum reference)p;

		t->readable &= reference_tries(card, pin, &t->tries[p]) == ERR_NONE;
		t->opens_before[p] = opens(card, pin, &before.pin[p]);
		t->opens_after[p] = !t->opens_before[p] && opens(card, pin, &after.pin[p]);
		if (p < CERT_COUNT && (t->opens_before[p] || t->opens_after[p]))
			t->matches[p] = signs(card, (enum cert_kind)p);
	}
}

static void
look(const char *folder, const struct scenario *sc, struct truth *t)
{
	char from[WORLD_PATH], copy[WORLD_PATH];
	struct wire *wire = virtual_wire_new();
	const struct perso_with with = { &world_keys, any_counter };
	struct perso *perso = NULL;
	struct card card;
	unsigned k;

	memset(t, 0, sizeof(*t));
	(void)snprintf(from, sizeof(from), "%s/card", folder);
	(void)snprintf(copy, sizeof(copy), "%s/card-looked-at", folder);
	world_copy_file(from, copy);
	if (wire != NULL && virtual_wire_put(wire, copy) == ERR_NONE && card_open(&card, wire, CARD_USE_WORK) == ERR_NONE) {
		t->readable = perso_open(&training_driver, &card, &with, &perso) == ERR_NONE;
		for (k = 0; k < CERT_COUNT; k++)
			t->readable &= perso_status(perso, (enum cert_kind)k, &t->status[k]) == ERR_NONE;
		perso_close(&perso);
		look_pins(&card, sc, t);
		card_close(&card);
	}
	wire_free(&wire);
	(void)unlink(copy);
}

/* 1: the CA's book against the card. */
struct book { const struct truth *t; const char *broken; struct date today; bool held_valid[CERT_COUNT]; };

static bool
each_issued(void *ctx, const struct local_ca_row *row)
{
	struct book *b = ctx;
	const struct perso_status *s = &b->t->status[row->kind];
	unsigned char hash[CERT_HASH];
	bool on_card;

	(void)cert_hash(row->cert.der, row->cert.len, hash);
	on_card = s->active_cert && memcmp(hash, s->active_cert_hash, CERT_HASH) == 0;
	if (row->state == ISSUER_VALID && date_compare(b->today, row->expires) <= 0 && !on_card)
		b->broken = "a valid certificate at the CA is on no card";
	if (row->state == ISSUER_PENDING)
		b->broken = "a certificate is left pending at the CA";
	if (row->state == ISSUER_VALID && on_card)
		b->held_valid[row->kind] = true;
	return b->broken == NULL;
}

/* 5, 6 */
static const char *
broken_pins(const struct scenario *sc, const struct truth *t, bool done)
{
	unsigned p;

	for (p = 0; p < PIN_COUNT; p++) {
		const bool set = sc->pins & 1u << p, locked = sc->locked & 1u << p;
		const bool full = t->tries[p] == pin_format((enum pin_kind)p)->tries;

		if (!full && !(locked && t->tries[p] == 0 && !(set && done)))
			return "a try was spent that wasn't the applicant's";
		if (set && done && !t->opens_after[p])
			return "the PIN set anew doesn't open";
		if (!t->opens_before[p] && !t->opens_after[p] && !locked)
			return "a PIN opens neither with the old nor with the new one";
		if (!set && t->opens_after[p])
			return "a PIN changed that nobody asked to change";
	}
	return NULL;
}

/* What the history says of the PINs of a visit that wasn't finished. */
struct said { unsigned set, doubt; };

static bool
hear(void *ctx, const struct case_history *h)
{
	struct said *said = ctx;
	const unsigned bit = 1u << pin_by_code(h->why);

	said->set |= strcmp(h->event, "pin-set") == 0 ? bit : 0;
	said->doubt |= strcmp(h->event, "pin-in-doubt") == 0 ? bit : 0;
	return true;
}

/* 6: what is said */
static const char *
broken_words(const struct truth *t, struct world *w, bool done)
{
	struct said said = { 0, 0 };
	unsigned p;

	if (case_history(w->store, w->number, hear, &said) != ERR_NONE)
		return "the history can't be read";
	for (p = 0; p < PIN_COUNT && !done; p++) {
		if (t->opens_after[p] && !((said.set | said.doubt) & 1u << p))
			return "a PIN is the new one and nobody says so";
		if (!t->opens_after[p] && said.set & 1u << p)
			return "a PIN is said to be the new one, but isn't";
	}
	return done && (said.set | said.doubt) != 0 ? "a PIN is in doubt though all is done" : NULL;
}

/* 3, 4 */
static const char *
broken_pairs(const struct scenario *sc, const struct truth *was, const struct truth *is, bool done)
{
	const bool revokes = strcmp(sc->procedure, "revoke") == 0;
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		const struct perso_status *a = &was->status[k], *b = &is->status[k];
		const bool asked = done && sc->certificates & CERT_BIT(k);
		const bool same = a->active_cert == b->active_cert &&
		    memcmp(a->active_cert_hash, b->active_cert_hash, CERT_HASH) == 0;

		if (b->active_cert != b->active_key)
			return "a certificate without its key, or a key without its certificate";
		if (asked && revokes && b->active_cert)
			return "a revoked certificate is still on the card";
		if (asked && !revokes && (same || !b->active_cert))
			return "done, but the card holds no new certificate";
		if (!asked && !same)
			return "the card changed though the case says it didn't";
		if (b->active_cert && (is->opens_before[k] || is->opens_after[k]) && !is->matches[k])
			return "certificate and key don't match";
	}
	return NULL;
}

/* 1, 2 */
static const char *
broken_book(const struct scenario *sc, const struct truth *is, struct world *w, bool done)
{
	struct book b = { .t = is, .today = { 2026, 11, 20 } };
	unsigned k;

	if (local_ca_list(w->issuer, each_issued, &b) != ERR_NONE)
		return "the CA's book can't be read";
	for (k = 0; k < CERT_COUNT && b.broken == NULL; k++)
		if (is->status[k].active_cert && !b.held_valid[k])
			b.broken = "the card's certificate isn't valid at the CA";
		else if (sc->held & CERT_BIT(k) && !b.held_valid[k] && !(done && strcmp(sc->procedure, "revoke") == 0))
			b.broken = "somebody who had a valid certificate has none";
	return b.broken;
}

static bool
any(void *ctx, const struct half_done *h)
{
	(void)h;
	*(bool *)ctx = true;
	return false;
}

static void
told(void *ctx, const struct check_fault *f)
{
	(void)ctx;
	(void)fprintf(stderr, "%s: %s %s\n", f->number, check_code(f->check), f->serial);
}

/* What the CA's book has of the case is what its journal has. */
static bool
book_fits(struct world *w)
{
	struct check_sums sums;
	char ca[WORLD_PATH];

	(void)snprintf(ca, sizeof(ca), "%.*s/ca", WORLD_PATH - 4, w->folder);
	return store_check_book(w->store, ca, "madoguchi training", told, NULL, &sums) == ERR_NONE;
}

/* 7, 8 */
static const char *
broken_case(struct world *w, enum recovery ended, bool *done)
{
	struct desk desk = { .store = w->store };
	struct case_file *file = calloc(1, sizeof(*file));
	const char *broken = NULL;
	int64_t lines, at;
	bool open = false;

	if (file == NULL || case_load(w->store, w->number, file) != ERR_NONE)
		broken = "the case can't be read";
	else if (file->state != CASE_DONE && file->state != CASE_APPROVED)
		broken = "the case is neither done nor as before";
	else if ((file->state == CASE_DONE) != (ended == RECOVERY_FINISHED))
		broken = "the case doesn't say what recovery said";
	else if (desk_half_done(&desk, any, &open) != ERR_NONE || open)
		broken = "something is still half done";
	else if (audit_verify(w->store, &lines, &at) != ERR_NONE)
		broken = "the audit log's chain is broken";
	else if (!book_fits(w))
		broken = "the CA's book and the journal tell otherwise";
	*done = file != NULL && file->state == CASE_DONE;
	free(file);
	return broken;
}

const char *
world_broken(const struct scenario *sc, const char *before, struct world *w, enum recovery ended)
{
	static const struct scenario *was_of;	/* what was before is the same for all of a scenario's faults */
	static struct truth was;
	struct truth is;
	const char *broken;
	bool done;

	if ((broken = broken_case(w, ended, &done)) != NULL)
		return broken;
	if (was_of != sc)
		look(before, sc, &was);
	was_of = sc;
	look(w->folder, sc, &is);
	if (!is.readable || !was.readable)
		return "the card can't be read";
	if ((broken = broken_pins(sc, &is, done)) == NULL && (broken = broken_words(&is, w, done)) == NULL &&
	    (broken = broken_pairs(sc, &was, &is, done)) == NULL)
		broken = broken_book(sc, &is, w, done);
	return broken;
}

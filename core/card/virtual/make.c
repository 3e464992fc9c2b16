/* Makes the training card's file: a card as it leaves the factory, and one with a history. */
#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "card/virtual/parts-private.h"

static const unsigned pin_refs[PIN_COUNT] = {
	[PIN_SIGN] = REF_SIGN, [PIN_AUTH] = REF_AUTH, [PIN_JUKI] = REF_JUKI, [PIN_ASSIST] = REF_ASSIST,
};

static enum err
set_ref(struct virtual_fixed *f, unsigned ref, const void *value, size_t len, bool locked)
{
	unsigned char nothing[VIRTUAL_PIN_MAX];
	enum err e;

	if (len == 0 && !locked)
		return ERR_NONE;	/* the card has no such reference yet */
	if (len == 0) {
		if (RAND_bytes(nothing, sizeof(nothing)) != 1)
			return ERR_CRYPTO;
		value = nothing;
		len = sizeof(nothing);
	}
	e = virtual_ref_set(&f->refs[ref], virtual_ref_max[ref], value, len);
	if (locked)
		f->refs[ref].tries = 0;
	return e;
}

/* What offices call one PIN for the resident register is two references, in two applications. */
static enum err
set_refs(struct virtual_fixed *f, const struct virtual_spec *spec)
{
	enum err e = ERR_NONE;
	unsigned k;

	for (k = 0; k < PIN_COUNT && e == ERR_NONE; k++)
		e = set_ref(f, pin_refs[k], spec->pins[k].bytes, spec->pins[k].len, spec->locked[k]);
	if (e == ERR_NONE)
		e = set_ref(f, REF_JUKI_COMMON, spec->pins[PIN_JUKI].bytes, spec->pins[PIN_JUKI].len,
		    spec->locked[PIN_JUKI]);
	if (e == ERR_NONE)
		e = set_ref(f, REF_BLOCKED, "", 0, true);
	if (e == ERR_NONE)
		e = set_ref(f, REF_A, "000000000001", 12, false);
	return e == ERR_NONE ? set_ref(f, REF_B, spec->check_b, strlen(spec->check_b), false) : e;
}

static void
set_keys(struct virtual_fixed *f, const struct sm_keys *k)
{
	if (k == NULL)
		return;
	f->key_len = (unsigned char)k->len;
	memcpy(f->enc, k->enc, k->len);
	memcpy(f->mac, k->mac, k->len);
	memcpy(f->dek, k->dek, k->len);
}

static enum err
set_fixed(struct virtual_fixed *f, const struct virtual_spec *spec)
{
	char expires[48];

	if (strlen(spec->number) != sizeof(f->number) || strlen(spec->city_code) != sizeof(f->city_code) ||
	    !date_valid(spec->expires) ||
	    (spec->keys != NULL && spec->keys->len != 16 && spec->keys->len != 24 && spec->keys->len != 32))
		return ERR_DATA;
	(void)snprintf(expires, sizeof(expires), "%04d%02d%02d", spec->expires.year, spec->expires.month,
	    spec->expires.day);
	memcpy(f->number, spec->number, sizeof(f->number));
	memcpy(f->city_code, spec->city_code, sizeof(f->city_code));
	memcpy(f->expires, expires, sizeof(f->expires));
	f->damaged = spec->damaged;
	set_keys(f, spec->keys);
	return set_refs(f, spec);
}

static enum err
set_chunk(struct virtual_chunk *c, const unsigned char *bytes, size_t len)
{
	if (len > sizeof(c->bytes))
		return ERR_TOO_LONG;
	memcpy(c->bytes, bytes, len);
	c->len = len;
	return ERR_NONE;
}

enum err
virtual_make(const char *path, const struct virtual_spec *spec, const struct cert ca[CERT_COUNT])
{
	struct virtual_state *s;
	int lock = -1;
	enum err e;

	if (access(path, F_OK) == 0)
		return ERR_IO;
	if ((s = calloc(1, sizeof(*s))) == NULL)
		return ERR_MEMORY;
	virtual_attributes(&spec->person, &s->chunks[SLOT_TEXT]);
	if ((e = set_fixed(&s->fixed, spec)) == ERR_NONE &&
	    (e = set_chunk(&s->chunks[SLOT_CA_SIGN], ca[CERT_SIGN].der, ca[CERT_SIGN].len)) == ERR_NONE &&
	    (e = set_chunk(&s->chunks[SLOT_CA_AUTH], ca[CERT_AUTH].der, ca[CERT_AUTH].len)) == ERR_NONE)
		e = virtual_file_replace(path, s, &lock);
	if (lock != -1)
		(void)close(lock);
	OPENSSL_cleanse(s, sizeof(*s));
	free(s);
	return e;
}

enum err
virtual_install(const char *path, enum cert_kind kind, const struct cert *cert, const unsigned char *pkcs8, size_t len)
{
	struct virtual_card *c = NULL;
	struct virtual_state *s;
	enum err e;

	if ((e = virtual_open(path, &c)) != ERR_NONE)
		return e;
	s = virtual_draft(c);
	if ((e = set_chunk(&s->chunks[SLOT_KEYS + 2 * kind + ACTIVE], pkcs8, len)) == ERR_NONE &&
	    (e = set_chunk(&s->chunks[SLOT_CERTS + 2 * kind + ACTIVE], cert->der, cert->len)) == ERR_NONE)
		e = virtual_key_fits(&s->chunks[SLOT_KEYS + 2 * kind + ACTIVE],
		    &s->chunks[SLOT_CERTS + 2 * kind + ACTIVE]) ? virtual_commit(c) : ERR_DATA;
	virtual_close(&c);
	return e;
}

enum err
virtual_key_hashes(const char *path, unsigned char hashes[CERT_COUNT][CERT_HASH], unsigned *mask)
{
	struct virtual_state *s;
	unsigned char spki[600];
	size_t len;
	enum err e;
	unsigned k;

	*mask = 0;
	if ((s = malloc(sizeof(*s))) == NULL)
		return ERR_MEMORY;
	e = virtual_file_read(path, s);
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++) {
		const struct virtual_chunk *key = &s->chunks[SLOT_KEYS + 2 * k + ACTIVE];

		if (key->len == 0)
			continue;
		if ((e = virtual_public_key(key->bytes, key->len, spki, sizeof(spki), &len)) == ERR_NONE)
			e = cert_hash(spki, len, hashes[k]);
		*mask |= CERT_BIT(k);
	}
	OPENSSL_cleanse(s, sizeof(*s));
	free(s);
	return e;
}

/* Cards that take a new pair in the old one's place: what stands on them after the replacement was broken off. */
#include "desk/run-private.h"

#include <string.h>

/* Where nothing of the new pair is on the card: the old one is whole, or its key is gone and the pair with it. */
static void
judge_old(const struct run_cert *c, const struct perso_status *st, unsigned bit, struct in_place *found)
{
	if (c->old_serial_len > 0 && !st->active_key)
		found->lost |= bit;
	else
		found->kept |= bit;
}

static enum err
judge(struct perso *p, enum cert_kind kind, const struct run_cert *c, struct in_place *found)
{
	unsigned char hash[CERT_HASH];
	struct perso_status st;
	enum err e;

	if ((e = perso_status(p, kind, &st)) != ERR_NONE ||
	    (e = cert_hash(c->cert.der, c->cert.len, hash)) != ERR_NONE)
		return e;
	if (!st.active_key || memcmp(st.active_key_hash, c->id, CERT_HASH) != 0) {
		judge_old(c, &st, CERT_BIT(kind), found);
		return ERR_NONE;
	}
	/* The new key is there: its certificate, which the journal has, is written if it isn't. */
	if (!st.active_cert || memcmp(st.active_cert_hash, hash, CERT_HASH) != 0)
		e = perso_write(p, kind, &c->cert);
	if (e == ERR_NONE)
		found->made |= CERT_BIT(kind);
	return e;
}

enum err
in_place_find(struct perso *p, unsigned certificates, const struct run_cert certs[CERT_COUNT], struct in_place *found)
{
	enum err e = ERR_NONE;
	unsigned k;

	*found = (struct in_place){ 0, 0, 0 };
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		if (certificates & CERT_BIT(k))
			e = judge(p, (enum cert_kind)k, &certs[k], found);
	return e;
}

enum err
in_place_replace(struct perso *p, enum cert_kind kind, struct run_cert *c)
{
	enum err e = perso_import(p, kind, c->key, c->key_len);

	run_wipe_key(c);
	return e != ERR_NONE ? e : perso_write(p, kind, &c->cert);
}

/* What was replaced counts, what was lost is revoked, and nothing else of the visit becomes valid. */
enum err
in_place_tell_ca(struct issuer *issuer, const struct run_cert certs[CERT_COUNT], const struct in_place *found,
    const struct issuer_cause *cause)
{
	enum err e = ERR_NONE;
	unsigned k;

	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++) {
		if ((found->kept | found->lost) & CERT_BIT(k))
			e = issuer->ops->drop(issuer, certs[k].id, cause);
		if (e == ERR_NONE && found->lost & CERT_BIT(k))
			e = issuer->ops->revoke(issuer, (enum cert_kind)k, certs[k].old_serial,
			    certs[k].old_serial_len, cause);
	}
	return e;
}

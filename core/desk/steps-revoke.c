/*
 * Steps of a revocation. No PIN opens it: a holder whose PINs are locked may want it more than others (sources(7) N7).
 */
#include "desk/run-private.h"

#include <string.h>

enum { HELD = 1 + CERT_HASH };	/* in the journal: the kind, then the key's hash */

/*
 * What will be revoked. The signature certificate can be read only behind its PIN, so that a pair is told by its key,
 * which the card names to its driver.
 */
enum err
step_held(struct run *r, unsigned unused)
{
	struct perso_status st;
	unsigned k;
	enum err e = run_channel(r);

	(void)unused;
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++) {
		struct run_cert *c = &r->certs[k];

		if ((r->file.certificates & CERT_BIT(k)) == 0 ||
		    (e = perso_status(r->channel, (enum cert_kind)k, &st)) != ERR_NONE || !st.active_key ||
		    !st.active_cert)
			continue;
		memcpy(c->old_key, st.active_key_hash, CERT_HASH);
		c->old_key_known = true;
		r->data[r->data_len++] = (unsigned char)k;
		memcpy(r->data + r->data_len, c->old_key, CERT_HASH);
		r->data_len += CERT_HASH;
	}
	return e;
}

enum err
run_restore_held(struct run *r, const struct journal_step *held)
{
	size_t i;

	if (held->len % HELD != 0)
		return ERR_STORE_CORRUPT;
	for (i = 0; i < held->len; i += HELD) {
		struct run_cert *c = &r->certs[held->data[i] % CERT_COUNT];

		memcpy(c->old_key, held->data + i + 1, CERT_HASH);
		c->old_key_known = true;
	}
	return ERR_NONE;
}

enum err
step_revoke(struct run *r, unsigned unused)
{
	struct issuer *issuer = r->desk->issuer;
	struct issuer_cause cause;
	unsigned k;
	enum err e = run_cause(r, &cause);

	(void)unused;
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++) {
		const struct run_cert *c = &r->certs[k];

		if (c->old_key_known)
			e = issuer->ops->revoke_key(issuer, (enum cert_kind)k, c->old_key, &cause);
		else if (c->old_serial_len > 0)		/* half done by an earlier version, which read them */
			e = issuer->ops->revoke(issuer, (enum cert_kind)k, c->old_serial, c->old_serial_len,
			    &cause);
	}
	return e;
}

enum err
step_deactivate(struct run *r, unsigned unused)
{
	enum err e = run_channel(r);

	(void)unused;
	return e != ERR_NONE ? e : perso_revoke(r->channel, r->file.certificates);
}

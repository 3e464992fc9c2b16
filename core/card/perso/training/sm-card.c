/* The card's end of SCP03, for the training card: unwraps commands, wraps answers. Source: Amendment D 6.2. */
#include <openssl/crypto.h>
#include <string.h>

#include "card/perso/training/sm-private.h"

/* Checks a command's C-MAC and moves the chain on; *len is what stands before the MAC. */
static enum err
unseal(struct sm *sm, const unsigned char header[5], const unsigned char *data, size_t *len)
{
	unsigned char full[SM_BLOCK];
	enum err e;

	if (*len < SM_MAC || *len != header[4] || (header[0] & SM_CLA) == 0)
		return ERR_CHANNEL;
	*len -= SM_MAC;
	if ((e = sm_command_mac(sm, header, data, *len, full)) != ERR_NONE)
		return e;
	if (CRYPTO_memcmp(full, data + *len, SM_MAC) != 0)
		return ERR_CHANNEL;
	memcpy(sm->chain, full, SM_BLOCK);
	return ERR_NONE;
}

enum err
sm_card_unwrap_auth(struct sm *sm, const unsigned char header[5], const unsigned char *data, size_t len,
    const unsigned char host_cryptogram[8])
{
	enum err e;

	if (sm->key_len == 0 || sm->open || header[2] != SM_LEVEL || len != 8 + SM_MAC ||
	    CRYPTO_memcmp(data, host_cryptogram, 8) != 0)
		return sm_broken(sm, ERR_CHANNEL);
	if ((e = unseal(sm, header, data, &len)) != ERR_NONE)
		return sm_broken(sm, e);
	sm->open = true;
	sm->level = SM_LEVEL;
	return ERR_NONE;
}

enum err
sm_card_unwrap(struct sm *sm, const unsigned char header[5], const unsigned char *data, size_t len,
    unsigned char *plain, size_t cap, size_t *plain_len)
{
	enum err e;

	*plain_len = 0;
	if (!sm->open || sm->counter == UINT32_MAX)
		return sm_broken(sm, ERR_CHANNEL);
	if ((e = unseal(sm, header, data, &len)) != ERR_NONE)
		return sm_broken(sm, e);
	sm->counter++;
	if (len == 0)
		return ERR_NONE;
	if (len > cap)
		return sm_broken(sm, ERR_TOO_LONG);
	return (e = sm_decipher(sm, false, data, len, plain, plain_len)) != ERR_NONE ? sm_broken(sm, e) : ERR_NONE;
}

enum err
sm_card_wrap(struct sm *sm, struct reply *r)
{
	unsigned char full[SM_BLOCK];
	size_t len = r->len;
	enum err e;

	if (!sm->open)
		return sm_broken(sm, ERR_CHANNEL);
	if (!sm_protected_status(r->sw)) {
		r->len = 0;
		return ERR_NONE;
	}
	if (len > SM_DATA_MAX)
		return ERR_TOO_LONG;
	if (len > 0 && (e = sm_encipher(sm, true, r->data, len, r->data, &len)) != ERR_NONE)
		return sm_broken(sm, e);
	if ((e = sm_answer_mac(sm, r, len, full)) != ERR_NONE)
		return sm_broken(sm, e);
	memcpy(r->data + len, full, SM_MAC);
	r->len = len + SM_MAC;
	return ERR_NONE;
}

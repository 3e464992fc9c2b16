/* The terminal's end of SCP03: wraps commands, unwraps answers. Source: Amendment D 6.2. */
#include "card/perso/training/sm.h"

#include <openssl/crypto.h>
#include <string.h>

#include "card/perso/training/sm-private.h"

#define INS_EXTERNAL_AUTHENTICATE 0x82

/* Adds the MAC behind the len bytes of space and makes the command of it. */
static enum err
seal(struct sm *sm, struct apdu *out, unsigned char *space, size_t len)
{
	const unsigned char header[5] = { out->cla, out->ins, out->p1, out->p2, (unsigned char)(len + SM_MAC) };
	unsigned char full[SM_BLOCK];
	enum err e;

	if ((e = sm_command_mac(sm, header, space, len, full)) != ERR_NONE)
		return sm_broken(sm, e);
	memcpy(sm->chain, full, SM_BLOCK);
	memcpy(space + len, full, SM_MAC);
	out->data = space;
	out->lc = len + SM_MAC;
	return ERR_NONE;
}

enum err
sm_wrap_auth(struct sm *sm, unsigned char level, const unsigned char host_cryptogram[8], struct apdu *out,
    unsigned char space[APDU_DATA_MAX])
{
	if (level != SM_LEVEL || sm->key_len == 0 || sm->open)
		return sm_broken(sm, ERR_CHANNEL);
	*out = (struct apdu){ .cla = 0x80 | SM_CLA, .ins = INS_EXTERNAL_AUTHENTICATE, .p1 = level };
	memcpy(space, host_cryptogram, 8);
	sm->open = true;
	sm->level = level;
	return seal(sm, out, space, 8);
}

enum err
sm_wrap(struct sm *sm, const struct apdu *plain, struct apdu *out, unsigned char space[APDU_DATA_MAX])
{
	size_t len = 0;
	enum err e;

	if (!sm->open || sm->counter == UINT32_MAX)
		return sm_broken(sm, ERR_CHANNEL);
	if (plain->lc > SM_DATA_MAX)
		return ERR_TOO_LONG;
	sm->counter++;
	if (plain->lc > 0 && (e = sm_encipher(sm, false, plain->data, plain->lc, space, &len)) != ERR_NONE)
		return sm_broken(sm, e);
	*out = *plain;
	out->cla |= SM_CLA;
	out->le = plain->le > 0 ? 256 : 0;
	return seal(sm, out, space, len);
}

/* The card says that our protection was wrong: it has dropped the channel. */
static bool
dropped_status(uint16_t sw)
{
	return sw == 0x6982 || sw == 0x6987 || sw == 0x6988;
}

enum err
sm_unwrap(struct sm *sm, struct reply *r)
{
	unsigned char full[SM_BLOCK];
	size_t len;
	enum err e;

	if (!sm->open)
		return sm_broken(sm, ERR_CHANNEL);
	if (!sm_protected_status(r->sw))
		return r->len > 0 || dropped_status(r->sw) ? sm_broken(sm, ERR_CHANNEL) : ERR_NONE;
	if (r->len < SM_MAC)
		return sm_broken(sm, ERR_CHANNEL);
	len = r->len - SM_MAC;
	if ((e = sm_answer_mac(sm, r, len, full)) != ERR_NONE)
		return sm_broken(sm, e);
	if (CRYPTO_memcmp(full, r->data + len, SM_MAC) != 0)
		return sm_broken(sm, ERR_CHANNEL);
	if (len > 0 && (e = sm_decipher(sm, true, r->data, len, r->data, &len)) != ERR_NONE)
		return sm_broken(sm, e);
	r->len = len;
	return ERR_NONE;
}

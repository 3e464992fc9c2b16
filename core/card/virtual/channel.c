/* The training card's end of SCP03 at level 33: what comes in plain is refused. Source: Amendment D, training.h. */
#include <openssl/crypto.h>
#include <string.h>

#include "card/virtual/parts-private.h"

#define KEY_VERSION 0x01
#define SCP03 0x03
#define PSEUDO_RANDOM 0x70

static void
load_keys(const struct virtual_fixed *f, struct sm_keys *k)
{
	k->len = f->key_len;
	memcpy(k->enc, f->enc, sizeof(k->enc));
	memcpy(k->mac, f->mac, sizeof(k->mac));
	memcpy(k->dek, f->dek, sizeof(k->dek));
}

/* The counter's new value is on disk before it is used: no challenge is ever given twice. */
static bool
count_up(struct virtual_card *c)
{
	unsigned char *s = virtual_draft(c)->fixed.sequence;
	int i;

	for (i = 2; i >= 0 && ++s[i] == 0; i--)
		;
	return i >= 0 && virtual_commit(c) == ERR_NONE;
}

/* 10 bytes of diversification data, key version, SCP03, i=70, challenge, cryptogram, counter (Amendment D 7.1.1). */
static uint16_t
initialize_update(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	static const unsigned char info[3] = { KEY_VERSION, SCP03, PSEUDO_RANDOM };
	unsigned char challenge[8], cryptogram[8];
	const unsigned char *aid;
	struct sm_keys keys;
	size_t aid_len;
	bool done;

	if (cmd->p1 != 0 || cmd->p2 != 0)
		return 0x6a86;
	if (cmd->lc != 8)
		return 0x6700;
	sm_close(&c->sm);
	if (!count_up(c))
		return 0x6581;
	aid = virtual_training_aid(&aid_len);
	load_keys(&c->state.fixed, &keys);
	done = sm_card_challenge(&keys, c->state.fixed.sequence, aid, aid_len, challenge) == ERR_NONE &&
	    sm_derive(&c->sm, &keys, cmd->data, challenge, c->host_cryptogram, cryptogram) == ERR_NONE;
	OPENSSL_cleanse(&keys, sizeof(keys));
	if (!done)
		return 0x6f00;
	memset(r->data, 0, 10);
	memcpy(r->data + 10, info, 3);
	memcpy(r->data + 13, challenge, 8);
	memcpy(r->data + 21, cryptogram, 8);
	memcpy(r->data + 29, c->state.fixed.sequence, 3);
	r->len = 32;
	return 0x9000;
}

static void
header_of(const struct virtual_command *cmd, unsigned char header[5])
{
	memcpy(header, (const unsigned char[]){ cmd->cla, cmd->ins, cmd->p1, cmd->p2, (unsigned char)cmd->lc }, 5);
}

static uint16_t
external_authenticate(struct virtual_card *c, const struct virtual_command *cmd)
{
	unsigned char header[5];
	enum err e;

	header_of(cmd, header);
	e = sm_card_unwrap_auth(&c->sm, header, cmd->data, cmd->lc, c->host_cryptogram);
	OPENSSL_cleanse(c->host_cryptogram, sizeof(c->host_cryptogram));
	return e == ERR_NONE ? 0x9000 : 0x6982;
}

static uint16_t
through_channel(struct virtual_card *c, const struct virtual_command *sealed, struct reply *r)
{
	unsigned char header[5], data[APDU_DATA_MAX];
	struct virtual_command cmd = *sealed;

	if (!c->sm.open)
		return 0x6982;
	if (sealed->extended)
		return 0x6700;
	header_of(sealed, header);
	if (sm_card_unwrap(&c->sm, header, sealed->data, sealed->lc, data, sizeof(data), &cmd.lc) != ERR_NONE)
		return 0x6988;
	cmd.data = data;
	r->sw = virtual_privileged(c, &cmd, r);
	OPENSSL_cleanse(data, sizeof(data));
	if (sm_card_wrap(&c->sm, r) != ERR_NONE) {
		r->len = 0;
		return 0x6f00;
	}
	return r->sw;
}

uint16_t
virtual_channel(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	if (cmd->cla == 0x80 && cmd->ins == 0x50)
		return initialize_update(c, cmd, r);
	if (cmd->cla == 0x84 && cmd->ins == 0x82)
		return cmd->p2 == 0 && !cmd->extended ? external_authenticate(c, cmd) : 0x6a86;
	if (cmd->cla == 0x84)
		return through_channel(c, cmd, r);
	if (cmd->cla != 0x00 && cmd->cla != 0x80)
		return 0x6e00;
	return virtual_is_privileged(cmd->ins) ? 0x6982 : 0x6d00;
}

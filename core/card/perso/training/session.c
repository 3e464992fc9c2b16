/* A session with the training card: opened, guarded, ended. Source: training.h. */
#include "card/perso/training/session-private.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

#define CHALLENGE 8

/* INITIALIZE UPDATE answers 10 bytes of diversification, version, protocol 03, i, challenge, cryptogram, counter. */
enum {
	INIT_PROTOCOL = 11, INIT_OPTION = 12, INIT_CHALLENGE = 13, INIT_CRYPTOGRAM = 21, INIT_SEQUENCE = 29,
	INIT_SIZE = 32
};

static struct training_session *
own(struct perso *p)
{
	return (struct training_session *)(void *)p;
}

/* Nothing privileged leaves unless the training application is what listens. */
static enum err
guard(struct training_session *t)
{
	if (t->perso.card->selected == AP_TRAINING && t->sm.open)
		return ERR_NONE;
	sm_close(&t->sm);
	return ERR_CHANNEL;
}

/* One command through the channel. What failed on the wire leaves the channel closed: its chain is unknown. */
enum err
training_exchange(struct perso *p, const struct apdu *plain, struct reply *r)
{
	struct training_session *t = own(p);
	unsigned char space[APDU_DATA_MAX];
	struct apdu a;
	enum err e;

	if ((e = guard(t)) != ERR_NONE || (e = sm_wrap(&t->sm, plain, &a, space)) != ERR_NONE)
		return e;
	if ((e = card_send(p->card, &a, r)) != ERR_NONE) {
		sm_close(&t->sm);
		return e;
	}
	if ((e = sm_unwrap(&t->sm, r)) != ERR_NONE)
		return e;
	return card_status(r->sw == 0x6282 ? 0x9000 : r->sw);
}

/* --- opening ---------------------------------------------------------------------------------- */

static enum err
initialize_update(struct training_session *t, const unsigned char host[CHALLENGE], struct reply *r)
{
	const struct apdu a = { .cla = 0x80, .ins = 0x50, .data = host, .lc = CHALLENGE, .le = 256 };
	enum err e;

	if ((e = card_send(t->perso.card, &a, r)) != ERR_NONE)
		return e;
	if (r->sw != 0x9000 || r->len != INIT_SIZE || r->data[INIT_PROTOCOL] != 0x03 || r->data[INIT_OPTION] != 0x70)
		return ERR_CHANNEL;
	return ERR_NONE;
}

/*
 * The card shows that it knows the keys before we show that we do: its cryptogram answers our challenge, and its own
 * challenge is that of the counter it names. So nobody but the card can push the memory on, and no word is believed
 * before the memory holds it. mine is what we owe the card.
 */
static enum err
believe(struct training_session *t, const struct sm_keys *keys, const struct perso_replay *memory,
    unsigned char mine[CHALLENGE])
{
	unsigned char host[CHALLENGE], challenge[CHALLENGE], cryptogram[CHALLENGE];
	const unsigned char *aid, *s;
	struct reply r;
	size_t aid_len;
	enum err e;

	if (RAND_bytes(host, sizeof(host)) != 1)
		return ERR_CRYPTO;
	aid = card_aid(AP_TRAINING, &aid_len);
	s = r.data + INIT_SEQUENCE;
	if ((e = initialize_update(t, host, &r)) != ERR_NONE ||
	    (e = sm_card_challenge(keys, s, aid, aid_len, challenge)) != ERR_NONE ||
	    (e = sm_derive(&t->sm, keys, host, r.data + INIT_CHALLENGE, mine, cryptogram)) != ERR_NONE)
		return e;
	if (CRYPTO_memcmp(challenge, r.data + INIT_CHALLENGE, CHALLENGE) != 0 ||
	    CRYPTO_memcmp(cryptogram, r.data + INIT_CRYPTOGRAM, CHALLENGE) != 0)
		return ERR_CHANNEL_KEYS;
	return memory->advance(memory->ctx, t->perso.card->number, t->perso.card->number_len,
	    (uint32_t)s[0] << 16 | (uint32_t)s[1] << 8 | s[2]);
}

static enum err
authenticate(struct training_session *t, const struct sm_keys *keys, const struct perso_replay *memory)
{
	unsigned char mine[CHALLENGE], space[APDU_DATA_MAX];
	struct reply r;
	struct apdu a;
	enum err e;

	if ((e = believe(t, keys, memory, mine)) != ERR_NONE ||
	    (e = sm_wrap_auth(&t->sm, 0x33, mine, &a, space)) != ERR_NONE ||
	    (e = card_send(t->perso.card, &a, &r)) != ERR_NONE)
		return e;
	return r.sw == 0x9000 && r.len == 0 ? ERR_NONE : ERR_CHANNEL;
}

enum err
training_detect(struct card *card)
{
	enum err e = card_select_ap(card, AP_TRAINING);

	return e == ERR_CARD_NO_FILE || e == ERR_CARD_STATUS || e == ERR_CARD_NEEDS_PIN || e == ERR_CARD_DAMAGED ?
	    ERR_CARD_NOT_TRAINING : e;
}

void
training_close(struct perso *p)
{
	struct training_session *t = own(p);

	OPENSSL_cleanse(t, sizeof(*t));
	free(t);
}

enum err
training_open(const struct perso_ops *ops, struct card *card, const struct perso_with *with, struct perso **out)
{
	const struct sm_keys *keys = with->keys;
	unsigned char number[CARD_NUMBER_MAX];
	struct training_session *t;
	size_t len;
	enum err e;

	if (keys == NULL || (keys->len != 16 && keys->len != 24 && keys->len != 32))
		return ERR_CHANNEL_KEYS;
	/* Known before the training application is selected: the card's counter is remembered by its number. */
	if ((e = card_number(card, number, &len)) != ERR_NONE)
		return wire_failed(e) ? e : ERR_CARD_NOT_TRAINING;
	if ((e = training_detect(card)) != ERR_NONE)
		return e;
	if ((t = calloc(1, sizeof(*t))) == NULL)
		return ERR_MEMORY;
	secret_lock(t, sizeof(*t));
	t->perso = (struct perso){ ops, card };
	if ((e = authenticate(t, keys, &with->memory)) != ERR_NONE)
		training_close(&t->perso);
	else
		*out = &t->perso;
	return e;
}

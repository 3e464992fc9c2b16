/* The privileged half's answers: a card that keeps the channel rightly and lies inside it. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "tests/card/any-counter.h"
#include "tests/fuzz/fed-wire.h"

static const struct sm_keys keys = { .enc = "fuzz-enc-invented", .mac = "fuzz-mac-invented", .len = 16 };

/* The card's end; what it answers inside the channel is fed. */
struct liar { struct wire wire; struct fed_wire fed; struct sm sm; unsigned char host_cryptogram[8]; };

static enum err
power_on(struct wire *w)
{
	(void)w;
	return ERR_NONE;
}

static void
power_off(struct wire *w)
{
	(void)w;
}

static void
initialize(struct liar *l, const unsigned char *host, struct reply *r)
{
	const unsigned char *aid;
	size_t len;

	memset(r->data, 0, 32);
	r->data[11] = 0x03;
	r->data[12] = 0x70;
	r->len = 32;
	aid = card_aid(AP_TRAINING, &len);
	if (sm_card_challenge(&keys, r->data + 29, aid, len, r->data + 13) != ERR_NONE ||
	    sm_derive(&l->sm, &keys, host, r->data + 13, l->host_cryptogram, r->data + 21) != ERR_NONE)
		abort();
}

static enum err
inside(struct liar *l, const unsigned char *c, struct reply *r)
{
	unsigned char plain[APDU_DATA_MAX], answer[APDU_ANSWER_MAX + 2];
	size_t len;
	enum err e;

	if (sm_card_unwrap(&l->sm, c, c + 5, c[4], plain, sizeof(plain), &len) != ERR_NONE)
		abort();
	e = l->fed.wire.ops->transmit(&l->fed.wire, c, 5, answer, SM_DATA_MAX + 2, &len);
	if (e != ERR_NONE || (e = apdu_decode(answer, len, r)) != ERR_NONE)
		return e;
	return sm_card_wrap(&l->sm, r);
}

static enum err
transmit(struct wire *w, const unsigned char *c, size_t len, unsigned char *answer, size_t cap, size_t *answer_len)
{
	struct liar *l = (struct liar *)(void *)w;
	struct reply r = { .sw = 0x9000 };
	enum err e = ERR_NONE;

	(void)len;
	(void)cap;
	if (c[0] == 0x00 && c[1] == 0xca)
		r.len = 1;	/* its number */
	else if (c[0] == 0x80)
		initialize(l, c + 5, &r);
	else if (c[0] == 0x84 && c[1] == 0x82)
		e = sm_card_unwrap_auth(&l->sm, c, c + 5, c[4], l->host_cryptogram);
	else if (c[0] == 0x84)
		e = inside(l, c, &r);
	if (e != ERR_NONE)
		return ERR_CARD_REMOVED;
	memcpy(answer, r.data, r.len);
	answer[r.len] = (unsigned char)(r.sw >> 8);
	answer[r.len + 1] = (unsigned char)(r.sw & 0xff);
	*answer_len = r.len + 2;
	return ERR_NONE;
}

static const struct wire_ops ops = { .name = "liar", .power_on = power_on, .transmit = transmit,
    .power_off = power_off };

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct cert cert = { .len = 700 };
	struct liar l = { .wire = { .ops = &ops } };
	unsigned char spki[512];
	struct perso_status st;
	struct card card;
	struct perso p;
	size_t n;

	fed_wire(&l.fed, bytes, len);
	if (card_open(&card, &l.wire) != ERR_NONE || perso_open(&p, &card, &keys, &any_counter) != ERR_NONE)
		abort();
	(void)perso_status(&p, CERT_SIGN, &st);
	if (perso_generate(&p, CERT_AUTH, spki, sizeof(spki), &n) == ERR_NONE && (n < 2 || n > sizeof(spki)))
		abort();
	(void)perso_write_cert(&p, CERT_AUTH, &cert);
	(void)perso_activate(&p, CERT_BOTH);
	perso_close(&p);
	card_close(&card);
	return 0;
}

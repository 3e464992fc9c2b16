/* The privileged half's answers: a card that keeps the channel rightly and lies inside it. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "tests/card/any-counter.h"
#include "tests/card/channel-end.h"
#include "tests/fuzz/fed-wire.h"

static const struct sm_keys keys = { .enc = "fuzz-enc-invented", .mac = "fuzz-mac-invented", .len = 16 };

/* The card's end; what it answers inside the channel is fed. */
struct liar { struct channel_end end; struct fed_wire fed; };

static enum err
inside(struct liar *l, const unsigned char *c, struct reply *r)
{
	unsigned char plain[APDU_DATA_MAX], answer[APDU_ANSWER_MAX + 2];
	size_t len;
	enum err e;

	if (sm_card_unwrap(&l->end.sm, c, c + 5, c[4], plain, sizeof(plain), &len) != ERR_NONE)
		abort();
	e = l->fed.wire.ops->transmit(&l->fed.wire, c, 5, answer, SM_DATA_MAX + 2, &len);
	if (e != ERR_NONE || (e = apdu_decode(answer, len, r)) != ERR_NONE)
		return e;
	return sm_card_wrap(&l->end.sm, r);
}

static enum err
answer(struct channel_end *end, const unsigned char *c, struct reply *r)
{
	static const unsigned char sequence[3];
	struct liar *l = (struct liar *)(void *)end;
	enum err e = ERR_NONE;

	if (c[0] == 0x00 && c[1] == 0xca)
		r->len = 1;	/* its number */
	else if (c[0] == 0x80 && channel_end_initialize(end, &keys, sequence, c + 5, r) != ERR_NONE)
		abort();
	else if (c[0] == 0x84 && c[1] == 0x82)
		e = sm_card_unwrap_auth(&end->sm, c, c + 5, c[4], end->host_cryptogram);
	else if (c[0] == 0x84)
		e = inside(l, c, r);
	return e == ERR_NONE ? ERR_NONE : ERR_CARD_REMOVED;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct cert cert = { .len = 700 };
	struct liar l = { .end = { .wire = { .ops = &channel_end_ops }, .answer = answer } };
	unsigned char spki[512];
	const struct perso_with with = { &keys, any_counter };
	struct perso_status st;
	struct card card;
	struct perso *p = NULL;
	size_t n;

	fed_wire(&l.fed, bytes, len);
	if (card_open(&card, &l.end.wire, CARD_USE_WORK) != ERR_NONE ||
	    perso_open(&training_driver, &card, &with, &p) != ERR_NONE)
		abort();
	(void)perso_status(p, CERT_SIGN, &st);
	if (perso_generate(p, CERT_AUTH) == ERR_NONE &&
	    perso_request(p, CERT_AUTH, spki, sizeof(spki), &n) == ERR_NONE && (n < 2 || n > sizeof(spki)))
		abort();
	(void)perso_write(p, CERT_AUTH, &cert);
	(void)perso_activate(p, CERT_BOTH);
	perso_close(&p);
	card_close(&card);
	return 0;
}

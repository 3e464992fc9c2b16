/* The two ends of a channel, opened against each other. */
#include "sm-pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* 00 01 … 0F and so on, begun again after 16 bytes, as the vectors' source prints them. */
struct sm_keys
vector_keys(size_t len)
{
	struct sm_keys k = { .len = len };
	size_t i;

	for (i = 0; i < len; i++) {
		k.enc[i] = (unsigned char)(i % 16);
		k.mac[i] = (unsigned char)(0x10 + i % 16);
		k.dek[i] = (unsigned char)(0x20 + i % 16);
	}
	return k;
}

void
header_of(const struct apdu *a, unsigned char header[5])
{
	memcpy(header, (const unsigned char[]){ a->cla, a->ins, a->p1, a->p2, (unsigned char)a->lc }, 5);
}

void
open_pair(struct pair *p, size_t key_len)
{
	const struct sm_keys keys = vector_keys(key_len);
	const unsigned char *h = (const unsigned char *)"hosthost", *c = (const unsigned char *)"cardcard";
	unsigned char hc[8], cc[8], card_hc[8], card_cc[8], header[5], space[APDU_DATA_MAX];
	struct apdu out;

	memset(p, 0, sizeof(*p));
	assert_int_equal(sm_derive(&p->host, &keys, h, c, hc, cc), ERR_NONE);
	assert_int_equal(sm_derive(&p->card, &keys, h, c, card_hc, card_cc), ERR_NONE);
	assert_memory_equal(cc, card_cc, 8);
	assert_int_equal(sm_wrap_auth(&p->host, 0x33, hc, &out, space), ERR_NONE);
	header_of(&out, header);
	assert_int_equal(sm_card_unwrap_auth(&p->card, header, out.data, out.lc, card_hc), ERR_NONE);
}

void
assert_wiped(const struct sm *sm)
{
	const struct sm zero = { 0 };

	assert_memory_equal(sm, &zero, sizeof(zero));
}

/* One command on its way; the card's answer to it in *r. */
void
half_exchange(struct pair *p, struct reply *r, size_t answer_len, uint16_t sw)
{
	unsigned char plain[APDU_DATA_MAX], space[APDU_DATA_MAX], header[5];
	struct apdu in = { .cla = 0x80, .ins = 0xca, .le = 256 }, out;
	size_t plain_len;

	open_pair(p, 16);
	assert_int_equal(sm_wrap(&p->host, &in, &out, space), ERR_NONE);
	header_of(&out, header);
	assert_int_equal(sm_card_unwrap(&p->card, header, out.data, out.lc, plain, sizeof(plain), &plain_len),
	    ERR_NONE);
	r->len = answer_len;
	r->sw = sw;
	memset(r->data, 0x77, answer_len);
	assert_int_equal(sm_card_wrap(&p->card, r), ERR_NONE);
}

void
refuse_answer(struct pair *p, struct reply *r)
{
	const struct apdu any = { .cla = 0x80, .ins = 0xca };
	unsigned char space[APDU_DATA_MAX];
	struct apdu out;

	assert_int_equal(sm_unwrap(&p->host, r), ERR_CHANNEL);
	assert_wiped(&p->host);
	assert_int_equal(sm_wrap(&p->host, &any, &out, space), ERR_CHANNEL);
}

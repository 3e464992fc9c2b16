/*
 * SCP03 against published vectors, one end against the other, and every way to break the channel.
 *
 * The values of vectors[] were recorded from real cards and published by osmocom/pysim,
 * tests/unittests/test_globalplatform.py (classes SCP03_Test_AES128_33 … AES256_33); static keys as printed there.
 */
#include "card/perso/training/sm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "card/sm-private.h"

struct vector {
	size_t key_len;
	const char *host, *card, *card_cryptogram;
	const char *external_authenticate;
	const char *data_in, *data_out, *answer;	/* 80 E2 91 00 with data and Le */
	const char *cases[4];				/* of plain_cases, wrapped */
};

static const char *const plain_answer = "bf3e125a1089882119900000000000000000000005";
static const struct { struct apdu apdu; const char *data; } plain_cases[] = {
	{ { .cla = 0x80, .ins = 0xf2, .p1 = 0x20, .p2 = 0x02 }, "" },
	{ { .cla = 0x80, .ins = 0xca, .p1 = 0x00, .p2 = 0x66, .le = 256 }, "" },
	{ { .cla = 0x80, .ins = 0xf2, .p1 = 0x20, .p2 = 0x02 }, "4f0212345c054f9f70c5" },
	{ { .cla = 0x80, .ins = 0xf2, .p1 = 0x80, .p2 = 0x02, .le = 256 }, "4f00" },
};

static const struct vector vectors[] = {
	{ 16, "fdf38259a1e0de44", "3b1aca81e821f219", "081cdc01c26b372d",
	    "84823300108c36f96bcc00724a4e13ad591d7da3f0",
	    "bf3e035c015a", "84e2910018267a85dfe4a98fca6fb0527e0dfecce4914e40401433c87f00",
	    "f3ba2b1013aa6224f5e1c138d71805c569e5439b47576260b75fc021b25097cb2e68f8a0144975b9",
	    { "84f2200208ac6a59024bed84cc", "84ca006608409912ad8fb7aed000",
	    "84f22002185f3dafc3ac14c381536a488bf44e06d056df9d74dbd21e5a",
	    "84f280021865165105be3373347d0424d4400af2ac393f569ec779389e00" } },
	{ 24, "9b3f2eef0e8c9374", "f6bb305a15bae1a6", "8f79fb08212fbed7",
	    "84823300109100bc22d58b45b86a26365ce39ff3cf",
	    "bf3e035c015a", "84e29100188f7f946c84f70d17994bc6e8791251bb1bb1bf02cf8de58900",
	    "c05176c1b6f72aae50c32cbee63b0e95998928fd4dfb2be9f27ffde8c8476f5909b4805cc4039599",
	    { "84f2200208d5d97754b6b3d2ba", "84ca006608516c82b8e30adbeb00",
	    "84f2200218cc247f4761e6944277a4e0d6e32e44025b1e31537e2fc668",
	    "84f2800218ba22b63d509bef5d093b43e5eaed03ed23144ab2d9cb51de00" } },
	{ 32, "97b2055fe58599fd", "a8439a22cedf045f", "a9f1903b2834f26e",
	    "8482330010508a0fd959d2e547c6b33154a6be2057",
	    "bf3e035c015a", "84e29100187a5ef717eaf1e135ae92fe54429d0e465decda65f5fe5aea00",
	    "ea90dbfa648a67c5eb6abc57f8530b97d0cd5647c5e8732016b55203b078dd2ace7f8bc5d1c1cd99",
	    { "84f2200208bcc5c17275545d93", "84ca00660804806aba9d543bb600",
	    "84f2200218717222491556ec81a45f49ce48be33320024801a1c4cb0e0",
	    "84f2800218561f105bccd3a1642904b251ccc1228beb80a82370a8637000" } },
};

static size_t
unhex(const char *s, unsigned char *out)
{
	static const char digits[] = "0123456789abcdef";
	size_t n;

	for (n = 0; s[2 * n] != '\0'; n++)
		out[n] = (unsigned char)((strchr(digits, s[2 * n]) - digits) << 4 |
		    (strchr(digits, s[2 * n + 1]) - digits));
	return n;
}

static void
assert_command(const struct apdu *a, const char *hex)
{
	unsigned char want[APDU_COMMAND_MAX], got[APDU_COMMAND_MAX];
	size_t want_len = unhex(hex, want), len;

	assert_int_equal(apdu_encode(a, got, sizeof(got), &len), ERR_NONE);
	assert_int_equal(len, want_len);
	assert_memory_equal(got, want, len);
}

/* 00 01 … 0F and so on, begun again after 16 bytes, as the vectors' source prints them. */
static struct sm_keys
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

static void
check_vector(const struct vector *v)
{
	const struct sm_keys keys = vector_keys(v->key_len);
	unsigned char host[8], card[8], cryptogram[8], want[8], mine[8], data[64], space[APDU_DATA_MAX];
	struct apdu plain, out;
	struct reply r = { .sw = 0x9000 };
	struct sm sm;
	size_t i;

	unhex(v->host, host);
	unhex(v->card, card);
	unhex(v->card_cryptogram, want);
	assert_int_equal(sm_derive(&sm, &keys, host, card, mine, cryptogram), ERR_NONE);
	assert_memory_equal(cryptogram, want, 8);
	assert_int_equal(sm_wrap_auth(&sm, 0x33, mine, &out, space), ERR_NONE);
	assert_command(&out, v->external_authenticate);

	plain = (struct apdu){ .cla = 0x80, .ins = 0xe2, .p1 = 0x91, .data = data, .lc = unhex(v->data_in, data),
	    .le = 256 };
	assert_int_equal(sm_wrap(&sm, &plain, &out, space), ERR_NONE);
	assert_command(&out, v->data_out);
	r.len = unhex(v->answer, r.data);
	assert_int_equal(sm_unwrap(&sm, &r), ERR_NONE);
	assert_int_equal(r.len, unhex(plain_answer, data));
	assert_memory_equal(r.data, data, r.len);

	for (i = 0; i < 4; i++) {
		plain = plain_cases[i].apdu;
		plain.lc = unhex(plain_cases[i].data, data);
		plain.data = data;
		assert_int_equal(sm_wrap(&sm, &plain, &out, space), ERR_NONE);
		assert_command(&out, v->cases[i]);
	}
}

static void
published_vectors_hold(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(vectors) / sizeof(*vectors); i++)
		check_vector(&vectors[i]);
}

/* The challenge that the first card of vectors[] gave at sequence 3: it follows from its keys and its ISD-R's AID. */
static void
pseudo_random_challenge_is_the_published_one(void **state)
{
	const struct sm_keys keys = vector_keys(16);
	unsigned char aid[16], want[8], got[8];

	(void)state;
	assert_int_equal(unhex("a0000005591010ffffffff8900000100", aid), sizeof(aid));
	unhex(vectors[0].card, want);
	assert_int_equal(sm_card_challenge(&keys, (const unsigned char[]){ 0, 0, 3 }, aid, sizeof(aid), got),
	    ERR_NONE);
	assert_memory_equal(got, want, 8);
	assert_int_equal(sm_card_challenge(&keys, (const unsigned char[]){ 0, 0, 3 }, aid, 17, got), ERR_TOO_LONG);
}

/* --- one end against the other --------------------------------------------------------------- */

struct pair { struct sm host, card; };

static void
header_of(const struct apdu *a, unsigned char header[5])
{
	memcpy(header, (const unsigned char[]){ a->cla, a->ins, a->p1, a->p2, (unsigned char)a->lc }, 5);
}

static void
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

/* Sends len bytes there and answer_len back. */
static void
exchange(struct pair *p, size_t len, size_t answer_len, uint16_t sw)
{
	unsigned char data[SM_DATA_MAX], plain[APDU_DATA_MAX], space[APDU_DATA_MAX], header[5];
	struct apdu in = { .cla = 0x80, .ins = 0xd6, .data = data, .lc = len, .le = answer_len > 0 ? 256 : 0 }, out;
	struct reply r = { .len = answer_len, .sw = sw };
	size_t plain_len;

	memset(data, 0x5a, sizeof(data));
	memset(r.data, 0xa5, answer_len);
	assert_int_equal(sm_wrap(&p->host, &in, &out, space), ERR_NONE);
	header_of(&out, header);
	assert_int_equal(sm_card_unwrap(&p->card, header, out.data, out.lc, plain, sizeof(plain), &plain_len),
	    ERR_NONE);
	assert_int_equal(plain_len, len);
	assert_memory_equal(plain, data, len);
	assert_int_equal(sm_card_wrap(&p->card, &r), ERR_NONE);
	assert_in_range(r.len, 0, 256);
	assert_int_equal(sm_unwrap(&p->host, &r), ERR_NONE);
	assert_int_equal(r.sw, sw);
	memset(data, 0xa5, sizeof(data));
	if (sw == 0x9000) {
		assert_int_equal(r.len, answer_len);
		assert_memory_equal(r.data, data, answer_len);
	} else
		assert_int_equal(r.len, 0);
}

static void
both_ends_understand_each_other(void **state)
{
	static const size_t key_lens[] = { 16, 24, 32 }, lens[] = { 0, 1, 15, 16, 17, 223, 224, SM_DATA_MAX };
	struct pair p;
	size_t k, i;

	(void)state;
	for (k = 0; k < 3; k++) {
		open_pair(&p, key_lens[k]);
		for (i = 0; i < sizeof(lens) / sizeof(*lens); i++)
			exchange(&p, lens[i], lens[sizeof(lens) / sizeof(*lens) - 1 - i], 0x9000);
		exchange(&p, 3, 20, 0x6a80);	/* an error loses its data and the channel lives on */
		exchange(&p, 3, 0, 0x63c2);
		exchange(&p, 0, 5, 0x9000);
	}
}

/* --- breaking it ----------------------------------------------------------------------------- */

static void
assert_wiped(const struct sm *sm)
{
	const struct sm zero = { 0 };

	assert_memory_equal(sm, &zero, sizeof(zero));
}

/* One command on its way; the card's answer to it in *r. */
static void
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

static void
refuse_answer(struct pair *p, struct reply *r)
{
	const struct apdu any = { .cla = 0x80, .ins = 0xca };
	unsigned char space[APDU_DATA_MAX];
	struct apdu out;

	assert_int_equal(sm_unwrap(&p->host, r), ERR_CHANNEL);
	assert_wiped(&p->host);
	assert_int_equal(sm_wrap(&p->host, &any, &out, space), ERR_CHANNEL);
}

static void
every_changed_bit_of_an_answer_is_noticed(void **state)
{
	struct pair p;
	struct reply r;
	size_t bit;

	(void)state;
	for (bit = 0; bit < (32 + SM_MAC) * 8; bit++) {
		half_exchange(&p, &r, 20, 0x9000);
		assert_int_equal(r.len, 32 + SM_MAC);
		r.data[bit / 8] ^= (unsigned char)(1 << bit % 8);
		refuse_answer(&p, &r);
	}
}

/* An answer under a MAC that is right, with these bytes of plain text beneath, whole blocks and no padding of their own. */
static void
answer_with(struct pair *p, struct reply *r, const unsigned char *plain, size_t len, size_t sent)
{
	unsigned char full[SM_BLOCK];
	size_t sealed;

	half_exchange(p, r, 0, 0x9000);
	assert_int_equal(sm_encipher(&p->card, true, plain, len, r->data, &sealed), ERR_NONE);
	assert_int_equal(sm_answer_mac(&p->card, r, sent, full), ERR_NONE);
	memcpy(r->data + sent, full, SM_MAC);
	r->len = sent + SM_MAC;
}

/* What is enciphered ends in 80 and zeros (Amendment D 6.2.6); all else is damage, whatever its MAC. */
static void
padding_that_is_none_is_refused(void **state)
{
	static const unsigned char zeros[2 * SM_BLOCK], half[SM_BLOCK] = { [4] = 0x80 }, last[SM_BLOCK] = { [15] = 0x80 };
	unsigned char full[SM_BLOCK];
	struct pair p;
	struct reply r;

	(void)state;
	answer_with(&p, &r, half, sizeof(half), sizeof(half));
	assert_int_equal(sm_unwrap(&p.host, &r), ERR_NONE);
	assert_int_equal(r.len, 4);
	answer_with(&p, &r, last, sizeof(last), sizeof(last));
	assert_int_equal(sm_unwrap(&p.host, &r), ERR_NONE);
	assert_int_equal(r.len, SM_BLOCK - 1);
	answer_with(&p, &r, zeros, SM_BLOCK, SM_BLOCK);
	refuse_answer(&p, &r);
	answer_with(&p, &r, zeros, sizeof(zeros), sizeof(zeros));
	refuse_answer(&p, &r);
	memset(full, 0x81, sizeof(full));
	answer_with(&p, &r, full, sizeof(full), sizeof(full));
	refuse_answer(&p, &r);
	answer_with(&p, &r, last, sizeof(last), SM_BLOCK + 1);	/* no whole block */
	refuse_answer(&p, &r);
}

static void
unprotected_success_is_no_success(void **state)
{
	static const uint16_t words[] = { 0x9000, 0x6282, 0x63c1, 0x6982, 0x6987, 0x6988 };
	struct pair p;
	struct reply r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		half_exchange(&p, &r, 4, 0x9000);
		r.len = 0;
		r.sw = words[i];
		refuse_answer(&p, &r);
	}
}

static void
forged_words_and_lengths_are_refused(void **state)
{
	struct pair p;
	struct reply r;

	(void)state;
	half_exchange(&p, &r, 4, 0x63c1);
	r.sw = 0x9000;			/* the word itself is under the MAC */
	refuse_answer(&p, &r);
	half_exchange(&p, &r, 4, 0x9000);
	r.sw = 0x6a80;			/* an error brings no data */
	refuse_answer(&p, &r);
	half_exchange(&p, &r, 4, 0x9000);
	r.len--;
	refuse_answer(&p, &r);
	half_exchange(&p, &r, 4, 0x9000);
	r.len = SM_MAC - 1;
	refuse_answer(&p, &r);
}

static void
bare_error_is_handed_on(void **state)
{
	struct pair p;
	struct reply r;

	(void)state;
	half_exchange(&p, &r, 0, 0x9000);
	r.len = 0;
	r.sw = 0x6a88;
	assert_int_equal(sm_unwrap(&p.host, &r), ERR_NONE);
	assert_int_equal(r.sw, 0x6a88);
	assert_true(p.host.open);
}

static void
swallowed_and_repeated_commands_break_the_chain(void **state)
{
	const struct apdu in = { .cla = 0x80, .ins = 0x44, .p2 = 3 };
	unsigned char first[APDU_DATA_MAX], second[APDU_DATA_MAX], plain[APDU_DATA_MAX], header[5];
	struct apdu one, two;
	struct pair p;
	size_t len;

	(void)state;
	open_pair(&p, 16);
	assert_int_equal(sm_wrap(&p.host, &in, &one, first), ERR_NONE);
	assert_int_equal(sm_wrap(&p.host, &in, &two, second), ERR_NONE);
	header_of(&two, header);
	assert_int_equal(sm_card_unwrap(&p.card, header, two.data, two.lc, plain, sizeof(plain), &len), ERR_CHANNEL);
	assert_wiped(&p.card);

	open_pair(&p, 16);
	assert_int_equal(sm_wrap(&p.host, &in, &one, first), ERR_NONE);
	header_of(&one, header);
	assert_int_equal(sm_card_unwrap(&p.card, header, one.data, one.lc, plain, sizeof(plain), &len), ERR_NONE);
	assert_int_equal(sm_card_unwrap(&p.card, header, one.data, one.lc, plain, sizeof(plain), &len), ERR_CHANNEL);
	assert_wiped(&p.card);
}

static void
every_changed_bit_of_a_command_is_noticed(void **state)
{
	const struct apdu in = { .cla = 0x80, .ins = 0x2c, .p1 = 2, .p2 = 1, .data = (const unsigned char *)"1234",
	    .lc = 4 };
	unsigned char space[APDU_DATA_MAX], plain[APDU_DATA_MAX], message[5 + APDU_DATA_MAX];
	struct apdu out;
	struct pair p;
	size_t bit, len;

	(void)state;
	for (bit = 0; bit < (5 + 16 + SM_MAC) * 8; bit++) {
		open_pair(&p, 16);
		assert_int_equal(sm_wrap(&p.host, &in, &out, space), ERR_NONE);
		header_of(&out, message);
		memcpy(message + 5, out.data, out.lc);
		message[bit / 8] ^= (unsigned char)(1 << bit % 8);
		assert_int_equal(sm_card_unwrap(&p.card, message, message + 5, out.lc, plain, sizeof(plain), &len),
		    ERR_CHANNEL);
		assert_wiped(&p.card);
	}
}

static void
wrong_beginnings_are_refused(void **state)
{
	struct sm_keys keys = vector_keys(16), other = vector_keys(16);
	const unsigned char *h = (const unsigned char *)"hosthost", *c = (const unsigned char *)"cardcard";
	unsigned char hc[8], cc[8], other_hc[8], other_cc[8], header[5], space[APDU_DATA_MAX];
	struct apdu out;
	struct sm host = { 0 }, card = { 0 };

	(void)state;
	keys.len = 17;
	assert_int_equal(sm_derive(&host, &keys, h, c, hc, cc), ERR_CHANNEL_KEYS);
	assert_int_equal(sm_wrap_auth(&host, 0x33, hc, &out, space), ERR_CHANNEL);
	keys.len = 16;
	assert_int_equal(sm_derive(&host, &keys, h, c, hc, cc), ERR_NONE);
	assert_int_equal(sm_wrap_auth(&host, 0x01, hc, &out, space), ERR_CHANNEL);	/* no lower level */

	other.mac[0] ^= 1;
	assert_int_equal(sm_derive(&host, &keys, h, c, hc, cc), ERR_NONE);
	assert_int_equal(sm_derive(&card, &other, h, c, other_hc, other_cc), ERR_NONE);
	assert_memory_not_equal(cc, other_cc, 8);
	assert_int_equal(sm_wrap_auth(&host, 0x33, hc, &out, space), ERR_NONE);
	header_of(&out, header);
	assert_int_equal(sm_card_unwrap_auth(&card, header, out.data, out.lc, other_hc), ERR_CHANNEL);
	assert_wiped(&card);

	assert_int_equal(sm_derive(&card, &keys, h, c, hc, cc), ERR_NONE);
	header[2] = 0x01;
	assert_int_equal(sm_card_unwrap_auth(&card, header, out.data, out.lc, hc), ERR_CHANNEL);
	assert_wiped(&card);
}

static void
too_much_data_is_refused(void **state)
{
	static const unsigned char data[SM_DATA_MAX + 1];
	const struct apdu in = { .cla = 0x80, .ins = 0xd6, .data = data, .lc = sizeof(data) };
	unsigned char space[APDU_DATA_MAX];
	struct reply r = { .len = SM_DATA_MAX + 1, .sw = 0x9000 };
	struct apdu out;
	struct pair p;

	(void)state;
	open_pair(&p, 16);
	assert_int_equal(sm_wrap(&p.host, &in, &out, space), ERR_TOO_LONG);
	assert_int_equal(sm_card_wrap(&p.card, &r), ERR_TOO_LONG);
	p.host.counter = UINT32_MAX;	/* a counter never comes round */
	assert_int_equal(sm_wrap(&p.host, &(struct apdu){ .cla = 0x80 }, &out, space), ERR_CHANNEL);
}

static void
published_keys_are_known(void **state)
{
	struct sm_keys k = { .len = 16 };
	size_t i;

	(void)state;
	for (i = 0; i < 16; i++) {
		k.enc[i] = (unsigned char)(i * 7 + 1);
		k.mac[i] = (unsigned char)(i * 11 + 2);
		k.dek[i] = (unsigned char)(i * 13 + 3);
	}
	assert_false(sm_keys_published(&k));
	for (i = 0; i < 16; i++)
		k.dek[i] = (unsigned char)(0x40 + i);
	assert_true(sm_keys_published(&k));
	memset(k.dek, 0xff, 16);
	assert_true(sm_keys_published(&k));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published_vectors_hold),
		cmocka_unit_test(pseudo_random_challenge_is_the_published_one),
		cmocka_unit_test(both_ends_understand_each_other),
		cmocka_unit_test(every_changed_bit_of_an_answer_is_noticed),
		cmocka_unit_test(padding_that_is_none_is_refused),
		cmocka_unit_test(unprotected_success_is_no_success),
		cmocka_unit_test(forged_words_and_lengths_are_refused),
		cmocka_unit_test(bare_error_is_handed_on),
		cmocka_unit_test(swallowed_and_repeated_commands_break_the_chain),
		cmocka_unit_test(every_changed_bit_of_a_command_is_noticed),
		cmocka_unit_test(wrong_beginnings_are_refused),
		cmocka_unit_test(too_much_data_is_refused),
		cmocka_unit_test(published_keys_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

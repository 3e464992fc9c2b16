/*
 * SCP03 against published vectors, and one end against the other.
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

#include "sm-pair.h"

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
		cmocka_unit_test(published_keys_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Every way to break a channel of SCP03: whatever isn't as it was sealed ends it, and leaves no key behind. */
#include "sm-pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

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

/*
 * An answer under a MAC that is right, with these bytes of plain text beneath, whole blocks and no padding of their
 * own.
 */
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
	static const unsigned char zeros[2 * SM_BLOCK], half[SM_BLOCK] = { [4] = 0x80 },
	    last[SM_BLOCK] = { [15] = 0x80 };
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

/* A channel that isn't open gives nothing, and a place too small for what a command brings ends it. */
static void
closed_channel_says_nothing(void **state)
{
	const struct apdu in = { .cla = 0x80, .ins = 0xd6, .data = (const unsigned char *)"1234", .lc = 4 };
	unsigned char space[APDU_DATA_MAX], plain[SM_BLOCK], header[5];
	struct reply r = { .sw = 0x9000 };
	struct apdu out;
	struct pair p;
	size_t len;

	(void)state;
	open_pair(&p, 16);
	assert_int_equal(sm_wrap(&p.host, &in, &out, space), ERR_NONE);
	header_of(&out, header);
	assert_int_equal(sm_card_unwrap(&p.card, header, out.data, out.lc, plain, SM_BLOCK - 1, &len), ERR_TOO_LONG);
	assert_wiped(&p.card);
	assert_int_equal(sm_card_unwrap(&p.card, header, out.data, out.lc, plain, sizeof(plain), &len), ERR_CHANNEL);
	assert_int_equal(len, 0);
	assert_int_equal(sm_card_wrap(&p.card, &r), ERR_CHANNEL);
	sm_close(&p.host);
	assert_int_equal(sm_unwrap(&p.host, &r), ERR_CHANNEL);
	open_pair(&p, 16);
	assert_int_equal(sm_wrap(&p.host, &in, &out, space), ERR_NONE);
	header_of(&out, header);
	assert_int_equal(sm_card_unwrap(&p.card, header, out.data, out.lc, plain, SM_BLOCK, &len), ERR_NONE);
	p.card.counter = UINT32_MAX;
	assert_int_equal(sm_card_unwrap(&p.card, header, out.data, out.lc, plain, sizeof(plain), &len), ERR_CHANNEL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_changed_bit_of_an_answer_is_noticed),
		cmocka_unit_test(padding_that_is_none_is_refused),
		cmocka_unit_test(unprotected_success_is_no_success),
		cmocka_unit_test(forged_words_and_lengths_are_refused),
		cmocka_unit_test(bare_error_is_handed_on),
		cmocka_unit_test(swallowed_and_repeated_commands_break_the_chain),
		cmocka_unit_test(every_changed_bit_of_a_command_is_noticed),
		cmocka_unit_test(wrong_beginnings_are_refused),
		cmocka_unit_test(too_much_data_is_refused),
		cmocka_unit_test(closed_channel_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

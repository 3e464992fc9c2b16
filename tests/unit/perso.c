/* The privileged half against a small card that keeps the channel's other end, and can be told to misbehave. */
#include "card/perso/training/training.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/card/channel-end.h"

static const struct sm_keys keys = { .enc = "enc-key-invented", .mac = "mac-key-invented",
    .dek = "dek-key-invented", .len = 16 };
static const struct sm_keys other_keys = { .enc = "another-enc-key!", .mac = "another-mac-key!",
    .dek = "another-dek-key!", .len = 16 };

/* What the card does, and what it saw. */
struct fake {
	struct channel_end end;
	bool training;			/* answers the training AID */
	unsigned char sequence[3];	/* counter, as it says; its challenge is that of real_sequence */
	unsigned char real_sequence[3];
	size_t init_len;		/* bytes of its answer to INITIALIZE UPDATE */
	uint16_t auth_sw;
	const unsigned char *answer;	/* to the commands that are neither read nor write */
	size_t answer_len;
	uint16_t sw;
	unsigned char file[CERT_DER_MAX], flip;	/* flip spoils what is read back */
	size_t file_len;
	bool lose;			/* the next command is lost */
	unsigned char last[4], data[APDU_DATA_MAX];	/* the last command, deciphered */
	size_t data_len;
	unsigned privileged;		/* commands of class 8x */
	unsigned char flip_cryptogram,
	    flip_begin[2];	/* of the latter the one spoils the protocol's number, the other its option */
	/* The terminal's memory: what it answers, what it was asked, and how much was privileged by then. */
	enum err memory_says;
	unsigned asked, asked_at;
	uint32_t remembered;
	unsigned char number[CARD_NUMBER_MAX];
	size_t number_len;
};

static enum err
advance(void *ctx, const unsigned char *number, size_t len, uint32_t sequence)
{
	struct fake *f = ctx;

	f->asked++;
	f->asked_at = f->privileged;
	f->remembered = sequence;
	f->number_len = len;
	memcpy(f->number, number, len);
	return f->memory_says;
}

static void
initialize(struct fake *f, const unsigned char *host, struct reply *r)
{
	assert_int_equal(channel_end_initialize(&f->end, &keys, f->real_sequence, host, r), ERR_NONE);
	r->data[11] ^= f->flip_begin[0];
	r->data[12] ^= f->flip_begin[1];
	r->data[21] ^= f->flip_cryptogram;
	memcpy(r->data + 29, f->sequence, 3);
	r->len = f->init_len;
}

static void
privileged(struct fake *f, const unsigned char *c, struct reply *r)
{
	const size_t at = (size_t)c[2] << 8 | c[3];

	if (sm_card_unwrap(&f->end.sm, c, c + 5, c[4], f->data, sizeof(f->data), &f->data_len) != ERR_NONE) {
		r->sw = 0x6988;
		return;
	}
	memcpy(f->last, c, 4);
	if (c[1] == 0xd6) {
		memcpy(f->file + at, f->data, f->data_len);
		f->file_len = at + f->data_len;
	} else if (c[1] == 0xb0) {
		r->len = at < f->file_len ? f->file_len - at : 0;
		r->len = r->len < SM_DATA_MAX ? r->len : SM_DATA_MAX;
		memcpy(r->data, f->file + at, r->len);
		r->data[0] ^= f->flip;
	} else if (c[1] != 0xa4) {
		r->len = f->answer_len;
		if (r->len > 0)
			memcpy(r->data, f->answer, r->len);
		r->sw = f->sw;
	}
	assert_int_equal(sm_card_wrap(&f->end.sm, r), ERR_NONE);
}

static enum err
answer(struct channel_end *end, const unsigned char *c, struct reply *r)
{
	struct fake *f = (struct fake *)(void *)end;

	if (f->lose)
		return ERR_CARD_REMOVED;
	f->privileged += (c[0] & 0x80) != 0;
	if (c[0] == 0x00 && c[1] == 0xa4)
		r->sw = c[5] != 0xf0 || f->training ? 0x9000 : 0x6a82;
	else if (c[0] == 0x00 && c[1] == 0xca && c[3] == 0x45) {
		memcpy(r->data, "9900000000000017", 16);
		r->len = 16;
	} else if (c[0] == 0x80 && c[1] == 0x50)
		initialize(f, c + 5, r);
	else if (c[0] == 0x84 && c[1] == 0x82) {
		r->sw = f->auth_sw;
		assert_int_equal(sm_card_unwrap_auth(&f->end.sm, c, c + 5, c[4], f->end.host_cryptogram), ERR_NONE);
	} else if (c[0] == 0x84)
		privileged(f, c, r);
	else
		r->sw = 0x6d00;
	return ERR_NONE;
}

static struct fake
fake(void)
{
	return (struct fake){ .end = { .wire = { .ops = &channel_end_ops }, .answer = answer }, .training = true,
	    .init_len = 32, .auth_sw = 0x9000, .sw = 0x9000, .sequence = { 1, 2, 3 }, .real_sequence = { 1, 2, 3 } };
}

/* The card's wire is the fake's first member, and the memory is the fake's too. */
static enum err
open_with(struct perso **p, struct card *card, const struct sm_keys *k)
{
	const struct perso_with with = { k, { advance, card->wire } };

	perso_close(p);
	return perso_open(&training_driver, card, &with, p);
}

static void
open_both(struct fake *f, struct card *card, struct perso **p)
{
	*f = fake();
	assert_int_equal(card_open(card, &f->end.wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(open_with(p, card, &keys), ERR_NONE);
}

/* The card makes a pair and tells its public key. */
static enum err
make_pair(struct perso *p, enum cert_kind kind, unsigned char *spki, size_t cap, size_t *len)
{
	enum err e = perso_generate(p, kind);

	return e != ERR_NONE ? e : perso_request(p, kind, spki, cap, len);
}

/* --- opening ----------------------------------------------------------------------------------- */

static void
other_cards_get_nothing_privileged(void **state)
{
	struct fake f = fake();
	struct card card;
	struct perso *p = NULL;

	(void)state;
	f.training = false;
	assert_int_equal(card_open(&card, &f.end.wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(open_with(&p, &card, &keys), ERR_CARD_NOT_TRAINING);
	assert_int_equal(f.privileged, 0);
	assert_int_equal(perso_activate(p, CERT_BOTH), ERR_CHANNEL);
	assert_int_equal(f.privileged, 0);
	perso_close(&p);
}

static void
keys_are_needed_and_must_fit(void **state)
{
	struct fake f = fake();
	struct sm_keys odd = keys;
	struct card card;
	struct perso *p = NULL;

	(void)state;
	odd.len = 15;
	assert_int_equal(card_open(&card, &f.end.wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(open_with(&p, &card, NULL), ERR_CHANNEL_KEYS);
	assert_int_equal(open_with(&p, &card, &odd), ERR_CHANNEL_KEYS);
	assert_int_equal(f.privileged, 0);
	assert_int_equal(open_with(&p, &card, &other_keys), ERR_CHANNEL_KEYS);
	assert_int_equal(f.privileged, 1);	/* INITIALIZE UPDATE; our cryptogram was not sent */
	assert_int_equal(perso_drop(p, CERT_BOTH), ERR_CHANNEL);
	assert_int_equal(f.privileged, 1);
	perso_close(&p);
}

static void
odd_beginnings_are_refused(void **state)
{
	static const size_t lens[] = { 0, 28, 29, 31, 33 };
	struct card card;
	struct perso *p = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lens) / sizeof(*lens); i++) {
		struct fake f = fake();

		f.init_len = lens[i];
		assert_int_equal(card_open(&card, &f.end.wire, CARD_USE_WORK), ERR_NONE);
		assert_int_equal(open_with(&p, &card, &keys), ERR_CHANNEL);
		assert_int_equal(f.privileged, 1);
	}
	for (i = 0; i < 2; i++) {
		struct fake f = fake();

		f.flip_begin[i] = 1;
		assert_int_equal(card_open(&card, &f.end.wire, CARD_USE_WORK), ERR_NONE);
		assert_int_equal(open_with(&p, &card, &keys), ERR_CHANNEL);
		assert_int_equal(f.privileged, 1);
	}
	perso_close(&p);
}

/* The counter stands in the memory before our cryptogram leaves, and only what the card's keys vouch for gets there. */
static void
counter_is_remembered_first(void **state)
{
	struct card card;
	struct fake f;
	struct perso *p = NULL;

	(void)state;
	open_both(&f, &card, &p);
	assert_int_equal(f.asked, 1);
	assert_int_equal(f.asked_at, 1);
	assert_int_equal(f.privileged, 2);
	assert_int_equal(f.remembered, 0x010203);
	assert_int_equal(f.number_len, 16);
	assert_memory_equal(f.number, "9900000000000017", 16);
	perso_close(&p);
}

static void
counter_not_remembered_ends_it(void **state)
{
	static const enum err says[] = { ERR_CARD_REPLAY, ERR_DISK_FULL, ERR_STORE_LOCKED };
	struct card card;
	struct perso *p = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(says) / sizeof(*says); i++) {
		struct fake f = fake();

		f.memory_says = says[i];
		assert_int_equal(card_open(&card, &f.end.wire, CARD_USE_WORK), ERR_NONE);
		assert_int_equal(open_with(&p, &card, &keys), says[i]);
		assert_int_equal(f.privileged, 1);
		assert_null(p);
	}
	perso_close(&p);
}

static void
forged_counter_is_not_remembered(void **state)
{
	struct fake f = fake(), g = fake();
	struct card card;
	struct perso *p = NULL;

	(void)state;
	f.sequence[0] = 0xff;		/* the challenge isn't that counter's */
	assert_int_equal(card_open(&card, &f.end.wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(open_with(&p, &card, &keys), ERR_CHANNEL_KEYS);
	assert_int_equal(f.asked, 0);
	assert_int_equal(f.privileged, 1);
	g.flip_cryptogram = 1;
	assert_int_equal(card_open(&card, &g.end.wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(open_with(&p, &card, &keys), ERR_CHANNEL_KEYS);
	assert_int_equal(g.asked, 0);
	assert_int_equal(g.privileged, 1);
	perso_close(&p);
}

static void
refused_authentication_closes(void **state)
{
	struct fake f = fake();
	struct card card;
	struct perso *p = NULL;

	(void)state;
	f.auth_sw = 0x6982;
	assert_int_equal(card_open(&card, &f.end.wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(open_with(&p, &card, &keys), ERR_CHANNEL);
	assert_null(p);
	perso_close(&p);
}

static void
other_applications_get_nothing_privileged(void **state)
{
	struct fake f;
	struct card card;
	struct perso *p = NULL;
	unsigned before;

	(void)state;
	open_both(&f, &card, &p);
	before = f.privileged;
	assert_int_equal(card_select_ap(&card, AP_JPKI), ERR_NONE);
	assert_int_equal(perso_activate(p, CERT_BOTH), ERR_CHANNEL);
	assert_int_equal(f.privileged, before);
	assert_false(((struct training_session *)p)->sm.open);
	perso_close(&p);
}

static void
lost_answer_closes(void **state)
{
	struct fake f;
	struct card card;
	struct perso *p = NULL;

	(void)state;
	open_both(&f, &card, &p);
	f.lose = true;
	assert_int_equal(perso_activate(p, CERT_BOTH), ERR_CARD_REMOVED);
	f.lose = false;
	assert_int_equal(perso_activate(p, CERT_BOTH), ERR_CHANNEL);
	perso_close(&p);
}

/* --- commands ---------------------------------------------------------------------------------- */

static void
commands_are_what_the_page_says(void **state)
{
	const struct secret pin = { "NEW123", 6 }, none = { "", 0 };
	struct fake f;
	struct card card;
	struct perso *p = NULL;

	(void)state;
	open_both(&f, &card, &p);
	assert_int_equal(perso_activate(p, CERT_BOTH), ERR_NONE);
	assert_memory_equal(f.last, "\x84\x44\x00\x03", 4);
	assert_int_equal(perso_revoke(p, CERT_BIT(CERT_SIGN)), ERR_NONE);
	assert_memory_equal(f.last, "\x84\x04\x00\x01", 4);
	assert_int_equal(perso_drop(p, CERT_BIT(CERT_AUTH)), ERR_NONE);
	assert_memory_equal(f.last, "\x84\x04\x01\x02", 4);
	assert_int_equal(perso_reset(p, REFERENCE_JUKI_COMMON, &pin), ERR_NONE);
	assert_memory_equal(f.last, "\x84\x2c\x02\x05", 4);
	assert_int_equal(f.data_len, 6);
	assert_memory_equal(f.data, "NEW123", 6);
	assert_int_equal(perso_reset(p, REFERENCE_SIGN, &none), ERR_PIN_FORMAT);
	assert_int_equal(perso_activate(p, 0), ERR_DATA);
	assert_int_equal(perso_activate(p, 4), ERR_DATA);
	f.sw = 0x6985;
	assert_int_equal(perso_activate(p, CERT_BOTH), ERR_CARD_STATUS);
	assert_true(((struct training_session *)p)->sm.open);
	perso_close(&p);
}

static const struct { unsigned char head[4]; size_t n, len; enum err want; } statuses[] = {
	{ { 0 }, 0, 0, ERR_NONE }, { { 0x90 }, 1, CERT_HASH, ERR_NONE },
	{ { 0x90, 0x91, 0x92, 0x93 }, 4, CERT_HASH, ERR_NONE },
	{ { 0x90, 0x90 }, 2, CERT_HASH, ERR_CARD_ANSWER }, { { 0x94 }, 1, CERT_HASH, ERR_CARD_ANSWER },
	{ { 0x91 }, 1, CERT_HASH - 1, ERR_CARD_ANSWER }, { { 0x91 }, 1, 0, ERR_CARD_ANSWER },
};

static void
status_is_four_hashes_at_most(void **state)
{
	unsigned char answer_bytes[4 * (2 + CERT_HASH)];
	struct perso_status st;
	struct card card;
	struct fake f;
	struct perso *p = NULL;
	size_t i, k, at;

	(void)state;
	open_both(&f, &card, &p);
	for (i = 0; i < sizeof(statuses) / sizeof(*statuses); i++) {
		for (k = at = 0; k < statuses[i].n; k++) {
			answer_bytes[at++] = statuses[i].head[k];
			answer_bytes[at++] = (unsigned char)statuses[i].len;
			memset(answer_bytes + at, statuses[i].head[k], statuses[i].len);
			at += statuses[i].len;
		}
		f.answer = answer_bytes;
		f.answer_len = at;
		assert_int_equal(perso_status(p, CERT_AUTH, &st), statuses[i].want);
		assert_memory_equal(f.last, "\x84\xca\x01\x02", 4);
	}
	f.answer = (const unsigned char *)"\x90\x20";
	f.answer_len = 2;
	assert_int_equal(perso_status(p, CERT_SIGN, &st), ERR_CARD_ANSWER);
	perso_close(&p);
}

static void
pending_key_is_read_as_long_as_it_is(void **state)
{
	unsigned char spki[512];
	struct card card;
	struct fake f;
	struct perso *p = NULL;
	size_t len;

	(void)state;
	open_both(&f, &card, &p);
	memset(f.file, 0x11, 294);
	memcpy(f.file, "\x30\x82\x01\x22", 4);
	f.file_len = 300;
	assert_int_equal(make_pair(p, CERT_SIGN, spki, sizeof(spki), &len), ERR_NONE);
	assert_int_equal(len, 294);
	assert_memory_equal(spki, f.file, 294);
	assert_int_equal(make_pair(p, CERT_SIGN, spki, 293, &len), ERR_CARD_ANSWER);
	f.file_len = 293;	/* shorter than it says */
	assert_int_equal(perso_request(p, CERT_SIGN, spki, sizeof(spki), &len), ERR_CARD_ANSWER);
	f.file_len = 0;
	assert_int_equal(perso_request(p, CERT_SIGN, spki, sizeof(spki), &len), ERR_CARD_ANSWER);
	memcpy(f.file, "\x04\x02", 2);
	f.file_len = 4;
	assert_int_equal(perso_request(p, CERT_SIGN, spki, sizeof(spki), &len), ERR_CARD_ANSWER);
	perso_close(&p);
}

static void
certificate_is_read_back(void **state)
{
	struct cert cert = { .len = 1500 };
	struct card card;
	struct fake f;
	struct perso *p = NULL;

	(void)state;
	open_both(&f, &card, &p);
	memset(cert.der, 0x33, cert.len);
	assert_int_equal(perso_write(p, CERT_AUTH, &cert), ERR_NONE);
	assert_int_equal(f.file_len, 1500);
	f.flip = 1;
	assert_int_equal(perso_write(p, CERT_AUTH, &cert), ERR_CARD_READ_BACK);
	cert.len = 0;
	assert_int_equal(perso_write(p, CERT_AUTH, &cert), ERR_DATA);
	cert.len = CERT_DER_MAX + 1;
	assert_int_equal(perso_write(p, CERT_AUTH, &cert), ERR_DATA);
	perso_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(other_cards_get_nothing_privileged),
		cmocka_unit_test(keys_are_needed_and_must_fit),
		cmocka_unit_test(odd_beginnings_are_refused),
		cmocka_unit_test(counter_is_remembered_first),
		cmocka_unit_test(counter_not_remembered_ends_it),
		cmocka_unit_test(forged_counter_is_not_remembered),
		cmocka_unit_test(refused_authentication_closes),
		cmocka_unit_test(other_applications_get_nothing_privileged),
		cmocka_unit_test(lost_answer_closes),
		cmocka_unit_test(commands_are_what_the_page_says),
		cmocka_unit_test(status_is_four_hashes_at_most),
		cmocka_unit_test(pending_key_is_read_as_long_as_it_is),
		cmocka_unit_test(certificate_is_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

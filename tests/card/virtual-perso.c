/* The privileged half: behind its channel only, all pairs switched at once or none, everything remembered. */
#include "training.h"

#include <sys/stat.h>

#include "tests/card/any-counter.h"
#include "tests/unit/scratch.h"

/* The terminal's driver speaks to the card of the test directly. */
struct direct { struct wire wire; struct training *t; };

static enum err
on(struct wire *w)
{
	virtual_power_on(((struct direct *)(void *)w)->t->card);
	return ERR_NONE;
}

static void
off(struct wire *w)
{
	(void)w;
}

static enum err
transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *answer, size_t cap,
    size_t *answer_len)
{
	*answer_len = virtual_answer(((struct direct *)(void *)w)->t->card, command, len, answer, cap);
	return ERR_NONE;
}

static const struct wire_ops direct_ops = { .name = "direct", .power_on = on, .transmit = transmit, .power_off = off };

struct session { struct direct wire; struct card card; struct perso *perso; };

static void
session_open(struct session *s, struct training *t)
{
	const struct perso_with with = { &training_keys, any_counter };

	perso_close(&s->perso);
	s->wire = (struct direct){ .wire = { .ops = &direct_ops, .extended = true }, .t = t };
	assert_int_equal(card_open(&s->card, &s->wire.wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(perso_open(&training_driver, &s->card, &with, &s->perso), ERR_NONE);
}

/* The card makes a pair and tells its public key. */
static enum err
make_pair(struct perso *p, enum cert_kind kind, unsigned char *spki, size_t cap, size_t *len)
{
	enum err e = perso_generate(p, kind);

	return e != ERR_NONE ? e : perso_request(p, kind, spki, cap, len);
}

/* The pending pair's key is one of the test's, so that its certificate is at hand. */
static void
use_pair(struct training *t, unsigned n)
{
	const unsigned char *pkcs8;
	const struct cert *cert;
	char path[160];
	size_t len;

	training_pair(n, &pkcs8, &len, &cert);
	(void)snprintf(path, sizeof(path), "%s/key.der", t->folder);
	scratch_save(path, pkcs8, len);
	virtual_set_key_pool(t->folder);
}

static int
teardown(void **state)
{
	struct training *t = *state;
	char path[160];

	virtual_set_key_pool(NULL);
	(void)snprintf(path, sizeof(path), "%s/key.der", t->folder);
	(void)unlink(path);
	return training_teardown(state);
}

static const struct cert *
cert_of(unsigned n)
{
	const unsigned char *pkcs8;
	const struct cert *cert;
	size_t len;

	training_pair(n, &pkcs8, &len, &cert);
	return cert;
}

static void
prepare(struct session *s, struct training *t, enum cert_kind kind, unsigned n)
{
	unsigned char spki[600], hash[CERT_HASH];
	struct cert_info info;
	size_t len;

	use_pair(t, n);
	assert_int_equal(make_pair(s->perso, kind, spki, sizeof(spki), &len), ERR_NONE);
	assert_int_equal(cert_hash(spki, len, hash), ERR_NONE);
	assert_int_equal(cert_parse(cert_of(n), &info), ERR_NONE);
	assert_memory_equal(hash, info.spki_hash, CERT_HASH);
	assert_int_equal(perso_write(s->perso, kind, cert_of(n)), ERR_NONE);
}

static void
nothing_privileged_without_the_channel(void **state)
{
	static const char *const refused[] = {
		"80CA010100", "84CA010108" "0000000000000000" "00", "80470001",
		"8447000108" "0000000000000000", "84470001",
		"00A4020C020101", "84A4020C0A" "01010000000000000000", "00B0000000", "84B0000000", "00D600000101",
		"84440003", "80440003", "00440003", "84040003", "84040103",
		"842C020104" PIN_1234, "002C020104" PIN_1234,
		"802C020104" PIN_1234,
	};
	struct training *t = *state;
	size_t i;

	training_install(t, CERT_AUTH, 0);
	assert_int_equal(say(t, SELECT_TRAINING), 0x9000);
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		assert_int_equal(say(t, refused[i]), 0x6982);
		assert_int_equal(t->r.len, 0);
	}
	assert_int_equal(say(t, "00200098"), 0x6d00);
	assert_int_equal(say(t, "B0470001"), 0x6e00);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "0020009804" PIN_1234), 0x9000);
	assert_int_equal(say(t, "84470001"), 0x6e00);
	assert_int_equal(say(t, "8050000008" "0102030405060708" "00"), 0x6d00);
	assert_int_equal(say(t, "00A4020C02000A"), 0x9000);
}

static void
wrong_keys_open_nothing(void **state)
{
	struct training *t = *state;
	struct sm_keys wrong = training_keys;
	const struct perso_with with = { &wrong, any_counter };
	struct session s = { .wire = { .wire = { .ops = &direct_ops, .extended = true }, .t = t } };

	wrong.mac[0] ^= 1;
	assert_int_equal(card_open(&s.card, &s.wire.wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(perso_open(&training_driver, &s.card, &with, &s.perso), ERR_CHANNEL_KEYS);
	/* A cryptogram made up, and one sent twice. */
	assert_int_equal(say(t, SELECT_TRAINING), 0x9000);
	assert_int_equal(say(t, "8050000008" "0102030405060708" "00"), 0x9000);
	assert_int_equal(t->r.len, 32);
	assert_int_equal(say(t, "8482330010" "00112233445566778899AABBCCDDEEFF"), 0x6982);
	assert_int_equal(say(t, "8482330010" "00112233445566778899AABBCCDDEEFF"), 0x6982);
	assert_int_equal(say(t, "84CA010108" "0000000000000000" "00"), 0x6982);
	assert_int_equal(say(t, "8050000007" "01020304050607" "00"), 0x6700);
	assert_int_equal(say(t, "8050010008" "0102030405060708" "00"), 0x6a86);
	perso_close(&s.perso);
}

static void
challenges_never_repeat(void **state)
{
	struct training *t = *state;
	unsigned char first[32];

	assert_int_equal(say(t, SELECT_TRAINING), 0x9000);
	assert_int_equal(say(t, "8050000008" "0102030405060708" "00"), 0x9000);
	memcpy(first, t->r.data, 32);
	assert_memory_equal(first + 10, "\x01\x03\x70", 3);
	assert_memory_equal(first + 29, "\0\0\1", 3);
	training_reopen(t);
	assert_int_equal(say(t, SELECT_TRAINING), 0x9000);
	assert_int_equal(say(t, "8050000008" "0102030405060708" "00"), 0x9000);
	assert_memory_equal(t->r.data + 29, "\0\0\2", 3);
	assert_memory_not_equal(t->r.data + 13, first + 13, 8);
	/* A counter that can't be kept is not used. */
	assert_int_equal(mkdir(t->temporary, 0700), 0);
	assert_int_equal(say(t, "8050000008" "0102030405060708" "00"), 0x6581);
	assert_int_equal(t->r.len, 0);
}

static void
an_altered_command_closes_the_channel(void **state)
{
	struct training *t = *state;
	const unsigned char command[] = { 0x80, 0xca, 0x01, 0x02 };
	unsigned char space[APDU_DATA_MAX], bytes[APDU_COMMAND_MAX];
	struct apdu plain = { .cla = command[0], .ins = command[1], .p1 = command[2], .p2 = command[3],
	    .le = 256 }, out;
	struct session s = { .perso = NULL };
	struct perso_status status;
	size_t len;

	session_open(&s, t);
	assert_int_equal(sm_wrap(&((struct training_session *)s.perso)->sm, &plain, &out, space), ERR_NONE);
	out.p2 = 0x01;
	assert_int_equal(apdu_encode(&out, bytes, sizeof(bytes), &len), ERR_NONE);
	assert_int_equal(training_send(t, bytes, len), 0x6988);
	assert_int_equal(perso_status(s.perso, CERT_AUTH, &status), ERR_CHANNEL);
	/* Selecting anything ends it too, the same application included. */
	session_open(&s, t);
	assert_int_equal(perso_status(s.perso, CERT_AUTH, &status), ERR_NONE);
	assert_int_equal(say(t, SELECT_TRAINING), 0x9000);
	assert_int_equal(perso_status(s.perso, CERT_AUTH, &status), ERR_CHANNEL);
	perso_close(&s.perso);
}

static void
a_pair_is_prepared_beside_the_active_one(void **state)
{
	struct training *t = *state;
	unsigned char hash[CERT_HASH];
	struct perso_status status;
	struct session s = { .perso = NULL };

	training_install(t, CERT_AUTH, 0);
	session_open(&s, t);
	prepare(&s, t, CERT_AUTH, 1);
	assert_int_equal(perso_status(s.perso, CERT_SIGN, &status), ERR_NONE);
	assert_false(status.active_key || status.active_cert || status.pending_key || status.pending_cert);
	assert_int_equal(perso_status(s.perso, CERT_AUTH, &status), ERR_NONE);
	assert_true(status.active_key && status.active_cert && status.pending_key && status.pending_cert);
	assert_int_equal(cert_hash(cert_of(0)->der, cert_of(0)->len, hash), ERR_NONE);
	assert_memory_equal(status.active_cert_hash, hash, CERT_HASH);
	assert_int_equal(cert_hash(cert_of(1)->der, cert_of(1)->len, hash), ERR_NONE);
	assert_memory_equal(status.pending_cert_hash, hash, CERT_HASH);
	/* The holder's card still shows the old one. */
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B08A0000"), 0x9000);
	assert_memory_equal(t->r.data, cert_of(0)->der, t->r.len);
	/* Nothing pending is lost with the power. */
	training_reopen(t);
	session_open(&s, t);
	assert_int_equal(perso_activate(s.perso, CERT_BIT(CERT_AUTH)), ERR_NONE);
	assert_int_equal(perso_status(s.perso, CERT_AUTH, &status), ERR_NONE);
	assert_memory_equal(status.active_cert_hash, hash, CERT_HASH);
	assert_false(status.pending_key || status.pending_cert);
	training_reopen(t);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B08A0000"), 0x9000);
	assert_memory_equal(t->r.data, cert_of(1)->der, t->r.len);
	perso_close(&s.perso);
}

/* The certificate that signs must be the one that is shown. */
static void
signatures_use_the_new_key(void **state)
{
	struct training *t = *state;
	const unsigned char *p = cert_of(1)->der;
	unsigned char hash[32];
	EVP_PKEY_CTX *ctx;
	struct session s = { .perso = NULL };
	X509 *x;

	training_install(t, CERT_AUTH, 0);
	session_open(&s, t);
	prepare(&s, t, CERT_AUTH, 1);
	assert_int_equal(perso_activate(s.perso, CERT_BIT(CERT_AUTH)), ERR_NONE);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "0020009804" PIN_1234), 0x9000);
	assert_int_equal(say(t, "802A039703" "616263" "00"), 0x9000);
	x = d2i_X509(NULL, &p, (long)cert_of(1)->len);
	ctx = EVP_PKEY_CTX_new(X509_get0_pubkey(x), NULL);
	assert_int_equal(EVP_Digest("abc", 3, hash, NULL, EVP_sha256(), NULL), 1);
	assert_int_equal(EVP_PKEY_verify_init(ctx), 1);
	assert_int_equal(EVP_PKEY_CTX_set_signature_md(ctx, EVP_sha256()), 1);
	assert_int_equal(EVP_PKEY_verify(ctx, t->r.data, t->r.len, hash, sizeof(hash)), 1);
	EVP_PKEY_CTX_free(ctx);
	X509_free(x);
	perso_close(&s.perso);
}

static void
both_switch_together_or_neither(void **state)
{
	struct training *t = *state;
	struct perso_status status;
	struct session s = { .perso = NULL };

	session_open(&s, t);
	prepare(&s, t, CERT_SIGN, 0);
	assert_int_not_equal(perso_activate(s.perso, CERT_BOTH), ERR_NONE);	/* auth isn't there */
	assert_int_equal(perso_status(s.perso, CERT_SIGN, &status), ERR_NONE);
	assert_true(status.pending_cert && !status.active_cert);
	prepare(&s, t, CERT_AUTH, 1);
	assert_int_equal(mkdir(t->temporary, 0700), 0);
	assert_int_not_equal(perso_activate(s.perso, CERT_BOTH), ERR_NONE);	/* the disk is full */
	assert_int_equal(rmdir(t->temporary), 0);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B0880000"), 0x9000);
	assert_memory_equal(t->r.data, "\0\0\0", 3);
	session_open(&s, t);
	assert_int_equal(perso_activate(s.perso, CERT_BOTH), ERR_NONE);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B0880000"), 0x9000);
	assert_memory_equal(t->r.data, "\x8f\x8f\0", 3);
	perso_close(&s.perso);
}

static void
what_is_not_whole_or_not_its_own_is_refused(void **state)
{
	struct training *t = *state;
	unsigned char spki[600];
	struct perso_status status;
	struct cert cut = *cert_of(1);
	struct session s = { .perso = NULL };
	size_t len;

	session_open(&s, t);
	assert_int_not_equal(perso_write(s.perso, CERT_AUTH, cert_of(1)), ERR_NONE);	/* no key yet */
	use_pair(t, 1);
	assert_int_equal(make_pair(s.perso, CERT_AUTH, spki, sizeof(spki), &len), ERR_NONE);
	assert_int_not_equal(perso_activate(s.perso, CERT_BIT(CERT_AUTH)), ERR_NONE);		/* no certificate yet */
	assert_int_equal(perso_write(s.perso, CERT_AUTH, cert_of(0)), ERR_NONE);
	assert_int_not_equal(perso_activate(s.perso, CERT_BIT(CERT_AUTH)), ERR_NONE);		/* another key's */
	cut.len--;
	assert_int_equal(perso_write(s.perso, CERT_AUTH, &cut), ERR_NONE);
	assert_int_not_equal(perso_activate(s.perso, CERT_BIT(CERT_AUTH)), ERR_NONE);		/* cut */
	cut = *cert_of(1);
	cut.der[cut.len++] = 0;
	assert_int_equal(perso_write(s.perso, CERT_AUTH, &cut), ERR_NONE);
	assert_int_not_equal(perso_activate(s.perso, CERT_BIT(CERT_AUTH)), ERR_NONE);		/* a byte too many */
	assert_int_equal(perso_write(s.perso, CERT_AUTH, cert_of(1)), ERR_NONE);
	assert_int_equal(perso_activate(s.perso, CERT_BIT(CERT_AUTH)), ERR_NONE);
	assert_int_not_equal(perso_activate(s.perso, CERT_BIT(CERT_AUTH)), ERR_NONE);		/* nothing is pending */
	/* A new pair drops the certificate that was pending. */
	prepare(&s, t, CERT_AUTH, 0);
	assert_int_equal(make_pair(s.perso, CERT_AUTH, spki, sizeof(spki), &len), ERR_NONE);
	assert_int_equal(perso_status(s.perso, CERT_AUTH, &status), ERR_NONE);
	assert_true(status.pending_key && !status.pending_cert);
	perso_close(&s.perso);
}

static void
pairs_are_taken_away(void **state)
{
	struct training *t = *state;
	struct perso_status status;
	struct session s = { .perso = NULL };

	training_install(t, CERT_AUTH, 0);
	training_install(t, CERT_SIGN, 1);
	session_open(&s, t);
	prepare(&s, t, CERT_AUTH, 1);
	assert_int_equal(perso_drop(s.perso, CERT_BOTH), ERR_NONE);
	assert_int_equal(perso_status(s.perso, CERT_AUTH, &status), ERR_NONE);
	assert_true(status.active_key && !status.pending_key && !status.pending_cert);
	assert_int_equal(perso_revoke(s.perso, CERT_BIT(CERT_SIGN)), ERR_NONE);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B0880000"), 0x9000);
	assert_memory_equal(t->r.data, "\x00\x8f\0", 3);
	assert_int_equal(say(t, "0020009B08" SIGN_PIN), 0x9000);
	assert_int_equal(say(t, "802A039A03" "616263" "00"), 0x6a82);
	perso_close(&s.perso);
}

static void
pins_are_set_anew(void **state)
{
	static const struct { enum reference ref; const char *select, *value, *pin, *query; unsigned full; } rows[] = {
		{ REFERENCE_SIGN, SELECT_JPKI, "ABCD1234", "0020009B08" "4142434431323334", "0020009B", 0x63c5 },
		{ REFERENCE_AUTH, SELECT_JPKI, "9999", "0020009804" PIN_9999, "00200098", 0x63c3 },
		{ REFERENCE_JUKI, SELECT_JUKI, "9999", "0020009C04" PIN_9999, "0020009C", 0x63c3 },
		{ REFERENCE_JUKI_COMMON, SELECT_COMMON, "9999", "0020009C04" PIN_9999, "0020009C", 0x63c3 },
		{ REFERENCE_ASSIST, SELECT_TEXT, "9999", "0020009104" PIN_9999, "00200091", 0x63c3 },
	};
	struct training *t = *state;
	struct secret fresh;
	struct session s = { .perso = NULL };
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(say(t, rows[i].select), 0x9000);
		while (say(t, rows[i].pin) != 0x6984)	/* to the lock */
			;
		session_open(&s, t);
		assert_int_equal(secret_set(&fresh, rows[i].ref == REFERENCE_SIGN ? "abcd1234" : "12345678", 8),
		    ERR_NONE);
		assert_int_not_equal(perso_reset(s.perso, rows[i].ref, &fresh), ERR_NONE);	/* not its format */
		assert_int_equal(secret_set(&fresh, rows[i].value, strlen(rows[i].value)), ERR_NONE);
		assert_int_equal(perso_reset(s.perso, rows[i].ref, &fresh), ERR_NONE);
		training_reopen(t);
		assert_int_equal(say(t, rows[i].select), 0x9000);
		assert_int_equal(say(t, rows[i].query), rows[i].full);
		assert_int_equal(say(t, rows[i].pin), 0x9000);
	}
	perso_close(&s.perso);
}

#define ON_A_CARD(test) cmocka_unit_test_setup_teardown(test, training_setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_CARD(nothing_privileged_without_the_channel),
		ON_A_CARD(wrong_keys_open_nothing),
		ON_A_CARD(challenges_never_repeat),
		ON_A_CARD(an_altered_command_closes_the_channel),
		ON_A_CARD(a_pair_is_prepared_beside_the_active_one),
		ON_A_CARD(signatures_use_the_new_key),
		ON_A_CARD(both_switch_together_or_neither),
		ON_A_CARD(what_is_not_whole_or_not_its_own_is_refused),
		ON_A_CARD(pairs_are_taken_away),
		ON_A_CARD(pins_are_set_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

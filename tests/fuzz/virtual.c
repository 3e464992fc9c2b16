/*
 * Commands to the training card: whatever comes, it answers, and keys move only through the channel.
 * An input is a mode byte (1: through the channel), then commands, each behind a byte of length.
 */
#include <string.h>

#include "card/virtual/virtual.h"
#include "fuzz.h"
#include "tests/card/any-counter.h"
#include "training-folder.h"

#define COMMANDS_MAX 24

static const struct sm_keys keys = {
	.enc = "invented-enc-key", .mac = "invented-mac-key", .dek = "invented-dek-key", .len = 16,
};
static char path[128];
static unsigned char whole[1 << 17];	/* the card's file as it was made */
static size_t whole_len;
static unsigned char hashes[CERT_COUNT][CERT_HASH];

static void
make_card(void)
{
	static const struct cert ca[CERT_COUNT] = { { "\x30\x82\x00\x01" "a", 5 }, { "\x30\x82\x00\x01" "b", 5 } };
	struct virtual_spec spec = {
		.number = "9000000000000001", .city_code = "13101", .expires = { 2033, 4, 1 },
		.check_b = "60040120331234",
		.person = { .name = "番号　花子", .address = "東京都千代田区", .born = { 1985, 4, 1 },
		    .sex = SEX_FEMALE },
		.keys = &keys,
	};
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		if (secret_set(&spec.pins[k], "1234", 4) != ERR_NONE)
			abort();
	if (virtual_make(path, &spec, ca) != ERR_NONE)
		abort();
}

/* The key is made once; the card would take a while for each. */
static void
make_pool(void)
{
	unsigned char key[2048];
	size_t len;

	if (virtual_new_key(key, sizeof(key), &len) != ERR_NONE)
		abort();
	scratch_save(scratch_path(&training_folder, "key.der"), key, len);
	virtual_set_key_pool(training_folder.folder);
}

static void
once(void)
{
	FILE *f;

	if (whole_len != 0)
		return;
	training_folder_make();
	(void)snprintf(path, sizeof(path), "%s/card", training_folder.folder);
	make_pool();
	make_card();
	if ((f = fopen(path, "rb")) == NULL)
		abort();
	whole_len = fread(whole, 1, sizeof(whole), f);
	(void)fclose(f);
}

struct direct { struct wire wire; struct virtual_card *card; };

static enum err
transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *answer, size_t cap,
    size_t *answer_len)
{
	*answer_len = virtual_answer(((struct direct *)(void *)w)->card, command, len, answer, cap);
	if (*answer_len < 2 || *answer_len > cap ||
	    (answer[*answer_len - 2] >> 4 != 6 && answer[*answer_len - 2] != 0x90))
		abort();
	return ERR_NONE;
}

static const struct wire_ops direct_ops = { .name = "direct", .transmit = transmit };

static void
plain(struct direct *d, const uint8_t *bytes, size_t len)
{
	unsigned char answer[APDU_ANSWER_MAX + 2];
	size_t n;

	(void)transmit(&d->wire, bytes, len, answer, sizeof(answer), &n);
}

/* The channel's own faults are another harness's; here every command arrives. */
static void
sealed(struct perso *p, const uint8_t *bytes, size_t len)
{
	unsigned char space[APDU_DATA_MAX];
	struct sm *sm = &((struct training_session *)p)->sm;
	struct apdu a = { .cla = 0x80, .le = 256 }, out;
	struct reply r;

	if (len < 3)
		return;
	a.ins = bytes[0];
	a.p1 = bytes[1];
	a.p2 = bytes[2];
	a.data = bytes + 3;
	a.lc = len - 3 < SM_DATA_MAX ? len - 3 : SM_DATA_MAX;
	if (a.ins == 0x50 || a.ins == 0x82 || !sm->open)
		return;
	if (sm_wrap(sm, &a, &out, space) != ERR_NONE || card_send(p->card, &out, &r) != ERR_NONE ||
	    sm_unwrap(sm, &r) != ERR_NONE || r.sw == 0x6982)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct direct d = { .wire = { .ops = &direct_ops, .extended = true } };
	const struct perso_with with = { &keys, any_counter };
	struct card card = { .wire = &d.wire };
	struct perso *p = NULL;
	unsigned mask, n;
	bool channel;

	once();
	if (len == 0)
		return 0;
	scratch_save(path, whole, whole_len);
	if (virtual_open(path, &d.card) != ERR_NONE)
		abort();
	channel = (bytes[0] & 1) != 0;
	if (channel && perso_open(&training_driver, &card, &with, &p) != ERR_NONE)
		abort();
	for (bytes++, len--, n = 0; len > 0 && n < COMMANDS_MAX; n++) {
		size_t size = bytes[0] < len - 1 ? bytes[0] : len - 1;

		if (channel)
			sealed(p, bytes + 1, size);
		else
			plain(&d, bytes + 1, size);
		bytes += 1 + size;
		len -= 1 + size;
	}
	perso_close(&p);
	virtual_close(&d.card);
	if (virtual_key_hashes(path, hashes, &mask) != ERR_NONE || (!channel && mask != 0))
		abort();
	return 0;
}

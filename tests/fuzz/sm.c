/* SCP03 answers and commands: either end takes anything, believes nothing, and is shut and wiped after a refusal. */
#include "card/perso/training/sm.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static const struct sm zero;

static void
make(struct sm *sm, unsigned char host_cryptogram[8])
{
	static const struct sm_keys keys = { .enc = "fuzz-enc-invented", .mac = "fuzz-mac-invented", .len = 16 };
	unsigned char card_cryptogram[8];

	if (sm_derive(sm, &keys, (const unsigned char *)"hosthost", (const unsigned char *)"cardcard",
	    host_cryptogram,
	    card_cryptogram) != ERR_NONE)
		abort();
}

/* A right MAC can't be guessed: 9000, 62xx and 63xx are never accepted. */
static void
terminal(const uint8_t *bytes, size_t len)
{
	const struct apdu plain = { .cla = 0x80, .ins = 0xca, .le = 256 };
	unsigned char cryptogram[8], space[APDU_DATA_MAX];
	static struct reply r;
	struct apdu out;
	struct sm sm;

	make(&sm, cryptogram);
	if (sm_wrap_auth(&sm, 0x33, cryptogram, &out, space) != ERR_NONE || sm_wrap(&sm, &plain, &out,
	    space) != ERR_NONE)
		abort();
	if (apdu_decode(bytes, len, &r) != ERR_NONE)
		return;
	if (sm_unwrap(&sm, &r) == ERR_NONE) {
		if (r.len != 0 || r.sw == 0x9000 || r.sw >> 8 == 0x62 || r.sw >> 8 == 0x63)
			abort();
	} else if (memcmp(&sm, &zero, sizeof(sm)) != 0)
		abort();
}

static void
card(const uint8_t *bytes, size_t len)
{
	unsigned char cryptogram[8], plain[APDU_DATA_MAX];
	size_t plain_len;
	struct sm sm;

	if (len < 5)
		return;
	make(&sm, cryptogram);
	if (sm_card_unwrap_auth(&sm, bytes, bytes + 5, len - 5, cryptogram) == ERR_NONE)
		return;		/* the corpus holds the right one */
	if (memcmp(&sm, &zero, sizeof(sm)) != 0)
		abort();
	make(&sm, cryptogram);
	sm.open = true;
	if (sm_card_unwrap(&sm, bytes, bytes + 5, len - 5, plain, sizeof(plain), &plain_len) == ERR_NONE &&
	    plain_len > sizeof(plain))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	terminal(bytes, len);
	card(bytes, len);
	return 0;
}

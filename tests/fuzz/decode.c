/* What a terminal may send, split anywhere. */
#include "tui/term/decode.h"

#include <locale.h>

#include "fuzz.h"

#define PAUSE 0xfe	/* stands for time that passes: it is in no text */

/* Nothing but keys that have a name, and characters that can be shown; what is pasted is no key. */
static void
check(const struct press_event *p)
{
	const bool character = p->key == PRESS_NONE;

	if (character && (p->c < 0x20 || (p->c >= 0x7f && p->c < 0xa0) || p->c > 0x10ffff))
		abort();
	if (!character && p->key != PRESS_UNKNOWN && (p->pasted || p->key > PRESS_UNKNOWN))
		abort();
}

static uint32_t
add(uint32_t sum, const struct press_event *p)
{
	return (sum ^ p->key ^ p->c << 9 ^ (uint32_t)p->pasted << 31) * 16777619u;
}

static uint32_t
take_all(struct decoder *d, bool waited, uint32_t sum)
{
	struct press_event p;
	enum decoded what;
	size_t n = 0;

	while ((what = decode_next(d, waited, &p)) == DECODED_ONE) {
		check(&p);
		sum = add(sum, &p);
		if (n++ > FUZZ_MAX)
			abort();
	}
	if (waited && decode_pending(d))
		abort();		/* time would never end it */
	return sum;
}

/* Fed in pieces of this size. */
static uint32_t
feed(const uint8_t *bytes, size_t len, size_t piece)
{
	static struct decoder d;
	uint32_t sum = 0;
	size_t i, n;

	decode_clear(&d);
	for (i = 0; i < len; i += n) {
		for (n = 0; n < piece && i + n < len && bytes[i + n] != PAUSE; n++)
			;
		if (n == 0) {
			n = 1;
			sum = take_all(&d, true, sum);
		} else if (decode_feed(&d, bytes + i, n) != n) {
			abort();
		}
		sum = take_all(&d, false, sum);
	}
	return take_all(&d, true, sum);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const char *utf8;
	const size_t piece = DECODE_MAX / 2;

	if (utf8 == NULL)
		utf8 = setlocale(LC_ALL, "C.UTF-8");
	if (feed(bytes, len, 1) != feed(bytes, len, piece) || feed(bytes, len, 3) != feed(bytes, len, piece))
		abort();		/* where it was split tells */
	return 0;
}

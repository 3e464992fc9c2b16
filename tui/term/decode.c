/*
 * Turns the bytes of a terminal into keys and characters. Not curses' getch: get_wch() loses what follows a broken
 * byte (measured on ncurses 6.4), old terminals send their cursor keys in two forms whatever terminfo says, and what is
 * no key of terminfo's comes as text.
 */
#include "tui/term/decode.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include "base/text.h"

#define ESC 0x1b

size_t
decode_feed(struct decoder *d, const void *bytes, size_t len)
{
	if (len > sizeof d->bytes - d->len)
		len = sizeof d->bytes - d->len;
	memcpy(d->bytes + d->len, bytes, len);
	d->len += len;
	d->came += len;
	d->resting = d->resting && len == 0;
	return len;
}

void
decode_clear(struct decoder *d)
{
	OPENSSL_cleanse(d, sizeof *d);
}

/* The moved-up end is wiped: a PIN's digits pass through here. */
static void
take(struct decoder *d, size_t n)
{
	memmove(d->bytes, d->bytes + n, d->len - n);
	d->len -= n;
	OPENSSL_cleanse(d->bytes + d->len, n);
}

static enum decoded
found(struct decoder *d, size_t n, enum press key, uint32_t c, struct press_event *out)
{
	take(d, n);
	*out = (struct press_event){ .key = key, .c = c };
	return DECODED_ONE;
}

static enum press
control_key(unsigned char c)
{
	if (c == '\n')
		return PRESS_ENTER;
	if (c == '\b')
		return PRESS_BACKSPACE;
	return c == 0 ? PRESS_UNKNOWN : (enum press)c;
}

/* How many bytes the first one promises; 1 for what begins no character. */
static size_t
promised(unsigned char c)
{
	return c >= 0xf0 && c < 0xf5 ? 4 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xc2 && c < 0xe0 ? 2 : 1;
}

/* All that is there can begin one character, and its end is still to come. */
static bool
is_part(const struct decoder *d)
{
	size_t i;

	for (i = 1; i < d->len; i++) {
		if ((d->bytes[i] & 0xc0) != 0x80)
			return false;
	}
	return promised(d->bytes[0]) > d->len;
}

bool
decode_pending(const struct decoder *d)
{
	if (sequence_open(&d->sequence))
		return d->len > 0 || sequence_waits(&d->sequence);
	return d->len > 0 && !is_part(d) && !(d->pasting && d->resting);
}

static bool
is_control(unsigned char c)
{
	return c < 0x20 || c == 0x7f;
}

static enum decoded
character(struct decoder *d, struct press_event *out)
{
	size_t i, n = promised(d->bytes[0]);
	uint32_t c;

	if (is_part(d))
		return DECODED_PART;
	for (i = 1; i < n && i < d->len; i++) {
		if ((d->bytes[i] & 0xc0) != 0x80)
			return found(d, 1, PRESS_UNKNOWN, 0, out);
	}
	n = text_decode((const char *)d->bytes, d->len, &c);
	return found(d, n, c == TEXT_BAD || text_char_cells(c) < 0 ? PRESS_UNKNOWN : PRESS_NONE, c, out);
}

/* How many bytes are here of the mark that ends a paste; 0 where something else is. */
static size_t
end_mark(const struct decoder *d, bool *whole)
{
	static const char mark[] = "\033[201~";
	size_t n = d->len < sizeof mark - 1 ? d->len : sizeof mark - 1;

	*whole = n == sizeof mark - 1 && memcmp(d->bytes, mark, n) == 0;
	return memcmp(d->bytes, mark, n) == 0 ? n : 0;
}

/* The rest of a control sequence in a paste, as a colour from a terminal's log: no text. */
static void
skip_sequence(struct decoder *d)
{
	const unsigned char c = d->bytes[0];
	const bool escape = d->within == PASTE_ESCAPE, part = escape ? c == '[' : c < 0x7f;

	d->within = escape && part ? PASTE_CSI : !escape && c < 0x40 ? PASTE_CSI : PASTE_TEXT;
	if (part)
		take(d, 1);
}

/* True at the end of the paste. */
static bool
skip_controls(struct decoder *d)
{
	bool whole = false;
	size_t n;

	while (d->len > 0 && (is_control(d->bytes[0]) || d->within != PASTE_TEXT)) {
		if (!is_control(d->bytes[0])) {
			skip_sequence(d);
			continue;
		}
		n = end_mark(d, &whole);
		if (whole)
			take(d, n);
		if (whole || (n == 0 && d->late && d->bytes[0] == ESC))
			return true;
		if (n > 0)
			return false;
		d->within = d->bytes[0] == ESC ? PASTE_ESCAPE : PASTE_TEXT;
		take(d, 1);
	}
	return false;
}

/*
 * What is pasted is text: a line end in it confirms nothing, and only the mark of its end is a sequence. One that stands
 * still may have lost its end, and no key would ever be one again: what comes next is text still, but for a sequence.
 * False at its end.
 */
static bool
pasted(struct decoder *d, bool waited, struct press_event *out, enum decoded *what)
{
	bool ends = skip_controls(d), time = waited && !d->resting;

	*what = DECODED_SEQUENCE;
	if (!ends && d->len > 0 && d->bytes[0] != ESC) {
		*what = character(d, out);
		out->pasted = true;
	} else if (!ends && time && d->late) {
		ends = true;
		take(d, d->len);
	} else if (!ends && (time || d->resting)) {
		d->late = d->resting = true;
		*what = DECODED_EMPTY;
	}
	if (ends) {
		d->pasting = d->late = d->resting = false;
		d->within = PASTE_TEXT;
	}
	return !ends;
}

/* A byte for the sequence that is open or begins; n: how many it takes where it is a control of two bytes. */
static bool
sequenced(struct decoder *d, unsigned char c, size_t n, struct press_event *out)
{
	const struct sequence_did did = sequence_step(&d->sequence, c);

	if (did.taken)
		take(d, n);
	d->pasting = did.paste;
	*out = did.press;
	return did.event;
}

static bool
timed(struct decoder *d, struct press_event *out)
{
	const struct sequence_did did = sequence_time(&d->sequence);

	*out = did.press;
	return did.event;
}

/* An 8-bit control, alone or as UTF-8 has it; 0: none. */
static size_t
control_of_8_bits(const struct decoder *d)
{
	if (sequence_begins(d->bytes[0]))
		return 1;
	return d->len > 1 && d->bytes[0] == 0xc2 && sequence_begins(d->bytes[1]) ? 2 : 0;
}

enum decoded
decode_next(struct decoder *d, bool waited, struct press_event *out)
{
	enum decoded what;
	size_t n;

	for (;;) {
		if (d->pasting && pasted(d, waited, out, &what))
			return what;
		if (d->len == 0 && !sequence_waits(&d->sequence))
			return DECODED_EMPTY;
		if (d->len == 0 && !waited)
			return sequence_hurries(&d->sequence) ? DECODED_ESCAPE : DECODED_SEQUENCE;
		if (d->len == 0 && timed(d, out))
			return DECODED_ONE;
		if (d->len == 0)
			continue;
		n = sequence_open(&d->sequence) ? 1 : control_of_8_bits(d);
		if (n > 0 && sequenced(d, d->bytes[n - 1], n, out))
			return DECODED_ONE;
		if (n == 0)
			return is_control(d->bytes[0]) ?
			    found(d, 1, control_key(d->bytes[0]), 0, out) : character(d, out);
	}
}

/*
 * Turns the bytes of a terminal into keys and characters. Not curses' getch: get_wch() loses what follows a broken
 * byte (measured on ncurses 6.4), and old terminals send their cursor keys in two forms whatever terminfo says.
 */
#include "tui/term/decode.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include "base/text.h"

#define ESC 0x1b
#define SEQUENCE_MAX 32		/* longer ones are no key */

/* CSI n ~ : the VT220's editing and function keys, and what rxvt and the Linux console made of them. */
static const enum press tilde_keys[] = {
	[1] = PRESS_HOME, [2] = PRESS_INSERT, [3] = PRESS_DELETE, [4] = PRESS_END, [5] = PRESS_PAGE_UP,
	    [6] = PRESS_PAGE_DOWN,
	[7] = PRESS_HOME, [8] = PRESS_END,
	[11] = PRESS_F1, [12] = PRESS_F2, [13] = PRESS_F3, [14] = PRESS_F4, [15] = PRESS_F5,
	[17] = PRESS_F6, [18] = PRESS_F7, [19] = PRESS_F8, [20] = PRESS_F9, [21] = PRESS_F10,
	[23] = PRESS_F11, [24] = PRESS_F12,
};

/* The last byte of CSI x and of SS3 x; the small letters are rxvt's, with Shift or Ctrl held. */
static const enum press letter_keys[128] = {
	['A'] = PRESS_UP, ['B'] = PRESS_DOWN, ['C'] = PRESS_RIGHT, ['D'] = PRESS_LEFT, ['F'] = PRESS_END,
	    ['H'] = PRESS_HOME,
	['M'] = PRESS_ENTER, ['P'] = PRESS_F1, ['Q'] = PRESS_F2, ['R'] = PRESS_F3, ['S'] = PRESS_F4,
	    ['Z'] = PRESS_BACKTAB,
	['a'] = PRESS_UP, ['b'] = PRESS_DOWN, ['c'] = PRESS_RIGHT, ['d'] = PRESS_LEFT,
};

/* The Linux console's CSI [ x. */
static const enum press console_keys[128] = {
	['A'] = PRESS_F1, ['B'] = PRESS_F2, ['C'] = PRESS_F3, ['D'] = PRESS_F4, ['E'] = PRESS_F5,
};

/* The number pad in its application mode: SS3 j to SS3 y. */
static const char keypad[] = "*+,-./0123456789";

size_t
decode_feed(struct decoder *d, const void *bytes, size_t len)
{
	if (len > sizeof d->bytes - d->len)
		len = sizeof d->bytes - d->len;
	memcpy(d->bytes + d->len, bytes, len);
	d->len += len;
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

/* rxvt ends its numbered keys otherwise with Shift, Ctrl or both held. */
static bool
ends_number(unsigned char c)
{
	return c == '~' || c == '$' || c == '^' || c == '@';
}

/* The key of a whole CSI sequence, PRESS_NONE for the beginning of a paste. */
static enum press
csi_key(struct decoder *d, size_t end)
{
	unsigned char last = d->bytes[end];
	long n;

	if (d->bytes[2] == '[')
		return console_keys[last & 0x7f];
	n = strtol((const char *)d->bytes + 2, NULL, 10);
	if (ends_number(last)) {
		d->pasting = last == '~' && n == 200;
		return n > 0 && (size_t)n < sizeof tilde_keys / sizeof tilde_keys[0] ? tilde_keys[n] : PRESS_NONE;
	}
	/* With numbers, R is a terminal's answer and not F3 with a shift, and small letters are answers too. */
	return (last == 'R' || last >= 'a') && end > 2 ? PRESS_NONE : letter_keys[last & 0x7f];
}

/* The index of the byte that ends a CSI sequence, or of the first one that can't be in it; len: it isn't there yet. */
static size_t
csi_end(const struct decoder *d)
{
	size_t i = d->len > 2 && d->bytes[2] == '[' ? 3 : 2;
	bool number = true;

	for (; i < d->len && i < SEQUENCE_MAX && d->bytes[i] >= 0x20 && d->bytes[i] < 0x40; i++) {
		if (d->bytes[i] == '$' && number && i > 2)
			break;
		number = number && d->bytes[i] >= '0' && d->bytes[i] <= '9';
	}
	return i;
}

/* Sequences that aren't keys are swallowed whole, in silence. */
static enum decoded
csi(struct decoder *d, bool waited, struct press_event *out)
{
	size_t i = csi_end(d);
	enum press key;

	if (i == d->len && i < SEQUENCE_MAX)
		return waited ? found(d, i, PRESS_UNKNOWN, 0, out) : DECODED_SEQUENCE;
	if (i == SEQUENCE_MAX || d->bytes[i] < 0x20 || d->bytes[i] > 0x7e)
		return found(d, i, PRESS_UNKNOWN, 0, out);
	if ((key = csi_key(d, i)) != PRESS_NONE)
		return found(d, i + 1, key, 0, out);
	take(d, i + 1);
	return decode_next(d, waited, out);
}

static enum decoded
ss3(struct decoder *d, bool waited, struct press_event *out)
{
	unsigned char last;

	if (d->len < 3)
		return waited ? found(d, 1, PRESS_ESC, 0, out) : DECODED_ESCAPE;
	last = d->bytes[2];
	if (last >= 'j' && last <= 'y')
		return found(d, 3, PRESS_NONE, (uint32_t)keypad[last - 'j'], out);
	if (last < 128 && letter_keys[last] != PRESS_NONE)
		return found(d, 3, letter_keys[last], 0, out);
	return found(d, 1, PRESS_ESC, 0, out);
}

static enum decoded
escape(struct decoder *d, bool waited, struct press_event *out)
{
	if (d->len == 1)
		return waited ? found(d, 1, PRESS_ESC, 0, out) : DECODED_ESCAPE;
	if (d->bytes[1] == '[')
		return csi(d, waited, out);
	if (d->bytes[1] == 'O')
		return ss3(d, waited, out);
	if (d->bytes[1] == '\t')	/* the Linux console's Shift-Tab */
		return found(d, 2, PRESS_BACKTAB, 0, out);
	return found(d, 1, PRESS_ESC, 0, out);
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
	return d->len > 0 && !is_part(d);
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

static bool
is_control(unsigned char c)
{
	return c < 0x20 || c == 0x7f;
}

/* True when the bytes begin with the mark that ends a paste, or with *part of it, all there is. */
static bool
paste_ends(const struct decoder *d, size_t *n, bool *part)
{
	static const char mark[] = "\033[201~";

	*part = d->len < sizeof mark - 1;
	*n = *part ? d->len : sizeof mark - 1;
	return memcmp(d->bytes, mark, *n) == 0;
}

/* What is pasted is text: a line end in it confirms nothing, and only the mark of its end is a sequence. */
static enum decoded
pasted(struct decoder *d, bool waited, struct press_event *out)
{
	enum decoded what;
	bool part = false;
	size_t n = 0;

	while (d->len > 0 && is_control(d->bytes[0]) && !paste_ends(d, &n, &part))
		take(d, 1);
	if (d->len > 0 && !is_control(d->bytes[0])) {
		if ((what = character(d, out)) == DECODED_ONE)
			out->pasted = true;
		return what;
	}
	if ((d->len == 0 || part) && !waited)
		return DECODED_SEQUENCE;
	take(d, n);	/* its end, or it has lost its end and no key would ever be one again */
	d->pasting = false;
	return decode_next(d, false, out);
}

enum decoded
decode_next(struct decoder *d, bool waited, struct press_event *out)
{
	unsigned char c = d->bytes[0];

	if (d->pasting)
		return pasted(d, waited, out);
	if (d->len == 0)
		return DECODED_EMPTY;
	if (c == ESC)
		return escape(d, waited, out);
	return is_control(c) ? found(d, 1, control_key(c), 0, out) : character(d, out);
}

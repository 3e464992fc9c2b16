/*
 * Control sequences after ECMA-48 and ISO 6429, by the states of DEC's terminals turned round: here it is the terminal
 * that sends and we who read. A sequence that isn't listed as a key is eaten to its end; one that breaks off is nothing.
 */
#include "tui/term/sequence.h"

#include <stddef.h>

#define ESC 0x1b
#define BEL 0x07
#define ST 0x9c			/* string terminator, as one byte */
#define NUMBER_MAX 9999
#define MODIFIERS_MAX 16	/* the second parameter of a key: 1 and the mask of Shift, Alt, Ctrl and Meta */
#define PASTE 200

/* What a byte does besides leading to the next state. */
enum act {
	STAY,			/* nothing */
	DIGIT, NEXT,		/* of a parameter; the next one begins */
	ODD,			/* never a key: private parameters and intermediates, sub-parameters */
	DOLLAR,			/* ends a key of rxvt, or is an intermediate */
	BACKTAB, CSI, CONSOLE, SINGLE,	/* ends what may be a key */
	EAT,			/* ends what is none */
	CONTENT,		/* of a string; as an 8-bit control it ends it */
	BREAK,			/* can't be here: the sequence is nothing, and so is the byte */
	BREAK_BEFORE,		/* the same, but the byte stands for itself */
	ESC_BEFORE		/* the Esc was a key, and the byte stands for itself */
};

/* The first row that fits counts. */
static const struct rule { enum sequence_state in; unsigned char from, to; enum act act; enum sequence_state next; } rules[] = {
	{ SEQUENCE_ESCAPE, '\t', '\t', BACKTAB, SEQUENCE_GROUND },	/* the Linux console's Shift-Tab */
	{ SEQUENCE_ESCAPE, 0x20, 0x2f, STAY, SEQUENCE_ESCAPE_INTERMEDIATE },
	{ SEQUENCE_ESCAPE, 'N', 'N', STAY, SEQUENCE_SS2 },
	{ SEQUENCE_ESCAPE, 'O', 'O', STAY, SEQUENCE_SS3 },
	{ SEQUENCE_ESCAPE, 'P', 'P', STAY, SEQUENCE_STRING },
	{ SEQUENCE_ESCAPE, 'X', 'X', STAY, SEQUENCE_STRING },
	{ SEQUENCE_ESCAPE, '[', '[', STAY, SEQUENCE_CSI_ENTRY },
	{ SEQUENCE_ESCAPE, '\\', '\\', EAT, SEQUENCE_GROUND },		/* the end of a string whose beginning another read */
	{ SEQUENCE_ESCAPE, ']', ']', STAY, SEQUENCE_OSC },
	{ SEQUENCE_ESCAPE, '^', '_', STAY, SEQUENCE_STRING },
	{ SEQUENCE_ESCAPE, 0x00, 0xff, ESC_BEFORE, SEQUENCE_GROUND },

	{ SEQUENCE_ESCAPE_INTERMEDIATE, 0x20, 0x2f, STAY, SEQUENCE_ESCAPE_INTERMEDIATE },
	{ SEQUENCE_ESCAPE_INTERMEDIATE, 0x30, 0x7e, EAT, SEQUENCE_GROUND },

	{ SEQUENCE_CSI_ENTRY, '[', '[', STAY, SEQUENCE_CSI_CONSOLE },
	{ SEQUENCE_CSI_ENTRY, 'M', 'M', STAY, SEQUENCE_BUTTON },
	{ SEQUENCE_CSI_ENTRY, '0', '9', DIGIT, SEQUENCE_CSI_PARAM },
	{ SEQUENCE_CSI_ENTRY, ';', ';', NEXT, SEQUENCE_CSI_PARAM },
	{ SEQUENCE_CSI_ENTRY, 0x30, 0x3f, ODD, SEQUENCE_CSI_PARAM },
	{ SEQUENCE_CSI_ENTRY, 0x20, 0x2f, ODD, SEQUENCE_CSI_INTERMEDIATE },
	{ SEQUENCE_CSI_ENTRY, 0x40, 0x7e, CSI, SEQUENCE_GROUND },
	{ SEQUENCE_CSI_PARAM, '0', '9', DIGIT, SEQUENCE_CSI_PARAM },
	{ SEQUENCE_CSI_PARAM, ';', ';', NEXT, SEQUENCE_CSI_PARAM },
	{ SEQUENCE_CSI_PARAM, 0x30, 0x3f, ODD, SEQUENCE_CSI_PARAM },
	{ SEQUENCE_CSI_PARAM, '$', '$', DOLLAR, SEQUENCE_CSI_INTERMEDIATE },
	{ SEQUENCE_CSI_PARAM, 0x20, 0x2f, ODD, SEQUENCE_CSI_INTERMEDIATE },
	{ SEQUENCE_CSI_PARAM, 0x40, 0x7e, CSI, SEQUENCE_GROUND },
	{ SEQUENCE_CSI_INTERMEDIATE, 0x20, 0x3f, STAY, SEQUENCE_CSI_INTERMEDIATE },
	{ SEQUENCE_CSI_INTERMEDIATE, 0x40, 0x7e, EAT, SEQUENCE_GROUND },
	{ SEQUENCE_CSI_CONSOLE, 0x40, 0x7e, CONSOLE, SEQUENCE_GROUND },

	{ SEQUENCE_SS2, 0x20, 0x7e, EAT, SEQUENCE_GROUND },
	{ SEQUENCE_SS3, '0', '9', DIGIT, SEQUENCE_SS3 },
	{ SEQUENCE_SS3, ';', ';', NEXT, SEQUENCE_SS3 },
	{ SEQUENCE_SS3, 0x20, 0x7e, SINGLE, SEQUENCE_GROUND },

	/* Columns beyond 95 are a byte above 7F, or in mode 1005 a character of two: both are one step. */
	{ SEQUENCE_BUTTON, 0xc2, 0xdf, STAY, SEQUENCE_BUTTON_TAIL },
	{ SEQUENCE_BUTTON, 0x20, 0xff, STAY, SEQUENCE_COLUMN },
	{ SEQUENCE_BUTTON_TAIL, 0x80, 0xbf, STAY, SEQUENCE_COLUMN },
	{ SEQUENCE_BUTTON_TAIL, 0x20, 0xff, STAY, SEQUENCE_ROW },
	{ SEQUENCE_COLUMN, 0xc2, 0xdf, STAY, SEQUENCE_COLUMN_TAIL },
	{ SEQUENCE_COLUMN, 0x20, 0xff, STAY, SEQUENCE_ROW },
	{ SEQUENCE_COLUMN_TAIL, 0x80, 0xbf, STAY, SEQUENCE_ROW },
	{ SEQUENCE_COLUMN_TAIL, 0x20, 0xff, EAT, SEQUENCE_GROUND },
	{ SEQUENCE_ROW, 0xc2, 0xdf, STAY, SEQUENCE_ROW_TAIL },
	{ SEQUENCE_ROW, 0x20, 0xff, EAT, SEQUENCE_GROUND },
	{ SEQUENCE_ROW_TAIL, 0x80, 0xbf, EAT, SEQUENCE_GROUND },
	{ SEQUENCE_ROW_TAIL, 0x20, 0xff, BREAK_BEFORE, SEQUENCE_GROUND },

	{ SEQUENCE_OSC, BEL, BEL, EAT, SEQUENCE_GROUND },
	{ SEQUENCE_OSC, ESC, ESC, STAY, SEQUENCE_OSC_ESCAPE },
	{ SEQUENCE_OSC, 0x00, 0xff, CONTENT, SEQUENCE_OSC },
	{ SEQUENCE_OSC_ESCAPE, '\\', '\\', EAT, SEQUENCE_GROUND },
	{ SEQUENCE_OSC_ESCAPE, BEL, BEL, EAT, SEQUENCE_GROUND },
	{ SEQUENCE_OSC_ESCAPE, ESC, ESC, STAY, SEQUENCE_OSC_ESCAPE },
	{ SEQUENCE_OSC_ESCAPE, 0x00, 0xff, CONTENT, SEQUENCE_OSC },
	{ SEQUENCE_STRING, ESC, ESC, STAY, SEQUENCE_STRING_ESCAPE },
	{ SEQUENCE_STRING, 0x00, 0xff, CONTENT, SEQUENCE_STRING },
	{ SEQUENCE_STRING_ESCAPE, '\\', '\\', EAT, SEQUENCE_GROUND },
	{ SEQUENCE_STRING_ESCAPE, ESC, ESC, STAY, SEQUENCE_STRING_ESCAPE },
	{ SEQUENCE_STRING_ESCAPE, 0x00, 0xff, CONTENT, SEQUENCE_STRING },

	{ SEQUENCE_ANY, ESC, ESC, BREAK_BEFORE, SEQUENCE_GROUND },
	{ SEQUENCE_ANY, 0x00, 0x7f, BREAK, SEQUENCE_GROUND },
	{ SEQUENCE_ANY, 0x80, 0xff, BREAK_BEFORE, SEQUENCE_GROUND },
};

/* CSI n ~ : the VT220's editing and function keys, and what rxvt and the Linux console made of them. */
static const enum press tilde_keys[] = {
	[1] = PRESS_HOME, [2] = PRESS_INSERT, [3] = PRESS_DELETE, [4] = PRESS_END, [5] = PRESS_PAGE_UP,
	    [6] = PRESS_PAGE_DOWN,
	[7] = PRESS_HOME, [8] = PRESS_END,
	[11] = PRESS_F1, [12] = PRESS_F2, [13] = PRESS_F3, [14] = PRESS_F4, [15] = PRESS_F5,
	[17] = PRESS_F6, [18] = PRESS_F7, [19] = PRESS_F8, [20] = PRESS_F9, [21] = PRESS_F10,
	[23] = PRESS_F11, [24] = PRESS_F12,
};

/* The last byte of CSI x and, with what was held, of CSI 1 ; n x. R is a report there, but no key. */
static const enum press csi_keys[128] = {
	['A'] = PRESS_UP, ['B'] = PRESS_DOWN, ['C'] = PRESS_RIGHT, ['D'] = PRESS_LEFT, ['F'] = PRESS_END,
	    ['H'] = PRESS_HOME,
	['P'] = PRESS_F1, ['Q'] = PRESS_F2, ['S'] = PRESS_F4, ['Z'] = PRESS_BACKTAB,
};

/* The same of SS3 x. */
static const enum press single_keys[128] = {
	['A'] = PRESS_UP, ['B'] = PRESS_DOWN, ['C'] = PRESS_RIGHT, ['D'] = PRESS_LEFT, ['F'] = PRESS_END,
	    ['H'] = PRESS_HOME,
	['M'] = PRESS_ENTER, ['P'] = PRESS_F1, ['Q'] = PRESS_F2, ['R'] = PRESS_F3, ['S'] = PRESS_F4,
};

/* rxvt's, with Shift or Ctrl held: CSI a and SS3 a. */
static const enum press rxvt_keys[128] = {
	['a'] = PRESS_UP, ['b'] = PRESS_DOWN, ['c'] = PRESS_RIGHT, ['d'] = PRESS_LEFT,
};

/* The Linux console's CSI [ x. */
static const enum press console_keys[128] = {
	['A'] = PRESS_F1, ['B'] = PRESS_F2, ['C'] = PRESS_F3, ['D'] = PRESS_F4, ['E'] = PRESS_F5,
};

/* The number pad in its application mode: SS3 j to SS3 y. */
static const char keypad[] = "*+,-./0123456789";

static const struct sequence_did eaten = { .taken = true };
static const struct sequence_did broken = { .taken = true, .event = true, .press = { .key = PRESS_UNKNOWN } };

static struct sequence_did
key_or_nothing(enum press key)
{
	return (struct sequence_did){ .taken = true, .event = key != PRESS_NONE, .press = { .key = key } };
}

static bool
plain(const struct sequence *s)
{
	return s->numbers == 0 && !s->given;
}

/* No parameters, or 1 and what was held. */
static bool
held(const struct sequence *s)
{
	return plain(s) || (s->numbers == 1 && s->number[0] == 1 && s->number[1] >= 1 && s->number[1] <= MODIFIERS_MAX);
}

/* CSI n ~, or CSI n ; what was held ~. rxvt has other ends for that. */
static enum press
numbered(const struct sequence *s, unsigned char last)
{
	const bool alone = s->numbers == 0;

	if (s->number[0] >= sizeof tilde_keys / sizeof tilde_keys[0] || (last != '~' && !alone))
		return PRESS_NONE;
	return alone || (s->numbers == 1 && s->number[1] >= 1 && s->number[1] <= MODIFIERS_MAX) ?
	    tilde_keys[s->number[0]] : PRESS_NONE;
}

static struct sequence_did
end_csi(const struct sequence *s, unsigned char last)
{
	/* Late or not: what follows wasn't typed. */
	if (!s->odd && last == '~' && s->numbers == 0 && s->number[0] == PASTE)
		return (struct sequence_did){ .taken = true, .paste = true };
	if (s->odd || s->late)
		return eaten;
	if (last == '~' || last == '^' || last == '@')
		return key_or_nothing(numbered(s, last));
	if (csi_keys[last] != PRESS_NONE)
		return key_or_nothing(held(s) ? csi_keys[last] : PRESS_NONE);
	return key_or_nothing(plain(s) ? rxvt_keys[last] : PRESS_NONE);
}

/* Older xterms put what was held between: SS3 5 A. */
static struct sequence_did
end_single(const struct sequence *s, unsigned char last)
{
	const bool alone = plain(s), older = s->numbers == 0 && s->number[0] <= MODIFIERS_MAX;

	if (s->late)
		return eaten;
	if (alone && last >= 'j' && last <= 'y')
		return (struct sequence_did){ .taken = true, .event = true,
		    .press = { .c = (uint32_t)keypad[last - 'j'] } };
	if (alone && rxvt_keys[last] != PRESS_NONE)
		return key_or_nothing(rxvt_keys[last]);
	return key_or_nothing(older || held(s) ? single_keys[last] : PRESS_NONE);
}

static void
add_digit(struct sequence *s, unsigned char c)
{
	unsigned *n = &s->number[s->numbers];

	s->given = true;
	if (s->numbers < 2)
		*n = *n * 10 + (c - '0') > NUMBER_MAX ? NUMBER_MAX : *n * 10 + (c - '0');
}

/* Inside a character 9C is a part of it; the control is 9C alone, or C2 9C. */
static bool
ends_string(struct sequence *s, unsigned char c)
{
	const bool inside = s->follow > 0 && (c & 0xc0) == 0x80;

	if (c == ST && (!inside || s->lead == 0xc2))
		return true;
	if (inside) {
		s->follow--;
	} else {
		s->lead = c;
		s->follow = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc2;
	}
	return false;
}

static const struct rule *
rule_for(enum sequence_state state, unsigned char c)
{
	const struct rule *r = rules;

	while ((r->in != state && r->in != SEQUENCE_ANY) || c < r->from || c > r->to)
		r++;
	return r;
}

static struct sequence_did
act_on(struct sequence *s, enum act act, unsigned char c)
{
	switch (act) {
	case DIGIT:
		add_digit(s, c);
		break;
	case NEXT:
		s->numbers += s->numbers < 2;
		break;
	case ODD:
		s->odd = true;
		break;
	case BACKTAB:
		return key_or_nothing(s->late ? PRESS_NONE : PRESS_BACKTAB);
	case CSI:
		return end_csi(s, c);
	case CONSOLE:
		return key_or_nothing(s->late ? PRESS_NONE : console_keys[c]);
	case SINGLE:
		return end_single(s, c);
	case BREAK:
		return broken;
	case BREAK_BEFORE:
		return (struct sequence_did){ .event = true, .press = { .key = PRESS_UNKNOWN } };
	case ESC_BEFORE:
		return (struct sequence_did){ .event = !s->late, .press = { .key = PRESS_ESC } };
	default:
		break;
	}
	return eaten;
}

/* rxvt ends a numbered key with $ where Shift was held; everybody else's $ is an intermediate. */
static bool
ends_by_dollar(const struct sequence *s)
{
	return !s->odd && numbered(s, '$') != PRESS_NONE;
}

static struct sequence_did
step(struct sequence *s, unsigned char c)
{
	const struct rule *r = rule_for(s->state, c);
	enum sequence_state next = r->next;
	struct sequence_did did;

	if ((r->act == CONTENT && ends_string(s, c)) || (r->act == DOLLAR && ends_by_dollar(s)))
		next = SEQUENCE_GROUND;
	did = r->act == DOLLAR && next == SEQUENCE_GROUND && !s->late ? key_or_nothing(numbered(s, c)) : act_on(s, r->act, c);
	s->odd = s->odd || r->act == DOLLAR;
	s->state = next;
	if (next == SEQUENCE_GROUND)
		*s = (struct sequence){ .state = SEQUENCE_GROUND };
	return did;
}

/* Behind an Esc that was given already [ and ] go on with its sequence; a letter may have been typed by itself. */
static struct sequence_did
step_late(struct sequence *s, unsigned char c)
{
	const struct rule *r = rule_for(SEQUENCE_ESCAPE, c);

	if (r->next == SEQUENCE_GROUND || r->next == SEQUENCE_ESCAPE_INTERMEDIATE) {
		*s = (struct sequence){ .state = SEQUENCE_GROUND };
		return (struct sequence_did){ .taken = false };
	}
	if (c == '[' || c == ']')
		return step(s, c);
	s->state = SEQUENCE_LETTER;
	s->letter = c;
	return eaten;
}

bool
sequence_begins(unsigned char c)
{
	return c == ESC || (c >= 0x80 && c < 0xa0);
}

/* An 8-bit control is Esc and the byte 40 below it, but without an Esc that could be a key. */
static struct sequence_did
begin(struct sequence *s, unsigned char c)
{
	*s = (struct sequence){ .state = SEQUENCE_ESCAPE };
	if (c == ESC)
		return eaten;
	if (rule_for(SEQUENCE_ESCAPE, c - 0x40)->act != ESC_BEFORE)
		return step(s, c - 0x40);
	s->state = SEQUENCE_GROUND;
	return broken;
}

struct sequence_did
sequence_step(struct sequence *s, unsigned char c)
{
	s->late = s->late || s->resting;
	s->resting = false;
	if (s->state == SEQUENCE_GROUND || (s->late && c == ESC))
		return begin(s, c);
	if (s->state == SEQUENCE_ESCAPE && s->late)
		return step_late(s, c);
	if (s->state == SEQUENCE_LETTER) {
		s->state = SEQUENCE_ESCAPE;
		(void)step(s, s->letter);
	}
	return step(s, c);
}

/* The rest may still come, once: then it is no text either. */
struct sequence_did
sequence_time(struct sequence *s)
{
	const bool letter = s->state == SEQUENCE_LETTER, rest = !s->late && !letter;
	struct sequence_did did = broken;

	if (s->state == SEQUENCE_ESCAPE)
		did.press.key = PRESS_ESC;
	else if (letter)
		did.press = (struct press_event){ .c = s->letter };
	if (rest)
		s->resting = true;
	else
		*s = (struct sequence){ .state = SEQUENCE_GROUND };
	return did;
}

bool
sequence_open(const struct sequence *s)
{
	return s->state != SEQUENCE_GROUND;
}

bool
sequence_waits(const struct sequence *s)
{
	return sequence_open(s) && !s->resting;
}

bool
sequence_hurries(const struct sequence *s)
{
	return s->state == SEQUENCE_ESCAPE || s->state == SEQUENCE_LETTER;
}

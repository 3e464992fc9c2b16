/* What a program before us may have left on in the terminal. */
#include "tui/term/modes.h"

#include <curses.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <term.h>

/* Reports: X10's mouse and xterm's, the focus, and the mouse's encodings. Source: XTerm Control Sequences, DECSET. */
#define REPORTS "\033[?9;1000;1002;1003;1004;1005;1006;1015;1016"
#define SAVE_REPORTS REPORTS "s"
#define NO_REPORTS REPORTS "l"
#define RESTORE_REPORTS REPORTS "r"

/* XTMODKEYS: modifyOtherKeys off, and as the user has set it. */
#define NO_OTHER_KEYS "\033[>4;0m"
#define USUAL_OTHER_KEYS "\033[>4m"

/* The kitty protocol's flags lie on a stack. Source: sw.kovidgoyal.net/kitty/keyboard-protocol. */
#define PUSH_NO_FLAGS "\033[>0u"
#define NO_FLAGS "\033[=0u"
#define POP_FLAGS "\033[<u"

static bool
has(const char *capability)
{
	const char *s = tigetstr(capability);

	return s != NULL && s != (char *)-1;
}

static bool
has_part(const char *capability, const char *part)
{
	return has(capability) && strstr(tigetstr(capability), part) != NULL;
}

/* It reads sequences of ECMA-48; those that it doesn't know it passes over. */
static bool
reads_csi(void)
{
	return has_part("cup", "\033[");
}

static bool
reports(void)
{
	return has("kmous") && reads_csi();
}

/* Old ones show what follows the > of a private sequence; none of them has xterm's alternate screen. */
static bool
like_xterm(void)
{
	return has_part("smcup", "\033[?1049h");
}

static void
say(bool when, const char *bytes)
{
	if (when)
		(void)fputs(bytes, stdout);
}

static void
number_pad_types_digits(void)
{
	if (has("rmkx"))
		say(true, tigetstr("rmkx"));
}

/* Pastes not by terminfo, which knows it of few. */
static void
mark_pastes(bool on)
{
	say(reads_csi(), on ? "\033[?2004h" : "\033[?2004l");
}

void
modes_take(void)
{
	say(reports(), SAVE_REPORTS);
	say(like_xterm(), PUSH_NO_FLAGS);
	modes_take_again();
}

void
modes_take_again(void)
{
	number_pad_types_digits();
	say(reports(), NO_REPORTS);
	say(like_xterm(), NO_OTHER_KEYS NO_FLAGS);
	mark_pastes(true);
	(void)fflush(stdout);
}

void
modes_lend(void)
{
	mark_pastes(false);
	(void)fflush(stdout);
}

void
modes_give_back(void)
{
	mark_pastes(false);
	say(like_xterm(), POP_FLAGS USUAL_OTHER_KEYS);
	say(reports(), RESTORE_REPORTS);
	(void)fflush(stdout);
}

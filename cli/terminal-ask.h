/* What the practice terminal asks its user, as lines of text. */
#ifndef MADOGUCHI_CLI_TERMINAL_ASK_H
#define MADOGUCHI_CLI_TERMINAL_ASK_H

#include "cli/chosen-in.h"
#include "cli/terminal-work.h"

/* Asks for an order on standard input; false at the end of it, or when told that it is over. */
bool ask_order(struct order *);

/*
 * Asks for what opens the card's word and the PINs of a case, on the terminal and without echo; a new PIN twice.
 * face: the holder's card is the one whose face is at hand, so that 照合番号B may be typed. ERR_PIN_SOURCE: standard
 * input is no terminal.
 */
enum err ask_pins(const struct case_file *, bool face, struct desk_pins *);

/*
 * Asks for each of these characters what stands for it, a line each: an empty one takes what is proposed.
 * ERR_SUBSTITUTES: there is nobody to ask.
 */
enum err ask_substitutes(struct jis_pairs *);

/* The same from lines of standard input, as chosen_take_line has them, up to its end; wrong: the line that can't be. */
enum err read_substitutes(struct jis_pairs *, char wrong[CHOSEN_LINE_MAX]);

/* Words of the command line: PROCEDURE, certificates=sign,auth, pins=… . ERR_USAGE; wrong names the word. */
enum err read_order(int argc, char **argv, struct order *, const char **wrong);

#endif

/* The events of card work at the authority's terminal: handed-over, terminal-refused. */
#ifndef MADOGUCHI_CALL_TERMINAL_H
#define MADOGUCHI_CALL_TERMINAL_H

#include "cli/cmd.h"
#include "case/reception.h"

/* Whether the event is one of these two. */
bool call_of_terminal(enum case_event);

/*
 * Does it for the case in argv[0]. handed-over reads the card on the reader first, if there is one. terminal-refused
 * takes why=CODE and, for a PIN, pin=K from argv[2] on; ERR_USAGE with detail. r is zeroed; its file is the case
 * afterwards.
 */
enum err call_terminal(struct call *, enum case_event, struct reception *r);

#endif

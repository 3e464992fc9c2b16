/* Reads facts from arguments and standard input. */
#ifndef MADOGUCHI_CLI_FACTS_IN_H
#define MADOGUCHI_CLI_FACTS_IN_H

#include "cli/cmd.h"
#include "rule/facts.h"

/*
 * Reads key=value from the words from argv[from] on; "-" reads lines from standard input. Personal facts are accepted
 * only from standard input, because every user of the machine can read arguments. personal may be NULL. On error the
 * detail says what is wrong. ERR_BORN_LATER too. A text that looks damaged (base/text-lost.h) is taken, and told on
 * standard error.
 */
enum err facts_in(struct call *, int from, struct facts *, struct personal *);

/*
 * Reads a line of standard input without its end; false at the end of input. ERR_TOO_LONG, ERR_CHARACTER (a NUL),
 * ERR_IO in *e, and false.
 */
bool input_line(char *line, size_t size, enum err *e);

/*
 * Reads a line of standard input, without its end, for text that may not be an argument. ERR_TOO_LONG, ERR_IO; else as
 * call_take.
 */
enum err line_in(struct call *, char *out, size_t size);

#endif

/* Facts from arguments and from standard input. */
#ifndef MADOGUCHI_CLI_FACTS_IN_H
#define MADOGUCHI_CLI_FACTS_IN_H

#include "cli/cmd.h"
#include "rule/facts.h"

/*
 * Reads key=value from the words from argv[from] on; "-" reads lines from standard input. Personal facts are taken from
 * there only: arguments can be read by every user of the machine. personal may be NULL. The detail says what is wrong.
 */
enum err facts_in(struct call *, int from, struct facts *, struct personal *);

/* A line of standard input without its end, for what is no argument's matter. ERR_TOO_LONG, ERR_IO; as call_take. */
enum err line_in(struct call *, char *out, size_t size);

#endif

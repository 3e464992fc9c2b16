/* Facts from arguments and from standard input. */
#ifndef MADOGUCHI_CLI_FACTS_IN_H
#define MADOGUCHI_CLI_FACTS_IN_H

#include "cli/cmd.h"
#include "facts.h"

/*
 * Reads key=value from the words from argv[from] on; "-" reads lines from standard input. Personal facts are taken from
 * there only: arguments can be read by every user of the machine. personal may be NULL. The detail says what is wrong.
 */
enum err facts_in(struct call *, int from, struct facts *, struct personal *);

#endif

/*
 * The command that opens a locked screen, run by a process of its own. It was there before this one gave up running
 * programs (base/confine.h), and hears nothing of it but that it is wanted.
 */
#ifndef MADOGUCHI_TUI_TERM_LEND_H
#define MADOGUCHI_TUI_TERM_LEND_H

#include <stdbool.h>

/* Before the first thread. False: it can't be had. "" starts nothing. */
bool lend_start(const char *command);

/* Runs it on the terminal. True if its exit status is 0. */
bool lend_run(void);

/* It ends, too, when this process does. */
void lend_stop(void);

#endif

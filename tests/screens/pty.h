/* A program in a pseudo-terminal of its own, in a bare environment. */
#ifndef MADOGUCHI_TEST_PTY_H
#define MADOGUCHI_TEST_PTY_H

#include <sys/types.h>

#include <stdbool.h>

struct memory;

/*
 * argv and env end with NULL; of two variables with one name the first is found. memory: NULL, or opened. The process, and
 * in *pty the terminal's end. Fails the test on error.
 */
pid_t pty_start(const char *const *argv, const char *const *env, int rows, int cols, struct memory *, int *pty);

void pty_let_echo(int pty);	/* as a shell has it */
bool pty_stops(int pty);	/* Ctrl-S stops what is shown */

/* Another size; the program is told by a signal if it is another. */
void pty_resize(int pty, int rows, int cols);

#endif

/* A helper program in a process of its own: madoguchi-page, madoguchi-print. */
#ifndef MADOGUCHI_FORMS_CHILD_H
#define MADOGUCHI_FORMS_CHILD_H

#include "base/buf.h"

#define CHILD_REPORT_MAX 65536		/* bytes on its standard error */

/*
 * Runs the program with in on its standard input, and without arguments, environment or other descriptors; out gets its
 * standard output and report its standard error. After seconds, or at the end, it is killed with everything it started.
 * True: it has ended by itself, with this exit status; false: it is missing, hung, died or talked too much. If SIGCHLD
 * is ignored how it ended is unknown: false.
 */
bool child_run(const char *program, const struct buf *in, int seconds, struct buf *out, struct buf *report,
    int *status);

#endif

/* Between the files that print: the child process, and the file that is written. */
#ifndef MADOGUCHI_FORMS_PRINT_CHILD_PRIVATE_H
#define MADOGUCHI_FORMS_PRINT_CHILD_PRIVATE_H

#include "forms/print.h"

#define PRINT_SECONDS 30

/*
 * Runs the program with the page on its standard input and nothing else of ours: no argument, no environment, no
 * descriptor. It is killed when the seconds are over, and so is at any end what it started. Where SIGCHLD is ignored its
 * end can't be known, and that is a failure. ERR_PAPER_GLYPHS, ERR_PAPER_FIT, ERR_PAPER_FONT, ERR_PAPER_PRINTER, ERR_MEMORY.
 */
enum err print_child(const char *program, const struct buf *page, int seconds, struct buf *pdf, struct print_faults *);

/* Reads what the program said, a line each; ERR_DATA for what it never says. */
enum err print_report(const struct buf *, struct print_faults *);

/* A file beside path, complete and on disk but not in its place yet. */
struct print_file { char path[4096], temporary[4096]; };
enum err print_file_write(struct print_file *, const char *path, const struct buf *);
enum err print_file_place(struct print_file *);		/* into its place */
void print_file_drop(struct print_file *);		/* harmless when it is in its place */

#endif

/* Shared by the files that print: the child process and the output file. */
#ifndef MADOGUCHI_FORMS_PRINT_CHILD_PRIVATE_H
#define MADOGUCHI_FORMS_PRINT_CHILD_PRIVATE_H

#include "forms/print.h"

#define PRINT_SECONDS 30

/*
 * Runs the program with the page, as child.h says. ERR_PAPER_GLYPHS, ERR_PAPER_FIT, ERR_PAPER_FONT, ERR_PAPER_PRINTER,
 * ERR_MEMORY.
 */
enum err print_child(const char *program, const struct buf *page, int seconds, struct buf *pdf, struct print_faults *);

/* Has the page drawn by madoguchi-page in that folder. */
enum err print_page(const struct page *, const char *libexec, struct buf *pdf, struct print_faults *);

/* Parses the program's reports, one a line; ERR_DATA for anything else. */
enum err print_report(const struct buf *, struct print_faults *);

/* A complete file on disk under a temporary name beside path. */
struct print_file { char path[4096], temporary[4096]; };
enum err print_file_write(struct print_file *, const char *path, const struct buf *);
enum err print_file_place(struct print_file *);		/* renames it to path */
void print_file_drop(struct print_file *);		/* deletes it; harmless after renaming */

#endif

/* The two halves of confine.c: system calls by libseccomp, files by Landlock. Each says whether it is in force. */
#ifndef MADOGUCHI_BASE_CONFINE_PRIVATE_H
#define MADOGUCHI_BASE_CONFINE_PRIVATE_H

#include <stdbool.h>

/* runs: it may start a program. */
bool confine_program_calls(bool runs, bool network);

/* opens: it may open files to read them. */
bool confine_parser_calls(bool opens);

bool confine_calls_offered(void);

bool confine_program_files(const char *const *run);
bool confine_parser_files(const char *const *files);
bool confine_files_offered(void);

#endif

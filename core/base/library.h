/* Libraries that are loaded only by who needs them: whoever doesn't has neither their time nor their memory. */
#ifndef MADOGUCHI_BASE_LIBRARY_H
#define MADOGUCHI_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* at: where the pointer to it stands in the caller's table. */
struct library_function { const char *name; size_t at; };

/*
 * Loads the shared library of that name (soname; dlopen's search, POSIX) until the program ends, and sets the pointers
 * of n functions in table. False, and nothing is loaded: it isn't installed, or lacks one of them.
 */
bool library_load(const char *name, const struct library_function *, size_t n, void *table);

#endif

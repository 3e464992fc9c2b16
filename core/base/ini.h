/* Reads INI files by iniparser, after a check that reports what iniparser would truncate, merge or skip. */
#ifndef MADOGUCHI_BASE_INI_H
#define MADOGUCHI_BASE_INI_H

#include "base/err.h"
#include "base/fault.h"

#define INI_FILE_MAX (256u << 10)	/* bytes */
#define INI_LINE_MAX 1000		/* bytes: iniparser cuts at 1024 */
#define INI_ENTRIES_MAX 4096

/*
 * Which sections and keys a file may have. A section is "[kind]" or, if named, "[kind name]". keys ends in NULL; keys
 * NULL allows any key. An entry with kind NULL ends the table.
 */
struct ini_shape { const char *kind; bool named; const char *const *keys; };

/* One line. key and value are NULL in the line that begins a section; name is "" for an unnamed kind. */
struct ini_entry { const char *kind, *name, *key, *value; int line; };

/* The entries in file order. Owns its strings. */
struct ini {
	struct ini_entry *entries;
	size_t count;
	char *strings;
	unsigned owner, mode;		/* uid and st_mode of the file; 0 for text in memory */
};

/*
 * Reads a regular file. ERR_IO: cannot be opened or read; ERR_CONFIG: faults were added; ERR_MEMORY. Only after
 * ERR_NONE does ini hold anything; free it with ini_free.
 */
enum err ini_read_file(const char *path, const struct ini_shape *, struct ini *, struct faults *);

/* The same for text in memory; file is the name used in faults. */
enum err ini_read_text(const char *file, const char *text, size_t len, const struct ini_shape *, struct ini *,
    struct faults *);

void ini_free(struct ini *);

/* The value of a key; NULL if the file does not state it. */
const char *ini_value(const struct ini *, const char *kind, const char *name, const char *key);

#endif

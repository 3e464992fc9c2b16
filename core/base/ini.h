/* iniparser behind a guard: nothing is cut, merged or passed over in silence; every fault has its line. */
#ifndef MADOGUCHI_BASE_INI_H
#define MADOGUCHI_BASE_INI_H

#include "base/err.h"
#include "base/fault.h"

#define INI_FILE_MAX (256u << 10)	/* bytes */
#define INI_LINE_MAX 1000		/* bytes: iniparser cuts at 1024 */
#define INI_ENTRIES_MAX 4096

/*
 * What a file may hold. A section is "[kind]" or, where named, "[kind name]". keys ends in NULL; NULL itself: any key.
 * The table ends in a kind of NULL.
 */
struct ini_shape { const char *kind; bool named; const char *const *keys; };

/* key and value are NULL for the line that begins a section; name is "" where the kind has none. */
struct ini_entry { const char *kind, *name, *key, *value; int line; };

/* In the order of the file. Owns its strings. */
struct ini {
	struct ini_entry *entries;
	size_t count;
	char *strings;
	unsigned owner, mode;		/* of the file: its uid, its st_mode; 0 for text in memory */
};

/*
 * Reads a regular file. ERR_IO: it can't be opened or read; ERR_CONFIG: faults were added; ERR_MEMORY. Only with
 * ERR_NONE is there anything in ini, to be freed with ini_free.
 */
enum err ini_read_file(const char *path, const struct ini_shape *, struct ini *, struct faults *);

/* The same for text in memory; file is the name for faults. */
enum err ini_read_text(const char *file, const char *text, size_t len, const struct ini_shape *, struct ini *,
    struct faults *);

void ini_free(struct ini *);

/* The value of a key; NULL: not stated. */
const char *ini_value(const struct ini *, const char *kind, const char *name, const char *key);

#endif

/* The check that runs before iniparser, which would truncate, merge or skip some lines silently. */
#ifndef MADOGUCHI_BASE_INI_SCAN_PRIVATE_H
#define MADOGUCHI_BASE_INI_SCAN_PRIVATE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/ini.h"

struct ini_scan {
	const char *file;
	const struct ini_shape *shapes;
	struct faults *faults;
	/* found: */
	struct buf plain;		/* the file rewritten for iniparser: every value quoted */
	char *copy;			/* the strings of entries, without values */
	struct ini_entry *entries;
	uint32_t *hashes;		/* of each entry: of its section's kind and its key, or its name */
	size_t count;
	/* while scanning: */
	const struct ini_shape *shape;	/* current section; NULL before the first and in an unknown one */
	size_t section;			/* index in entries where the current section begins */
	bool known;			/* a section has begun */
	size_t found;			/* faults */
};

/* Scans the text. ERR_CONFIG: faults were added. Call ini_scan_free in any case. */
enum err ini_scan(struct ini_scan *, const char *text, size_t len);
void ini_scan_free(struct ini_scan *);

#endif

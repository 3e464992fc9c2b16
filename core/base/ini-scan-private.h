/* The guard in front of iniparser. */
#ifndef MADOGUCHI_BASE_INI_SCAN_PRIVATE_H
#define MADOGUCHI_BASE_INI_SCAN_PRIVATE_H

#include "base/buf.h"
#include "base/ini.h"

struct ini_scan {
	const char *file;
	const struct ini_shape *shapes;
	struct faults *faults;
	/* found: */
	struct buf plain;		/* the file again as iniparser can't misread it: every value in quotes */
	char *copy;			/* entries point in here; values aren't kept */
	struct ini_entry *entries;
	size_t count;
	/* while it goes on: */
	const struct ini_shape *shape;	/* of the section now; NULL before the first and in an unknown one */
	size_t section;			/* where the section now began in entries */
	bool known;			/* a section has begun */
	size_t found;			/* faults */
};

/* ERR_CONFIG: faults were added. ini_scan_free in any case. */
enum err ini_scan(struct ini_scan *, const char *text, size_t len);
void ini_scan_free(struct ini_scan *);

#endif

/* Several stores in the folder that a test has to itself: made, backed up, counted. For cmocka. */
#ifndef MADOGUCHI_TEST_STORES_H
#define MADOGUCHI_TEST_STORES_H

#include "fixture.h"
#include "upkeep/backup.h"

extern struct actor stores_clerk;		/* with all roles of one's own machine */
void stores_clerk_later(void);			/* a second later: what is kept aside is called by its moment */

const char *stores_path(const char *name);	/* in the test's folder; of four names at a time the paths differ */
struct store *stores_open(const char *name);
enum err stores_add_case(struct store *);
void stores_make(const char *name, int cases);
enum err stores_backup(const char *from, const char *to);
int stores_files_like(const char *part);	/* how many names there have that in them */

#endif

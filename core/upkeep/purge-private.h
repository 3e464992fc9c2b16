/* Parts of a purge, for its files only. */
#ifndef MADOGUCHI_UPKEEP_PURGE_PRIVATE_H
#define MADOGUCHI_UPKEEP_PURGE_PRIVATE_H

#include "upkeep/purge.h"

/* Adds the folder's files that are due to the plan: of erased cases, of those in it, of kinds whose time has come. */
enum err purge_find_files(struct store *, const char *folder, struct purge_plan *);

/* Puts each on record, then deletes it, unless its case is needed by now; adds to the counts by kind. */
enum err purge_delete_files(struct store *, const struct actor *, const char *folder, const struct purge_plan *,
    int64_t counts[RETENTION_KINDS_MAX]);

/* Whether it ended before the kind's limit; counts it if so. NULL: none, so not. */
struct purge_kind *purge_kind_of(struct purge_plan *, enum retention_of, const char *name);
void purge_count(struct purge_kind *, struct date day);

#endif

/* A store's copy for the safe, and a store made from it again. */
#ifndef MADOGUCHI_UPKEEP_BACKUP_H
#define MADOGUCHI_UPKEEP_BACKUP_H

#include "audit/audit.h"

#define BACKUP_PATH_MAX 1100

/*
 * Copies the store into a new file, mode 0600, while work goes on: whole or not at all, and checked. That it was made
 * is on record, in the copy too. ERR_FILE_EXISTS, ERR_DISK_FULL, ERR_STORE_TOOL where the store isn't a file,
 * ERR_ROLE without ACT_STORE.
 */
enum err store_backup(struct store *, const struct actor *, const char *path);

/*
 * Puts a backup in the place of the store that uri names, which nobody may have open. The backup must be of the mode,
 * no newer than the program (an older one is brought up to date) and sound through and through: ERR_BACKUP where it
 * isn't whole or no store of ours, ERR_MODE_MIXED, ERR_STORE_NEWER, ERR_AUDIT_BROKEN. A store that stands there is
 * kept beside it, its name in aside ("" where there was none). ERR_STORE_LOCKED while somebody has it open;
 * ERR_STORE_AHEAD where it can be read and has gone on since the backup was made, unless older. On any failure
 * nothing was changed.
 */
enum err store_restore(const char *uri, enum mode, const struct actor *, const char *path, bool older,
    char aside[BACKUP_PATH_MAX]);

#endif

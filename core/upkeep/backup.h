/* Backs up a store, and restores it. */
#ifndef MADOGUCHI_UPKEEP_BACKUP_H
#define MADOGUCHI_UPKEEP_BACKUP_H

#include "audit/keep.h"
#include "issuer/local/carry.h"

#define BACKUP_PATH_MAX 1100

/* The CA whose book goes with the store: its folder, its name, and what a restore found of its book. */
struct backup_ca { const char *folder, *name; struct book_merged merged; };

/*
 * Copies the store into a new file, mode 0600, while work continues: complete and checked, or not at all. The backup is
 * recorded, in the copy too. The CA's book (ca NULL: none) is in the file as of the same moment, without keys; nothing
 * is issued or revoked meanwhile. ERR_FILE_EXISTS, ERR_DISK_FULL; ERR_STORE_TOOL: the store is not a file; ERR_ROLE
 * without ACT_STORE.
 */
enum err store_backup(struct store *, const struct actor *, const struct backup_ca *ca, const char *path);

enum { RESTORE_OLDER = 1, RESTORE_OTHER_KEY = 2 };

/*
 * Replaces the store at uri, which nobody may have open, by a backup. The backup must have this mode, no newer version
 * than the program (an older one is migrated) and pass all checks: else ERR_MODE_MIXED, ERR_STORE_NEWER,
 * ERR_AUDIT_BROKEN, or ERR_BACKUP if it is incomplete or not a store. The previous store is kept under the name in
 * aside ("" if there was none). ERR_STORE_LOCKED: somebody has the store open. ERR_STORE_AHEAD: it has records newer
 * than the backup, unless how has RESTORE_OLDER. keeping: as of the store (NULL: it isn't kept); ERR_AUDIT_KEY for a
 * backup that was signed with another key, unless how has RESTORE_OTHER_KEY: then it goes on with the office's, and its
 * log says so. On any error nothing is changed.
 *
 * The book in the backup is merged into that of the CA (ca NULL: it is left alone), before the store is put in place:
 * see local_book_merge. ERR_CA_OTHER.
 */
enum err store_restore(const char *uri, enum mode, const struct actor *, const struct audit_keeping *,
    struct backup_ca *ca, const char *path, unsigned how, char aside[BACKUP_PATH_MAX]);

#endif

/* Who has which role, as the configuration file says: for this room only. */
#ifndef MADOGUCHI_OFFICE_SETTING_PRIVATE_H
#define MADOGUCHI_OFFICE_SETTING_PRIVATE_H

#include "base/ini.h"
#include "office/setting.h"

/* What a configuration file may hold. */
extern const struct ini_shape setting_shape[];

/*
 * Fills in roles for the account clerk. [clerks] of the machine's own file holds wherever there is one, else that of
 * ini, the file that was read (NULL: none); where neither has the section roles are ROLES_UNSTATED. In work only a file
 * that root or one of its own administrators owns, and nobody else may write, is believed: else ERR_ROLES_FILE.
 * ERR_CONFIG: the machine's file can't be read. Practice asks nothing but ini. fault: the file and its fault.
 */
enum err setting_find_roles(struct setting *, const struct ini *, const char *machine, char fault[SETTING_FAULT_MAX]);

/* Reads a file of that shape; its first fault is told. */
enum err setting_read_file(const char *path, struct ini *, char fault[SETTING_FAULT_MAX]);

#endif

/* The static keys of the protected channel, from a file that nobody but its owner can read. */
#ifndef MADOGUCHI_KEY_FILE_H
#define MADOGUCHI_KEY_FILE_H

#include <sys/stat.h>

#include "card/sm.h"

#define KEY_FILE_MAX 1024	/* bytes */

/*
 * Reads ENC, MAC and DEK: see madoguchi.ini(5). ERR_KEY_FILE: it can't be opened, or isn't a private file of the user's.
 * ERR_KEY_FORMAT: anything in it is not as it must be. ERR_KEYS_PUBLISHED: keys that everybody knows. keys holds nothing
 * then. The caller locks keys in memory and wipes them; no other copy is left.
 */
enum err key_file_read(const char *path, struct sm_keys *keys);

/* The file's own part: a regular file of user's or root's, mode 0600 or 0400, not empty, not over KEY_FILE_MAX. */
bool key_file_private(const struct stat *, uid_t user);

/* The text's part; keys holds nothing on failure. */
enum err key_file_parse(const unsigned char *text, size_t len, struct sm_keys *keys);

#endif

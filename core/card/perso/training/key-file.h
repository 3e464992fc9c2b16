/* Reads the static keys of the protected channel from a file that only its owner can read. */
#ifndef MADOGUCHI_KEY_FILE_H
#define MADOGUCHI_KEY_FILE_H

#include <sys/stat.h>

#include "card/perso/training/sm.h"

#define KEY_FILE_MAX 1024	/* bytes */

/*
 * Reads ENC, MAC and DEK in the format of madoguchi.ini(5). ERR_KEY_FILE: the file cannot be opened or is not private;
 * ERR_KEY_FORMAT: malformed; ERR_KEYS_PUBLISHED: well-known keys. On any error keys is empty. The caller locks keys in
 * memory and wipes them; no other copy is kept.
 */
enum err key_file_read(const char *path, struct sm_keys *keys);

/* True for a regular file owned by user or root, mode 0600 or 0400, of 1 to KEY_FILE_MAX bytes. */
bool key_file_private(const struct stat *, uid_t user);

/* Parses the text of the file; keys is empty on error. */
enum err key_file_parse(const unsigned char *text, size_t len, struct sm_keys *keys);

#endif

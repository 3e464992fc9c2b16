/* The embedded CA's folder and its files. */
#ifndef MADOGUCHI_ISSUER_LOCAL_FILES_PRIVATE_H
#define MADOGUCHI_ISSUER_LOCAL_FILES_PRIVATE_H

#include <stddef.h>

#include "base/err.h"

/*
 * Opens the folder, creating it (mode 0700) and its parents if needed. ERR_CA_KEYS unless it is a folder that only this
 * user can access. The caller closes the descriptor.
 */
enum err local_folder_open(const char *folder, int *dir);

/* Reads a whole file; *len is 0 if there is none. ERR_CA_KEYS: it is empty, too long, or not this user's alone. */
enum err local_file_read(int dir, const char *file, unsigned char *out, size_t size, size_t *len);

/* Replaces a file atomically and durably. The caller must prevent two programs from doing so at once. */
enum err local_file_save(int dir, const char *file, const unsigned char *bytes, size_t len);

#endif

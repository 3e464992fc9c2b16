/* The PIN of a PKCS#11 token, read from its file. One that the token refused is sent once, not once a start. */
#ifndef MADOGUCHI_BASE_PIN_FILE_H
#define MADOGUCHI_BASE_PIN_FILE_H

#include "base/secret.h"

/*
 * Reads the file's one line. mark: a file in the folder dir, to ourselves, that tells which PIN file was refused.
 * ERR_TOKEN_PIN_FILE: it isn't there, isn't this account's alone (0600), or holds no PIN; ERR_TOKEN_PIN: it is the one
 * that was refused, and hasn't been written anew since.
 */
enum err pin_file_read(const char *file, int dir, const char *mark, struct secret *pin);

/* The token refused it. What tells the file from the next one is written down, and nothing of the PIN. */
void pin_file_refused(const char *file, int dir, const char *mark);

#endif

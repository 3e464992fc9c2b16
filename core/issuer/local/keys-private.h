/* The embedded CA's folder and the private keys in it. */
#ifndef MADOGUCHI_ISSUER_LOCAL_KEYS_PRIVATE_H
#define MADOGUCHI_ISSUER_LOCAL_KEYS_PRIVATE_H

#include <openssl/evp.h>

#include "base/cert.h"

/*
 * Opens the folder, made with mode 0700 (and the folders above it) where it isn't there yet. ERR_CA_KEYS when it isn't
 * a folder of this user's alone. The descriptor is the caller's to close.
 */
enum err local_folder_open(const char *folder, int *dir);

/*
 * Reads a key; *key is NULL where there is none yet. ERR_CA_KEYS when the file isn't this user's alone (0600), or holds
 * anything but an RSA key.
 */
enum err local_key_load(int dir, enum cert_kind, EVP_PKEY **key);

/*
 * Makes a key and its file. The file is there whole or not at all, whenever the program is killed; the caller sees to it
 * that no two programs make keys at once.
 */
enum err local_key_make(int dir, enum cert_kind, EVP_PKEY **key);

#endif

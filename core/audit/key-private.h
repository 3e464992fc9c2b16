/* The key that heads of the audit log are signed with; for this room and its tests only. */
#ifndef MADOGUCHI_AUDIT_KEY_PRIVATE_H
#define MADOGUCHI_AUDIT_KEY_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/key-token-private.h"
#include "base/err.h"

#define KEY_PUBLIC 32		/* bytes of an Ed25519 public key (RFC 8032) */
#define KEY_HEX (2 * KEY_PUBLIC + 1)
#define KEY_SIGNATURE 64

/*
 * A private key is a file, PEM of PKCS #8 (RFC 8410), that nobody but its owner can write and nobody outside its group
 * read. It is in memory only while something is signed: read anew each time, and wiped. Where the key is on a token
 * the file has its public key instead, as PEM (key_read_pem). public_hex: the public key, in lower-case hexadecimal.
 * ERR_AUDIT_KEY: it isn't there, isn't such a file, or isn't Ed25519.
 */
enum err key_public(const char *file, char public_hex[KEY_HEX]);
bool key_on_token(const char *file);

/* Signs with the key of this public key; ERR_AUDIT_KEY where the file has another. Token NULL: key_token_sign. */
enum err key_sign(const char *file, struct key_token *, const char *public_hex, const void *message, size_t len,
    unsigned char signature[KEY_SIGNATURE]);

/* Whether the signature is that key's, over the message. */
bool key_fits(const char *public_hex, const void *message, size_t len, const unsigned char signature[KEY_SIGNATURE]);

/*
 * Makes a key in FILE.new, durably; key_take gives it the file's own name. Between the two the store learns of it: a
 * process that finds the store ahead of the file (key_settle) takes it for whoever was killed there.
 */
enum err key_make(const char *file, struct key_token *, bool on_token, char public_hex[KEY_HEX]);
enum err key_take(const char *file);
enum err key_settle(const char *file, const char *public_hex);

/* A key that has signed its last is destroyed where it is on the token. */
void key_forget(struct key_token *, const char *public_hex);

/* One process at a time makes keys in a folder; the descriptor holds it until it is closed. -1: it can't be. */
int key_lock(const char *file);

/* The public key as PEM (SubjectPublicKeyInfo), and the first one in such a file. ERR_IO, ERR_AUDIT_KEY. */
enum err key_public_pem(const char *public_hex, char *out, size_t size);
enum err key_read_pem(const char *file, char public_hex[KEY_HEX]);

#endif

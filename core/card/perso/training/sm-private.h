/* Shared by sm*.c: SCP03 and its key derivation. Section numbers are those of Amendment D. */
#ifndef MADOGUCHI_CARD_SM_PRIVATE_H
#define MADOGUCHI_CARD_SM_PRIVATE_H

#include "card/perso/training/sm.h"

#define SM_LEVEL 0x33		/* C-MAC, C-DECRYPTION, R-MAC, R-ENCRYPTION */
#define SM_CLA 0x04

/* One part of a MAC's input. */
struct sm_part { const unsigned char *bytes; size_t len; };

/* True for a valid AES key length in bytes. */
bool sm_key_len_valid(size_t);

/* CMAC over the parts, a full block. Source: NIST SP 800-38B. */
enum err sm_cmac(const unsigned char *key, size_t key_len, const struct sm_part *, size_t n,
    unsigned char out[SM_BLOCK]);

/* Pads with 80 00… and encrypts (6.2.6, 6.2.7). out needs len rounded up to the next whole block; out may equal in. */
enum err sm_encipher(const struct sm *, bool answer, const unsigned char *in, size_t len, unsigned char *out,
    size_t *out_len);

/* Decrypts and removes the padding. out needs len bytes and may equal in. ERR_CHANNEL if the padding is wrong. */
enum err sm_decipher(const struct sm *, bool answer, const unsigned char *in, size_t len, unsigned char *out,
    size_t *out_len);

/* The C-MAC of a command, also the next chaining value (6.2.4). The Lc in header already includes the MAC. */
enum err sm_command_mac(const struct sm *, const unsigned char header[5], const unsigned char *data, size_t len,
    unsigned char full[SM_BLOCK]);

/* The R-MAC over the first len bytes of an answer's data as sent (6.2.5). */
enum err sm_answer_mac(const struct sm *, const struct reply *, size_t len, unsigned char full[SM_BLOCK]);

/* True for status words sent with an R-MAC: 9000, 62xx, 63xx (6.2.5). */
bool sm_protected_status(uint16_t sw);

/* Closes the channel and returns the error. */
enum err sm_broken(struct sm *, enum err);

#endif

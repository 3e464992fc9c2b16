/* What both ends of SCP03 and its key derivation share; for core/card/sm*.c alone. Sections are Amendment D's. */
#ifndef MADOGUCHI_CARD_SM_PRIVATE_H
#define MADOGUCHI_CARD_SM_PRIVATE_H

#include "card/sm.h"

#define SM_LEVEL 0x33		/* C-MAC, C-DECRYPTION, R-MAC, R-ENCRYPTION */
#define SM_CLA 0x04

/* A piece of what a MAC runs over. */
struct sm_part { const unsigned char *bytes; size_t len; };

/* AES takes keys of this many bytes. */
bool sm_key_len_valid(size_t);

/* CMAC over the parts, a full block. Source: NIST SP 800-38B. */
enum err sm_cmac(const unsigned char *key, size_t key_len, const struct sm_part *, size_t n,
    unsigned char out[SM_BLOCK]);

/* Pads with 80 00… and enciphers (6.2.6, 6.2.7); out holds len rounded up to the next whole block, and may be in. */
enum err sm_encipher(const struct sm *, bool answer, const unsigned char *in, size_t len, unsigned char *out,
    size_t *out_len);

/* Deciphers and takes the padding off; out holds len bytes, and may be in. ERR_CHANNEL for what is not so padded. */
enum err sm_decipher(const struct sm *, bool answer, const unsigned char *in, size_t len, unsigned char *out,
    size_t *out_len);

/* The C-MAC of a command, which is the next chaining value too (6.2.4). header's Lc counts the MAC already. */
enum err sm_command_mac(const struct sm *, const unsigned char header[5], const unsigned char *data, size_t len,
    unsigned char full[SM_BLOCK]);

/* The R-MAC of an answer over the first len bytes of its data as they are sent (6.2.5). */
enum err sm_answer_mac(const struct sm *, const struct reply *, size_t len, unsigned char full[SM_BLOCK]);

/* True for the status words that come with an R-MAC: 9000, 62xx, 63xx (6.2.5). */
bool sm_protected_status(uint16_t sw);

/* Closes the channel and gives the failure back. */
enum err sm_broken(struct sm *, enum err);

#endif

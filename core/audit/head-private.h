/* The head of the log, its last line, and the signature on it; for this room and its tests only. */
#ifndef MADOGUCHI_AUDIT_HEAD_PRIVATE_H
#define MADOGUCHI_AUDIT_HEAD_PRIVATE_H

#include "audit/chain-private.h"
#include "audit/key-private.h"
#include "store/store.h"

#define HEAD_STORE 33		/* a store's name: 16 bytes at random, in hexadecimal */
#define HEAD_AT 24
#define HEAD_MESSAGE 256

/* What is signed, and what an anchor says. */
struct head_said { char store[HEAD_STORE]; int64_t line; unsigned char hash[CHAIN_HASH]; char at[HEAD_AT]; };

/* The log's end as the store has it. */
struct head {
	bool found;
	char signer[KEY_HEX];		/* the public key of the next head; "": nothing is signed yet */
	struct head_said end;		/* by the head's own count and hash; at: of that line, "" if it isn't there */
	bool fits;			/* that line is there, is the last, and has that hash */
	struct head_said last;		/* the last that is signed; line 0: none */
	unsigned char signature[KEY_SIGNATURE];
};
enum err head_read(struct store *, struct head *);

/*
 * What a signature column holds: of a head that brings in a new key 128 bytes, first of the key before, then of the new
 * one; else 64. False for anything else. by: the last of them.
 */
bool head_take_signature(const struct store_value *, unsigned char by[KEY_SIGNATURE]);

/* The message that is signed, one line of text each for domain, store, line, hash and moment; its length. */
size_t head_message(const struct head_said *, char out[HEAD_MESSAGE]);
bool head_signed_by(const struct head_said *, const char *public_hex, const unsigned char signature[KEY_SIGNATURE]);

/*
 * Whether the log ends as it was left: its last line is signed, by this key, and fits the line before it.
 * ERR_AUDIT_BROKEN; ERR_AUDIT_KEY where the log was signed with another key. What lies before isn't read.
 */
enum err head_check(struct store *, const struct head *, const char *public_hex);

#endif

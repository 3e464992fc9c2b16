/* Parses untrusted BER-TLV without copying: values point into the caller's bytes. ISO/IEC 7816-4, 5.2.2. */
#ifndef MADOGUCHI_TLV_H
#define MADOGUCHI_TLV_H

#include <stddef.h>

#include "base/err.h"

/* One data object. tag holds the tag's bytes as one number (0x30, 0xdf21). */
struct tlv {
	unsigned tag;
	const unsigned char *value;
	size_t len;
};

/* The bytes of a sequence of objects that are still to be read. */
struct tlv_reader {
	const unsigned char *at;
	size_t left;
};

/*
 * Parses tag and length of an object whose value may still be on the card. *head: bytes of tag and length; *value: the
 * claimed length of the value, which the caller must check. ERR_CARD_ANSWER: the header is cut, the tag or length is
 * over 3 bytes, or the length is indefinite.
 */
enum err tlv_head(const unsigned char *, size_t len, unsigned *tag, size_t *head, size_t *value);

/* Reads the next object. ERR_CARD_ANSWER if there is none, or its length exceeds what is left. */
enum err tlv_next(struct tlv_reader *, struct tlv *);

/*
 * Finds the first object with this tag at this level. ERR_CARD_ANSWER if there is none, or the bytes before it are
 * invalid.
 */
enum err tlv_find(const unsigned char *, size_t len, unsigned tag, struct tlv *);

#endif

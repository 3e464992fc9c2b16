/* Reads BER-TLV that a card hands out; nothing is copied: values stand in the caller's bytes. ISO/IEC 7816-4 5.2.2. */
#ifndef MADOGUCHI_TLV_PRIVATE_H
#define MADOGUCHI_TLV_PRIVATE_H

#include <stddef.h>

#include "base/err.h"

/* One object. tag holds its bytes as they stand (0x30, 0xdf21); value lives as long as the bytes that were read. */
struct tlv {
	unsigned tag;
	const unsigned char *value;
	size_t len;
};

/* What is still to be read of a run of objects; set it up with the bytes and their number. */
struct tlv_reader {
	const unsigned char *at;
	size_t left;
};

/*
 * The tag and the claimed length of an object whose value need not be at hand (the rest is still on the card):
 * *head bytes of tag and length, then *value. Nothing but the head has been checked: hold *value against a bound
 * of your own. ERR_CARD_ANSWER for a cut head, a tag over 3 bytes, an indefinite length or one over 3 bytes.
 */
enum err tlv_head(const unsigned char *, size_t len, unsigned *tag, size_t *head, size_t *value);

/* The next object, whole. ERR_CARD_ANSWER where there is none or its length doesn't fit what is left. */
enum err tlv_next(struct tlv_reader *, struct tlv *);

/* The first object with this tag at this level. ERR_CARD_ANSWER where none is, or the run breaks before it. */
enum err tlv_find(const unsigned char *, size_t len, unsigned tag, struct tlv *);

#endif

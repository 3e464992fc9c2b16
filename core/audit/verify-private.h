/* A verification while it goes on; for this room only. */
#ifndef MADOGUCHI_AUDIT_VERIFY_PRIVATE_H
#define MADOGUCHI_AUDIT_VERIFY_PRIVATE_H

#include "audit/head-private.h"
#include "audit/verify.h"

#define VERIFY_KEYS_MAX 256	/* rotations; a log with more is told as signed with another key */

/* A key, from the line that names it. replaced: the key before didn't sign that line. */
struct verify_key { int64_t line; char public_hex[KEY_HEX]; bool replaced; };

struct verify {
	struct store *store;
	void (*found)(void *, const struct audit_finding *);
	void *ctx;
	struct audit_proof *proof;
	struct head head;
	const char *trusted;		/* the key that was given, or the office's; NULL: there is none */
	char own[KEY_HEX];
	struct verify_key keys[VERIFY_KEYS_MAX];
	size_t key_count;
	bool broken, other_key, rewritten;
	enum err e;			/* why it came to an end early */
};

void verify_tell(struct verify *, enum audit_found, int64_t line, int64_t to);

/* After the chain was walked: signatures by the key that is trusted, and by those that follow it. */
enum err verify_signatures(struct verify *);

/* After that: what the anchors know. */
enum err verify_anchors(struct verify *, FILE *);

/* Whether any key of the log has signed it. */
bool verify_signed(const struct verify *, const struct head_said *, const unsigned char signature[KEY_SIGNATURE]);

#endif

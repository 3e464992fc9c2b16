/* What is kept of a store's log while it is open; for this room only. */
#ifndef MADOGUCHI_AUDIT_KEEP_PRIVATE_H
#define MADOGUCHI_AUDIT_KEEP_PRIVATE_H

#include "audit/head-private.h"
#include "audit/keep.h"

#define KEEP_TAIL 16384	/* bytes of the anchors' end that are looked at */

struct keeper {
	struct audit_keeping how;
	/* what signs: the key's file, or the new one that isn't in its place yet */
	char key[SETTING_PATH_MAX + 8];
	struct key_token *token;		/* of the settings; NULL: none */
	char signer[KEY_HEX];			/* its public key; "": none yet */
	char next[KEY_HEX];			/* the key that this transaction brings in; it signs, too; "": none */
	bool signing_first;			/* a store without signatures is given its first */
	bool without_key;			/* the key is lost, and a new one is being made */
	bool broken;				/* by the anchors' word, when it was opened */
	bool has_signed;			/* in this transaction */
	struct head_said seen;			/* the head that was last found good, or signed, here */
	struct head_said said;			/* the head that was last signed here, and its signature */
	unsigned char signature[KEY_SIGNATURE];
	bool owed;				/* it is committed, but not told to the anchors */
	int anchors;				/* open for this transaction; -1 */
};

/* NULL: the store isn't kept, which is told by the guard's freed being this. */
struct keeper *keep_of(const struct store *);
void keep_freed(void *);

/* Gives a store without signatures its first key (audit_keep). */
enum err keep_sign_first(struct store *, const struct actor *, struct keeper *, bool adopt);

/* Before a commit: ERR_AUDIT_ANCHOR where the anchors can't be opened. After it: what was signed is told to them. */
enum err keep_open_anchors(struct keeper *);
enum err keep_tell_anchors(struct keeper *);
void keep_close_anchors(struct keeper *);

/*
 * Holds the anchors' end against the head, and adds what a killed process left out. tail: read before the head was, so
 * that a colleague's line in between doesn't look like one that is missing here; it is cut into lines.
 * ERR_AUDIT_BROKEN.
 */
enum err keep_check_anchors(struct store *, struct keeper *, const struct head *, char *tail);

#endif

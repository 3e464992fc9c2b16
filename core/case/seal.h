/* What the audit log says of a case's content, without saying it: keyed hashes whose key is erased with the person. */
#ifndef MADOGUCHI_CASE_SEAL_H
#define MADOGUCHI_CASE_SEAL_H

#include "store/store.h"

#define CASE_SEAL_HALF 32		/* hexadecimal digits of one hash */
#define CASE_SEAL (2 * CASE_SEAL_HALF + 1)

/*
 * The digest of a line about a case: of the case as it is now (decision, facts, profile, card, approvals, person,
 * visitor, consent, kept card, letters, hand-overs), then of the line's why. Within a transaction; makes the case's
 * salt where it has none.
 */
enum err case_seal(struct store *, const char *number, const char *why, char out[CASE_SEAL]);

/*
 * Goes through all cases that have a digest in the log, and through the why of each of their events. number: whose
 * content, or why, isn't that of its digest. older: how many cases the log has no digest of.
 */
struct case_unsealed {
	void (*content)(void *ctx, const char *number);
	void (*why)(void *ctx, const char *number);
	void *ctx;
	int64_t older;
};
enum err case_seal_check(struct store *, struct case_unsealed *);

#endif

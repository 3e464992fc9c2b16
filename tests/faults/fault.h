/* One fault at one place: a wire and an issuer that pass everything on until their moment comes. */
#ifndef MADOGUCHI_TEST_FAULT_H
#define MADOGUCHI_TEST_FAULT_H

#include "card/wire.h"
#include "issuer/issuer.h"

enum fault_place { FAULT_NOWHERE, FAULT_CARD, FAULT_CA, FAULT_STORE };

/* before: the other end never got it; after: it acted and its answer was lost or spoiled. */
enum fault_kind {
	FAULT_REMOVED_BEFORE, FAULT_REMOVED_AFTER, FAULT_GONE_BEFORE, FAULT_GONE_AFTER, FAULT_SILENT_BEFORE, FAULT_SILENT_AFTER,
	FAULT_TRUNCATED, FAULT_WRONG_STATUS, FAULT_RANDOM, FAULT_REFUSED, FAULT_FULL, FAULT_KILL_BEFORE, FAULT_KILL_AFTER,
	FAULT_OTHER_DAY, FAULT_OTHER_KEY, FAULT_FORGED,		/* the certificate isn't the one that was asked for */
	FAULT_KIND_COUNT
};

extern const char *const fault_kind_names[FAULT_KIND_COUNT];
extern const char *const fault_place_names[];

struct mishap {
	enum fault_place place;
	enum fault_kind kind;
	unsigned nth;		/* the first is 1 */
	unsigned seen[4];	/* how many of each place went by: also without a fault, to learn how many there are */
	bool lasting;		/* it has happened and goes on: card away, CA silent, disk full */
	uint32_t noise;		/* state of the random bytes */
	bool powered;		/* the card, now */
	unsigned asked_powered;	/* requests to the CA while it was */
};

/* The wire and the issuer through which one run sees the world; inner ones stay the caller's. */
struct fault_wire { struct wire base; struct wire *inner; struct mishap *fault; };
struct fault_issuer { struct issuer base; struct issuer *inner; struct mishap *fault; };
void fault_wire_init(struct fault_wire *, struct wire *inner, struct mishap *);
void fault_issuer_init(struct fault_issuer *, struct issuer *inner, struct mishap *);

/* Registers the SQLite VFS "fault", and which fault its writes and syncs look at (NULL: none). */
void fault_vfs_register(void);
void fault_vfs_set(struct mishap *);

/* Called before and after every sync, for measuring. */
void fault_vfs_watch_syncs(void (*)(bool begins));

#endif

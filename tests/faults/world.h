/* A small world for one run: a store, a CA and a card in a folder, and the promises that must hold in it. */
#ifndef MADOGUCHI_TEST_WORLD_H
#define MADOGUCHI_TEST_WORLD_H

#include "desk/desk.h"
#include "fault.h"

#define WORLD_PATH 512

/* What happens at the counter. */
struct scenario {
	const char *name, *procedure;
	unsigned certificates, pins;	/* the case's masks */
	unsigned held;			/* certificates that the card holds before */
	unsigned locked;		/* PINs that are locked before */
};

struct world {
	char folder[WORLD_PATH];
	char number[CASE_NUMBER_MAX];
	struct store *store;
	struct issuer *issuer;
	struct wire *wire;
};

extern const struct sm_keys world_keys;

/* RSA keys take most of the time: some for the card's pool (virtual_set_key_pool), and a CA that has issued nothing. */
void world_make_keys(const char *folder, unsigned n);
void world_make_ca(const char *folder);

/* Makes a world in a folder: CA (its own where "ca" stands there), card with its certificates, a case that is approved. */
void world_make(const char *folder, const struct scenario *, char number[CASE_NUMBER_MAX]);

/* Copies a made world's files to another folder. */
void world_copy(const char *from, const char *to);
void world_copy_file(const char *from, const char *to);

/* Removes everything in a folder. */
void world_empty(const char *folder);

/* Opens store (through the VFS "fault"), CA and card. */
void world_open(struct world *, const char *folder, const char *number);
void world_close(struct world *);

/* A desk over the world, through a faulty wire and issuer. The PINs are the applicant's, all right. */
void world_desk(struct world *, struct fault_wire *, struct fault_issuer *, struct mishap *, struct desk *);
void world_pins(const struct scenario *, struct desk_pins *);

/*
 * The promises. before is the folder as it was made, ended what recovery said. Returns NULL when they all hold, else
 * the sentence of the one that is broken.
 */
const char *world_broken(const struct scenario *, const char *before, struct world *, enum recovery ended);

#endif

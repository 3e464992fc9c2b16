/* A counter for one test: a world in a folder of its own, its case approved, no mishap unless the test wants one. */
#ifndef MADOGUCHI_TEST_STAGE_H
#define MADOGUCHI_TEST_STAGE_H

#include "world.h"

struct stage {
	char base[64];
	struct world world;
	struct mishap mishap;
	struct fault_wire wire;
	struct fault_issuer issuer;
	struct desk desk;
	struct desk_pins pins;			/* the applicant's, all right */
	struct desk_result result;
	struct case_file file;
};

/* For cmocka: allocates, makes and opens it. */
int stage_setup(void **state, const struct scenario *);
int stage_teardown(void **state);

/* Closes what is open and opens it anew, as a program that starts would. */
void stage_reopen(struct stage *);

struct actor stage_actor(const struct stage *);
enum err stage_perform(struct stage *);

#endif

/* A folder that a test has to itself, and the store in it. For cmocka. */
#ifndef MADOGUCHI_TEST_FIXTURE_H
#define MADOGUCHI_TEST_FIXTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "scratch.h"
#include "store/store.h"

/* A profile that stands alone breaks these promises, unless it is about them. */
#define DEPARTS "departs = under-15, ward, identity, papers, card, guardian-identity, authority, ward-authority, " \
    "acts-authority, proxy-identity, proxy-reply, reply-complete, reply-expired, power-of-attorney, pin-concealed, " \
    "system-down\n"

extern struct scratch scratch;		/* its path is the store's until another is asked for */
extern struct store *store;		/* of practice; NULL where the test has none */

/* How many of them are faults, and no warnings. */
size_t fixture_wrong(const struct faults *);

int fixture_setup_folder(void **state);
int fixture_setup_store(void **state);

/* Whatever the test did, the audit chain of the store holds. */
int fixture_teardown(void **state);

int64_t fixture_number(struct store *, const char *sql);	/* that it selects, alone */
int64_t fixture_count_audit(const char *event, const char *reason);

bool fixture_store_has(const char *bytes);	/* anywhere in its files */

#endif

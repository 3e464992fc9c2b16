/* What a store does whatever its driver: each check runs over SQLite and over PostgreSQL. */
#ifndef MADOGUCHI_TEST_ANY_STORE_H
#define MADOGUCHI_TEST_ANY_STORE_H

#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "store/driver-private.h"

/*
 * The state that a driver's setup leaves: where an empty store is to be made, and in the driver's words how to read and to
 * set its version, and how many tables have names that end in "more".
 */
struct any_store { char uri[192]; const char *version, *set_version_99, *count_more; };

/* The number of checks that failed. */
int any_store_run(CMFixtureFunction setup, CMFixtureFunction teardown);

/* For the driver's own tests. */
struct store *any_store_open(const struct any_store *);		/* in practice, made where there was none */
enum err any_store_do(struct store *, const char *sql);

#endif

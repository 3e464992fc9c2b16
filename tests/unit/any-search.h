/* Cases found by what a clerk types, whatever the store's driver: each check runs over SQLite and over PostgreSQL. */
#ifndef MADOGUCHI_TEST_ANY_SEARCH_H
#define MADOGUCHI_TEST_ANY_SEARCH_H

#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "case/case.h"

/* setup makes the fixture's store, with those people in it. The number of checks that failed. */
int any_search_run(CMFixtureFunction setup, CMFixtureFunction teardown);

/* Five people's cases, numbered from 1. */
void any_search_open_people(void);

/* The last digits of the running numbers that are found, the newest first; good until the next call. */
const char *any_search_find(struct case_filter);

#endif

/* A store whose audit log is kept: signed with a key of its own and anchored in a file, a line a minute. For cmocka. */
#ifndef MADOGUCHI_TEST_KEPT_H
#define MADOGUCHI_TEST_KEPT_H

#include "audit/verify.h"

extern struct audit_keeping kept;
extern char kept_key[160], kept_anchors[160];	/* the files */

int kept_setup(void **state);
int kept_teardown(void **state);
enum err kept_reopen(void);			/* by whatever kept says now */
void kept_open_only(void);			/* as a program does that signs nothing */
void kept_close(void);

struct actor kept_clerk(int seconds);		/* so long after noon */
void kept_add(int from, int n);			/* n lines in as many transactions, from that minute on */
void kept_sql(const char *statements);		/* as whoever has the file and a database tool */

/* What was found: the first of a kind, and how many there were. */
struct kept_seen { int64_t line[AUDIT_FOUND_COUNT], to[AUDIT_FOUND_COUNT]; int times[AUDIT_FOUND_COUNT]; };
enum err kept_prove(bool anchored, const char *key, struct kept_seen *);

#endif

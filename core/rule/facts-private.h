/* Shared by the files that read facts. */
#ifndef MADOGUCHI_RULE_FACTS_PRIVATE_H
#define MADOGUCHI_RULE_FACTS_PRIVATE_H

#include "rule/facts.h"

/* Writes the reason and returns e. */
enum err facts_fault(enum err e, char why[FACTS_WHY_MAX], const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Parses the value of doc=, modifying it. */
enum err facts_read_held(struct facts *, char *value, char why[FACTS_WHY_MAX]);

bool facts_is_personal(const char *key);

/* Reads a personal fact; refuses it if personal is NULL. */
enum err facts_read_personal(struct personal *, const char *key, const char *value, char why[FACTS_WHY_MAX]);

#endif

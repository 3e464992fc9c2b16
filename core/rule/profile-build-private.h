/* Between the files that read a profile. */
#ifndef MADOGUCHI_RULE_PROFILE_BUILD_PRIVATE_H
#define MADOGUCHI_RULE_PROFILE_BUILD_PRIVATE_H

#include "base/ini.h"
#include "rule/profile-private.h"

/* A line of the profile with what it inherits; key NULL begins a section. */
struct stated { const char *kind, *name, *key, *value, *file; int line; };

struct build {
	struct profile *profile;
	struct faults *faults;
	size_t found;			/* faults */
	struct stated *stated;
	size_t count;
	struct condition_names names;
	enum err err;			/* memory */
};

extern const struct ini_shape profile_shapes[];

/* Whether sections of the kind are rules, which replace each other whole; RULE_KIND_COUNT: a setting. */
enum rule_kind profile_rule_kind(const char *section);

void build_fault(struct build *, const struct stated *, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Memory for count things of size, zeroed; NULL: the build fails. */
void *build_alloc(struct build *, size_t count, size_t size);

/* The line that states the key in the section that begins at stated[at]; NULL: none. */
const struct stated *build_find(const struct build *, size_t at, const char *key);

/* Its value, or otherwise. */
const char *build_value(const struct build *, size_t at, const char *key, const char *otherwise);

/* Numbers, days, yes and no; a fault when they aren't. */
int build_number(struct build *, size_t at, const char *key, int least, int most, int otherwise);
struct date build_day(struct build *, size_t at, const char *key);
bool build_yes(struct build *, size_t at, const char *key);

/* The place of the value among words (NULL behind the last); otherwise where it isn't stated or, after a fault, wrong. */
int build_word(struct build *, size_t at, const char *key, const char *const *words, int otherwise);

/*
 * Parts "a, b, c" at the sign; the next part without blanks into out, false at the end. *p starts at the value.
 */
bool build_part(const char **p, char sign, char *out, size_t size);

/* Lays what a file states over what it inherits (base may be NULL). */
void profile_merge(struct build *, const struct ini *, const char *file, const struct ini *base, const char *base_file);

void profile_read_settings(struct build *);
void profile_read_documents(struct build *);
void profile_read_rules(struct build *);

/* Writes the resolved text and its hash. */
enum err profile_write(struct build *);

#endif

/* Shared by the files that read a profile. */
#ifndef MADOGUCHI_RULE_PROFILE_BUILD_PRIVATE_H
#define MADOGUCHI_RULE_PROFILE_BUILD_PRIVATE_H

#include "base/ini.h"
#include "rule/profile-private.h"

/* A line of the profile after inheritance; key NULL begins a section. made: of another section, and not written. */
struct stated { const char *kind, *name, *key, *value, *file; int line; bool made; };

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

/* The rule kind of a section; such sections are inherited whole. RULE_KIND_COUNT: a setting. */
enum rule_kind profile_rule_kind(const char *section);

void build_fault(struct build *, const struct stated *, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Allocates count zeroed items of size; NULL, and the build fails, without memory. */
void *build_alloc(struct build *, size_t count, size_t size);

/* The line that states key in the section beginning at stated[at]; NULL: none. */
const struct stated *build_find(const struct build *, size_t at, const char *key);

/* The value of key, or otherwise if not stated. */
const char *build_value(const struct build *, size_t at, const char *key, const char *otherwise);

/* Read a number, a day, or yes/no; add a fault if malformed. */
int build_number(struct build *, size_t at, const char *key, int least, int most, int otherwise);
struct date build_day(struct build *, size_t at, const char *key);
bool build_yes(struct build *, size_t at, const char *key);

/* The index of the value in words (ended by NULL); otherwise if not stated or, after adding a fault, unknown. */
int build_word(struct build *, size_t at, const char *key, const char *const *words, int otherwise);

/* Splits "a, b, c" at sign: copies the next part, trimmed, into out; false at the end. *p begins at the value. */
bool build_part(const char **p, char sign, char *out, size_t size);

/* Merges a file with the profile it inherits (base may be empty), whose rules then ask no need that the file puts off. */
void profile_merge(struct build *, const struct ini *, const char *file, struct ini *base, const char *base_file);

void profile_read_settings(struct build *);

/* [validity], and the lines of later days. */
void profile_read_validity(struct build *);
void profile_read_facts(struct build *);

/* [reason], and the needs and gates that are made of them: behind what is stated, where there is room for so many. */
#define REASONS_MADE_MAX (REASONS_OWN_MAX * 16)
void profile_read_reasons(struct build *);

/* The needs of all reasons, whose names must have been read, to those of a rule that serves somebody. */
void build_add_reasons(struct build *, struct rule *);
void profile_read_documents(struct build *);
void profile_read_rules(struct build *);

/* [inquiry], for which counters must have been read, and [letter], for which [inquiry] and its condition must. */
void profile_read_inquiry(struct build *);
void profile_read_letter(struct build *, size_t at, struct rule *);
void profile_read_pins(struct build *, size_t at, struct rule *);

/* Writes the resolved text and its hash. */
enum err profile_write(struct build *);

#endif

/*
 * The parts of profile_check. Each adds what it finds to the faults and returns how many; sound: false after memory ran
 * out.
 */
#ifndef MADOGUCHI_RULE_PROFILE_CHECK_PRIVATE_H
#define MADOGUCHI_RULE_PROFILE_CHECK_PRIVATE_H

#include "base/lang.h"
#include "rule/condition-ask-private.h"

#define CHECK_DAYS_MAX 64

/* From today on the rules change on these days; between two of them nothing does. The first is today. */
struct check_days { struct date today, day[CHECK_DAYS_MAX]; size_t count; bool too_many; };

/* The condition and all its parts, those behind names of [define] too. */
void check_each_condition(const struct profile *, int at, void (*)(const struct condition *, void *), void *ctx);

/* The conditions of a rule by place, of a counter its serves and booked, too; those that it hasn't are negative. */
enum check_place { CHECK_WHEN, CHECK_UNLESS, CHECK_MET, CHECK_SERVES, CHECK_BOOKED, CHECK_PLACES };
void check_conditions_of(const struct rule *, int out[CHECK_PLACES]);

/* The same as check_each_condition of each of them. */
void check_each_of_rule(const struct profile *, const struct rule *, void (*)(const struct condition *, void *),
    void *ctx);

/* Whether a fault of it is this profile's to mend: it stands in its own file. */
bool check_own(const struct profile *, const struct rule *);

/*
 * Lines of its own file: of a key or, where it isn't stated or asked for, its section; of the first section; and of
 * what most likely makes an inherited rule (NULL: none) break the promise of that code.
 */
int check_line(const struct profile *, const char *kind, const char *name, const char *key);
int check_line_first(const struct profile *);
int check_blame(const struct profile *, const char *code, const struct rule *);

/* Whatever was said at the first visit of what the second brings anew. */
uint32_t check_forget_visit(struct view *, uint32_t node);

/*
 * Whether departs has the code of what has just been found to be otherwise than nationally: then it is no fault, and
 * used has a bit for its place.
 */
bool check_departs(const struct profile *, const char *code, uint64_t *used);

/* A warning, and no fault: codes of departs that nothing needs any more. */
void check_stale(const struct profile *, uint64_t used, struct faults *);

/* Proves the national promises on that day; told: those that were seen broken already, a mask. */
size_t promise_check(const struct profile *, struct date day, unsigned *told, uint64_t *used, bool *sound,
    struct faults *);

/*
 * Whether the document belongs in the class by what is inherited, or is departed with; where nothing of that class is
 * inherited its own file says it.
 */
bool check_is_worth(const struct profile *, const struct document_kind *, const char *class);

/* Finds papers that count for more than in what is inherited: other classes, names, last days. base: that, or NULL. */
size_t papers_check(const struct profile *, const struct profile *base, uint64_t *used, struct faults *);

/* Whether the document of that place is of the class, or is the one, that a term or any of the papers names. */
bool check_is_named(const struct document_table *, size_t kind, const struct paper_term *);
bool check_names(const struct papers *, size_t kind);		/* by itself, not by its class */
bool check_counts_for(const struct profile *, size_t kind, const struct papers *);

/* Finds well-formed rules that can't be meant: papers of who isn't there, dead lines. */
size_t lint_check(const struct profile *, const struct check_days *, bool *sound, struct faults *);

/* Finds letters that no second visit ends, or that nobody is sent. */
size_t posted_check(const struct profile *, const struct check_days *, bool *sound, struct faults *);

/* Finds names that two counters have, hours that surprise, visitors whom no counter serves. */
size_t counters_check(const struct profile *, const struct check_days *, bool *sound, struct faults *);

/* Finds refusals and needs of which the condition says the opposite of the code. */
size_t codes_check(const struct profile *, const struct check_days *, bool *sound, struct faults *);

/* Finds sections that replace an inherited one and lose its condition or papers, or leave days without either. */
size_t replaced_check(const struct profile *, const struct profile *base, struct faults *);

/* Finds texts that tell other months, ages, days or yen than the rules have. */
size_t told_check(const struct profile *, struct faults *);

/* Finds days and numbers that nobody means, mail that reaches anybody, a law of one's own. base as above. */
size_t sense_check(const struct profile *, const struct profile *base, struct date today, uint64_t *used,
    struct faults *);

/* Finds conditions of which a part always or never holds from today on, and rules for whatever procedure. */
size_t shadow_check(const struct profile *, const struct check_days *, bool *sound, struct faults *);

/* Finds gates of what is inherited that let somebody through here, and what no holder can do any more. */
size_t heir_check(const struct profile *, const struct profile *base, const struct check_days *, uint64_t *used,
    bool *sound, struct faults *);

#endif

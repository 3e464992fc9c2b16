/* What has to be brought to the next visit, for letters and papers. */
#ifndef MADOGUCHI_RULE_NEXT_VISIT_H
#define MADOGUCHI_RULE_NEXT_VISIT_H

#include "rule/rule.h"

#define NEXT_VISIT_MAX 20
struct next_visit { const char *texts[NEXT_VISIT_MAX]; size_t count; char fee[32]; };

/*
 * What to bring on another day, where nothing shown before counts, and how to book where that is required: to this
 * visit again, or to the second, whatever the first has left open. of_reply: with what a reply has to be like. Texts
 * are the profile's, except the fee. count 0: the rules don't tell. Pure. Errors: rule_decide.
 */
enum err rule_next_visit(const struct profile *, const struct facts *, bool second, struct date today, bool of_reply,
    struct next_visit *);

#endif

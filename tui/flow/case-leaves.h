/* The forms of what leaves, a letter or a kept card: core/case/leaves.h holds them against the case. */
#ifndef MADOGUCHI_TUI_FLOW_CASE_LEAVES_H
#define MADOGUCHI_TUI_FLOW_CASE_LEAVES_H

#include "tui/flow/entry.h"

extern const struct entry_plan case_leaves_post, case_leaves_by_mail, case_leaves_by_hand;

/* Both numbers in a sentence, where what was read for app->work.deed is another case's; else NULL. */
const char *case_leaves_which(const struct app *, char *out, size_t size);

#endif

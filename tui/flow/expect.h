/* What was wanted of the authority's terminal, each thing a line: as wanted, otherwise, not read. */
#ifndef MADOGUCHI_TUI_FLOW_EXPECT_H
#define MADOGUCHI_TUI_FLOW_EXPECT_H

#include "tui/app/app.h"

/* Of a line: what it is about, and what is to be said of it in a word or two. */
const char *expect_subject(const struct handover_line *);
const char *expect_word(const struct handover_line *);

/* Draws all that is known of a line, and what to do about it, from row y on. */
void expect_draw(const struct app *, const struct handover_line *, int y);

/* How the case stands, in a sentence; by_print: by what a clerk typed. */
const char *expect_summary(const struct handover_verdict *, bool by_print);

/* PINs that would show what is unread: a mask of 1u << pin_kind. */
unsigned expect_provable(const struct work *);

#endif

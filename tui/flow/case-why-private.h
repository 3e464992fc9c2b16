/* Words for the keys and codes that the history stores with an event. */
#ifndef MADOGUCHI_TUI_FLOW_CASE_WHY_PRIVATE_H
#define MADOGUCHI_TUI_FLOW_CASE_WHY_PRIVATE_H

#include "case/case.h"
#include "rule/profile.h"

/*
 * "認証の暗証番号: 分かる > 未確認", "本人 運転免許証 (取消し)"; text written by a clerk is unchanged. Its own facts
 * and reasons as the profile calls them; those that it hasn't (any more) by their code.
 */
void case_why_words(const struct profile *, const struct case_history *, char *out, size_t size);

#endif

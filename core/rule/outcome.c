/* What a decision may come to: the words of profiles, stores and JSON, and those of screens. */
#include <string.h>

#include "rule/rule.h"

const char *const outcome_codes[OUTCOME_COUNT + 1] = {
	[OUTCOME_REFUSED] = "refused",
	[OUTCOME_CONSULT] = "consult",
	[OUTCOME_ASK] = "ask",
	[OUTCOME_INCOMPLETE] = "incomplete",
	[OUTCOME_INQUIRY] = "inquiry",
	[OUTCOME_KEEP] = "keep",
	[OUTCOME_PROCEED] = "proceed",
};

static const char *const names[OUTCOME_COUNT] = {
	[OUTCOME_REFUSED] = "受付できません",
	[OUTCOME_CONSULT] = "担当に確かめます",
	[OUTCOME_ASK] = "確かめることがあります",
	[OUTCOME_INCOMPLETE] = "不足があります",
	[OUTCOME_INQUIRY] = "照会になります",
	[OUTCOME_KEEP] = "お預かりします",
	[OUTCOME_PROCEED] = "完了できます",
};

const char *
outcome_code(enum outcome o)
{
	return (unsigned)o < OUTCOME_COUNT ? outcome_codes[o] : "";
}

const char *
outcome_name(enum outcome o)
{
	return (unsigned)o < OUTCOME_COUNT ? names[o] : "";
}

enum outcome
outcome_by_code(const char *code)
{
	unsigned o;

	for (o = 0; o < OUTCOME_COUNT && strcmp(outcome_codes[o], code) != 0; o++)
		;
	return (enum outcome)o;
}

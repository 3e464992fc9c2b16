/* Roles and acts: the table. */
#include "office/clerk.h"

#include <stddef.h>

static const struct { const char *code, *ja, *en; } roles[] = {
	[ROLE_COUNTER] = { "counter", "窓口", "counter" },
	[ROLE_SUPERVISOR] = { "supervisor", "責任者", "supervisor" },
	[ROLE_AUDITOR] = { "auditor", "監査", "auditor" },
	[ROLE_ADMINISTRATOR] = { "administrator", "管理者", "administrator" },
};
_Static_assert(sizeof(roles) / sizeof(*roles) == ROLE_COUNT, "a role has no words");

enum {
	C = ROLE_BIT(ROLE_COUNTER),
	S = ROLE_BIT(ROLE_SUPERVISOR),
	A = ROLE_BIT(ROLE_AUDITOR),
	M = ROLE_BIT(ROLE_ADMINISTRATOR),
};

/* An auditor stands in the rows that change nothing, and in no other: tests/unit/clerk.c holds it. */
static const struct { const char *code; unsigned roles; } acts[] = {
	[ACT_LOOK] = { "look", C | S | A | M },
	[ACT_REPORT] = { "report", C | S | A | M },
	[ACT_AUDIT] = { "audit", S | A | M },
	[ACT_OPEN] = { "open", C | S },
	[ACT_MOVE] = { "move", C | S },
	[ACT_TAKE_OVER] = { "take-over", C | S },
	[ACT_SECOND] = { "second", S },
	[ACT_LET_IN] = { "let-in", S },
	[ACT_CANCEL] = { "cancel", S },
	[ACT_DECLARE_DEAD] = { "terminal-gone", S | M },
	[ACT_CARD] = { "card-work", C | S },
	[ACT_PRINT] = { "print", C | S },
	[ACT_PRACTISE] = { "practise", C | S | M },
	[ACT_CA] = { "ca", M },
	[ACT_RESIDENTS] = { "residents", M },
	[ACT_STORE] = { "store", M },
	[ACT_PRESERVE] = { "preserve", S | M },
	[ACT_PURGE] = { "purge", M },
};
_Static_assert(sizeof(acts) / sizeof(*acts) == ACT_COUNT, "an act has no row");

bool
clerk_may(unsigned who, enum act act)
{
	if ((unsigned)act >= ACT_COUNT)
		return false;
	if ((who & A) != 0)
		who = A;
	return (acts[act].roles & who) != 0;
}

const char *
clerk_role_code(enum role role)
{
	return (unsigned)role < ROLE_COUNT ? roles[role].code : "";
}

const char *
clerk_role_name(enum role role, enum lang lang)
{
	if ((unsigned)role >= ROLE_COUNT)
		return "";
	return lang == LANG_EN ? roles[role].en : roles[role].ja;
}

const char *
clerk_act_code(enum act act)
{
	return (unsigned)act < ACT_COUNT ? acts[act].code : "";
}

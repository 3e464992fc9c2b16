/* What a clerk may do: roles, acts, and one table of both. Whoever has no role may do nothing. */
#ifndef MADOGUCHI_OFFICE_CLERK_H
#define MADOGUCHI_OFFICE_CLERK_H

#include <stdbool.h>

#include "base/err.h"

enum role { ROLE_COUNTER, ROLE_SUPERVISOR, ROLE_AUDITOR, ROLE_ADMINISTRATOR, ROLE_COUNT };

#define ROLE_BIT(role) (1u << (role))

/* An office that states no roles: everybody works, approves and looks after the machine. */
#define ROLES_UNSTATED (ROLE_BIT(ROLE_COUNTER) | ROLE_BIT(ROLE_SUPERVISOR) | ROLE_BIT(ROLE_ADMINISTRATOR))

enum act {
	ACT_LOOK,		/* at cases, lists, cards (without a PIN), the CA's book */
	ACT_REPORT,		/* the day's and the month's figures */
	ACT_AUDIT,		/* read and verify the audit log */
	ACT_OPEN,		/* open a case */
	ACT_MOVE,		/* its events, notes, claim, person, facts */
	ACT_TAKE_OVER,		/* a colleague's case */
	ACT_SECOND,		/* the second approval */
	ACT_CANCEL,		/* take back what was done by mistake */
	ACT_DECLARE_DEAD,		/* declare that the terminal which half-done work runs on is gone */
	ACT_CARD,		/* whatever sends a PIN or a key to a card; recovery */
	ACT_PRINT,		/* what goes out of the house, with somebody's name on it */
	ACT_PRACTISE,		/* make and change practice cards */
	ACT_CA,			/* what changes the embedded CA's book: a new revocation list */
	ACT_RESIDENTS,		/* import the residents' extract, erase it */
	ACT_STORE,		/* back up, restore, export, erase persons */
	ACT_COUNT
};

/* roles: a mask of ROLE_BIT. Who is an auditor may do what an auditor may, whatever else he is. */
bool clerk_may(unsigned roles, enum act);

const char *clerk_role_code(enum role);			/* "counter": in the configuration */
const char *clerk_role_name(enum role, enum lang);	/* 窓口 */
const char *clerk_act_code(enum act);			/* "card-work": in the audit */

#endif

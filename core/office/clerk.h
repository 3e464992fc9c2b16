/* What a clerk may do: a table of roles and acts. An account without a role may do nothing. */
#ifndef MADOGUCHI_OFFICE_CLERK_H
#define MADOGUCHI_OFFICE_CLERK_H

#include <stdbool.h>

#include "base/err.h"

enum role { ROLE_COUNTER, ROLE_SUPERVISOR, ROLE_AUDITOR, ROLE_ADMINISTRATOR, ROLE_COUNT };

#define ROLE_BIT(role) (1u << (role))

/* Roles of everybody where the settings name none: counter, supervisor and administrator. */
#define ROLES_UNSTATED (ROLE_BIT(ROLE_COUNTER) | ROLE_BIT(ROLE_SUPERVISOR) | ROLE_BIT(ROLE_ADMINISTRATOR))

enum act {
	ACT_LOOK,		/* see cases, lists, cards (without a PIN), the CA's book */
	ACT_REPORT,		/* figures of the day and the month */
	ACT_AUDIT,		/* read and verify the audit log */
	ACT_OPEN,		/* open a case */
	ACT_MOVE,		/* change a case: events, notes, claim, person, facts */
	ACT_TAKE_OVER,		/* take over a colleague's case */
	ACT_SECOND,		/* give the second approval */
	ACT_LET_IN,		/* let in who stood in the queue when the counter shut */
	ACT_CANCEL,		/* take back what was done by mistake */
	ACT_DECLARE_DEAD,	/* declare that a terminal with half-done work is gone for good */
	ACT_CARD,		/* send a PIN or key to a card; recovery */
	ACT_PRINT,		/* print papers, which bear personal data */
	ACT_PRACTISE,		/* make and change practice cards */
	ACT_CA,			/* change the embedded CA's book: sign a CRL */
	ACT_RESIDENTS,		/* import or erase the residents' extract */
	ACT_STORE,		/* back up, restore, export, erase persons */
	ACT_PRESERVE,		/* keep a case beyond its time */
	ACT_PURGE,		/* erase what has been kept for its time */
	ACT_COUNT
};

/*
 * Whether any of roles (a mask of ROLE_BIT) allows the act. An auditor is limited to an auditor's acts, whatever the
 * other roles.
 */
bool clerk_may(unsigned roles, enum act);

const char *clerk_role_code(enum role);			/* "counter": in the configuration */
const char *clerk_role_name(enum role, enum lang);	/* 窓口 */
const char *clerk_act_code(enum act);			/* "card-work": in the audit */

#endif

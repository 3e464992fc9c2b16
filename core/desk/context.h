/* A desk as the settings want it: store, issuer and wire opened, and everything they need kept together. */
#ifndef MADOGUCHI_DESK_CONTEXT_H
#define MADOGUCHI_DESK_CONTEXT_H

#include "desk/desk.h"
#include "base/log.h"
#include "office/setting.h"

/* What is wanted of it: a mask. What isn't stays NULL in the desk. */
enum desk_part { DESK_STORE = 1, DESK_ISSUER = 2, DESK_WIRE = 4, DESK_PROFILE = 8, DESK_KEYS = 16, DESK_WHOLE = 31,
	DESK_INSPECT = 32	/* the store even if its audit log is broken: it is read then, and not written */
};

struct desk_context {
	struct desk desk;			/* one thread's at a time */
	struct setting setting;			/* a copy: the desk's words stand here */
	struct sm_keys keys;
	struct profile *profile;		/* of the municipality and the day */
	struct log *log;			/* NULL where it can't be written */
	struct trace *trace;			/* of the wire; NULL where none is wanted */
	char cards[SETTING_PATH_MAX];		/* folder of the practice cards */
};

/*
 * Makes the folders, opens the parts and puts the practice card that is named (--card) on the reader. The failure is
 * that of the part that can't be opened, or ERR_ROLE for whoever may not even look; a PC/SC reader that is missing or
 * down is told later, by the wire's state.
 */
enum err desk_open(const struct setting *, struct clock, unsigned parts, struct desk_context **);
void desk_close(struct desk_context **);

/* The file that a failure of desk_open speaks of, "" for none. */
const char *desk_open_where(const struct setting *, enum err);

/*
 * Puts a practice card on the reader by its name, making it when it isn't there yet. Needs issuer and wire, and the
 * wire within this process (else ERR_NOT_TRAINING). ERR_DATA for a name that is no card's. path: its file, may be NULL.
 */
enum err desk_put_practice_card(struct desk_context *, const char *name, char *path, size_t size);

#endif

/* Sets an office up on a machine, and says what is missing: account, group, sudo, polkit, sshd, settings, folders. */
#ifndef MADOGUCHI_OFFICE_SETUP_H
#define MADOGUCHI_OFFICE_SETUP_H

#include "base/lang.h"
#include "office/setting.h"

#define SETUP_ACCOUNT_USUAL "madoguchi"
#define SETUP_GROUP_USUAL "madoguchi-clerks"

/* account: whom the office's files belong to. group: whose members are its clerks. share, libexec: as installed. */
struct setup { const char *account, *group, *share, *libexec; };

enum setup_state {
	SETUP_SOUND,
	SETUP_MISSING,
	SETUP_DIFFERS,		/* it is there, but not as it is to be: init leaves it to root */
	SETUP_UNSAFE,		/* somebody else can write it, or the account can be entered by other ways */
	SETUP_LACKING,		/* this kernel or this build has it not: an office works without */
	SETUP_KEEPS,		/* the spooler keeps what it has printed, people's data; an office works so */
	SETUP_UNUSED,		/* the settings ask for no such thing: it isn't told */
	SETUP_STATES
};

/* One thing of an office: what it is, by its path where it is a file. made: just now. */
struct setup_found { const char *code, *path; enum setup_state state; bool made; };

const char *setup_words(const char *code, enum lang);			/* "その職員の sudo" */
const char *setup_state_words(enum setup_state, enum lang);

/*
 * Looks at each part in the order in which one needs the other and calls tell; with make, makes what is missing before.
 * Never changes a file that is there, but its own list of readers' folders. Needs root: ERR_OFFICE_ROOT.
 * ERR_USAGE: account or group isn't a plain name. ERR_OFFICE_SETUP: something is missing, differs or is unsafe. ERR_IO,
 * ERR_DISK_FULL, ERR_MEMORY.
 */
enum err setup_office(const struct setup *, bool make, void (*tell)(void *, const struct setup_found *), void *ctx);

#endif

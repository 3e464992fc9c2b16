/* What both programs are told: options, configuration file, environment, in one struct. Prints nothing. */
#ifndef MADOGUCHI_OFFICE_SETTING_H
#define MADOGUCHI_OFFICE_SETTING_H

#include "base/date.h"
#include "store/store.h"

#define SETTING_PATH_MAX 1024
#define SETTING_NAME_MAX 128
#define SETTING_FAULT_MAX 512

/* Usual until setting_read is done, never after. */
enum setting_wire { SETTING_WIRE_USUAL, SETTING_WIRE_PROCESS, SETTING_WIRE_PCSC };

struct setting {
	enum mode mode;				/* --training */
	enum lang lang;				/* --lang */
	bool lang_said;				/* by an option or the file; else it is the usual one */
	enum setting_wire wire;			/* --wire; in practice process, else pcsc */
	struct moment at;			/* --at, in practice only; no date: the clock's time */
	bool help, version;
	char config[SETTING_PATH_MAX];		/* --config, or where the file was found; "": there is none */
	char profile[SETTING_PATH_MAX];		/* --profile: a name, or the path of a file */
	char store[SETTING_PATH_MAX];		/* --store: an URI */
	char reader[SETTING_NAME_MAX];		/* --reader; "": the first one */
	char card[SETTING_NAME_MAX];		/* --card: which practice card is on the reader; "": none */
	char card_keys[SETTING_PATH_MAX];	/* file of the keys for writing to cards, in work only; "": none */
	char counter[SETTING_NAME_MAX];		/* a counter of the profile by code or label; "": not checked */
	char ca[SETTING_NAME_MAX];		/* the embedded CA's own name */
	char clerk[33];				/* the Unix account */
	unsigned roles;				/* of it: a mask of ROLE_BIT */
	char trace[SETTING_PATH_MAX];		/* --trace: where what passes to a card is told; "": nowhere */
	int lock_after;				/* minutes without a key until the screen locks; 0: never */
	char unlock_command[SETTING_NAME_MAX];	/* that opens it again; "": a key does */
	char data[SETTING_PATH_MAX];		/* store, CA and cards of this mode */
	char state[SETTING_PATH_MAX];		/* the log */
	char share[SETTING_PATH_MAX];		/* what was installed: profiles, settings */
	char libexec[SETTING_PATH_MAX];		/* and programs that only ours run */
};

/*
 * Takes the common options out of argv wherever they stand before "--" (argc and argv[1 …] are what is left, ended by
 * NULL) and fills in the rest from the configuration file, the environment and what is usual. Options are written
 * "--name value" or "--name=value".
 *
 * ERR_USAGE, ERR_DATE, ERR_TOO_LONG: an option; ERR_NOT_TRAINING: one for practice only; ERR_CONFIG, ERR_ROLES_FILE: the file.
 * fault says which option or line it is, and is "" otherwise.
 */
enum err setting_read(struct setting *, int *argc, char **argv, char fault[SETTING_FAULT_MAX]);

/* Fills in clerk, data, state, share and libexec, for the mode that stands there. */
enum err setting_find_places(struct setting *);

/* Makes the folders of data and state, mode 0700, with those above them. ERR_IO, ERR_DISK_FULL. */
enum err setting_make_folders(const struct setting *);

/* A path inside a folder; ERR_TOO_LONG. */
enum err setting_path(const char *folder, const char *name, char *out, size_t size);

#endif

/* Settings of both programs, from options, configuration file and environment. Prints nothing. */
#ifndef MADOGUCHI_OFFICE_SETTING_H
#define MADOGUCHI_OFFICE_SETTING_H

#include "base/date.h"
#include "store/store.h"

#define SETTING_PATH_MAX 1024
#define SETTING_NAME_MAX 128
#define SETTING_FAULT_MAX 768
#define SETTING_TRAY_MAX 64
#define SETTING_SOCKET_MAX 108	/* of a socket's path, with its NUL: unix(7) */
#define SETTING_SPOOLER "/run/cups/cups.sock"	/* CUPS listens there unless it was told otherwise */

/* SETTING_WIRE_USUAL is replaced by the default before setting_read returns. */
enum setting_wire { SETTING_WIRE_USUAL, SETTING_WIRE_PROCESS, SETTING_WIRE_PCSC };

/* One clerk's own machine; or an office's, and the program is run by another account than the office's, or by that. */
enum office_place { OFFICE_NONE, OFFICE_OUTSIDE, OFFICE_INSIDE };

struct setting {
	enum mode mode;				/* --training */
	enum lang lang;				/* --lang */
	bool plain;				/* --plain: the screens as text that is only added */
	bool lang_said;				/* by option or file; else lang is the default */
	enum setting_wire wire;			/* --wire; in practice process, else pcsc */
	struct moment at;			/* --at, practice only; no date: the clock's time */
	bool help, version;
	char config[SETTING_PATH_MAX];		/* --config, or the file found; "": none */
	char profile[SETTING_PATH_MAX];		/* --profile: a name, or the path of a file */
	char store[SETTING_PATH_MAX];		/* --store: a URI */
	char reader[SETTING_NAME_MAX];		/* --reader; "": the first one */
	bool keyboard_only;			/* a reader's own keys aren't used: pinpad = no */
	char card[SETTING_NAME_MAX];		/* --card: the practice card on the reader; "": none */
	char card_keys[SETTING_PATH_MAX];	/* file of the card keys, work only; "": none */
	unsigned terminal;			/* whose card work is the terminal's: a mask of 1u << PROCEDURE_… */
	char counter[SETTING_NAME_MAX];		/* code or label from the profile; "": not checked */
	char printer[SETTING_NAME_MAX];		/* the spooler's queue for this counter; "": papers are files */
	char tray[SETTING_TRAY_MAX];		/* IPP's media-source; "": as the printer does */
	char spooler[SETTING_SOCKET_MAX];	/* the socket of the spooler */
	char columns[SETTING_PATH_MAX];		/* what an extract calls its columns: residents.h; "": as usual */
	char booking_columns[SETTING_PATH_MAX];	/* what a list of bookings calls its columns: case/booking.h */
	char booking_words[SETTING_PATH_MAX];	/* and procedures and visitors */
	char as_written[SETTING_PATH_MAX];	/* what it has that only looks like damage: residents.h; "": nothing */
	char audit_key[SETTING_PATH_MAX];	/* what signs the audit log; "": audit.key with the store */
	char audit_anchors[SETTING_PATH_MAX];	/* a file that signed heads are added to; "": none */
	char audit_module[SETTING_PATH_MAX];	/* PKCS#11 module of the token for its key; "": it is in that file */
	char audit_token[SETTING_NAME_MAX];	/* that token's label */
	char audit_pin_file[SETTING_PATH_MAX];	/* file of its PIN */
	bool audit_syslog;			/* they are told to the system's log, too */
	char ca[SETTING_NAME_MAX];		/* the embedded CA's own name */
	char ca_module[SETTING_PATH_MAX];	/* PKCS#11 module of the token that has its keys; "": they are in files */
	char ca_token[SETTING_NAME_MAX];	/* that token's label */
	char ca_pin_file[SETTING_PATH_MAX];	/* file of its PIN */
	char clerk_name[128];			/* the person's, as the account has it (GECOS); "" unknown */
	char clerk[33];				/* the Unix account; in an office that of whom it was started for */
	enum office_place office;
	char account[33];			/* whom the office's files belong to; "": no office */
	char home[SETTING_PATH_MAX];		/* of that account */
	char address[64];			/* in an office, whence the clerk came by SSH; "": from here */
	unsigned roles;				/* of clerk: a mask of ROLE_BIT */
	char trace[SETTING_PATH_MAX];		/* --trace: file for the card trace; "": none */
	int lock_after;				/* minutes without a key until the screen locks; 0: never */
	char unlock_command[SETTING_NAME_MAX];	/* unlocks the screen; "": Enter does */
	char retention[SETTING_PATH_MAX];	/* file of retention periods; as installed unless it is said */
	bool envelope_number;			/* on envelopes, which are read before they leave */
	bool purge_second;			/* a purge takes two administrators */
	char data[SETTING_PATH_MAX];		/* store, CA and cards of this mode */
	char state[SETTING_PATH_MAX];		/* the log */
	char share[SETTING_PATH_MAX];		/* installed profiles and settings */
	char libexec[SETTING_PATH_MAX];		/* installed helper programs */
};

/*
 * In work, where root's own file has [office], only what a clerk may say himself is taken from options (lang, reader,
 * trace), and nothing from the environment: ERR_OFFICE_OPTION; ERR_OFFICE_FILE where others than root can write that
 * file; ERR_OFFICE_ACCOUNT, ERR_CLERK_UNKNOWN: office.h.
 *
 * Removes the common options from argv, wherever they stand before "--" (argc and argv then hold the rest, ended by
 * NULL), and fills in other settings from configuration file, environment and defaults. Options are "--name value" or
 * "--name=value".
 *
 * ERR_USAGE, ERR_DATE, ERR_TOO_LONG: a bad option; ERR_NOT_TRAINING: an option for practice only; ERR_CONFIG,
 * ERR_ROLES_FILE: the file. fault names the option or line, and is "" otherwise.
 */
enum err setting_read(struct setting *, int *argc, char **argv, char fault[SETTING_FAULT_MAX]);

/* Fills in clerk, data, state, share and libexec for the mode set; inside an office they are the office's. */
enum err setting_find_places(struct setting *);

/*
 * Before the first thread: gives up what no program needs once its settings are read (base/confine.h), and says what
 * was. draws: it runs madoguchi-page and madoguchi-print; network: it speaks to more than this machine, as it does where
 * the store is elsewhere.
 */
unsigned setting_confine(const struct setting *, bool draws, bool network);

/* Creates the folders data and state (mode 0700) and their parents. ERR_IO, ERR_DISK_FULL. */
enum err setting_make_folders(const struct setting *);

/* Joins folder and name; ERR_TOO_LONG. */
enum err setting_path(const char *folder, const char *name, char *out, size_t size);

#endif

/* A command of madoguchictl: one file and one row in the table of main.c. */
#ifndef MADOGUCHI_CMD_H
#define MADOGUCHI_CMD_H

#include "audit/lookup.h"
#include "base/buf.h"
#include "desk/context.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/lang.h"
#include "office/setting.h"

#define CALL_DETAIL_MAX 1536	/* bytes; fits a list of all allowed words */

/* A command as it was typed. */
struct call {
	const struct setting *setting;
	struct clock clock;
	struct desk_context *context;			/* the parts the command asks for; NULL: none */
	int argc;				/* after the command's name; argv[0] is the first */
	char **argv;
	bool json;				/* --json, taken out of argv */
	struct buf out;				/* written to standard output at the end, also after an error */
	size_t line;				/* where the current line begins in out */
	char detail[CALL_DETAIL_MAX];		/* for the error line, as the option */
	bool whole;				/* detail is all that is said of the error */
	bool told;				/* the command has reported the error itself */
};

/* Most commands are work, so run as the office's account; what reads only files that it is given is run as oneself. */
enum command_account { AS_OFFICE, AS_ONESELF, AS_ANYBODY };

/* What a command starts: madoguchi-page, or the tools with which root sets an office up. */
enum command_starts { STARTS_NOTHING, STARTS_PAGE, STARTS_TOOLS };

struct command {
	const char *name;			/* "card show": one or two words */
	const char *usage;			/* what follows the name */
	const char *text;			/* its purpose in Japanese, marked for translation */
	unsigned parts;				/* of the desk: a mask of desk_part */
	enum command_account account;		/* on an office's machine */
	enum command_starts starts;
	enum err (*run)(struct call *);
};

extern const struct command
    audit_key_command,
    audit_list_command,
    audit_lookups_command,
    audit_rotate_key_command,
    audit_sign_command,
    audit_verify_command,
    bookings_cancel_command,
    bookings_close_command,
    bookings_import_command,
    bookings_list_command,
    bookings_mark_command,
    bookings_show_command,
    ca_cert_command,
    ca_crl_command,
    ca_issued_command,
    ca_list_command,
    ca_show_command,
    card_list_command,
    card_show_command,
    case_claim_command,
    case_consent_command,
    case_erase_command,
    case_event_command,
    case_kana_command,
    case_let_in_command,
    case_list_command,
    case_open_command,
    case_release_command,
    case_person_command,
    case_preserve_command,
    case_show_command,
    clerk_command,
    decide_command,
    forecast_command,
    ledger_count_command,
    ledger_show_command,
    number_away_command,
    number_draw_command,
    number_list_command,
    number_next_command,
    office_check_command,
    office_init_command,
    perform_command,
    print_command,
    profile_check_command,
    profile_diff_command,
    profile_new_command,
    profile_show_command,
    profile_test_command,
    purge_command,
    recover_command,
    report_day_command,
    report_kept_command,
    report_month_command,
    report_morning_command,
    report_posting_command,
    report_week_command,
    report_year_command,
    residents_erase_command,
    residents_find_command,
    residents_import_command,
    residents_list_command,
    sheet_command,
    store_backup_command,
    store_check_command,
    store_init_command,
    store_restore_command,
    store_rights_command,
    store_wipe_command,
    take_back_command;

/* Removes "--name" from argv; true if it was there. */
bool call_flag(struct call *, const char *name);

/* Removes "--name VALUE" or "--name=VALUE" from argv; NULL if it was not there. ERR_USAGE without a value. */
enum err call_value(struct call *, const char *name, const char **value);

/* The same for free text, checked by text_take; "" if it was not there. ERR_CHARACTER, ERR_UTF8, ERR_TOO_LONG. */
enum err call_text(struct call *, const char *name, char *out, size_t size);

/* text_take; on error the detail has name and the character refused. */
enum err call_take(struct call *, const char *name, const char *text, char *out, size_t size);

/* Removes "--pin-fd N" from argv; -1 if it was not there. */
enum err call_pin_fd(struct call *, int *fd);

/* Removes an option with a date, as "--from DATE", from argv; *day is unchanged if it was not there. ERR_DATE. */
enum err call_day(struct call *, const char *name, struct date *day);

/* Removes "--limit N" from argv; *limit is unchanged if it was not there. */
enum err call_limit(struct call *, int *limit);

/*
 * Removes "--case N" and "--purpose CODE" from argv: what a look at somebody's record is for. ERR_CASE_NUMBER;
 * ERR_USAGE for another purpose, with those there are.
 */
enum err call_why(struct call *, struct lookup *);

/* Prints the faults of a file, one a line. */
void call_faults(struct call *, const struct faults *);

/*
 * In an office the program has another account than who types: what that may read or write is the shell's to open, so
 * the only path is "-", standard input or output. ERR_OFFICE_PATH for any other; elsewhere none is refused.
 */
enum err call_path(struct call *, const char *path);

/*
 * Checks that min to max words are left in argv. ERR_USAGE with detail for an unknown option or a wrong number. A "--"
 * before the words is removed; words after it may begin with "--".
 */
enum err call_words(struct call *, int min, int max);

/* Sets the detail for the error line and returns the error. */
enum err call_fail(struct call *, enum err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* The same with a sentence that says what is wrong and what would be right, in place of the error's own words. */
enum err call_fault(struct call *, enum err, const char *why);

/*
 * Ends a line of output and makes it safe (text_clean): only clean text and the tabs between columns are sent. Flushes
 * out when it is large.
 */
void call_line(struct call *);

/* The same for a line of JSON, in which nothing but plain text stands (base/json.h). */
void call_json_line(struct call *);

/*
 * The same for a record of CSV (base/csv-write.h); it ends with CRLF. call_csv_begin says that it is UTF-8, call_csv_head
 * also what its columns are called, in the language spoken; columns ends with NULL.
 */
void call_csv_begin(struct call *);
void call_csv_head(struct call *, const char *const *columns);
void call_csv_line(struct call *);

/* Prints each line of a text by call_line. */
void call_lines(struct call *, const char *text);

/*
 * The state of the reader after the first look, since a PC/SC reader is found only some time after the start. Returns
 * its fault.
 */
enum err call_reader(struct call *, struct wire_state *);

/* Sets the detail to the connected readers, for a reader name that matches none. */
void call_name_readers(struct call *);

struct actor call_actor(const struct call *);

#endif

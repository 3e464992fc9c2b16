/* One command, one file, one row: what a command of madoguchictl is, and what it may use. */
#ifndef MADOGUCHI_CMD_H
#define MADOGUCHI_CMD_H

#include "base/buf.h"
#include "desk/context.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/lang.h"
#include "office/setting.h"

#define CALL_DETAIL_MAX 1536	/* room for all that is allowed */

/* A command as it was typed. */
struct call {
	const struct setting *setting;
	struct clock clock;
	struct desk_context *context;			/* what the command's parts ask for; NULL when they ask for nothing */
	int argc;				/* words and options behind the command's name; argv[0] is the first */
	char **argv;
	bool json;				/* --json, taken out of argv */
	struct buf out;				/* goes to standard output when the command has ended, however */
	size_t line;				/* where in it the line began that call_line will end */
	char detail[CALL_DETAIL_MAX];		/* for the error line: which option, how many tries */
	bool told;				/* the command has said itself what is wrong: no error line */
};

struct command {
	const char *name;			/* "card show": one or two words */
	const char *usage;			/* what follows the name */
	const char *text;			/* what it is for, in Japanese, marked for translation */
	unsigned parts;				/* of the desk, a mask of desk_part */
	enum err (*run)(struct call *);
};

extern const struct command
    audit_list_command,
    audit_verify_command,
    ca_cert_command,
    ca_crl_command,
    ca_issued_command,
    ca_list_command,
    ca_show_command,
    card_list_command,
    card_show_command,
    case_claim_command,
    case_erase_command,
    case_event_command,
    case_kana_command,
    case_list_command,
    case_open_command,
    case_release_command,
    case_person_command,
    case_show_command,
    clerk_command,
    decide_command,
    perform_command,
    print_command,
    profile_check_command,
    profile_diff_command,
    profile_show_command,
    recover_command,
    report_day_command,
    report_kept_command,
    report_month_command,
    report_morning_command,
    report_posting_command,
    residents_erase_command,
    residents_find_command,
    residents_import_command,
    residents_list_command,
    store_backup_command,
    store_check_command,
    store_restore_command;

/* Takes "--name" out of argv; true when it was there. */
bool call_flag(struct call *, const char *name);

/* Takes "--name VALUE" or "--name=VALUE" out of argv; NULL when it wasn't there. ERR_USAGE without a value. */
enum err call_value(struct call *, const char *name, const char **value);

/* The same for free text, through the gate into out, "" when it wasn't there. ERR_CHARACTER, ERR_UTF8, ERR_TOO_LONG. */
enum err call_text(struct call *, const char *name, char *out, size_t size);

/* text_take with the detail: name, and which character can't be taken. */
enum err call_take(struct call *, const char *name, const char *text, char *out, size_t size);

/* Takes "--pin-fd N" out of argv: -1 when it wasn't there. */
enum err call_pin_fd(struct call *, int *fd);

/* Takes a day, "--from DATE", out of argv; *day stays as it is when it wasn't there. ERR_DATE. */
enum err call_day(struct call *, const char *name, struct date *day);

/* Takes "--limit N" out of argv; *limit stays as it is when it wasn't there. */
enum err call_limit(struct call *, int *limit);

/* Faults of a file, one a line. */
void call_faults(struct call *, const struct faults *);

/*
 * What is left must be words, at least min and at most max of them; an option that nobody took, or a wrong number of
 * words, is ERR_USAGE with its detail. "--" before the words is dropped, and what follows may begin with "--".
 */
enum err call_words(struct call *, int min, int max);

/* Notes the detail for the error line and gives the failure back. */
enum err call_fail(struct call *, enum err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/*
 * Ends a line of output, and is the gate out: whatever was put into it since the last, nothing but clean text and the
 * tabs between the columns is sent, and that is one line. Sends it on when there is much.
 */
void call_line(struct call *);

/* The lines of a text, each by call_line. */
void call_lines(struct call *, const char *text);

/*
 * What stands on the reader, once it has been looked at: a PC/SC reader is found some time after the program began.
 * Gives the wire's fault.
 */
enum err call_reader(struct call *, struct wire_state *);

/* Notes the readers that are connected for the error line: none is of the name that was given. */
void call_name_readers(struct call *);

struct actor call_actor(const struct call *);

#endif

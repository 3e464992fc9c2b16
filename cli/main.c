/* madoguchictl: the engine without a terminal. Finds the command in the table, runs it, says what went wrong. */
#include "config.h"

#include "cli/cmd.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/confine.h"
#include "base/text.h"

static const struct command *const commands[] = {
	&audit_key_command,
	&audit_list_command,
	&audit_lookups_command,
	&audit_rotate_key_command,
	&audit_sign_command,
	&audit_verify_command,
	&bookings_cancel_command,
	&bookings_close_command,
	&bookings_import_command,
	&bookings_list_command,
	&bookings_mark_command,
	&bookings_show_command,
	&ca_cert_command,
	&ca_crl_command,
	&ca_issued_command,
	&ca_list_command,
	&ca_show_command,
	&card_list_command,
	&card_show_command,
	&case_claim_command,
	&case_consent_command,
	&case_erase_command,
	&case_event_command,
	&case_kana_command,
	&case_let_in_command,
	&case_list_command,
	&case_open_command,
	&case_release_command,
	&case_person_command,
	&case_preserve_command,
	&case_show_command,
	&clerk_command,
	&decide_command,
	&forecast_command,
	&ledger_count_command,
	&ledger_show_command,
	&number_away_command,
	&number_draw_command,
	&number_list_command,
	&number_next_command,
	&office_check_command,
	&office_init_command,
	&perform_command,
	&print_command,
	&profile_check_command,
	&profile_diff_command,
	&profile_new_command,
	&profile_show_command,
	&profile_test_command,
	&purge_command,
	&recover_command,
	&report_day_command,
	&report_kept_command,
	&report_month_command,
	&report_morning_command,
	&report_posting_command,
	&report_week_command,
	&report_year_command,
	&residents_erase_command,
	&residents_find_command,
	&residents_import_command,
	&residents_list_command,
	&sheet_command,
	&store_backup_command,
	&store_check_command,
	&store_init_command,
	&store_restore_command,
	&store_rights_command,
	&store_wipe_command,
	&take_back_command,
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(*commands))

/* The moment of --at, or the system's. */
static struct moment
now(void *ctx)
{
	const struct setting *s = ctx;
	struct timespec t;

	if (date_given(s->at.date))
		return s->at;
	(void)clock_gettime(CLOCK_REALTIME, &t);
	return moment_from_unix(t.tv_sec);
}

static void
print_help(FILE *to)
{
	size_t i;

	fprintf(to, "%s\n", tr("使い方: madoguchictl [共通の指定...] 命令 ..."));
	for (i = 0; i < COMMAND_COUNT; i++)
		fprintf(to, "  %s %s\n      %s\n", commands[i]->name, commands[i]->usage, tr(commands[i]->text));
	fprintf(to, "%s\n  --config FILE --profile NAME|FILE --store URI --lang ja|en --training --wire process|pcsc\n"
	    "  --card NAME --reader NAME --trace FILE --at DATETIME --json --version --help\n", tr("共通の指定:"));
}

/* With what a program of this build can confine itself by on this machine. */
static void
print_version(void)
{
	static const enum confined parts[] = { CONFINED_PRIVILEGES, CONFINED_CALLS, CONFINED_FILES };
	const unsigned offered = confine_offered();
	size_t i;

	printf("madoguchictl %s\nconfined by:", PACKAGE_VERSION);
	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if ((offered & parts[i]) != 0)
			printf(" %s", confined_code(parts[i]));
	printf("\n");
}

/* How many words of argv are the command's name; 0 when they aren't. */
static int
name_words(const struct command *command, int argc, char **argv)
{
	const char *blank = strchr(command->name, ' ');
	size_t first = blank != NULL ? (size_t)(blank - command->name) : strlen(command->name);

	if (argc < 1 || strlen(argv[0]) != first || strncmp(argv[0], command->name, first) != 0)
		return 0;
	if (blank == NULL)
		return 1;
	return argc > 1 && strcmp(argv[1], blank + 1) == 0 ? 2 : 0;
}

static const struct command *
find_command(int *argc, char ***argv)
{
	size_t i;
	int n;

	for (i = 0; i < COMMAND_COUNT; i++) {
		if ((n = name_words(commands[i], *argc, *argv)) > 0) {
			*argc -= n;
			*argv += n;
			return commands[i];
		}
	}
	return NULL;
}

/* One line: what happened (where), what to do next, the code for the help desk. */
static void
tell(enum err e, const char *detail, bool whole)
{
	enum lang lang = lang_now();
	char clean[CALL_DETAIL_MAX], where[CALL_DETAIL_MAX + 4] = "";

	text_clean(detail, strlen(detail), clean, sizeof(clean));
	if (whole && clean[0] != '\0') {
		fprintf(stderr, "madoguchictl: %s%s[%s]\n", clean, lang == LANG_EN ? ". " : "。", err_name(e));
		return;
	}
	if (clean[0] != '\0')
		(void)snprintf(where, sizeof(where), " (%s)", clean);
	fprintf(stderr, lang == LANG_EN ? "madoguchictl: %s%s. %s. [%s]\n" : "madoguchictl: %s%s。%s。[%s]\n",
	    err_what(e, lang), where, err_next(e, lang), err_name(e));
}

/* What was gathered goes out; a full disk or a closed pipe is a failure like any other. */
static enum err
send_out(struct call *c)
{
	enum err e;

	if (c->out.len > c->line)
		call_line(c);
	e = buf_check(&c->out);
	errno = 0;
	if (c->out.len > 0)
		(void)fwrite(c->out.text, 1, c->out.len, stdout);
	if (fflush(stdout) != 0 || ferror(stdout))
		e = errno == ENOSPC ? ERR_DISK_FULL : ERR_IO;
	return e;
}

/* On an office's machine. */
static enum err
check_account(const struct command *command, struct call *c)
{
	const struct setting *s = c->setting;

	if (command->account == AS_ANYBODY || s->mode == MODE_TRAINING)
		return ERR_NONE;
	if (s->office == OFFICE_INSIDE && command->account == AS_ONESELF)
		return call_fail(c, ERR_OFFICE_OWN, "%s", command->name);
	if (s->office == OFFICE_OUTSIDE && command->account == AS_OFFICE)
		return call_fail(c, ERR_OFFICE_OUTSIDE, "sudo -u %s madoguchictl %s", s->account, command->name);
	return ERR_NONE;
}

static enum err
run(const struct command *command, struct call *c)
{
	const struct actor actor = call_actor(c);
	enum err e = check_account(command, c), sent;

	if (e != ERR_NONE)
		return e;
	if (command->starts != STARTS_TOOLS)
		(void)setting_confine(c->setting, command->starts == STARTS_PAGE, false);
	if (command->parts != 0 && (e = desk_open(c->setting, c->clock, command->parts, &c->context)) != ERR_NONE)
		return call_fail(c, e, "%s", desk_open_where(c->setting, e));
	e = command->run(c);
	if (e == ERR_READER_UNKNOWN && c->detail[0] == '\0')
		call_name_readers(c);
	if ((sent = send_out(c)) != ERR_NONE && e == ERR_NONE)
		e = sent;
	if (e != ERR_NONE && c->context != NULL)
		log_failure(c->context->log, &actor, command->name, "", e);
	desk_close(&c->context);
	buf_free(&c->out);
	return e;
}

int
main(int argc, char **argv)
{
	char fault[SETTING_FAULT_MAX];
	const struct command *command;
	const char *folder;
	struct setting setting;
	struct call call = { .setting = &setting, .clock = { .now = now, .ctx = &setting } };
	enum err e;

	secret_harden_process();
	/* Widths and folding don't follow the caller's environment; gettext wants a locale that isn't plain "C". */
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	(void)setlocale(LC_MESSAGES, "C.UTF-8");
	e = setting_read(&setting, &argc, argv, fault);
	folder = secure_getenv("MADOGUCHI_LOCALEDIR");	/* not before: an office has no environment of a clerk's */
	lang_start(setting.lang, folder != NULL ? folder : LOCALEDIR);
	if (e != ERR_NONE) {
		tell(e, fault, false);
		return err_exit_status(e);
	}
	if (setting.version) {
		print_version();
		return 0;
	}
	if (setting.help) {
		print_help(stdout);
		return 0;
	}
	call.argc = argc - 1;
	call.argv = argv + 1;
	call.json = call_flag(&call, "--json");	/* before the command too */
	if ((command = find_command(&call.argc, &call.argv)) == NULL) {
		tell(ERR_USAGE, call.argc > 0 ? call.argv[0] : "", false);
		return err_exit_status(ERR_USAGE);
	}
	if ((e = run(command, &call)) != ERR_NONE && !call.told)
		tell(e, call.detail, call.whole);
	return err_exit_status(e);
}

/* madoguchi-card: the training card behind a real pcscd, put in and pulled by commands on standard input. */
#include "config.h"

#include <openssl/crypto.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "card/virtual/virtual.h"
#include "cli/vpcd.h"
#include "desk/context.h"
#include "desk/practice.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/text.h"

#define LINE_SIZE 1200

struct program {
	struct setting setting;
	unsigned port;
	struct vpcd vpcd;
	struct virtual_card *card;	/* in the reader */
	unsigned long pull_after;	/* commands; 0: it stays */
	char line[LINE_SIZE];		/* of standard input, so far */
	size_t line_len;
	bool skipping;			/* the rest of a line that was too long */
	bool quit;
};

static struct moment
now(void *ctx)
{
	const struct setting *s = ctx;

	return date_given(s->at.date) ? s->at : moment_from_unix((int64_t)time(NULL));
}

/* What has happened, a line each, so that a script can wait for it. */
static void
tell(const char *what, const char *which)
{
	char clean[SETTING_PATH_MAX];

	text_clean(which, strlen(which), clean, sizeof(clean));
	(void)printf("%s%s%s\n", what, clean[0] != '\0' ? " " : "", clean);
	(void)fflush(stdout);
}

static void
fail(const char *what, enum err e)
{
	enum lang lang = lang_now();

	(void)fprintf(stderr, lang == LANG_EN ? "madoguchi-card: %s%s%s. %s.\n" : "madoguchi-card: %s%s%s。%s。\n",
	    what, what[0] != '\0' ? ": " : "", err_what(e, lang), err_next(e, lang));
	tell("failed", err_name(e));
}

/* The CA is opened only while a card is made: the screens may need it meanwhile. */
static enum err
practice_path(struct program *p, const char *name, char path[SETTING_PATH_MAX])
{
	const struct clock clock = { now, &p->setting };
	struct desk_context *context;
	enum err e;

	if ((e = desk_open(&p->setting, clock, DESK_ISSUER | DESK_PROFILE, &context)) != ERR_NONE)
		return e;
	if ((e = desk_allow(&context->desk, ACT_PRACTISE, "")) == ERR_NONE)
		e = practice_card_file(context->cards, name, context->desk.profile, context->desk.issuer,
		    &context->keys, now(&p->setting), path, SETTING_PATH_MAX);
	desk_close(&context);
	return e;
}

static void
pull(struct program *p)
{
	vpcd_close(&p->vpcd);
	virtual_close(&p->card);
	p->pull_after = 0;
}

static void
pull_and_tell(struct program *p)
{
	pull(p);
	tell("pulled", "");
}

/* A name of the ten, or the path of a card's file. */
static enum err
insert(struct program *p, const char *which)
{
	char path[SETTING_PATH_MAX];
	enum err e = ERR_NONE;

	pull(p);
	if (strchr(which, '/') == NULL)
		e = practice_path(p, which, path);
	else if (snprintf(path, sizeof(path), "%s", which) >= (int)sizeof(path))
		e = ERR_TOO_LONG;
	if (e != ERR_NONE || (e = virtual_open(path, &p->card)) != ERR_NONE)
		return e;
	if ((e = vpcd_connect(&p->vpcd, p->port)) != ERR_NONE)
		pull(p);
	return e;
}

static void
control(struct program *p, unsigned char what)
{
	const unsigned char *atr;
	size_t len;

	switch (what) {
	case VPCD_POWER_OFF:
	case VPCD_POWER_ON:
		virtual_power_on(p->card);	/* off and on again: nothing of the session is left */
		tell(what == VPCD_POWER_ON ? "powered" : "unpowered", "");
		break;
	case VPCD_RESET:
		virtual_reset(p->card);
		tell("reset", "");
		break;
	case VPCD_ATR:
		atr = virtual_atr(&len);
		(void)vpcd_send(&p->vpcd, atr, len);	/* a reader that is gone is noticed at the next read */
		break;
	default:
		break;
	}
}

/* False: the card was pulled instead. */
static bool
command(struct program *p, const unsigned char *message, size_t len)
{
	unsigned char answer[APDU_ANSWER_MAX + 2];
	size_t n;

	if (p->pull_after > 0 && --p->pull_after == 0) {
		pull_and_tell(p);
		return false;
	}
	n = virtual_answer(p->card, message, len, answer, sizeof(answer));
	(void)vpcd_send(&p->vpcd, answer, n);
	OPENSSL_cleanse(answer, sizeof(answer));
	return true;
}

static void
serve(struct program *p)
{
	const unsigned char *message;
	size_t len;

	if (vpcd_receive(&p->vpcd) != ERR_NONE) {
		pull(p);
		tell("lost", "");
		return;
	}
	for (; vpcd_next(&p->vpcd, &message, &len); vpcd_done(&p->vpcd)) {
		if (len == 1)
			control(p, message[0]);
		else if (len > 1 && !command(p, message, len))
			return;
	}
}

/* "pull" alone, or with the number of the command that the card no longer answers. */
static bool
pulls(struct program *p, const char *line)
{
	char *end;
	unsigned long n;

	if (strcmp(line, "pull") == 0) {
		pull_and_tell(p);
		return true;
	}
	if (strncmp(line, "pull ", 5) != 0 || line[5] < '1' || line[5] > '9')
		return false;
	n = strtoul(line + 5, &end, 10);
	if (*end == '\0' && p->card != NULL)
		p->pull_after = n;
	return *end == '\0' && p->card != NULL;
}

static void
obey(struct program *p, char *line)
{
	enum err e;

	if (strcmp(line, "quit") == 0) {
		p->quit = true;
	} else if (pulls(p, line)) {
		return;
	} else if (strncmp(line, "insert ", 7) == 0) {
		if ((e = insert(p, line + 7)) == ERR_NONE)
			tell("inserted", line + 7);
		else
			fail(line + 7, e);
	} else if (line[0] != '\0') {
		fail(line, ERR_USAGE);
	}
}

static void
take_byte(struct program *p, char c)
{
	if (c == '\n') {
		p->line[p->line_len] = '\0';
		if (p->skipping)
			fail("", ERR_TOO_LONG);
		else
			obey(p, p->line);
		p->line_len = 0;
		p->skipping = false;
	} else if (p->line_len < sizeof(p->line) - 1)
		p->line[p->line_len++] = c;
	else
		p->skipping = true;
}

/* The end of standard input is the end of whoever started us. */
static void
listen_in(struct program *p)
{
	char bytes[256];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes)), i;

	if (n <= 0)
		p->quit = true;
	for (i = 0; i < n && !p->quit; i++)
		take_byte(p, bytes[i]);
}

static int
run(struct program *p)
{
	while (!p->quit) {
		struct pollfd fds[] = {
			{ .fd = STDIN_FILENO, .events = POLLIN },
			{ .fd = p->vpcd.fd, .events = POLLIN },		/* -1 is passed over */
		};

		if (poll(fds, 2, -1) == -1)
			continue;
		if (fds[1].revents != 0)
			serve(p);
		if (fds[0].revents != 0)
			listen_in(p);
	}
	pull(p);
	tell("quit", "");
	return 0;
}

static const char usage[] =
    "usage: madoguchi-card [--port N] [--card NAME|FILE] [--at DATETIME] [--lang ja|en] [--help] [--version]\n"
    "commands on standard input: insert NAME|FILE, pull [N], quit\n";

/* Takes --port out of argv; what is left is for setting_read. */
static bool
take_port(struct program *p, int *argc, char **argv)
{
	int from, to = 1;
	char *end;

	p->port = VPCD_PORT;
	for (from = 1; from < *argc; from++) {
		const char *value = strncmp(argv[from], "--port=", 7) == 0 ? argv[from] + 7 : NULL;

		if (strcmp(argv[from], "--port") == 0 && (value = argv[++from]) == NULL)
			return false;
		if (value == NULL) {
			argv[to++] = argv[from];
			continue;
		}
		p->port = (unsigned)strtoul(value, &end, 10);
		if (value[0] < '0' || value[0] > '9' || *end != '\0' || p->port == 0 || p->port > 65535)
			return false;
	}
	argv[to] = NULL;
	*argc = to;
	return true;
}

/* This program is for practice whatever it is told: its cards and state are those of --training. */
static enum err
configure(struct program *p, int argc, char **argv, char fault[SETTING_FAULT_MAX])
{
	static char training[] = "--training";
	char **all = calloc((size_t)argc + 2, sizeof(*all));
	enum err e = ERR_MEMORY;
	int n = argc + 1;

	fault[0] = '\0';
	if (all == NULL)
		return e;
	all[0] = argv[0];
	all[1] = training;
	memcpy(all + 2, argv + 1, (size_t)(argc - 1) * sizeof(*all));
	if ((e = setting_read(&p->setting, &n, all, fault)) == ERR_NONE && n > 1)
		e = ERR_USAGE;
	free(all);
	return e;
}

/* -1: go on. */
static int
begin(struct program *p)
{
	enum err e;

	if (p->setting.help || p->setting.version) {
		(void)fputs(p->setting.help ? usage : "madoguchi-card " PACKAGE_VERSION "\n", stdout);
		return 0;
	}
	if (p->setting.card[0] == '\0')
		return -1;
	if ((e = insert(p, p->setting.card)) != ERR_NONE) {
		fail(p->setting.card, e);
		return err_exit_status(e);
	}
	tell("inserted", p->setting.card);
	return -1;
}

int
main(int argc, char **argv)
{
	static struct program p = { .vpcd.fd = -1 };
	char fault[SETTING_FAULT_MAX];
	enum err e = ERR_USAGE;
	int status;

	secret_harden_process();
	if (!take_port(&p, &argc, argv) || (e = configure(&p, argc, argv, fault)) != ERR_NONE) {
		if (e == ERR_USAGE)
			(void)fputs(usage, stderr);
		else
			fail(fault, e);
		return err_exit_status(e);
	}
	lang_start(p.setting.lang, LOCALEDIR);
	(void)setting_confine(&p.setting, false, true);		/* pcscd's virtual reader listens on a port */
	status = begin(&p);
	return status == -1 ? run(&p) : status;
}

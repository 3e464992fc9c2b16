/*
 * madoguchi-terminal: a stand-in of the authority's terminal (統合端末) for practice. It works on the practice card
 * in a second window while the counter waits, and can be told to do it wrongly.
 */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/lang.h"
#include "base/secret.h"
#include "base/text.h"
#include "cli/pins.h"
#include "cli/terminal-ask.h"

#define STORE "terminal.db"

struct program {
	struct setting setting;
	struct desk_context *context;
	struct order order;
	bool told;			/* the order stands on the command line: no more is asked for */
	bool agree;			/* substitutes come from standard input; none is asked for */
	struct jis_pairs chosen;
	int pin_fd;			/* -1: PINs are asked for */
	char counter[SETTING_PATH_MAX];	/* its store */
	int ahead;			/* days, as the counter's practice */
};

static const char usage[] =
    "usage: madoguchi-terminal --card NAME [--wrong WHAT] [--pin-fd FD] [--agree] [--profile NAME|FILE]\n"
    "           [--config FILE] [--wire process|pcsc] [--reader NAME] [--at DATETIME] [--lang ja|en]\n"
    "           [issue|renew|unlock|revoke [certificates=sign,auth] [pins=sign,auth,juki,assist]]\n"
    "       madoguchi-terminal --help | --version\n"
    "WHAT: nothing, other-card, one-certificate, old-date, pin-not-reset\n";

static struct moment
now(void *ctx)
{
	const struct program *p = ctx;

	return date_given(p->setting.at.date) ? p->setting.at :
	    moment_from_unix((int64_t)time(NULL) + (int64_t)p->ahead * 24 * 60 * 60);
}

/* At the counter two weeks may pass with a key; who comes from there to the terminal comes on that day. */
static void
follow_counter(struct program *p)
{
	char day[64];

	p->ahead = 0;
	if (date_given(p->setting.at.date) || (p->ahead = counter_ahead(&p->setting, p->counter, (struct clock){ now, p })) == 0)
		return;
	date_format_iso(now(p).date, day, sizeof(day));
	(void)printf(tr("窓口の練習に合わせた日付: %s\n"), day);
}

static void
say(const char *words)
{
	(void)printf("%s\n", words);
	(void)fflush(stdout);
}

static int
fail(const char *where, enum err e)
{
	const enum lang lang = lang_now();
	char clean[SETTING_FAULT_MAX];

	text_clean(where, strlen(where), clean, sizeof(clean));
	(void)fprintf(stderr, lang == LANG_EN ? "madoguchi-terminal: %s%s%s. %s. [%s]\n" :
	    "madoguchi-terminal: %s%s%s。%s。[%s]\n", clean, clean[0] != '\0' ? ": " : "", err_what(e, lang),
	    err_next(e, lang), err_name(e));
	return err_exit_status(e);
}

/* --- work --------------------------------------------------------------------------------------- */

/* The steps as they pass: the real one shows as much. */
static void
tell_step(void *ctx, unsigned step, const char *name, enum step_phase phase)
{
	(void)ctx;
	if (phase == STEP_RUNNING)
		(void)printf("%2u %s ... ", step + 1, tr(name));
	else if (phase == STEP_DONE || phase == STEP_FAILED)
		(void)printf("%s\n", phase == STEP_DONE ? tr("済") : tr("止まりました"));
	(void)fflush(stdout);
}

/* The slip that the terminal prints: what a counter without a reader reads it back by. */
static void
print_slip(const struct desk_result *result)
{
	char serial[2 * CERT_SERIAL_MAX + 1], day[64];
	struct cert_info info;
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		if (!result->certs[k].made || cert_parse(&result->certs[k].cert, &info) != ERR_NONE)
			continue;
		cert_hex(info.serial, info.serial_len, serial, sizeof(serial));
		date_format_iso(info.not_after.date, day, sizeof(day));
		(void)printf(tr("%s  発行番号 %s  有効期間の満了日 %s\n"), cert_name((enum cert_kind)k, lang_now()),
		    serial, day);
	}
}

/* 照合番号B is of the card whose face is at hand: it isn't tried on another. */
static enum err
on_another(struct program *p, const struct case_file *file, struct desk_pins *pins, struct desk_result *result)
{
	enum err e = order_other_card(p->context), back;

	secret_wipe(&pins->check_b);
	if (e == ERR_NONE)
		e = desk_perform(&p->context->desk, file->number, pins, result);
	back = desk_put_practice_card(p->context, p->setting.card, NULL, 0);
	return e != ERR_NONE ? e : back;
}

static enum err
on_card(struct program *p, const struct case_file *file, struct desk_pins *pins, struct desk_result *result)
{
	return p->order.wrong == WRONG_OTHER_CARD ? on_another(p, file, pins, result) :
	    desk_perform(&p->context->desk, file->number, pins, result);
}

/* Who stands there is known once the card has said it; nothing is begun until then. */
static enum err
agree(struct program *p, const struct case_file *file)
{
	struct desk *desk = &p->context->desk;
	struct jis_pairs pairs;
	enum err e;

	if (p->agree)
		return order_agree(desk, file, &p->chosen);
	if ((e = order_lacking(desk, file, &pairs)) != ERR_NONE || (e = ask_substitutes(&pairs)) != ERR_NONE)
		return e;
	return order_agree(desk, file, &pairs);
}

static enum err
perform(struct program *p, const struct case_file *file, struct desk_pins *pins)
{
	static struct desk_result result;
	char words[512];
	enum err e;

	/* Whoever sits at the terminal has seen the holder. */
	pins->holder_confirmed = pins->address_confirmed = true;
	e = p->pin_fd >= 0 ? pins_read(p->pin_fd, pins) :
	    ask_pins(file, p->order.wrong != WRONG_OTHER_CARD, pins);
	if (e != ERR_NONE)
		return e;
	e = on_card(p, file, pins, &result);
	if (e == ERR_SUBSTITUTES && (e = agree(p, file)) == ERR_NONE)
		e = on_card(p, file, pins, &result);
	if (e != ERR_NONE) {
		desk_failed_words(e, &result, words, sizeof(words));
		if (words[0] != '\0')
			say(words);
		return e;
	}
	print_slip(&result);
	return ERR_NONE;
}

static enum err
work(struct program *p)
{
	static struct case_file file;
	static struct desk_pins pins;
	struct order order = p->order;
	enum err e;
	bool any;

	follow_counter(p);
	any = order_spoil(&order, &e);

	if (e != ERR_NONE)
		return e;
	secret_lock(&pins, sizeof(pins));
	if (any && (e = order_open(&p->context->desk, &order, &file)) == ERR_NONE)
		e = perform(p, &file, &pins);
	desk_pins_wipe(&pins);
	if (e == ERR_NONE)
		say(tr("終わりました。カードを窓口へ返してください"));
	return e;
}

static int
run(struct program *p)
{
	char line[CHOSEN_LINE_MAX] = "";
	enum err e = order_clear_up(&p->context->desk);
	int status = 0;

	if (e == ERR_NONE && p->agree)
		e = read_substitutes(&p->chosen, line);
	if (e != ERR_NONE)
		return fail(line, e);
	say(tr("練習用の端末です。統合端末ではありません。本物のカードには書き込みません"));
	if (p->told)
		return (e = work(p)) != ERR_NONE ? fail(e == ERR_USAGE ? wrong_words[p->order.wrong] : "", e) : 0;
	while (ask_order(&p->order))
		status = (e = work(p)) != ERR_NONE ? fail(e == ERR_USAGE ? wrong_words[p->order.wrong] : "", e) : 0;
	return status;
}

/* --- beginning ---------------------------------------------------------------------------------- */

static bool
take_wrong(struct program *p, const char *value)
{
	unsigned i;

	for (i = WRONG_NOT + 1; i < WRONG_COUNT; i++)
		if (strcmp(wrong_words[i], value) == 0)
			p->order.wrong = (enum wrong)i;
	return p->order.wrong != WRONG_NOT;
}

static bool
take_pin_fd(struct program *p, const char *value)
{
	char *end;
	const long fd = strtol(value, &end, 10);

	if (value[0] < '0' || value[0] > '9' || *end != '\0' || fd > 1023)
		return false;
	p->pin_fd = (int)fd;
	return true;
}

static bool
take_agree(struct program *p, const char *value)
{
	(void)value;
	p->agree = true;
	return true;
}

/* Takes the terminal's own options out of argv; what is left is for setting_read. */
static bool
take_options(struct program *p, int *argc, char **argv)
{
	static const struct { const char *name; bool (*take)(struct program *, const char *); bool bare; } own[] = {
		{ "--wrong", take_wrong, false }, { "--pin-fd", take_pin_fd, false }, { "--agree", take_agree, true },
	};
	int from, to = 1;
	size_t i, len;

	for (from = 1; from < *argc; from++) {
		const char *value = NULL;

		for (i = 0; i < sizeof(own) / sizeof(*own); i++) {
			len = strlen(own[i].name);
			if (strncmp(argv[from], own[i].name, len) == 0 &&
			    (argv[from][len] == '=' || argv[from][len] == '\0'))
				break;
		}
		if (i == sizeof(own) / sizeof(*own)) {
			argv[to++] = argv[from];
			continue;
		}
		value = argv[from][len] == '=' ? argv[from] + len + 1 : own[i].bare ? "" : argv[++from];
		if (value == NULL || (own[i].bare && *value != '\0') || !own[i].take(p, value))
			return false;
	}
	argv[to] = NULL;
	*argc = to;
	return true;
}

/* For practice whatever it is told, with a store of its own; nothing is handed over from here. */
static enum err
configure(struct program *p, int argc, char **argv, char fault[SETTING_FAULT_MAX])
{
	static char training[] = "--training";
	char **all = calloc((size_t)argc + 2, sizeof(*all)), path[SETTING_PATH_MAX];
	const char *word = "";
	enum err e = ERR_MEMORY;
	int n = argc + 1;

	fault[0] = '\0';
	if (all == NULL)
		return e;
	all[0] = argv[0];
	all[1] = training;
	memcpy(all + 2, argv + 1, (size_t)(argc - 1) * sizeof(*all));
	if ((e = setting_read(&p->setting, &n, all, fault)) == ERR_NONE && n > 1 && (p->told = true) &&
	    (e = read_order(n - 1, all + 1, &p->order, &word)) != ERR_NONE)
		(void)snprintf(fault, SETTING_FAULT_MAX, "%.256s", word);
	free(all);
	if (e != ERR_NONE || (e = setting_path(p->setting.data, STORE, path, sizeof(path))) != ERR_NONE)
		return e;
	p->setting.terminal = 0;
	memcpy(p->counter, p->setting.store, sizeof(p->counter));
	return snprintf(p->setting.store, sizeof(p->setting.store), "sqlite:%s", path) < (int)sizeof(p->setting.store) ?
	    ERR_NONE : ERR_TOO_LONG;
}

int
main(int argc, char **argv)
{
	static struct program p = { .pin_fd = -1 };
	const char *folder = secure_getenv("MADOGUCHI_LOCALEDIR");
	char fault[SETTING_FAULT_MAX] = "";
	enum err e = ERR_USAGE;
	int status;

	secret_harden_process();
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	(void)setlocale(LC_MESSAGES, "C.UTF-8");
	if (take_options(&p, &argc, argv))
		e = configure(&p, argc, argv, fault);
	lang_start(p.setting.lang, folder != NULL ? folder : LOCALEDIR);
	if (e == ERR_NONE && (p.setting.help || p.setting.version)) {
		(void)fputs(p.setting.help ? usage : "madoguchi-terminal " PACKAGE_VERSION "\n", stdout);
		return 0;
	}
	if (e == ERR_NONE && ((p.setting.wire == SETTING_WIRE_PROCESS && p.setting.card[0] == '\0') ||
	    (p.agree && !p.told)))		/* asked for, its orders are lines of the same input */
		e = ERR_USAGE;
	if (e == ERR_USAGE)
		(void)fputs(usage, stderr);
	if (e != ERR_NONE)
		return e == ERR_USAGE ? err_exit_status(e) : fail(fault, e);
	(void)setting_confine(&p.setting, false, false);
	if ((e = desk_open(&p.setting, (struct clock){ now, &p }, DESK_WHOLE, &p.context)) != ERR_NONE)
		return fail(desk_open_where(&p.setting, e), e);
	p.context->desk.progress = tell_step;
	status = run(&p);
	desk_close(&p.context);
	return status;
}

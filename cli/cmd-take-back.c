/* madoguchictl take-back: proves by the card, or by the terminal's print, that what was handed over was done. */
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/call-case.h"
#include "cli/facts-in.h"
#include "cli/pins.h"
#include "cli/taken-out.h"

static void
out(struct call *c, const struct desk_taken *t, bool done)
{
	if (c->json)
		taken_out_json(c, t, done);
	else
		taken_out_text(c, t, done);
}

static enum err
verdict(struct call *c, const struct desk_taken *t)
{
	char codes[256];

	taken_out_codes(t, codes, sizeof(codes));
	return t->verdict.done ? ERR_NONE : codes[0] != '\0' ? call_fail(c, ERR_NOT_AS_WANTED, "%s", codes) :
	    ERR_NOT_PROVED;
}

/* --- by the card ----------------------------------------------------------------------------------- */

static enum err
by_card(struct call *c, int fd, struct desk_pins *pins, struct desk_taken *t)
{
	struct wire_state state;
	char words[512];
	enum err e;

	if (fd >= 0 && (e = pins_read(fd, pins)) != ERR_NONE)
		return call_fail(c, e, "--pin-fd");
	(void)call_reader(c, &state);
	if ((e = desk_take_back(&c->context->desk, c->argv[0], pins, t)) == ERR_NONE) {
		out(c, t, t->verdict.done);
		return verdict(c, t);
	}
	if (e == ERR_HOLDER_UNCONFIRMED)
		call_case_heard(c, &t->failed.heard);
	if (e == ERR_PERSON_TWIN)
		call_case_twin(c, &t->failed.twin);
	desk_failed_words(e, &t->failed, words, sizeof(words));
	return words[0] != '\0' ? call_fail(c, e, "%s", words) : call_case_fail(c, e, NULL);
}

/* --- by the print ---------------------------------------------------------------------------------- */

/* A line of the print, as sign-serial=1A 2B. */
static enum err
take_line(const char *line, struct handover_print *p)
{
	const size_t key = strcspn(line, "=");
	const char *value = line[key] == '=' ? line + key + 1 : "";
	unsigned k;

	if (key == 3 && strncmp(line, "day", key) == 0)
		return date_parse(value, &p->day);
	for (k = 0; k < CERT_COUNT; k++) {
		const char *code = cert_code((enum cert_kind)k);
		const size_t n = strlen(code);

		if (strncmp(line, code, n) != 0 || line[n] != '-')
			continue;
		if (key == n + 7 && strncmp(line + n + 1, "serial", 6) == 0)
			return desk_print_serial(value, p->said.certs[k].serial, &p->said.certs[k].serial_len);
		if (key == n + 6 && strncmp(line + n + 1, "until", 5) == 0)
			return date_parse(value, &p->said.certs[k].until);
	}
	return ERR_USAGE;
}

/* From standard input: everybody can read arguments, and a serial is a person's. Up to an empty line or the end. */
static enum err
read_print(struct call *c, struct handover_print *p)
{
	char line[128];
	enum err e;

	while ((e = line_in(c, line, sizeof(line))) == ERR_NONE && line[0] != '\0')
		if ((e = take_line(line, p)) != ERR_NONE)
			return call_fail(c, e, "%.*s", (int)strcspn(line, "="), line);
	return e;
}

/* The line that the case asks for and that wasn't there. */
static void
lacking(const struct handover_want *w, const struct handover_print *p, char out[32])
{
	unsigned k;

	(void)snprintf(out, 32, "day");
	for (k = 0; k < CERT_COUNT && date_given(p->day); k++) {
		const char *code = cert_code((enum cert_kind)k);

		if (((w->fresh | w->gone) & CERT_BIT(k)) != 0 && p->said.certs[k].serial_len == 0)
			(void)snprintf(out, 32, "%s-serial", code);
		else if ((w->fresh & CERT_BIT(k)) != 0 && !date_given(p->said.certs[k].until))
			(void)snprintf(out, 32, "%s-until", code);
		else
			continue;
		return;
	}
}

static enum err
by_print(struct call *c, struct desk_taken *t)
{
	char line[32];
	struct handover_print p = { .day = { 0, 0, 0 } };
	bool second = false;
	enum err e;

	if ((e = read_print(c, &p)) != ERR_NONE)
		return e;
	e = desk_take_back_print(&c->context->desk, c->argv[0], &p, t, &second);
	if (e == ERR_FIELD_EMPTY) {
		lacking(&t->want, &p, line);
		return call_fail(c, e, "%s=", line);
	}
	if (e != ERR_NONE)
		return call_case_fail(c, e, NULL);
	out(c, t, t->verdict.done && second);
	if (t->verdict.done && !second && !c->json) {
		buf_puts(&c->out, tr("もう一人の職員が、同じ印字を見て入力すると完了します"));
		call_line(c);
	}
	return verdict(c, t);
}

static enum err
take_back_run(struct call *c)
{
	static struct desk_taken taken;
	static struct desk_pins pins;
	const bool print = call_flag(c, "--print");
	enum err e;
	int fd;

	pins.last_tries = call_flag(c, "--last-try") ? ~0u : 0;
	pins.holder_confirmed = call_flag(c, "--confirmed");
	if ((e = call_pin_fd(c, &fd)) != ERR_NONE || (e = call_words(c, 1, 1)) != ERR_NONE ||
	    (e = call_case_number(c)) != ERR_NONE)
		return e;
	if (print)
		return fd >= 0 ? call_fail(c, ERR_USAGE, "--pin-fd") : by_print(c, &taken);
	secret_lock(&pins, sizeof(pins));
	e = by_card(c, fd, &pins, &taken);
	desk_pins_wipe(&pins);
	return e;
}

const struct command take_back_command = {
	.name = "take-back",
	.usage = "N [--pin-fd FD [--confirmed] [--last-try] | --print] [--json]",
	.text = "統合端末から引き取る。カードを読んで(または印字を二人で見て)、頼んだとおりか確かめる",
	.parts = DESK_STORE | DESK_WIRE | DESK_PROFILE,
	.run = take_back_run,
};

/* madoguchictl case show: one case, its person, its facts and what happened to it. */
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/person-out.h"
#include "case/handover.h"
#include "case/inquiry.h"
#include "case/kept.h"

static void
json_proxy(struct buf *b, const struct case_proxy *p)
{
	json_object(b, "proxy");
	json_string(b, "name", p->name);
	json_string(b, "address", p->address);
	json_string(b, "relation", p->relation);
	json_object_end(b);
}

static bool
json_event(void *ctx, const struct case_history *h)
{
	struct buf *b = ctx;
	char at[24];

	json_object(b, NULL);
	moment_format(h->at, at, sizeof(at));
	json_string(b, "at", at);
	json_string(b, "clerk", h->clerk);
	json_string(b, "counter", h->counter[0] != '\0' ? h->counter : NULL);
	json_string(b, "event", h->event);
	json_string(b, "why", h->why);
	json_string(b, "state", flow_state_code(h->state));
	json_object_end(b);
	return true;
}

/* One string for each line of the facts. */
static void
json_facts(struct buf *b, const char *facts)
{
	char line[CASE_FACTS_MAX];
	size_t n;

	json_array(b, "facts");
	for (; *facts != '\0'; facts += n + (facts[n] == '\n')) {
		n = strcspn(facts, "\n");
		memcpy(line, facts, n);
		line[n] = '\0';
		json_string(b, NULL, line);
	}
	json_array_end(b);
}

static void
json_masks(struct buf *b, const struct case_file *f)
{
	unsigned k;

	json_array(b, "certificates");
	for (k = 0; k < CERT_COUNT; k++) {
		if ((f->certificates & CERT_BIT(k)) != 0)
			json_string(b, NULL, cert_code((enum cert_kind)k));
	}
	json_array_end(b);
	json_array(b, "new-pins");
	for (k = 0; k < PIN_COUNT; k++) {
		if ((f->pins & 1u << k) != 0)
			json_string(b, NULL, pin_format((enum pin_kind)k)->code);
	}
	json_array_end(b);
}

static bool
json_letter(void *ctx, const struct inquiry *q)
{
	struct buf *b = ctx;

	json_object(b, NULL);
	json_number(b, "letter", q->letter);
	json_string(b, "channel", q->by_telephone ? "telephone" : "counter");
	json_moment(b, "ordered", q->ordered);
	json_date(b, "until", q->until);
	json_moment(b, "posted", q->posted);
	json_string(b, "mail-number", q->mail_number[0] != '\0' ? q->mail_number : NULL);
	json_moment(b, "returned", q->returned);
	json_moment(b, "answered", q->answered);
	json_bool(b, "open", q->open);
	json_object_end(b);
	return true;
}

/* The letters, the kept card (null where none was kept), the paper with PINs. */
static enum err
json_papers(struct store *s, struct buf *b, const struct case_file *f)
{
	struct kept *k;
	enum err e;

	json_array(b, "letters");
	e = inquiry_letters(s, f->number, json_letter, b);
	json_array_end(b);
	json_bool(b, "sheet", f->sheet);
	if (e != ERR_NONE || (k = malloc(sizeof(*k))) == NULL)
		return e != ERR_NONE ? e : ERR_MEMORY;
	if ((e = kept_last(s, f->number, k)) == ERR_NONE && k->number[0] != '\0') {
		json_object(b, "kept");
		json_moment(b, "since", k->since);
		json_string(b, "system", k->system[0] != '\0' ? k->system : NULL);
		json_string(b, "place", k->place[0] != '\0' ? k->place : NULL);
		json_moment(b, "worked", k->worked);
		json_moment(b, "returned", k->returned);
		json_string(b, "way", k->way[0] != '\0' ? k->way : NULL);
		json_string(b, "mail-number", k->mail_number[0] != '\0' ? k->mail_number : NULL);
		json_object_end(b);
	} else
		json_null(b, "kept");
	free(k);
	return e;
}

/* The certificates that the authority's terminal issued or removed; empty where the case was not there. */
static enum err
json_issued(struct store *s, struct buf *b, const char *number)
{
	char hex[2 * CERT_SERIAL_MAX + 1];
	struct handover_certs h;
	unsigned k;
	enum err e = handover_certs(s, number, &h);

	json_object(b, "terminal");
	for (k = 0; k < CERT_COUNT; k++) {
		if (h.certs[k].serial_len == 0)
			continue;
		cert_hex(h.certs[k].serial, h.certs[k].serial_len, hex, sizeof(hex));
		json_object(b, cert_code((enum cert_kind)k));
		json_string(b, "serial", hex);
		json_date(b, "until", h.certs[k].until);
		json_object_end(b);
	}
	json_object_end(b);
	return e;
}

static enum err
show_json(struct call *c, const struct case_file *f)
{
	struct buf *b = &c->out;
	char at[24];
	enum err e;

	json_object(b, NULL);
	json_string(b, "number", f->number);
	json_string(b, "state", flow_state_code(f->state));
	json_string(b, "procedure", f->procedure);
	json_masks(b, f);
	moment_format(f->opened, at, sizeof(at));
	json_string(b, "opened", at);
	moment_format(f->changed, at, sizeof(at));
	json_string(b, "changed", at);
	json_number(b, "version", f->version);
	json_string(b, "claimed-by", f->claimed_by[0] != '\0' ? f->claimed_by : NULL);
	json_bool(b, "second-approval-needed", f->second.needed);
	json_string(b, "seconded-by", f->second.by[0] != '\0' ? f->second.by : NULL);
	json_bool(b, "card-bound", f->card[0] != '\0');
	json_string(b, "profile", f->profile_hash[0] != '\0' ? f->profile_hash : NULL);
	person_out_json(b, &f->person);
	json_proxy(b, &f->proxy);
	json_facts(b, f->facts);
	json_raw(b, "decision", f->decision);
	if ((e = json_papers(c->context->desk.store, b, f)) != ERR_NONE ||
	    (e = json_issued(c->context->desk.store, b, f->number)) != ERR_NONE)
		return e;
	json_array(b, "history");
	e = case_history(c->context->desk.store, f->number, json_event, b);
	json_array_end(b);
	json_object_end(b);
	call_line(c);
	return e;
}

static bool
text_letter(void *ctx, const struct inquiry *q)
{
	struct call *c = ctx;
	char until[64] = "-", posted[16] = "-";

	if (date_given(q->until))
		date_format_era(q->until, until, sizeof(until));
	if (date_given(q->posted.date))
		date_format_iso(q->posted.date, posted, sizeof(posted));
	buf_printf(&c->out, tr("照会書 %d  発送 %s  書留 %s  回答の期限 %s"), q->letter, posted,
	    q->mail_number[0] != '\0' ? q->mail_number : "-", until);
	call_line(c);
	return true;
}

static bool
text_event(void *ctx, const struct case_history *h)
{
	struct call *c = ctx;
	char at[24];

	moment_format(h->at, at, sizeof(at));
	buf_printf(&c->out, "%s  %s  %s  %s", at, h->clerk, h->event, h->why);
	call_line(c);
	return true;
}

/* The names that not everybody has, a line each. */
static void
text_names(struct call *c, const struct person *p)
{
	static const enum person_field names[] = { PERSON_FORMER, PERSON_FORMER_KANA, PERSON_ALIAS, PERSON_LATIN };
	char text[PERSON_ADDRESS_MAX + 1];
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!person_field_shown(p, names[i]))
			continue;
		person_field_text(p, names[i], text, sizeof(text));
		buf_printf(&c->out, "%s: %s", tr(person_field_name(names[i])), text);
		call_line(c);
	}
}

static enum err
show_text(struct call *c, const struct case_file *f)
{
	char day[64];
	enum err e;

	buf_printf(&c->out, "%s  %s  %s%s  %s", f->number, f->procedure, flow_state_name(f->state, lang_now()),
	    case_awaits_second(f) ? tr("(もう一人の承認待ち)") : "", f->claimed_by);
	call_line(c);
	if (case_awaits_second(f)) {
		buf_printf(&c->out, "version %lld", (long long)f->version);
		call_line(c);
	}
	if (f->person.name[0] != '\0') {
		date_format_era(f->person.born, day, sizeof(day));
		buf_printf(&c->out, "%s  %s  %s  %s", f->person.name, f->person.kana, day, f->person.address);
		call_line(c);
		text_names(c, &f->person);
	}
	if ((e = inquiry_letters(c->context->desk.store, f->number, text_letter, c)) != ERR_NONE)
		return e;
	call_lines(c, f->facts);
	return case_history(c->context->desk.store, f->number, text_event, c);
}

#define YEARS 10	/* longer than cases are kept */

/*
 * The only case that has this running number, as people say it: 18 for 26-000018-7. Where those of several years have
 * it, none is shown that may not be meant: ERR_CASE_NUMBER, with their numbers.
 */
static enum err
find_running(struct call *c, const char *text, struct case_file *f)
{
	const int this_year = c->clock.now(c->clock.ctx).date.year;
	char number[CASE_NUMBER_MAX], all[YEARS * (CASE_NUMBER_MAX + 4)] = "";
	const long running = strtol(text, NULL, 10);
	size_t at = 0, found = 0;
	enum err e;
	int year;

	for (year = this_year; year > this_year - YEARS; year--) {
		if ((e = case_number_make(year, running, number)) != ERR_NONE)
			return e;
		if ((e = case_load(c->context->desk.store, number, f)) == ERR_CASE_UNKNOWN)
			continue;
		if (e != ERR_NONE)
			return call_fail(c, e, "%s", number);
		at += (size_t)snprintf(all + at, sizeof(all) - at, "%s%s", found++ > 0 ? tr("、") : "", number);
	}
	if (found != 1)
		return call_fail(c, found == 0 ? ERR_CASE_UNKNOWN : ERR_CASE_NUMBER, "%s", found == 0 ? text : all);
	return case_load(c->context->desk.store, all, f);
}

static enum err
find(struct call *c, struct case_file *f)
{
	const char *text = c->argv[0];
	enum err e;

	if (text[0] != '\0' && strlen(text) <= CASE_NUMBER_RUNNING_DIGITS &&
	    text[strspn(text, "0123456789")] == '\0')
		return find_running(c, text, f);
	if ((e = case_number_check(text)) == ERR_NONE)
		e = case_load(c->context->desk.store, text, f);
	return e != ERR_NONE ? call_fail(c, e, "%s", text) : e;
}

static enum err
case_show_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct case_file f;
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE || (e = find(c, &f)) != ERR_NONE)
		return e;
	if ((e = case_look(c->context->desk.store, &actor, &f)) != ERR_NONE)
		return e;
	return c->json ? show_json(c, &f) : show_text(c, &f);
}

const struct command case_show_command = {
	.name = "case show",
	.usage = "[--json] N",
	.text = "受付の内容と経過",
	.parts = DESK_STORE,
	.run = case_show_run,
};

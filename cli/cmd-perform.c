/* madoguchictl perform: the card work of a case that is ready, by the same code as the screens. */
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/call-case.h"
#include "cli/certified-out.h"
#include "card/reference.h"
#include "cli/pins.h"

/* A PIN that was refused is named, with what is left of its tries. */
static void
name_fault(struct call *c, enum err e, const struct desk_result *r)
{
	char words[512];

	desk_failed_words(e, r, words, sizeof(words));
	if (words[0] != '\0')
		(void)call_fail(c, e, "%s", words);
	else if (e == ERR_CA_REFUSED)
		(void)call_fail(c, e, "%s", r->reason);
	else
		(void)call_case_fail(c, e, NULL);
}

/* What was undone leaves PINs that are new all the same, or that nobody knows: that is told too. */
static enum err
fail(struct call *c, enum err e, const struct desk_result *r)
{
	char named[CALL_DETAIL_MAX], words[512];

	if (e == ERR_HOLDER_WRITTEN || e == ERR_HOLDER_UNCONFIRMED || e == ERR_CARD_FACE || e == ERR_FACE_CURRENT ||
	    e == ERR_PERSON_UNLIKE)
		call_case_heard(c, &r->heard);
	if (e == ERR_PERSON_TWIN)
		call_case_twin(c, &r->twin);
	if (e == ERR_HOLDER_OTHER)
		call_case_other(c, &r->heard);
	name_fault(c, e, r);
	desk_pins_words(r, words, sizeof(words));
	if (words[0] == '\0')
		return e;
	memcpy(named, c->detail, sizeof(named));
	return call_fail(c, e, "%.512s%s%s", named, named[0] != '\0' ? " " : "", words);
}

/* A PIN that came from a paper can't be asked for again here: the case goes where its rules say, and that is told. */
static enum err
refused(struct call *c, enum err refusal, const struct desk_result *result)
{
	struct reception *r = calloc(1, sizeof(*r));
	const struct decision *d;
	struct actor actor = call_actor(c);
	enum err e;

	if (r == NULL)
		return ERR_MEMORY;
	r->day = c->context->desk.profile;
	d = &r->decision;
	e = reception_pin_refused(c->context->desk.store, &actor, c->argv[0], reference_pin(result->reference),
	    refusal == ERR_PIN_LOCKED || result->left == 0, r);
	if (e == ERR_NONE && r->file.state != CASE_APPROVED)
		(void)call_fail(c, refusal, tr("%s: 残り %d 回。受付は「%s」になりました: %s"),
		    desk_reference_name(result->reference), result->left, flow_state_name(r->file.state, lang_now()),
		    d->missing_count > 0 ? d->missing[0].text : d->reason_count > 0 ? d->reasons[0].text : "");
	reception_free(r);
	free(r);
	return e != ERR_NONE ? e : refusal;
}

/* What the signature certificate that was made says of its holder; NULL: none was made, or it can't be told. */
static const struct certified *
certified(struct call *c, const struct desk_result *r)
{
	static struct case_file file;
	static struct certified out;

	if (!r->certs[CERT_SIGN].made || case_load(c->context->desk.store, c->argv[0], &file) != ERR_NONE ||
	    certified_find(c, &file, &r->heard, &out) != ERR_NONE)
		return NULL;
	return &out;
}

static void
json_result(struct call *c, const char *number, const struct desk_result *r)
{
	const struct certified *holder = certified(c, r);
	unsigned k;

	json_object(&c->out, NULL);
	json_string(&c->out, "number", number);
	json_string(&c->out, "outcome", "done");
	json_object(&c->out, "certificates");
	for (k = 0; k < CERT_COUNT; k++) {
		if (r->certs[k].made)
			json_date(&c->out, cert_code((enum cert_kind)k), r->certs[k].expires);
	}
	json_object_end(&c->out);
	if (holder != NULL)
		certified_out_json(c, holder);
	json_object_end(&c->out);
	call_line(c);
}

static void
text_result(struct call *c, const char *number, const struct desk_result *r)
{
	const struct certified *holder = certified(c, r);
	char day[64];
	unsigned k;

	buf_printf(&c->out, "%s %s", number, tr("完了"));
	call_line(c);
	for (k = 0; k < CERT_COUNT; k++) {
		if (!r->certs[k].made)
			continue;
		date_format_era(r->certs[k].expires, day, sizeof(day));
		buf_printf(&c->out, tr("%s: %sまで"), cert_name((enum cert_kind)k, lang_now()), day);
		call_line(c);
	}
	if (holder != NULL)
		certified_out(c, holder);
}

/* New PINs that are easy to guess: told in one line, and set all the same. What is malformed is refused later. */
static enum err
warn(struct call *c, struct desk_pins *pins)
{
	static struct case_file file;
	unsigned verify, fresh, old, k;
	const char *first = NULL;
	enum err e;

	if ((e = case_load(c->context->desk.store, c->argv[0], &file)) != ERR_NONE)
		return e;
	desk_pins_wanted(&file, &verify, &fresh, &old);
	for (k = 0; k < PIN_COUNT && first == NULL; k++) {
		const struct pin_format *f = pin_format((enum pin_kind)k);

		if ((fresh & 1u << k) != 0 && pin_check((enum pin_kind)k, &pins->pin[k]) == ERR_NONE &&
		    pin_weak((enum pin_kind)k, &pins->pin[k], file.person.born) != PIN_NOT_WEAK)
			first = lang_now() == LANG_EN ? f->en : f->ja;
	}
	if (first != NULL) {
		(void)fputs("madoguchictl: ", stderr);
		(void)fprintf(stderr, tr("%s: 生年月日や1234のような数字は、ほかの人に当てられやすい暗証番号です"), first);
		(void)fputc('\n', stderr);
	}
	return ERR_NONE;
}

static enum err
perform(struct call *c, int fd, struct desk_pins *pins)
{
	static struct desk_result result;
	const char *number = c->argv[0];
	enum err e;

	if (fd >= 0 && (e = call_pins(c, fd, pins)) != ERR_NONE)
		return e;
	if ((e = warn(c, pins)) != ERR_NONE)
		return e;
	if ((e = desk_perform(&c->context->desk, number, pins, &result)) != ERR_NONE) {
		e = fail(c, e, &result);
		return (e == ERR_PIN_WRONG || e == ERR_PIN_LOCKED) && !result.old ? refused(c, e, &result) : e;
	}
	if (c->json)
		json_result(c, number, &result);
	else
		text_result(c, number, &result);
	return ERR_NONE;
}

static enum err
perform_run(struct call *c)
{
	static struct desk_pins pins;
	enum err e;
	int fd;

	pins.last_tries = call_flag(c, "--last-try") ? ~0u : 0;
	pins.holder_confirmed = pins.address_confirmed = call_flag(c, "--confirmed");
	if ((e = call_pin_fd(c, &fd)) != ERR_NONE || (e = call_words(c, 1, 1)) != ERR_NONE)
		return e;
	if ((e = case_number_check(c->argv[0])) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	secret_lock(&pins, sizeof(pins));
	e = perform(c, fd, &pins);
	desk_pins_wipe(&pins);
	return e;
}

const struct command perform_command = {
	.name = "perform",
	.usage = "N --pin-fd FD [--confirmed] [--last-try] [--json]",
	.text = "カードの処理(暗証番号は FD から sign=値 などの行で)",
	.parts = DESK_WHOLE,
	.run = perform_run,
};

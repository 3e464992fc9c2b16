/* Takes a case back from the authority's terminal: reads its card, and judges what was requested by what it shows. */
#include "desk/take-back-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "card/identity.h"
#include "desk/run-private.h"

/* A malformed value reaches no card. */
static enum err
check_pins(struct desk_pins *pins, struct desk_result *failed)
{
	enum err e = ERR_NONE;
	unsigned k;

	for (k = 0; k < PIN_COUNT && e == ERR_NONE; k++) {
		failed->reference = (enum reference)k;
		if (pins->pin[k].len > 0)
			e = pin_check((enum pin_kind)k, &pins->pin[k]);
	}
	if (e != ERR_NONE || pins->check_b.len == 0)
		return e;
	failed->reference = REFERENCE_B;
	return pin_check_b(&pins->check_b);
}

static enum err
begin(struct taking *t, const char *number)
{
	const struct actor actor = desk_actor(t->desk);
	struct store *s = t->desk->store;
	enum err e;

	if ((e = desk_allow(t->desk, ACT_CARD, number)) != ERR_NONE || (e = case_load(s, number, &t->file)) != ERR_NONE)
		return e;
	if (t->file.state != CASE_HANDED_OVER)
		return audit_refuse(s, &actor, number, ERR_CASE_STATE, err_name(ERR_CASE_STATE));
	if (handover_without_card(&t->file))
		return ERR_PRINT_ONLY;
	if ((e = case_check_claim(s, &actor, number)) != ERR_NONE)
		return e;
	return handover_load(s, number, &t->out->want);
}

static enum err
read_card(struct taking *t)
{
	enum err e;

	if ((e = card_prove_practice(&t->card)) != ERR_NONE ||
	    (e = desk_card_identity(&t->card, t->on_reader)) != ERR_NONE || (e = take_back_identify(t)) != ERR_NONE)
		return e;
	take_back_forget_another(t);
	if (t->out->seen.card != HANDOVER_SAME_CARD)
		return ERR_NONE;
	return take_back_see(t);
}

enum err
take_back_until(struct desk *desk, const char *number, struct reception *r, struct desk_taken *t)
{
	struct date until[CERT_COUNT];
	enum err e = ERR_NONE;
	unsigned k;

	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++) {
		if ((t->want.fresh & CERT_BIT(k)) == 0 || t->seen.certs[k].read != HANDOVER_READ ||
		    date_compare(t->seen.certs[k].from, t->want.day) <= 0)
			continue;
		r->day = desk->profile;
		e = reception_until(desk->store, number, t->seen.certs[k].from, r, until);
		if (e == ERR_NONE && date_given(until[k]))
			t->want.until[k] = until[k];
		reception_free(r);
		memset(r, 0, sizeof(*r));
	}
	return e;
}

/* Their codes, as the history and the screen of a colleague show them. */
static void
codes(const struct handover_verdict *v, char out[CASE_WHY_MAX])
{
	size_t i, used = 0;

	out[0] = '\0';
	for (i = 0; i < v->count && used < CASE_WHY_MAX; i++)
		if (v->lines[i].difference != HANDOVER_AS_WANTED)
			used += (size_t)snprintf(out + used, CASE_WHY_MAX - used, "%s%s", used > 0 ? "," : "",
			    handover_code(v->lines[i].difference));
}

static bool
sign_unread(const struct desk_taken *t)
{
	return (t->want.fresh & CERT_BIT(CERT_SIGN)) != 0 && t->seen.certs[CERT_SIGN].read != HANDOVER_READ;
}

/* By what it is known; also that the signature certificate, unread, went by the one that was issued with it. */
static void
known_by(const struct desk_taken *t, const char *by, char out[CASE_WHY_MAX])
{
	(void)snprintf(out, CASE_WHY_MAX, "%s%s", by, sign_unread(t) ? ",sign-unread" : "");
}

static enum err
settle_within(struct store *s, const struct actor *a, const struct case_file *f, const struct desk_taken *t,
    const char *by, const struct handover_certs *certs)
{
	char why[CASE_WHY_MAX];
	enum err e;

	codes(&t->verdict, why);
	if (t->verdict.done) {
		if ((e = handover_end(s, a, f->number, "done", by, certs)) != ERR_NONE)
			return e;
		known_by(t, by, why);
		return case_event_within(s, a, f->number, EVENT_TAKE_BACK, why);
	}
	return why[0] != '\0' ? case_event_within(s, a, f->number, EVENT_NOT_AS_WANTED, why) :
	    case_remark(s, a, f, "not-proved", by);
}

enum err
take_back_settle(struct desk *desk, const struct case_file *file, const struct desk_taken *t, const char *by,
    const struct handover_certs *certs)
{
	const struct actor actor = desk_actor(desk);
	enum err e = store_begin(desk->store);

	if (e != ERR_NONE)
		return e;
	return case_settle(desk->store, &actor, file->number,
	    settle_within(desk->store, &actor, file, t, by, certs));
}

/* What is issued as it was read; what is gone as it was before. */
static void
note_certs(struct taking *t)
{
	const struct desk_taken *o = t->out;
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		if ((o->want.fresh & CERT_BIT(k)) != 0 && o->seen.certs[k].read == HANDOVER_READ) {
			memcpy(t->found.certs[k].serial, o->seen.certs[k].serial, CERT_SERIAL_MAX);
			t->found.certs[k].serial_len = o->seen.certs[k].serial_len;
			t->found.certs[k].until = o->seen.certs[k].until;
		} else if ((o->want.gone & CERT_BIT(k)) != 0) {
			memcpy(t->found.certs[k].serial, o->want.before[k].serial, CERT_SERIAL_MAX);
			t->found.certs[k].serial_len = o->want.before[k].serial_len;
		}
	}
}

static enum err
judge(struct taking *t)
{
	struct desk_taken *o = t->out;
	enum err e = take_back_until(t->desk, t->file.number, &t->reception, o);

	if (e != ERR_NONE)
		return e;
	handover_judge(&o->want, &o->seen, &o->verdict);
	if ((o->held = o->hold && o->verdict.done && sign_unread(o)))
		return ERR_NONE;
	note_certs(t);
	return take_back_settle(t->desk, &t->file, o, "card", &t->found);
}

void
take_back_clear(struct desk *desk, struct desk_taken *out)
{
	unsigned k;

	*out = (struct desk_taken){ .proof = out->proof, .hold = out->hold };
	out->seen.today = desk_actor(desk).at.date;
	for (k = 0; k < PIN_COUNT; k++)
		out->seen.tries[k] = -1;
}

enum err
desk_take_back(struct desk *desk, const char *number, struct desk_pins *pins, struct desk_taken *out)
{
	struct taking *t = calloc(1, sizeof(*t));
	struct desk_pins none = { .holder_confirmed = false };
	enum err e;

	take_back_clear(desk, out);
	if (t == NULL)
		return ERR_MEMORY;
	t->desk = desk;
	t->pins = pins != NULL ? pins : &none;
	t->out = out;
	if ((e = begin(t, number)) != ERR_NONE || (e = check_pins(t->pins, &out->failed)) != ERR_NONE ||
	    (e = desk_open_card(desk, &t->card)) != ERR_NONE)
		goto out;
	e = read_card(t);
	card_close(&t->card);
	if (e == ERR_NONE)
		e = judge(t);
out:
	reception_free(&t->reception);
	free(t);
	return e;
}

enum err
desk_take_back_held(struct desk *desk, const char *number, struct desk_taken *out)
{
	struct taking *t = calloc(1, sizeof(*t));
	const struct handover_want want = out->want;	/* as it was judged, with the days of the rules */
	enum err e;

	if (t == NULL)
		return ERR_MEMORY;
	t->desk = desk;
	t->out = out;
	if ((e = out->held ? begin(t, number) : ERR_CASE_STATE) == ERR_NONE) {
		out->want = want;
		note_certs(t);
		e = take_back_settle(desk, &t->file, out, "card", &t->found);
		out->held = e != ERR_NONE;
	}
	free(t);
	return e;
}

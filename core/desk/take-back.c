/* Takes a case back from the authority's terminal: reads its card, and judges what was requested by what it shows. */
#include "desk/hand-over.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "card/chain.h"
#include "card/identity.h"
#include "card/jpki.h"
#include "card/reference.h"
#include "card/text-ap.h"
#include "desk/run-private.h"
#include "desk/take-back-private.h"

/* A taking back on its way. */
struct taking {
	struct desk *desk;
	struct case_file file;
	struct reception reception;		/* for the last days by the rules */
	struct desk_pins *pins;
	struct desk_taken *out;
	struct card card;
	char on_reader[CASE_CARD_MAX];
	struct handover_certs found;
};

/* --- before the card ----------------------------------------------------------------------------- */

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
	if ((e = case_check_claim(s, &actor, number)) != ERR_NONE)
		return e;
	return handover_load(s, number, &t->out->want);
}

/* --- whose card it is ------------------------------------------------------------------------------ */

/* A value that was typed, tried once; what the card refuses is on record. */
static enum err
verify(struct taking *t, enum reference which)
{
	const struct actor actor = desk_actor(t->desk);
	const bool is_pin = which != REFERENCE_B;
	struct desk_result *failed = &t->out->failed;
	enum err e, recorded;

	failed->reference = which;
	e = desk_verify(&t->card, t->pins, which, false, &failed->left);
	if (e != ERR_PIN_WRONG && e != ERR_PIN_LOCKED && e != ERR_B_WRONG && e != ERR_B_LOCKED)
		return e;
	if ((recorded = store_begin(t->desk->store)) != ERR_NONE)
		return recorded;
	recorded = case_settle(t->desk->store, &actor, t->file.number,
	    case_remark(t->desk->store, &actor, &t->file, is_pin ? "pin-refused" : "holder-refused",
	    is_pin ? pin_format(reference_pin(which))->code : err_name(e)));
	return recorded != ERR_NONE ? recorded : e;
}

static enum err
hear(struct taking *t, struct card_word *word)
{
	const bool assist = t->pins->pin[PIN_ASSIST].len > 0 || desk_typed(t->pins, REFERENCE_ASSIST);
	const bool by_b = t->pins->check_b.len > 0 || !assist;
	enum err e;

	if (t->on_reader[0] != '\0' && strcmp(t->pins->word.card, t->on_reader) == 0) {
		*word = t->pins->word;
		return ERR_NONE;
	}
	if ((e = verify(t, by_b ? REFERENCE_B : REFERENCE_ASSIST)) == ERR_NONE &&
	    (e = text_ap_read(&t->card, &word->holder)) == ERR_NONE)
		memcpy(word->card, t->on_reader, sizeof(word->card));
	return e;
}

/* The card's word was heard, or what opens it was typed. */
static bool
can_hear(const struct taking *t)
{
	return t->pins->check_b.len > 0 || t->pins->pin[PIN_ASSIST].len > 0 || desk_typed(t->pins, REFERENCE_ASSIST) ||
	    (t->on_reader[0] != '\0' && strcmp(t->pins->word.card, t->on_reader) == 0);
}

static enum err
prove(struct taking *t, bool bound)
{
	struct card_word word = { .card = "" };
	enum err e;

	if ((e = hear(t, &word)) == ERR_NONE)
		e = holder_accept(t->desk, &t->file, &word, bound);
	t->out->holder_proved = e == ERR_NONE;
	if (e != ERR_HOLDER_OTHER)
		return e;
	t->out->seen.card = HANDOVER_OTHER_HOLDER;
	return ERR_NONE;
}

/*
 * The card of the case, or, where none is bound, the one that was read as it was handed over. Its number stays; a key
 * that identifies a card goes with its certificate. Where this doesn't tell, the holder's word decides.
 */
static enum err
identify(struct taking *t)
{
	const bool bound = t->file.card[0] != '\0';
	const char *wanted = bound ? t->file.card : t->out->want.card;
	const bool same = wanted[0] != '\0' && strcmp(wanted, t->on_reader) == 0;
	const bool by_key = card_identity_is_key(wanted) &&
	    (t->on_reader[0] == '\0' || card_identity_is_key(t->on_reader));

	t->out->holder_proved = bound && same;
	if (same && (bound || !can_hear(t)))
		return ERR_NONE;
	if (wanted[0] == '\0' || same || by_key || (!bound && can_hear(t)))
		return prove(t, bound);
	t->out->seen.card = HANDOVER_OTHER_CARD;
	return ERR_NONE;
}

/* What was read before the hand-over was read from another card: it says nothing of this one. */
static void
forget_another(struct taking *t)
{
	struct handover_want *w = &t->out->want;
	unsigned k;

	if (w->card[0] == '\0' || card_identity_is_key(w->card) || strcmp(w->card, t->on_reader) == 0)
		return;
	w->before_known = false;
	memset(w->before, 0, sizeof(w->before));
	for (k = 0; k < PIN_COUNT; k++)
		w->tries[k] = -1;
}

/* --- what it shows --------------------------------------------------------------------------------- */

static enum err
check_chain(struct taking *t, enum cert_kind kind, const struct cert *cert)
{
	struct handover_seen *seen = &t->out->seen;
	enum chain_fault fault = CHAIN_CA_BROKEN;
	struct cert ca;
	enum err e = jpki_read_ca(&t->card, kind, &ca);

	if (e == ERR_NONE)
		fault = chain_check(cert, &ca, kind, desk_actor(t->desk).at);
	if (fault == CHAIN_CA_BROKEN)
		t->out->unchecked |= CERT_BIT(kind);
	else
		seen->certs[kind].foreign = fault != CHAIN_SOUND && fault != CHAIN_OTHER_KIND;
	seen->certs[kind].other_kind = fault == CHAIN_OTHER_KIND;
	return wire_failed(e) ? e : ERR_NONE;
}

static enum err
see_cert(struct taking *t, enum cert_kind kind)
{
	struct handover_seen *seen = &t->out->seen;
	struct cert_info info;
	struct cert cert;
	enum err e = jpki_read_cert(&t->card, kind, &cert);

	if (wire_failed(e))
		return e;
	seen->certs[kind].read = e == ERR_CARD_NO_FILE ? HANDOVER_ABSENT : HANDOVER_BROKEN;
	if (e != ERR_NONE || cert_parse(&cert, &info) != ERR_NONE)
		return ERR_NONE;
	seen->certs[kind].read = HANDOVER_READ;
	seen->certs[kind].from = info.not_before.date;
	seen->certs[kind].until = info.not_after.date;
	seen->certs[kind].serial_len = info.serial_len;
	memcpy(seen->certs[kind].serial, info.serial, info.serial_len);
	return check_chain(t, kind, &cert);
}

static enum err
see_certs(struct taking *t)
{
	struct handover_seen *seen = &t->out->seen;
	unsigned present;
	enum err e = jpki_present(&t->card, &present);

	if (e != ERR_NONE)
		return e;
	seen->certs[CERT_SIGN].present = present & CERT_BIT(CERT_SIGN);
	seen->certs[CERT_AUTH].present = present & CERT_BIT(CERT_AUTH);
	return seen->certs[CERT_AUTH].present ? see_cert(t, CERT_AUTH) : ERR_NONE;
}

/* The resident register's PIN is two references: both hold it, or it isn't proved. */
static enum err
try_pin(struct taking *t, enum pin_kind pin)
{
	enum err e;

	if (t->pins->pin[pin].len == 0 && !desk_typed(t->pins, (enum reference)pin))
		return ERR_NONE;
	if ((pin != PIN_ASSIST || !t->card.verified[REFERENCE_ASSIST]) &&
	    (e = verify(t, (enum reference)pin)) != ERR_NONE)
		return e;
	if (pin == PIN_JUKI && (e = verify(t, REFERENCE_JUKI_COMMON)) != ERR_NONE)
		return e;
	t->out->seen.verified |= 1u << pin;
	return pin == PIN_SIGN && t->out->seen.certs[CERT_SIGN].present ? see_cert(t, CERT_SIGN) : ERR_NONE;
}

static enum err
see_pins(struct taking *t)
{
	int *tries = t->out->seen.tries;
	unsigned r, p;
	enum err e;

	for (p = 0; p < PIN_COUNT; p++)
		if ((e = try_pin(t, (enum pin_kind)p)) != ERR_NONE)
			return e;
	for (r = 0; r < REFERENCE_B; r++) {
		int left;

		if (wire_failed(e = reference_tries(&t->card, (enum reference)r, &left)))
			return e;
		p = reference_pin((enum reference)r);
		if (e == ERR_NONE && (tries[p] < 0 || left < tries[p]))
			tries[p] = left;
	}
	return ERR_NONE;
}

static enum err
read_card(struct taking *t)
{
	enum err e;

	if ((e = card_prove_practice(&t->card)) != ERR_NONE ||
	    (e = desk_card_identity(&t->card, t->on_reader)) != ERR_NONE || (e = identify(t)) != ERR_NONE)
		return e;
	forget_another(t);
	if (t->out->seen.card != HANDOVER_SAME_CARD)
		return ERR_NONE;
	return (e = see_certs(t)) != ERR_NONE ? e : see_pins(t);
}

/* --- what comes of it ------------------------------------------------------------------------------ */

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
		return case_event_within(s, a, f->number, EVENT_TAKE_BACK, by);
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
	note_certs(t);
	return take_back_settle(t->desk, &t->file, o, "card", &t->found);
}

void
take_back_clear(struct desk *desk, struct desk_taken *out)
{
	unsigned k;

	memset(out, 0, sizeof(*out));
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

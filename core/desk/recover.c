/*
 * Brings half-done work to an end. Before the intent to switch is journalled everything is undone, with or without
 * the card. Behind it nothing is revoked or dropped until the card has been read: it tells which pairs are active.
 *
 * After any fault at any instant, and recovery:
 *  1. No certificate that is valid at the CA is on no card, and none is left pending.
 *  2. The card's certificates are valid at the CA, and nobody who had a valid one is left with none, but by revocation.
 *  3. A certificate is on the card with its key, a key with its certificate, and they match.
 *  4. Done: the card holds what the procedure makes. Undone: the card's pairs are what they were. Never half of it.
 *  5. No try of a PIN is spent that the applicant didn't type, and what was locked is locked or set anew.
 *  6. Every PIN opens with the old value or, where it was to be set, with the new one; where the visit wasn't finished
 *     the history says of each new one that it was set or is in doubt, and of no other.
 *  7. The case is done, or approved as before; that is what recovery said, and nothing is half done any more.
 *  8. The audit log's chain is whole.
 * tests/faults/promises.c tries them at every command to the card, every request to the CA and every write.
 *
 * With a card that takes a new pair in the old one's place (card/perso/perso.h) 1 and 3 to 8 hold, but for two things
 * that no order of steps can mend, and only where the card was let go in the moment of the switch:
 *   4. Of two pairs one may be new and the other as it was: the history says cert-new. Nothing is missing on the card.
 *   2. A key that was cut short on its way is lost, and with it the pair: its certificate is revoked and taken off the
 *      card, and the history says cert-lost. Where the new key had arrived, its certificate is made up for.
 * Then the case is as before, so that the same card work gives the card what is missing. tests/card/in-place.c does.
 */
#include "desk/run-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a journal allows. */
enum way { WAY_UNDO, WAY_ASK_CARD, WAY_CONFIRM, WAY_REVOKE, WAY_DEACTIVATE };

static const struct { const char *begun; enum way way; } ways[] = {	/* the furthest step begun decides: last first */
	{ "deactivate", WAY_DEACTIVATE },
	{ "revoke", WAY_REVOKE },
	{ "confirm", WAY_CONFIRM },
	{ "switch", WAY_ASK_CARD },
};

static enum err
restore_old(struct run *r, const struct journal_step *old)
{
	size_t i, n;

	for (i = 0; i + 2 <= old->len; i += 2 + n) {
		struct run_cert *c = &r->certs[old->data[i] % CERT_COUNT];

		n = old->data[i + 1];
		if (n > CERT_SERIAL_MAX || i + 2 + n > old->len)
			return ERR_STORE_CORRUPT;
		memcpy(c->old_serial, old->data + i + 2, n);
		c->old_serial_len = n;
	}
	return ERR_NONE;
}

static enum err
find(struct run *r, const char *step, unsigned kind, struct journal_step *out)
{
	char code[JOURNAL_CODE_MAX];

	(void)snprintf(code, sizeof(code), "%s:%s", step, cert_code((enum cert_kind)kind));
	return journal_find(r->desk->store, r->id, code, out);
}

static enum err
restore_cert(struct run *r, unsigned kind, struct journal_step *step)
{
	struct run_cert *c = &r->certs[kind];
	enum err e;

	if ((e = find(r, "generate", kind, step)) != ERR_NONE || !step->done)
		return e == ERR_DATA ? ERR_NONE : e;
	if (step->len > sizeof(c->spki))
		return ERR_STORE_CORRUPT;
	memcpy(c->spki, step->data, step->len);
	c->spki_len = step->len;
	if ((e = cert_hash(c->spki, c->spki_len, c->id)) != ERR_NONE)
		return e;
	if ((e = find(r, "request", kind, step)) != ERR_NONE)
		return e == ERR_DATA ? ERR_NONE : e;
	c->requested = true;
	if (step->done && step->len <= sizeof(c->cert.der)) {
		memcpy(c->cert.der, step->data, step->len);
		c->cert.len = step->len;
	}
	return ERR_NONE;
}

enum err
run_restore(struct run *r)
{
	static const struct { const char *code; enum err (*restore)(struct run *, const struct journal_step *); } olds[] = {
		{ "old", restore_old }, { "held", run_restore_held },
	};
	struct journal_step *step;
	enum err e = ERR_NONE;
	unsigned k;
	size_t i;

	if ((step = malloc(sizeof(*step))) == NULL)
		return ERR_MEMORY;
	for (i = 0; i < sizeof(olds) / sizeof(*olds) && (e == ERR_NONE || e == ERR_DATA); i++)
		if ((e = journal_find(r->desk->store, r->id, olds[i].code, step)) == ERR_NONE)
			e = olds[i].restore(r, step);
	if (e == ERR_DATA)
		e = ERR_NONE;
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		e = restore_cert(r, k, step);
	free(step);
	return e;
}

static enum err
find_way(struct run *r, enum way *way)
{
	struct journal_step *step;
	enum err e = ERR_DATA;
	size_t i;

	*way = WAY_UNDO;
	if ((step = malloc(sizeof(*step))) == NULL)
		return ERR_MEMORY;
	for (i = 0; i < sizeof(ways) / sizeof(*ways) && e == ERR_DATA; i++)
		if ((e = journal_find(r->desk->store, r->id, ways[i].begun, step)) == ERR_NONE)
			*way = ways[i].way;
	free(step);
	return e == ERR_DATA ? ERR_NONE : e;
}

static enum err
undo(struct run *r, bool with_card, const char *reason, enum recovery *ended)
{
	struct issuer *issuer = r->desk->issuer;
	struct issuer_cause cause;
	enum err e = ERR_NONE;
	unsigned k;

	/* A pending pair that stays on the card does no harm: no command of ours will ever activate it. */
	if (with_card && r->certs[CERT_SIGN].spki_len + r->certs[CERT_AUTH].spki_len > 0 &&
	    (e = run_channel(r)) == ERR_NONE)
		(void)perso_drop(r->channel, r->file.certificates);
	run_power_off(r);
	/* Whoever takes the work up with another card is told: the right one may still be put on. */
	if (e == ERR_CARD_OTHER && !r->here)
		return e;
	e = run_cause(r, &cause);
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		if (r->certs[k].requested)
			e = issuer->ops->drop(issuer, r->certs[k].id, &cause);
	if (e != ERR_NONE)
		return e;
	*ended = RECOVERY_UNDONE;
	return run_end(r, false, reason);
}

/* How many of the pairs are active, and how many are pending and whole, as the card tells. */
static enum err
count_pairs(struct run *r, unsigned *wanted, unsigned *active, unsigned *pending)
{
	bool is_active, is_pending;
	unsigned k;
	enum err e;

	*wanted = *active = *pending = 0;
	if ((e = run_channel(r)) != ERR_NONE)
		return e;
	for (k = 0; k < CERT_COUNT; k++) {
		if ((r->file.certificates & CERT_BIT(k)) == 0)
			continue;
		if ((e = run_pair(r, k, &is_active, &is_pending)) != ERR_NONE)
			return e;
		++*wanted;
		*active += is_active;
		*pending += is_pending;
	}
	return ERR_NONE;
}

static enum err
confirm(struct run *r, const char *done, enum recovery *ended)
{
	const struct actor actor = run_actor(r);
	enum err e;

	run_power_off(r);
	if ((e = journal_step(r->desk->store, &actor, r->id, r->file.number, done, NULL, 0, "confirm")) != ERR_NONE ||
	    (e = step_confirm(r, 0)) != ERR_NONE)
		return e;
	*ended = RECOVERY_FINISHED;
	return run_end(r, true, "recovered");
}

/*
 * In place: both pairs are new, or none is and no key was lost, as with other cards. Else what was replaced counts,
 * what was lost is revoked and taken off the card, and the case is as before with that in its history: done again, the
 * card gets what is missing.
 */
static enum err
settle(struct run *r, const char *reason, enum recovery *ended)
{
	struct issuer_cause cause;
	struct in_place found;
	enum err e;

	if ((e = in_place_find(r->channel, r->file.certificates, r->certs, &found)) != ERR_NONE)
		return e;
	if (found.made == r->file.certificates)
		return confirm(r, "switch", ended);
	if (found.made == 0 && found.lost == 0)
		return undo(r, true, reason, ended);
	if (found.lost != 0 && (e = perso_revoke(r->channel, found.lost)) != ERR_NONE)
		return e;
	run_power_off(r);
	if ((e = run_cause(r, &cause)) != ERR_NONE ||
	    (found.made != 0 && (e = run_confirm(r, found.made)) != ERR_NONE) ||
	    (e = in_place_tell_ca(r->desk->issuer, r->certs, &found, &cause)) != ERR_NONE)
		return e;
	r->result->certs_new = found.made;
	r->result->certs_lost = found.lost;
	*ended = RECOVERY_UNDONE;
	return run_end(r, false, reason);
}

static enum err
ask_card(struct run *r, bool with_card, const char *reason, enum recovery *ended)
{
	unsigned wanted, active, pending;
	enum err e;

	*ended = RECOVERY_CARD_NEEDED;
	if (!with_card)
		return ERR_NONE;
	if ((e = run_channel(r)) != ERR_NONE)
		return e;
	if (r->able.in_place)
		return settle(r, reason, ended);
	if ((e = count_pairs(r, &wanted, &active, &pending)) != ERR_NONE)
		return e;
	/* The holder agreed and all is written: the switch itself is all that is missing. */
	if (active == 0 && pending == wanted && ((e = perso_activate(r->channel, r->file.certificates)) != ERR_NONE ||
	    (e = count_pairs(r, &wanted, &active, &pending)) != ERR_NONE))
		return e;
	if (active == wanted)
		return confirm(r, "switch", ended);
	return active == 0 ? undo(r, true, reason, ended) : ERR_CARD_READ_BACK;
}

static enum err
revoke(struct run *r, bool with_card, enum recovery *ended)
{
	enum err e;

	run_power_off(r);
	*ended = RECOVERY_CARD_NEEDED;
	if ((e = step_revoke(r, 0)) != ERR_NONE || !with_card)
		return e;
	e = step_deactivate(r, 0);
	run_power_off(r);
	if (e != ERR_NONE)
		return e;
	*ended = RECOVERY_FINISHED;
	return run_end(r, true, "recovered");
}

enum err
run_recover(struct run *r, bool with_card, const char *reason, enum recovery *ended)
{
	enum way way;
	enum err e;

	*ended = RECOVERY_CARD_NEEDED;
	/* Behind the opening steps the case has its card, and no other gets past run_card. */
	r->proved |= r->file.card[0] != '\0';
	if ((e = journal_check(r->desk->store, r->id)) != ERR_NONE || (e = find_way(r, &way)) != ERR_NONE ||
	    (e = run_restore(r)) != ERR_NONE || (e = run_find_pins(r)) != ERR_NONE)
		return e;
	switch (way) {
	case WAY_UNDO:
		e = undo(r, with_card, reason, ended);
		break;
	case WAY_ASK_CARD:
		e = ask_card(r, with_card, reason, ended);
		break;
	case WAY_CONFIRM:
		e = confirm(r, NULL, ended);
		break;
	case WAY_REVOKE:
	case WAY_DEACTIVATE:
		e = revoke(r, with_card, ended);
		break;
	}
	run_power_off(r);
	return e;
}

enum err
desk_recover(struct desk *desk, const char *number, bool with_card, enum recovery *ended, struct desk_result *result)
{
	struct desk_pins none = { .last_tries = 0 };
	const struct actor actor = desk_actor(desk);
	struct run *r = run_new(desk, &none, result);
	struct journal_head head;
	enum err e;

	*ended = RECOVERY_CARD_NEEDED;
	if (r == NULL)
		return ERR_MEMORY;
	if ((e = case_load(desk->store, number, &r->file)) == ERR_NONE &&
	    (e = desk_allow(desk, ACT_CARD, number)) == ERR_NONE &&
	    (e = case_check_claim(desk->store, &actor, number)) == ERR_NONE &&
	    (e = journal_take(desk->store, number, &head)) == ERR_NONE) {
		r->id = head.id;
		e = run_recover(r, with_card, "recovered", ended);
		if (e != ERR_NONE || *ended == RECOVERY_CARD_NEEDED)
			journal_release(desk->store, r->id);
	}
	run_free(r);
	return e;
}

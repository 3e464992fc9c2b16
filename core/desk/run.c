/* What every run needs: its card, its protected channel, and one way to end. */
#include "desk/run-private.h"

#include "card/identity.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run *
run_new(struct desk *desk, struct desk_pins *pins, struct desk_result *result)
{
	struct run *r = calloc(1, sizeof(*r));
	unsigned k;

	memset(result, 0, sizeof(*result));
	if (r == NULL)
		return NULL;
	r->desk = desk;
	r->pins = pins;
	r->result = result;
	for (k = 0; k < CERT_COUNT; k++)
		secret_lock(r->certs[k].key, sizeof(r->certs[k].key));
	return r;
}

void
run_free(struct run *r)
{
	OPENSSL_cleanse(r, sizeof(*r));
	free(r);
}

struct actor
run_actor(const struct run *r)
{
	return desk_actor(r->desk);
}

_Static_assert(ISSUER_SUBJECT_MAX == AUDIT_SUBJECT_MAX, "a CA's book has room for a case's whole number");

enum err
run_cause(const struct run *r, struct issuer_cause *cause)
{
	cause->at = run_actor(r).at;
	return audit_subject(r->desk->store, r->file.number, cause->subject);
}

enum err
run_card(struct run *r)
{
	const struct actor actor = run_actor(r);
	enum err e;

	if (r->powered)
		return ERR_NONE;
	if ((e = desk_open_card(r->desk, &r->card)) != ERR_NONE)
		return e;
	r->powered = true;
	if ((e = card_prove_practice(&r->card)) != ERR_NONE ||
	    (e = desk_card_identity(&r->card, r->on_reader)) != ERR_NONE)
		return e;
	if (r->file.card[0] == '\0' || strcmp(r->on_reader, r->file.card) == 0)
		return ERR_NONE;
	if (r->on_reader[0] == '\0')		/* nothing tells it from others: not the card of a case that has one */
		return ERR_CARD_OTHER;
	/* Another card: refused, on record. */
	return case_bind_card(r->desk->store, &actor, r->file.number, r->on_reader);
}

/* The PINs that are set without their old values, as references. */
static unsigned
resets(const struct case_file *file)
{
	unsigned verify, fresh, old;

	desk_pins_wanted(file, &verify, &fresh, &old);
	fresh &= ~old;
	return fresh | (fresh & 1u << PIN_JUKI ? REFERENCE_BIT(REFERENCE_JUKI_COMMON) : 0);
}

enum err
run_driver(struct run *r)
{
	enum err e = ERR_NONE;

	if (r->driver == NULL)
		e = desk_find_driver(r->desk, &r->card, &r->driver, &r->able);
	if (e != ERR_NONE)
		return e;
	return (r->file.certificates & ~r->able.certs) == 0 && (resets(&r->file) & ~r->able.resets) == 0 ? ERR_NONE :
	    ERR_CARD_UNABLE;
}

enum err
run_channel(struct run *r)
{
	const struct perso_with with = { r->desk->keys, desk_replay(r->desk->store) };
	enum err e;

	if ((e = run_card(r)) != ERR_NONE || r->channel != NULL)
		return e;
	if (!r->proved)
		return ERR_HOLDER_UNCONFIRMED;
	if ((e = run_driver(r)) != ERR_NONE || (e = driver_keys(r->desk, &r->able)) != ERR_NONE)
		return e;
	return perso_open(r->driver, &r->card, &with, &r->channel);
}

enum err
run_plain(struct run *r)
{
	perso_close(&r->channel);
	return r->proved ? run_card(r) : ERR_HOLDER_UNCONFIRMED;
}

void
run_power_off(struct run *r)
{
	perso_close(&r->channel);
	if (r->powered)
		card_close(&r->card);
	r->powered = false;
	r->proved &= r->file.card[0] != '\0';	/* one that nothing tells from others has to say it anew */
}

/* The case is as before, but its card isn't quite. */
static enum err
record_rest(struct run *r, const struct actor *actor)
{
	const struct desk_result *result = r->result;
	enum err e = ERR_NONE;
	unsigned k;

	for (k = 0; k < PIN_COUNT && e == ERR_NONE; k++)
		if ((result->pins_in_doubt | result->pins_set) & 1u << k)
			e = case_remark(r->desk->store, actor, &r->file, result->pins_in_doubt & 1u << k ?
			    "pin-in-doubt" : "pin-set", pin_format((enum pin_kind)k)->code);
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		if ((result->certs_new | result->certs_lost) & CERT_BIT(k))
			e = case_remark(r->desk->store, actor, &r->file, result->certs_lost & CERT_BIT(k) ?
			    "cert-lost" : "cert-new", cert_code((enum cert_kind)k));
	return e;
}

enum err
run_end(struct run *r, bool done, const char *reason)
{
	struct store *s = r->desk->store;
	const struct actor actor = run_actor(r);
	enum err e;

	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	if ((done || (e = record_rest(r, &actor)) == ERR_NONE) &&
	    (e = journal_close(s, &actor, r->id, done ? "done" : "undone")) == ERR_NONE)
		e = case_event_within(s, &actor, r->file.number, done ? EVENT_CARD_WORK_DONE : EVENT_CARD_WORK_UNDONE,
		    reason);
	return store_end(s, e);
}

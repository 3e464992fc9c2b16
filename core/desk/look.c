/* Looks at a card without spending a try: what it holds, until when, and how many tries are left. */
#include "desk/run-private.h"

#include <string.h>

#include "card/chain.h"
#include "card/identity.h"
#include "card/jpki.h"
#include "card/reference.h"
#include "rule/validity.h"

_Static_assert(CASE_CARD_MAX >= CARD_IDENTITY_MAX, "a case can't hold what tells its card from others");

/* A look on its way. What can't be read is shown as such, and its first reason kept: only the wire ends a look. */
struct look {
	struct desk *desk;
	struct card card;
	const struct desk_pins *pins;		/* with the signature PIN; NULL: not asked */
	struct card_view *view;
	int *left;
	bool whole;				/* certificates are read whole, and checked with their CA's */
	unsigned read;				/* how much was */
};

const struct validity_line *
desk_validity(const struct desk *desk, struct date issued)
{
	return desk->profile != NULL ? profile_validity(desk->profile, issued) : &validity_usual;
}

/* Gives back only what ends the look. */
static enum err
note(struct look *l, enum err e)
{
	if (e == ERR_NONE)
		l->read++;
	else if (!wire_failed(e) && l->view->unread == ERR_NONE)
		l->view->unread = e;
	return wire_failed(e) ? e : ERR_NONE;
}

enum cert_view_state
desk_cert_state(const struct desk *desk, struct date from, struct date expires)
{
	const struct date today = desk->clock.now(desk->clock.ctx).date;

	if (date_compare(today, from) < 0)
		return VIEW_NOT_YET;
	if (date_compare(today, expires) > 0)
		return VIEW_EXPIRED;
	return validity_in_window(desk_validity(desk, today), expires, today) ? VIEW_EXPIRING : VIEW_VALID;
}

/* A card whose CA certificate isn't there, or isn't one, can't be checked by it: that is told, and no fault. */
static enum err
look_issuer(struct look *l, enum cert_kind kind, const struct cert *cert)
{
	const struct moment at = l->desk->clock.now(l->desk->clock.ctx);
	enum chain_fault fault = CHAIN_CA_BROKEN;
	struct cert ca;
	enum err e = jpki_read_ca(&l->card, kind, &ca);

	if (e == ERR_NONE)
		fault = chain_check(cert, &ca, kind, at);
	l->view->certs[kind].checked = fault != CHAIN_CA_BROKEN;
	if (fault != CHAIN_SOUND && fault != CHAIN_CA_BROKEN)
		l->view->certs[kind].state = VIEW_UNTRUSTED;
	return wire_failed(e) ? e : ERR_NONE;
}

/* A broken one is shown as such. */
static enum err
look_whole(struct look *l, enum cert_kind kind)
{
	struct cert_info info;
	struct cert cert;
	enum err e = jpki_read_cert(&l->card, kind, &cert);

	if (e == ERR_NONE && cert_parse(&cert, &info) != ERR_NONE)
		e = ERR_CARD_ANSWER;
	l->view->certs[kind].state = VIEW_BROKEN;
	if (e != ERR_NONE)
		return note(l, e);
	l->view->certs[kind].expires = info.not_after.date;
	l->view->certs[kind].state = desk_cert_state(l->desk, info.not_before.date, info.not_after.date);
	l->read++;
	return look_issuer(l, kind, &cert);
}

/* Its beginning and its end are enough for its dates; one of which they aren't is read whole. */
static enum err
look_dates(struct look *l, enum cert_kind kind)
{
	struct moment from, until;
	enum err e = jpki_read_validity(&l->card, kind, &from, &until);

	if (e == ERR_CARD_ANSWER)
		return look_whole(l, kind);
	l->view->certs[kind].state = VIEW_BROKEN;
	if (e == ERR_NONE) {
		l->view->certs[kind].expires = until.date;
		l->view->certs[kind].state = desk_cert_state(l->desk, from.date, until.date);
	}
	return note(l, e);
}

static enum err
look_cert(struct look *l, enum cert_kind kind)
{
	return l->whole ? look_whole(l, kind) : look_dates(l, kind);
}

/* A card that doesn't say which it holds is looked into as far as that goes without a PIN. */
static enum err
look_certs(struct look *l)
{
	unsigned present;
	const enum err said = jpki_present(&l->card, &present);
	enum err e;

	if ((e = note(l, said)) != ERR_NONE)
		return e;
	if (said != ERR_NONE)
		present = CERT_BOTH;
	if (present & CERT_BIT(CERT_AUTH) && (e = look_cert(l, CERT_AUTH)) != ERR_NONE)
		return e;
	if ((present & CERT_BIT(CERT_SIGN)) == 0)
		return ERR_NONE;
	l->view->certs[CERT_SIGN].state = said == ERR_NONE ? VIEW_NEEDS_PIN : VIEW_BROKEN;
	if (l->pins == NULL)
		return ERR_NONE;
	if ((e = desk_verify(&l->card, l->pins, REFERENCE_SIGN, false, l->left)) != ERR_NONE)
		return e;
	return look_cert(l, CERT_SIGN);
}

/* A PIN that the card lacks is no fault: it is shown as not there. A counter that no such PIN has is told as odd. */
static enum err
look_reference(struct look *l, enum reference r)
{
	int *tries = &l->view->tries[r];
	enum err e = reference_tries(&l->card, r, tries);

	if (e != ERR_NONE)
		*tries = e == ERR_CARD_NO_FILE ? VIEW_NO_PIN : VIEW_UNREAD;
	else if (*tries > pin_format(reference_pin(r))->tries)
		l->view->odd |= REFERENCE_BIT(r);
	return note(l, e == ERR_CARD_NO_FILE ? ERR_NONE : e);
}

static enum err
look_tries(struct look *l)
{
	enum err e = ERR_NONE;
	unsigned r;

	for (r = 0; r < PIN_COUNT && e == ERR_NONE; r++)
		e = look_reference(l, (enum reference)r);
	return e;
}

static enum err
look_common(struct look *l)
{
	return look_reference(l, REFERENCE_JUKI_COMMON);
}

/* Of no interest where a card doesn't tell it: it can still be tried. */
static enum err
look_b(struct look *l)
{
	int *tries = &l->view->tries[REFERENCE_B];
	enum err e = reference_tries(&l->card, REFERENCE_B, tries);

	if (e != ERR_NONE)
		*tries = VIEW_UNREAD;
	return wire_failed(e) ? e : ERR_NONE;
}

static enum err
look_token(struct look *l)
{
	return note(l, jpki_token(&l->card, l->view->token));
}

/* Optional on the card: what it doesn't have isn't missed. */
static enum err
optional(enum err e)
{
	return wire_failed(e) ? e : ERR_NONE;
}

/* Known since the card was opened where it tells it at once: no command is sent then. */
static enum err
look_expires(struct look *l)
{
	return optional(card_expires(&l->card, &l->view->expires));
}

static enum err
look_identity(struct look *l)
{
	return optional(card_identity(&l->card, l->view->identity));
}

/* Only the card's own yes makes it a card that we can write to; a card that was pulled has said nothing. */
static enum err
look_writable(struct look *l)
{
	const struct perso_ops *driver;
	struct perso_able able;
	enum err e = desk_find_driver(l->desk, &l->card, &driver, &able);

	if (e == ERR_NONE)
		e = card_prove_practice(&l->card);
	l->view->can_write = e == ERR_NONE;
	return optional(e);
}

/* What is shown from afar, and what a visit goes on with; each in the order that takes the fewest commands. */
static enum err (*const to_show[])(struct look *) = {
	look_expires, look_token, look_certs, look_tries, NULL
};
static enum err (*const to_show_all[])(struct look *) = {
	look_expires, look_token, look_certs, look_tries, look_common, NULL
};
static enum err (*const for_visit[])(struct look *) = {
	look_expires, look_identity, look_certs, look_tries, look_b, look_common, look_writable, NULL
};

static enum err
look(struct look *l, enum err (*open)(const struct desk *, struct card *), enum err (*const parts[])(struct look *))
{
	struct wire_state state;
	size_t i;
	enum err e;

	if (l->pins != NULL && (e = desk_allow(l->desk, ACT_CARD, "")) != ERR_NONE)
		return e;
	if ((e = desk_open_within(l->desk, &l->card, open)) != ERR_NONE)
		return e;
	wire_state(l->desk->wire, &state);
	memcpy(l->view->reader, state.reader, sizeof(l->view->reader));
	l->view->types = wire_types(l->desk->wire);
	for (i = 0; parts[i] != NULL && e == ERR_NONE; i++)
		e = parts[i](l);
	l->view->commands = l->card.commands;
	card_close(&l->card);
	return e == ERR_NONE && l->read == 0 ? l->view->unread : e;
}

enum err
desk_look(struct desk *desk, const struct desk_pins *pins, struct card_view *view, int *left)
{
	struct look l = { .desk = desk, .pins = pins, .view = view, .left = left, .whole = true };

	memset(view, 0, sizeof(*view));
	return look(&l, desk_open_card, for_visit);
}

enum err
desk_show(struct desk *desk, bool all, const struct desk_pins *pins, struct card_view *view, int *left)
{
	struct look l = { .desk = desk, .pins = pins, .view = view, .left = left, .whole = all || pins != NULL };

	memset(view, 0, sizeof(*view));
	view->tries[REFERENCE_JUKI_COMMON] = VIEW_NO_PIN;
	view->tries[REFERENCE_B] = VIEW_UNREAD;
	return look(&l, desk_open_to_show, all ? to_show_all : to_show);
}

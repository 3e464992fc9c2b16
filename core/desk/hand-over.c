/* Hands a case over to the authority's terminal, with what the card shows before. */
#include "desk/hand-over.h"

#include <string.h>

#include "card/identity.h"
#include "card/jpki.h"
#include "card/reference.h"
#include "desk/run-private.h"

static const struct handover_want unseen = { .tries = { -1, -1, -1, -1 } };

static enum err
see_tries(struct card *card, int tries[PIN_COUNT])
{
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++) {
		const enum err e = reference_tries(card, (enum reference)k, &tries[k]);

		if (wire_failed(e))
			return e;
		if (e != ERR_NONE)
			tries[k] = -1;
	}
	return ERR_NONE;
}

/* A certificate that can't be read is there, but without a serial. */
static enum err
see_certs(struct card *card, struct handover_want *w)
{
	struct cert_info info;
	struct cert cert;
	unsigned present;
	enum err e = jpki_present(card, &present);

	if (e != ERR_NONE)
		return e;
	w->before[CERT_SIGN].present = present & CERT_BIT(CERT_SIGN);
	w->before[CERT_AUTH].present = present & CERT_BIT(CERT_AUTH);
	if (!w->before[CERT_AUTH].present)
		return ERR_NONE;
	if ((e = jpki_read_cert(card, CERT_AUTH, &cert)) != ERR_NONE)
		return wire_failed(e) ? e : ERR_NONE;
	if (cert_parse(&cert, &info) == ERR_NONE) {
		memcpy(w->before[CERT_AUTH].serial, info.serial, info.serial_len);
		w->before[CERT_AUTH].serial_len = info.serial_len;
	}
	return ERR_NONE;
}

/* All or nothing: a card that was pulled, or that says only half, is one that wasn't read. */
static void
see_before(struct desk *desk, struct handover_want *w)
{
	struct card card;
	enum err e;

	*w = unseen;
	if (desk->wire == NULL || desk_open_within(desk, &card, desk_open_card) != ERR_NONE)
		return;
	if ((e = desk_card_identity(&card, w->card)) == ERR_NONE && (e = see_certs(&card, w)) == ERR_NONE)
		e = see_tries(&card, w->tries);
	card_close(&card);
	if (e != ERR_NONE)
		*w = unseen;
	w->before_known = e == ERR_NONE;
}

/*
 * Not the case's card, or not the applicant's: refused, on record. What nothing tells from others isn't bound. The
 * clerk saw its word beside the case.
 */
static enum err
bind(struct desk *desk, const struct case_file *file, const struct card_word *heard, const char *card)
{
	const struct actor actor = desk_actor(desk);
	enum err e;

	if (card[0] == '\0')
		return ERR_NONE;
	if (file->card[0] != '\0')
		return case_bind_card(desk->store, &actor, file->number, card);
	if (heard == NULL || strcmp(heard->card, card) != 0)
		return ERR_NONE;
	e = desk_prove(desk, file, heard, HOLDER_CONFIRMED | HOLDER_ADDRESS);
	return e != ERR_NONE ? e : case_bind_card(desk->store, &actor, file->number, card);
}

enum err
desk_hand_over(struct desk *desk, const char *number, const struct card_word *heard, struct reception *r)
{
	const struct actor actor = desk_actor(desk);
	struct handover_want before = unseen;
	enum err e;

	if ((e = desk_allow(desk, ACT_CARD, number)) != ERR_NONE ||
	    (e = case_load(desk->store, number, &r->file)) != ERR_NONE)
		return e;
	if (r->day == NULL)
		r->day = desk->profile;
	if (case_may(&r->file, &actor, EVENT_HAND_OVER) == ERR_NONE) {	/* else it is refused below, on record */
		if (!handover_without_card(&r->file))		/* what lies there is another's */
			see_before(desk, &before);
		if ((e = bind(desk, &r->file, heard, before.card)) != ERR_NONE)
			return e;
	}
	return reception_hand_over(desk->store, &actor, number, &before, r);
}

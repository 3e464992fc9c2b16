/* Looks at a card without spending a try: what it holds, until when, and how many tries are left. */
#include "desk/desk.h"

#include <string.h>

#include "card/jpki.h"
#include "card/text-ap.h"
#include "rule/validity.h"

bool
desk_in_window(const struct desk *desk, struct date expires, struct date today)
{
	const struct date opens = desk->profile != NULL ? profile_window_opens(desk->profile, expires) :
	    validity_window_opens(expires, 3, true);

	return date_given(expires) && date_compare(today, expires) <= 0 && date_compare(today, opens) >= 0;
}

static enum cert_view_state
judge(const struct desk *desk, struct date expires)
{
	const struct date today = desk->clock.now(desk->clock.ctx).date;

	if (date_compare(today, expires) > 0)
		return VIEW_EXPIRED;
	return desk_in_window(desk, expires, today) ? VIEW_EXPIRING : VIEW_VALID;
}

/* The beginning of a certificate is enough for a look; an odd one is read whole, a broken one is shown as such. */
static enum err
look_cert(const struct desk *desk, struct card *card, enum cert_kind kind, struct card_view *view)
{
	struct cert_info info;
	struct cert cert;
	enum err e;

	e = jpki_read_validity(card, kind, &info.not_before, &info.not_after);
	if (e == ERR_CARD_ANSWER) {
		if ((e = jpki_read_cert(card, kind, &cert)) == ERR_NONE && cert_parse(&cert, &info) != ERR_NONE) {
			view->certs[kind].state = VIEW_BROKEN;
			return ERR_NONE;
		}
	}
	if (e != ERR_NONE)
		return e;
	view->certs[kind].expires = info.not_after.date;
	view->certs[kind].state = judge(desk, info.not_after.date);
	return ERR_NONE;
}

static enum err
look_certs(const struct desk *desk, struct card *card, const struct secret *sign_pin, struct card_view *view, int *left)
{
	unsigned present;
	enum err e;

	if ((e = jpki_present(card, &present)) != ERR_NONE)
		return e;
	if (present & CERT_BIT(CERT_AUTH) && (e = look_cert(desk, card, CERT_AUTH, view)) != ERR_NONE)
		return e;
	if ((present & CERT_BIT(CERT_SIGN)) == 0)
		return ERR_NONE;
	view->certs[CERT_SIGN].state = VIEW_NEEDS_PIN;
	if (sign_pin == NULL)
		return ERR_NONE;
	if ((e = jpki_verify(card, PIN_SIGN, sign_pin, left)) != ERR_NONE)
		return e;
	return look_cert(desk, card, CERT_SIGN, view);
}

/* A PIN whose application the card lacks is no fault: it is shown as not there. */
static enum err
look_tries(struct card *card, struct card_view *view)
{
	unsigned p;

	for (p = 0; p < PIN_COUNT; p++) {
		enum err e = jpki_tries(card, (enum pin_kind)p, &view->tries[p]);

		if (e == ERR_CARD_NO_FILE)
			view->tries[p] = -1;
		else if (e != ERR_NONE)
			return e;
	}
	return ERR_NONE;
}

/* Known since the card was opened where it tells them at once: no command is sent then. */
static enum err
look_itself(struct card *card, struct card_view *view)
{
	unsigned char number[CARD_NUMBER_MAX];
	size_t len;
	enum err e;

	if ((e = card_number(card, number, &len)) != ERR_NONE || (e = card_expires(card, &view->expires)) != ERR_NONE)
		return e;
	cert_hex(number, len, view->number, sizeof(view->number));
	return ERR_NONE;
}

/* Only the card's own no makes it a card that we can't write to; a card that was pulled has said nothing. */
static enum err
look_writable(struct card *card, struct card_view *view)
{
	enum err e = card_select_ap(card, AP_TRAINING);

	view->training = e == ERR_NONE;
	return e == ERR_CARD_NO_FILE ? ERR_NONE : e;
}

static enum err
look(struct desk *desk, const struct secret *sign_pin, bool writable, struct card_view *view, int *left)
{
	struct wire_state state;
	struct card card;
	enum err e;

	memset(view, 0, sizeof(*view));
	if (sign_pin != NULL && (e = desk_allow(desk, ACT_CARD, "")) != ERR_NONE)
		return e;
	if ((e = card_open(&card, desk->wire)) != ERR_NONE)
		return e;
	desk->wire->ops->state(desk->wire, &state);
	memcpy(view->reader, state.reader, sizeof(view->reader));
	if ((e = look_itself(&card, view)) == ERR_NONE && (e = jpki_token(&card, view->token)) == ERR_NONE &&
	    (e = look_certs(desk, &card, sign_pin, view, left)) == ERR_NONE)
		e = look_tries(&card, view);
	if (e == ERR_NONE && writable)
		e = look_writable(&card, view);
	view->commands = card.commands;
	card_close(&card);
	return e;
}

enum err
desk_look(struct desk *desk, const struct secret *sign_pin, struct card_view *view, int *left)
{
	return look(desk, sign_pin, true, view, left);
}

enum err
desk_show(struct desk *desk, const struct secret *sign_pin, struct card_view *view, int *left)
{
	return look(desk, sign_pin, false, view, left);
}

enum err
desk_person(struct desk *desk, bool by_b, const struct desk_pins *pins, struct person *person, int *left)
{
	struct card card;
	enum err e;

	if ((e = desk_allow(desk, ACT_CARD, "")) != ERR_NONE || (e = card_open(&card, desk->wire)) != ERR_NONE)
		return e;
	if (!by_b && (e = jpki_tries(&card, PIN_ASSIST, left)) == ERR_NONE && *left == 1 && !pins->last_try)
		e = ERR_PIN_LAST_TRY;
	if (e == ERR_NONE)
		e = text_ap_read(&card, by_b, by_b ? &pins->check_b : &pins->pin[PIN_ASSIST], person, left);
	card_close(&card);
	return e;
}

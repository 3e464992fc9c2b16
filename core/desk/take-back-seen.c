/* What the card shows that came back from the authority's terminal: certificates, their issuer, tries left. */
#include "desk/take-back-private.h"

#include <string.h>

#include "card/chain.h"
#include "card/jpki.h"
#include "card/reference.h"
#include "desk/run-private.h"

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
	if (kind == CERT_SIGN && (e = take_back_holder(t, &cert)) != ERR_NONE)
		return e;
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
	    (e = take_back_verify(t, (enum reference)pin)) != ERR_NONE)
		return e;
	if (pin == PIN_JUKI && (e = take_back_verify(t, REFERENCE_JUKI_COMMON)) != ERR_NONE)
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

/* Nobody types again what has been proved while the card lay there. */
static void
recall(struct taking *t)
{
	struct desk_proof *p = &t->out->proof;
	struct handover_seen *seen = &t->out->seen;

	if (t->on_reader[0] == '\0' || strcmp(p->card, t->on_reader) != 0) {
		memset(p, 0, sizeof(*p));
		memcpy(p->card, t->on_reader, sizeof(p->card));
	}
	seen->verified |= p->verified;
	if (seen->certs[CERT_SIGN].present && p->sign.read == HANDOVER_READ) {
		seen->certs[CERT_SIGN] = p->sign;
		t->out->unchecked |= p->unchecked;
	}
}

static void
remember(struct taking *t)
{
	struct desk_proof *p = &t->out->proof;

	p->verified = t->out->seen.verified;
	p->sign = t->out->seen.certs[CERT_SIGN];
	p->unchecked = t->out->unchecked & CERT_BIT(CERT_SIGN);
}

enum err
take_back_see(struct taking *t)
{
	enum err e = see_certs(t);

	if (e != ERR_NONE)
		return e;
	recall(t);
	e = see_pins(t);
	remember(t);
	return e;
}

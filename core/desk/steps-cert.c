/* Steps that make keys and certificates, and switch to them. */
#include "desk/run-private.h"

#include <stdio.h>
#include <string.h>

#include "card/jpki.h"
#include "base/text.h"
#include "case/consent.h"
#include "issuer/certreq.h"
#include "rule/validity.h"

_Static_assert(CERTREQ_MONTHS >= 12 * VALIDITY_BIRTHDAYS_MAX, "a profile can promise what the CA refuses");

/* The card's last day as it tells it, else as it was asked at the counter. */
static enum err
find_card_expires(struct run *r)
{
	char why[FACTS_WHY_MAX];
	struct facts facts;
	enum err e = card_expires(&r->card, &r->card_expires);

	if (e == ERR_NONE || wire_failed(e))
		return e;
	memset(&facts, 0, sizeof(facts));
	if (facts_read_lines(&facts, NULL, r->file.facts, why) == ERR_NONE && facts_known(&facts, FACT_CARD_EXPIRES) &&
	    facts.value[FACT_CARD_EXPIRES] != FACT_NONE)
		r->card_expires = date_from_days(facts.value[FACT_CARD_EXPIRES]);
	return date_given(r->card_expires) ? ERR_NONE : e;
}

enum err
step_look(struct run *r, unsigned unused)
{
	enum err e;

	(void)unused;
	/* A card that nobody can write to gets a sentence before anybody is asked for a PIN's try. */
	if ((e = run_driver(r)) != ERR_NONE)
		return e;
	if (r->able.keyed && r->desk->keys == NULL)
		return ERR_CHANNEL_KEYS;
	return find_card_expires(r);
}

static void
remember_old(struct run *r, enum cert_kind kind, const struct cert_info *info)
{
	struct run_cert *c = &r->certs[kind];

	memcpy(c->old_serial, info->serial, info->serial_len);
	c->old_serial_len = info->serial_len;
	r->data[r->data_len++] = (unsigned char)kind;
	r->data[r->data_len++] = (unsigned char)info->serial_len;
	memcpy(r->data + r->data_len, info->serial, info->serial_len);
	r->data_len += info->serial_len;
}

/* The signature certificate can be read only behind its PIN: a PIN just set is verified here once. */
static enum err
open_sign(struct run *r)
{
	if (r->card.verified[REFERENCE_SIGN])
		return ERR_NONE;
	if (r->pins->pin[PIN_SIGN].len == 0)
		return ERR_CARD_NEEDS_PIN;
	return run_verify(r, REFERENCE_SIGN, false);
}

enum err
step_old(struct run *r, unsigned unused)
{
	struct cert_info info;
	struct cert cert;
	unsigned present, k;
	enum err e;

	(void)unused;
	if ((e = run_plain(r)) != ERR_NONE || (e = jpki_present(&r->card, &present)) != ERR_NONE)
		return e;
	/* The authentication certificate is free to read and its last day limits the other's: it is always looked at. */
	present &= r->file.certificates | CERT_BIT(CERT_AUTH);
	for (k = 0; k < CERT_COUNT; k++) {
		if ((present & CERT_BIT(k)) == 0)
			continue;
		if (k == CERT_SIGN && (e = open_sign(r)) != ERR_NONE)
			return e;
		if ((e = jpki_read_cert(&r->card, (enum cert_kind)k, &cert)) != ERR_NONE ||
		    (e = cert_parse(&cert, &info)) != ERR_NONE)
			return e == ERR_DATA ? ERR_CARD_ANSWER : e;
		r->certs[k].old_expires = info.not_after.date;
		if (r->file.certificates & CERT_BIT(k))
			remember_old(r, (enum cert_kind)k, &info);
	}
	return ERR_NONE;
}

/* The pair beside the active one: the card's own, or one that it is given. */
static enum err
make_pending(struct run *r, enum cert_kind kind, struct run_cert *c)
{
	enum err e = run_channel(r);

	if (e != ERR_NONE || r->able.imports)
		return e != ERR_NONE ? e : perso_import(r->channel, kind, c->key, c->key_len);
	e = perso_generate(r->channel, kind);
	return e != ERR_NONE ? e : perso_request(r->channel, kind, c->spki, sizeof(c->spki), &c->spki_len);
}

/* A pair that will stand in the old one's place stays here until all is ready for it. */
enum err
step_generate(struct run *r, unsigned kind)
{
	struct run_cert *c = &r->certs[kind];
	enum err e = ERR_NONE;

	if (r->able.imports)
		e = run_make_key(c, r->able.key);
	if (e == ERR_NONE && !r->able.in_place) {
		e = make_pending(r, (enum cert_kind)kind, c);
		run_wipe_key(c);
	}
	if (e != ERR_NONE || (e = cert_hash(c->spki, c->spki_len, c->id)) != ERR_NONE)
		return e;
	memcpy(r->data, c->spki, c->spki_len);
	r->data_len = c->spki_len;
	return ERR_NONE;
}

/* Until when: by the day of issue, the birth date, the card, and whether the renewal window is open. */
static struct date
expiry(const struct run *r, unsigned kind, struct date today)
{
	const bool renews = procedure_by_code(r->file.procedure) == PROCEDURE_RENEW;
	const struct validity_line *line = desk_validity(r->desk, today);
	const struct validity v = {
		.issued = today, .born = r->file.person.born, .card_expires = r->card_expires,
		.renews = renews ? r->certs[kind].old_expires : (struct date){ 0 },
	};
	const struct date auth = r->certs[CERT_AUTH].old_expires;

	if (kind == CERT_AUTH)
		return validity_auth(line, &v);
	if (r->file.certificates & CERT_BIT(CERT_AUTH))
		return validity_sign(line, &v, expiry(r, CERT_AUTH, today));
	return validity_sign(line, &v, date_given(auth) && date_compare(today, auth) <= 0 ? auth : (struct date){ 0 });
}

/* What the CA sent goes onto a card only when it is its own, whole, for this key and until the day asked for. */
static bool
as_requested(struct issuer *issuer, const struct cert_request *q, const struct cert *cert)
{
	struct cert_info info;
	struct cert ca;

	return cert_parse(cert, &info) == ERR_NONE && memcmp(info.spki_hash, q->id, CERT_HASH) == 0 &&
	    date_compare(info.not_after.date, q->expires) == 0 &&
	    issuer->ops->ca_cert(issuer, q->kind, &ca) == ERR_NONE && cert_signed_by(cert, &ca) == ERR_NONE;
}

/* By its code in the profile, whatever the settings call it. Whole characters: the CA refuses a broken one. */
static void
put_counter(const struct desk *desk, char out[17])
{
	int n = desk->profile != NULL ? profile_find_counter(desk->profile, desk->counter) : -1;
	const char *counter = n >= 0 ? profile_counter_code(desk->profile, (size_t)n) : desk->counter;

	text_clean(counter, strlen(counter), out, 17);
}

enum err
desk_certified_name(const struct desk *desk, const struct person *p, char out[PERSON_NAME_MAX + 1])
{
	const struct name_form form = desk->profile != NULL ? profile_name_form(desk->profile) : person_name_usual;

	return person_name_whole(p, &form, out);
}

enum err
step_request(struct run *r, unsigned kind)
{
	struct issuer *issuer = r->desk->issuer;
	struct run_cert *c = &r->certs[kind];
	struct case_consent consent;
	struct cert_request q = { .kind = (enum cert_kind)kind, .spki_len = c->spki_len, .at = run_actor(r).at };
	enum err e;

	if (q.at.hour < 0)		/* practice on a day without a time */
		q.at = (struct moment){ q.at.date, 12, 0, 0 };
	if ((e = audit_subject(r->desk->store, r->file.number, q.subject)) != ERR_NONE)
		return e;
	memcpy(q.id, c->id, sizeof(q.id));
	memcpy(q.spki, c->spki, c->spki_len);
	q.expires = c->expires = expiry(r, kind, q.at.date);
	if (kind == CERT_SIGN) {
		if ((e = case_consent(r->desk->store, &r->file, &consent)) != ERR_NONE)
			return e;
		q.person = r->file.person;
		if ((e = desk_certified_name(r->desk, &r->file.person, q.person.name)) != ERR_NONE)
			return e;
		q.agreed = consent.agreed ? &consent.pairs : NULL;
	}
	(void)snprintf(q.city_code, sizeof(q.city_code), "%s", r->desk->city_code);
	put_counter(r->desk, q.counter);
	c->requested = true;
	if ((e = issuer->ops->request(issuer, &q, &c->cert, r->result->reason)) != ERR_NONE)
		return e;
	if (!as_requested(issuer, &q, &c->cert))
		return ERR_CA_ANSWER;
	memcpy(r->data, c->cert.der, c->cert.len);
	r->data_len = c->cert.len;
	return ERR_NONE;
}

enum err
step_write(struct run *r, unsigned kind)
{
	enum err e;

	if (r->able.in_place)
		return ERR_NONE;	/* with the switch: behind its record alone may the old pair go */
	e = run_channel(r);
	return e != ERR_NONE ? e : perso_write(r->channel, (enum cert_kind)kind, &r->certs[kind].cert);
}

enum err
step_switch(struct run *r, unsigned unused)
{
	enum err e = run_channel(r);
	unsigned k;

	(void)unused;
	if (e != ERR_NONE || !r->able.in_place)
		return e != ERR_NONE ? e : perso_activate(r->channel, r->file.certificates);
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		if (r->file.certificates & CERT_BIT(k))
			e = in_place_replace(r->channel, (enum cert_kind)k, &r->certs[k]);
	return e;
}

static void
report(struct run *r, unsigned kind)
{
	struct cert_info info;

	if (cert_parse(&r->certs[kind].cert, &info) != ERR_NONE)
		return;
	r->result->certs[kind].made = true;
	r->result->certs[kind].cert = r->certs[kind].cert;
	r->result->certs[kind].expires = info.not_after.date;
}

enum err
run_pair(struct run *r, unsigned kind, bool *active, bool *pending)
{
	const struct run_cert *c = &r->certs[kind];
	unsigned char hash[CERT_HASH];
	struct perso_status st;
	enum err e;

	if ((e = perso_status(r->channel, (enum cert_kind)kind, &st)) != ERR_NONE ||
	    (e = cert_hash(c->cert.der, c->cert.len, hash)) != ERR_NONE)
		return e;
	*active = st.active_key && st.active_cert && memcmp(st.active_key_hash, c->id, CERT_HASH) == 0 &&
	    memcmp(st.active_cert_hash, hash, CERT_HASH) == 0;
	*pending = st.pending_key && st.pending_cert && memcmp(st.pending_key_hash, c->id, CERT_HASH) == 0 &&
	    memcmp(st.pending_cert_hash, hash, CERT_HASH) == 0;
	return ERR_NONE;
}

enum err
step_read_back(struct run *r, unsigned unused)
{
	bool active, pending;
	unsigned k;
	enum err e;

	(void)unused;
	if ((e = run_channel(r)) != ERR_NONE)
		return e;
	for (k = 0; k < CERT_COUNT; k++) {
		if ((r->file.certificates & CERT_BIT(k)) == 0)
			continue;
		if ((e = run_pair(r, k, &active, &pending)) != ERR_NONE || !active)
			return e != ERR_NONE ? e : ERR_CARD_READ_BACK;
	}
	return ERR_NONE;
}

enum err
run_confirm(struct run *r, unsigned certificates)
{
	struct issuer *issuer = r->desk->issuer;
	struct issuer_switch sw[CERT_COUNT];
	struct issuer_cause cause;
	size_t n = 0;
	unsigned k;
	enum err e;

	memset(sw, 0, sizeof(sw));
	for (k = 0; k < CERT_COUNT; k++) {
		const struct run_cert *c = &r->certs[k];

		if ((certificates & CERT_BIT(k)) == 0)
			continue;
		memcpy(sw[n].id, c->id, CERT_HASH);
		sw[n].kind = (enum cert_kind)k;
		memcpy(sw[n].old_serial, c->old_serial, c->old_serial_len);
		sw[n++].old_serial_len = c->old_serial_len;
	}
	if ((e = run_cause(r, &cause)) == ERR_NONE)
		e = issuer->ops->confirm(issuer, sw, n, &cause);
	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		if (certificates & CERT_BIT(k))
			report(r, k);
	return e;
}

enum err
step_confirm(struct run *r, unsigned unused)
{
	(void)unused;
	return run_confirm(r, r->file.certificates);
}

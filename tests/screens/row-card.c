/* A practice card as a row says it is: how long it and its certificates run, which PINs are locked. */
#include "tests/screens/row-card.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "card/virtual/virtual.h"
#include "tests/screens/typist.h"
#include "rule/validity.h"

#define KEY_SIZE 2048

static const enum fact expires_of[CERT_COUNT] = { [CERT_SIGN] = FACT_SIGN_EXPIRES, [CERT_AUTH] = FACT_AUTH_EXPIRES };
static const enum fact pin_of[CERT_COUNT] = { [CERT_SIGN] = FACT_SIGN_PIN, [CERT_AUTH] = FACT_AUTH_PIN };

const struct row_holder row_card_own = { TYPIST_NAME, "9010203040506011" },
    row_card_strangers = { "番号　花代", "9010203040506022" };

static struct date
date_of(const struct facts *f, enum fact fact, struct date otherwise)
{
	return facts_known(f, fact) && f->value[fact] != FACT_NONE ? date_from_days(f->value[fact]) : otherwise;
}

static bool
has_cert(const struct facts *f, enum cert_kind kind)
{
	if (facts_known(f, expires_of[kind]))
		return f->value[expires_of[kind]] != FACT_NONE;
	return f->value[FACT_PROCEDURE] != PROCEDURE_ISSUE || (facts_certificates(f) & CERT_BIT(kind)) == 0;
}

/* The signature certificate can't be read before its PIN: the screens take both to end together. */
static bool
ends_together(const struct facts *f)
{
	return !has_cert(f, CERT_SIGN) || !has_cert(f, CERT_AUTH) ||
	    f->value[FACT_SIGN_EXPIRES] == f->value[FACT_AUTH_EXPIRES];
}

/* One that is near its end is renewed for that: nobody is asked why. */
static bool
why_is_clear(const struct facts *f)
{
	return f->value[FACT_PROCEDURE] != PROCEDURE_RENEW || !facts_known(f, FACT_REASON) ||
	    f->value[FACT_REASON] == fact_word(FACT_REASON, "expiry");
}

bool
row_card_brought(const struct facts *f)
{
	size_t i;

	for (i = 0; i < f->held_count; i++) {
		if (f->held[i].holder == HOLDER_APPLICANT && strcmp(f->held[i].label, "マイナンバーカード") == 0)
			return !date_given(f->held[i].expires) && f->held[i].shows == 0;
	}
	return false;
}

bool
row_card_fits(const struct facts *f)
{
	return row_card_brought(f) && why_is_clear(f) && ends_together(f) && facts_known(f, FACT_CARD_EXPIRES) &&
	    facts_known(f, FACT_SIGN_EXPIRES) && facts_known(f, FACT_AUTH_EXPIRES) && facts_known(f, FACT_BORN) &&
	    f->value[FACT_CARD] == fact_word(FACT_CARD, "valid") &&
	    f->value[FACT_CHANNEL] == fact_word(FACT_CHANNEL, "counter");
}

static bool
fill(struct virtual_spec *s, const struct facts *f, const struct sm_keys *keys,
    const struct row_holder *holder, const struct profile *profile)
{
	struct person *p = &s->person;
	unsigned k;

	*s = (struct virtual_spec){ .city_code = "13101", .check_b = TYPIST_CHECK_B,
	    .keys = keys, .expires = date_of(f, FACT_CARD_EXPIRES, date_add_months(f->at.date, 60)) };
	(void)snprintf(s->number, sizeof s->number, "%s", holder->number);
	(void)snprintf(p->name, sizeof p->name, "%s", holder->name);
	typist_address(profile, p->address, sizeof p->address);
	p->born = date_told(facts_born(f)) ? facts_born(f) : (struct date){ 1986, 1, 20 };
	p->sex = SEX_FEMALE;
	for (k = 0; k < CERT_COUNT; k++)
		s->locked[k == CERT_SIGN ? PIN_SIGN : PIN_AUTH] = facts_known(f, pin_of[k]) &&
		    f->value[pin_of[k]] == STATE_LOCKED;
	for (k = 0; k < PIN_COUNT; k++) {
		const char *pin = k == PIN_SIGN ? TYPIST_SIGN_PIN : TYPIST_PIN;

		if (secret_set(&s->pins[k], pin, strlen(pin)) != ERR_NONE)
			return false;
	}
	return true;
}

/* Made a month before the row's day, or before it ended. */
static bool
add_cert(const char *path, struct issuer *issuer, const struct facts *f, const struct person *person,
    enum cert_kind kind)
{
	struct date expires = date_of(f, expires_of[kind], date_add_months(f->at.date, 24));
	struct date first = date_compare(expires, f->at.date) < 0 ? expires : f->at.date;
	struct cert_request req = { .kind = kind, .at = { date_add_months(first, -1), 10, 0, 0 }, .expires = expires,
	    .person = *person, .city_code = "13101", .counter = "C01" };
	struct issuer_switch pair = { .kind = kind };
	unsigned char pkcs8[KEY_SIZE];
	char reason[ISSUER_REASON_MAX];
	struct cert cert;
	size_t len;
	bool ok = virtual_new_key(pkcs8, sizeof pkcs8, &len) == ERR_NONE &&
	    virtual_public_key(pkcs8, len, req.spki, sizeof req.spki, &req.spki_len) == ERR_NONE &&
	    cert_hash(req.spki, req.spki_len, req.id) == ERR_NONE &&
	    issuer->ops->request(issuer, &req, &cert, reason) == ERR_NONE &&
	    virtual_install(path, kind, &cert, pkcs8, len) == ERR_NONE;

	OPENSSL_cleanse(pkcs8, sizeof pkcs8);
	memcpy(pair.id, req.id, sizeof pair.id);
	return ok && issuer->ops->confirm(issuer, &pair, 1, &(struct issuer_cause){ .at = req.at }) == ERR_NONE;
}

bool
row_card_make(const char *path, struct issuer *issuer, const struct sm_keys *keys, const struct facts *f,
    const struct row_holder *holder, const struct profile *profile)
{
	struct virtual_spec spec;
	struct cert ca[CERT_COUNT];
	bool ok = fill(&spec, f, keys, holder, profile);
	unsigned k;

	for (k = 0; k < CERT_COUNT && ok; k++)
		ok = issuer->ops->ca_cert(issuer, (enum cert_kind)k, &ca[k]) == ERR_NONE;
	ok = ok && virtual_make(path, &spec, ca) == ERR_NONE;
	for (k = 0; k < CERT_COUNT && ok; k++)
		ok = !has_cert(f, (enum cert_kind)k) || add_cert(path, issuer, f, &spec.person, (enum cert_kind)k);
	OPENSSL_cleanse(&spec, sizeof spec);
	return ok;
}

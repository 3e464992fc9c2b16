/* Faults on the way to the card and to the CA. */
#include "fault.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "card/virtual/virtual.h"

const char *const fault_place_names[] = { "nowhere", "card", "ca", "store" };
const char *const fault_kind_names[FAULT_KIND_COUNT] = {
	[FAULT_REMOVED_BEFORE] = "removed-before", [FAULT_REMOVED_AFTER] = "removed-after",
	[FAULT_GONE_BEFORE] = "reader-gone-before", [FAULT_GONE_AFTER] = "reader-gone-after",
	[FAULT_SILENT_BEFORE] = "silent-before", [FAULT_SILENT_AFTER] = "silent-after",
	[FAULT_TRUNCATED] = "truncated", [FAULT_WRONG_STATUS] = "wrong-status", [FAULT_RANDOM] = "random",
	[FAULT_REFUSED] = "refused", [FAULT_FULL] = "disk-full",
	[FAULT_KILL_BEFORE] = "killed-before", [FAULT_KILL_AFTER] = "killed-after",
	[FAULT_OTHER_DAY] = "other-day", [FAULT_OTHER_KEY] = "other-key", [FAULT_FORGED] = "forged",
};

static void
die(void)
{
	(void)kill(getpid(), SIGKILL);
}

/* True when this is the fault's moment. */
static bool
now(struct mishap *f, enum fault_place place)
{
	return ++f->seen[place] == f->nth && f->place == place;
}

static unsigned char
noise(struct mishap *f)
{
	f->noise = f->noise * 1664525u + 1013904223u;
	return (unsigned char)(f->noise >> 24);
}

/* What the driver reports once the card or the reader is away. */
static enum err
away(const struct mishap *f)
{
	return f->kind == FAULT_GONE_BEFORE || f->kind == FAULT_GONE_AFTER ? ERR_READER_GONE : ERR_CARD_REMOVED;
}

static enum err
power_on(struct wire *w)
{
	struct fault_wire *fw = (struct fault_wire *)w;
	enum err e;

	if (fw->fault->lasting && fw->fault->place == FAULT_CARD)
		return away(fw->fault) == ERR_READER_GONE ? ERR_READER_NONE : ERR_CARD_NONE;
	e = fw->inner->ops->power_on(fw->inner);
	fw->fault->powered = e == ERR_NONE;
	return e;
}

static enum err
spoil(struct fault_wire *fw, unsigned char *answer, size_t cap, size_t *len)
{
	struct mishap *f = fw->fault;
	size_t i;

	switch (f->kind) {
	case FAULT_TRUNCATED:
		*len = *len / 2;
		return ERR_NONE;
	case FAULT_WRONG_STATUS:
		answer[0] = 0x6f;
		answer[1] = 0x00;
		*len = 2;
		return ERR_NONE;
	case FAULT_RANDOM:
		*len = 2 + noise(f) % 200u;
		for (i = 0; i < *len && i < cap; i++)
			answer[i] = noise(f);
		return ERR_NONE;
	case FAULT_SILENT_AFTER:
		return ERR_CARD_SILENT;
	case FAULT_REMOVED_AFTER:
	case FAULT_GONE_AFTER:
		f->lasting = true;
		fw->inner->ops->power_off(fw->inner);
		return away(f);
	case FAULT_KILL_AFTER:
		die();
		return ERR_IO;
	default:
		return ERR_NONE;
	}
}

static enum err
transmit(struct wire *w, const unsigned char *command, size_t n, unsigned char *answer, size_t cap, size_t *len)
{
	struct fault_wire *fw = (struct fault_wire *)w;
	struct mishap *f = fw->fault;
	enum err e;

	if (f->lasting && f->place == FAULT_CARD)
		return away(f);
	if (!now(f, FAULT_CARD))
		return fw->inner->ops->transmit(fw->inner, command, n, answer, cap, len);
	if (f->kind == FAULT_KILL_BEFORE)
		die();
	if (f->kind == FAULT_SILENT_BEFORE)
		return ERR_CARD_SILENT;
	if (f->kind == FAULT_REMOVED_BEFORE || f->kind == FAULT_GONE_BEFORE) {
		f->lasting = true;
		fw->inner->ops->power_off(fw->inner);
		return away(f);
	}
	e = fw->inner->ops->transmit(fw->inner, command, n, answer, cap, len);
	return e != ERR_NONE ? e : spoil(fw, answer, cap, len);
}

static void
power_off(struct wire *w)
{
	struct fault_wire *fw = (struct fault_wire *)w;

	fw->fault->powered = false;
	fw->inner->ops->power_off(fw->inner);
}

static void
state(struct wire *w, struct wire_state *st)
{
	struct fault_wire *fw = (struct fault_wire *)w;

	fw->inner->ops->state(fw->inner, st);
}

static int
event_fd(struct wire *w)
{
	(void)w;
	return -1;
}

static void
nothing(struct wire *w)
{
	(void)w;
}

void
fault_wire_init(struct fault_wire *fw, struct wire *inner, struct mishap *f)
{
	static const struct wire_ops ops = {
		.name = "fault", .power_on = power_on, .transmit = transmit, .power_off = power_off, .state = state,
		.event_fd = event_fd, .free = nothing,
	};

	*fw = (struct fault_wire){ { .ops = &ops, .extended = false }, inner, f };
}

/* ERR_NONE: go on; else the request never reached the CA. */
static enum err
before(struct mishap *f, bool *hit)
{
	*hit = false;
	f->asked_powered += f->powered;
	if (f->lasting && f->place == FAULT_CA)
		return ERR_CA_DOWN;
	if (!(*hit = now(f, FAULT_CA)))
		return ERR_NONE;
	if (f->kind == FAULT_KILL_BEFORE)
		die();
	if (f->kind == FAULT_REFUSED)
		return ERR_CA_REFUSED;
	f->lasting = f->kind == FAULT_SILENT_BEFORE;
	return f->lasting ? ERR_CA_DOWN : ERR_NONE;
}

static enum err
after(struct mishap *f, bool hit, enum err e)
{
	if (hit && f->kind == FAULT_KILL_AFTER)
		die();
	if (hit && f->kind == FAULT_SILENT_AFTER) {
		f->lasting = true;
		return ERR_CA_DOWN;
	}
	return e;
}

/* What the CA understands of a request. */
static void
twist(enum fault_kind kind, struct cert_request *q)
{
	unsigned char pkcs8[2048];
	size_t len;

	if (kind == FAULT_OTHER_DAY)
		q->expires = date_add_days(q->expires, -1);
	if (kind == FAULT_OTHER_KEY && virtual_new_key(pkcs8, sizeof(pkcs8), &len) == ERR_NONE &&
	    virtual_public_key(pkcs8, len, q->spki, sizeof(q->spki), &q->spki_len) == ERR_NONE)
		(void)cert_hash(q->spki, q->spki_len, q->id);
}

static enum err
request(struct issuer *i, const struct cert_request *q, struct cert *cert, char reason[ISSUER_REASON_MAX])
{
	struct fault_issuer *fi = (struct fault_issuer *)i;
	struct cert_request understood = *q;
	bool hit;
	enum err e = before(fi->fault, &hit);

	if (e != ERR_NONE)
		return e;
	if (hit)
		twist(fi->fault->kind, &understood);
	e = after(fi->fault, hit, fi->inner->ops->request(fi->inner, &understood, cert, reason));
	if (hit && fi->fault->kind == FAULT_FORGED && e == ERR_NONE)
		cert->der[cert->len - 1] ^= 1;
	if (hit && fi->fault->kind == FAULT_RANDOM && e == ERR_NONE)
		cert->der[cert->len / 2] ^= noise(fi->fault) | 1;
	if (hit && fi->fault->kind == FAULT_TRUNCATED)
		cert->len /= 2;
	return e;
}

static enum err
confirm(struct issuer *i, const struct issuer_switch *sw, size_t n, const struct issuer_cause *cause)
{
	struct fault_issuer *fi = (struct fault_issuer *)i;
	bool hit;
	enum err e = before(fi->fault, &hit);

	return e != ERR_NONE ? e : after(fi->fault, hit, fi->inner->ops->confirm(fi->inner, sw, n, cause));
}

static enum err
drop(struct issuer *i, const unsigned char id[CERT_HASH], const struct issuer_cause *cause)
{
	struct fault_issuer *fi = (struct fault_issuer *)i;
	bool hit;
	enum err e = before(fi->fault, &hit);

	return e != ERR_NONE ? e : after(fi->fault, hit, fi->inner->ops->drop(fi->inner, id, cause));
}

static enum err
revoke_cert(struct issuer *i, enum cert_kind kind, const unsigned char *serial, size_t len, const struct issuer_cause *cause)
{
	struct fault_issuer *fi = (struct fault_issuer *)i;
	bool hit;
	enum err e = before(fi->fault, &hit);

	return e != ERR_NONE ? e : after(fi->fault, hit, fi->inner->ops->revoke(fi->inner, kind, serial, len, cause));
}

static enum err
revoke_key(struct issuer *i, enum cert_kind kind, const unsigned char id[CERT_HASH], const struct issuer_cause *cause)
{
	struct fault_issuer *fi = (struct fault_issuer *)i;
	bool hit;
	enum err e = before(fi->fault, &hit);

	return e != ERR_NONE ? e : after(fi->fault, hit, fi->inner->ops->revoke_key(fi->inner, kind, id, cause));
}

static enum err
ca_cert(struct issuer *i, enum cert_kind kind, struct cert *cert)
{
	struct fault_issuer *fi = (struct fault_issuer *)i;

	return fi->inner->ops->ca_cert(fi->inner, kind, cert);
}

void
fault_issuer_init(struct fault_issuer *fi, struct issuer *inner, struct mishap *f)
{
	static const struct issuer_ops ops = {
		.name = "fault", .request = request, .confirm = confirm, .drop = drop, .revoke = revoke_cert,
		.revoke_key = revoke_key, .ca_cert = ca_cert,
	};

	*fi = (struct fault_issuer){ { &ops }, inner, f };
}

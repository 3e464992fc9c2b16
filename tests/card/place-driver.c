/* The second driver behind the seam, and the third: pairs are imported, in place or aside. Source: place-card.h. */
#include "tests/card/place-card.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#define PIECE 200

static enum err
detect(struct card *card)
{
	enum err e = card_select_driver(card, place_aid, sizeof(place_aid));

	return e == ERR_NONE || wire_failed(e) ? e : ERR_CARD_NOT_TRAINING;
}

static void
able(const struct card *card, struct perso_able *a)
{
	(void)card;
	*a = (struct perso_able){
		.certs = CERT_BOTH, .resets = REFERENCE_BIT(REFERENCE_SIGN) | REFERENCE_BIT(REFERENCE_AUTH),
		.key = PERSO_EC_P384, .imports = true, .in_place = true,
	};
}

static void
able_aside(const struct card *card, struct perso_able *a)
{
	able(card, a);
	a->in_place = false;
}

static enum err
open_session(struct card *card, const struct perso_with *with, struct perso **out)
{
	enum err e = detect(card);
	struct perso *p;

	(void)with;
	if (e != ERR_NONE)
		return e;
	if ((p = calloc(1, sizeof(*p))) == NULL)
		return ERR_MEMORY;
	*p = (struct perso){ &place_driver, card };
	*out = p;
	return ERR_NONE;
}

static enum err
open_aside(struct card *card, const struct perso_with *with, struct perso **out)
{
	enum err e = open_session(card, with, out);

	if (e == ERR_NONE)
		(*out)->ops = &aside_driver;
	return e;
}

/* Where a new pair goes. */
static unsigned char
new_kk(const struct perso *p, enum cert_kind kind)
{
	return (unsigned char)((p->ops == &aside_driver ? 0x10 : 0) | kind);
}

static void
close_session(struct perso *p)
{
	free(p);
}

static enum err
send(struct perso *p, const struct apdu *a, struct reply *r)
{
	enum err e;

	if (!card_driver_selected(p->card, place_aid))
		return ERR_CHANNEL;
	return (e = card_send(p->card, a, r)) != ERR_NONE ? e : card_status(r->sw);
}

static enum err
command(struct perso *p, unsigned char ins, unsigned kk, const unsigned char *data, size_t len, struct reply *r)
{
	const struct apdu a = { .cla = 0x90, .ins = ins, .p2 = (unsigned char)kk, .data = data, .lc = len,
	    .le = len == 0 ? 256 : 0, .secret = ins == 0x2c };

	return send(p, &a, r);
}

static enum err
status(struct perso *p, enum cert_kind kind, struct perso_status *st)
{
	struct reply r;
	enum err e;

	memset(st, 0, sizeof(*st));
	if ((e = command(p, 0xca, kind, NULL, 0, &r)) != ERR_NONE || r.len != 2 * (1 + CERT_HASH))
		return e != ERR_NONE ? e : ERR_CARD_ANSWER;
	st->active_key = r.data[0];
	st->active_cert = r.data[1 + CERT_HASH];
	memcpy(st->active_key_hash, r.data + 1, CERT_HASH);
	memcpy(st->active_cert_hash, r.data + 2 + CERT_HASH, CERT_HASH);
	if (p->ops != &aside_driver)
		return ERR_NONE;
	if ((e = command(p, 0xca, new_kk(p, kind), NULL, 0, &r)) != ERR_NONE || r.len != 2 * (1 + CERT_HASH))
		return e != ERR_NONE ? e : ERR_CARD_ANSWER;
	st->pending_key = r.data[0];
	st->pending_cert = r.data[1 + CERT_HASH];
	memcpy(st->pending_key_hash, r.data + 1, CERT_HASH);
	memcpy(st->pending_cert_hash, r.data + 2 + CERT_HASH, CERT_HASH);
	return ERR_NONE;
}

static enum err
import(struct perso *p, enum cert_kind kind, const unsigned char *pkcs8, size_t len)
{
	unsigned char raw[PLACE_SCALAR + PLACE_POINT];
	struct reply r;
	enum err e = ERR_DATA;

	if (place_take_apart(pkcs8, len, raw, raw + PLACE_SCALAR) &&
	    (e = command(p, 0x0e, new_kk(p, kind), NULL, 0, &r)) == ERR_NONE)
		e = command(p, 0xe2, new_kk(p, kind), raw, sizeof(raw), &r);
	OPENSSL_cleanse(raw, sizeof(raw));
	return e;
}

static enum err
read_piece(struct perso *p, enum cert_kind kind, size_t at, struct reply *r)
{
	const unsigned char kk = new_kk(p, kind);
	const struct apdu a = { .cla = 0x90, .ins = 0xb0, .p1 = (unsigned char)(at >> 8), .p2 = (unsigned char)at,
	    .data = &kk, .lc = 1, .le = 256 };

	return send(p, &a, r);
}

static enum err
write_cert(struct perso *p, enum cert_kind kind, const struct cert *cert)
{
	unsigned char piece[1 + PIECE] = { new_kk(p, kind) };
	struct reply r = { .len = 0 };
	size_t at, n;
	enum err e = ERR_NONE;

	for (at = 0; at < cert->len && e == ERR_NONE; at += n) {
		struct apdu a = { .cla = 0x90, .ins = 0xd6, .p1 = (unsigned char)(at >> 8), .p2 = (unsigned char)at,
		    .data = piece };

		n = cert->len - at < PIECE ? cert->len - at : PIECE;
		a.lc = 1 + n;
		memcpy(piece + 1, cert->der + at, n);
		e = send(p, &a, &r);
	}
	for (at = 0; at < cert->len && e == ERR_NONE; at += r.len)
		if ((e = read_piece(p, kind, at, &r)) == ERR_NONE &&
		    (r.len == 0 || r.len > cert->len - at || memcmp(r.data, cert->der + at, r.len) != 0))
			e = ERR_CARD_READ_BACK;
	return e;
}

static enum err
remove_pairs(struct perso *p, unsigned mask, unsigned aside)
{
	struct reply r;
	enum err e = ERR_NONE;
	unsigned k;

	for (k = 0; k < CERT_COUNT && e == ERR_NONE; k++)
		if (mask & CERT_BIT(k))
			e = command(p, 0x04, aside | k, NULL, 0, &r);
	return e;
}

static enum err
revoke(struct perso *p, unsigned mask)
{
	return remove_pairs(p, mask, 0);
}

static enum err
drop(struct perso *p, unsigned mask)
{
	return remove_pairs(p, mask, 0x10);
}

static enum err
activate(struct perso *p, unsigned mask)
{
	struct reply r;

	return command(p, 0x44, mask, NULL, 0, &r);
}

static enum err
reset(struct perso *p, enum reference which, const struct secret *fresh)
{
	struct reply r;

	if (which != REFERENCE_SIGN && which != REFERENCE_AUTH)
		return ERR_CARD_UNABLE;
	return command(p, 0x2c, which == REFERENCE_SIGN ? CERT_SIGN : CERT_AUTH, fresh->bytes, fresh->len, &r);
}

const struct perso_ops place_driver = {
	.name = "place", .detect = detect, .able = able, .open = open_session, .close = close_session, .status = status,
	.import = import, .write = write_cert, .revoke = revoke, .reset = reset,
};

const struct perso_ops aside_driver = {
	.name = "aside", .detect = detect, .able = able_aside, .open = open_aside, .close = close_session,
	.status = status, .import = import, .write = write_cert, .activate = activate, .drop = drop, .revoke = revoke,
	.reset = reset,
};

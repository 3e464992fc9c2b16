/* Finds a card's driver, and holds what is the same for all of them: nothing malformed reaches one. */
#include "card/perso/perso.h"

#define PIN_MAX 16

enum err
perso_find(const struct perso_ops *const *drivers, struct card *card, const struct perso_ops **found,
    struct perso_able *able)
{
	enum err e = ERR_CARD_NOT_TRAINING;
	size_t i;

	*found = NULL;
	*able = (struct perso_able){ .certs = 0 };
	for (i = 0; drivers[i] != NULL && e == ERR_CARD_NOT_TRAINING; i++)
		if ((e = drivers[i]->detect(card)) == ERR_NONE)
			*found = drivers[i];
	if (e != ERR_NONE)
		return e;
	(*found)->able(card, able);
	return able->in_place && !able->imports ? ERR_CARD_UNABLE : ERR_NONE;
}

enum err
perso_open(const struct perso_ops *ops, struct card *card, const struct perso_with *with, struct perso **out)
{
	*out = NULL;
	return ops->open(card, with, out);
}

void
perso_close(struct perso **p)
{
	if (*p != NULL)
		(*p)->ops->close(*p);
	*p = NULL;
}

enum err
perso_status(struct perso *p, enum cert_kind kind, struct perso_status *st)
{
	return p != NULL ? p->ops->status(p, kind, st) : ERR_CHANNEL;
}

enum err
perso_generate(struct perso *p, enum cert_kind kind)
{
	if (p == NULL)
		return ERR_CHANNEL;
	return p->ops->generate != NULL ? p->ops->generate(p, kind) : ERR_CARD_UNABLE;
}

enum err
perso_import(struct perso *p, enum cert_kind kind, const unsigned char *pkcs8, size_t len)
{
	if (p == NULL)
		return ERR_CHANNEL;
	if (len == 0)
		return ERR_DATA;
	return p->ops->import != NULL ? p->ops->import(p, kind, pkcs8, len) : ERR_CARD_UNABLE;
}

enum err
perso_request(struct perso *p, enum cert_kind kind, unsigned char *spki, size_t cap, size_t *len)
{
	if (p == NULL)
		return ERR_CHANNEL;
	return p->ops->request != NULL ? p->ops->request(p, kind, spki, cap, len) : ERR_CARD_UNABLE;
}

enum err
perso_write(struct perso *p, enum cert_kind kind, const struct cert *cert)
{
	if (p == NULL)
		return ERR_CHANNEL;
	return cert->len > 0 && cert->len <= sizeof(cert->der) ? p->ops->write(p, kind, cert) : ERR_DATA;
}

/* One of the three that go by a mask. */
static enum err
by_mask(struct perso *p, enum err (*function)(struct perso *, unsigned), unsigned mask)
{
	if (function == NULL)
		return ERR_CARD_UNABLE;
	return mask != 0 && (mask & ~CERT_BOTH) == 0 ? function(p, mask) : ERR_DATA;
}

enum err
perso_activate(struct perso *p, unsigned mask)
{
	return p != NULL ? by_mask(p, p->ops->activate, mask) : ERR_CHANNEL;
}

enum err
perso_drop(struct perso *p, unsigned mask)
{
	return p != NULL ? by_mask(p, p->ops->drop, mask) : ERR_CHANNEL;
}

enum err
perso_revoke(struct perso *p, unsigned mask)
{
	return p != NULL ? by_mask(p, p->ops->revoke, mask) : ERR_CHANNEL;
}

enum err
perso_reset(struct perso *p, enum reference which, const struct secret *fresh)
{
	if (p == NULL)
		return ERR_CHANNEL;
	return fresh->len > 0 && fresh->len <= PIN_MAX ? p->ops->reset(p, which, fresh) : ERR_PIN_FORMAT;
}

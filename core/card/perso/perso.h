/*
 * The seam in front of whatever writes to cards: keys, certificates, and PINs whose old value isn't known. A driver is
 * a folder beside this file and one struct of functions; what its cards can do it says, and the desk goes by that.
 *
 * A driver never sends a privileged byte to a card that detect hasn't found to be its own: detect sends nothing but
 * SELECT by AID, which no card minds, and everything else is refused until the driver's application is what listens.
 *
 * There are two kinds of cards:
 *   pending    A new pair stands beside the active one. write doesn't touch the active pairs, and activate switches all
 *              pairs of a mask in one command: at once or not at all.
 *   in place   A pair that is imported replaces the active one. Nothing of it is sent before the CA has issued the
 *              certificate and the intent to switch is on record. From then on the old key may be gone, so:
 *                - status tells of no active key where an import was cut short, of the old one where it never began;
 *                - write may be repeated as long as its key is there: recovery makes up for a certificate not written.
 *              Two pairs are two replacements: a card that is pulled between them has one of each. What recovery makes
 *              of that stands in core/desk/recover.c.
 * A card that makes its keys itself and in place would have lost the old one before the CA has spoken: perso_find
 * refuses such a driver.
 */
#ifndef MADOGUCHI_CARD_PERSO_PERSO_H
#define MADOGUCHI_CARD_PERSO_PERSO_H

#include "base/cert.h"
#include "card/card.h"

enum perso_key { PERSO_RSA_2048, PERSO_EC_P384 };

/* What a card can do; all zero: nothing. */
struct perso_able {
	unsigned certs;		/* of which kinds it takes pairs: a mask of CERT_BIT */
	unsigned resets;	/* which references it sets without the old value: a mask of REFERENCE_BIT */
	enum perso_key key;	/* of its pairs */
	bool imports;		/* the pair is made here and imported; else the card makes it */
	bool in_place;		/* see above; else pending */
	bool keyed;		/* open takes the static keys of the settings */
};

/*
 * The sequence counters that the terminal remembers per card number. advance stores a counter durably before it returns
 * ERR_NONE, and returns ERR_CARD_REPLAY unless the counter is higher than all before.
 */
struct perso_replay {
	enum err (*advance)(void *ctx, const unsigned char *number, size_t len, uint32_t sequence);
	void *ctx;
};

/* What a session is opened with. */
struct sm_keys;
struct perso_with {
	const struct sm_keys *keys;	/* NULL: none */
	struct perso_replay memory;
};

/* SHA-256 of the public keys (DER SubjectPublicKeyInfo) and certificates (DER) of one kind. */
struct perso_status {
	bool active_key, active_cert, pending_key, pending_cert;
	unsigned char active_key_hash[CERT_HASH], active_cert_hash[CERT_HASH];
	unsigned char pending_key_hash[CERT_HASH], pending_cert_hash[CERT_HASH];
};

struct perso;

/* What a driver's cards have no use for is NULL: import, or generate and request; activate and drop where in place. */
struct perso_ops {
	const char *name;	/* "training" */
	/* ERR_CARD_NOT_TRAINING: not a card of this driver's, and nothing but a SELECT was sent. */
	enum err (*detect)(struct card *);
	/* What the card that was detected can do; sends nothing. */
	void (*able)(const struct card *, struct perso_able *);
	/* Detects the card again and opens what protects the commands; the session is the caller's to close. */
	enum err (*open)(struct card *, const struct perso_with *, struct perso **);
	void (*close)(struct perso *);		/* wipes and frees it; the card stays powered */
	enum err (*status)(struct perso *, enum cert_kind, struct perso_status *);
	/* The card makes a pending pair. */
	enum err (*generate)(struct perso *, enum cert_kind);
	/* A pair made here, as PKCS#8 DER: a pending one, or in place of the active one. */
	enum err (*import)(struct perso *, enum cert_kind, const unsigned char *pkcs8, size_t len);
	/* What the CA is asked with: the public key just made as DER SubjectPublicKeyInfo, *len at most cap. */
	enum err (*request)(struct perso *, enum cert_kind, unsigned char *spki, size_t cap, size_t *len);
	/* Writes a certificate to its pair, pending or in place, and reads it back; ERR_CARD_READ_BACK: it differs. */
	enum err (*write)(struct perso *, enum cert_kind, const struct cert *);
	enum err (*activate)(struct perso *, unsigned mask);	/* the switch: pending pairs become active */
	enum err (*drop)(struct perso *, unsigned mask);	/* pending pairs are gone */
	enum err (*revoke)(struct perso *, unsigned mask);	/* active pairs are gone, after revocation */
	enum err (*reset)(struct perso *, enum reference, const struct secret *fresh);	/* its counter is full again */
};

/* The first member of every driver's session. */
struct perso { const struct perso_ops *ops; struct card *card; };

/*
 * The driver of a card, out of a list that ends with NULL, and what the card can do. Each driver in turn is asked to
 * detect it. ERR_CARD_NOT_TRAINING: it is none's; ERR_CARD_UNABLE: its driver says what can't be done safely (above);
 * others: wire and card.
 */
enum err perso_find(const struct perso_ops *const *drivers, struct card *, const struct perso_ops **,
    struct perso_able *);

/*
 * The functions of a session, as above. ERR_CHANNEL without a session; ERR_CARD_UNABLE where the driver has no such
 * function; ERR_DATA for a mask that is empty or has more than the two kinds, and for a certificate or key of no or too
 * many bytes; ERR_PIN_FORMAT for a PIN of none or more than 16. Nothing is sent then.
 */
enum err perso_open(const struct perso_ops *, struct card *, const struct perso_with *, struct perso **);
void perso_close(struct perso **);	/* NULL inside is fine */
enum err perso_status(struct perso *, enum cert_kind, struct perso_status *);
enum err perso_generate(struct perso *, enum cert_kind);
enum err perso_import(struct perso *, enum cert_kind, const unsigned char *pkcs8, size_t len);
enum err perso_request(struct perso *, enum cert_kind, unsigned char *spki, size_t cap, size_t *len);
enum err perso_write(struct perso *, enum cert_kind, const struct cert *);
enum err perso_activate(struct perso *, unsigned mask);
enum err perso_drop(struct perso *, unsigned mask);
enum err perso_revoke(struct perso *, unsigned mask);
enum err perso_reset(struct perso *, enum reference, const struct secret *fresh);

#endif

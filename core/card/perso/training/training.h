/*
 * The privileged half: keys, certificates and PINs of the training card. None of this is J-LIS's; it goes only to
 * a card that has answered the SELECT of the training AID. man/madoguchi-card.5 has every byte.
 *
 * Training AID F0 4D 41 44 4F 47 55 43 48 49 01 (category F: proprietary, ISO/IEC 7816-5). Every command below
 * goes through SCP03 at level 33, so that a piece read or written has at most SM_DATA_MAX bytes (an Le of 00 asks for
 * what fits). kk is 01 sign, 02 auth; mm a mask, 01 sign, 02 auth, 03 both.
 *
 *   80 50 00 00 08        INITIALIZE UPDATE, 84 82 33 00 10 EXTERNAL AUTHENTICATE (GlobalPlatform)
 *   84 CA 01 kk           GET DATA: status, TLV of 90 SHA-256 of the active public key (DER SubjectPublicKeyInfo),
 *                         91 of the active certificate, 92 of the pending public key, 93 of the pending certificate;
 *                         each 32 bytes, left out where there is none
 *   84 47 00 kk           GENERATE ASYMMETRIC KEY PAIR (7816-8): a pending RSA-2048 pair beside the active one; what
 *                         was pending of that key is gone
 *   84 A4 02 0C 02 kk01   SELECT EF: the pending public key (DER SubjectPublicKeyInfo), read with 84 B0
 *   84 A4 02 0C 02 kk02   SELECT EF: the pending certificate (DER), written with 84 D6 (offset 0 begins anew), read
 *                         with 84 B0
 *   84 44 00 mm           ACTIVATE FILE (7816-9): all pending pairs of mm become the active ones, at once or not at
 *                         all; 6985 unless each has its certificate, whole and for that key
 *   84 04 00 mm           DEACTIVATE FILE (7816-9): active pairs and certificates of mm are gone
 *   84 04 01 mm           DEACTIVATE FILE: pending pairs and certificates of mm are gone
 *   84 2C 02 rr           RESET RETRY COUNTER (7816-4) with the new PIN: rr is 01 sign, 02 auth, 03 juki in 住基AP,
 *                         04 assist, 05 juki in 共通カードAP; the counter is full again
 */
#ifndef MADOGUCHI_CARD_PERSO_TRAINING_TRAINING_H
#define MADOGUCHI_CARD_PERSO_TRAINING_TRAINING_H

#include "card/card.h"
#include "card/perso/training/sm.h"
#include "base/cert.h"

enum perso_ref { PERSO_SIGN = 1, PERSO_AUTH, PERSO_JUKI, PERSO_ASSIST, PERSO_JUKI_COMMON };

struct perso { struct card *card; struct sm sm; };

/*
 * The sequence counters that the terminal remembers per card number. advance stores a counter durably before it returns
 * ERR_NONE, and returns ERR_CARD_REPLAY unless the counter is higher than all before.
 */
struct perso_replay {
	enum err (*advance)(void *ctx, const unsigned char *number, size_t len, uint32_t sequence);
	void *ctx;
};

struct perso_status {
	bool active_key, active_cert, pending_key, pending_cert;
	unsigned char active_key_hash[CERT_HASH], active_cert_hash[CERT_HASH];
	unsigned char pending_key_hash[CERT_HASH], pending_cert_hash[CERT_HASH];
};

/*
 * Selects the training AID and opens the protected channel. The card's challenge and cryptogram are checked and its
 * counter is stored before the host cryptogram is sent. ERR_CARD_NOT_TRAINING: the AID was not answered, and nothing
 * else was sent.
 */
enum err perso_open(struct perso *, struct card *, const struct sm_keys *, const struct perso_replay *);

/* Wipes the session keys. The card stays powered. */
void perso_close(struct perso *);

enum err perso_status(struct perso *, enum cert_kind, struct perso_status *);

/* Generates a pending key pair and reads its public key: DER into spki, *len at most cap. */
enum err perso_generate(struct perso *, enum cert_kind, unsigned char *spki, size_t cap, size_t *len);

/* Reads the public key of an existing pending pair (recovery). */
enum err perso_read_pending_key(struct perso *, enum cert_kind, unsigned char *spki, size_t cap, size_t *len);

/* Writes the pending certificate and reads it back; ERR_CARD_READ_BACK if it differs. */
enum err perso_write_cert(struct perso *, enum cert_kind, const struct cert *);

enum err perso_activate(struct perso *, unsigned mask);		/* pending pairs become active */
enum err perso_deactivate(struct perso *, unsigned mask);	/* deletes active pairs, after revocation */
enum err perso_drop_pending(struct perso *, unsigned mask);

enum err perso_reset_pin(struct perso *, enum perso_ref, const struct secret *fresh);

#endif

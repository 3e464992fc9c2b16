/*
 * The driver of the training card: keys, certificates and PINs by commands of its own. None of this is J-LIS's; it goes
 * only to a card that has answered the SELECT of the training AID. man/madoguchi-card.5 has every byte.
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

#include "card/perso/perso.h"
#include "card/perso/training/sm.h"

enum training_ref { TRAINING_SIGN = 1, TRAINING_AUTH, TRAINING_JUKI, TRAINING_ASSIST, TRAINING_JUKI_COMMON };

/* A session: perso is its first member. The channel is wiped with it. */
struct training_session { struct perso perso; struct sm sm; };

/*
 * Its cards make RSA pairs themselves, pending beside the active ones, and set every PIN. Of what the seam leaves open:
 *
 * open: the card's challenge and cryptogram are checked and its counter is stored before the host cryptogram is sent.
 * ERR_CHANNEL_KEYS without keys of 16, 24 or 32 bytes, and where the card has others. ERR_CARD_NOT_TRAINING: the AID
 * was not answered, or the card has no number, by which its counter is remembered.
 *
 * All others: ERR_CHANNEL, with the channel closed, unless the training application is what listens; nothing is sent.
 */
extern const struct perso_ops training_driver;

#endif

/* The training card at APDU level: every file, PIN, counter and status word of sources(7), and the privileged half. */
#ifndef MADOGUCHI_CARD_VIRTUAL_VIRTUAL_H
#define MADOGUCHI_CARD_VIRTUAL_VIRTUAL_H

#include "card/perso/training/sm.h"
#include "card/wire.h"
#include "base/cert.h"
#include "base/person.h"
#include "base/pin.h"

/* A practice card as made by the factory. */
struct virtual_spec {
	char number[17];			/* GET DATA 0045: 16 ASCII digits */
	char city_code[6];			/* GET DATA 00F0: 5 digits */
	struct date expires;			/* the card's own */
	struct person person;
	char check_b[15];			/* 照合番号B, 14 digits */
	const struct sm_keys *keys;		/* of the privileged commands; NULL: none, like a real card */
	bool damaged;				/* powers up, then every SELECT of an application answers 6F00 */
	struct secret pins[PIN_COUNT];		/* kept on the card as salted hashes only */
	bool locked[PIN_COUNT];
};

struct virtual_card;

/*
 * Makes a card without certificates in a new file (atomically, mode 0600). The file is the card's memory: a command
 * that changes the card is on disk before its answer is returned.
 */
enum err virtual_make(const char *path, const struct virtual_spec *, const struct cert ca[CERT_COUNT]);

/* Installs a certificate and its private key as active pair in an unopened card file, to give the card a history. */
enum err virtual_install(const char *path, enum cert_kind, const struct cert *, const unsigned char *pkcs8, size_t len);

/*
 * SHA-256 of the active public keys (DER SubjectPublicKeyInfo) in a card file, and a mask of CERT_BIT for those
 * present. Used to continue making a card after an interruption.
 */
enum err virtual_key_hashes(const char *path, unsigned char hashes[CERT_COUNT][CERT_HASH], unsigned *mask);

/* The DER SubjectPublicKeyInfo of a PKCS#8 key. ERR_CRYPTO unless it is a valid RSA-2048 key that fits into cap. */
enum err virtual_public_key(const unsigned char *pkcs8, size_t len, unsigned char *spki, size_t cap, size_t *spki_len);

/* Makes an RSA-2048 private key as PKCS#8 DER, or draws one from the pool folder if set (tests). */
enum err virtual_new_key(unsigned char *pkcs8, size_t cap, size_t *len);

/* Takes new keys in turn from the *.der files (PKCS#8) of this folder instead of making them; NULL: off. For tests. */
void virtual_set_key_pool(const char *folder);

enum err virtual_open(const char *path, struct virtual_card **);
void virtual_close(struct virtual_card **);
void virtual_power_on(struct virtual_card *);
void virtual_reset(struct virtual_card *);	/* warm reset: verifications survive (sources(7) C2) */
const unsigned char *virtual_atr(size_t *len);

/* Executes one command; the answer has at least a status word. cap is at least APDU_ANSWER_MAX + 2. */
size_t virtual_answer(struct virtual_card *, const unsigned char *command, size_t len, unsigned char *answer,
    size_t cap);

/* A reader in this process, initially empty. The ops name of its wire is "process". */
struct wire *virtual_wire_new(void);

/* Inserts the card of this file, removing any other, or removes the card. Callable from any thread. */
enum err virtual_wire_put(struct wire *, const char *path);
void virtual_wire_pull(struct wire *);

#endif

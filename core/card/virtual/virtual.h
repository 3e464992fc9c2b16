/* The training card at APDU level: every file, PIN, counter and status word of sources(7), and the privileged half. */
#ifndef MADOGUCHI_CARD_VIRTUAL_VIRTUAL_H
#define MADOGUCHI_CARD_VIRTUAL_VIRTUAL_H

#include "card/sm.h"
#include "card/wire.h"
#include "base/cert.h"
#include "base/person.h"
#include "base/pin.h"

/* A card as it leaves the factory for practice. */
struct virtual_spec {
	char number[17];			/* GET DATA 0045: 16 ASCII digits */
	char city_code[6];			/* GET DATA 00F2's neighbour 00F0: 5 digits */
	struct date expires;			/* the card's own */
	struct person person;
	char check_b[15];			/* 照合番号B, 14 digits */
	const struct sm_keys *keys;		/* of the privileged half; NULL: the card has none (like a real card) */
	bool damaged;				/* powers up, then every SELECT of an application answers 6F00 */
	struct secret pins[PIN_COUNT];		/* kept on the card as salted hashes only */
	bool locked[PIN_COUNT];
};

struct virtual_card;

/*
 * Makes a card with no certificates in a new file (atomically, mode 0600). The card remembers everything in that
 * file: a command that changes it is on disk before its answer is given.
 */
enum err virtual_make(const char *path, const struct virtual_spec *, const struct cert ca[CERT_COUNT]);

/* Puts a certificate and its private key on an unopened card file, as active pair (for cards made with a history). */
enum err virtual_install(const char *path, enum cert_kind, const struct cert *, const unsigned char *pkcs8, size_t len);

/*
 * SHA-256 of the active public keys (DER SubjectPublicKeyInfo) on a card file, and a mask of CERT_BIT for those it has:
 * what a making that was cut short goes on from.
 */
enum err virtual_key_hashes(const char *path, unsigned char hashes[CERT_COUNT][CERT_HASH], unsigned *mask);

/* The DER SubjectPublicKeyInfo of a PKCS#8 key. ERR_CRYPTO when it is no whole RSA-2048 key or doesn't fit. */
enum err virtual_public_key(const unsigned char *pkcs8, size_t len, unsigned char *spki, size_t cap, size_t *spki_len);

/* A new RSA-2048 private key, PKCS#8 DER. From the pool folder where one is set (tests). */
enum err virtual_new_key(unsigned char *pkcs8, size_t cap, size_t *len);

/* Draws new keys from this folder of *.der (PKCS#8) in turn instead of making them; NULL: makes them. For tests. */
void virtual_set_key_pool(const char *folder);

enum err virtual_open(const char *path, struct virtual_card **);
void virtual_close(struct virtual_card **);
void virtual_power_on(struct virtual_card *);
void virtual_reset(struct virtual_card *);	/* warm: login states survive as measured (sources(7) C2) */
const unsigned char *virtual_atr(size_t *len);

/* Answers one command; always leaves at least a status word. cap is at least APDU_ANSWER_MAX + 2. */
size_t virtual_answer(struct virtual_card *, const unsigned char *command, size_t len, unsigned char *answer,
    size_t cap);

/* A reader in this process, empty at first. Its wire's ops name is "process". */
struct wire *virtual_wire_new(void);

/* Puts the card in this file on the reader (what was there is pulled), or takes it off. From any thread. */
enum err virtual_wire_put(struct wire *, const char *path);
void virtual_wire_pull(struct wire *);

#endif

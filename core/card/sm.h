/* GlobalPlatform SCP03 (Amendment D), security level 33, AES-128, 192 or 256, pseudo-random challenge (i=70). */
#ifndef MADOGUCHI_SM_H
#define MADOGUCHI_SM_H

#include "card/apdu.h"

#define SM_KEY_MAX 32
#define SM_BLOCK 16
#define SM_MAC 8
#define SM_DATA_MAX 223		/* plain command data: with padding and MAC it still fits a short Lc */

/* The static keys; len is 16, 24 or 32. Wiped by whoever made them. */
struct sm_keys { unsigned char enc[SM_KEY_MAX], mac[SM_KEY_MAX], dek[SM_KEY_MAX]; size_t len; };

/* One open channel; zeroed is closed. The same state serves either end. */
struct sm {
	bool open;
	unsigned char level;			/* 0x33 when open on our side */
	size_t key_len;
	unsigned char s_enc[SM_KEY_MAX], s_mac[SM_KEY_MAX], s_rmac[SM_KEY_MAX];
	unsigned char chain[SM_BLOCK];		/* MAC chaining value */
	uint32_t counter;			/* commands since EXTERNAL AUTHENTICATE */
};

void sm_close(struct sm *);	/* wipes */

/* True for the keys that GlobalPlatform publishes (404142…4F): refused outside training. */
bool sm_keys_published(const struct sm_keys *);

/* Session keys and both cryptograms from the static keys and the two challenges. */
enum err sm_derive(struct sm *, const struct sm_keys *, const unsigned char host[8], const unsigned char card[8],
    unsigned char host_cryptogram[8], unsigned char card_cryptogram[8]);

/* The card's pseudo-random challenge for a sequence counter and the AID that was selected (Amendment D 6.2.2.1). */
enum err sm_card_challenge(const struct sm_keys *, const unsigned char sequence[3],
    const unsigned char *aid, size_t aid_len, unsigned char challenge[8]);

/*
 * The terminal's side. wrap turns a plain command into a protected one in *out, whose data stands in space;
 * unwrap checks the MAC of the answer and decrypts it in place: ERR_CHANNEL and a closed channel on any fault.
 * wrap_auth protects EXTERNAL AUTHENTICATE itself (MAC only).
 */
enum err sm_wrap_auth(struct sm *, unsigned char level, const unsigned char host_cryptogram[8], struct apdu *out,
    unsigned char space[APDU_DATA_MAX]);
enum err sm_wrap(struct sm *, const struct apdu *plain, struct apdu *out, unsigned char space[APDU_DATA_MAX]);
enum err sm_unwrap(struct sm *, struct reply *);

/*
 * The card's side, for the training card: checks and decrypts a command's data (header and data as received) into
 * plain, and protects an answer.
 */
enum err sm_card_unwrap_auth(struct sm *, const unsigned char header[5], const unsigned char *data, size_t len,
    unsigned char host_cryptogram[8]);
enum err sm_card_unwrap(struct sm *, const unsigned char header[5], const unsigned char *data, size_t len,
    unsigned char *plain, size_t cap, size_t *plain_len);
enum err sm_card_wrap(struct sm *, struct reply *);

#endif

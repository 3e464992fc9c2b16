/* GlobalPlatform SCP03 (Amendment D), security level 33, AES-128, 192 or 256, pseudo-random challenge (i=70). */
#ifndef MADOGUCHI_SM_H
#define MADOGUCHI_SM_H

#include "card/apdu.h"

#define SM_KEY_MAX 32
#define SM_BLOCK 16
#define SM_MAC 8
#define SM_DATA_MAX 239		/* plain data either way: with padding and MAC it still fits a short length */

/* The static keys; len is 16, 24 or 32. The caller wipes them. */
struct sm_keys { unsigned char enc[SM_KEY_MAX], mac[SM_KEY_MAX], dek[SM_KEY_MAX]; size_t len; };

/* A channel; zeroed it is closed. Both ends use the same state. */
struct sm {
	bool open;
	unsigned char level;			/* 0x33 when open on our side */
	size_t key_len;
	unsigned char s_enc[SM_KEY_MAX], s_mac[SM_KEY_MAX], s_rmac[SM_KEY_MAX];
	unsigned char chain[SM_BLOCK];		/* MAC chaining value */
	uint32_t counter;			/* commands since EXTERNAL AUTHENTICATE */
};

void sm_close(struct sm *);	/* wipes */

/*
 * True if any of the three keys is one that specifications and examples print: counting up (404142…4F, 000102…0F), one
 * byte repeated. Such keys are refused outside training.
 */
bool sm_keys_published(const struct sm_keys *);

/* Session keys and both cryptograms from the static keys and the two challenges. */
enum err sm_derive(struct sm *, const struct sm_keys *, const unsigned char host[8], const unsigned char card[8],
    unsigned char host_cryptogram[8], unsigned char card_cryptogram[8]);

/* The card's pseudo-random challenge for a sequence counter and the AID that was selected (Amendment D 6.2.2.1). */
enum err sm_card_challenge(const struct sm_keys *, const unsigned char sequence[3],
    const unsigned char *aid, size_t aid_len, unsigned char challenge[8]);

/*
 * The terminal's side. wrap_auth protects EXTERNAL AUTHENTICATE itself (MAC only; level is 0x33): its answer is a bare
 * status word, and the caller closes the channel when that isn't 9000. wrap turns a plain command (at most
 * SM_DATA_MAX bytes) into a protected one in *out, whose data stands in space; where the plain one expects an answer,
 * Le is 256: the card gives what fits, at most SM_DATA_MAX plain bytes.
 *
 * unwrap takes the answer of the command that was wrapped last and deciphers it in place. What it accepts:
 *   9000, 62xx, 63xx   only with a right R-MAC: a bare 9000 is no success. Else ERR_CHANNEL, closed.
 *   6982, 6987, 6988   the card says that our protection was wrong: ERR_CHANNEL, closed.
 *   any other          ERR_NONE with no data, open. The standard gives errors no MAC (6.2.5), so such a status word is
 *                      hearsay: it may be acted on as "not confirmed", never as proof that the card did nothing. A
 *                      command that was swallowed on the way breaks the MAC chain at the next one.
 *                      With data: ERR_CHANNEL, closed.
 * ERR_CHANNEL, ERR_CRYPTO always leave the channel closed and wiped; a closed one refuses everything.
 */
enum err sm_wrap_auth(struct sm *, unsigned char level, const unsigned char host_cryptogram[8], struct apdu *out,
    unsigned char space[APDU_DATA_MAX]);
enum err sm_wrap(struct sm *, const struct apdu *plain, struct apdu *out, unsigned char space[APDU_DATA_MAX]);
enum err sm_unwrap(struct sm *, struct reply *);

/*
 * The card's side, for the training card. header is CLA INS P1 P2 Lc as received; data has the len bytes after it.
 * unwrap_auth compares the received cryptogram with that of sm_derive, checks MAC and level (33) and opens the channel.
 * unwrap checks the MAC and decrypts into plain. wrap protects an answer in place (an error status loses its data;
 * ERR_TOO_LONG over SM_DATA_MAX); the answer to EXTERNAL AUTHENTICATE is not wrapped. On any fault ERR_CHANNEL, and the
 * channel is closed: the card then answers 6988 (6982 to EXTERNAL AUTHENTICATE).
 */
enum err sm_card_unwrap_auth(struct sm *, const unsigned char header[5], const unsigned char *data, size_t len,
    const unsigned char host_cryptogram[8]);
enum err sm_card_unwrap(struct sm *, const unsigned char header[5], const unsigned char *data, size_t len,
    unsigned char *plain, size_t cap, size_t *plain_len);
enum err sm_card_wrap(struct sm *, struct reply *);

#endif

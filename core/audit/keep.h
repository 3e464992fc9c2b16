/*
 * Keeps a store's audit log: its heads are signed at each commit and told outside, and work stops where it was
 * broken.
 */
#ifndef MADOGUCHI_AUDIT_KEEP_H
#define MADOGUCHI_AUDIT_KEEP_H

#include "audit/audit.h"
#include "base/person.h"
#include "office/setting.h"

#define AUDIT_KEY_HEX 65		/* an Ed25519 public key in hexadecimal */

struct audit_keeping {
	char key[SETTING_PATH_MAX];	/* the file of the private key, or of the public one where that is on a token */
	char module[SETTING_PATH_MAX];	/* the token: its PKCS#11 module, its label, the file of its PIN; "": none */
	char token[SETTING_NAME_MAX];
	char pin_file[SETTING_PATH_MAX];
	char anchors[SETTING_PATH_MAX];	/* a file that each signed head is added to; "": none */
	char socket[SETTING_PATH_MAX];	/* the system's log that each is told; "": none */
	char own[PERSON_NAME_MAX + 1];	/* the clerk's own name, folded by sound (base/fold.h); "": unknown */
};

/* As the settings have it: the key is audit.key beside the store's file, or in the data folder. ERR_TOO_LONG. */
enum err audit_keeping_of(const struct setting *, struct audit_keeping *);

/*
 * From here on each transaction that writes to the log has its last line signed before it is committed and, once it is,
 * told to the anchors. No transaction begins while the log doesn't end as it was left (ERR_AUDIT_BROKEN), the key isn't
 * the office's (ERR_AUDIT_KEY), or what was committed can't be anchored (ERR_AUDIT_ANCHOR).
 *
 * A new store gets its key here, made where there is none yet. One from before there were signatures is signed from
 * here on if the office has no key yet; else ERR_AUDIT_UNSIGNED, because signatures may have been taken off it. A key
 * on a token is asked of it at the first signature: then come ERR_AUDIT_TOKEN and the token's own errors. The errors of
 * above are returned, too; the store can be read all the same.
 */
enum err audit_keep(struct store *, const struct actor *, const struct audit_keeping *);

/* Where a new key is made: on the token where the settings name one, else in the file; or there. */
enum audit_place { AUDIT_PLACE_USUAL, AUDIT_PLACE_FILE, AUDIT_PLACE_TOKEN };

/*
 * Signs with a new key from the next line on; the old one signs the line that names it, and is gone. lost: the old one
 * can't any more, and the line says so. The store must be kept. ERR_ROLE without ACT_STORE; of a token ERR_AUDIT_TOKEN
 * and those of ERR_TOKEN_MODULE to ERR_TOKEN_LOCKED.
 */
enum err audit_rotate_key(struct store *, const struct actor *, bool lost, enum audit_place,
    char public_hex[AUDIT_KEY_HEX]);

/* The public key that signs now: in hexadecimal, and as PEM. ERR_AUDIT_KEY, ERR_AUDIT_UNSIGNED. */
enum err audit_public_key(struct store *, char public_hex[AUDIT_KEY_HEX], char *pem, size_t size);

/* The first public key of a PEM file, in hexadecimal. ERR_IO; ERR_AUDIT_KEY if it is no Ed25519 key. */
enum err audit_read_key(const char *file, char public_hex[AUDIT_KEY_HEX]);

/* Begins to sign a kept store that audit_keep refused with ERR_AUDIT_UNSIGNED. ERR_ROLE without ACT_STORE. */
enum err audit_adopt(struct store *, const struct actor *);

/*
 * Goes on with the office's own key in a kept store that audit_keep refused with ERR_AUDIT_KEY: in a copy from before
 * the key was changed. Whoever verifies the log is told (key-replaced). An office that has no key any more gets one.
 * ERR_ROLE without ACT_STORE.
 */
enum err audit_take_over(struct store *, const struct actor *);

/* Tells the head to the anchors now: after a store was put into its place. */
enum err audit_anchor(struct store *);

#endif

/* What the training card's files share; for core/card/virtual*.c alone. */
#ifndef MADOGUCHI_CARD_VIRTUAL_PARTS_PRIVATE_H
#define MADOGUCHI_CARD_VIRTUAL_PARTS_PRIVATE_H

#include <openssl/types.h>

#include "card/card.h"
#include "card/virtual/virtual.h"

#define VIRTUAL_PIN_MAX 16		/* bytes of reference data (sources(7) C2) */

/* The references that VERIFY knows: the four PINs (juki twice), 照合番号A and B, and the one blocked as issued. */
enum virtual_ref_id {
	REF_SIGN, REF_AUTH, REF_JUKI, REF_JUKI_COMMON, REF_ASSIST, REF_BLOCKED, REF_A, REF_B, REF_COUNT
};

#define REF_BIT(ref) (1u << (ref))

/* One reference on the card: max 0 is none. Bytes only, so that it stands in the file as it is. */
struct virtual_ref { unsigned char max, tries, salt[16], hash[32]; };

/* What has a fixed size. Bytes only, as above. */
struct virtual_fixed {
	unsigned char number[16], city_code[5], expires[8];	/* ASCII digits */
	unsigned char damaged;
	unsigned char key_len;				/* 0: no privileged half */
	unsigned char enc[SM_KEY_MAX], mac[SM_KEY_MAX], dek[SM_KEY_MAX];
	unsigned char sequence[3];			/* of INITIALIZE UPDATE */
	struct virtual_ref refs[REF_COUNT];
};

enum virtual_which { ACTIVE, PENDING };

/* What varies in size; len 0 is none. Keys are PKCS#8, certificates DER. */
enum virtual_slot {
	SLOT_TEXT, SLOT_CA_SIGN, SLOT_CA_AUTH,
	SLOT_KEYS,						/* two a kind: active, pending */
	SLOT_CERTS = SLOT_KEYS + 2 * CERT_COUNT,
	SLOT_COUNT = SLOT_CERTS + 2 * CERT_COUNT
};

struct virtual_chunk { size_t len; unsigned char bytes[CERT_DER_MAX]; };

/* All that the card's file holds. */
struct virtual_state { struct virtual_fixed fixed; struct virtual_chunk chunks[SLOT_COUNT]; };

/* Elementary files. What a file holds stands in its chunk, or is made when it is read. */
enum virtual_ef_kind { EF_CLOSED, EF_CHUNK, EF_MADE, EF_RECORD, EF_PIN, EF_KEY };

struct virtual_ef {
	enum card_ap ap;
	unsigned fid;
	enum virtual_ef_kind kind;
	unsigned index;						/* the slot, reference or certificate kind */
	size_t (*make)(const struct virtual_state *, unsigned char *);	/* at most 256 bytes */
	unsigned opened_by;					/* any one of these references; 0: free */
};

struct virtual_card {
	char *path;
	int lock;						/* the file itself, open and locked */
	struct virtual_state state;
	struct virtual_state draft;				/* what is being changed, until it is on disk */

	/* gone when the power is */
	enum card_ap ap, login_ap;				/* selected; the one whose references are verified */
	const struct virtual_ef *ef;
	unsigned verified;					/* mask of REF_BIT */
	struct sm sm;
	unsigned char host_cryptogram[8];			/* expected in EXTERNAL AUTHENTICATE */
	unsigned privileged_ef;					/* kk01, kk02, or 0 */
};

/* A command taken apart. */
struct virtual_command {
	unsigned char cla, ins, p1, p2;
	const unsigned char *data;
	size_t lc, le;						/* le 0: none expected */
	bool extended;
};

/* virtual-file.c: the file is read whole and checked, and replaced whole. */
enum err virtual_file_read(const char *path, struct virtual_state *);
enum err virtual_file_replace(const char *path, const struct virtual_state *, int *lock);
enum err virtual_file_lock(const char *path, int *lock);	/* ERR_READER_BUSY while another has it */

/* Copies the state for a change, and puts the change on disk: then it holds, or nothing has changed. */
struct virtual_state *virtual_draft(struct virtual_card *);
enum err virtual_commit(struct virtual_card *);

/* virtual-key.c. The caller frees the key; NULL unless it is a whole RSA-2048 key. */
EVP_PKEY *virtual_key_load(const unsigned char *pkcs8, size_t len);
bool virtual_key_fits(const struct virtual_chunk *key, const struct virtual_chunk *cert);

/* virtual-pin.c */
enum err virtual_ref_set(struct virtual_ref *, unsigned max, const void *value, size_t len);
extern const unsigned char virtual_ref_max[REF_COUNT];
uint16_t virtual_verify(struct virtual_card *, const struct virtual_command *, struct reply *);
uint16_t virtual_change(struct virtual_card *, const struct virtual_command *, struct reply *);

/* virtual-select.c. name_ef takes P2 as VERIFY does: 80 the current file, 80|SFI another, which becomes current. */
uint16_t virtual_select(struct virtual_card *, const struct virtual_command *, struct reply *);
uint16_t virtual_name_ef(struct virtual_card *, unsigned p2);
uint16_t virtual_select_fid(struct virtual_card *, unsigned fid);
const unsigned char *virtual_training_aid(size_t *len);

/* virtual-read.c */
uint16_t virtual_read_binary(struct virtual_card *, const struct virtual_command *, struct reply *);
uint16_t virtual_read_record(struct virtual_card *, const struct virtual_command *, struct reply *);
uint16_t virtual_get_data(struct virtual_card *, const struct virtual_command *, struct reply *);
uint16_t virtual_piece(const unsigned char *bytes, size_t size, size_t offset, size_t le, struct reply *);

/* virtual-content.c: files made when read, and the attributes as the text application keeps them. */
size_t virtual_token_info(const struct virtual_state *, unsigned char *);
size_t virtual_presence(const struct virtual_state *, unsigned char *);
size_t virtual_number_file(const struct virtual_state *, unsigned char *);
size_t virtual_common_record(const struct virtual_state *, unsigned char *);
void virtual_attributes(const struct person *, struct virtual_chunk *);

/* virtual-sign.c */
uint16_t virtual_sign(struct virtual_card *, const struct virtual_command *, struct reply *);

/* virtual-channel.c: everything but SELECT by AID while the training application is selected. */
uint16_t virtual_channel(struct virtual_card *, const struct virtual_command *, struct reply *);

/* virtual-perso.c: a command that has come through the channel. */
bool virtual_is_privileged(unsigned char ins);
uint16_t virtual_privileged(struct virtual_card *, const struct virtual_command *, struct reply *);

#endif

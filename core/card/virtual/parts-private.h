/* Shared by the files of the training card; for core/card/virtual only. */
#ifndef MADOGUCHI_CARD_VIRTUAL_PARTS_PRIVATE_H
#define MADOGUCHI_CARD_VIRTUAL_PARTS_PRIVATE_H

#include <openssl/types.h>

#include "card/card.h"
#include "card/virtual/virtual.h"

#define VIRTUAL_PIN_MAX 16		/* bytes of reference data (sources(7) C2) */

/* References for VERIFY: the four PINs (juki twice), 照合番号A and B, and one that is blocked from the factory. */
enum virtual_ref_id {
	REF_SIGN, REF_AUTH, REF_JUKI, REF_JUKI_COMMON, REF_ASSIST, REF_BLOCKED, REF_A, REF_B, REF_COUNT
};

#define REF_BIT(ref) (1u << (ref))

/* A reference; max 0: absent. Bytes only: stored in the file as is. */
struct virtual_ref { unsigned char max, tries, salt[16], hash[32]; };

/* The part of the state with a fixed size. Bytes only, as above. */
struct virtual_fixed {
	unsigned char number[16], city_code[5], expires[8];	/* ASCII digits */
	unsigned char damaged;
	unsigned char key_len;				/* 0: no privileged half */
	unsigned char enc[SM_KEY_MAX], mac[SM_KEY_MAX], dek[SM_KEY_MAX];
	unsigned char sequence[3];			/* of INITIALIZE UPDATE */
	struct virtual_ref refs[REF_COUNT];
};

enum virtual_which { ACTIVE, PENDING };

/* The parts of varying size; len 0: absent. Keys are PKCS#8, certificates DER. */
enum virtual_slot {
	SLOT_TEXT, SLOT_CA_SIGN, SLOT_CA_AUTH,
	SLOT_KEYS,						/* two a kind: active, pending */
	SLOT_CERTS = SLOT_KEYS + 2 * CERT_COUNT,
	SLOT_COUNT = SLOT_CERTS + 2 * CERT_COUNT
};

struct virtual_chunk { size_t len; unsigned char bytes[CERT_DER_MAX]; };

/* The whole content of the card's file. */
struct virtual_state { struct virtual_fixed fixed; struct virtual_chunk chunks[SLOT_COUNT]; };

/* Elementary files. The content is a chunk of the state, or is made when read. */
enum virtual_ef_kind { EF_CLOSED, EF_CHUNK, EF_MADE, EF_RECORD, EF_PIN, EF_KEY };

struct virtual_ef {
	enum card_ap ap;
	unsigned fid;
	enum virtual_ef_kind kind;
	unsigned index;						/* the slot, reference or certificate kind */
	size_t (*make)(const struct virtual_state *, unsigned char *);	/* at most 256 bytes */
	unsigned opened_by;	/* mask: verifying any one of these opens it; 0: always open */
};

struct virtual_card {
	char *path;
	int lock;						/* the file itself, open and locked */
	struct virtual_state state;
	struct virtual_state draft;				/* the changed state, until it is on disk */

	/* lost at power-off */
	enum card_ap ap, login_ap;				/* selected; the one whose references are verified */
	const struct virtual_ef *ef;
	unsigned verified;					/* mask of REF_BIT */
	struct sm sm;
	unsigned char host_cryptogram[8];			/* expected in EXTERNAL AUTHENTICATE */
	unsigned privileged_ef;					/* kk01, kk02, or 0 */
};

/* A decoded command. */
struct virtual_command {
	unsigned char cla, ins, p1, p2;
	const unsigned char *data;
	size_t lc, le;						/* le 0: none expected */
	bool extended;
};

/* file.c: reads and checks the whole file, and replaces it atomically. */
enum err virtual_file_read(const char *path, struct virtual_state *);
enum err virtual_file_replace(const char *path, const struct virtual_state *, int *lock);
enum err virtual_file_lock(const char *path, int *lock);	/* ERR_READER_BUSY while another has it */

/* virtual_draft copies the state for a change; virtual_commit writes it to disk, completely or not at all. */
struct virtual_state *virtual_draft(struct virtual_card *);
enum err virtual_commit(struct virtual_card *);

/* key.c. The caller frees the key; NULL unless it is a whole RSA-2048 key. */
EVP_PKEY *virtual_key_load(const unsigned char *pkcs8, size_t len);
bool virtual_key_fits(const struct virtual_chunk *key, const struct virtual_chunk *cert);

/* pin.c */
enum err virtual_ref_set(struct virtual_ref *, unsigned max, const void *value, size_t len);
extern const unsigned char virtual_ref_max[REF_COUNT];
uint16_t virtual_verify(struct virtual_card *, const struct virtual_command *, struct reply *);
uint16_t virtual_change(struct virtual_card *, const struct virtual_command *, struct reply *);

/* select.c. name_ef takes P2 as VERIFY does: 80 is the current file, 80|SFI another, which becomes current. */
uint16_t virtual_select(struct virtual_card *, const struct virtual_command *, struct reply *);
uint16_t virtual_name_ef(struct virtual_card *, unsigned p2);
uint16_t virtual_select_fid(struct virtual_card *, unsigned fid);
const unsigned char *virtual_training_aid(size_t *len);

/* read.c */
uint16_t virtual_read_binary(struct virtual_card *, const struct virtual_command *, struct reply *);
uint16_t virtual_read_record(struct virtual_card *, const struct virtual_command *, struct reply *);
uint16_t virtual_get_data(struct virtual_card *, const struct virtual_command *, struct reply *);
uint16_t virtual_piece(const unsigned char *bytes, size_t size, size_t offset, size_t le, struct reply *);

/* content.c: files that are made when read, and the attributes in the encoding of the text application. */
size_t virtual_token_info(const struct virtual_state *, unsigned char *);
size_t virtual_presence(const struct virtual_state *, unsigned char *);
size_t virtual_number_file(const struct virtual_state *, unsigned char *);
size_t virtual_common_record(const struct virtual_state *, unsigned char *);
void virtual_attributes(const struct person *, struct virtual_chunk *);

/* sign.c */
uint16_t virtual_sign(struct virtual_card *, const struct virtual_command *, struct reply *);

/* channel.c: handles every command except SELECT by AID while the training application is selected. */
uint16_t virtual_channel(struct virtual_card *, const struct virtual_command *, struct reply *);

/* perso.c: a command after the channel was unwrapped. */
bool virtual_is_privileged(unsigned char ins);
uint16_t virtual_privileged(struct virtual_card *, const struct virtual_command *, struct reply *);

#endif

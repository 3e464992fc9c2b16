/* A card's file from outside, with its hash made right so that more than the hash is tried. */
#include <openssl/evp.h>
#include <string.h>

#include "card/virtual/virtual.h"
#include "fuzz.h"
#include "training-folder.h"

#define HASH_LEN 32

static const char *const commands[] = {
	"\x0f" "\x00\xa4\x04\x0c\x0a\xd3\x92\xf0\x00\x26\x01\x00\x00\x00\x01",
	"\x05" "\x00\xb0\x81\x00\x00", "\x05" "\x00\xb0\x82\x00\x00", "\x05" "\x00\xb0\x8a\x00\x00",
	"\x04" "\x00\x20\x00\x98",
	"\x09" "\x00\x20\x00\x98\x04" "1234", "\x09" "\x80\x2a\x03\x97\x03" "abc\x00",
	"\x0f" "\x00\xa4\x04\x0c\x0a\xd3\x92\x10\x00\x31\x00\x01\x01\x04\x08",
	"\x09" "\x00\x20\x00\x91\x04" "1234", "\x07" "\x00\xb0\x82\x00\x00\x00\x00",
	"\x10" "\x00\xa4\x04\x0c\x0b\xf0\x4d\x41\x44\x4f\x47\x55\x43\x48\x49\x01",
	"\x0e" "\x80\x50\x00\x00\x08" "12345678\x00",
};

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static unsigned char file[FUZZ_MAX];
	static char path[128];
	unsigned char command[32], answer[APDU_ANSWER_MAX + 2];
	struct virtual_card *card;
	size_t i;

	if (path[0] == '\0') {
		training_folder_make();
		(void)snprintf(path, sizeof(path), "%s/card", training_folder.folder);
	}
	if (len < HASH_LEN || len > sizeof(file))
		return 0;
	memcpy(file, bytes, len);
	if (EVP_Digest(file, len - HASH_LEN, file + len - HASH_LEN, NULL, EVP_sha256(), NULL) != 1)
		abort();
	scratch_save(path, file, len);
	if (virtual_open(path, &card) != ERR_NONE)
		return 0;
	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		memcpy(command, commands[i] + 1, (size_t)commands[i][0]);
		if (virtual_answer(card, command, (size_t)commands[i][0], answer, sizeof(answer)) < 2)
			abort();
	}
	virtual_close(&card);
	return 0;
}

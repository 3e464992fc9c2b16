/* usage: work-card KEYS FILE: makes a card without certificates whose privileged half has the keys of a file, for work. */
#include <stdio.h>
#include <string.h>

#include "card/perso/training/key-file.h"
#include "card/virtual/virtual.h"

int
main(int argc, char **argv)
{
	static const char *const pins[PIN_COUNT] = { "MADO1234", "1234", "2345", "3456" };
	static const struct cert no_ca[CERT_COUNT] = { { { 0x30, 0x00 }, 2 }, { { 0x30, 0x00 }, 2 } };
	struct virtual_spec spec = {
		.number = "9900000000000017", .city_code = "14131", .expires = { 2032, 1, 15 }, .check_b = "02011520321234",
		.person = { .name = "番号　花子", .address = "東京都千代田区霞が関二丁目１番２号", .born = { 1990, 1, 15 },
		    .sex = SEX_FEMALE },
	};
	struct sm_keys keys;
	enum err e;
	unsigned k;

	if (argc != 3)
		return 2;
	spec.keys = &keys;
	for (k = 0; k < PIN_COUNT; k++)
		(void)secret_set(&spec.pins[k], pins[k], strlen(pins[k]));
	if ((e = key_file_read(argv[1], &keys)) == ERR_NONE)
		e = virtual_make(argv[2], &spec, no_ca);
	if (e != ERR_NONE)
		(void)fprintf(stderr, "work-card: %s\n", err_name(e));
	return e != ERR_NONE;
}

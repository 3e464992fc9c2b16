/* The keys' file: who may own it, what may stand in it, and that nothing is left of one that is refused. */
#include "card/perso/training/key-file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "fixture.h"

#define A16 "0D9Af2b1c4d57e68a1b2c3d4e5f60718"
#define B16 "5f1147aa3c2b19d8e7f60a1b2c3d4e5f"
#define C16 "c32e8091a2b3c4d5e6f708192a3b4c5d"
#define HALF "0123456789abcdef"
#define GOOD "enc = " A16 "\nmac = " B16 "\ndek = " C16 "\n"

static const struct { const char *text; enum err want; size_t len; } texts[] = {
	{ GOOD, ERR_NONE, 16 },
	{ "# keys\n\n \t\nmac=" B16 "\n\tenc\t=\t" A16 "  \ndek=" C16, ERR_NONE, 16 },
	{ "enc=" A16 HALF "\nmac=" B16 HALF "\ndek=" C16 HALF "\n", ERR_NONE, 24 },
	{ "enc=" A16 B16 "\nmac=" B16 A16 "\ndek=" C16 A16 "\n", ERR_NONE, 32 },
	{ "", ERR_KEY_FORMAT, 0 },
	{ "enc=" A16 "\nmac=" B16 "\n", ERR_KEY_FORMAT, 0 },				/* one is missing */
	{ GOOD "enc = " A16 "\n", ERR_KEY_FORMAT, 0 },				/* one is said twice */
	{ GOOD "kek = " A16 "\n", ERR_KEY_FORMAT, 0 },				/* one nobody knows */
	{ GOOD "hello\n", ERR_KEY_FORMAT, 0 },
	{ "enc=" A16 "\nmac=" B16 HALF "\ndek=" C16 "\n", ERR_KEY_FORMAT, 0 },	/* of two lengths */
	{ "enc=" HALF "\nmac=" HALF "\ndek=" HALF "\n", ERR_KEY_FORMAT, 0 },	/* too short */
	{ "enc=" A16 "0\nmac=" B16 "0\ndek=" C16 "0\n", ERR_KEY_FORMAT, 0 },	/* half a byte over */
	{ "enc=" A16 A16 "00\nmac=" B16 B16 "00\ndek=" C16 C16 "00\n", ERR_KEY_FORMAT, 0 },	/* too long */
	{ "enc=" A16 " 00\nmac=" B16 "\ndek=" C16 "\n", ERR_KEY_FORMAT, 0 },	/* more behind it */
	{ "enc=" A16 "\r\nmac=" B16 "\r\ndek=" C16 "\r\n", ERR_KEY_FORMAT, 0 },
	{ "enc " A16 "\nmac=" B16 "\ndek=" C16 "\n", ERR_KEY_FORMAT, 0 },
	{ "ENC=" A16 "\nMAC=" B16 "\nDEK=" C16 "\n", ERR_KEY_FORMAT, 0 },
	{ "enc=\nmac=\ndek=\n", ERR_KEY_FORMAT, 0 },
	{ "\xef\xbb\xbf" GOOD, ERR_KEY_FORMAT, 0 },
	{ "enc=g" A16 "\nmac=" B16 "\ndek=" C16 "\n", ERR_KEY_FORMAT, 0 },
};

static void
text_is_taken_whole_or_not_at_all(void **state)
{
	static const struct sm_keys none;
	struct sm_keys keys;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		memset(&keys, 0x55, sizeof(keys));
		assert_int_equal(key_file_parse((const unsigned char *)texts[i].text, strlen(texts[i].text), &keys),
		    texts[i].want);
		assert_int_equal(keys.len, texts[i].len);
		if (texts[i].want != ERR_NONE)
			assert_memory_equal(&keys, &none, sizeof(keys));
	}
	assert_int_equal(key_file_parse((const unsigned char *)GOOD "\0", sizeof(GOOD), &keys), ERR_KEY_FORMAT);
	assert_int_equal(key_file_parse((const unsigned char *)GOOD, sizeof(GOOD) - 1, &keys), ERR_NONE);
	assert_memory_equal(keys.enc, "\x0d\x9a\xf2\xb1\xc4\xd5\x7e\x68\xa1\xb2\xc3\xd4\xe5\xf6\x07\x18", 16);
	assert_memory_equal(keys.mac, "\x5f\x11\x47\xaa", 4);
	assert_memory_equal(keys.dek, "\xc3\x2e\x80\x91", 4);
}

/* Four times the longest: nothing is written behind the keys. */
static void
long_key_stays_in_its_place(void **state)
{
	static const char text[] = "dek=" A16 B16 A16 B16 A16 B16 A16 B16 "\n";
	struct { struct sm_keys keys; unsigned char behind[128]; } both;
	unsigned char untouched[sizeof(both.behind)];

	(void)state;
	memset(&both, 0x55, sizeof(both));
	memset(untouched, 0x55, sizeof(untouched));
	assert_int_equal(key_file_parse((const unsigned char *)text, strlen(text), &both.keys), ERR_KEY_FORMAT);
	assert_memory_equal(both.behind, untouched, sizeof(untouched));
}

static const struct { mode_t mode; uid_t uid; off_t size; bool want; } files[] = {
	{ S_IFREG | 0600, 1000, 200, true },
	{ S_IFREG | 0400, 1000, 200, true },
	{ S_IFREG | 0600, 0, 200, true },
	{ S_IFREG | 0600, 1000, KEY_FILE_MAX, true },
	{ S_IFREG | 0600, 1001, 200, false },		/* somebody else's */
	{ S_IFREG | 0640, 1000, 200, false },
	{ S_IFREG | 0604, 1000, 200, false },
	{ S_IFREG | 0660, 1000, 200, false },
	{ S_IFREG | 0700, 1000, 200, false },
	{ S_IFREG | 04600, 1000, 200, false },
	{ S_IFREG | 0200, 1000, 200, false },
	{ S_IFREG | 0600, 1000, 0, false },
	{ S_IFREG | 0600, 1000, KEY_FILE_MAX + 1, false },
	{ S_IFDIR | 0600, 1000, 200, false },
	{ S_IFIFO | 0600, 1000, 200, false },
	{ S_IFCHR | 0600, 1000, 200, false },
	{ S_IFLNK | 0600, 1000, 200, false },
	{ S_IFSOCK | 0600, 1000, 200, false },
};

static void
file_is_private_or_refused(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(files) / sizeof(*files); i++) {
		const struct stat st = { .st_mode = files[i].mode, .st_uid = files[i].uid, .st_size = files[i].size };

		assert_int_equal(key_file_private(&st, 1000), files[i].want);
	}
}

static const char *
put(const char *text, mode_t mode)
{
	(void)unlink(scratch_path(&scratch, "keys"));
	assert_int_equal(chmod(scratch_write(&scratch, "keys", text), mode), 0);
	return scratch.path;
}

static void
file_is_read(void **state)
{
	static char big[KEY_FILE_MAX + 2];
	struct sm_keys keys;

	(void)state;
	assert_int_equal(key_file_read(put(GOOD, 0600), &keys), ERR_NONE);
	assert_int_equal(keys.len, 16);
	assert_int_equal(key_file_read(put(GOOD, 0400), &keys), ERR_NONE);
	assert_int_equal(key_file_read(put(GOOD, 0644), &keys), ERR_KEY_FILE);
	assert_int_equal(keys.len, 0);
	assert_int_equal(key_file_read(put("", 0600), &keys), ERR_KEY_FILE);
	assert_int_equal(key_file_read(put("enc=", 0600), &keys), ERR_KEY_FORMAT);
	memset(big, '#', sizeof(big) - 1);
	assert_int_equal(key_file_read(put(big, 0600), &keys), ERR_KEY_FILE);
}

static void
what_is_no_file_is_not_waited_for(void **state)
{
	char link[160];
	const char *path;
	struct sm_keys keys;

	(void)state;
	(void)snprintf(link, sizeof(link), "%s", scratch_path(&scratch, "link"));
	path = put(GOOD, 0600);
	assert_int_equal(symlink(path, link), 0);
	assert_int_equal(key_file_read(link, &keys), ERR_KEY_FILE);
	assert_int_equal(unlink(link), 0);
	assert_int_equal(mkfifo(link, 0600), 0);
	assert_int_equal(key_file_read(link, &keys), ERR_KEY_FILE);
	assert_int_equal(key_file_read(scratch.folder, &keys), ERR_KEY_FILE);
	assert_int_equal(key_file_read(scratch_path(&scratch, "none"), &keys), ERR_KEY_FILE);
	assert_int_equal(key_file_read("/dev/zero", &keys), ERR_KEY_FILE);
}

/* One of the three is enough, in any length. */
static void
published_keys_are_refused(void **state)
{
	static const char *const published[] = {
		"404142434445464748494a4b4c4d4e4f", "000102030405060708090a0b0c0d0e0f",
		    "00000000000000000000000000000000",
		"ffffffffffffffffffffffffffffffff", "47454d5850524553534f53414d504c45",
		    "101112131415161718191a1b1c1d1e1f",
	};
	struct sm_keys keys;
	char text[512];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(published) / sizeof(*published); i++) {
		(void)snprintf(text, sizeof(text), "enc=%s\nmac=" B16 "\ndek=" C16 "\n", published[i]);
		assert_int_equal(key_file_read(put(text, 0600), &keys), ERR_KEYS_PUBLISHED);
		assert_int_equal(keys.len, 0);
		(void)snprintf(text, sizeof(text), "enc=" A16 "\nmac=" B16 "\ndek=%s\n", published[i]);
		assert_int_equal(key_file_read(put(text, 0600), &keys), ERR_KEYS_PUBLISHED);
		(void)snprintf(text, sizeof(text), "enc=" A16 HALF "\nmac=%s" HALF "\ndek=" C16 HALF "\n",
		    published[i]);
		assert_int_equal(key_file_read(put(text, 0600), &keys), ERR_KEYS_PUBLISHED);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_taken_whole_or_not_at_all),
		cmocka_unit_test(long_key_stays_in_its_place),
		cmocka_unit_test(file_is_private_or_refused),
		cmocka_unit_test_setup_teardown(file_is_read, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_no_file_is_not_waited_for, fixture_setup_folder,
		    fixture_teardown),
		cmocka_unit_test_setup_teardown(published_keys_are_refused, fixture_setup_folder, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

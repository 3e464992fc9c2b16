/* The training card's file: whole or refused, locked while in use, and never half written. */
#include "training.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "tests/unit/scratch.h"

static unsigned char *
load(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	unsigned char *bytes = malloc(1 << 17);

	assert_non_null(f);
	*len = fread(bytes, 1, 1 << 17, f);
	(void)fclose(f);
	return bytes;
}

static void
a_broken_file_is_refused(void **state)
{
	struct training *t = *state;
	size_t len, at;
	unsigned char *bytes;

	virtual_close(&t->card);
	bytes = load(t->path, &len);
	for (at = 0; at < len; at += 97) {	/* cut anywhere, changed anywhere */
		scratch_save(t->path, bytes, at);
		assert_int_equal(virtual_open(t->path, &t->card), ERR_DATA);
		assert_null(t->card);
		bytes[at] ^= 0x20;
		scratch_save(t->path, bytes, len);
		assert_int_equal(virtual_open(t->path, &t->card), ERR_DATA);
		bytes[at] ^= 0x20;
	}
	bytes[len] = 0;
	scratch_save(t->path, bytes, len + 1);
	assert_int_equal(virtual_open(t->path, &t->card), ERR_DATA);
	scratch_save(t->path, bytes, len);
	assert_int_equal(virtual_open(t->path, &t->card), ERR_NONE);
	free(bytes);
}

/* A right hash over wrong contents: what someone who knows the format could hand us. */
static void
a_forged_length_is_refused(void **state)
{
	struct training *t = *state;
	size_t len, at;
	unsigned char *bytes;

	virtual_close(&t->card);
	bytes = load(t->path, &len);
	for (at = 8; at < len - 32; at++) {
		unsigned char kept = bytes[at];

		bytes[at] = 0xff;
		assert_int_equal(EVP_Digest(bytes, len - 32, bytes + len - 32, NULL, EVP_sha256(), NULL), 1);
		scratch_save(t->path, bytes, len);
		if (virtual_open(t->path, &t->card) == ERR_NONE) {
			(void)say(t, SELECT_JPKI);
			(void)say(t, "0020009804" PIN_9999);
			(void)say(t, SELECT_TEXT);
			(void)say(t, "0020009104" PIN_1234);
			(void)say(t, "00B0820000");
			virtual_close(&t->card);
		}
		bytes[at] = kept;
	}
	free(bytes);
}

static void
no_file_and_no_regular_file_are_errors(void **state)
{
	struct training *t = *state;
	struct virtual_card *other = NULL;

	assert_int_equal(virtual_open("/nonexistent/card", &other), ERR_IO);
	assert_int_not_equal(virtual_open(t->folder, &other), ERR_NONE);
	assert_int_not_equal(virtual_open("/dev/zero", &other), ERR_NONE);
	assert_null(other);
}

static void
one_program_at_a_time(void **state)
{
	struct training *t = *state;
	struct virtual_card *other = NULL;

	assert_int_equal(virtual_open(t->path, &other), ERR_READER_BUSY);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "0020009804" PIN_9999), 0x63c2);	/* replaces the file, and with it the lock */
	assert_int_equal(virtual_open(t->path, &other), ERR_READER_BUSY);
	virtual_close(&t->card);
	assert_int_equal(virtual_open(t->path, &other), ERR_NONE);
	virtual_close(&other);
}

static bool
holds(const unsigned char *bytes, size_t len, const char *text)
{
	size_t at, n = strlen(text);

	for (at = 0; at + n <= len; at++)
		if (memcmp(bytes + at, text, n) == 0)
			return true;
	return false;
}

static void
file_is_the_owners_and_holds_no_pin(void **state)
{
	struct training *t = *state;
	struct stat st;
	size_t len;
	unsigned char *bytes;

	assert_int_equal(stat(t->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	bytes = load(t->path, &len);
	assert_false(holds(bytes, len, "MADO1234"));
	assert_false(holds(bytes, len, "60040120331234"));
	free(bytes);
}

/* A folder in the way of the temporary file: not even root can write it. */
static void
what_cannot_be_written_has_not_happened(void **state)
{
	struct training *t = *state;

	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "0020009804" PIN_1234), 0x9000);
	assert_int_equal(mkdir(t->temporary, 0700), 0);
	assert_int_equal(say(t, "0024018004" PIN_9999), 0x6581);
	assert_int_equal(say(t, "0020008004" PIN_9999), 0x6581);	/* a try that can't be counted is no try */
	assert_int_equal(say(t, "00200080"), 0x63c3);
	assert_int_equal(rmdir(t->temporary), 0);
	assert_int_equal(say(t, "0020008004" PIN_9999), 0x63c2);
	assert_int_equal(say(t, "0020008004" PIN_1234), 0x9000);
	training_reopen(t);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "0020009804" PIN_1234), 0x9000);
}

static void
a_full_disk_changes_nothing(void **state)
{
	struct training *t = *state;
	struct rlimit before, small;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 100;
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(say(t, "0020009804" PIN_9999), 0x6581);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(access(t->temporary, F_OK), -1);
	training_reopen(t);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00200098"), 0x63c3);
}

static void
making_refuses_nonsense_and_what_is_there(void **state)
{
	static const struct cert ca[CERT_COUNT] = { { { 0 }, 0 } };
	struct training *t = *state;
	struct virtual_spec spec = training_spec();

	assert_int_equal(virtual_make(t->path, &spec, ca), ERR_IO);
	virtual_close(&t->card);
	assert_int_equal(unlink(t->path), 0);
	spec.number[15] = 'x';
	assert_int_equal(virtual_make(t->path, &spec, ca), ERR_DATA);
	spec = training_spec();
	spec.city_code[4] = '\0';
	assert_int_equal(virtual_make(t->path, &spec, ca), ERR_DATA);
	spec = training_spec();
	spec.expires = (struct date){ 2033, 2, 30 };
	assert_int_equal(virtual_make(t->path, &spec, ca), ERR_DATA);
	assert_int_equal(access(t->path, F_OK), -1);
}

static void
a_pair_that_does_not_fit_is_not_installed(void **state)
{
	struct training *t = *state;
	const unsigned char *pkcs8, *other;
	const struct cert *cert, *ignored;
	size_t len, other_len;

	training_pair(0, &pkcs8, &len, &cert);
	training_pair(1, &other, &other_len, &ignored);
	assert_int_equal(virtual_install(t->path, CERT_AUTH, cert, pkcs8, len), ERR_READER_BUSY);
	virtual_close(&t->card);
	assert_int_equal(virtual_install(t->path, CERT_AUTH, cert, other, other_len), ERR_DATA);
	assert_int_equal(virtual_install(t->path, CERT_AUTH, cert, pkcs8, len - 1), ERR_DATA);
	assert_int_equal(virtual_open(t->path, &t->card), ERR_NONE);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00A4020C02000A"), 0x6a82);
}

static void
keys_are_drawn_from_a_pool_in_turn(void **state)
{
	struct training *t = *state;
	char a[160], b[160];
	unsigned char key[16];
	size_t len;

	(void)snprintf(a, sizeof(a), "%s/a.der", t->folder);
	(void)snprintf(b, sizeof(b), "%s/b.der", t->folder);
	scratch_save(a, (const unsigned char *)"first", 5);
	scratch_save(b, (const unsigned char *)"second", 6);
	virtual_set_key_pool(t->folder);
	assert_int_equal(virtual_new_key(key, sizeof(key), &len), ERR_NONE);
	assert_memory_equal(key, "first", len);
	assert_int_equal(virtual_new_key(key, sizeof(key), &len), ERR_NONE);
	assert_memory_equal(key, "second", len);
	assert_int_equal(virtual_new_key(key, sizeof(key), &len), ERR_NONE);
	assert_memory_equal(key, "first", len);
	assert_int_equal(virtual_new_key(key, 3, &len), ERR_IO);
	(void)unlink(a);
	(void)unlink(b);
	assert_int_equal(virtual_new_key(key, sizeof(key), &len), ERR_IO);
	virtual_set_key_pool(NULL);
}

#define ON_A_CARD(test) cmocka_unit_test_setup_teardown(test, training_setup, training_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_CARD(a_broken_file_is_refused),
		ON_A_CARD(a_forged_length_is_refused),
		ON_A_CARD(no_file_and_no_regular_file_are_errors),
		ON_A_CARD(one_program_at_a_time),
		ON_A_CARD(file_is_the_owners_and_holds_no_pin),
		ON_A_CARD(what_cannot_be_written_has_not_happened),
		ON_A_CARD(a_full_disk_changes_nothing),
		ON_A_CARD(making_refuses_nonsense_and_what_is_there),
		ON_A_CARD(a_pair_that_does_not_fit_is_not_installed),
		ON_A_CARD(keys_are_drawn_from_a_pool_in_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

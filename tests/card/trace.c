/* A trace tells what passed to a card and nothing of what it was: it is read here with all that a card's visit knows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "card/jpki.h"
#include "card/reference.h"
#include "card/text-ap.h"
#include "card/trace.h"
#include "tests/card/other-wire.h"
#include "tests/unit/scratch.h"

static const struct moment now = { { 2026, 11, 20 }, 10, 30, 0 };

struct bench { struct scratch folder; struct other_card card; struct wire *wire; struct trace *trace; char path[160]; };

static int
setup(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));
	unsigned char der[2048];

	scratch_new(&b->folder);
	(void)snprintf(b->path, sizeof(b->path), "%s", scratch_path(&b->folder, "trace"));
	other_card_make(&b->card);
	other_card_put_cert(&b->card, false, der, other_cert(der, "20250120000000Z", "20300120145959Z"));
	b->wire = other_wire_new(&b->card, true);
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *b = *state;

	wire_free(&b->wire);
	scratch_free(&b->folder);
	free(b);
	return 0;
}

static char *
read_trace(const struct bench *b)
{
	static char text[65536];
	FILE *f = fopen(b->path, "r");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	assert_true(n < sizeof(text) - 1);
	text[n] = '\0';
	(void)fclose(f);
	return text;
}

static struct secret
secret(const char *text)
{
	struct secret s;

	assert_int_equal(secret_set(&s, text, strlen(text)), ERR_NONE);
	return s;
}

/* Reads all there is, with both openers, and changes a PIN. */
static void
visit(struct bench *b)
{
	const struct secret sign = secret("MADO1234"), fresh = secret("QXZ7KV4W"), check_b = secret("02011520321234");
	struct wire_state s;
	struct person person;
	struct cert cert;
	struct card card;
	struct date d;
	unsigned char number[CARD_NUMBER_MAX];
	size_t len;
	int left;

	assert_int_equal(trace_open(b->path, now, &b->trace), ERR_NONE);
	b->wire->trace = b->trace;
	wire_state(b->wire, &s);
	wire_state(b->wire, &s);
	assert_int_equal(card_open(&card, b->wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(card_number(&card, number, &len), ERR_NONE);
	assert_int_equal(card_expires(&card, &d), ERR_NONE);
	assert_int_equal(jpki_read_cert(&card, CERT_AUTH, &cert), ERR_NONE);
	assert_int_equal(reference_verify(&card, REFERENCE_SIGN, &sign, 0, &left), ERR_NONE);
	assert_int_equal(reference_change(&card, REFERENCE_SIGN, &fresh), ERR_NONE);
	assert_int_equal(reference_verify(&card, REFERENCE_B, &check_b, 0, &left), ERR_NONE);
	assert_int_equal(text_ap_read(&card, &person), ERR_NONE);
	card_close(&card);
	trace_close(&b->trace);
	b->wire->trace = NULL;
}

static void
assert_not_in(const char *text, const void *bytes, size_t len)
{
	const size_t size = strlen(text);
	char hex[512];
	size_t i;

	assert_true(2 * len < sizeof(hex) && size > len);
	for (i = 0; i + len <= size; i++)
		assert_memory_not_equal(text + i, bytes, len);
	for (i = 0; i < len; i++)
		(void)snprintf(hex + 2 * i, 3, "%02x", ((const unsigned char *)bytes)[i]);
	assert_null(strstr(text, hex));
}

static void
nothing_that_passed_is_in_it(void **state)
{
	static const char *const known[] = { "MADO1234", "QXZ7KV4W", "02011520321234", "番号", "花子", "東京都", "19900115",
	    "4400000000000017", "20320115", "JPKIAPICCTOKEN2", "OTHER" };
	struct bench *b = *state;
	const char *text;
	size_t i;

	visit(b);
	text = read_trace(b);
	for (i = 0; i < sizeof(known) / sizeof(*known); i++) {
		assert_not_in(text, known[i], strlen(known[i]));
		if (strlen(known[i]) >= 8)
			assert_not_in(text, known[i], 4);
	}
	assert_not_in(text, b->card.files[3].bytes, 8);		/* the certificate's first bytes */
}

static void
headers_lengths_and_words_are_in_it(void **state)
{
	static const char *const lines[] = {
		"trace of process ", "2026-11-20", "reader \"other\" of 0: card, none, change 1\n", "power on -> none, ",
		"00 ca 00 45 Le=256 -> 9000 16 bytes, ", "00 a4 04 0c Lc=10 -> 9000 0 bytes, ",
		"00 b0 00 00 Le=4096 -> 9000 ", "00 20 00 9b Lc=8 -> 9000 0 bytes, ", "00 24 01 80 Lc=8 -> 9000 0 bytes, ",
		"00 20 00 95 Lc=14 -> 9000 0 bytes, ", "power off -> none, ",
	};
	struct bench *b = *state;
	const char *text, *line;
	struct stat st;
	size_t i;

	visit(b);
	text = read_trace(b);
	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		if ((line = strstr(text, lines[i])) == NULL)
			fail_msg("not in the trace: %s\n%s", lines[i], text);
	assert_null(strstr(strstr(text, "reader ") + 1, "reader "));	/* said once: nothing had changed */
	assert_int_equal(stat(b->path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	i = strlen(text);
	memcpy(b->card.pins[OTHER_SIGN].value, "MADO1234", 9);
	visit(b);
	assert_true(strlen(read_trace(b)) > i);				/* added to */
}

static void
only_a_plain_file_of_ones_own_is_written(void **state)
{
	struct bench *b = *state;
	char other[160];
	struct trace *t;
	struct stat st;

	(void)snprintf(other, sizeof(other), "%s", scratch_path(&b->folder, "target"));
	assert_int_equal(symlink(other, b->path), 0);
	assert_int_equal(trace_open(b->path, now, &t), ERR_TRACE);
	assert_int_equal(access(other, F_OK), -1);
	assert_int_equal(unlink(b->path), 0);
	assert_int_equal(mkfifo(b->path, 0600), 0);
	assert_int_equal(trace_open(b->path, now, &t), ERR_TRACE);
	assert_int_equal(trace_open("/dev/null", now, &t), ERR_TRACE);
	assert_int_equal(trace_open(b->folder.folder, now, &t), ERR_TRACE);
	assert_int_equal(unlink(b->path), 0);
	(void)scratch_write(&b->folder, "trace", "");
	assert_int_equal(chmod(b->path, 0666), 0);
	assert_int_equal(trace_open(b->path, now, &t), ERR_NONE);
	trace_close(&t);
	assert_int_equal(stat(b->path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(trace_now(NULL), 0);
	trace_close(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_that_passed_is_in_it, setup, teardown),
		cmocka_unit_test_setup_teardown(headers_lengths_and_words_are_in_it, setup, teardown),
		cmocka_unit_test_setup_teardown(only_a_plain_file_of_ones_own_is_written, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a counter at work is made of. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/screens/real-counter.h"

static struct scratch certs;

int
real_make_certs(void **state)
{
	const char *top = getenv("top_srcdir");
	char command[512];

	(void)state;
	scratch_new_fast(&certs);
	(void)snprintf(command, sizeof command, "sh %s/tests/card/other-ca.sh %s", top != NULL ? top : ".",
	    certs.folder);
	return system(command) == 0 ? 0 : -1;
}

int
real_remove_certs(void **state)
{
	(void)state;
	scratch_free(&certs);
	return 0;
}

/* Tells the card program, and returns what it answers. */
static unsigned __attribute__((format(printf, 1, 2)))
tell(const char *fmt, ...)
{
	char line[512], word[64] = "";
	va_list ap;
	ssize_t n;

	va_start(ap, fmt);
	(void)vsnprintf(line, sizeof line - 1, fmt, ap);
	va_end(ap);
	strcat(line, "\n");
	n = (ssize_t)strlen(line);
	assert_int_equal(write((int)strtol(getenv("CARD_IN"), NULL, 10), line, (size_t)n), n);
	assert_true(read((int)strtol(getenv("CARD_OUT"), NULL, 10), word, sizeof word - 1) > 0);
	assert_null(strstr(word, "failed"));
	return (unsigned)strtoul(word, NULL, 10);
}

static size_t
read_cert(const char *name, unsigned char der[OTHER_FILE_MAX])
{
	char file[64];
	size_t len;
	FILE *f;

	(void)snprintf(file, sizeof file, "%s.der", name);
	f = fopen(scratch_path(&certs, file), "rb");
	assert_non_null(f);
	len = fread(der, 1, OTHER_FILE_MAX, f);
	(void)fclose(f);
	return len;
}

void
real_write(struct real_counter *c, bool sign, const char *name)
{
	unsigned char der[OTHER_FILE_MAX];
	size_t len;

	if (c->r == NULL) {
		if (*name == '\0')
			(void)tell("cert %s none", sign ? "sign" : "auth");
		else
			(void)tell("cert %s %s/%s.der", sign ? "sign" : "auth", getenv("CERTS"), name);
		return;
	}
	len = *name != '\0' ? read_cert(name, der) : 0;
	other_reader_lock(c->r);
	other_card_put_cert(&c->r->card, sign, len > 0 ? der : NULL, len);
	(void)pthread_mutex_unlock(&c->r->lock);
}

void
real_make(struct real_counter *c)
{
	unsigned char der[OTHER_FILE_MAX];
	size_t len;

	scratch_new_fast(&c->c.scratch);
	(void)snprintf(c->reader_file, sizeof c->reader_file, "%s", scratch_path(&c->c.scratch, "reader"));
	c->r = other_reader_new(c->reader_file);
	c->r->now = REAL_FRIDAY;
	real_write(c, true, "sign-old");
	real_write(c, false, "auth-old");
	len = read_cert("ca-sign", der);
	other_card_put(&c->r->card, OTHER_JPKI, 0x02, der, len);
	len = read_cert("ca-auth", der);
	other_card_put(&c->r->card, OTHER_JPKI, 0x0b, der, len);
}

void
real_make_daemon(struct real_counter *c)
{
	static const char *const kinds[] = { "sign", "auth" };
	size_t i;

	memset(c, 0, sizeof *c);
	scratch_new_fast(&c->c.scratch);
	for (i = 0; i < 2; i++) {
		(void)tell("ca %s %s/ca-%s.der", kinds[i], getenv("CERTS"), kinds[i]);
		(void)tell("cert %s %s/%s-old.der", kinds[i], getenv("CERTS"), kinds[i]);
		(void)tell("tries %s %d", kinds[i], i == 0 ? 5 : 3);
	}
	(void)tell("insert plain");
}

void
real_free(struct real_counter *c)
{
	if (c->r != NULL)
		other_reader_free(&c->r);
	counter_free(&c->c);
}

void
real_cut(struct real_counter *c, bool sign)
{
	static const unsigned char half[300] = { 0x30, 0x82, 0x04, 0x00 };
	FILE *f;

	if (c->r == NULL) {
		f = fopen(scratch_path(&c->c.scratch, "half.der"), "wb");
		assert_true(f != NULL && fwrite(half, 1, sizeof half, f) == sizeof half && fclose(f) == 0);
		(void)tell("cert %s %s", sign ? "sign" : "auth", scratch_path(&c->c.scratch, "half.der"));
		return;
	}
	other_reader_lock(c->r);
	other_card_put_cert(&c->r->card, sign, half, sizeof half);
	(void)pthread_mutex_unlock(&c->r->lock);
}

void
real_number(struct real_counter *c, const char *number)
{
	if (c->r == NULL)
		(void)tell("number %s", *number != '\0' ? number : "none");
	else
		(void)snprintf(c->r->card.number, sizeof c->r->card.number, "%s", number);
}

void
real_name(struct real_counter *c, const char *name)
{
	if (c->r == NULL)
		(void)tell("person %s", name);
	else
		other_card_put_person(&c->r->card, name, "東京都千代田区霞が関1丁目1番1号", "19900115", "2");
}

void
real_tries(struct real_counter *c, bool sign, int left)
{
	if (c->r == NULL)
		(void)tell("tries %s %d", sign ? "sign" : "auth", left);
	else
		c->r->card.pins[sign ? OTHER_SIGN : OTHER_AUTH].left = left;
}

void
real_open(struct real_counter *c, const char *profile)
{
	char config[128], text[256];

	(void)snprintf(text, sizeof text, "[madoguchi]\nprofile = %s\nca = madoguchi\nlock-after = 0\n", profile);
	(void)snprintf(config, sizeof config, "%s", scratch_write(&c->c.scratch, "madoguchi.ini", text));
	if (c->r == NULL) {
		counter_open_over_pcsc(&c->c, &(struct counter_terminal){ .over_pcsc = true, .work = true, .config = config });
		c->verifies = tell("secrets");
		return;
	}
	counter_open_in(&c->c, NULL, &(struct counter_terminal){ .other = c->reader_file, .config = config });
	harness_quiet(c->c.h);		/* the reader's first word comes when it comes, and shows nothing */
	c->verifies = c->r->card.verifies;
}

void
real_return_card(struct real_counter *c, const char *words)
{
	if (c->r == NULL)
		(void)tell("insert plain");
	else
		other_reader_put(c->r, true);
	harness_until_drawn(c->c.h, words);
	harness_idle(c->c.h);
}

void
real_put_card(struct real_counter *c)
{
	real_return_card(c, "どの手続ですか");
}

void
real_come_back(struct real_counter *c)
{
	real_put_card(c);
	harness_expect(c->c.h, "> 1 統合端末からの受取り");
	harness_press(c->c.h, KEY_ENTER);
}

void
real_finish(struct real_counter *c)
{
	harness_expect(c->c.h, "署名用のほかは頼んだとおりです");
	harness_press(c->c.h, KEY_ENTER);
}

/* A daemon tells it when it comes to it. */
void
real_take_card(struct real_counter *c)
{
	if (c->r == NULL) {
		const bool line = harness_shows(c->c.h, "カード: ");

		(void)tell("pull");
		harness_until_drawn(c->c.h, line ? "置かれていません" : "カードなし");
	} else
		other_reader_put(c->r, false);
	harness_idle(c->c.h);
}

void
real_to_terminal(struct real_counter *c, const char *keys)
{
	int n;

	real_put_card(c);
	harness_press(c->c.h, keys);
	for (n = 0; n < 20 && !harness_shows(c->c.h, "統合端末ですること"); n++) {
		counter_answer(&c->c, "手続の理由", "1");
		harness_press(c->c.h, harness_shows(c->c.h, "照合番号B  ") ? REAL_CHECK_B KEY_ENTER :
		    harness_shows(c->c.h, "不足") ? "運転免許" KEY_ENTER : KEY_ENTER);
	}
	harness_expect(c->c.h, "統合端末ですること");
}

void
real_expect_verifies(const struct real_counter *c, unsigned n)
{
	assert_int_equal((c->r == NULL ? tell("secrets") : c->r->card.verifies) - c->verifies, n);
}

void
real_choose(const struct real_counter *real, const char *line)
{
	int n;

	for (n = 0; n < 16 && !harness_on(real->c.h, line); n++)
		harness_press(real->c.h, KEY_DOWN);
	if (!harness_on(real->c.h, line))
		harness_fail(real->c.h, line);
	harness_press(real->c.h, KEY_ENTER);
}

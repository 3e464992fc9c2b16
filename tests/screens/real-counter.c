/* What a counter at work is made of. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

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
	size_t len = *name != '\0' ? read_cert(name, der) : 0;

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
real_free(struct real_counter *c)
{
	other_reader_free(&c->r);
	counter_free(&c->c);
}

void
real_open(struct real_counter *c, const char *profile)
{
	char config[128], text[256];

	(void)snprintf(text, sizeof text, "[madoguchi]\nprofile = %s\nca = madoguchi\nlock-after = 0\n", profile);
	(void)snprintf(config, sizeof config, "%s", scratch_write(&c->c.scratch, "madoguchi.ini", text));
	counter_open_in(&c->c, NULL, &(struct counter_terminal){ .other = c->reader_file, .config = config });
	harness_quiet(c->c.h);		/* the reader's first word comes when it comes, and shows nothing */
	c->verifies = c->r->card.verifies;
}

void
real_put_card(struct real_counter *c)
{
	other_reader_put(c->r, true);
	harness_until_drawn(c->c.h, "どの手続ですか");
	harness_idle(c->c.h);
}

void
real_take_card(struct real_counter *c)
{
	other_reader_put(c->r, false);
	harness_idle(c->c.h);
}

void
real_expect_verifies(const struct real_counter *c, unsigned n)
{
	assert_int_equal(c->r->card.verifies - c->verifies, n);
}

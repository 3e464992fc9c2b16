/* The embedded CA of one test, and what it is asked. */
#include "ca-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "key-pool.h"

EVP_PKEY *ca_keys[CA_KEYS];

int
ca_make_keys(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < CA_KEYS; i++)
		ca_keys[i] = key_pool((unsigned)i);
	return 0;
}

int
ca_setup(void **state)
{
	struct ca_fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return 1;
	scratch_new(&f->scratch);
	(void)snprintf(f->folder, sizeof(f->folder), "%s/training/ca", f->scratch.folder);
	*state = f;
	return local_ca_open(f->folder, CA_NAME, ca_now, &f->ca) == ERR_NONE ? 0 : 1;
}

int
ca_teardown(void **state)
{
	struct ca_fixture *f = *state;

	issuer_free(&f->ca);
	issuer_free(&f->ca);
	scratch_free(&f->scratch);
	free(f);
	return 0;
}

const char *
ca_path(struct ca_fixture *f, const char *file)
{
	static char at[200];

	(void)snprintf(at, sizeof(at), "%s/%s", f->folder, file);
	return at;
}

enum err
ca_reopen(struct ca_fixture *f)
{
	issuer_free(&f->ca);
	return local_ca_open(f->folder, CA_NAME, ca_now, &f->ca);
}

enum err
ca_ask(struct ca_fixture *f, const struct cert_request *req, struct cert *c)
{
	char reason[ISSUER_REASON_MAX];
	enum err e = f->ca->ops->request(f->ca, req, c, reason);

	assert_int_equal(e == ERR_CA_REFUSED, reason[0] != '\0');
	assert_int_equal(e == ERR_NONE, c->len != 0);
	return e;
}

enum issuer_state
ca_state(struct ca_fixture *f, enum cert_kind kind, const struct cert *c)
{
	struct cert_info info;
	enum issuer_state st = ISSUER_DROPPED;

	assert_int_equal(cert_parse(c, &info), ERR_NONE);
	assert_int_equal(f->ca->ops->state(f->ca, kind, info.serial, info.serial_len, &st), ERR_NONE);
	return st;
}

struct issuer_switch
ca_pair(const struct cert_request *req, const struct cert *old)
{
	struct issuer_switch s = { .kind = req->kind };
	struct cert_info info;

	memcpy(s.id, req->id, sizeof(s.id));
	if (old != NULL && cert_parse(old, &info) == ERR_NONE) {
		memcpy(s.old_serial, info.serial, info.serial_len);
		s.old_serial_len = info.serial_len;
	}
	return s;
}

enum err
ca_confirm(struct ca_fixture *f, const struct issuer_switch *s, size_t n)
{
	return f->ca->ops->confirm(f->ca, s, n, ca_at(ca_now));
}

struct cert
ca_given(struct ca_fixture *f, const struct cert_request *req)
{
	struct issuer_switch s = ca_pair(req, NULL);
	struct cert c;

	assert_int_equal(ca_ask(f, req, &c), ERR_NONE);
	assert_int_equal(ca_confirm(f, &s, 1), ERR_NONE);
	return c;
}

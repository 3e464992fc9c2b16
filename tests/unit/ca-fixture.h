/* An embedded CA in a folder of its own for each test, and four keys to be certified. */
#ifndef MADOGUCHI_TEST_CA_FIXTURE_H
#define MADOGUCHI_TEST_CA_FIXTURE_H

#include "ca.h"
#include "scratch.h"

#define CA_KEYS 4

struct ca_fixture { struct scratch scratch; struct issuer *ca; char folder[160]; };
extern EVP_PKEY *ca_keys[CA_KEYS];

/* For cmocka: of a group, and of each test. */
int ca_make_keys(void **state);
int ca_setup(void **state);
int ca_teardown(void **state);

const char *ca_path(struct ca_fixture *, const char *file);	/* of a file in its folder, until the next call */
enum err ca_reopen(struct ca_fixture *);

enum err ca_ask(struct ca_fixture *, const struct cert_request *, struct cert *);
enum err ca_confirm(struct ca_fixture *, const struct issuer_switch *, size_t n);
struct issuer_switch ca_pair(const struct cert_request *, const struct cert *old);	/* to confirm; old may be NULL */
struct cert ca_given(struct ca_fixture *, const struct cert_request *);		/* a certificate that is valid */
enum issuer_state ca_state(struct ca_fixture *, enum cert_kind, const struct cert *);

#endif

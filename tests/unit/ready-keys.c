/*
 * Stands before libcrypto's EVP_RSA_gen while make check runs: a key is made of two known primes. Searching for new
 * ones took a third of the whole run. Keys differ: a number that all programs of a run share names the next pair. The
 * tiers beside make check search for their primes as a counter does.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "primes.h"

#define PRIMES (sizeof(primes) / sizeof(*primes))
#define PAIRS (PRIMES * (PRIMES - 1) / 2)
#define PRIME_BITS 1024

typedef EVP_PKEY *(*keygen)(OSSL_LIB_CTX *, const char *, const char *, ...);

EVP_PKEY *EVP_PKEY_Q_keygen(OSSL_LIB_CTX *, const char *, const char *, ...);

/* The number of the next pair, from the file that all programs of this run have open. */
static unsigned
next_pair(void)
{
	static _Atomic(atomic_uint *) shared;
	atomic_uint *at = atomic_load(&shared);
	int fd;

	if (at == NULL) {
		if ((fd = open(DRAWN_FILE, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) == -1)
			return 0;
		at = ftruncate(fd, sizeof(*at)) == 0 ?
		    mmap(NULL, sizeof(*at), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
		(void)close(fd);
		if (at == MAP_FAILED)
			return 0;
		atomic_store(&shared, at);
	}
	return atomic_fetch_add(at, 1) % PAIRS;
}

/* The nth of all pairs with first < second. */
static void
pair(unsigned nth, unsigned *first, unsigned *second)
{
	unsigned row = 1;

	for (; nth >= row; row++)
		nth -= row;
	*first = nth;
	*second = row;
}

struct parts {
	BIGNUM *p, *q, *n, *e, *d, *dp, *dq, *qinv;
};

/* n = pq; d is e's inverse modulo (p-1)(q-1), the others speed up what the owner does. Source: RFC 8017, 3.2. */
static bool
compute(struct parts *k, BN_CTX *ctx)
{
	BIGNUM *p1 = BN_dup(k->p), *q1 = BN_dup(k->q), *phi = BN_new();
	const bool made = p1 != NULL && q1 != NULL && phi != NULL && BN_sub_word(p1, 1) && BN_sub_word(q1, 1) &&
	    BN_mul(k->n, k->p, k->q, ctx) && BN_mul(phi, p1, q1, ctx) && BN_set_word(k->e, 65537) &&
	    BN_mod_inverse(k->d, k->e, phi, ctx) != NULL && BN_mod(k->dp, k->d, p1, ctx) &&
	    BN_mod(k->dq, k->d, q1, ctx) && BN_mod_inverse(k->qinv, k->q, k->p, ctx) != NULL;

	BN_free(p1);
	BN_free(q1);
	BN_free(phi);
	return made;
}

static EVP_PKEY *
assemble(const struct parts *k)
{
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	OSSL_PARAM *params = NULL;
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	EVP_PKEY *key = NULL;

	if (build != NULL && ctx != NULL && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, k->n) &&
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, k->e) &&
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_D, k->d) &&
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_FACTOR1, k->p) &&
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_FACTOR2, k->q) &&
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_EXPONENT1, k->dp) &&
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_EXPONENT2, k->dq) &&
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_COEFFICIENT1, k->qinv) &&
	    (params = OSSL_PARAM_BLD_to_param(build)) != NULL && EVP_PKEY_fromdata_init(ctx) == 1 &&
	    EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_KEYPAIR, params) != 1)
		key = NULL;
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(build);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

static EVP_PKEY *
ready(void)
{
	BN_CTX *ctx = BN_CTX_secure_new();
	struct parts k = { BN_new(), BN_new(), BN_new(), BN_new(), BN_new(), BN_new(), BN_new(), BN_new() };
	BIGNUM *const all[] = { k.p, k.q, k.n, k.e, k.d, k.dp, k.dq, k.qinv };
	EVP_PKEY *key = NULL;
	unsigned first, second;
	bool have = ctx != NULL;
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		have = have && all[i] != NULL;
	pair(next_pair(), &first, &second);
	if (have && BN_hex2bn(&k.p, primes[first]) != 0 && BN_hex2bn(&k.q, primes[second]) != 0 && compute(&k, ctx))
		key = assemble(&k);
	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		BN_free(all[i]);
	BN_CTX_free(ctx);
	return key;
}

EVP_PKEY *
EVP_PKEY_Q_keygen(OSSL_LIB_CTX *lib, const char *propq, const char *type, ...)
{
	keygen search;
	void *found = dlsym(RTLD_NEXT, "EVP_PKEY_Q_keygen");
	EVP_PKEY *key;
	size_t bits = 0;
	va_list ap;

	memcpy(&search, &found, sizeof(search));
	va_start(ap, type);
	if (strcmp(type, "RSA") != 0)
		key = search(lib, propq, type, va_arg(ap, char *));
	else if ((bits = va_arg(ap, size_t)) != 2 * PRIME_BITS || (key = ready()) == NULL)
		key = search(lib, propq, type, bits);
	va_end(ap);
	return key;
}
